"""Which sections have no story, and whose voices are heard: by page, and nothing under five."""

from __future__ import annotations

from pathlib import Path

from support.walks import adopted, share_and_place, tell
from toolkit_editor.checks.combination import combination
from toolkit_editor.services import story_reading, telling
from toolkit_editor.services.coverage import FEWEST, coverage
from toolkit_editor.services.recognising import surroundings

TOOLKIT = (
    b"format: 1\nname: {en: Small}\nlanguages: [en]\nroots: {en: en}\n"
    b"voices:\n  family: {en: Family and friends}\n  staff: {en: Staff}\n"
)
PAGES = {
    "toolkit.yml": TOOLKIT,
    "en/hope.md": b"# Hope\n\nHope often starts small. It grows when it is shared.\n",
    "en/tea.md": b"# Tea\n\nTea helps.\n",
}


def test_numbers_under_five_are_not_told_apart(tmp_path: Path) -> None:
    _, desk = adopted(tmp_path, PAGES)
    (part,) = coverage(desk, "en")
    assert [one.title for one in part.without] == ["Hope", "Tea"]
    assert part.missing == ("Family and friends", "Staff")
    for number in range(FEWEST):
        (part,) = coverage(desk, "en")
        assert part.heard == ()
        story = tell(desk, f"Story {number}")
        telling.keep_answers(desk, story, {"voice": "family"})
        telling.say_yes(desk, story)
        share_and_place(desk, story)
    (part,) = coverage(desk, "en")
    assert part.pages == 2 and [one.title for one in part.without] == ["Tea"]
    assert part.heard == (("Family and friends", FEWEST),) and part.missing == ("Staff",)
    desk.close()


def test_a_language_in_which_few_tell_narrows_a_teller_down(tmp_path: Path) -> None:
    _, desk = adopted(tmp_path, PAGES)
    for number in range(FEWEST):
        story = tell(desk, f"Story {number}")
        opened = story_reading.open_story(desk, story).opened
        around = surroundings(desk, opened)
        assert (around.beside, around.rare_language) == (("Hope",), "en" if number < 4 else "")
        share_and_place(desk, story)
    told = combination("A family member", "Peer support group", around.rare_language or "French")
    assert told.points_to_few
    assert not combination("A family member", "Peer support group", "").points_to_few
    desk.close()

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from support.told import TELLER
from toolkit_editor.base.resources import sample
from toolkit_editor.stories.attribution import Level, display_problem
from toolkit_editor.stories.notes import NOTES
from toolkit_editor.stories.release import is_released
from toolkit_editor.stories.sample import SampleStory, SampleUnreadable, read_sample
from toolkit_editor.stories.standing import Code, Use, reasons

FOLDER = sample() / "stories"
TODAY = date(2026, 11, 22)


def stories() -> dict[str, SampleStory]:
    numbers = itertools.count(1)
    found = read_sample(FOLDER, TELLER, lambda: f"{next(numbers):016x}")
    return {story.name: story for story in found}


def test_every_story_of_the_sample_is_read_with_its_consent_and_translation() -> None:
    found = stories()
    files = {path.name.removesuffix(".md") for path in FOLDER.glob("*.md")}
    assert found.keys() == files - {"the-tea-break.fr"}
    assert found["the-tea-break"].open.texts().keys() == {"en", "fr"}
    assert len({story.open.story.id for story in found.values()}) == len(found)


@pytest.mark.parametrize("story", stories().values(), ids=lambda story: story.name)
def test_a_sample_story_is_whole_and_released_as_it_stands(story: SampleStory) -> None:
    consent = story.open.consent
    assert consent is not None
    assert consent.story == story.open.story.id
    assert consent.attribution is story.open.story.attribution
    assert display_problem(consent.attribution, consent.display) is None
    assert consent.display == story.open.story.display_name
    assert set(consent.content_notes) <= set(NOTES)
    for language, text in story.open.texts().items():
        assert is_released(consent, language, text)
        assert b"consent:" not in text and b"beside:" not in text


def test_the_sample_covers_every_level_of_attribution() -> None:
    levels = {story.open.story.attribution for story in stories().values()}
    assert levels == set(Level)


def test_the_sample_shows_an_ended_consent_a_hold_and_a_story_kept_inside() -> None:
    def codes(name: str) -> set[Code]:
        consent = stories()[name].open.consent
        found = reasons(consent, Use("site-en", "en", TODAY), released=True)
        return {reason.code for reason in found}

    assert codes("we-stopped-for-a-while") == {Code.EXPIRED}
    assert codes("asked-at-the-beginning") == {Code.HOLD}
    assert codes("the-locked-drawer") == {Code.CHANNEL}
    assert codes("the-tea-break") == set()


def test_a_story_wishes_to_stand_at_words_that_its_section_holds() -> None:
    beside = stories()["the-tea-break"].beside
    assert beside is not None
    assert beside.section == "d0b65efa4a2d548c"
    assert beside.quote == "Some days talking is too much."
    assert stories()["the-locked-drawer"].beside is None


@pytest.mark.parametrize(
    "consent",
    ["", "consent: yes\n", "consent: {start: 2026-01-15}\n", "beside: here\n"],
)
def test_a_sample_story_without_a_whole_consent_is_refused(tmp_path: Path, consent: str) -> None:
    text = f"---\ntitle: T\nlanguage: en\n{consent}---\nText.\n"
    (tmp_path / "story.md").write_text(text, encoding="utf-8")
    with pytest.raises(SampleUnreadable, match=r"story\.md"):
        read_sample(tmp_path, TELLER, lambda: "0" * 16)

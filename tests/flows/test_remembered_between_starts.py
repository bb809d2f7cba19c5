"""What is remembered beside the copy: enough to start without reading again, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from support.circle_desks import StandingClock
from support.walks import HOPE, PAGES, adopted, approve_and_bring_in, edit, files_with, tell
from toolkit_editor.services import (
    known_clashes,
    known_differences,
    known_sections,
    reading,
    sharing,
    uniting,
    withdrawing,
)
from toolkit_editor.services.desk import MAIN, Desk
from toolkit_editor.services.disagreements import open_disagreements
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.services.founding import open_workspace
from toolkit_editor.settings.places import Places
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.model import RefChange

MANY = {**PAGES, **{f"en/more/{n}.md": HOPE + f"{n}\n".encode() for n in range(120)}}


def again(places: Places, desk: Desk) -> Desk:
    """The same workspace, opened anew."""
    desk.close()
    return open_workspace(places, str(desk.address), StandingClock())


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few new things are worth keeping."""
    monkeypatch.setattr(known_clashes, "_WORTH_KEEPING", 1)
    monkeypatch.setattr(known_differences, "_WORTH_KEEPING", 1)
    monkeypatch.setattr(known_sections, "_WORTH_KEEPING", 1)


@pytest.mark.usefixtures("few")
def test_sections_and_drafts_are_read_once_and_then_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, desk = adopted(tmp_path, MANY)
    edit(desk, "en/hope.md", b"another thing", b"a third thing")
    desk.refresh()
    sections, drafts = desk.sections(), all_drafts(desk)
    desk = again(places, desk)
    read: list[str] = []
    real = known_sections.read_section

    def counted(data: bytes, path: str, *more: Any) -> Any:
        read.append(path)
        return real(data, path, *more)

    monkeypatch.setattr(known_sections, "read_section", counted)
    monkeypatch.setattr(GitStore, "difference", lambda *_: pytest.fail("compared again"))
    assert desk.sections() == sections
    assert all_drafts(desk) == drafts
    assert read == []
    desk.close()


@pytest.mark.usefixtures("few")
def test_home_reads_only_the_sections_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, desk = adopted(tmp_path, MANY)
    edit(desk, "en/hope.md", b"another thing", b"a third thing")
    desk = again(places, desk)
    assert desk.state().drafts  # so few events are read from the tree
    monkeypatch.setattr(GitStore, "tree", lambda *_: pytest.fail("a whole tree was read"))
    view = reading.home(desk, "en")
    assert [title for *_, title in view.unshared] == ["Hope"]
    desk.close()


@pytest.mark.usefixtures("few")
def test_what_waits_for_a_choice_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, desk = adopted(tmp_path, PAGES)
    mine = edit(desk, "en/hope.md", b"It grows when it is shared.", b"It grows slowly.")
    sharing.share(desk, mine)
    assert open_disagreements(desk) == []
    main = desk.main()
    changed = HOPE.replace(b"It grows when it is shared.", b"It grows in company.")
    blob = desk.store.write(changed)
    commit = desk.store.make_commit(
        {"en/hope.md": blob},
        base=main,
        parents=(main,),
        author=desk.me.id,
        at=desk.clock.now(),
        message="x",
    )
    desk.move(RefChange(MAIN, commit, main))
    (waiting,) = open_disagreements(desk)
    assert waiting.paths == ("en/hope.md",)
    desk = again(places, desk)
    monkeypatch.setattr(uniting, "bring_together", lambda *_: pytest.fail("once more"))
    assert open_disagreements(desk) == [waiting]
    desk.close()


@pytest.mark.usefixtures("few")
def test_a_section_that_changed_or_moved_is_read_anew(tmp_path: Path) -> None:
    places, desk = adopted(tmp_path, PAGES)
    desk.sections()
    approve_and_bring_in(desk, edit(desk, "en/hope.md", b"title:   Hope", b"title: Courage"))
    desk = again(places, desk)
    assert {one.title for one in desk.sections()} == {"Start", "Courage", "Début"}
    desk.close()


@pytest.mark.usefixtures("few")
def test_erasing_empties_what_is_remembered_of_words(tmp_path: Path) -> None:
    _places, desk = adopted(tmp_path, PAGES)
    story = tell(desk)
    desk.sections()
    kept = desk.store.folder / "toolkit-editor" / "remembered"
    assert files_with(kept, b"Courage") == []
    assert files_with(kept, b"Hope")
    withdrawing.withdraw_story(desk, story)
    assert files_with(kept, b"Hope") == []
    assert desk.sections()
    desk.close()

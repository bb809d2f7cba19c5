"""A section open for writing, as a contributor meets it: real git, the real writing surface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from support.desks import a_session, sample_desk
from toolkit_editor.base.ids import SectionId
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services import (
    publishing,
    reading,
    reviewing,
    sharing,
    story_reading,
    talking,
    telling,
    writing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import all_drafts, own_draft_of
from toolkit_editor.services.place import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.section_page import SectionPage

SECTION = "d0b65efa4a2d548c"
PATH = "en/part-1/safe-space.md"


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Desk:
    return sample_desk(tmp_path)


@pytest.fixture
def session(desk: Desk, tmp_path: Path) -> Iterator[Session]:
    with a_session(tmp_path, desk) as (session, _):
        yield session


@pytest.fixture
def went(session: Session) -> list[Go]:
    gone: list[Go] = []
    session.went.connect(gone.append)
    return gone


def open_page(session: Session, qtbot: QtBot) -> SectionPage:
    page = SectionPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.show_at(Go("section", SECTION, "en"))
    return page


def type_words(page: SectionPage, words: str) -> None:
    for letter in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(page.editor, event)


def press(page: SectionPage, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QCoreApplication.sendEvent(page.editor, QKeyEvent(QEvent.Type.KeyPress, key, modifier))


def kept(desk: Desk) -> bytes:
    desk.refresh()
    draft = own_draft_of(desk, PATH)
    assert draft is not None
    oid = draft.files[PATH]
    assert oid is not None
    return desk.store.read(oid)


def select(page: SectionPage, words: str) -> None:
    text = "\n".join(leaf.text for leaf in page.editor.leaves())
    start = text.index(words)
    page.editor.go_to(start, start + len(words))


def test_opening_a_section_changes_nothing(session: Session, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(session, qtbot)
    page.leave()
    assert all_drafts(desk) == [d for d in all_drafts(desk) if d.local is None]


def test_what_i_type_is_kept_without_saving_and_only_i_see_it(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(session, qtbot)
    page.editor.go_to(0)
    type_words(page, "Été ")
    qtbot.waitUntil(lambda: own_draft_of(_fresh(desk), PATH) is not None, timeout=5000)
    before = desk.store.read(desk.tree().entries[PATH])
    after = kept(desk)
    assert split(after)[1].startswith("\nÉté People".encode())
    changed = [
        (a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b
    ]
    assert len(changed) == 1
    assert page.badge.text == "Only on this computer"
    assert not [ref for ref in desk.store.refs("refs/heads/draft/") if PATH in ref]


def test_leaving_at_once_after_a_key_keeps_it(session: Session, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(session, qtbot)
    page.editor.go_to(0)
    type_words(page, "Q")
    page.leave()
    assert b"QPeople" in kept(desk)


def test_undo_goes_on_across_a_restart(session: Session, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(session, qtbot)
    page.editor.go_to(0)
    for word in ("one ", "two "):
        type_words(page, word)
        page.leave()
    again = open_page(session, qtbot)
    assert again.editor.toPlainText().startswith("one two People")
    press(again, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert again.editor.toPlainText().startswith("one People")
    press(again, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert again.editor.toPlainText().startswith("People")
    assert len(writing.moments(_fresh(desk), PATH)) >= 4


def test_a_story_begins_beside_the_passage_i_selected(
    session: Session, desk: Desk, went: list[Go], qtbot: QtBot
) -> None:
    page = open_page(session, qtbot)
    select(page, "put the answers on the wall")
    page._on_story()
    assert went[-1].page == "story"
    story = story_reading.open_story(_fresh(desk), went[-1].id)  # type: ignore[arg-type]
    assert story.place is Place.HERE
    assert story.placed[0].placement.target.selector.exact == "put the answers on the wall"


def test_i_can_say_something_about_a_passage(session: Session, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(session, qtbot)
    select(page, "put the answers on the wall")
    page._on_said("comment", "Could we read them aloud?")
    threads = [t for each in _fresh(desk).state().talk.values() for t in each.threads.values()]
    assert [t.first.text for t in threads] == ["Could we read them aloud?"]


def test_moving_into_a_passage_that_is_talked_about_leaves_the_keyboard_with_the_words(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(session, qtbot)
    select(page, "put the answers on the wall")
    page._on_said("comment", "Could we read them aloud?")
    page.activateWindow()
    page.editor.setFocus()
    start = "\n".join(leaf.text for leaf in page.editor.leaves()).index("put the answers")
    page.editor.go_to(start - 2)
    for _ in range(6):
        press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    assert page.focusWidget() is page.editor
    assert page.beside._entered
    page.editor.go_to(0)
    assert not page.beside._entered


def test_moving_into_a_passage_with_a_story_says_which_story_stands_there(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    opened = reading.open_section(desk, SectionId(SECTION), "en")
    text = plain_of(opened.body).text
    start = text.index("put the answers")
    passage = talking.Passage(SectionId(SECTION), "en", opened.blob, start, start + 15)
    id_ = telling.begin(desk, "en", passage, text)
    telling.keep_words(desk, id_, "The wall", b"We filled it in an afternoon.\n")
    page = open_page(session, qtbot)
    page.editor.go_to(start + 3)
    heard = page.beside.entered
    assert heard is not None
    assert heard.accessibleName() == "Story: The wall"
    page.editor.go_to(0)
    assert page.beside.entered is None


def test_words_that_are_only_here_are_never_quoted_to_others(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    page = open_page(session, qtbot)
    page.editor.go_to(0)
    type_words(page, "A secret of mine. ")
    page.leave()
    select(page, "A secret of mine.")
    page._on_said("comment", "what do you think?")
    assert "only on this computer" in page.banner.text
    assert not _fresh(desk).state().talk
    for _, data in _all_events(desk):
        assert b"secret" not in data


def test_sharing_leads_to_a_page_that_shows_exactly_what(
    session: Session, desk: Desk, went: list[Go], qtbot: QtBot
) -> None:
    page = open_page(session, qtbot)
    page.editor.go_to(0)
    type_words(page, "New words. ")
    page._on_share()
    assert went[-1].page == "share"
    preview = sharing.preview(_fresh(desk), went[-1].id)  # type: ignore[arg-type]
    pieces = [piece.text for change in preview.files[0].changes for piece in change.pieces]
    assert any("New words." in piece for piece in pieces)


def test_a_section_that_is_far_too_long_is_shown_in_part_and_left_alone(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    head = split(desk.store.read(desk.tree().entries[PATH]))[0]
    writing.keep(desk, PATH, head + b"\nA paragraph.\n" * 250_000)
    before = kept(desk)
    page = open_page(session, qtbot)
    assert page.editor.isReadOnly()
    assert "too long" in page.banner.text
    type_words(page, "x")
    page.leave()
    assert kept(desk) == before


def test_a_workspace_may_be_closed_while_a_long_section_still_comes(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    head = split(desk.store.read(desk.tree().entries[PATH]))[0]
    writing.keep(desk, PATH, head + b"\nA paragraph.\n" * 3_000)
    page = open_page(session, qtbot)
    assert page.editor.isReadOnly(), "it still comes"
    session.leave()
    qtbot.wait(1_000)
    assert page.editor.isReadOnly()


def test_a_broken_description_is_shown_as_source_and_can_be_put_right(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    head, body = split(desk.store.read(desk.tree().entries[PATH]))
    broken = head.replace(b"title:", b"title: a: b:")
    writing.keep(desk, PATH, broken + body)
    share_and_bring_in(desk)
    page = SectionPage(session)
    qtbot.addWidget(page)
    page.show()
    page.show_at(Go("section", "part-1/safe-space", "en"))
    assert page.description.isVisible()
    assert page.description.toPlainText().encode() == broken
    assert kept_or_toolkit(desk) == broken + body
    page.description.setPlainText(head.decode())
    page.leave()
    assert kept(desk) == head + body


def share_and_bring_in(desk: Desk) -> None:
    desk.refresh()
    draft = own_draft_of(desk, PATH)
    assert draft is not None
    sharing.share(desk, draft.id)
    reviewing.approve(desk, draft.id)
    publishing.bring_in(desk, draft.id)
    desk.refresh()


def kept_or_toolkit(desk: Desk) -> bytes:
    desk.refresh()
    return desk.store.read(desk.tree().entries[PATH])


def _fresh(desk: Desk) -> Desk:
    desk.refresh()
    return desk


def _all_events(desk: Desk) -> list[tuple[str, bytes]]:
    tip = desk.store.refs("refs/heads/review")["refs/heads/review"]
    entries = desk.store.tree(tip).entries
    return [(path, desk.store.read(oid)) for path, oid in entries.items()]

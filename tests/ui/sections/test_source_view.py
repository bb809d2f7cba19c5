"""The words as source and back: no byte changes by looking, and the history goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from support.desks import a_session
from support.hands import type_text
from support.walks import PAGES, adopted
from toolkit_editor.services import writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.widgets.buttons import Button

HEAD = b"---\ntitle: Hope\n---\n"
BODY = "# Hope\r\n\r\nSome  *words*\u00a0here.\r\n\r\n* a\r\n+ b\r\n\r\n[l]: m\n\n\n".encode()
PATH = "en/hope.md"


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    _, desk = adopted(tmp_path, {**PAGES, PATH: HEAD + BODY})
    yield desk
    desk.close()


@pytest.fixture
def page(tmp_path: Path, desk: Desk, qtbot: QtBot) -> Iterator[SectionPage]:
    with a_session(tmp_path, desk) as (session, _):
        page = SectionPage(session)
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        page.show_at(Go("section", "hope", "en"))
        yield page
        page.close()


def turn(page: SectionPage) -> None:
    page.answers()["source-view"]()


def kept(desk: Desk) -> bytes | None:
    """What is kept as the person's draft; None where nothing is."""
    desk.refresh()
    draft = own_draft_of(desk, PATH)
    return writing.read_moment(desk, writing.moments(desk, PATH)[0]) if draft else None


def test_looking_at_the_source_changes_nothing(page: SectionPage, desk: Desk) -> None:
    turn(page)
    assert page.source.isVisible()
    assert not page.editor.isVisible()
    assert not page.bar.isVisible()
    assert "* a\n+ b\n" in page.source.toPlainText()
    turn(page)
    assert page.editor.hasFocus() or page.editor.isVisible()
    page.leave()
    assert kept(desk) is None


def test_a_button_leads_back_to_the_words(page: SectionPage) -> None:
    turn(page)
    back = next(
        button for button in page.findChildren(Button) if button.text() == "Back to the words"
    )
    assert back.isVisible()
    back.click()
    assert page.editor.isVisible()
    assert not page.source.isVisible()
    assert not back.isVisible()


def test_what_is_written_as_source_is_kept_byte_for_byte(page: SectionPage, desk: Desk) -> None:
    turn(page)
    cursor = page.source.document().find("+ b")
    cursor.setPosition(cursor.selectionEnd())
    page.source.setTextCursor(cursor)
    type_text(page.source, "  __odd__")
    turn(page)
    page.leave()
    assert kept(desk) == HEAD + BODY.replace(b"+ b", b"+ b  __odd__")
    assert any("odd" in leaf.text for leaf in page.editor.leaves())


def test_what_was_written_as_source_is_undone_in_the_words(page: SectionPage, desk: Desk) -> None:
    page.editor.go_to(0)
    type_text(page.editor, "x")
    turn(page)
    page.source.selectAll()
    type_text(page.source, "new")
    turn(page)
    assert [leaf.text for leaf in page.editor.leaves()] == ["new"]
    type_text(page.editor, "y")
    page.leave()
    assert kept(desk) in (HEAD + b"ynew", HEAD + b"newy")
    for _ in range(3):
        QTest.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.leave()
    assert kept(desk) == HEAD + BODY
    QTest.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | SHIFT)
    QTest.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | SHIFT)
    page.leave()
    assert kept(desk) == HEAD + b"new"


SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_going_away_from_the_source_keeps_it(page: SectionPage, desk: Desk) -> None:
    turn(page)
    page.source.moveCursor(page.source.textCursor().MoveOperation.Start)
    type_text(page.source, "z")
    page.leave()
    assert kept(desk) == HEAD + b"z" + BODY


def test_the_source_is_kept_while_it_is_written(
    page: SectionPage, desk: Desk, qtbot: QtBot
) -> None:
    turn(page)
    type_text(page.source, "# ")
    qtbot.waitUntil(lambda: kept(desk) is not None)
    assert page.is_source


def test_the_cursor_stays_with_its_paragraph(page: SectionPage) -> None:
    text = "\n".join(leaf.text for leaf in page.editor.leaves())
    page.editor.go_to(text.index("b"))
    turn(page)
    assert page.source.textCursor().block().text() == "+ b"
    type_text(page.source, "x")
    turn(page)
    assert "b" in page.editor.textCursor().block().text()

"""Finding words in the whole toolkit, and putting others in their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from support.desks import a_session, sample_desk
from toolkit_editor.services import writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.search_page import SearchPage

PATHS = ("en/index.md", "en/part-1/safe-space.md")


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Desk:
    made = sample_desk(tmp_path)
    for path in PATHS:
        data = made.store.read(made.tree().entries[path])
        writing.keep(made, path, data + b"\nA quokka came. Two quokkas left.\n")
        made.refresh()
    return made


@pytest.fixture
def session(desk: Desk, tmp_path: Path) -> Iterator[Session]:
    with a_session(tmp_path, desk) as (session, _):
        yield session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> SearchPage:
    made = SearchPage(session)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_at(Go("search", extra="Quokka"))
    return made


def rows(page: SearchPage) -> list[QTreeWidgetItem]:
    found = [page.tree.topLevelItem(at) for at in range(page.tree.topLevelItemCount())]
    return [item for item in found if item is not None]


def now(desk: Desk, path: str) -> bytes:
    desk.refresh()
    draft = own_draft_of(desk, path)
    assert draft is not None
    oid = draft.files[path]
    assert oid is not None
    return desk.store.read(oid)


def preview(page: SearchPage, other: str) -> None:
    page.replacing.setChecked(True)
    page.other.setText(other)
    QTest.keyClick(page.other, Qt.Key.Key_Return)


def test_every_place_is_shown_with_its_sentence(page: SearchPage) -> None:
    assert page.summary.text() == "In 2 sections."
    sentences = [row.child(at).text(0) for row in rows(page) for at in range(row.childCount())]
    assert sentences == ["A quokka came.", "Two quokkas left."] * 2


def test_enter_goes_to_the_place(page: SearchPage, session: Session) -> None:
    went: list[Go] = []
    session.went.connect(went.append)
    page.tree.setCurrentItem(rows(page)[0].child(1))
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    assert went[-1].page == "section"
    start, end = (int(number) for number in went[-1].extra.split("-"))
    assert end - start == len("quokka")


def test_nothing_found_is_said_kindly(page: SearchPage) -> None:
    page.line.setText("zebrafish")
    page.look()
    assert page.nothing.isVisible()
    assert not page.tree.isVisible()


def test_options_and_the_other_language(page: SearchPage) -> None:
    page.exact.setChecked(True)
    page.look()
    assert page.nothing.isVisible()
    page.exact.setChecked(False)
    page.language.setCurrentIndex(1)
    page.look()
    assert page.nothing.isVisible()
    page.language.setCurrentIndex(2)
    page.look()
    assert [row.text(0).rpartition(" ")[2] for row in rows(page)] == ["(English)"] * 2


def test_what_would_change_is_shown_and_nothing_is_done(page: SearchPage, desk: Desk) -> None:
    preview(page, "zebra")
    assert "Now: A quokka came.\nThen: A zebra came." in rows(page)[0].child(0).text(0)
    assert b"zebra" not in now(desk, PATHS[0])
    page.other.setText("giraffe")
    assert page.replace.isHidden(), "what is shown is not what would be done"


def test_only_ticked_sections_change_and_all_can_be_put_back(page: SearchPage, desk: Desk) -> None:
    before = {path: now(desk, path) for path in PATHS}
    preview(page, "zebra")
    rows(page)[1].setCheckState(0, Qt.CheckState.Unchecked)
    page.replace.click()
    changed = [path for path in PATHS if now(desk, path) != before[path]]
    assert len(changed) == 1
    assert now(desk, changed[0]) == before[changed[0]].replace(b"quokka", b"zebra")
    assert "Changed in 1 section." in page.banner.text
    page.banner._on_action()
    assert {path: now(desk, path) for path in PATHS} == before
    assert "as it was" in page.banner.text


def test_with_nothing_ticked_nothing_can_be_done(page: SearchPage) -> None:
    preview(page, "zebra")
    for row in rows(page):
        row.setCheckState(0, Qt.CheckState.Unchecked)
    assert not page.replace.isEnabled()


def test_a_place_is_opened_by_a_click_but_not_while_ticking(
    page: SearchPage, session: Session
) -> None:
    went: list[Go] = []
    session.went.connect(went.append)
    preview(page, "zebra")
    page.tree.itemClicked.emit(rows(page)[0].child(0), 0)
    assert not went
    page.replacing.setChecked(False)
    page.look()
    page.tree.itemClicked.emit(rows(page)[0].child(0), 0)
    assert went[-1].page == "section"

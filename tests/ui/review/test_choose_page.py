"""Choosing between two versions in the window: from Home, from a draft, from one's own sharing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from support.circle_desks import joined
from support.desks import a_desktop
from support.walks import PAGES, adopted, approve_and_bring_in, edit
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.base.ids import DraftId
from toolkit_editor.services import reviewing, sharing
from toolkit_editor.services.syncing import sync
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.review.choose_page import ChoosePage
from toolkit_editor.ui.widgets.card import Card

PATH = "en/hope.md"
TEXT = b"---\ntitle: Hope\n---\n\nHope *often* starts small. It grows when it is shared.\n"

Open = Callable[[bool], tuple[Desktop, DraftId]]


@pytest.fixture
def open_toolkit(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    """Ana's window; Ben's shared draft and the toolkit disagree. `True`: Ben's was approved."""
    opened: list[object] = []

    def begin(approved: bool) -> tuple[Desktop, DraftId]:
        _, ana = adopted(tmp_path, {**PAGES, PATH: TEXT})
        _, ben = joined(tmp_path, ana, "Ben", "contributor")
        sync(ben)
        draft = edit(ben, PATH, b"*often*", b"always")
        sharing.share(ben, draft)
        for desk in (ben, ana):
            sync(desk)
        if approved:
            reviewing.approve(ana, draft)
        approve_and_bring_in(ana, edit(ana, PATH, b"small", b"somewhere"))
        ana.close()
        ben.close()
        context = a_desktop(tmp_path)
        desktop = context.__enter__()
        opened.append(context)
        desktop.show(str(tmp_path / "ws"))
        return desktop, draft

    yield begin
    for context in opened:
        context.__exit__(None, None, None)  # type: ignore[attr-defined]


def the_page(desktop: Desktop) -> ChoosePage:
    page = desktop.window.page
    assert isinstance(page, ChoosePage)
    return page


def said(page: QWidget | None) -> str:
    assert page is not None
    QApplication.processEvents()
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(page))


def button(page: QWidget | None, name: str) -> QPushButton:
    assert page is not None
    return next(one for one in page.findChildren(QPushButton) if one.accessibleName() == name)


def test_home_leads_there_and_back(open_toolkit: Open) -> None:
    desktop, draft = open_toolkit(False)
    home = desktop.window.page
    assert isinstance(home, HomePage)
    card = next(one for one in home.findChildren(Card) if "Two versions" in one.accessibleName())
    card.click()
    page = the_page(desktop)
    assert page.where.id == draft
    page.later.click()
    assert isinstance(desktop.window.page, HomePage)


def test_nothing_is_chosen_for_anybody(open_toolkit: Open) -> None:
    desktop, draft = open_toolkit(False)
    desktop.session.go(Go("choose", draft, extra="review-draft"))
    page = the_page(desktop)
    (box,) = page.boxes
    assert [one.isChecked() for one in box.choices] == [False] * 4
    assert not page.keep.isEnabled()
    assert page.keep.accessibleDescription()
    assert [one.accessibleName() for one in box.choices] == [
        "Ben’s version: Hope always starts small.",
        "In the toolkit now: Hope often starts somewhere.",
        "Both changes together: Hope always starts somewhere.",
        "In other words: Write how it should read",
    ]
    assert "added “always”" in box.choices[0].accessibleDescription()


def test_both_together_goes_on_to_the_draft(open_toolkit: Open) -> None:
    desktop, draft = open_toolkit(False)
    desktop.session.go(Go("review-draft", draft))
    assert "Two versions of a sentence" in said(desktop.window.page)
    button(desktop.window.page, "Choose between two versions").click()
    page = the_page(desktop)
    page.boxes[0].choices[2].click()
    page.keep.click()
    after = desktop.window.page
    assert after is not None
    assert after.where.page == "review-draft"
    assert "Two versions of a sentence" not in said(after)
    desk = desktop.session.desk
    assert desk is not None
    assert b"Hope always starts somewhere." in reviewing.review(desk, draft).files[0].after


def test_other_words_are_written_as_they_are_meant(open_toolkit: Open) -> None:
    desktop, draft = open_toolkit(False)
    desktop.session.go(Go("choose", draft, extra="review-draft"))
    page = the_page(desktop)
    (box,) = page.boxes
    box.choices[3].click()
    assert box.other.toPlainText() == "Hope always starts small."
    box.other.setPlainText(" ")
    assert not page.keep.isEnabled()
    box.other.setPlainText("Hope starts with 2 * 3 people.")
    page.keep.click()
    desk = desktop.session.desk
    assert desk is not None
    assert b"\n\nHope starts with 2 * 3 people." in reviewing.review(desk, draft).files[0].after


def test_somebody_chose_meanwhile_and_it_says_so(open_toolkit: Open) -> None:
    desktop, draft = open_toolkit(False)
    desktop.session.go(Go("choose", draft))
    page = the_page(desktop)
    page.boxes[0].choices[0].click()
    desk = desktop.session.desk
    assert desk is not None
    card = page.boxes[0].card
    desk.record(("chosen", f"draft:{draft}", {"place": card.id, "kept": "toolkit"}))
    page.keep.click()
    assert "Somebody has chosen meanwhile" in said(page)
    page.reload()
    assert "Nothing to choose here" in said(page)
    assert page.keep.isHidden()


def test_ones_own_words_are_settled_on_the_way_to_sharing(tmp_path: Path, qtbot: QtBot) -> None:
    _, ana = adopted(tmp_path / "a", {**PAGES, PATH: TEXT})
    places, ben = joined(tmp_path / "a", ana, "Ben", "contributor")
    sync(ben)
    draft = edit(ben, PATH, b"*often*", b"always")
    approve_and_bring_in(ana, edit(ana, PATH, b"small", b"somewhere"))
    for desk in (ana, ben):
        sync(desk)
        desk.close()
    (tmp_path / "home").symlink_to(places.home)
    with a_desktop(tmp_path) as desktop:
        desktop.show(str(tmp_path / "a" / "ws"))
        desktop.session.go(Go("share", draft))
        assert "Your words are safe, and theirs too." in said(desktop.window.page)
        button(desktop.window.page, "Choose between two versions").click()
        page = the_page(desktop)
        assert page.boxes[0].choices[0].text() == "Your version"
        page.boxes[0].choices[2].click()
        page.keep.click()
        after = desktop.window.page
        assert after is not None
        assert after.where == Go("share", draft)
        button(after, "Share with the group").click()
        now = desktop.session.desk
        assert now is not None
        (oid,) = now.state().drafts[draft].files.values()
        assert oid is not None
        assert b"Hope always starts somewhere." in now.store.read(oid)


def test_publishing_leads_there_first(open_toolkit: Open) -> None:
    desktop, draft = open_toolkit(True)
    desktop.session.go(Go("publish"))
    page = desktop.window.page
    assert "Two approved versions of a sentence" in said(page)
    assert "Nothing waits to be brought in." in said(page)
    button(page, "Choose: Hope").click()
    assert the_page(desktop).where == Go("choose", draft, extra="publish")

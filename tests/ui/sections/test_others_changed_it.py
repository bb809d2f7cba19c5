"""Somebody else's words come into a section while one writes in it: what the window shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from support.desks import a_desktop
from support.walks import PAGES, adopted, approve_and_bring_in, edit
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.store.model import RefChange
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage

PATH = "en/hope.md"
TEXT = b"---\ntitle: Hope\n---\n\nHope often starts small. It grows when it is shared.\n"


def test_sharing_shows_both_and_going_back_goes_on_with_both(tmp_path: Path, qtbot: QtBot) -> None:
    _, desk = adopted(tmp_path, {**PAGES, PATH: TEXT})
    mine = edit(desk, PATH, b"often", b"always")
    local = "refs/local/draft/" + mine
    tip = desk.ref(local)
    assert tip is not None
    desk.move(RefChange(local, None, tip))
    approve_and_bring_in(desk, edit(desk, PATH, b"is shared", b"is told"))
    desk.move(RefChange(local, tip, None))
    desk.close()
    with a_desktop(tmp_path) as desktop:
        desktop.show(str(tmp_path / "ws"))
        desktop.session.go(Go("section", "hope", "en"))
        page = desktop.window.page
        assert isinstance(page, SectionPage)
        assert "Hope always starts small. It grows when it is shared." in page.editor.toPlainText()
        page.editor.go_to(len(page.editor.toPlainText()))
        desktop.session.go(Go("share", mine))
        share = desktop.window.page
        assert share is not None
        said = [label.text() for label in share.findChildren(QLabel)]
        assert "Others changed this too" in said
        assert any("Hope always starts small. It grows when it is told." in text for text in said)
        desktop.session.go(Go("section", "hope", "en"))
        page = desktop.window.page
        assert isinstance(page, SectionPage)
        assert "Hope always starts small. It grows when it is told." in page.editor.toPlainText()
        assert desktop.session.desk is not None
        draft = own_draft_of(desktop.session.desk, PATH)
        assert draft is not None
        assert draft.id == mine

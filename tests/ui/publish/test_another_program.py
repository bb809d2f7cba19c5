"""What another program did to the workspace, as a maintainer meets it on the page "Publish"."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from support.desks import a_desktop
from support.toolkits import git
from support.walks import PAGES, adopted
from toolkit_editor.services import reviewing
from toolkit_editor.services.desk import VANISHED
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.model import RefChange
from toolkit_editor.ui.bridge.navigation import Go


def said(page: QWidget | None) -> str:
    assert page is not None
    QApplication.processEvents()
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(page))


def press(page: QWidget | None, name: str) -> None:
    assert page is not None
    next(one for one in page.findChildren(QPushButton) if one.accessibleName() == name).click()


def changed_by_hand(folder: Path) -> None:
    """A toolkit whose page about hope somebody changed with plain git."""
    _, desk = adopted(folder, PAGES)
    git(folder, "clone", "-q", "ws", "clone")
    page = folder / "clone" / "en" / "hope.md"
    page.write_bytes(page.read_bytes().replace(b"often", b"never"))
    git(folder / "clone", "commit", "-q", "-a", "-m", "by hand")
    git(folder / "clone", "push", "-q")
    sync(desk)
    desk.close()


def test_an_editor_is_asked_to_look(tmp_path: Path, qtbot: QtBot) -> None:
    changed_by_hand(tmp_path)
    with a_desktop(tmp_path) as desktop:
        desktop.show(str(tmp_path / "ws"))
        desktop.session.go(Go("publish"))
        page = desktop.window.page
        assert "In the toolkit without an editor’s yes\nThis was changed" in said(page)
        press(page, "Ask an editor to look")
        desk = desktop.session.desk
        assert desk is not None
        (waiting,) = reviewing.queue(desk)
        assert waiting.titles == ("Hope",)


def test_what_was_approved_comes_back(tmp_path: Path, qtbot: QtBot) -> None:
    changed_by_hand(tmp_path)
    with a_desktop(tmp_path) as desktop:
        desktop.show(str(tmp_path / "ws"))
        desktop.session.go(Go("publish"))
        press(desktop.window.page, "Put back what was approved")
        assert "The toolkit is as it was approved." in said(desktop.window.page)
        assert "without an editor’s yes" not in said(desktop.window.page)


def test_what_is_gone_is_put_back(tmp_path: Path, qtbot: QtBot) -> None:
    _, desk = adopted(tmp_path, PAGES)
    desk.move(RefChange(f"{VANISHED}draft/{'0' * 16}", desk.main(), None))
    desk.close()
    with a_desktop(tmp_path) as desktop:
        desktop.show(str(tmp_path / "ws"))
        desktop.session.go(Go("publish"))
        assert "One thing is gone from the workspace" in said(desktop.window.page)
        press(desktop.window.page, "Put them back")
        assert desktop.session.desk is not None
        assert not desktop.session.desk.refs(VANISHED)
        assert "gone from the workspace" not in said(desktop.window.page)

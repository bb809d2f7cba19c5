"""What a person does with a window that is locked."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from toolkit_editor.app.desktop import Desktop
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.lock.locked_page import LockedPage
from toolkit_editor.ui.sections.section_page import SectionPage

WORDS = "a lamp in the small harbour"
OTHER = "seven quiet geese"


def press(root: QWidget, name: str) -> None:
    found = [
        b for b in root.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()
    ]
    assert found, name
    found[0].click()


def give(desktop: Desktop, passphrase: str) -> None:
    page = desktop.window.page
    assert isinstance(page, LockedPage)
    page.passphrase.line.setText(passphrase)
    page.open.click()


def opened_section(desktop: Desktop) -> SectionPage:
    session = desktop.session
    assert session.desk is not None
    section = session.desk.sections()[0]
    session.go(Go("section", section.id, section.language))
    page = desktop.window.page
    assert isinstance(page, SectionPage)
    return page

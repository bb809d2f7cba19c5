"""Somebody to talk to: the toolkit's support lines, large and at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from toolkit_editor.content.toolkit import SupportLine, in_language
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Selectable, Words

_OPENED = ("https://", "http://", "tel:")


class SupportPage(ScrollPage):
    """The lines the open toolkit names."""

    def __init__(self, session: Session) -> None:
        """Follow the workspace that is open."""
        super().__init__(
            session,
            tr("Support"),
            tr("You can stop at any time. Everything you wrote is kept where it was."),
        )
        session.about_changed.connect(self.reload)

    def reload(self) -> None:
        """Show the lines."""
        clear(self.body)
        lines = self.session.about.support if self.session.about else ()
        for line in lines:
            self.body.addWidget(self._box(line))
        if not lines:
            self.body.addWidget(
                Words(
                    tr(
                        "This toolkit does not name a support line yet. In an emergency, call the "
                        "emergency number where you live."
                    )
                )
            )
        self.body.addWidget(
            Words(tr("To hide everything at once, press Ctrl+Shift+H from anywhere."), "quiet")
        )

    def _box(self, line: SupportLine) -> QFrame:
        language = self.session.language
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=6, margins=16)
        inside.addWidget(Words(in_language(line.name, language), "heading"))
        inside.addWidget(Selectable(in_language(line.contact, language)))
        if line.link.startswith(_OPENED):
            link = line.link
            inside.addWidget(
                Button(
                    tr("Open {address}", address=link),
                    lambda: QDesktopServices.openUrl(QUrl(link)),
                    role="plain",
                    drawing="leave",
                ),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
        return box

"""Asks where a link leads. Only addresses that the site carries are taken."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from toolkit_editor.base.addresses import is_safe
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.dialog import Dialog
from toolkit_editor.ui.widgets.layout import column


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """Where the link leads (empty: no link any more), and its words if there were none."""

    href: str
    text: str


def ask_link(parent: QWidget, text: str, href: str, *, known: bool) -> LinkAnswer | None:
    """Ask for an address; None where the person turned away."""
    dialog = LinkDialog(parent, text, href, known=known)
    return dialog.answer() if dialog.exec() else None


class LinkDialog(Dialog):
    """Two lines: the words, where there are none yet, and where they lead."""

    def __init__(self, parent: QWidget, text: str, href: str, *, known: bool) -> None:
        """`known` says that there is a link already, which can be taken away."""
        super().__init__(parent)
        self.setWindowTitle(tr("Link"))
        self._removed = False
        self._text = QLineEdit(text)
        self._text.setReadOnly(bool(text))
        self._href = QLineEdit(href)
        self._href.setPlaceholderText("https://")
        form = QFormLayout()
        form.addRow(tr("&Words"), self._text)
        form.addRow(tr("&Leads to"), self._href)
        for line, name in ((self._text, tr("Words")), (self._href, tr("Leads to"))):
            line.setAccessibleName(name)
        self._hint = QLabel(
            tr("A web address, an e-mail address, or a page of the toolkit such as meeting-04.md.")
        )
        self._hint.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        make = buttons.button(QDialogButtonBox.StandardButton.Ok)
        make.setText(tr("Make the link"))
        make.setProperty("role", "main")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        if known:
            remove = QPushButton(tr("Take the link away"))
            remove.clicked.connect(self._on_removed)
            buttons.addButton(remove, QDialogButtonBox.ButtonRole.ActionRole)
        layout = column(self, space=14, margins=20)
        layout.addLayout(form)
        layout.addWidget(self._hint)
        layout.addWidget(buttons)
        (self._href if text else self._text).setFocus()
        self.setMinimumWidth(420)

    def answer(self) -> LinkAnswer:
        """What was entered."""
        href = "" if self._removed else address_of(self._href.text())
        return LinkAnswer(href, self._text.text().strip())

    def _on_accepted(self) -> None:
        href = address_of(self._href.text())
        if not href or not is_safe(href):
            self._hint.setText(
                tr("The site cannot carry this address. Use one that begins with https://.")
            )
            self._href.setFocus()
            return
        self.accept()

    def _on_removed(self) -> None:
        self._removed = True
        self.accept()


def address_of(typed: str) -> str:
    """What a person means by what they typed: `example.org` is a web address."""
    text = typed.strip()
    if "@" in text and "/" not in text and ":" not in text:
        return f"mailto:{text}"
    looks_like_host = text.partition("/")[0].count(".") >= 1 and not text.startswith(("/", "."))
    page = text.partition("#")[0].casefold().endswith((".md", ".markdown"))
    if looks_like_host and ":" not in text and not page and " " not in text:
        return f"https://{text}"
    return text

"""What changed, in words: added words underlined, removed words struck through, each also coloured.

The same is there as a plain list of sentences, for a screen reader and for whoever prefers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from toolkit_editor.base.text import beginning
from toolkit_editor.prose.difference import Change, Op
from toolkit_editor.ui.bridge.language import tr, trn
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import column, scale_now
from toolkit_editor.ui.widgets.text import Words
from toolkit_editor.ui.widgets.theme import tokens_of

_SHORT = 60
_HIGHEST = 460
"""In pixels at 100 %; more than that scrolls."""


class ChangeView(QWidget):
    """The changed passages of one text; `bare` shows them without their number and the switch."""

    def __init__(
        self,
        changes: Iterable[Change] = (),
        parent: QWidget | None = None,
        *,
        bare: bool = False,
        as_list: bool = False,
    ) -> None:
        """Show `changes` at once, if there are any."""
        super().__init__(parent)
        self._changes: tuple[Change, ...] = ()
        self._bare = bare
        self._as_list = as_list
        inside = column(self, space=6)
        self._count = Words("", "quiet")
        inside.addWidget(self._count)
        self._text = QTextEdit()
        self._text.setReadOnly(True)
        if bare:
            self._text.setProperty("role", "shown")
        self._text.setTabChangesFocus(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.document().setDocumentMargin(12)
        inside.addWidget(self._text, 1)
        self._switch = Button("", self._on_switch, role="plain", drawing="pages")
        inside.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_changes(tuple(changes))

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show other changes."""
        self._changes = tuple(changes)
        self._fill()

    def show_as_list(self, as_list: bool) -> None:
        """Show sentences, or the words in their text."""
        self._as_list = as_list
        self._fill()

    def text(self) -> str:
        """What is written in the view."""
        return self._text.toPlainText()

    def changeEvent(self, event: QEvent) -> None:
        """Follow other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_switch"):
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as what changed needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        document = self._text.document()
        document.setTextWidth(max(80, self._text.viewport().width()))
        needed = round(document.size().height()) + 2 * self._text.frameWidth() + 6
        self._text.setFixedHeight(min(round(_HIGHEST * scale_now()), needed))

    def _on_switch(self) -> None:
        self.show_as_list(not self._as_list)

    def _fill(self) -> None:
        n = len(self._changes)
        self._count.setText(
            trn("{n} passage changed", "{n} passages changed", n) if n else tr("No words changed")
        )
        self._count.setVisible(not self._bare)
        self._text.setVisible(bool(n))
        self._switch.setVisible(bool(n) and not self._bare)
        label = tr("Show it in the text") if self._as_list else tr("Show it as a list of sentences")
        self._switch.show_words(label)
        self._text.setAccessibleName(tr("What changed"))
        told = [told_change(change) for change in self._changes]
        self._text.setAccessibleDescription("\n".join(told))
        self._text.clear()
        cursor = self._text.textCursor()
        if self._as_list:
            cursor.insertText("\n\n".join(told))
        else:
            for number, change in enumerate(self._changes):
                if number:
                    cursor.insertText("\n\n", QTextCharFormat())
                self._write(cursor, change)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _write(self, cursor: QTextCursor, change: Change) -> None:
        tokens = tokens_of(self)
        plain = QTextCharFormat()
        plain.setForeground(QColor(tokens.ink))
        if change.look_only:
            quiet = QTextCharFormat()
            quiet.setForeground(QColor(tokens.quiet))
            quiet.setFontItalic(True)
            cursor.insertText(tr("The same words, shown another way:") + " ", quiet)
        for piece in change.pieces:
            form = QTextCharFormat(plain)
            if piece.op is Op.ADDED:
                form.setForeground(QColor(tokens.on_added))
                form.setBackground(QColor(tokens.added))
                form.setFontUnderline(True)
                form.setFontWeight(QFont.Weight.DemiBold)
            elif piece.op is Op.REMOVED:
                form.setForeground(QColor(tokens.on_removed))
                form.setBackground(QColor(tokens.removed))
                form.setFontStrikeOut(True)
            cursor.insertText(piece.text, form)


def told_change(change: Change) -> str:
    """A change as a sentence."""
    whole = "".join(piece.text for piece in change.pieces)
    if change.look_only:
        return tr("Shown another way: “{words}”", words=beginning(whole, _SHORT))
    if change.is_new:
        return tr("New passage: “{words}”", words=whole)
    if change.is_gone:
        return tr("Taken out: “{words}”", words=whole)
    parts = []
    for piece in change.pieces:
        if piece.op is Op.ADDED and piece.text.strip():
            parts.append(tr("added “{words}”", words=piece.text.strip()))
        elif piece.op is Op.REMOVED and piece.text.strip():
            parts.append(tr("taken out “{words}”", words=piece.text.strip()))
    now = "".join(piece.text for piece in change.pieces if piece.op is not Op.REMOVED)
    listed = ", ".join(parts) or tr("spaces")
    return tr("In “{words}”: {changes}", words=beginning(now, _SHORT), changes=listed)

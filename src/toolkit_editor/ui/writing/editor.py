"""The writing surface: a Qt text widget that shows leaves and gives them back.

Knows keys, the clipboard and painting; knows no files, no git, no people. `leaves` is what the
person sees now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from toolkit_editor.base.text import from_utf16, to_utf16
from toolkit_editor.prose.model import BREAK, Kind, Leaf, Link, Style
from toolkit_editor.ui.writing.decoration import Decoration, Words
from toolkit_editor.ui.writing.formats import Frame, plain_format, typing_format
from toolkit_editor.ui.writing.marks import Marks, Provider
from toolkit_editor.ui.writing.replacing import Change, replace_ranges
from toolkit_editor.ui.writing.screen import Screen
from toolkit_editor.ui.writing.structure import Structure

LINE = 800
"""The widest the text gets unless somebody chose, in pixels at normal text size, with margins."""
_SHORTCUTS = {"-": "bullet", "*": "bullet", "+": "bullet", "1.": "ordered", "1)": "ordered"}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage to show as belonging to a story or a conversation; positions in code points."""

    id: str
    kind: str
    start: int
    end: int


class TextEditor(QTextEdit):
    """Rich text, kept losslessly."""

    edited = Signal()
    """The words or their structure changed."""
    highlight_chosen = Signal(str)
    """The person went into a highlighted passage; its id."""

    nothing_to_undo = Signal()
    """Undo was asked for, and the history of this text is at its beginning."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        """An empty text; `words` are what the painter writes."""
        super().__init__(parent)
        self._screen = Screen(self.document(), self.palette())
        self._structure = Structure(self._screen)
        self._decoration = Decoration(self._screen, words)
        self._words = words
        self._marks = Marks(self, self._screen)
        self._line = LINE
        self._pictures: Callable[[str], bytes | None] = lambda _src: None
        self._images: dict[str, QImage] = {}
        self._highlights: tuple[Highlight, ...] = ()
        self._block = -1
        self._loading = False
        self.setTabChangesFocus(False)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(True)
        self.document().setDocumentMargin(24)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    # what is shown

    def show_leaves(self, leaves: Sequence[Leaf]) -> None:
        """Show these leaves; the undo history starts anew."""
        self._loading = True
        self._images.clear()
        self._screen.picture_size = self._picture_size
        self._screen.scale = self._scale()
        self._screen.palette = self.palette()
        room = self.viewport().width() - 2 * self.document().documentMargin() - 24
        self._screen.widest = min(560 * self._scale(), max(room, 160))
        self._screen.show(leaves)
        self._loading = False
        self._block = -1
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._show_highlights()

    def leaves(self) -> list[Leaf]:
        """What the person sees now."""
        return self._screen.read()

    def set_pictures(self, read: Callable[[str], bytes | None]) -> None:
        """How to get the bytes of a picture of the toolkit by its address."""
        self._pictures = read

    @property
    def structure(self) -> Structure:
        """Commands on lists, headings and quotes."""
        return self._structure

    def frame_here(self) -> Frame:
        """What the block with the cursor is."""
        return self._screen.frame(self.textCursor().block())

    def style_here(self) -> Style:
        """How the words at the cursor are marked."""
        cursor = self.textCursor()
        probe = QTextCursor(cursor)
        if cursor.hasSelection():
            probe.setPosition(cursor.selectionStart() + 1)
        return self._screen.style(probe.charFormat())

    def _scale(self) -> float:
        return self.font().pointSizeF() / 11.0 if self.font().pointSizeF() > 0 else 1.0

    def changeEvent(self, event: QEvent) -> None:
        """Follow another palette or text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(
            self, "_screen"
        ):
            self._dress_anew()

    def _dress_anew(self) -> None:
        self._screen.palette = self.palette()
        self._screen.scale = self._scale()
        if not self.document().isEmpty():
            undoable = self.document().isUndoAvailable()
            if not undoable:
                position = self.textCursor().position()
                self.show_leaves(self.leaves())
                cursor = self.textCursor()
                cursor.setPosition(min(position, self.document().characterCount() - 1))
                self.setTextCursor(cursor)
            else:
                self._structure.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read easily, however wide the window is."""
        self._fit_line()
        super().resizeEvent(event)

    # positions

    def selected_range(self) -> tuple[int, int]:
        """The selection in code points of the plain text."""
        cursor = self.textCursor()
        return self._to_plain(cursor.selectionStart()), self._to_plain(cursor.selectionEnd())

    def _to_plain(self, position: int) -> int:
        total = 0
        for block in self._screen.blocks():
            if self._screen.is_filler(block):
                continue
            if position < block.position() + block.length():
                inside = max(0, position - block.position())
                return total + from_utf16(block.text(), inside)
            total += len(block.text()) + 1
        return max(0, total - 1)

    def _to_position(self, plain: int) -> int:
        total = 0
        end = 0
        for block in self._screen.blocks():
            if self._screen.is_filler(block):
                continue
            text = block.text()
            if plain <= total + len(text):
                return block.position() + to_utf16(text, plain - total)
            total += len(text) + 1
            end = block.position() + block.length() - 1
        return end

    def go_to(self, start: int, end: int | None = None) -> None:
        """Put the cursor at a plain-text position, or select a range."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_position(start))
        if end is not None:
            cursor.setPosition(self._to_position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # highlights

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show which passages have stories and conversations."""
        self._highlights = tuple(highlights)
        self._show_highlights()

    def _show_highlights(self) -> None:
        selections = []
        for highlight in self._highlights:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._to_position(highlight.start))
            cursor.setPosition(self._to_position(highlight.end), QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            tint = self._decoration.tint("own" if highlight.kind == "story" else "adapt")
            wash = QColor(tint)
            wash.setAlphaF(0.22)
            form.setBackground(wash)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(tint)
            form.setProperty(QTextFormat.Property.UserProperty, highlight.id)
            selection.format = form
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    # commands

    def toggle_strong(self) -> None:
        """Bold on or off."""
        on = bool(self.style_here().strong)
        self._restyle(lambda style: replace(style, strong="" if on else "**"))

    def toggle_emphasis(self) -> None:
        """Italic on or off."""
        on = bool(self.style_here().emphasis)
        self._restyle(lambda style: replace(style, emphasis="" if on else "*"))

    def _restyle(self, change: Callable[[Style], Style]) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._structure.restyle(cursor, change)
            return
        form = self._screen.char_format(change(self.style_here()), self.frame_here())
        self.setCurrentCharFormat(form)

    def set_link(self, href: str, text: str = "") -> None:
        """Link the selected words, or insert `text` as a link; an empty `href` removes the link."""
        cursor = self.textCursor()
        link = Link(href) if href else None
        if cursor.hasSelection():
            self._structure.restyle(cursor, lambda style: replace(style, link=link))
        elif link:
            style = replace(self.style_here(), link=link)
            cursor.insertText(text or href, self._screen.char_format(style, self.frame_here()))
        self.setTextCursor(cursor)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What keys do at the edges of blocks, and Markdown's shortcuts as one types."""
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        cursor = self.textCursor()
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        handled = False
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.nothing_to_undo.emit()
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            handled = self._line_break(cursor)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            handled = self._structure.enter(cursor)
        elif key == Qt.Key.Key_Backspace and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            handled = self._structure.backspace(cursor)
        elif key == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            handled = self._structure.delete(cursor)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            handled = self._tab(cursor, back=key == Qt.Key.Key_Backtab or shift)
        elif event.text() == " " and not cursor.hasSelection():
            handled = self._shortcut(cursor)
        if handled:
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            event.accept()
            return
        if self._may_type(cursor, event):
            super().keyPressEvent(event)

    def _may_type(self, cursor: QTextCursor, event: QKeyEvent) -> bool:
        """Fixed source and dividing lines take no letters."""
        frame = self.frame_here()
        writes = bool(event.text()) and event.text().isprintable()
        if not writes and event.key() not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return True
        if frame.fixed:
            return False
        if frame.kind is Kind.RULE and writes:
            self._structure.enter(cursor)
            self.setTextCursor(cursor)
        return True

    def _line_break(self, cursor: QTextCursor) -> bool:
        frame = self._screen.frame(cursor.block())
        if frame.kind is Kind.PARAGRAPH or (
            frame.kind in (Kind.CODE, Kind.RAW) and not frame.fixed
        ):
            cursor.insertText(BREAK)
        return True

    def _tab(self, cursor: QTextCursor, *, back: bool) -> bool:
        frame = self._screen.frame(cursor.block())
        if frame.kind is Kind.CELL:
            return self._structure.next_cell(cursor, -1 if back else 1)
        if any(container.what == "item" for container in frame.path):
            if back:
                self._structure.outdent(cursor)
            else:
                self._structure.indent(cursor)
            return True
        if frame.kind is Kind.CODE and not back:
            cursor.insertText("\t")
            return True
        self.focusNextPrevChild(not back)
        return True

    def _shortcut(self, cursor: QTextCursor) -> bool:
        """`# `, `- `, `1. `, `> ` at the start of a paragraph; one undo brings the marks back."""
        block = cursor.block()
        if self._screen.frame(block).kind is not Kind.PARAGRAPH:
            return False
        typed = block.text()[: cursor.positionInBlock()]
        heading = len(typed) if typed and set(typed) == {"#"} and len(typed) <= 6 else 0
        if not heading and typed not in _SHORTCUTS and typed != ">":
            return False
        cursor.insertText(" ")
        cursor.beginEditBlock()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed) + 1
        )
        cursor.removeSelectedText()
        if heading:
            self._structure.set_heading(cursor, heading)
        elif typed == ">":
            self._structure.toggle_quote(cursor)
        else:
            self._structure.toggle_list(cursor, _SHORTCUTS[typed])
        cursor.endEditBlock()
        return True

    # the clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words; other programs get rich text, never Qt's own idea of Markdown."""
        cursor = self.textCursor()
        data = QMimeData()
        text = cursor.selectedText().replace("\u2029", "\n").replace(BREAK, "\n")
        data.setText(text)
        data.setHtml(cursor.selection().toHtml())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words can be pasted."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words as paragraphs, in one undo step."""
        cursor = self.textCursor()
        frame = self._screen.frame(cursor.block())
        if not source.hasText() or frame.fixed:
            return
        text = source.text().replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if frame.kind in (Kind.CODE, Kind.RAW):
            cursor.insertText(text.replace("\n", BREAK))
        elif frame.kind is Kind.CELL:
            cursor.insertText(" ".join(text.split()))
        else:
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            for index, line in enumerate(lines):
                if index:
                    self._structure.enter(cursor)
                cursor.insertText(line, plain_format(frame, self._screen.ledger, self.palette()))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    # pictures

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures come from the toolkit and from nowhere else."""
        image = self._image(name if isinstance(name, str) else name.toString())
        return image if image is not None else QImage()

    def _image(self, src: str) -> QImage | None:
        if src not in self._images:
            data = self._pictures(src)
            if data is None:
                return None
            image = QImage.fromData(data)
            if image.isNull():
                return None
            self._images[src] = image
        return self._images[src]

    def _picture_size(self, src: str) -> tuple[int, int] | None:
        image = self._image(src)
        return (image.width(), image.height()) if image is not None else None

    # signals

    def _on_contents_changed(self) -> None:
        if not self._loading:
            self.edited.emit()
            self.viewport().update()

    def _on_cursor_moved(self) -> None:
        cursor = self.textCursor()
        self._settle_typing(cursor)
        if cursor.blockNumber() != self._block:
            self._block = cursor.blockNumber()
            self._announce()
        here = self._to_plain(cursor.position()) if self._highlights else 0
        for highlight in self._highlights:
            if highlight.start <= here <= highlight.end:
                self.highlight_chosen.emit(highlight.id)
                return

    def _settle_typing(self, cursor: QTextCursor) -> None:
        """Words typed after a link or a source mark do not belong to it."""
        if cursor.hasSelection() or self.isReadOnly():
            return
        following = QTextCursor(cursor)
        has_next = following.movePosition(QTextCursor.MoveOperation.NextCharacter)
        frame = self._screen.frame(cursor.block())
        form = typing_format(
            cursor.charFormat(),
            following.charFormat() if has_next and not cursor.atBlockEnd() else None,
            frame,
            self._screen.ledger,
            self.palette(),
        )
        if form is not None and not cursor.atBlockStart():
            self.setCurrentCharFormat(form)

    def _announce(self) -> None:
        """Tell a screen reader what kind of block the cursor is in now."""
        said = self._words.place(self.frame_here())
        if said and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    # painting, mouse

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint panels, bullets and boxes under the words."""
        painter = QPainter(self.viewport())
        offset_x = self.horizontalScrollBar().value()
        offset_y = self.verticalScrollBar().value()
        painter.translate(-offset_x, -offset_y)
        clip = QRectF(event.rect()).translated(offset_x, offset_y)
        self._decoration.paint(painter, self.document(), clip)
        self._marks.paint_washes(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-offset_x, -offset_y)
        self._marks.paint_squiggles(painter)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick a task by clicking its box."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        frame = self._screen.frame(cursor.block())
        left = self.cursorRect(QTextCursor(cursor.block())).left()
        if (
            not self.isReadOnly()
            and frame.path
            and frame.path[-1].task
            and left - 30 * self._scale() < event.position().x() < left
        ):
            self._structure.tick(cursor)

    # what helps while writing

    def set_squiggles(self, provider: Provider | None) -> None:
        """Draw a quiet wave under what `provider` names in a block; again to ask it anew."""
        self._marks.squiggles = provider
        self.viewport().update()

    def set_washes(self, provider: Provider | None) -> None:
        """Mark lightly what `provider` names in a block; again to ask it anew."""
        self._marks.washes = provider
        self.viewport().update()

    def replace_range(self, start: int, end: int, text: str) -> bool:
        """Put `text` in the place of a range, in code points; one undo step, the same style."""
        return self.replace_ranges([(start, end, text)]) == 1

    def replace_ranges(self, changes: Sequence[Change]) -> int:
        """Replace several ranges in one undo step; gives how many could be replaced."""
        return 0 if self.isReadOnly() else replace_ranges(self._screen, changes)

    def set_line_length(self, pixels: int) -> None:
        """The widest the text gets, in pixels at normal text size, margins included."""
        self._line = pixels
        self._fit_line()

    def _fit_line(self) -> None:
        side = max(0, int((self.width() - self._line * self._scale()) / 2) - 12)
        self.setViewportMargins(side, 0, side, 0)

"""The writing surface: a Qt text widget that shows leaves and gives them back.

Knows keys, the clipboard and painting; knows no files, no git, no people. `leaves` is what the
person sees now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from toolkit_editor.base.errors import Refused
from toolkit_editor.intake.notes import labels, relabelled
from toolkit_editor.prose.footnotes import free_label
from toolkit_editor.prose.model import BREAK, OBJECT, Kind, Leaf, Link, Picture, Run, Style
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.writing.blocks import BOXES, as_source
from toolkit_editor.ui.writing.clipboard import Clipboard, address_alone, without_pictures
from toolkit_editor.ui.writing.decoration import Decoration, Words
from toolkit_editor.ui.writing.formats import Frame, is_from_right
from toolkit_editor.ui.writing.highlights import Highlight, Highlights
from toolkit_editor.ui.writing.keys import Keys, types
from toolkit_editor.ui.writing.marks import Marks, Provider
from toolkit_editor.ui.writing.mirror import Mirror
from toolkit_editor.ui.writing.passages import Passages
from toolkit_editor.ui.writing.replacing import Change, replace_ranges
from toolkit_editor.ui.writing.screen import Screen
from toolkit_editor.ui.writing.shown_pictures import ShownPictures
from toolkit_editor.ui.writing.sight import Sight
from toolkit_editor.ui.writing.structure import Structure
from toolkit_editor.ui.writing.whereabouts import Whereabouts

LINE = 800
"""The widest the text gets unless somebody chose, in pixels at normal text size, with margins."""
_CORNER = 3
"""Pixels that keep the text's own ground out of the round corners of its frame."""
_AROUND = 24
"""Pixels above and below a block that what is painted beside it may take."""


class TextEditor(QTextEdit):
    """Rich text, kept losslessly."""

    edited = Signal()
    """The words or their structure changed."""
    highlight_chosen = Signal(str)
    """The person went into a highlighted passage; its id."""

    pictures_pasted = Signal(object)
    """What was pasted has pictures: a `TakenIn`, to be put in once they are clean."""
    picture_wanted = Signal()
    """The person wants to put a picture in."""
    refused = Signal(object)
    """What could not be done, as a `Message` for the person."""
    announced = Signal(str)
    """What a screen reader was told of where the cursor is."""
    nothing_to_undo = Signal()
    """Undo was asked for, and the history of this text is at its beginning."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        """An empty text; `words` are what the painter writes."""
        super().__init__(parent)
        self._screen = Screen(self.document(), self.palette())
        self._mirror = Mirror(self._screen)
        self._structure = Structure(self._screen)
        self._passages = Passages(self._structure)
        self._clipboard = Clipboard()
        self._keys = Keys(self._structure, self.focusNextPrevChild)
        self._decoration = Decoration(self._screen, words)
        self._whereabouts = Whereabouts(self._structure, words)
        self._highlights = Highlights(self._mirror, self._decoration.tint)
        self._pictures = ShownPictures()
        self._sight = Sight(self._screen)
        self._marks = Marks(self, self._screen)
        self._line = LINE
        self._loading = False
        self._composing_at = -1
        """The state of the document right after a selection made room for undecided letters."""
        self.takes_pictures = False
        """Whether somebody sees to it that pasted pictures are kept."""
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTabChangesFocus(False)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(True)
        self.document().setDocumentMargin(24)
        self._changed = (0, 0)
        """The first and the last block that a change touched."""
        self._height = 0.0
        self.document().contentsChange.connect(self._on_change)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    # what is shown

    def show_leaves(self, leaves: Sequence[Leaf]) -> None:
        """Show these leaves; the undo history starts anew."""
        self._loading = True
        self._pictures.forget()
        self._screen.picture_size = self._pictures.size
        self._screen.scale = self._scale()
        self._screen.palette = self.palette()
        room = self.viewport().width() - 2 * self.document().documentMargin() - 24
        self._screen.widest = min(560 * self._scale(), max(room, 160))
        self._mirror.show(self._screen.show(leaves))
        self._loading = False
        self._whereabouts.forget()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._show_highlights()

    def show_more(self, leaves: Sequence[Leaf]) -> None:
        """Show further leaves below. Nothing can be undone before `begin_history`."""
        self._loading = True
        self.document().setUndoRedoEnabled(False)
        first = self._screen.next_block
        self._mirror.show(self._screen.show_more(leaves), first)
        self._loading = False

    def begin_history(self) -> None:
        """All is shown: from now on what is changed can be undone."""
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)
        self._show_highlights()

    @property
    def highest_container(self) -> int:
        """The highest number that a container on the screen has or had."""
        return self._screen.ledger.highest

    def replace_all(self, leaves: Sequence[Leaf]) -> None:
        """Show `leaves` in place of all that is there; one step of undoing."""
        position = self.textCursor().position()
        self._screen.show_instead(leaves)
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._show_highlights()

    def leaves(self) -> list[Leaf]:
        """What the person sees now."""
        return self._mirror.leaves()

    def read_anew(self) -> list[Leaf]:
        """What the person sees now, every block read from the screen and nothing remembered."""
        self._mirror.forget()
        return self._mirror.leaves()

    def set_pictures(self, read: Callable[[str], bytes | None]) -> None:
        """How to get the bytes of a picture of the toolkit by its address."""
        self._pictures.read = read

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
                self._structure.ground.dress_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read easily, however wide the window is."""
        self._fit_line()
        super().resizeEvent(event)

    # positions

    def selected_range(self) -> tuple[int, int]:
        """The selection in code points of the plain text."""
        cursor = self.textCursor()
        return self._mirror.plain_position(cursor.selectionStart()), self._mirror.plain_position(
            cursor.selectionEnd()
        )

    def go_to(self, start: int, end: int | None = None) -> None:
        """Put the cursor at a plain-text position, or select a range."""
        cursor = self.textCursor()
        cursor.setPosition(self._mirror.position(start))
        if end is not None:
            cursor.setPosition(self._mirror.position(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # highlights

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show which passages have stories and conversations."""
        self._highlights.all = tuple(highlights)
        self._show_highlights()

    def _show_highlights(self) -> None:
        self.setExtraSelections(self._highlights.selections(self.document()))

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
            self._structure.blocks.restyle(cursor, change)
            return
        style = change(replace(self.style_here(), raw=False, picture=None))
        self.setCurrentCharFormat(self._screen.char_format(style, self.frame_here()))

    def set_link(self, href: str, text: str = "") -> None:
        """Link the selected words, or insert `text` as a link; an empty `href` removes the link."""
        cursor = self.textCursor()
        link = Link(href) if href else None
        if cursor.hasSelection():
            self._structure.blocks.restyle(cursor, lambda style: replace(style, link=link))
        elif link:
            style = replace(self.style_here(), link=link, raw=False, picture=None)
            cursor.insertText(text or href, self._screen.char_format(style, self.frame_here()))
        self.setTextCursor(cursor)

    def toggle_strike(self) -> None:
        """Struck out on or off."""
        on = bool(self.style_here().strike)
        self._restyle(lambda style: replace(style, strike="" if on else "~~"))

    def toggle_code(self) -> None:
        """Letters of one width on or off."""
        on = self.style_here().code
        self._restyle(lambda style: replace(style, code=not on))

    def insert_picture(self, src: str, alt: str) -> None:
        """Put a picture of the toolkit at the cursor."""
        style = replace(Style(), picture=Picture(src, alt))
        self.insert_leaves([Leaf(Kind.PARAGRAPH, (Run(OBJECT, style),))])

    def insert_footnote(self, words: str) -> None:
        """Put the mark of a footnote at the cursor, and its words at the end of the text."""
        leaves = self.leaves()
        label = free_label(leaves)
        cursor = self.textCursor()
        if not self.frame_here().is_text:
            return
        with self._structure.ground.step(cursor):
            cursor.setPosition(cursor.selectionEnd())
            mark = Run(f"[^{label}]", Style(raw=True))
            self._screen.insert_runs(cursor, [mark], self.frame_here())
            end = QTextCursor(self.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertBlock()
            note = as_source(f"[^{label}]: {words}")
            self._structure.ground.set(end.block(), Frame.of(note))
            self._screen.insert_runs(end, note.runs, Frame.of(note))
        self.setTextCursor(cursor)

    def insert_leaves(self, leaves: Sequence[Leaf]) -> None:
        """Put `leaves` in place of the selection, in one undo step."""
        cursor = self.textCursor()
        self._passages.insert(cursor, relabelled(leaves, labels(self.leaves())))
        self.setTextCursor(cursor)
        self._settle_typing(cursor)
        self.ensureCursorVisible()

    def tick(self) -> None:
        """Tick the task at the cursor, or take its tick away; nothing where there is none."""
        path = self.frame_here().path
        if path and path[-1].task and not self.isReadOnly():
            self._structure.lists.tick(self.textCursor())
            self._whereabouts.forget()
            self._say_where(self.textCursor())

    # keys

    def set_quotes(self, language: str) -> None:
        """Print quotation marks and spaces as `language` does while one types; empty for not."""
        self._keys.language = language

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What keys do at the edges of blocks, and Markdown's shortcuts as one types."""
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.nothing_to_undo.emit()
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
            return
        cursor = self.textCursor()
        before = cursor.position(), cursor.anchor(), self.document().revision()
        if self._keys.press(event, cursor):
            if (cursor.position(), cursor.anchor(), self.document().revision()) != before:
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
            event.accept()
            return
        step = QTextCursor(self.document())
        typing = types(event)
        turns = (
            typing and not cursor.block().text() and bidirectional(event.text()[0]) in ("R", "AL")
        )
        one_step = turns or (typing and cursor.hasSelection())
        if one_step:
            step.beginEditBlock()
        done = self._keys.may_type(event, cursor)
        if done:
            if (cursor.position(), cursor.anchor()) != before[:2]:
                self.setTextCursor(cursor)
            super().keyPressEvent(event)
            if typing:
                self._structure.ground.follow_direction(self.textCursor().block())
        if one_step:
            step.endEditBlock()
        if done and typing:
            self._after_typing(event.text())

    def _after_typing(self, text: str) -> None:
        cursor = self._keys.typed(text, self.textCursor())
        if cursor is not None:
            form = cursor.charFormat()
            self.setTextCursor(cursor)
            self.setCurrentCharFormat(form)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Accents and other scripts; nowhere where no letters can be typed.

        What was selected goes when the first letter is shown that is not decided yet; it comes
        back together with the letters in one undo.
        """
        text = event.commitString()
        given = bool(text or event.preeditString())
        if given and (self.frame_here().fixed or self.isReadOnly()):
            event.accept()
            return
        step = QTextCursor(self.document())
        if self._composing_at == self.document().revision():
            step.joinPreviousEditBlock()
        else:
            step.beginEditBlock()
        cursor = self.textCursor()
        removes = given and cursor.hasSelection()
        if removes:
            self._structure.selection.remove(cursor)
        if text and self._screen.frame(cursor.block()).kind is Kind.RULE:
            self._structure.edges.enter(cursor)
        if given:
            self.setTextCursor(cursor)
        super().inputMethodEvent(event)
        if text:
            self._structure.ground.follow_direction(self.textCursor().block())
        step.endEditBlock()
        if removes and not text:
            self._composing_at = self.document().revision()
        elif text:
            self._composing_at = -1
            self._after_typing(text)

    # the clipboard

    def cut(self) -> None:
        """Copy what is selected, and take it away."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self.isReadOnly():
            return
        self.copy()
        self._structure.selection.remove(cursor)
        self.setTextCursor(cursor)

    def paste_plain(self) -> None:
        """Paste words alone, without their structure."""
        self._paste(QGuiApplication.clipboard().mimeData(), plain=True)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words; other programs get rich text, never Qt's own idea of Markdown."""
        return self._clipboard.give(self._passages.selected(self.textCursor()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words and pictures can be pasted."""
        return not self.isReadOnly() and self._clipboard.can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words with their structure, in one undo step; pictures are handed on."""
        self._paste(source, plain=False)

    def _paste(self, source: QMimeData, *, plain: bool) -> None:
        if self.isReadOnly() or self.frame_here().fixed:
            return
        kind = self.frame_here().kind
        here = self.textCursor()
        in_box = kind in BOXES and self.document().findBlock(here.anchor()) == here.block()
        try:
            if in_box:
                lines = self._clipboard.take_lines(source, source=kind is Kind.RAW)
                self._put_lines(lines)
                return
            taken = self._clipboard.take(source, plain=plain)
        except Refused as refusal:
            self.refused.emit(refusal.message)
            return
        if taken.pictures and self.takes_pictures:
            self.pictures_pasted.emit(taken)
            return
        cursor = self.textCursor()
        if self.frame_here().is_text and cursor.hasSelection() and address_alone(taken.leaves):
            self.set_link(address_alone(taken.leaves))
        else:
            self.insert_leaves(without_pictures(taken))
        for message in taken.left_out:
            self.refused.emit(message)

    def _put_lines(self, lines: str) -> None:
        """Put `lines` into a box, letter for letter, in one undo step."""
        cursor = self.textCursor()
        with self._structure.ground.step(cursor):
            self._structure.selection.remove(cursor)
            cursor.insertText(lines.replace("\n", BREAK))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move what was dragged inside the text in one undo step; take what comes from outside."""
        inside = event.source() in (self, self.viewport())
        if not inside or self.isReadOnly():
            super().dropEvent(event)
            return
        cursor = self.textCursor()
        target = self.cursorForPosition(event.position().toPoint())
        within = cursor.selectionStart() <= target.position() <= cursor.selectionEnd()
        event.setDropAction(Qt.DropAction.CopyAction)  # what was dragged is taken away here
        event.accept()
        if within:
            return
        leaves = self._passages.selected(cursor)
        copies = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        with self._structure.ground.step(target):
            if not copies:
                self._structure.selection.remove(cursor)
            self._passages.insert(target, leaves)
        self.setTextCursor(target)

    # pictures

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures come from the toolkit and from nowhere else."""
        image = self._pictures.image(name if isinstance(name, str) else name.toString())
        return image if image is not None else QImage()

    # signals

    def _on_change(self, position: int, _removed: int, added: int) -> None:
        first = self.document().findBlock(position)
        last = self.document().findBlock(position + added)
        end = last.blockNumber() if last.isValid() else self.document().blockCount() - 1
        self._changed = (first.blockNumber(), end)

    def _on_contents_changed(self) -> None:
        if not self._loading:
            self.edited.emit()
            self._repaint_changed()

    def _repaint_changed(self) -> None:
        """Paint what changed and what moved, from edge to edge for what stands beside."""
        document = self.document()
        layout = document.documentLayout()
        first, last = (document.findBlockByNumber(number) for number in self._changed)
        height = layout.documentSize().height()
        offset = self.verticalScrollBar().value()
        above = layout.blockBoundingRect(first).top() - first.blockFormat().topMargin()
        top = int(above - offset) - _AROUND
        bottom = self.viewport().height()
        if height == self._height:
            bottom = int(layout.blockBoundingRect(last).bottom() - offset) + _AROUND
        self._height = height
        self.viewport().update(0, top, self.viewport().width(), bottom - top)

    def _on_cursor_moved(self) -> None:
        cursor = self.textCursor()
        self._settle_typing(cursor)
        self._say_where(cursor)
        chosen = self._highlights.at(cursor.position())
        if chosen:
            self.highlight_chosen.emit(chosen)

    def _say_where(self, cursor: QTextCursor) -> None:
        """Tell a screen reader where the cursor is, where that is another place now."""
        said = self._whereabouts.entered(cursor)
        if said:
            self.announced.emit(said)
            announce(self, said)

    def _settle_typing(self, cursor: QTextCursor) -> None:
        """Words typed after a link, a source mark or a picture do not belong to it."""
        if cursor.hasSelection() or self.isReadOnly() or cursor.atBlockStart():
            return
        style = self._screen.style(cursor.charFormat())
        after = replace(style, link=None, raw=False, picture=None)
        if after == style:
            return
        following = QTextCursor(cursor)
        goes_on = (
            not cursor.atBlockEnd()
            and following.movePosition(QTextCursor.MoveOperation.NextCharacter)
            and self._screen.style(following.charFormat()) == style
        )
        if style.picture or not goes_on:
            frame = self._screen.frame(cursor.block())
            self.setCurrentCharFormat(self._screen.char_format(after, frame))

    # painting, mouse

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint panels, bullets and boxes under the words, and the ground under all of them, so
        that nothing behind the text need be painted for a letter.
        """
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        offset_x = self.horizontalScrollBar().value()
        offset_y = self.verticalScrollBar().value()
        painter.translate(-offset_x, -offset_y)
        clip = QRectF(event.rect()).translated(offset_x, offset_y)
        seen = self._sight.seen(clip)
        self._decoration.paint(painter, seen)
        self._marks.paint_washes(painter, seen)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-offset_x, -offset_y)
        self._decoration.paint_over(painter, seen, self.textCursor())
        self._marks.paint_squiggles(painter, seen)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick a task by clicking its box."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        frame = self._screen.frame(cursor.block())
        if (
            not self.isReadOnly()
            and frame.path
            and frame.path[-1].task
            and 0 < self._before_words(cursor, event.position().x()) < 30 * self._scale()
        ):
            self._structure.lists.tick(cursor)

    def _before_words(self, cursor: QTextCursor, x: float) -> float:
        """How far `x` lies before the first letter of the block of `cursor`."""
        start = self.cursorRect(QTextCursor(cursor.block()))
        if is_from_right(cursor.block(), self._screen.frame(cursor.block())):
            return x - start.right()
        return start.left() - x

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
        edge = round(_CORNER * self._scale())
        side = max(edge, int((self.width() - self._line * self._scale()) / 2) - 12)
        self.setViewportMargins(side, edge, side, edge)

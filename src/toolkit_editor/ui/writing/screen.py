"""Between leaves and a Qt document: `show` fills a document, `read` takes the leaves back.

What was not edited is read back exactly as it was shown: same frames, same runs, same source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from toolkit_editor.prose.model import OBJECT, Kind, Leaf, Nesting, Run, Style
from toolkit_editor.ui.writing.formats import (
    LINE,
    SHADE,
    Frame,
    block_format,
    char_format,
    is_filler,
    is_from_right,
    plain_format,
    read_frame,
    read_origin,
    read_style,
)
from toolkit_editor.ui.writing.ledger import Ledger

PictureSize = Callable[[str], tuple[int, int] | None]
"""Width and height in pixels of the picture at an address; None where there is none."""
StandInSize = Callable[[str], QSizeF]
"""The room in pixels for what stands in for a picture, by its description."""


class Screen:
    """Shows leaves in a document and reads them back."""

    def __init__(self, document: QTextDocument, palette: QPalette, scale: float = 1.0) -> None:
        """Work on `document`; `palette` gives the colours, `scale` the size of distances."""
        self.ledger = Ledger()
        self.palette = palette
        self.scale = scale
        self._document = document
        self.picture_size: PictureSize = lambda _src: None
        self.stand_in_size: StandInSize = lambda _alt: QSizeF()
        self.widest = 560.0
        """The widest a picture gets, in pixels."""
        self._fresh = True
        """Whether what is shown next goes into the empty block at the end."""
        self._before: Leaf | None = None

    # showing

    def show(self, leaves: Sequence[Leaf]) -> dict[int, Leaf]:
        """Replace all content by `leaves`; which block shows which. Nothing of it can be undone."""
        self._document.setUndoRedoEnabled(False)
        self._document.clear()
        self.ledger.forget_headers()
        self._fresh, self._before = True, None
        shown = self.show_more(leaves)
        self._document.setUndoRedoEnabled(True)
        self._document.setModified(False)
        return shown

    def show_instead(self, leaves: Sequence[Leaf]) -> None:
        """Replace all content by `leaves` in one step that can be undone."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(QTextBlockFormat())
        cursor.setBlockCharFormat(QTextCharFormat())
        self._fresh, self._before = True, None
        self.show_more(leaves)
        cursor.endEditBlock()

    def show_more(self, leaves: Sequence[Leaf]) -> dict[int, Leaf]:
        """Show further leaves at the end; which block shows which."""
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        shown: dict[int, Leaf] = {}
        for table, group in groupby(leaves, key=_table_of):
            if table is not None:
                self._show_table(cursor, list(group), shown)
                self._fresh, self._before = True, None
                continue
            for leaf in group:
                self._show_leaf(cursor, leaf)
                shown[cursor.blockNumber()] = leaf
                self._fresh, self._before = False, leaf
        cursor.endEditBlock()
        return shown

    @property
    def next_block(self) -> int:
        """The number of the block that will show the next leaf."""
        return self._document.blockCount() - (1 if self._fresh else 0)

    def _show_leaf(self, cursor: QTextCursor, leaf: Leaf) -> None:
        frame = Frame.of(leaf)
        form = self.block_format(frame, self._before.path if self._before else ())
        plain = plain_format(frame, self.ledger, self.palette)
        if self._fresh:
            cursor.setBlockFormat(form)
            cursor.setBlockCharFormat(plain)
        else:
            cursor.insertBlock(form, plain)
        self.insert_runs(cursor, leaf.runs, frame)
        if is_from_right(cursor.block(), frame):
            before = self._before.path if self._before else ()
            cursor.setBlockFormat(self.block_format(frame, before, from_right=True))

    def insert_runs(self, cursor: QTextCursor, runs: Sequence[Run], frame: Frame) -> None:
        """Insert `runs` at the cursor."""
        for run in runs:
            form = char_format(run.style, frame, self.ledger, self.palette, run)
            if run.style.picture:
                cursor.insertImage(self._image(form, run.style.picture.src, run.style.picture.alt))
            else:
                cursor.insertText(run.text, form)

    def _image(self, form: QTextCharFormat, src: str, alt: str) -> QTextImageFormat:
        image = QTextImageFormat()
        image.merge(form)
        image.setName(src)
        image.setToolTip(alt)
        size = self.picture_size(src)
        if size:
            width = min(size[0], int(self.widest))
            image.setWidth(width)
            image.setHeight(width * size[1] / size[0])
        else:
            room = self.stand_in_size(alt)
            image.setWidth(room.width())
            image.setHeight(room.height())
        return image

    def insert_table(self, cursor: QTextCursor, cells: Sequence[Leaf]) -> QTextTable:
        """Insert a table at the cursor, which ends in the block after it."""
        return self._show_table(cursor, cells, {})

    def _show_table(
        self, cursor: QTextCursor, cells: Sequence[Leaf], shown: dict[int, Leaf]
    ) -> QTextTable:
        rows = [list(row) for _, row in groupby(cells, key=lambda leaf: leaf.path[-1].number)]
        columns = max(len(row) for row in rows)
        table_format = QTextTableFormat()
        table_format.setHeaderRowCount(1)
        table_format.setCellPadding(7 * self.scale)
        table_format.setCellSpacing(0)
        table_format.setBorder(1)
        table_format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        table_format.setBorderCollapse(True)
        table_format.setBorderBrush(LINE)
        table_format.setTopMargin(8 * self.scale)
        table_format.setBottomMargin(12 * self.scale)
        table_format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = cursor.insertTable(len(rows), columns, table_format)
        self.ledger.mark_header(rows[0][0].path)
        for row, leaves in enumerate(rows):
            for column, leaf in enumerate(leaves):
                inside = table.cellAt(row, column).firstCursorPosition()
                frame = Frame.of(leaf)
                inside.setBlockFormat(self.block_format(frame, ()))
                inside.setBlockCharFormat(plain_format(frame, self.ledger, self.palette))
                self.insert_runs(inside, leaf.runs, frame)
                shown[inside.blockNumber()] = leaf
        self.dress_header(table)
        cursor.setPosition(table.lastPosition() + 1)
        cursor.setBlockFormat(QTextBlockFormat())
        cursor.setBlockCharFormat(QTextCharFormat())
        return table

    def dress_header(self, table: QTextTable) -> None:
        """Give the first row of a table the look of a header."""
        self.ledger.mark_header(self.frame(table.cellAt(0, 0).firstCursorPosition().block()).path)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            form = cell.format()
            form.setBackground(SHADE)
            cell.setFormat(form)
            words = cell.firstCursorPosition()
            words.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            words.mergeCharFormat(bold)

    def block_format(
        self, frame: Frame, path_before: Nesting, *, from_right: bool = False
    ) -> QTextBlockFormat:
        """The format of a block of `frame` that follows one lying in `path_before`."""
        return block_format(
            frame,
            self.ledger,
            scale=self.scale,
            label=opens_panel(frame, path_before),
            from_right=from_right,
        )

    def char_format(self, style: Style, frame: Frame) -> QTextCharFormat:
        """The format of new characters of `style` in a block of `frame`."""
        return char_format(style, frame, self.ledger, self.palette)

    # reading

    def style(self, form: QTextCharFormat) -> Style:
        """How characters are marked."""
        return read_style(form, self.ledger)

    def read(self) -> list[Leaf]:
        """The leaves on the screen."""
        return [self.leaf(block) for block in self.blocks() if not is_filler(block)]

    def blocks(self) -> Iterator[QTextBlock]:
        """All blocks in order."""
        block = self._document.begin()
        while block.isValid():
            yield block
            block = block.next()

    def frame(self, block: QTextBlock) -> Frame:
        """What a block is."""
        return read_frame(block, self.ledger)

    def leaf(self, block: QTextBlock) -> Leaf:
        """The leaf of a block."""
        return self.frame(block).leaf(tuple(self._runs(block)))

    @property
    def document(self) -> QTextDocument:
        """The document that is shown."""
        return self._document

    def is_filler(self, block: QTextBlock) -> bool:
        """An empty block that Qt keeps around a table."""
        return is_filler(block)

    def _runs(self, block: QTextBlock) -> Iterator[Run]:
        for fragment in fragments(block):
            form = fragment.charFormat()
            style = read_style(form, self.ledger)
            yield from _with_source(fragment.text(), style, read_origin(form, self.ledger))

    def spans(self, block: QTextBlock) -> Iterator[tuple[int, int, Run]]:
        """Start, end (UTF-16 units in the block), and the run the characters came from."""
        for fragment in fragments(block):
            form = fragment.charFormat()
            style = read_style(form, self.ledger)
            origin = read_origin(form, self.ledger)
            run = Run(origin.text, style, origin.source) if origin else Run(fragment.text(), style)
            start = fragment.position() - block.position()
            yield start, start + fragment.length(), run

    def format_span(
        self, block: QTextBlock, start: int, end: int, style: Style, frame: Frame, run: Run
    ) -> None:
        """Give characters of a block another style; they still know where they came from."""
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        same_sort = (style.code, style.raw) == (run.style.code, run.style.raw)
        origin = Run(run.text, style, run.source if same_sort else None)
        cursor.setCharFormat(char_format(style, frame, self.ledger, self.palette, origin))


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The stretches of a block that have one format each."""
    found = block.begin()
    while not found.atEnd():
        yield found.fragment()
        found += 1


def _with_source(text: str, style: Style, origin: Run | None) -> Iterator[Run]:
    """Runs of `text`, with the source of the part that still is what it was."""
    if style.picture or OBJECT in text:
        yield from _pictures(text, style, origin)
    elif origin is None or origin.style.meaning() != style.meaning():
        yield Run(text, style)
    elif text == origin.text:
        yield Run(text, style, origin.source)
    elif origin.source == origin.text or origin.text not in text:
        yield Run(text, style)
    else:
        before, _, after = text.partition(origin.text)
        if before:
            yield Run(before, style)
        yield Run(origin.text, style, origin.source)
        if after:
            yield Run(after, style)


def _pictures(text: str, style: Style, origin: Run | None) -> Iterator[Run]:
    """Pictures, each a run of its own; the mark of one that is not there is nothing."""
    plain = replace(style, picture=None)
    source = origin.source if origin is not None and origin.style.picture == style.picture else None
    for piece in re.split(f"({OBJECT})", text):
        if piece == OBJECT and style.picture:
            yield Run(piece, style, source)
        elif piece and piece != OBJECT:
            yield Run(piece, plain)


def opens_panel(frame: Frame, path_before: Nesting) -> bool:
    """Whether a block is the first in one of the toolkit's own blocks."""
    return any(
        container.what == "directive" and container not in path_before for container in frame.path
    )


def _table_of(leaf: Leaf) -> int | None:
    if leaf.kind is not Kind.CELL:
        return None
    return next(c.number for c in reversed(leaf.path) if c.what == "table")

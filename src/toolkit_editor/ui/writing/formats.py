"""How a leaf and a style are kept in Qt's formats, and how they look.

What a block is and where its words came from lives in user properties, which survive undo; fonts
and margins follow from them. The only module that knows the property numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
)

from toolkit_editor.prose.footnotes import MARK
from toolkit_editor.prose.model import PLAIN, Kind, Leaf, Nesting, Run, Style
from toolkit_editor.ui.writing.ledger import Ledger

_FIRST = int(QTextFormat.Property.UserProperty)
_NUMBER, _KIND, _LEVEL, _PATH, _INFO, _FIXED = range(_FIRST + 1, _FIRST + 7)
_RUN, _STRONG, _EMPHASIS, _STRIKE, _CODE, _RAW, _LINK, _PICTURE = range(_FIRST + 11, _FIRST + 19)

SHADE = QColor(132, 120, 100, 42)
"""Behind code and headers: a shade that every theme's words can be read on."""
LINE = QColor("#80868A")
"""Around the cells of a table: seen on every theme's ground."""
MONOSPACE = ["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"]
STEP = 26
"""Pixels by which a list item or a quote is set in, at normal text size."""
LABEL = 36
"""Pixels above the first leaf of one of the toolkit's own blocks, for its label."""
_HEADING_SIZES = {1: 3, 2: 2, 3: 1, 4: 0, 5: 0, 6: 0}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a block is, apart from its words."""

    kind: Kind = Kind.PARAGRAPH
    path: Nesting = ()
    number: int | None = None
    level: int = 0
    info: str = ""
    fixed: bool = False

    @staticmethod
    def of(leaf: Leaf) -> Frame:
        """The frame of a leaf."""
        return Frame(leaf.kind, leaf.path, leaf.number, leaf.level, leaf.info, leaf.fixed)

    def leaf(self, runs: tuple[Run, ...]) -> Leaf:
        """The leaf with this frame and these words."""
        return Leaf(self.kind, runs, self.path, self.number, self.level, self.info, self.fixed)

    def anew(self) -> Frame:
        """The same frame for a block that was not in the file."""
        return replace(self, number=None, fixed=False)

    @property
    def is_text(self) -> bool:
        """Whether it holds running words."""
        return self.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.CELL)


def read_frame(block: QTextBlock, ledger: Ledger) -> Frame:
    """What a block is."""
    form = block.blockFormat()
    kind = form.stringProperty(_KIND)
    numbers = form.stringProperty(_PATH)
    return Frame(
        Kind(kind) if kind else Kind.PARAGRAPH,
        ledger.path(int(n) for n in numbers.split("/")) if numbers else (),
        form.intProperty(_NUMBER) if form.hasProperty(_NUMBER) else None,
        form.intProperty(_LEVEL),
        form.stringProperty(_INFO),
        form.boolProperty(_FIXED),
    )


def item_in(block: QTextBlock, within: str) -> str | None:
    """Which item of a list a block lies in; None where it lies in none. `within` is `path_of` the
    list; quicker than reading the frame.
    """
    path = block.blockFormat().stringProperty(_PATH)
    if not path.startswith(within + "/"):
        return None
    return path[len(within) + 1 :].partition("/")[0]


def path_of(path: Nesting) -> str:
    """How a path is written down in the format of a block."""
    return "/".join(str(container.number) for container in path)


def is_from_right(block: QTextBlock, frame: Frame) -> bool:
    """Whether the words of a block are read from the right. Boxes stand as their source does."""
    return frame.is_text and block.textDirection() is Qt.LayoutDirection.RightToLeft


def is_filler(block: QTextBlock) -> bool:
    """An empty block that Qt keeps around a table; nobody wrote it."""
    return not block.text() and not block.blockFormat().hasProperty(_KIND)


def block_format(
    frame: Frame, ledger: Ledger, *, scale: float, label: bool, from_right: bool = False
) -> QTextBlockFormat:
    """The format of a block; `label` leaves room above it for the label of its container.

    Words that are read from the right are set in from there.
    """
    ledger.keep(frame.path)
    form = QTextBlockFormat()
    form.setProperty(_KIND, frame.kind.value)
    form.setProperty(_LEVEL, frame.level)
    form.setProperty(_PATH, path_of(frame.path))
    form.setProperty(_INFO, frame.info)
    form.setProperty(_FIXED, frame.fixed)
    if frame.number is not None:
        form.setProperty(_NUMBER, frame.number)
    if frame.kind is Kind.CELL:
        form.setAlignment(_alignment(frame))
        form.setLineHeight(3 * scale, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        return form
    panels = sum(1 for container in frame.path if container.what == "directive")
    margins = (
        scale * indent(frame.path, frame.kind),
        scale * (14 * panels + (12 if _is_box(frame.kind) else 0)),
    )
    start, end = reversed(margins) if from_right else margins
    form.setLeftMargin(start)
    form.setRightMargin(end)
    form.setTopMargin(scale * (_space_above(frame) + (LABEL if label else 0)))
    form.setBottomMargin(scale * (10 if _is_box(frame.kind) else 4))
    form.setLineHeight(5 * scale, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    if frame.kind is Kind.HEADING:
        form.setHeadingLevel(frame.level)
    if frame.kind is Kind.RULE:
        # Qt gives no room to an empty block before a table, unless it has a line of Qt's own,
        # drawn in the colour of its ground.
        form.setBackground(Qt.GlobalColor.transparent)
        form.setProperty(
            QTextFormat.Property.BlockTrailingHorizontalRulerWidth,
            QTextLength(QTextLength.Type.FixedLength, 0),
        )
    return form


def _alignment(frame: Frame) -> Qt.AlignmentFlag:
    """How the column of a cell is aligned."""
    marks = next((c.mark for c in reversed(frame.path) if c.what == "table"), "")
    letter = marks[frame.level] if frame.level < len(marks) else ""
    return {"c": Qt.AlignmentFlag.AlignHCenter, "r": Qt.AlignmentFlag.AlignRight}.get(
        letter, Qt.AlignmentFlag.AlignLeft
    )


def _is_box(kind: Kind) -> bool:
    return kind in (Kind.CODE, Kind.RAW)


def _space_above(frame: Frame) -> int:
    if frame.kind is Kind.HEADING:
        return 18 if frame.level <= 2 else 12
    if _is_box(frame.kind):
        return 26 if frame.kind is Kind.RAW else 12
    return 2 if frame.path and frame.path[-1].what == "item" else 6


def indent(path: Nesting, kind: Kind = Kind.PARAGRAPH) -> int:
    """How far a block is set in, in pixels at normal text size."""
    widths = {"item": STEP, "quote": 22, "directive": 16}
    inside = sum(widths.get(container.what, 0) for container in path)
    return inside + (12 if _is_box(kind) else 0)


def read_style(form: QTextCharFormat, ledger: Ledger) -> Style:
    """How characters are marked."""
    return Style(
        strong=form.stringProperty(_STRONG),
        emphasis=form.stringProperty(_EMPHASIS),
        strike=form.stringProperty(_STRIKE),
        code=form.boolProperty(_CODE),
        raw=form.boolProperty(_RAW),
        link=ledger.link(form.intProperty(_LINK)) if form.hasProperty(_LINK) else None,
        picture=ledger.picture(form.intProperty(_PICTURE)) if form.hasProperty(_PICTURE) else None,
    )


def read_origin(form: QTextCharFormat, ledger: Ledger) -> Run | None:
    """The run of the file that characters came from."""
    return ledger.run(form.intProperty(_RUN)) if form.hasProperty(_RUN) else None


def char_format(
    style: Style, frame: Frame, ledger: Ledger, palette: QPalette, origin: Run | None = None
) -> QTextCharFormat:
    """The format of characters of `style` in a block of `frame`."""
    form = QTextCharFormat()
    if origin is not None:
        form.setProperty(_RUN, ledger.add_run(origin))
    for property_, mark in (
        (_STRONG, style.strong),
        (_EMPHASIS, style.emphasis),
        (_STRIKE, style.strike),
    ):
        if mark:
            form.setProperty(property_, mark)
    in_header = frame.kind is Kind.CELL and bool(frame.path) and ledger.is_header(frame.path)
    if style.strong or frame.kind is Kind.HEADING or in_header:
        form.setFontWeight(QFont.Weight.Bold)
    form.setFontItalic(bool(style.emphasis))
    form.setFontStrikeOut(bool(style.strike))
    if frame.kind is Kind.HEADING:
        form.setProperty(QTextFormat.Property.FontSizeAdjustment, _HEADING_SIZES[frame.level])
    is_note = style.raw and origin is not None and bool(MARK.fullmatch(origin.text))
    if is_note:
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    elif style.code or style.raw or frame.kind in (Kind.CODE, Kind.RAW):
        form.setFontFamilies(MONOSPACE)
        form.setFontFixedPitch(True)
    if style.code:
        form.setProperty(_CODE, True)
        form.setBackground(SHADE)
    if style.raw:
        form.setProperty(_RAW, True)
        form.setForeground(palette.placeholderText())
    if style.link:
        form.setProperty(_LINK, ledger.add_link(style.link))
        form.setForeground(palette.link())
        form.setFontUnderline(True)
        form.setToolTip(style.link.href)
    if style.picture:
        form.setProperty(_PICTURE, ledger.add_picture(style.picture))
    return form


def plain_format(frame: Frame, ledger: Ledger, palette: QPalette) -> QTextCharFormat:
    """The format of unmarked words."""
    return char_format(PLAIN, frame, ledger, palette)

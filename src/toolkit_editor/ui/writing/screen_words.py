"""The words that the writing surface itself shows and says, in the person's language."""

from __future__ import annotations

from toolkit_editor.prose.directives import label
from toolkit_editor.prose.model import Kind
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.formats import Frame


def screen_words() -> Words:
    """Labels of blocks, the name of a source box, and what a screen reader says of a block."""
    return Words(
        lambda name, argument: words(label(name, argument)),
        place_words,
        tr("Source"),
        lambda number: tr("Footnote {number}", number=number),
        picture_words,
        cell_words,
    )


def picture_words(description: str) -> str:
    """What stands in the place of a picture that is not here."""
    if description:
        return tr("Picture, not shown here: {words}", words=description)
    return tr("Picture, not shown here")


def cell_words(row: int, column: int, header: str) -> str:
    """Where a cell is in its table; the header is not said to itself."""
    if header and row > 1:
        return tr("Row {row}, column {column}, {header}", row=row, column=column, header=header)
    return tr("Row {row}, column {column}", row=row, column=column)


def place_words(frame: Frame) -> str:
    """What kind of block this is, from the outside in."""
    said: list[str] = []
    level = 0
    for container in frame.path:
        if container.what == "directive":
            said.append(words(label(container.name, container.argument)))
        elif container.what == "quote":
            said.append(tr("Quote"))
        elif container.what == "item":
            level += 1
            if container.task:
                ticked = container.task.lower() == "x"
                said.append(tr("Task, done") if ticked else tr("Task, to do"))
    if level:
        said.append(tr("List, level {level}", level=level))
    kinds = {
        Kind.HEADING: tr("Heading {level}", level=max(1, frame.level - 1)),
        Kind.CODE: tr("Code"),
        Kind.RULE: tr("Dividing line"),
        Kind.CELL: tr("Table"),
        Kind.RAW: tr("Source"),
    }
    if frame.kind in kinds:
        said.append(kinds[frame.kind])
    if not said:
        return tr("Text")
    return ", ".join(said)

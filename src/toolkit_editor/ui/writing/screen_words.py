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
    )


def picture_words(description: str) -> str:
    """What stands in the place of a picture that is not here."""
    if description:
        return tr("Picture, not shown here: {words}", words=description)
    return tr("Picture, not shown here")


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
        Kind.CELL: tr("Table cell"),
        Kind.RAW: tr("Source"),
    }
    if frame.kind in kinds:
        said.append(kinds[frame.kind])
    return ", ".join(said)

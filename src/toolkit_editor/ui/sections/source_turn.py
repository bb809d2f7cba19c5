"""Turns a section between its words and their source, losing neither place nor history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from toolkit_editor.base.message import Message, say
from toolkit_editor.prose.document import Document
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.sections.section_frame import SectionFrame
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.speech import announce


class SourceTurn(QObject):
    """The turning of one page."""

    written = Signal(bytes)
    """The text as it was written as source, to be kept."""
    refused = Signal(object)
    """Why the source cannot be shown, as a `Message`."""

    def __init__(self, page: SectionFrame, body_now: Callable[[], bytes | None]) -> None:
        """`body_now` keeps what was typed and gives the text as it is; None where none is open."""
        super().__init__(page)
        self._page = page
        self._body_now = body_now
        self._document: Document | None = None
        page.source.written.connect(self.written)
        self.back = Button(tr("Back to the words"), self.turn)
        self._way_back = ButtonLine(self.back)
        self._way_back.hide()
        page.put_over_words(self._way_back)

    def show(self, document: Document | None) -> None:
        """The page shows the words of `document` now, or none."""
        self._document = document
        if self._page.is_source:
            self._set_source(False)

    def _set_source(self, wanted: bool) -> None:
        self._page.set_source(wanted)
        self._way_back.setVisible(wanted)

    def turn(self) -> None:
        """To the source, or back to the words."""
        if self._page.is_source:
            self._back()
        else:
            self._to_source()

    def leave(self) -> None:
        """Keep what was typed as source, and show the words again."""
        if self._page.is_source:
            self._back()

    def _to_source(self) -> None:
        body = self._body_now()
        if body is None or self._document is None:
            return
        if not self._page.source.can_show(body):
            self.refused.emit(_not_shown())
            return
        number = self._page.editor.frame_here().number
        line = 0
        if number is not None:
            origin = self._document.reading.origins[number]
            line = origin.first - self._document.first_line(number)
        self._page.source.show_source(body, line)
        self._page.source.setReadOnly(self._page.editor.isReadOnly())
        self._set_source(True)
        announce(self._page, tr("The source is shown. The same keys bring the words back."))

    def _back(self) -> None:
        source, editor, document = self._page.source, self._page.editor, self._document
        source.stop()
        changed = source.document().isModified()
        line = source.line
        self._set_source(False)
        if document is not None and changed:
            leaves = document.write_as(source.data_now(), editor.highest_container)
            editor.replace_all(leaves)
            numbers = [leaf.number for leaf in leaves if leaf.number is not None]
            origins = document.reading.origins
            first = document.first_line(numbers[0]) if numbers else 0
            at = 0
            for leaf, number in zip(leaves, numbers, strict=True):
                if origins[number].last - first > line:
                    break
                at += len(leaf.text) + 1
            editor.go_to(at)
        announce(self._page, tr("The words are shown again."))


def _not_shown() -> Message:
    return say("This text holds signs that cannot be shown as source without losing some of them.")

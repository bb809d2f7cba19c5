"""What helps while writing a section, bound to its page.

Spelling, finding, headings, reading aloud, counting, the size of the words, the words alone.
The helpers know an editor and nothing of sections; the page knows this and none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication

from toolkit_editor.checks.dictionaries import dictionary_folders
from toolkit_editor.content.section import Section
from toolkit_editor.services import vocabulary
from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.sections.section_frame import SectionFrame
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.writing.counting import WordCount
from toolkit_editor.ui.writing.find_bar import FindBar
from toolkit_editor.ui.writing.headings import HeadingDialog
from toolkit_editor.ui.writing.reading_aloud import ReadingAloud
from toolkit_editor.ui.writing.spelling import SpellingHelp

SIZES = (75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Sizes of the words of a section, in percent of all other text."""
LINES = {"narrow": 620, "comfortable": 800, "wide": 1040}
"""Length of lines in pixels at normal text size, margins included."""
_HERE = Qt.ShortcutContext.WidgetShortcut
_CONTROL = Qt.KeyboardModifier.ControlModifier


class WritingHelp(QObject):
    """The helpers of one section page."""

    def __init__(self, page: SectionFrame) -> None:
        """Help on `page`; nothing happens until a section is shown."""
        super().__init__(page)
        self._page = page
        self._editor = page.editor
        self._session = page.session
        self._section: Section | None = None
        session, editor = page.session, page.editor
        self.find = FindBar(editor)
        page.put_over_words(self.find)
        self.find.shown.connect(page.make_room)
        folders = dictionary_folders(session.places.dictionaries)
        self.spelling = SpellingHelp(editor, session.pure, folders, self)
        self.count = WordCount(editor, session.pure, self)
        self.aloud = ReadingAloud(editor, parent=self)
        self.count.counted.connect(page.count.setText)
        self.spelling.learned.connect(self._on_learned)
        for one in (self.spelling, self.find, self.aloud):
            one.said.connect(page.kept.setText)
        self.aloud.reading.connect(self._on_reading)
        session.chosen.connect(self._on_chosen)
        editor.viewport().installEventFilter(self)
        self._escape = QShortcut("Esc", editor, partial(self._set_alone, False))
        self._escape.setContext(_HERE)
        self._escape.setEnabled(False)
        page.everything.clicked.connect(partial(self._set_alone, False))
        self._fit(session.choices)

    # a section is shown

    def show(self, section: Section) -> None:
        """Help with the words of `section`, which the editor shows now."""
        former, self._section = self._section, section
        if former is None or (former.id, former.language) != (section.id, section.language):
            self.aloud.stop()
            self._set_alone(self._session.choices.focus)
        self.count.count()
        self._spell()
        self._print_quotes(self._session.choices)

    def _print_quotes(self, choices: Choices) -> None:
        language = self._section.language if self._section is not None else ""
        self._editor.set_quotes(language if choices.smart_quotes else "")

    def leave(self) -> None:
        """The person goes elsewhere."""
        self.aloud.stop()

    def go_to_place(self, place: str) -> None:
        """Go to `120` or select `120-126`, in code points of the plain text."""
        numbers = place.split("-")
        if all(number.isdecimal() for number in numbers) and len(numbers) in (1, 2):
            self._editor.go_to(*(int(number) for number in numbers))

    def _spell(self) -> None:
        if self._section is None or not self._session.choices.spelling:
            self.spelling.stop()
            return
        self._session.service(
            vocabulary.names, then=self._on_names, owner=self, key=(self, "names")
        )

    def _on_names(self, names: frozenset[str]) -> None:
        about, choices = self._session.about, self._session.choices
        if self._section is not None and choices.spelling:
            languages = about.languages if about else ()
            words = names | frozenset(choices.own_words)
            self.spelling.use(self._section.language, languages, words)

    def _on_learned(self, word: str) -> None:
        own = self._session.choices.own_words
        if word not in own:
            self._session.choose(own_words=(*own, word))

    # what the person chose

    def _on_chosen(self, former: Choices, now: Choices) -> None:
        if former.spelling != now.spelling or set(former.own_words) - set(now.own_words):
            self._spell()
        self._print_quotes(now)
        shape = ("text_size", "writing_size", "line_length", "theme")
        if any(getattr(former, name) != getattr(now, name) for name in shape):
            self._fit(now)

    def _fit(self, choices: Choices) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * choices.writing_size / 100)
        self._editor.setFont(font)
        self._editor.set_line_length(LINES[choices.line_length])

    def _resize(self, step: int) -> None:
        now = self._session.choices.writing_size
        if step > 0:
            size = next((size for size in SIZES if size > now), SIZES[-1])
        elif step < 0:
            size = next((size for size in reversed(SIZES) if size < now), SIZES[0])
        else:
            size = 100
        self._session.choose(writing_size=size)
        said = tr("Size of the words {percent} %", percent=size)
        self._page.kept.setText(said)
        announce(self._page, said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel change the size of the words."""
        if isinstance(event, QWheelEvent) and event.modifiers() == _CONTROL:
            step = event.angleDelta().y()
            if step:
                self._resize(1 if step > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    # the words alone

    def _toggle_alone(self) -> None:
        self._set_alone(not self._page.is_alone)

    def _set_alone(self, alone: bool, _checked: bool = False) -> None:
        if alone == self._page.is_alone:
            return
        self._page.set_alone(alone)
        self._escape.setEnabled(alone)
        self._editor.setFocus()
        announce(
            self._page,
            tr("Only the words are shown. Escape brings everything back.")
            if alone
            else tr("Everything is shown again."),
        )

    # reading aloud, headings

    def _read_aloud(self) -> None:
        if self._section is not None:
            self.aloud.toggle(self._section.language)

    def _on_reading(self, reading: bool) -> None:
        self._page.kept.setText(tr("Reading aloud. F8 stops it.") if reading else "")

    def _go_to_heading(self) -> None:
        dialog = HeadingDialog(self._editor, self._page)
        dialog.exec()
        where = dialog.where
        dialog.deleteLater()
        if where is not None:
            self._editor.go_to(where.start)
            announce(self._editor, where.text)
        self._editor.setFocus()

    def answers(self) -> dict[str, Callable[[], None]]:
        """What can be done on the page, by the id of the action."""
        return {
            "find-here": self.find.open_to_find,
            "replace-here": self.find.open_to_replace,
            "find-next": self.find.next,
            "find-previous": self.find.previous,
            "next-misspelt": self.spelling.next_word,
            "spelling-suggestions": self.spelling.suggest,
            "go-to-heading": self._go_to_heading,
            "read-aloud": self._read_aloud,
            "focus": self._toggle_alone,
            "larger": partial(self._resize, 1),
            "smaller": partial(self._resize, -1),
            "usual-size": partial(self._resize, 0),
        }

"""What became of a story that was taken back: for its teller, to read, to print, to act on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QFrame, QWidget

from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.content.toolkit import in_language
from toolkit_editor.services.aftermath import Aftermath, aftermath
from toolkit_editor.services.changed import Topic
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.stories.aftermath_words import Letter, as_html, letters, limits, steps
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Selectable, Words


class AftermathPage(ScrollPage):
    """What was done, what is still to come, what nobody can do."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.STORIES, Topic.REVIEW, Topic.SITE})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until a story is named."""
        super().__init__(
            session,
            tr("A story that was taken back"),
            tr("Nothing of its words is kept. This is what was done, and when."),
            parent,
        )
        self._found: Aftermath | None = None
        self.print = Button(tr("Print this page…"), self._on_print)
        self.back = Button(tr("To the stories"), lambda: session.go(Go("stories")), role="plain")

    def reload(self) -> None:
        """Look what is known by now."""
        self.session.service(
            aftermath,
            StoryId(self.where.id),
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "aftermath"),
        )

    def first_focus(self) -> QWidget | None:
        """What can be done with the page."""
        return self.print

    def _show(self, found: Aftermath) -> None:
        had_focus = self.print.hasFocus()
        self._found = found
        for button in (self.print, self.back):
            button.setParent(self)
        clear(self.body)
        self._list(tr("What was done"), (one.text for one in steps(found) if one.done))
        self._list(tr("What is still to come"), (one.text for one in steps(found) if not one.done))
        self._list(tr("What nobody can call back"), limits(found))
        self.body.addWidget(ButtonLine(self.print, self.back))
        for button in (self.print, self.back):
            button.show()
        about = self.session.about
        toolkit = in_language(about.name, self.session.language) if about else ""
        for letter in letters(found, toolkit):
            self.body.addWidget(self._letter(letter))
        if had_focus:
            self.print.setFocus()

    def _list(self, title: str, sentences: Iterable[str]) -> None:
        said = list(sentences)
        if said:
            self.body.addWidget(Words(title, "heading"))
        for sentence in said:
            self.body.addWidget(Words(f"•  {sentence}"))

    def _letter(self, letter: Letter) -> QFrame:
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=8, margins=(14, 12, 14, 12))
        inside.addWidget(Words(letter.title, "heading"))
        inside.addWidget(Words(letter.why, "quiet"))
        text = Selectable(letter.text)
        text.setAccessibleName(letter.title)
        text.setAccessibleDescription(letter.text)
        inside.addWidget(text)
        copy = Button(tr("Copy this letter"), partial(self._on_copy, letter))
        copy.setAccessibleName(tr("Copy this letter: {title}", title=letter.title))
        inside.addWidget(ButtonLine(copy))
        return box

    def _on_copy(self, letter: Letter) -> None:
        QApplication.clipboard().setText(letter.text)
        announce(self, tr("Copied. You can paste it into a message."))
        self.banner.say(tr("Copied. You can paste it into a message."))

    def _on_print(self) -> None:
        if self._found is not None and self.session.prompter.print_page(as_html(self._found)):
            self.banner.say(tr("It went to the printer."))

    def _on_refused(self, message: Message) -> None:
        self.banner.say(words(message))

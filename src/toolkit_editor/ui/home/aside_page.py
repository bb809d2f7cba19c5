"""Words that were put aside when they could not be kept: read them, take them up, save or leave.

Nothing is removed here that the person did not ask to remove.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from toolkit_editor.base.message import Message, say
from toolkit_editor.content.section import Section
from toolkit_editor.services import recovering
from toolkit_editor.services.recovering import Aside
from toolkit_editor.services.writing import Kept
from toolkit_editor.ui.bridge.actions import Needs
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.empty import EmptyState
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import clear, column, scale_now
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words, separator


class AsidePage(ScrollPage):
    """Everything in the recovery folder."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(
            session,
            tr("Words that were put aside"),
            tr(
                "At some time these words could not be kept where they belong, so they were put "
                "in files of their own. They stay there until you remove them."
            ),
            parent,
        )

    def reload(self) -> None:
        """Look what is there."""
        self.session.service(
            recovering.all_aside,
            self.session.places.recovery,
            then=self._show,
            failed=self._on_refused,
            owner=self,
            key=(self, "aside"),
        )

    def _show(self, found: list[Aside]) -> None:
        clear(self.body)
        if not found:
            self.body.addWidget(EmptyState(tr("Nothing is put aside")))
        for one in found:
            self.body.addWidget(separator())
            self.body.addWidget(AsideView(self, one))

    def _on_refused(self, message: Message) -> None:
        self.banner.say(words(message))

    # what the views ask for

    def take_in(self, one: Aside, section: Section) -> None:
        """Put the words of a file into a section."""
        self.session.service(
            recovering.take_in,
            one.file,
            section.id,
            section.language,
            then=partial(self._on_taken_in, section),
            failed=self._on_refused,
            owner=self,
        )

    def _on_taken_in(self, section: Section, _kept: Kept | None) -> None:
        self.session.go(Go("section", section.id, section.language))

    def save(self, one: Aside) -> None:
        """Save the words of a file elsewhere."""
        question = say("Where should these words be saved?")
        target = self.session.prompter.choose_new_file(question, one.name)
        if target is not None:
            self.session.service(
                recovering.save_copy,
                one.file,
                target,
                then=self._on_saved,
                failed=self._on_refused,
                owner=self,
            )

    def _on_saved(self, target: Path) -> None:
        self.banner.say(tr("The words are saved in {place}.", place=target))

    def remove(self, one: Aside) -> None:
        """Remove a file, after asking."""
        sure = self.session.prompter.ask(
            say("Remove this file? Its words cannot be brought back from here."),
            say("Remove it"),
            say("Leave it"),
        )
        if sure:
            self.session.service(
                recovering.remove_aside,
                one.file,
                then=self._on_removed,
                failed=self._on_refused,
                owner=self,
            )

    def _on_removed(self, _nothing: None) -> None:
        self.reload()


class AsideView(QWidget):
    """One file, and what can be done with it."""

    def __init__(self, page: AsidePage, one: Aside) -> None:
        """For `page`."""
        super().__init__()
        self._page = page
        self._one = one
        inside = column(self, space=8)
        at = QDateTime.fromSecsSinceEpoch(int(one.at.timestamp()))
        when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        inside.addWidget(Words(tr("Put aside at {time}", time=when), "heading"))
        inside.addWidget(Words(one.name, "small"))
        self._read = Button(tr("Read it"), self._on_read)
        buttons = [self._read]
        self._section = QComboBox()
        for section in one.sections:
            self._section.addItem(
                tr("“{title}” ({language})", title=section.title, language=section.language)
            )
        may_write = Needs.WRITING.met(page.session.about)
        if one.sections and may_write:
            if len(one.sections) > 1:
                inside.addWidget(FormRow(tr("The section it belongs to"), self._section))
                label = tr("Put it into this section")
            else:
                label = tr("Put it into “{title}”", title=one.sections[0].title)
            buttons.append(Button(label, self._on_take_in))
        buttons.append(Button(tr("Save it elsewhere…"), partial(page.save, one), role="plain"))
        buttons.append(Button(tr("Remove it…"), partial(page.remove, one), role="plain"))
        for button in buttons:
            button.setAccessibleDescription(one.name)
        inside.addWidget(ButtonLine(*buttons))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("The words that were put aside"))
        self.text.setMinimumHeight(round(240 * scale_now()))
        self.text.hide()
        inside.addWidget(self.text)

    def _on_take_in(self) -> None:
        self._page.take_in(self._one, self._one.sections[self._section.currentIndex()])

    def _on_read(self) -> None:
        self._page.session.service(
            recovering.read_aside, self._one.file, then=self._on_words, owner=self
        )

    def _on_words(self, text: str) -> None:
        self.text.setPlainText(text)
        self.text.show()
        self.text.setFocus()

"""Who is at this computer now: everyone by name, and somebody new."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from toolkit_editor.base.errors import Refused
from toolkit_editor.settings.profiles import Profile, add_profile
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.card import Card
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import Form
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.text import Words


class WhoPage(ScrollPage):
    """One large choice for each person."""

    def __init__(self, session: Session) -> None:
        """Filled when it is shown."""
        super().__init__(
            session,
            tr("Who are you?"),
            tr("Each person has their own things here: words, settings and key."),
            widest=520,
        )
        self.is_alone = True
        self.people = column(space=10)
        self.body.addLayout(self.people)
        self.body.addWidget(Words(tr("Somebody new"), "heading"))
        form = Form()
        self.name = form.add(
            tr("What you are called on this computer"),
            QLineEdit(),
            tr("Everyone at this computer sees it. It need not be your name."),
        )
        self.name.returnPressed.connect(self._on_new)
        self.body.addWidget(form)
        self.new = Button(tr("Begin"), self._on_new)
        self.body.addWidget(ButtonLine(self.new))

    def reload(self) -> None:
        """Show everyone."""
        self.banner.hide()
        self.name.clear()
        clear(self.people)
        for number, one in enumerate(self.session.way_in.people()):
            name = one.called or tr("The first person here")
            if number and not one.called:
                name = tr("Person {n}", n=number + 1)
            self.people.addWidget(Card(name, "", partial(self._choose, one), drawing="people"))

    def first_focus(self) -> QWidget | None:
        """The first person."""
        return self.findChild(Card)

    def _choose(self, one: Profile) -> None:
        self.session.way_in.choose(one.places)

    def _on_new(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.banner.say(tr("Write what you would like to be called."))
            self.name.setFocus()
            return
        try:
            made = add_profile(self.session.way_in.base, name)
        except Refused as refusal:
            self.banner.say(words(refusal.message))
        else:
            self._choose(made)

"""What waits for a maintainer beside a plain request to join: somebody who comes back, proposals.

Boxes show and say what was asked for; they change nothing themselves.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from toolkit_editor.services.people import AskingRow
from toolkit_editor.services.proposals import ProposalRow
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.people.boxes import Box, called
from toolkit_editor.ui.people.roles import roles_words
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.text import Selectable, Words


class ReturningBox(Box):
    """Somebody who asks to join and says they were here before."""

    known_again = Signal(object)
    """It is this person (their id), whose new key this is."""
    as_new = Signal()
    """It is somebody new."""

    def __init__(self, asking: AskingRow) -> None:
        """The one with the name they gave is chosen, where there is one."""
        super().__init__()
        name, was = called(asking.name), asking.was
        said = tr(
            "{name} asks to join, and says they were here before, as {was}", name=name, was=was
        )
        self.setAccessibleName(said)
        self.inside.addWidget(Words(said, "heading"))
        self.inside.addWidget(
            Words(
                tr(
                    "They lost their key and have a new one. Make sure that it is them: talk to "
                    "them, by telephone or in person, not through a message, and ask them to read "
                    "you the mark of their new key. It must be:"
                )
            )
        )
        self.inside.addWidget(Selectable(asking.mark, "accent"))
        self._people = QComboBox()
        self._people.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._people.addItem(tr("Choose…"), None)
        for person in asking.before:
            self._people.addItem(called(person.name), person.id)
        same = [one for one in asking.before if one.name.casefold() == was.casefold()]
        self._people.setCurrentIndex(1 if len(same) == 1 else 0)
        self.inside.addWidget(FormRow(tr("Who in the group is it?"), self._people))
        self.first = self._people
        self._question = Words("", "body")
        self.inside.addWidget(self._question)
        self.inside.addWidget(
            Words(
                tr(
                    "What they shared and what they do here stays theirs. The lost key counts no "
                    "more from then on, and this cannot be undone."
                ),
                "quiet",
            )
        )
        self._yes = Button(tr("Yes, use the new key"), self._on_yes, role="main")
        other = Button(tr("No, let them in as somebody new…"), self.as_new.emit)
        other.setAccessibleDescription(name)
        self.inside.addWidget(ButtonLine(self._yes, other))
        self._people.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()

    def _on_chosen(self) -> None:
        chosen = self._people.currentData() is not None
        name = self._people.currentText() if chosen else ""
        self._question.setText(tr("Is it really {name}?", name=name) if chosen else "")
        self._question.setVisible(chosen)
        self._yes.setAccessibleDescription(name)
        self._yes.setEnabled(chosen)

    def _on_yes(self) -> None:
        self.known_again.emit(self._people.currentData())


class ProposalBox(Box):
    """What a maintainer proposes about another."""

    agreed = Signal()
    taken_back = Signal()

    def __init__(self, proposal: ProposalRow) -> None:
        """Show it with what one may do about it."""
        super().__init__()
        said = proposed(proposal)
        self.setAccessibleName(said)
        self.inside.addWidget(Words(said, "heading"))
        if proposal.mark:
            self.inside.addWidget(
                Words(
                    tr(
                        "Ask them to read you the mark of their new key before you agree. It must "
                        "be:"
                    )
                )
            )
            self.inside.addWidget(Selectable(proposal.mark, "accent"))
        self.inside.addWidget(Words(_when_it_counts(proposal), "quiet"))
        if proposal.yours:
            button = Button(tr("Take it back"), self.taken_back.emit)
        else:
            button = Button(tr("Agree"), self.agreed.emit)
        button.setAccessibleDescription(said)
        self.first = button
        self.inside.addWidget(ButtonLine(button))


def proposed(proposal: ProposalRow) -> str:
    """What is proposed, in one sentence."""
    facts = {"by": called(proposal.by), "name": called(proposal.person)}
    if proposal.kind == "person-removed":
        text = tr("{by} proposes that {name} is not in the group any more.", **facts)
        yours = tr("You propose that {name} is not in the group any more.", **facts)
    elif proposal.kind == "role-changed":
        facts["roles"] = roles_words(proposal.roles)
        text = tr("{by} proposes that {name} is not a maintainer any more, but: {roles}.", **facts)
        yours = tr("You propose that {name} is not a maintainer any more, but: {roles}.", **facts)
    else:
        text = tr("{by} proposes a new key for {name}, who lost theirs.", **facts)
        yours = tr("You propose a new key for {name}, who lost theirs.", **facts)
    return yours if proposal.yours else text


def _when_it_counts(proposal: ProposalRow) -> str:
    name = called(proposal.person)
    if proposal.kind == "key-replaced":
        return tr("It counts when a second maintainer agrees.")
    if proposal.about_you:
        return tr("This is about you. It counts when you, or another maintainer, agree.")
    return tr("It counts when another maintainer, or {name}, agrees.", name=name)

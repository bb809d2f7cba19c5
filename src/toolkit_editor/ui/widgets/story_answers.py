"""What was answered about a story outside the program, and writing it down; what a community says.

For whoever may read the story. Must not know how answers are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from toolkit_editor.services.answers import Standing, WrittenDown
from toolkit_editor.ui.bridge.language import day, tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.text import Words


@dataclass(frozen=True, slots=True)
class AnswerSteps:
    """What the buttons do; `write_down` takes the answer and how it was given, in words."""

    write_down: Callable[[bool, str], None]
    hold: Callable[[], None]
    agree: Callable[[], None]


class StoryAnswers(QFrame):
    """The box. Writing down unfolds when it is asked for."""

    def __init__(self, steps: AnswerSteps, parent: QWidget | None = None) -> None:
        """Nothing is known yet."""
        super().__init__(parent)
        self.setProperty("role", "box")
        self._steps = steps
        inside = column(self, space=8, margins=(14, 12, 14, 12))
        self._known: QVBoxLayout = column(space=8)
        self._form: QVBoxLayout = column(space=8)
        inside.addLayout(self._known)
        inside.addLayout(self._form)
        self.hide()

    def show_answers(self, known: Standing) -> None:
        """Show them; somebody who is writing one down just now is not disturbed."""
        clear(self._known)
        self._known.addWidget(Words(tr("Answers from outside the program"), "heading"))
        for one in known.written:
            self._known.addWidget(Words(_sentence(one)))
        if {one.yes for one in known.written if one.now} == {True, False}:
            self._known.addWidget(
                Words(
                    tr(
                        "Two different answers were written down. The story is not shown. Ask its "
                        "teller again; whoever wrote the wrong one writes it down anew."
                    ),
                    "accent",
                )
            )
        if known.held and known.agreed:
            self._known.addWidget(Words(tr("The community has agreed to these words.")))
        elif known.held:
            self._known.addWidget(Words(tr("It waits until a community has agreed.")))
        self._buttons(known)
        self.show()

    def _buttons(self, known: Standing) -> None:
        line: list[QWidget] = [Button(tr("Write down the teller’s answer…"), self._on_write)]
        if known.may_hold and not known.held:
            line.append(Button(tr("A community decides too"), self._steps.hold))
        if known.may_agree and known.held and not known.agreed:
            line.append(Button(tr("The community agrees to these words"), self._steps.agree))
        self._known.addWidget(ButtonLine(*line))

    def forget(self) -> None:
        """Nothing of a story stays here."""
        self.hide()
        clear(self._known)
        clear(self._form)

    def _on_write(self) -> None:
        if not self._form.count():
            form = WritingDown(self._on_written)
            self._form.addWidget(form)
            form.yes.setFocus()

    def _on_written(self, yes: bool, how: str) -> None:
        clear(self._form)
        self._steps.write_down(yes, how)


class WritingDown(QWidget):
    """Yes or no, and how it was said."""

    def __init__(self, done: Callable[[bool, str], None], parent: QWidget | None = None) -> None:
        """Nothing is chosen to begin with."""
        super().__init__(parent)
        self._done = done
        inside = column(self, space=8)
        inside.addWidget(
            Words(
                tr(
                    "For a teller who read it on paper, or to whom it was read. Your name and the "
                    "day stand with it. Write down what they said, not what you think."
                ),
                "quiet",
            )
        )
        self.yes = QRadioButton(tr("Yes, show it like this"))
        self.no = QRadioButton(tr("No, not like this"))
        self._group = QButtonGroup(self)
        for button in (self.yes, self.no):
            button.setAccessibleName(button.text())
            self._group.addButton(button)
            inside.addWidget(button)
        self.how = QLineEdit()
        self.how.setMaxLength(500)
        row = FormRow(
            tr("How they told you, and their words if they gave any"),
            self.how,
            tr("For example: by telephone, on Tuesday. Only those who may read the story see it."),
        )
        inside.addWidget(row)
        self.keep = Button(tr("Write it down"), self._on_keep)
        self.keep.setEnabled(False)
        inside.addWidget(ButtonLine(self.keep))
        self._group.buttonClicked.connect(lambda _button: self._look())
        self.how.textChanged.connect(lambda _text: self._look())

    def _look(self) -> None:
        chosen = self._group.checkedButton() is not None
        self.keep.setEnabled(chosen and bool(self.how.text().strip()))

    def _on_keep(self) -> None:
        self.keep.setEnabled(False)
        answer = self.yes if self.yes.isChecked() else self.no
        told = tr("Its teller answered: {answer}. {how}", answer=answer.text(), how=self.how.text())
        self._done(self.yes.isChecked(), told)


def _sentence(one: WrittenDown) -> str:
    name, when = one.name or tr("somebody who gave no name"), day(one.at)
    if one.yes:
        said = tr("{name} wrote down on {day} that its teller says yes.", name=name, day=when)
    else:
        said = tr("{name} wrote down on {day} that its teller says no.", name=name, day=when)
    return said if one.now else tr("{said} The words have changed since.", said=said)

"""The questions of the consent conversation, one at a time, each with what it means.

A question shows what was answered before, and gives the answer as changes to the record. Must not
know how answers are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDateEdit,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from toolkit_editor.base.ids import PersonId, SectionId
from toolkit_editor.base.message import Message
from toolkit_editor.stories import attribution, channels, notes
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.consent import (
    REVIEW_DAYS,
    YEARS,
    Consent,
    How,
    Others,
    Thanks,
    years_after,
)
from toolkit_editor.ui.bridge.language import day, tr, words
from toolkit_editor.ui.stories.few_people import FewPeople
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.languages import channel_name
from toolkit_editor.ui.widgets.layout import column
from toolkit_editor.ui.widgets.text import Words

WORDING = 1
"""The version of the explanations below; a change of what they mean counts it up."""

Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the questions stand on."""

    record: Consent
    languages: tuple[str, ...]
    sections: tuple[tuple[SectionId, str], ...]
    spoken: str
    """The language in which it is explained."""
    me: PersonId
    voices: tuple[tuple[str, str], ...] = ()
    """The voices of the toolkit, each with its name."""
    voice: str = ""
    """The one that was chosen."""


class Question(QWidget):
    """One question on one screen."""

    def __init__(self, asked: str, meaning: str = "") -> None:
        """`asked` is the question, `meaning` one or two sentences about it."""
        super().__init__()
        self.asked = asked
        self.setAccessibleName(asked)
        self.inside: QVBoxLayout = column(self, space=8)
        self.inside.addWidget(Words(asked, "title"))
        if meaning:
            self.inside.addWidget(Words(meaning, "quiet"))

    def answer(self) -> Changes:
        """What changes in the record."""
        raise NotImplementedError

    def problem(self) -> Message | None:
        """What is missing before it can be kept; None where nothing is."""
        return None


class Choice(QWidget):
    """Some answers of which one holds, each with a sentence about it."""

    def __init__(
        self, offers: Sequence[tuple[object, str, str]], chosen: object, parent: QWidget
    ) -> None:
        """`offers` are value, words, explanation."""
        super().__init__(parent)
        inside = column(self, space=0)
        self.group = QButtonGroup(self)
        self.values = [value for value, _, _ in offers]
        for number, (value, label, meaning) in enumerate(offers):
            button = QRadioButton(label.replace("&", "&&"))
            button.setAccessibleName(label)
            button.setAccessibleDescription(meaning)
            button.setChecked(value == chosen)
            self.group.addButton(button, number)
            inside.addWidget(button)
            if meaning:
                inside.addWidget(_under(meaning))

    def value(self) -> Any:
        """The chosen one."""
        number = self.group.checkedId()
        return self.values[number] if number >= 0 else None

    def choose(self, value: object) -> None:
        """Choose another."""
        self.group.button(self.values.index(value)).setChecked(True)


def _under(text: str) -> QWidget:
    """A sentence under a box or a button, set in as far as its words."""
    host = QWidget()
    column(host, margins=(30, 0, 0, 10)).addWidget(Words(text, "small"))
    return host


class Appearing(Question):
    """As whom the teller appears."""

    def __init__(self, ground: Ground) -> None:
        """Show what was chosen before."""
        super().__init__(
            tr("How would you like to appear?"),
            tr("Say as much or as little as you like. You can change it at any time."),
        )
        record = ground.record
        offers = [
            (one, words(attribution.name(one)), words(attribution.explanation(one)))
            for one in Level
        ]
        self.levels = Choice(offers, record.attribution, self)
        self.inside.addWidget(self.levels)
        self.line = QLineEdit(record.display)
        self.line.setMaxLength(attribution.LONGEST)
        self.row = FormRow(tr("The exact words readers will see"), self.line)
        self.inside.addWidget(self.row)
        self.seen = Words("", "accent")
        self.inside.addWidget(self.seen)
        self.few = FewPeople(self.line.setText)
        self.inside.addWidget(self.few)
        self.levels.group.buttonClicked.connect(lambda _button: self._show())
        self.line.textChanged.connect(lambda _text: self._show())
        self._show()

    def _text(self) -> str:
        return self.line.text().strip() if attribution.needs_text(self.levels.value()) else ""

    def _show(self) -> None:
        level = self.levels.value()
        self.row.setVisible(attribution.needs_text(level))
        shown = attribution.shown(level, self._text())
        if shown is None:
            self.seen.setText(tr("Readers will not see this story."))
        elif attribution.needs_text(level) and not self._text():
            self.seen.setText(tr("Write the words above, and you see here how they look."))
        else:
            named = words(shown) if isinstance(shown, Message) else shown
            self.seen.setText(tr("Readers will see: “{name}”", name=named))
        self.few.show_line(self._text())

    def problem(self) -> Message | None:
        """There must be words where words are shown."""
        return attribution.display_problem(self.levels.value(), self._text())

    def answer(self) -> Changes:
        """The level and the words."""
        return {"attribution": self.levels.value(), "display": self._text()}


class Using(Question):
    """Where the story may be used, one place at a time, all off to begin with."""

    def __init__(self, ground: Ground) -> None:
        """Show what was switched on before."""
        super().__init__(
            tr("Where may your story be used?"),
            tr(
                "Everything is off until you switch it on. Under each place stands what could not "
                "be undone there, also if you take your story back later."
            ),
        )
        self._spoken = ground.spoken
        self.boxes: dict[str, QCheckBox] = {}
        offers = column(space=0)
        self.inside.addLayout(offers)
        for channel in channels.every(ground.languages):
            label = channel_name(channel)
            box = QCheckBox(label.replace("&", "&&"))
            limit = words(channels.cannot_be_recalled(channel))
            box.setAccessibleName(label)
            box.setAccessibleDescription(limit)
            box.setChecked(channel in ground.record.channels)
            self.boxes[channel] = box
            offers.addWidget(box)
            offers.addWidget(_under(limit))

    def answer(self) -> Changes:
        """What is on; and that it was explained here, with its limits."""
        chosen = frozenset(name for name, box in self.boxes.items() if box.isChecked())
        return {
            "channels": chosen,
            "limits_explained": True,
            "explained_how": How.IN_PROGRAM,
            "explained_in": self._spoken,
            "wording": WORDING,
        }


class Lasting(Question):
    """Until when."""

    def __init__(self, ground: Ground) -> None:
        """Show what was said before."""
        record = ground.record
        super().__init__(
            tr("Until when?"),
            tr(
                "You are asked again before the last day. When nobody hears from you, the story "
                "leaves the site after it."
            ),
        )
        self._record = record
        start = record.start
        ends = {n: years_after(start, n) for n in (1, YEARS, 5)}
        labels = {
            1: tr("One year, until {day}", day=day(ends[1])),
            YEARS: tr("Two years, until {day}", day=day(ends[YEARS])),
            5: tr("Five years, until {day}", day=day(ends[5])),
        }
        offers: list[tuple[object, str, str]] = [(ends[n], labels[n], "") for n in ends]
        offers.append((None, tr("Until a day I choose"), ""))
        known = record.end if record.end in ends.values() else None
        self.terms = Choice(offers, known, self)
        self.inside.addWidget(self.terms)
        self.day = QDateEdit(_qdate(record.end))
        self.day.setCalendarPopup(True)
        self.day.setMinimumDate(_qdate(start))
        self.row = FormRow(tr("The last day"), self.day)
        self.inside.addWidget(self.row)
        self.terms.group.buttonClicked.connect(lambda _button: self._show())
        self._show()

    def _show(self) -> None:
        self.row.setVisible(self.terms.value() is None)

    def answer(self) -> Changes:
        """The last day, and the day for asking again."""
        chosen = self.day.date()
        end = self.terms.value() or date(chosen.year(), chosen.month(), chosen.day())
        start = self._record.start
        return {"end": end, "review_by": max(start, end - timedelta(days=REVIEW_DAYS))}


class Noting(Question):
    """Content notes."""

    def __init__(self, ground: Ground) -> None:
        """Show what was chosen before."""
        super().__init__(
            tr("Does your story touch any of these?"),
            tr(
                "If you choose some, readers see a short line before the story and can pass over "
                "it. None is fine too."
            ),
        )
        self._left = tuple(n for n in ground.record.content_notes if n not in notes.NOTES)
        self.boxes: dict[str, QCheckBox] = {}
        for note in notes.NOTES:
            box = QCheckBox(words(notes.name(note)))
            box.setChecked(note in ground.record.content_notes)
            self.boxes[note] = box
            self.inside.addWidget(box)

    def answer(self) -> Changes:
        """The notes, in the order of the list."""
        chosen = [note for note, box in self.boxes.items() if box.isChecked()]
        return {"content_notes": notes.in_order((*chosen, *self._left))}


class OtherPeople(Question):
    """Other people in the story."""

    def __init__(self, ground: Ground) -> None:
        """Show what was said before."""
        super().__init__(
            tr("Are there other people in your story?"),
            tr("They did not choose to be in it. Changing a name or a place is often enough."),
        )
        self.choice = Choice(
            [
                (Others.NOT_ASKED, tr("I will come back to this"), ""),
                (Others.NONE, tr("No, or nobody could tell who they are"), ""),
                (Others.AGREED, tr("Yes, and they agreed"), ""),
                (Others.DISGUISED, tr("Yes, and I changed what could point to them"), ""),
            ],
            ground.record.others,
            self,
        )
        self.inside.addWidget(self.choice)

    def answer(self) -> Changes:
        """What was said."""
        return {"others": self.choice.value()}


class KeepingOut(Question):
    """Sections where the story may not stand."""

    def __init__(self, ground: Ground) -> None:
        """Show what was chosen before."""
        super().__init__(
            tr("Are there sections where your story should not stand?"),
            tr("Standing beside a passage can say something you do not mean. None is fine."),
        )
        known = {id_ for id_, _ in ground.sections}
        self._left = frozenset(ground.record.not_in) - known
        self.boxes: dict[SectionId, QCheckBox] = {}
        for id_, title in ground.sections:
            box = QCheckBox(title.replace("&", "&&"))
            box.setAccessibleName(title)
            box.setChecked(id_ in ground.record.not_in)
            self.boxes[id_] = box
            self.inside.addWidget(box)

    def answer(self) -> Changes:
        """The sections."""
        chosen = {id_ for id_, box in self.boxes.items() if box.isChecked()}
        return {"not_in": frozenset(chosen | self._left)}


class Thanking(Question):
    """Payment or another thank you."""

    def __init__(self, ground: Ground) -> None:
        """Show what was said before."""
        super().__init__(
            tr("Were you offered thanks for your story?"),
            tr("A fee, a gift, a place at an event. No amount and no account is written down."),
        )
        self.choice = Choice(
            [
                (Thanks.NONE, tr("Nothing was offered, or I do not want to say"), ""),
                (Thanks.OFFERED, tr("It was offered, and I am still thinking"), ""),
                (Thanks.ACCEPTED, tr("It was offered, and I accepted"), ""),
                (Thanks.DECLINED, tr("It was offered, and I said no, thank you"), ""),
            ],
            ground.record.thanks,
            self,
        )
        self.inside.addWidget(self.choice)

    def answer(self) -> Changes:
        """What was said."""
        return {"thanks": self.choice.value()}


class Together(Question):
    """Whether a community decides too."""

    def __init__(self, ground: Ground) -> None:
        """Show what was said before."""
        super().__init__(
            tr("Does this belong to a community that decides together?"),
            tr(
                "Some knowledge belongs to a people or a community, such as a First Nation. Then "
                "your yes alone is not enough, and the story waits until they have agreed."
            ),
        )
        self.choice = Choice(
            [
                (False, tr("No, it is mine to share"), ""),
                (True, tr("Yes, please wait until the community has agreed"), ""),
            ],
            ground.record.community_hold,
            self,
        )
        self.inside.addWidget(self.choice)

    def answer(self) -> Changes:
        """Whether to wait."""
        return {"community_hold": self.choice.value()}


def _qdate(day_: date) -> QDate:
    return QDate(day_.year, day_.month, day_.day)

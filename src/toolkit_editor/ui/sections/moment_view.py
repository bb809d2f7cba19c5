"""One moment of a section: what changed from it, passage by passage, and ways to put it back.

Shows what it is given and says what was pressed. Must not know how anything is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from toolkit_editor.base.text import beginning
from toolkit_editor.prose.difference import Change
from toolkit_editor.prose.passages import Passage
from toolkit_editor.services.moments import Past
from toolkit_editor.ui.bridge.language import tr, trn
from toolkit_editor.ui.sections.moment_words import past_words
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.changes import ChangeView
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Words, separator

_AT_ONCE = 20
_SHORT = 40


class MomentView(QWidget):
    """The chosen moment beside what it is compared with."""

    compared = Signal(bool)
    """Compare with what is there now (True), or with the moment before."""
    all_wanted = Signal()
    """Put everything back."""
    passage_wanted = Signal(object)
    """Put back this `Passage`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """No moment is chosen yet."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self._may_write = False
        self._as_list = False
        self._passages: tuple[Passage, ...] = ()
        self._shown = 0
        self._views: list[ChangeView] = []
        inside = column(self, space=12, margins=(20, 4, 20, 20))
        self.title = Words("", "heading")
        inside.addWidget(self.title)
        self.against = QComboBox()
        self.against.addItem(tr("What is there now"), True)
        self.against.addItem(tr("The moment before it"), False)
        self.against.activated.connect(self._on_against)
        inside.addWidget(FormRow(tr("Compare it with"), self.against))
        self.all_back = Button(tr("Put everything back"), self.all_wanted.emit)
        self._switch = Button("", self._on_switch, role="plain", drawing="pages")
        inside.addWidget(ButtonLine(self.all_back, self._switch))
        self.said = Words("", "quiet")
        inside.addWidget(self.said)
        self._list: QVBoxLayout = column(space=10)
        inside.addLayout(self._list)
        self._more = Button(tr("Show the changes that follow"), self._on_more, role="plain")
        inside.addWidget(ButtonLine(self._more))
        inside.addStretch(1)
        self.begin(None, may_write=False)

    @property
    def against_now(self) -> bool:
        """Whether the moment is compared with what is there now."""
        return bool(self.against.currentData())

    def begin(self, past: Past | None, *, may_write: bool) -> None:
        """Show which moment it is, while what changed is being found."""
        self.setVisible(past is not None)
        self._may_write = may_write
        self.title.setText(past_words(past) if past else "")
        self.all_back.setVisible(may_write)
        self.said.setText(tr("One moment…"))
        self._fill(())

    def show_passages(self, passages: Sequence[Passage], *, description_differs: bool) -> None:
        """Show what changed."""
        n = len(passages)
        if n and self.against_now:
            said = trn(
                "{n} passage changed from then to now.", "{n} passages changed from then to now.", n
            )
        elif n:
            said = trn("{n} passage was changed then.", "{n} passages were changed then.", n)
        else:
            said = tr("The words are the same.")
        if description_differs:
            said += " " + tr("The description at the top of the page is not the same.")
        self.said.setText(said)
        self._fill(tuple(passages))
        announce(self, said)

    def text(self) -> str:
        """The changes that are written out now."""
        return "\n".join(view.text() for view in self._views)

    def _fill(self, passages: tuple[Passage, ...]) -> None:
        clear(self._list)
        self._views.clear()
        self._passages = passages
        self._shown = 0
        self._switch.setVisible(bool(passages))
        self._name_switch()
        self._on_more()

    def _on_more(self) -> None:
        follow = self._passages[self._shown : self._shown + _AT_ONCE]
        for passage in follow:
            self._add(passage)
        self._shown += len(follow)
        self._more.setVisible(self._shown < len(self._passages))

    def _add(self, passage: Passage) -> None:
        self._list.addWidget(separator())
        view = ChangeView((passage.change,), bare=True, as_list=self._as_list)
        self._views.append(view)
        self._list.addWidget(view)
        if not (self._may_write and self.against_now):
            return
        label = tr("Put this passage back")
        if passage.change.is_new:
            label = tr("Take this passage out again")
        button = Button(label, partial(self.passage_wanted.emit, passage), role="plain")
        button.setAccessibleDescription(beginning(_words(passage.change), _SHORT))
        self._list.addWidget(ButtonLine(button))

    def _on_against(self, _index: int) -> None:
        self.compared.emit(self.against_now)

    def show_against_now(self) -> None:
        """Compare with what is there now again."""
        blocker = QSignalBlocker(self.against)
        self.against.setCurrentIndex(0)
        blocker.unblock()

    def _on_switch(self) -> None:
        self._as_list = not self._as_list
        for view in self._views:
            view.show_as_list(self._as_list)
        self._name_switch()

    def _name_switch(self) -> None:
        label = tr("Show it in the text") if self._as_list else tr("Show it as a list of sentences")
        self._switch.show_words(label)


def _words(change: Change) -> str:
    """All words of a passage, also those that are gone."""
    return "".join(piece.text for piece in change.pieces)

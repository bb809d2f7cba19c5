"""What stands beside a section: the selected passage, stories, conversations.

A plain list, as usable by keyboard and with a screen reader as the marks in the text. Must not know
the store: it shows values and says what the person wants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QWidget

from toolkit_editor.annotations.anchor import Certainty, Found
from toolkit_editor.base.text import beginning
from toolkit_editor.prose.shown import quoted
from toolkit_editor.services.belonging import Question
from toolkit_editor.services.talking import Conversation
from toolkit_editor.services.voices import Voice
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.side_panel import SidePanel
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Selectable, Words

_FIRST = 160
"""How much of what began a conversation its name says, in letters."""


class BesidePanel(SidePanel):
    """The side panel of a section."""

    story_wanted = Signal()
    """The person has a story about the selected passage."""
    said = Signal(str, str)
    """`comment` or `suggest`, and the words, about the selected passage."""
    answered = Signal(str, str)
    """The id of a conversation and the answer."""
    settled = Signal(str)
    """A conversation is settled."""
    story_chosen = Signal(str)
    """Open a story."""
    belonging_asked = Signal(str)
    """Say where a story belongs whose passage changed, by the id of the placement."""
    passage_chosen = Signal(int, int)
    """Go to a passage, in code points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(tr("Beside this section"), parent)
        self._passage = _PassageBox()
        self._passage.story_wanted.connect(self.story_wanted)
        self._passage.said.connect(self.said)
        self.body.addWidget(self._passage)
        self._items = column(space=10)
        self.body.addLayout(self._items)
        self._passages: dict[str, QWidget] = {}
        self._entered = ""
        self._among = False

    def set_passage(self, text: str) -> None:
        """The words that are selected now; empty for none."""
        self._passage.set_passage(text)

    def write(self, kind: str) -> None:
        """Begin to write a `comment` or a `suggest` about the selected passage."""
        self._passage.write(kind)

    def clear_words(self) -> None:
        """What was written has been said."""
        self._passage.clear_words()

    def show_items(self, voices: Sequence[Voice], talk: Sequence[Conversation]) -> None:
        """Show the stories and conversations of the section."""
        clear(self._items)
        self._passages.clear()
        self._items.addWidget(Words(tr("Stories"), "heading"))
        for voice in voices:
            self._items.addWidget(self._voice(voice))
        if not voices:
            self._items.addWidget(_small(tr("No story stands here yet.")))
        self._items.addWidget(Words(tr("Conversations"), "heading"))
        waiting = [one for one in talk if one.thread.waits]
        for conversation in waiting:
            self._items.addWidget(self._conversation(conversation))
        if not waiting:
            self._items.addWidget(_small(tr("Nobody has said anything here.")))

    def _voice(self, voice: Voice) -> QWidget:
        box = _Box()
        self._passages[voice.story] = box
        title = voice.title if voice.readable else tr("A story sealed to other people")
        title = title or tr("A story without a title yet")
        box.setAccessibleName(tr("Story: {title}", title=title))
        box.add(Selectable(title, "accent"))
        if voice.display_name:
            box.add(_small(tr("Shared by {name}", name=voice.display_name)))
        buttons = []
        if voice.asked is not None:
            box.add(_small(_asked(voice.asked)))
            if voice.asked.is_open and voice.asked.may_answer:
                subject = voice.asked.subject
                answer = Button(tr("Answer…"), partial(self._on_belonging, subject))
                answer.setAccessibleName(tr("Where does it belong? {title}", title=title))
                buttons.append(answer)
        elif voice.place.certainty is Certainty.UNSURE:
            box.add(_small(tr("The passage changed. Is this still the right place?")))
        elif voice.place.certainty is Certainty.LOST:
            box.add(_small(tr("The passage it stood beside is gone.")))
        if voice.readable:
            buttons.append(_link(tr("Open the story"), partial(self._open, voice.story)))
        box.add_row([*buttons, *self._to_passage(voice.place)])
        return box

    def _conversation(self, conversation: Conversation) -> QWidget:
        thread = conversation.thread
        box = _Box()
        first = thread.first.text if thread.first.text is not None else tr("Taken back.")
        box.setAccessibleName(tr("Conversation: {words}", words=beginning(first, _FIRST)))
        quote = quoted(thread.target.selector.exact) if thread.target is not None else ""
        if quote:
            box.add(_small(tr("“{words}”", words=quote)))
        if thread.kind == "suggest":
            box.add(_small(tr("Suggested words")))
        for saying in (thread.first, *thread.replies):
            box.add(Selectable(saying.text if saying.text is not None else tr("Taken back.")))
        answer = _field(tr("Answer"), 58)
        box.add(answer)
        box.add_row(
            [
                Button(tr("Say it"), partial(self._on_answer, thread.id, answer)),
                _link(tr("Settled"), partial(self._on_settled, thread.id)),
            ]
        )
        box.add_row(self._to_passage(conversation.place))
        self._passages[thread.id] = box
        return box

    def _to_passage(self, place: Found | None) -> list[Button]:
        if place is None or place.certainty is Certainty.LOST:
            return []
        return [_link(tr("Show the passage"), partial(self._show, place.start, place.end))]

    def _on_belonging(self, subject: str) -> None:
        self.belonging_asked.emit(subject)

    def _open(self, story: str) -> None:
        self.story_chosen.emit(story)

    def _show(self, start: int, end: int) -> None:
        self.passage_chosen.emit(start, end)

    def _on_settled(self, id_: str) -> None:
        self.settled.emit(id_)

    @property
    def entered(self) -> QWidget | None:
        """What stands beside the passage that the caret is in, as it was said; None for nothing."""
        return self._passages.get(self._entered)

    def reveal(self, id_: str) -> None:
        """Bring a story or a conversation into view and, on entering its passage, say so.

        The keyboard stays where it is: whoever moves through the words goes on writing there.
        """
        entered = self._passages.get(id_)
        if entered is None:
            return
        self._among = True
        if self._entered == id_:
            return
        self._entered = id_
        area: QWidget | None = entered
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(entered)
        announce(self.window(), entered.accessibleName())

    def caret_moved(self) -> None:
        """The caret is somewhere else now; `reveal` was called before if a passage is there."""
        if not self._among:
            self._entered = ""
        self._among = False

    def _on_answer(self, id_: str, answer: QPlainTextEdit) -> None:
        if answer.toPlainText().strip():
            self.answered.emit(id_, answer.toPlainText())


class _PassageBox(QWidget):
    """What can be done with the selected passage."""

    story_wanted = Signal()
    said = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        inside = column(self, space=8)
        self._quote = Selectable("")
        self._none = _small(
            tr("Select a passage to put a story beside it or to say something about it.")
        )
        self._story = Button(
            tr("I have a story about this"), self.story_wanted.emit, role="main", drawing="story"
        )
        self._comment = Button(
            tr("Say something about this"), partial(self.write, "comment"), drawing="talk"
        )
        self._suggest = Button(
            tr("Suggest other words"), partial(self.write, "suggest"), drawing="pencil"
        )
        self._words = _field("", 104)
        self._who = _small(tr("Everyone in the group will be able to read it."))
        self._send = Button(tr("Say it to the group"), self._on_send, role="main")
        self._cancel = Button(tr("Not now"), self.clear_words, role="plain")
        choices: list[QWidget] = [self._none, self._quote]
        choices += [self._story, self._comment, self._suggest]
        for widget in [*choices, self._words, self._who, self._send, self._cancel]:
            inside.addWidget(widget)
        self._kind = ""
        self._passage = ""
        self._show()

    def set_passage(self, text: str) -> None:
        if not self._kind:
            self._passage = text
            self._show()

    def write(self, kind: str) -> None:
        if not self._passage:
            return
        self._kind = kind
        name = tr("What would you like to say?") if kind == "comment" else tr("Which words?")
        self._words.setAccessibleName(name)
        self._words.setPlaceholderText(name)
        self._words.setPlainText("" if kind == "comment" else self._passage)
        self._show()
        self._words.setFocus()

    def clear_words(self) -> None:
        self._kind = ""
        self._words.clear()
        self._show()

    def _on_send(self) -> None:
        if self._words.toPlainText().strip():
            self.said.emit(self._kind, self._words.toPlainText())

    def _show(self) -> None:
        selected, writing = bool(self._passage), bool(self._kind)
        self._none.setVisible(not selected)
        quote = quoted(self._passage)
        self._quote.setVisible(bool(quote))
        self._quote.setText(tr("“{words}”", words=quote))
        for button in (self._story, self._comment, self._suggest):
            button.setVisible(selected and not writing)
        saying: list[QWidget] = [self._words, self._who, self._send, self._cancel]
        for widget in saying:
            widget.setVisible(writing)


class _Box(QFrame):
    """A quiet frame around one thing."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self._inside = column(self, space=6, margins=(12, 10, 12, 10))

    def add(self, widget: QWidget) -> None:
        self._inside.addWidget(widget)

    def add_row(self, buttons: Sequence[Button]) -> None:
        for button in buttons:
            self._inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _asked(question: Question) -> str:
    """What is asked about a story whose passage changed, and who is asked."""
    if not question.is_open:
        return tr("Somebody has said where it belongs now. An editor looks at it.")
    if question.may_answer:
        return tr("The words beside this story changed. Does it still belong here?")
    return tr("The words beside this story changed. Its teller or an editor is asked.")


def _small(text: str) -> Words:
    return Words(text, "small")


def _link(text: str, act: Callable[[], None]) -> Button:
    return Button(text, act, role="plain")


def _field(name: str, height: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setMaximumHeight(height)
    field.setMinimumWidth(120)
    return field

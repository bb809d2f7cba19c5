"""The column at the left: the pages a person's roles need, and whether everything is shared.

Narrow windows show the drawings alone; the names are then tooltips and stay accessible names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from toolkit_editor.ui.bridge.actions import Commands, shortcut_words
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import column, scale_now
from toolkit_editor.ui.widgets.theme import tokens_of

WIDE = 244
"""Width of the column, in pixels at 100 %."""


class NavigationButton(Button):
    """One page to go to."""

    def __init__(
        self, name: str, drawing: str, keys: str, pressed: Callable[[], None], parent: QWidget
    ) -> None:
        """`keys` is the shortcut as people read it."""
        super().__init__(name, pressed, role="nav", drawing=drawing, parent=parent)
        self.setCheckable(True)
        self._name = name
        self._keys = keys
        self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._write()

    def fold(self, *, folded: bool) -> None:
        """Show the drawing alone, or the words as well."""
        self._folded = folded
        self._write()

    def rename(self, name: str) -> None:
        """Call it something else."""
        self._name = name
        self._write()

    def nextCheckState(self) -> None:
        """Being pressed does not check it: being there does."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawing where it is."""
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        room = self.width() - self.iconSize().width() - round(34 * scale_now())
        shown = self._name
        if self.width() > room > 0:
            shown = _in_two_lines(shown, self.fontMetrics(), room)
        text = "" if self._folded else shown.replace("&", "&&")
        if text != self.text():
            self.setText(text)
        self.setAccessibleName(self._name)
        self.setToolTip(f"{self._name} ({self._keys})" if self._keys else self._name)

    def _colour(self) -> QColor:
        tokens = tokens_of(self)
        return QColor(tokens.on_chosen if self.isChecked() else tokens.accent)

    def show_here(self, *, here: bool) -> None:
        """Whether this is the page that is shown."""
        self.setChecked(here)
        self._dress()
        self.setAccessibleDescription(tr("You are here") if here else "")


def _in_two_lines(text: str, metrics: QFontMetrics, room: int) -> str:
    """`text` in one line or two, each at most `room` pixels wide."""
    words = text.split(" ")
    fitting = [
        n for n in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:n])) <= room
    ]
    if metrics.horizontalAdvance(text) <= room or not fitting:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    rest = " ".join(words[fitting[-1] :])
    below = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
    return " ".join(words[: fitting[-1]]) + "\n" + below


class NavigationColumn(QFrame):
    """The pages, top to bottom."""

    def __init__(self, commands: Commands, pages: Sequence[str], parent: QWidget) -> None:
        """`pages` are ids of actions that lead to pages."""
        super().__init__(parent)
        self.setProperty("role", "navigation")
        self.setAccessibleName(tr("Places"))
        self._commands = commands
        self._folded: bool | None = None
        inside = column(self, space=2, margins=(10, 12, 10, 10))
        self.buttons: dict[str, NavigationButton] = {}
        for id_ in pages:
            button = self._button(id_)
            self.buttons[id_] = button
            inside.addWidget(button)
        inside.addStretch(1)
        self.sync = self._button("sync")
        inside.addWidget(self.sync)
        self.fold(folded=False)

    def show_here(self, page: str) -> None:
        """Mark the page that is shown; a section belongs to the sections."""
        if page == "story" or page.startswith("story-"):
            page = "stories"
        belongs = {
            "section": "sections",
            "voices": "stories",
            "belonging": "stories",
            "draft": "review",
            "review-draft": "review",
            "review-story": "review",
            "site-look": "publish",
            "recovery-sheet": "people",
        }
        for id_, button in self.buttons.items():
            button.show_here(here=id_ == belongs.get(page, page))

    def show_available(self) -> None:
        """Show what the person's roles need."""
        for id_, button in (*self.buttons.items(), ("sync", self.sync)):
            button.setVisible(self._commands.qaction(id_).isEnabled())

    def show_sync(self, text: str) -> None:
        """Whether everything is shared, in words."""
        self.sync.rename(text.rstrip("."))

    def fold(self, *, folded: bool) -> None:
        """Show drawings alone, or words as well."""
        self._folded = folded
        for button in (*self.buttons.values(), self.sync):
            button.fold(folded=folded)
        self._set_width()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._folded is not None:
            self._set_width()

    def _set_width(self) -> None:
        self.setFixedWidth(round((64 if self._folded else WIDE) * scale_now()))

    def _button(self, id_: str) -> NavigationButton:
        action = self._commands.action(id_)
        return NavigationButton(
            words(action.words),
            action.icon,
            shortcut_words(action),
            lambda: self._commands.do(id_),
            self,
        )

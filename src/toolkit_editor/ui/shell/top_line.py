"""The line at the top: back, the toolkit's name, who can read this, finding, putting away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from toolkit_editor.services.place import Place
from toolkit_editor.ui.bridge.actions import Commands, shortcut_words
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.widgets.badge import PlaceBadge
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import row, scale_now
from toolkit_editor.ui.widgets.text import Words

_ELIDE = Qt.TextElideMode.ElideRight
_ROOM = 740
"""Narrower than this, times the text size, the buttons show their drawings alone."""

_AROUND = 28
"""In pixels at 100 %: what lies around the words in the field."""
_LEAST = 12
"""In letters: where not even so much of the name fits, it says nothing."""


class TopLine(QFrame):
    """What is always within reach."""

    searched = Signal(str)
    """Words to find in the toolkit."""

    def __init__(self, commands: Commands, parent: QWidget) -> None:
        """Without a toolkit yet."""
        super().__init__(parent)
        self.setProperty("role", "top")
        inside = row(self, space=8, margins=(12, 8, 12, 8))
        self._commands = commands
        self._buttons: dict[str, Button] = {}
        self._name_text = ""
        self._back = self._button("back")
        inside.addWidget(self._back)
        self._name = Words("", "accent")
        self._name.setWordWrap(False)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._name.installEventFilter(self)
        inside.addWidget(self._name, 3)
        self.badge = PlaceBadge(Place.HERE)
        self.badge.hide()
        inside.addWidget(self.badge)
        self.search = QLineEdit()
        find = commands.action("find")
        self.search.setAccessibleName(words(find.words))
        self.search.setToolTip(f"{words(find.help)} ({shortcut_words(find)})")
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._on_return)
        self.search.setMinimumWidth(120)
        self.search.installEventFilter(self)
        inside.addWidget(self.search, 2)
        for id_ in ("support", "put-away"):
            inside.addWidget(self._button(id_))

    def show_name(self, name: str) -> None:
        """The toolkit's name; empty while none is open."""
        self._name_text = name
        self.search.setVisible(bool(name))
        self._fit()

    def show_place(self, place: Place | None) -> None:
        """Who can read what the page shows; None where it shows nothing of the kind."""
        self.badge.setVisible(place is not None)
        if place is not None:
            self.badge.show_place(place)

    def show_available(self) -> None:
        """Follow what can be done now."""
        for id_, button in self._buttons.items():
            button.setEnabled(self._commands.qaction(id_).isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the words that matter."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < _ROOM * scale_now()
        for id_, button in self._buttons.items():
            text = words(self._commands.action(id_).words)
            button.setText("" if narrow or id_ == "back" else text)
        self.badge.fold(folded=narrow)
        self._elide()
        self._hint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Both get what room the others leave, which is known only when they have it."""
        if event.type() == QEvent.Type.Resize and watched is self._name:
            self._elide()
        elif event.type() == QEvent.Type.Resize:
            self._hint()
        return super().eventFilter(watched, event)

    def _elide(self) -> None:
        metrics = QFontMetrics(self._name.font())
        room = self._name.width() - 4
        worth = room >= _LEAST * metrics.averageCharWidth()
        self._name.setText(metrics.elidedText(self._name_text, _ELIDE, room) if worth else "")
        self._name.setToolTip(self._name_text)
        self._name.setAccessibleName(tr("Toolkit: {name}", name=self._name_text))

    def _hint(self) -> None:
        """Say in the field what it is for, in as many words as fit."""
        long, short = (words(self._commands.action(id_).words) for id_ in ("find", "find-here"))
        room = self.search.width() - _AROUND * scale_now()
        fits = QFontMetrics(self.search.font()).horizontalAdvance(long) <= room
        self.search.setPlaceholderText(long if fits else short)

    def _button(self, id_: str) -> Button:
        action = self._commands.action(id_)
        text = words(action.words)
        button = Button(
            text, lambda: self._commands.do(id_), role="plain", drawing=action.icon, parent=self
        )
        keys = shortcut_words(action)
        button.setToolTip(f"{text}: {words(action.help)} ({keys})")
        self._buttons[id_] = button
        return button

    def _on_return(self) -> None:
        text = self.search.text().strip()
        if text:
            self.searched.emit(text)

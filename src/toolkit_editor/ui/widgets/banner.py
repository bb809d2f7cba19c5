"""A calm notice at the top of a page, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.icons import IconView
from toolkit_editor.ui.widgets.layout import row
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Selectable


class Banner(QFrame):
    """Hidden until it has something to say; it never goes away by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to say yet."""
        super().__init__(parent)
        self.setProperty("role", "banner")
        inside = row(self, space=10, margins=(14, 8, 8, 8))
        inside.addWidget(IconView("info", 20))
        self._words = Selectable()
        inside.addWidget(self._words, 1)
        self._do: Callable[[], None] = self.hide
        self._action = Button("", self._on_action, role="plain")
        inside.addWidget(self._action)
        self._close = Button(tr("Put aside"), self.hide, role="plain")
        inside.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Show `text`, and a button `action` that does `do`."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._action.setVisible(bool(action))
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._do = do or self.hide
        self.show()
        announce(self, text)

    def _on_action(self) -> None:
        self._do()

"""Buttons in one line; what has no room waits in a menu behind the last button.

The arrow keys go from button to button. Must not know what the buttons do.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from toolkit_editor.ui.widgets.layout import row, scale_now

_SPACE = 3
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(slots=True)
class _Entry:
    widget: QWidget
    action: QAction | None
    """What stands for it in the menu; one without stays in the line."""
    wanted: bool = True


class OverflowLine(QWidget):
    """Buttons, as many as there is room for, and the way to the others."""

    def __init__(self, more: str, parent: QWidget | None = None) -> None:
        """An empty line; `more` names the button that leads to what has no room."""
        super().__init__(parent)
        self._entries: list[_Entry] = []
        self._line = row(self, space=_SPACE)
        self._menu = QMenu(more, self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = menu_button("…", self._menu)
        self.more.setObjectName("more")
        self._line.addWidget(self.more)
        self._line.addStretch(1)
        self._watch(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget, action: QAction | None = None) -> None:
        """One more at the end; `action` stands for it in the menu."""
        self._entries.append(_Entry(widget, action))
        self._line.insertWidget(self._line.count() - 2, widget)
        self._watch(widget)

    def want(self, widget: QWidget, wanted: bool) -> None:
        """Whether `widget` is of use now; otherwise it is neither here nor in the menu."""
        entry = next(entry for entry in self._entries if entry.widget is widget)
        if entry.wanted != wanted:
            entry.wanted = wanted
            self._fit()

    @property
    def waiting(self) -> list[QAction]:
        """What has no room now and is in the menu."""
        return [
            entry.action
            for entry in self._entries
            if entry.wanted and entry.action is not None and entry.widget.isHidden()
        ]

    def minimumSizeHint(self) -> QSize:
        """Only the first and the way to the others need to have room."""
        first = self._entries[0].widget.sizeHint() if self._entries else QSize()
        more = self.more.sizeHint()
        width = first.width() + more.width() + round(_SPACE * scale_now())
        return QSize(width, max(first.height(), more.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room, other buttons."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is shown knows how large it is."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger words need more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(
            self, "more"
        ):
            self._fit()

    def _fit(self) -> None:
        wanted = [entry for entry in self._entries if entry.wanted]
        space = round(_SPACE * scale_now())
        widths = [entry.widget.sizeHint().width() + space for entry in wanted]
        room = self.width() + space
        fits = sum(widths) <= room
        if not fits:
            room -= self.more.sizeHint().width() + space
        used = 0
        for entry, width in zip(wanted, widths, strict=True):
            used += width
            entry.widget.setVisible(entry.action is None or used <= room)
        for entry in self._entries:
            if not entry.wanted:
                entry.widget.hide()
        self.more.setVisible(not fits)
        self.updateGeometry()

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addActions(self.waiting)

    def _watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and right go to the neighbour."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._go(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _go(self, here: QObject, step: int) -> None:
        every = [*(entry.widget for entry in self._entries), self.more]
        usable = [widget for widget in every if widget.isVisible() and widget.isEnabled()]
        if here in usable:
            neighbour = usable[(usable.index(here) + step) % len(usable)]
            neighbour.setFocus(Qt.FocusReason.TabFocusReason)


def menu_button(text: str, menu: QMenu) -> QToolButton:
    """A button that opens `menu`, which names it for screen readers."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(menu.title())
    button.setAccessibleName(menu.title())
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    return button

"""Things side by side that go on in the next line where there is no room: buttons, fields."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QLineEdit, QSizePolicy, QWidget

from toolkit_editor.ui.widgets.layout import scale_now

_FIELD = 220
"""How wide a field in a line is at least, in pixels at 100 %."""
_NARROW = 180
_ROOM = 620
"""Narrower than this, times the text size, there is little room."""


class Flow(QLayout):
    """A layout that breaks lines. `space` is in pixels at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, space: int = 8) -> None:
        """Nothing in it yet."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._space = space
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Put something at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Sideways."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest of them."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _gap(self) -> int:
        return round(self._space * scale_now())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        top, gap = rect.y(), self._gap()
        for line in self._lines(rect.width(), gap):
            height = max(size.height() for _, size in line)
            left = rect.x()
            for item, size in line:
                if move:
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), size))
                left += size.width() + gap
            top += height + gap
        return max(0, top - gap - rect.y())

    def _lines(self, width: int, gap: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What fits beside each other in `width`; in each line at least one thing."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, width), 16_777_215))
            if not lines or used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + gap
        return lines


class ButtonLine(QWidget):
    """Buttons in a line that breaks where it must."""

    def __init__(self, *buttons: QWidget, parent: QWidget | None = None) -> None:
        """With these, in this order."""
        super().__init__(parent)
        flow = Flow(self)
        for button in buttons:
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class FieldLine(ButtonLine):
    """A field with its label and what belongs to it, in a line that breaks where it must."""

    def __init__(self, label: str, field: QLineEdit, *others: QWidget) -> None:
        """The field takes its name from `label`."""
        self.label = QLabel(label)
        self.label.setBuddy(field)
        self._field = field
        field.setAccessibleName(label)
        super().__init__(self.label, field, *others)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never lower than its lines; the label goes into the field where there is little room."""
        super().resizeEvent(event)
        scale = scale_now()
        narrow = self.width() < _ROOM * scale
        self.label.setVisible(not narrow)
        self._field.setPlaceholderText(self.label.text() if narrow else "")
        self._field.setMinimumWidth(round((_NARROW if narrow else _FIELD) * scale))
        self.setMinimumHeight(self.heightForWidth(self.width()))

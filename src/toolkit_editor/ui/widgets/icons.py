"""The program's own line drawings, in the colour of the text around them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from toolkit_editor.base.resources import resource
from toolkit_editor.ui.widgets.layout import scale_now

_DENSITY = 3
"""Icons are drawn this many times larger, so that they are sharp on any screen."""


def _drawing(name: str, colour: QColor) -> QSvgRenderer:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", colour.name()).encode()))


def icon(name: str, colour: QColor, size: int, gap: int = 0) -> QIcon:
    """The drawing `name` as an icon of `size` pixels, with a gap to the words at its right."""
    pixmap = QPixmap((size + gap) * _DENSITY, size * _DENSITY)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    box = QRectF(0, 0, size * _DENSITY, size * _DENSITY)
    _drawing(name, colour).render(painter, box)
    painter.end()
    pixmap.setDevicePixelRatio(_DENSITY)
    return QIcon(pixmap)


class IconView(QWidget):
    """A drawing beside words; it says nothing to a screen reader, for the words do."""

    def __init__(
        self,
        name: str,
        size: int = 20,
        role: QPalette.ColorRole = QPalette.ColorRole.Accent,
        parent: QWidget | None = None,
    ) -> None:
        """`size` is in pixels at 100 %."""
        super().__init__(parent)
        self._name = name
        self._size = size
        self._role = role
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str) -> None:
        """Show another drawing."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the text."""
        side = round(self._size * scale_now())
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another text size."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle."""
        del event
        side = self.sizeHint().width()
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        _drawing(self._name, self.palette().color(self._role)).render(painter, box)
        painter.end()


def dress(button: QAbstractButton, name: str, colour: QColor, size: int = 18) -> None:
    """Give `button` the drawing `name`; again whenever colours or the text size change."""
    side = round(size * scale_now())
    gap = side // 4 if button.text() else 0
    button.setIcon(icon(name, colour, side, gap))
    button.setIconSize(QSize(side + gap, side))

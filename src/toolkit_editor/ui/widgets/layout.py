"""Rows and columns whose spaces grow with the text. Numbers are pixels at 100 %."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

SCALE = "toolkit-scale"
_BASE = "toolkit-spaces"
_WIDEST = "toolkit-widest"

_Box = TypeVar("_Box", bound=QBoxLayout)

Margins = int | tuple[int, int, int, int]


def scale_now() -> float:
    """How much larger than usual everything is."""
    application = QApplication.instance()
    found = application.property(SCALE) if application else None
    return found if isinstance(found, float) else 1.0


def column(parent: QWidget | None = None, *, space: int = 10, margins: Margins = 0) -> QVBoxLayout:
    """A column, in `parent` where one is given; `margins` are left, top, right, bottom."""
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    return _spaced(made, space, margins)


def row(parent: QWidget | None = None, *, space: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """A row; see `column`."""
    made = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    return _spaced(made, space, margins)


def limit_width(widget: QWidget, widest: int) -> None:
    """Let `widget` grow no wider than this, times the text size."""
    widget.setProperty(_WIDEST, widest)
    widget.setMaximumWidth(round(widest * scale_now()))


def stand(layout: QBoxLayout, *, upright: bool) -> None:
    """Let what is in `layout` stand under each other, or side by side."""
    direction = QBoxLayout.Direction
    layout.setDirection(direction.TopToBottom if upright else direction.LeftToRight)


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def rescale(root: QWidget, scale: float) -> None:
    """Follow another text size everywhere under `root`."""
    for layout in root.findChildren(QBoxLayout):
        _apply(layout, scale)
    for widget in (root, *root.findChildren(QWidget)):
        widest = widget.property(_WIDEST)
        if isinstance(widest, int):
            widget.setMaximumWidth(round(widest * scale))


def _spaced(layout: _Box, space: int, margins: Margins) -> _Box:
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setProperty(_BASE, [space, *sides])
    _apply(layout, scale_now())
    return layout


def _apply(layout: QBoxLayout, scale: float) -> None:
    base = layout.property(_BASE)
    if isinstance(base, list):
        space, *sides = (round(number * scale) for number in base)
        layout.setSpacing(space)
        layout.setContentsMargins(*sides)

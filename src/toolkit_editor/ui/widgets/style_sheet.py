"""How widgets look, made from the colour tokens and the text size. Sizes are pixels at 100 %."""

from __future__ import annotations

from string import Template

from toolkit_editor.base.resources import resource
from toolkit_editor.ui.widgets.tokens import Tokens, contrast

_SHEET = Template("""
QWidget { color: $ink; }
QMainWindow, QDialog, QMenu, QMenuBar { background: $paper; }
QToolTip { color: $ink; background: $surface; border: 1px solid $edge; padding: $s4; }
QLabel { background: transparent; }
*[role="title"] { font-size: $t22; font-weight: 600; }
*[role="heading"] { font-size: $t15; font-weight: 600; }
*[role="quiet"] { color: $quiet; }
*[role="small"] { color: $quiet; font-size: $t10; }
*[role="accent"] { color: $accent; font-weight: 600; }

QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: $paper; border: none; }
QWidget[role="page"], QStackedWidget { background: $paper; }
QScrollArea[role="clear"], QWidget[role="clear"] { background: transparent; }

QPushButton, QToolButton, QComboBox {
  background: $surface; border: 2px solid $edge; border-radius: $s8;
  padding: $s6 $s14; min-height: $s20;
}
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: $chip; }
QPushButton:disabled, QToolButton:disabled { color: $quiet; border: 2px dashed $line; }
QToolBar { background: transparent; border: none; padding: 0 $s4; spacing: 0; }
QToolBar QToolButton { padding: $s6 $s6; min-width: $s20; }
QToolBar QComboBox { padding-left: $s8; }
QToolButton:checked { background: $chosen; color: $on_chosen; border-color: $accent; }
QToolButton[popupMode="2"] { padding-right: $s20; }
QToolButton::menu-indicator {
  image: url("$icons/ready/arrow-$on_surface.svg"); width: $s12; height: $s12;
  subcontrol-origin: padding; subcontrol-position: center right; right: $s4;
}
QToolButton#more { padding-right: $s6; }
QToolButton#more::menu-indicator { image: none; width: 0; }
QPushButton[role="main"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[role="main"]:disabled {
  background: $sunken; color: $quiet; border: 2px dashed $edge;
}
QPushButton[role="plain"], QToolButton[role="plain"] {
  background: transparent; border-color: transparent; color: $accent; padding: $s6 $s8;
}
QPushButton[role="plain"]:hover, QToolButton[role="plain"]:hover { background: $chip; }
QPushButton[role="nav"] {
  background: transparent; border-color: transparent; text-align: left; padding: $s6 $s10;
}
QPushButton[role="nav"]:hover { background: $chip; }
QPushButton[role="nav"]:checked {
  background: $chosen; color: $on_chosen; border-color: $chosen; font-weight: 600;
}
QPushButton[role="switch"] { border-color: transparent; background: transparent; }
QPushButton[role="switch"]:hover { background: $chip; }
QPushButton[role="switch"]:checked {
  background: $chosen; color: $on_chosen; border-color: $accent;
}
QPushButton[role="switch"]:focus { border: 2px solid $focus; }
QPushButton[role="card"] {
  background: $surface; border: 2px solid $line; border-radius: $s12; padding: 0; text-align: left;
}
QPushButton[role="card"]:hover { border-color: $accent; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QPushButton[role="main"]:focus,
QPushButton[role="plain"]:focus, QPushButton[role="nav"]:focus, QPushButton[role="card"]:focus {
  border: 2px solid $focus;
}
QPushButton[role="main"]:focus { border: 2px solid $focus; background: $accent; outline: none; }

QLineEdit, QTextEdit, QPlainTextEdit, QListView, QTreeView, QTableView, QSpinBox {
  background: $surface; color: $ink; border: 2px solid $edge; border-radius: $s8;
  selection-background-color: $chosen; selection-color: $on_chosen;
  placeholder-text-color: $quiet;
}
QTextEdit[role="shown"] { border-color: $line; }
QTextEdit[role="shown"]:focus { border-color: $focus; }
QLineEdit, QSpinBox { padding: $s6 $s8; min-height: $s20; }
QSpinBox { padding-right: $s24; }
QSpinBox QLineEdit { padding: 0 $s6; border: none; min-height: 0; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QListView:focus, QTreeView:focus,
QTableView:focus, QSpinBox:focus, QScrollArea:focus { border: 2px solid $focus; }
QTreeView::item, QListView::item { padding: $s6 $s4; border: 2px solid transparent; }
QTreeView::item:selected, QListView::item:selected { background: $chosen; color: $on_chosen; }
QTreeView::item:focus, QListView::item:focus { border: 2px solid $focus; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: transparent; color: $quiet; border: none; border-bottom: 1px solid $line;
  padding: $s6 $s4;
}
QComboBox { padding-right: $s24; }
QComboBox::drop-down { border: none; width: $s24; }
QComboBox::down-arrow {
  image: url("$icons/ready/arrow-$on_surface.svg"); width: $s14; height: $s14;
}
QSpinBox::up-button, QSpinBox::down-button {
  subcontrol-origin: border; width: $s24; border: none; background: transparent;
}
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow {
  image: url("$icons/ready/up-$on_surface.svg"); width: $s12; height: $s12;
}
QSpinBox::down-arrow {
  image: url("$icons/ready/arrow-$on_surface.svg"); width: $s12; height: $s12;
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; }

QCheckBox, QRadioButton { spacing: $s8; padding: $s4; border: 2px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; border-radius: $s4; }
QCheckBox::indicator, QRadioButton::indicator {
  width: $s18; height: $s18; background: $surface; border: 2px solid $edge; border-radius: $s4;
}
QCheckBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/ready/mark-$on_filled.svg");
}
QRadioButton::indicator { border-radius: $s10; }
QRadioButton::indicator:checked {
  border-color: $accent; border-radius: $s10; image: none;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
    stop: 0 $accent, stop: 0.55 $accent, stop: 0.65 $surface, stop: 1 $surface);
}

QMenuBar::item { padding: $s6 $s10; background: transparent; }
QMenuBar::item:selected, QMenu::item:selected { background: $chosen; color: $on_chosen; }
QMenu { border: 1px solid $edge; padding: $s4; }
QMenu::item { padding: $s6 $s24; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: $s4; }

QFrame[role="navigation"] { background: $sunken; border: none; border-right: 1px solid $line; }
QFrame[role="top"] { background: $paper; border: none; border-bottom: 1px solid $line; }
QFrame[role="side"] { background: $sunken; border: none; border-left: 1px solid $line; }
QFrame[role="box"] { background: $surface; border: 1px solid $line; border-radius: $s12; }
QFrame[role="banner"] { background: $notice; border: 1px solid $line; border-radius: $s8; }
QFrame[role="banner"] QLabel { color: $on_notice; }
QFrame[role="banner"] QPushButton { color: $on_notice; }
QFrame[role="chip"] { background: $chip; border: 1px solid $line; border-radius: $s10; }
QFrame[role="chip"] QLabel { color: $on_chip; }
QFrame[role="separator"] { background: $line; border: none; max-height: 1px; }

QScrollBar:vertical { background: transparent; width: $s12; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $s12; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: $s4; min-height: $s24; min-width: $s24;
  margin: $s2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
""")

_SIZES = (2, 4, 6, 8, 10, 12, 14, 18, 20, 24)
_TEXT_SIZES = (10, 15, 22)
_USUAL_POINTS = 11


def style_sheet(tokens: Tokens, scale: float, points: float) -> str:
    """The style sheet for `tokens`; `scale` enlarges spaces, `points` is the size of text."""
    words = {name: getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    words |= {f"s{size}": f"{round(size * scale)}px" for size in _SIZES}
    words |= {
        "icons": resource("icons").as_posix(),
        "on_surface": _drawn_on(tokens.surface),
        "on_filled": _drawn_on(tokens.accent),
    }
    words |= {f"t{size}": f"{points * size / _USUAL_POINTS:.1f}pt" for size in _TEXT_SIZES}
    return _SHEET.substitute(words)


def _drawn_on(ground: str) -> str:
    """Which of the two ready drawings stands out on `ground`."""
    return "white" if contrast(ground, "#FFFFFF") > contrast(ground, "#000000") else "black"

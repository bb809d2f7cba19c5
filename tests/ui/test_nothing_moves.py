"""Nothing on the screen moves by itself: many who are unwell cannot bear it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView
from pytestqt.qtbot import QtBot

from support.desks import a_desktop, sample_desk
from toolkit_editor.ui.bridge.navigation import Go

EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
PAGES = ("home", "sections", "stories", "conversations", "people", "settings", "support", "keys")


def test_no_page_has_anything_that_moves(qtbot: QtBot, tmp_path: Path) -> None:
    sample_desk(tmp_path).close()
    with a_desktop(tmp_path) as desktop:
        desktop.show()
        assert [effect for effect in EFFECTS if QApplication.isEffectEnabled(effect)] == []
        desktop.session.go(Go("opening", str(desktop.session.places.home.parent / "sample")))
        places = [Go(name) for name in PAGES]
        for place in (*places, Go("section", "d0b65efa4a2d548c", "en")):
            desktop.session.go(place)
            QApplication.processEvents()
            running = [
                animation
                for animation in desktop.window.findChildren(QAbstractAnimation)
                if animation.state() is QAbstractAnimation.State.Running
            ]
            assert running == [], place
            moving = [tree for tree in desktop.window.findChildren(QTreeView) if tree.isAnimated()]
            assert moving == [], place
        window: QObject = desktop.window
        assert not isinstance(window, QMainWindow) or not window.isAnimated()

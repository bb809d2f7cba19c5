"""Colours, text size and stillness for the whole application.

`Theme` puts them on the application; everything else reads them from palettes and fonts, so that
no widget knows which theme is shown.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from toolkit_editor.ui.widgets.layout import SCALE, rescale
from toolkit_editor.ui.widgets.style_sheet import style_sheet
from toolkit_editor.ui.widgets.tokens import TOKENS, Tokens

_TOKENS = "toolkit-colours"
_SMALLEST_POINTS = 11.0
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Theme(QObject):
    """What the application looks like."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        """Nothing is put on yet."""
        super().__init__(application)
        self._application = application
        self._points = max(application.font().pointSizeF(), _SMALLEST_POINTS)
        self._worn: tuple[str, int] = ("", 0)
        self._wish = "system"
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours that are shown."""
        return TOKENS[self._worn[0]]

    def wear(self, theme: str, text_size: int) -> None:
        """Show `theme` (system, light, dark, contrast) with text of `text_size` percent."""
        self._wish = theme
        name = theme if theme in TOKENS else self._system()
        if (name, text_size) == self._worn:
            return
        first = not self._worn[0]
        self._worn = (name, text_size)
        application, scale = self._application, text_size / 100
        if first:
            application.setStyle("fusion")
            for effect in _EFFECTS:
                application.setEffectEnabled(effect, False)
        application.setProperty(_TOKENS, name)
        application.setProperty(SCALE, scale)
        font = application.font()
        font.setPointSizeF(self._points * scale)
        application.setFont(font)
        application.setPalette(palette(TOKENS[name]))
        application.setStyleSheet(style_sheet(TOKENS[name], scale, self._points * scale))
        for window in application.topLevelWidgets():
            rescale(window, scale)
        self.changed.emit()

    def _system(self) -> str:
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _on_system_changed(self) -> None:
        if self._worn[1] and self._wish == "system":
            self.wear("system", self._worn[1])


def tokens_of(_widget: QWidget) -> Tokens:
    """The colours that are shown now; the light ones before any theme was put on."""
    application = QApplication.instance()
    name = application.property(_TOKENS) if application else None
    return TOKENS[name if isinstance(name, str) else "light"]


def palette(tokens: Tokens) -> QPalette:
    """The tokens as Qt's roles."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: tokens.paper,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.ink,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.ink,
        role.PlaceholderText: tokens.quiet,
        role.Highlight: tokens.chosen,
        role.HighlightedText: tokens.on_chosen,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.Accent: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.chip,
        role.Mid: tokens.line,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.quiet))
    return made

"""A quiet page of HTML to read: it loads nothing and follows no link by itself.

Grows with its text, so that the page around it scrolls and not a box inside it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from toolkit_editor.ui.widgets.theme import tokens_of

_SHEET = """
h1, h2, h3, h4 {{ color: {ink}; }}
a {{ color: {link}; }}
blockquote {{ color: {quiet}; }}
.around {{ color: {quiet}; }}
.named {{ color: {accent}; }}
.small {{ color: {quiet}; }}
"""


class Reader(QTextBrowser):
    """Shows clean HTML. `wanted` says which address somebody would like to go to."""

    wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, grows: bool = True) -> None:
        """`name` is what a screen reader calls it; without `grows` it scrolls by itself."""
        super().__init__(parent)
        self._html = ""
        self._grows = grows
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(18)
        self.anchorClicked.connect(lambda url: self.wanted.emit(url.toString()))
        if grows:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.document().documentLayout().documentSizeChanged.connect(self._on_size)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_html(self, html: str) -> None:
        """Show other words."""
        self._html = html
        tokens = tokens_of(self)
        names = {name: getattr(tokens, name) for name in ("ink", "link", "quiet", "accent")}
        self.document().setDefaultStyleSheet(_SHEET.format(**names))
        self.setHtml(html)

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Nothing is ever loaded: no picture, no style, from nowhere.

        An empty picture says so; without an answer Qt would look for the file itself.
        """
        del kind, name
        return QImage()

    def changeEvent(self, event: QEvent) -> None:
        """Follow other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_html"):
            self.show_html(self._html)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the words."""
        super().resizeEvent(event)
        self._on_size()

    def _on_size(self) -> None:
        if self._grows:
            around = 2 * self.frameWidth() + 6
            self.setFixedHeight(round(self.document().size().height()) + around)

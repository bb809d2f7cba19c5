"""Taking back what this program put on the clipboard, and nothing that another one put there."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication

PASSAGE = "application/x-toolkit-editor-passage"
"""The form of a passage that only this program gives."""


def forget_copied() -> None:
    """Empty the clipboard, and what the mouse selected, where they still hold words of ours."""
    clipboard = QGuiApplication.clipboard()
    data = clipboard.mimeData()
    if clipboard.ownsClipboard() or (data is not None and data.hasFormat(PASSAGE)):
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)

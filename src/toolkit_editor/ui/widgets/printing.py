"""Putting a page on paper, or into the file that the print dialog offers instead.

Like what is read on the screen it is words alone: no picture is looked for, here or elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


class _Sheet(QTextDocument):
    """A page of words."""

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Nothing is ever loaded."""
        del kind, name
        return QImage()


def print_html(html: str, printer: QPrinter) -> None:
    """Print `html`, black on white, with what `printer` was told."""
    document = _Sheet()
    document.setHtml(f"<body style='color: black; background: white'>{html}</body>")
    document.print_(printer)


def ask_and_print(html: str, window: QWidget | None) -> bool:
    """Ask where to print; whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, window)
    if dialog.exec() != QDialog.DialogCode.Accepted.value:
        return False
    print_html(html, printer)
    return True

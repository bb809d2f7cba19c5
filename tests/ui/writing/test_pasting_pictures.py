"""A picture that was copied elsewhere can be pasted."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.screen_words import screen_words


def test_a_copied_picture_is_handed_on_as_it_was(qtbot: QtBot) -> None:
    editor = TextEditor(screen_words())
    qtbot.addWidget(editor)
    editor.takes_pictures = True
    editor.show_leaves(Document(b"Words.\n").leaves)
    copied = QImage(20, 10, QImage.Format.Format_RGB32)
    copied.fill(QColor("#2b7362"))
    data = QMimeData()
    data.setImageData(copied)
    with qtbot.waitSignal(editor.pictures_pasted) as pasted:
        editor.insertFromMimeData(data)
    (taken,) = pasted.args
    assert isinstance(taken, TakenIn)
    (picture,) = taken.pictures.values()
    assert QImage.fromData(picture).convertToFormat(QImage.Format.Format_RGB32) == copied

"""The steps of the tour in which a section is written: what can be put in, and what helps.

The sentences, the picture and the document are made here. Begins and ends on the page of a section.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QDialog, QListWidget

from toolkit_editor.app.tour import Guide
from toolkit_editor.checks.dictionaries import dictionary_folders, find_dictionary
from toolkit_editor.prose.model import OBJECT
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.widgets.changes import ChangeView
from toolkit_editor.ui.writing.insert_dialogs import TableDialog, WordsDialog

_WRITTEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "footnote": "Anybody may leave their paper blank.",
            "picture": "Three yellow notes on a wall, one of them still blank.",
            "cells": "When\tWhat we promise\tBefore\tTo ask who would like to read aloud\t"
            "After\tTo leave the notes where people can find them",
            "misspelt": " We did it togehter.",
            "meant": "together",
            "find": "promise",
            "other": "agreement",
            "title": "What we learned about quiet rooms",
            "document": "A door that closes softly matters more than a lock.",
            "more": "We asked everyone where they go to be alone for a minute.",
        },
        "fr": {
            "footnote": "Chaque personne peut laisser sa feuille blanche.",
            "picture": "Trois feuilles jaunes sur un mur, dont une encore blanche.",
            "cells": "Quand\tCe que nous promettons\tAvant\tDemander qui voudrait lire à voix haute"
            "\tAprès\tLaisser les feuilles là où on peut les retrouver",
            "misspelt": " Nous l’avons fait ensembel.",
            "meant": "ensemble",
            "find": "promesse",
            "other": "entente",
            "title": "Ce que nous avons appris des pièces calmes",
            "document": "Une porte qui se ferme doucement compte plus qu’un verrou.",
            "more": "Nous avons demandé à chaque personne où elle va pour être seule un instant.",
        },
    }
)


def write_richly(guide: Guide, section: str, begun: str, passage: str) -> None:
    """Go on where the words `begun` are, put things in after the passage, use what helps.

    The passage itself is left as the group has it. Comes back to the section.
    """
    language = guide.desktop.session.language
    written = _WRITTEN[language]
    _spell(guide, written, begun)
    _put_in(guide, written, begun, passage)
    _find(guide, written)
    _see_otherwise(guide)
    _look_back(guide)
    _bring_in(guide, written)
    guide.go(Go("section", section, language))
    guide.editor()


def _put_in(guide: Guide, written: Mapping[str, str], begun: str, passage: str) -> None:
    editor = guide.editor()
    guide.select(begun)
    guide.go_to_end_of_block()
    guide.answer(
        "footnote-asked",
        partial(guide.choose, tr("Put in"), tr("Footnote…")),
        partial(_say, written["footnote"]),
    )
    guide.picture("footnote")
    guide.select(passage)
    guide.go_to_end_of_block()
    guide.type(editor, "\n")
    pasted = QMimeData()
    pasted.setImageData(_notes_on_a_wall())
    guide.answer(
        "picture-asked",
        partial(editor.insertFromMimeData, pasted),
        partial(_say, written["picture"]),
    )
    guide.until("the picture", lambda: OBJECT in _block(guide))
    guide.go_to_end_of_block()
    guide.answer("table-asked", partial(guide.choose, tr("Put in"), tr("Table…")), _three_by_two)
    guide.type(editor, written["cells"])
    guide.until("the words are kept", lambda: guide.can_press(tr("Share…")))
    guide.picture("picture-and-table")


def _block(guide: Guide) -> str:
    return guide.editor().textCursor().block().text()


def _say(words: str, dialog: QDialog) -> None:
    assert isinstance(dialog, WordsDialog)
    dialog.words.setPlainText(words)


def _three_by_two(dialog: QDialog) -> None:
    assert isinstance(dialog, TableDialog)
    dialog.rows.setValue(3)
    dialog.columns.setValue(2)


def _spell(guide: Guide, written: Mapping[str, str], begun: str) -> None:
    """Correct a word; nothing where this computer has no dictionary."""
    session = guide.desktop.session
    folders = dictionary_folders(session.places.dictionaries)
    if find_dictionary(session.language, folders) is None:
        return
    editor = guide.editor()
    guide.select(begun)
    guide.go_to_end_of_block()
    guide.type(editor, written["misspelt"])
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.PreviousCharacter)
    editor.setTextCursor(cursor)
    guide.until("the words are kept", lambda: guide.can_press(tr("Share…")))
    marked = _page(guide).help.spelling.ranges
    guide.until("the word is marked", lambda: marked(_block(guide)))
    guide.do("spelling-suggestions")
    guide.until("suggestions", lambda: guide.popup() is not None)
    guide.picture("spelling")
    menu = guide.popup()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == written["meant"]).trigger()
    menu.close()
    guide.until("the word as it was meant", lambda: f"{written['meant']}." in _block(guide))


def _find(guide: Guide, written: Mapping[str, str]) -> None:
    page = _page(guide)
    guide.do("replace-here")
    bar = page.help.find
    guide.type(bar.line, written["find"])
    guide.type(bar.other, written["other"])
    guide.until("what was found", lambda: bar.matches)
    guide.picture("find-and-replace")
    bar.close_bar()


def _see_otherwise(guide: Guide) -> None:
    if guide.can_do("source-view"):
        guide.do("source-view")
        guide.picture("source")
        guide.do("source-view")
        guide.editor()
    guide.do("focus")
    guide.picture("the-words-alone")
    guide.do("focus")


def _look_back(guide: Guide) -> None:
    guide.press(tr("Moments"))
    guide.until("the moments", lambda: guide.page.where.page == "moments")
    guide.until("a moment", lambda: (shown := guide.find(QListWidget)) and shown.count())
    moments = guide.find(QListWidget)
    assert moments is not None
    moments.setCurrentRow(moments.count() - 1)
    guide.until("what changed", lambda: guide.find(ChangeView))
    guide.picture("moments")


def _bring_in(guide: Guide, written: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="toolkit-tour-") as folder:
        file = Path(folder) / f"{written['title']}.docx"
        file.write_bytes(_word_document(written))
        guide.go(Go("import", extra=str(file)))
        guide.until("the document", lambda: guide.can_press(tr("Bring it in")))
    guide.picture("document")
    guide.press(tr("Bring it in"))
    guide.until("the new section", lambda: guide.page.where.page == "section")
    guide.editor()
    guide.picture("brought-in")


def _page(guide: Guide) -> SectionPage:
    page = guide.page
    assert isinstance(page, SectionPage)
    return page


def _notes_on_a_wall() -> QImage:
    """A drawing of three notes."""
    drawn = QImage(480, 150, QImage.Format.Format_RGB32)
    drawn.fill(QColor("#E9E2D3"))
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, lines in enumerate((3, 2, 0)):
        painter.save()
        painter.translate(90 + 150 * number, 75)
        painter.rotate((-4, 3, -2)[number])
        painter.fillRect(-50, -48, 100, 96, QColor("#F2D268"))
        painter.setPen(QColor("#6B5A1E"))
        for line in range(lines):
            painter.drawLine(-36, -22 + 20 * line, 34 - 14 * (line % 2), -22 + 20 * line)
        painter.restore()
    painter.end()
    return drawn.convertToFormat(QImage.Format.Format_RGB32, Qt.ImageConversionFlag.AutoColor)


def _word_document(written: Mapping[str, str]) -> bytes:
    """A heading and two paragraphs, as Word writes them."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    paragraphs = ((heading, written["title"]), ("", written["document"]), ("", written["more"]))
    body = "".join(f"<w:p>{look}<w:r><w:t>{said}</w:t></w:r></w:p>" for look, said in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{word}"><w:style w:type="paragraph" '
        'w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()

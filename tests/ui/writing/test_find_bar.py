"""Finding and replacing words in one text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.find_bar import FindBar
from toolkit_editor.ui.writing.screen_words import screen_words

TEXT = """\
# Déjà vu

It was **deja** and <b>deja</b>, 🙂 Deja.

<div>deja</div>

| déjà | b |
|------|---|
| c    | d |
"""


class Page:
    def __init__(self, qtbot: QtBot) -> None:
        self.host = QWidget()
        qtbot.addWidget(self.host)
        inside = QVBoxLayout(self.host)
        self.editor = TextEditor(screen_words())
        self.bar = FindBar(self.editor)
        inside.addWidget(self.bar)
        inside.addWidget(self.editor)
        self.document = Document(TEXT.encode())
        self.editor.show_leaves(self.document.leaves)
        self.host.resize(900, 600)
        self.host.show()
        qtbot.waitExposed(self.host)

    def selected(self) -> str:
        return self.editor.textCursor().selectedText()

    def written(self) -> str:
        made = self.document.write(self.editor.leaves())
        assert made.faithful
        return made.data.decode()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


def test_typing_finds_from_where_i_was_and_counts(page: Page) -> None:
    page.editor.go_to(10)
    page.bar.open_to_find()
    page.bar.line.setText("deja")
    assert page.selected() == "deja"
    assert page.bar.count.text() == "2 of 5"
    page.bar.line.setText("dejaxx")
    assert page.bar.count.text() == "Not found"


def test_next_and_previous_go_round(page: Page) -> None:
    page.bar.open_to_find()
    page.bar.line.setText("deja")
    found = []
    for _ in range(5):
        found.append(page.selected())
        page.bar.next()
    assert found == ["Déjà", "deja", "deja", "Deja", "déjà"]
    assert page.bar.count.text() == "1 of 5"
    page.bar.previous()
    assert page.bar.count.text() == "5 of 5"


def test_the_words_between_tags_are_found_and_the_source_is_not(page: Page) -> None:
    page.bar.open_to_find()
    page.bar.line.setText("div")
    assert page.bar.count.text() == "Not found"


def test_options_change_what_is_found(page: Page) -> None:
    page.bar.open_to_find()
    page.bar.line.setText("deja")
    page.bar.exact.setChecked(True)
    assert len(page.bar.matches) == 2
    page.bar.exact.setChecked(False)
    page.bar.line.setText("dej")
    page.bar.whole.setChecked(True)
    assert not page.bar.matches


def test_escape_leads_back_to_the_words_at_what_was_found(page: Page) -> None:
    page.bar.open_to_find()
    page.bar.line.setText("Déjà v")
    QTest.keyClick(page.bar.line, Qt.Key.Key_Escape)
    assert page.bar.isHidden()
    assert page.selected() == "Déjà v"
    page.bar.open_to_find()
    assert page.bar.line.text() == "Déjà v", "what is selected is looked for"


def test_matches_are_marked_while_the_bar_is_open_only(page: Page) -> None:
    plain = page.editor.grab().toImage()
    page.bar.open_to_find()
    page.bar.line.setText("c")
    page.editor.go_to(0)
    size = page.editor.size()
    marked = page.editor.grab().toImage()
    page.bar.close_bar()
    page.host.layout().activate()
    page.editor.resize(size)
    page.editor.go_to(0)
    assert marked != plain
    assert page.editor.grab().toImage() != marked


def test_one_is_replaced_and_the_next_is_shown(page: Page) -> None:
    page.bar.open_to_replace()
    page.bar.line.setText("deja")
    page.bar.other.setText("again")
    page.bar.replace_one()
    assert page.written() == TEXT.replace("# Déjà", "# Again")
    assert page.selected() == "deja"
    assert page.bar.count.text() == "1 of 4"


def test_all_are_replaced_in_one_step_and_every_style_stays(page: Page, qtbot: QtBot) -> None:
    page.bar.open_to_replace()
    page.bar.line.setText("deja")
    page.bar.other.setText("again")
    with qtbot.waitSignal(page.bar.said) as said:
        page.bar.replace_all()
    assert said.args[0] == "5 places were changed."
    expected = (
        TEXT.replace("# Déjà", "# Again")
        .replace("**deja**", "**again**")
        .replace("<b>deja", "<b>again")
        .replace("Deja.", "Again.")
    )
    assert page.written().startswith(expected[: expected.index("| déjà")])
    assert "| again" in page.written()
    assert "<div>deja</div>" in page.written()
    page.editor.undo()
    assert page.written() == TEXT


def test_who_may_only_read_finds_and_cannot_replace(page: Page) -> None:
    page.editor.setReadOnly(True)
    page.bar.open_to_replace()
    page.bar.line.setText("deja")
    assert page.bar.count.text() == "1 of 5"
    assert not page.bar.other.isVisible()
    page.bar.replace_all()
    assert page.written() == TEXT


def test_what_is_typed_meanwhile_is_found_too(page: Page, qtbot: QtBot) -> None:
    page.bar.open_to_find()
    page.bar.line.setText("deja")
    page.editor.go_to(0)
    page.editor.insertPlainText("deja ")
    qtbot.waitUntil(lambda: len(page.bar.matches) == 6)


def test_f3_without_words_asks_for_some(page: Page) -> None:
    page.bar.next()
    assert page.bar.isVisible()

"""What is pasted, dropped, cut and copied, through the real clipboard and its keys.

Other programs' payloads are those of `tests/unit/intake/clipboard`; what they say is in the file
beside each.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from pytestqt.qtbot import QtBot

from support.hands import type_text
from support.surface import Sheet, drop, spot_after, surface
from toolkit_editor.base.message import Message
from toolkit_editor.prose.document import Document
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.toolbar import WritingBar

PAYLOADS = Path(__file__).parents[2] / "unit/intake/clipboard"
NAMES = (
    "word_lists",
    "word_table",
    "word_footnotes",
    "word_online",
    "google_docs",
    "google_docs_inside_a_sentence",
    "libreoffice_writer",
    "excel",
    "gmail",
    "outlook",
    "notion",
    "slack",
    "chrome_half_a_list",
    "safari",
    "unsafe_page",
)
PLACES = {
    "the middle of a paragraph": "before\n\none | two\n\nafter\n",
    "an empty paragraph": "before\n\n|\n\nafter\n",
    "a list item": "* one | two\n* three\n",
    "the end of a list item": "* one|\n* three\n",
    "a numbered item inside an item": "* one\n  1. two|\n",
    "a quote": "> one | two\n>\n> three\n",
    "a block of the toolkit": "::: tip\n\none | two\n\n:::\n\nafter\n",
    "a table cell": "x | two | b\n---|---\nc | d\n",
    "a box of code": "```\none | two\n```\n",
    "a box of source": "<div>\none | two\n</div>\n",
    "a heading": "# one | two\n\nafter\n",
}


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    return surface(qtbot)


def html_of(name: str) -> str:
    return (PAYLOADS / f"{name}.html").read_text("utf-8")


def opened(editor: TextEditor, page: str) -> Sheet:
    """A page with the cursor where the first `|` stands in it."""
    if "\n\n|\n\n" in page:
        before = page.partition("\n\n|")[0]
        sheet = Sheet(editor, page.replace("|\n\n", "", 1)).at(before).press("Return")
        sheet.before = sheet.data
        return sheet
    if page.startswith("x |"):
        return Sheet(editor, page.replace("x |", "x", 1)).at("x")
    before = page.partition("|")[0].strip().split("\n")[-1].lstrip("*>#1. ").strip()
    return Sheet(editor, page.replace("| ", "", 1).replace("|", "", 1)).at(before)


def words(data: str) -> list[str]:
    """Every word of a page, whatever is around it."""
    leaves = Document(data.encode()).leaves
    return sorted(word for leaf in leaves for word in leaf.text.split())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", NAMES)
def test_pasting_is_one_step_and_loses_no_word(editor: TextEditor, name: str, place: str) -> None:
    sheet = opened(editor, PLACES[place])
    sheet.paste(html=html_of(name), text="the same\n    in plain words")
    pasted = sheet.data
    assert pasted != sheet.before
    if "box" in place:
        assert b"the same\n    in plain words" in pasted
    else:
        missing = set(words((PAYLOADS / f"{name}.md").read_text("utf-8")))
        found = "".join(leaf.text for leaf in Document(pasted).leaves)
        assert [word for word in missing if word not in found] == []
    assert sheet.undo_once() == sheet.before
    assert sheet.redo_once() == pasted


def test_items_join_the_list_they_are_pasted_into(editor: TextEditor) -> None:
    sheet = Sheet(editor, "* one\n* four\n").at("one")
    assert sheet.paste(html="<ul><li>two<li>three</ul>").text == "* one\n* two\n* three\n* four\n"
    sheet = Sheet(editor, "1. one\n2. four\n").at("one")
    sheet.paste(html="<ol><li>two<li>three</ol>")
    assert sheet.text == "1. one\n2. two\n3. three\n4. four\n"


def test_a_list_in_the_middle_of_a_sentence_parts_it(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one two\n").at("one")
    assert sheet.paste(html="<ul><li>a<li>b</ul>").text == "one\n\n- a\n- b two\n"


def test_my_words_never_become_part_of_a_pasted_quote(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one two\n").at("one")
    sheet.paste(html="<p>They say</p><blockquote><p>theirs</p></blockquote>")
    assert sheet.text == "oneThey say\n\n> theirs\n\ntwo\n"
    assert sheet.undo_once() == sheet.before


def test_my_words_do_not_become_a_pasted_heading(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one two\n").at("one")
    assert sheet.paste(html="<p>a</p><h2>b</h2>").text == "onea\n\n## b\n\ntwo\n"


def test_what_is_pasted_into_my_quote_is_in_it_and_goes_on(editor: TextEditor) -> None:
    sheet = Sheet(editor, "> one two\n").at("one")
    assert sheet.paste(html="<p>a</p><p>b</p>").text == "> onea\n>\n> b two\n"


def test_a_table_in_a_cell_is_its_words(editor: TextEditor) -> None:
    sheet = Sheet(editor, "| a | b |\n|---|---|\n| c | d |\n").at("c")
    sheet.paste(html="<ul><li>one<li><b>two</b> | three</ul>")
    assert sheet.text == "| a | b |\n|---|---|\n| cone **two** \\| three | d |\n"


def test_lines_in_a_box_keep_their_blanks_and_every_mark(editor: TextEditor) -> None:
    lines = "def f():\n    return *x\n\n\n<b>"
    sheet = Sheet(editor, "```\n\n```\n")
    assert sheet.paste(text=lines).text == f"```\n{lines}\n```\n"
    sheet = Sheet(editor, "<div>\nhere\n</div>\n").at("here")
    assert sheet.paste(text="\r\n<i>a</i>\r\n  *b*\r\n").text == (
        "<div>\nhere<i>a</i>\n  *b*\n</div>\n"
    )


def test_a_passage_of_ours_in_a_source_box_is_its_source(editor: TextEditor) -> None:
    Sheet(editor, "* **one**\n* two\n").select("one", "two").press(QKeySequence.StandardKey.Copy)
    sheet = Sheet(editor, "<div>\nhere\n</div>\n").select("here")
    sheet.press(QKeySequence.StandardKey.Paste)
    assert sheet.text == "<div>\n* **one**\n* two\n</div>\n"


def test_a_fixed_block_takes_nothing(editor: TextEditor) -> None:
    page = "---\ntitle: x\n---\n\nwords\n\n[^a]: <!-- -->\n"
    sheet = Sheet(editor, page)
    for leaf in range(editor.document().blockCount()):
        cursor = editor.textCursor()
        cursor.setPosition(editor.document().findBlockByNumber(leaf).position())
        editor.setTextCursor(cursor)
        if editor.frame_here().fixed:
            assert sheet.paste(html="<p>new</p>", text="new").data == page.encode()


def test_an_address_pasted_over_words_makes_them_a_link(editor: TextEditor) -> None:
    sheet = Sheet(editor, "see the plan here\n").select("the plan")
    sheet.paste(text="https://example.org/plan?a=1")
    assert sheet.text == "see [the plan](https://example.org/plan?a=1) here\n"
    assert sheet.undo_once() == sheet.before
    sheet = Sheet(editor, "see the plan here\n").select("the plan")
    sheet.paste(text="javascript:alert(1)")
    assert sheet.text == "see javascript:alert(1) here\n"


def test_words_pasted_over_words_take_their_place(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one **two** three\n\nfour\n").select("two", "fo")
    assert sheet.paste(html="<p>A</p><p><i>B</i></p>").text == "one A\n\n*B*ur\n"
    assert sheet.undo_once() == sheet.before


def test_ctrl_shift_v_pastes_the_words_without_their_look(qtbot: QtBot) -> None:
    editor = surface(qtbot)
    bar = WritingBar(editor)
    qtbot.addWidget(bar)
    sheet = Sheet(editor, "one\n").at("one")
    data = QMimeData()
    data.setHtml("<h1>Big</h1><p><b>bold</b></p>")
    data.setText(" Big\nbold")
    QGuiApplication.clipboard().setMimeData(data)
    editor.activateWindow()
    sheet.press("Ctrl+Shift+V")
    assert sheet.text == "oneBig\n\nbold\n"
    assert sheet.undo_once() == b"one\n"


def test_a_copy_is_rich_text_markdown_and_plain_words(editor: TextEditor) -> None:
    page = "# Title\n\n* **one**\n* [two](https://example.org)\n\n"
    page += "| a | b |\n| --- | --- |\n| c | d |\n"
    Sheet(editor, page).press(QKeySequence.StandardKey.SelectAll).press("Ctrl+C")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == "Title\none\ntwo\na\nb\nc\nd"
    assert bytes(copied.data("text/markdown").data()).decode() == page
    for piece in ("<h1", "<strong>one</strong>", 'href="https://example.org"', "<td>c</td>"):
        assert piece in copied.html()


def test_what_is_copied_in_one_text_is_the_same_in_another(qtbot: QtBot) -> None:
    page = (
        "## Plan\n\n* one\n  1. two\n* [x] done\n\n> said\n\n::: tip\nhint\n:::\n\n"
        "| a | b |\n| --- | --- |\n| c | **d** |\n\n[link](there.md) `code`\n\n```py\nx = 1\n```\n"
    )
    first, second = surface(qtbot), surface(qtbot)
    Sheet(first, page).press(QKeySequence.StandardKey.SelectAll).press("Ctrl+C")
    there = Sheet(second, b"").press("Ctrl+V")
    assert there.text == page
    assert there.undo_once() == b""


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        ("one two three\n", "two", ""),
        ("one\n\ntwo\n\nthree\n", "two", ""),
        ("* one\n* two\n* three\n", "two", ""),
        ("one __two__ `x` three\n", "two", "x"),
        ("# Title\n\n> a\n>\n> b\n", "b", ""),
        ("```\none\ntwo\n```\n", "two", ""),
    ],
)
def test_cut_and_pasted_back_is_the_same_to_the_byte(
    editor: TextEditor, page: str, first: str, last: str
) -> None:
    sheet = Sheet(editor, page).select(first, last).press("Ctrl+X")
    assert sheet.data != sheet.before
    assert sheet.press("Ctrl+V").data == sheet.before


def test_dragged_words_move_in_one_step(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one two\n\n**three** four\n\n* five\n").select("three", "four")
    data = editor.createMimeDataFromSelection()
    drop(editor, data, spot_after(editor, "five"), inside=True)
    assert sheet.text == "one two\n\n* five**three** four\n"
    moved = sheet.data
    assert sheet.undo_once() == sheet.before
    assert sheet.redo_once() == moved


def test_dragged_words_are_copied_with_ctrl(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one two\n\nthree\n").select("one")
    data = editor.createMimeDataFromSelection()
    drop(
        editor,
        data,
        spot_after(editor, "three"),
        inside=True,
        modifiers=Qt.KeyboardModifier.ControlModifier,
    )
    assert sheet.text == "one two\n\nthreeone\n"
    assert sheet.undo_once() == sheet.before


def test_words_let_go_where_they_were_stay(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one two three\n").select("two")
    drop(editor, editor.createMimeDataFromSelection(), spot_after(editor, "tw"), inside=True)
    assert sheet.data == sheet.before


def test_what_is_dropped_from_outside_lands_where_it_was_let_go(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one two\n\nthree\n").at("one")
    data = QMimeData()
    data.setText("new")
    drop(editor, data, spot_after(editor, "three"))
    assert sheet.text == "one two\n\nthreenew\n"
    assert sheet.undo_once() == sheet.before
    rich = QMimeData()
    rich.setHtml("<ul><li>a<li><b>b</b></ul>")
    rich.setText("a\nb")
    drop(editor, rich, spot_after(editor, "three"))
    assert sheet.text == "one two\n\nthree\n\n- a\n- **b**\n"
    assert sheet.undo_once() == sheet.before


def test_a_text_that_is_only_read_takes_nothing(editor: TextEditor) -> None:
    sheet = Sheet(editor, "one\n").at("one")
    editor.setReadOnly(True)
    sheet.paste(text="x").press("Ctrl+X")
    editor.paste_plain()
    data = QMimeData()
    data.setText("x")
    drop(editor, data, spot_after(editor, "one"))
    assert sheet.data == sheet.before


def test_pictures_are_left_out_where_none_can_be_kept(editor: TextEditor) -> None:
    told: list[Message] = []
    editor.refused.connect(told.append)
    sheet = Sheet(editor, "one\n").at("one")
    sheet.paste(html=html_of("word_picture"))
    assert "![" not in sheet.text
    assert len(told) <= 1


def test_a_command_with_ctrl_never_takes_selected_words_away(editor: TextEditor) -> None:
    """On some systems such a key has a letter of its own besides."""
    sheet = Sheet(editor, "one\n\ntwo\n").select("one", "two")
    for keys in ("Ctrl+C", "Ctrl+1", "Ctrl+Shift+1", "Ctrl+J", "Ctrl+D"):
        assert sheet.press(keys).data == sheet.before, keys


def test_a_blank_that_does_not_break_is_typed_like_any_letter(editor: TextEditor) -> None:
    Sheet(editor, "one\n\n* two\n").select("one", "two")
    type_text(editor, "\u00a0x")
    assert editor.leaves()[0].text == "\u00a0x"

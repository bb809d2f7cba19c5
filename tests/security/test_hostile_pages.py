"""Pages that carry scripts, dangerous links and remote pictures: nothing runs, nothing is fetched.

In the rendered page, in the whole site, and in the editor.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.commands import run
from support.hostile_words import ATTACKS, dangers, listening
from support.texts import commonmark_examples
from support.walks import written
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.render import Surroundings, render
from toolkit_editor.ui.widgets.printing import print_html
from toolkit_editor.ui.widgets.reader import Reader
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.editor import TextEditor


def test_the_watch_sees_what_is_dangerous() -> None:
    assert dangers("<p onclick=x>")
    assert dangers("<a href=javascript:x>")
    assert dangers("<img src=http://x.example/y>")
    assert dangers("<script>x</script>")
    assert not dangers('<a href="https://x.example/">y</a><img src="media/a.png">')


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_rendered_page_runs_and_fetches_nothing(attack: str) -> None:
    for around in ("{}", "words {} more", "* {}", "> {}"):
        page = around.format(attack)
        assert dangers(render(page.encode(), Surroundings()).html) == [], page


def test_attacks_in_pairs_do_not_help_each_other() -> None:
    for one in ATTACKS:
        for other in ATTACKS[::3]:
            html = render(f"{one}\n\n{other}\n{one}".encode(), Surroundings()).html
            assert dangers(html) == [], (one, other)


def test_the_commonmark_examples_render_to_nothing_dangerous() -> None:
    for data in commonmark_examples():
        assert dangers(render(data, Surroundings()).html) == [], data


def test_the_whole_site_runs_and_fetches_nothing_and_the_gate_says_why(tmp_path: Path) -> None:
    pages = {f"en/{n}.md": f"# Page {n}\n\n{one}\n".encode() for n, one in enumerate(ATTACKS)}
    source = written(tmp_path / "source", {**pages, "en/index.md": b"# Start\n"})
    home = tmp_path / "home"
    with listening() as (port, asked):
        for file in source.rglob("*.md"):
            file.write_text(file.read_text().replace("PORT", str(port)))
        assert run("adopt", source, tmp_path / "ws", home=home).code == 0
        checked = run("check", tmp_path / "ws", home=home)
        assert checked.code == 1
        assert "block unsafe en/0.md:3: " in checked.out
        built = run("build", tmp_path / "ws", "--out", tmp_path / "out", home=home)
        assert built.code == 0, built.err
        assert asked == []
    found = list((tmp_path / "out").rglob("*.html"))
    assert len(found) > len(ATTACKS)
    for page in found:
        html = page.read_text()
        assert dangers(html, own_script=True) == [], page
        assert "alert(1)" not in re.sub(r"&[a-z]+;|<code.*?</code>", "", "".join(scripts(html)))
        assert f"127.0.0.1:{port}" not in "".join(re.findall(r'src="([^"]*)"', html))


def scripts(html: str) -> list[str]:
    return re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    widget = TextEditor(Words(lambda name, _argument: name, lambda _frame: "", "Source"))
    qtbot.addWidget(widget)
    return widget


def test_the_editor_fetches_nothing_and_keeps_every_attack_as_it_was(
    editor: TextEditor, tmp_path: Path
) -> None:
    picture = tmp_path / "private.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(picture))
    with listening() as (port, asked):
        local = f"![private]({picture.as_uri()})\n\n![private]({picture})\n\n"
        text = local + "\n\n".join(ATTACKS).replace("PORT", str(port)) + "\n"
        document = Document(text.encode())
        editor.resize(600, 400)
        editor.show()
        editor.show_leaves(document.leaves)
        editor.grab()
        QApplication.processEvents()
        assert document.write(editor.leaves()).data == text.encode()
        assert asked == []
    for name in (picture.as_uri(), str(picture), "http://127.0.0.1:1/x.png"):
        found = editor.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        assert isinstance(found, QImage)
        assert found.isNull()


@pytest.mark.parametrize("address", ["{path}", "file://{path}", ""])
def test_a_page_to_read_or_to_print_opens_no_file(
    address: str, qtbot: QtBot, tmp_path: Path
) -> None:
    """The words are cleaned before; whoever shows them trusts nobody all the same."""
    picture, paper = tmp_path / "private.png", tmp_path / "paper.pdf"
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(picture))
    html = f"<p>x <img alt='y' src='{address.format(path=picture)}'></p>"
    reader = Reader("A page")
    qtbot.addWidget(reader)
    reader.resize(300, 300)
    reader.show()
    reader.show_html(html)
    seen = reader.grab().toImage()
    points = ((x, y) for x in range(seen.width()) for y in range(seen.height()))
    assert QColor("red") not in (seen.pixelColor(*point) for point in points)
    printer = QPrinter()
    printer.setOutputFileName(str(paper))
    print_html(html, printer)
    assert b"/Subtype /Image" not in paper.read_bytes()


def test_words_pasted_from_elsewhere_are_only_words(editor: TextEditor) -> None:
    data = QMimeData()
    data.setHtml('<img src="http://127.0.0.1:9/x.png"><b onclick=x>Bold</b>')
    data.setText("Bold <script>alert(1)</script>")
    editor.insertFromMimeData(data)
    document = Document(b"")
    written_ = document.write(editor.leaves())
    assert written_.faithful
    assert dangers(render(written_.data, Surroundings()).html) == []
    assert written_.data == b"**Bold**\n"
    editor.clear()
    data.setHtml("")
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == "Bold <script>alert(1)</script>"

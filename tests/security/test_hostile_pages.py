"""Pages that carry scripts, dangerous links and remote pictures: nothing runs, nothing is fetched.

In the rendered page, in the whole site, and in the editor.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.commands import run
from support.texts import commonmark_examples
from support.walks import written
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.render import Surroundings, render
from toolkit_editor.ui.writing.decoration import Words
from toolkit_editor.ui.writing.editor import TextEditor

HOST = "http://127.0.0.1:PORT"
ATTACKS = (
    "<script>alert(1)</script>",
    f"<script src={HOST}/x.js></script>",
    "<ScRiPt >alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    f'<img src="{HOST}/p.png" srcset="{HOST}/q.png 2x">',
    f"![remote]({HOST}/p.png)",
    f"![remote][r]\n\n[r]: {HOST}/p.png",
    "![local](file:///etc/passwd)",
    "![local](/etc/passwd)",
    "![up](../../../../etc/passwd)",
    "![data](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](vbscript:msgbox)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<javascript:alert(1)>",
    "[x][j]\n\n[j]: javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="https://ok.example" onclick="alert(1)">x</a>',
    f"<iframe src={HOST}/></iframe>",
    f"<object data={HOST}/></object><embed src={HOST}/>",
    f"<link rel=stylesheet href={HOST}/x.css>",
    f"<style>@import url({HOST}/x.css); body {{ background: url({HOST}/b.png) }}</style>",
    f'<p style="background:url({HOST}/b.png)">x</p>',
    f'<meta http-equiv="refresh" content="0;url={HOST}/">',
    f"<base href={HOST}/>",
    f"<form action={HOST}/><input autofocus onfocus=alert(1)></form>",
    "<svg onload=alert(1)><animate onbegin=alert(1) /></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<math><maction actiontype="statusline" xlink:href="javascript:alert(1)">x</maction></math>',
    f"<video src={HOST}/v onerror=alert(1)></video><audio src={HOST}/a></audio>",
    f"<body background={HOST}/b.png onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '::: tip "><script>alert(1)</script>\n\nx\n\n:::',
    '# Heading "><script>alert(1)</script>',
    '```x"><script>alert(1)</script>\ncode\n```',
    "| <img src=x onerror=alert(1)> | b |\n|---|---|\n| <script>alert(1)</script> | c |",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '[x](https://ok.example "\\" onmouseover=\\"alert(1)")',
    '![x" onerror="alert(1)](ok.png)',
)
_LOADS = {"img", "iframe", "script", "link", "object", "embed", "video", "audio", "source", "base"}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class Watching(HTMLParser):
    """Notes everything in a page that could run or fetch."""

    def __init__(self, *, own_script: bool) -> None:
        super().__init__()
        self.own_script = own_script
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = value or ""
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "srcset"):
                self.dangers.append(f"{tag} {name}")
            found = _SCHEME.match(re.sub(r"[\x00-\x20]", "", text))
            scheme = found[1].lower() if found and name in ("href", "src", "action") else ""
            if scheme and (scheme not in ("http", "https", "mailto", "tel") or tag in _LOADS):
                self.dangers.append(f"{tag} {name}={text}")
            if name in ("src", "href") and tag in _LOADS and text.startswith(("//", "/")):
                self.dangers.append(f"{tag} {name}={text}")
        if tag in ("iframe", "object", "embed", "base", "svg", "math") or (
            tag in ("script", "link", "meta", "form", "input", "style") and not self.own_script
        ):
            self.dangers.append(tag)


def dangers(html: str, *, own_script: bool = False) -> list[str]:
    watching = Watching(own_script=own_script)
    watching.feed(html)
    return watching.dangers


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


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """A server on this computer that notes who asks."""
    asked: list[str] = []

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


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

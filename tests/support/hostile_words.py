"""Words that carry scripts, dangerous links and remote pictures, and what watches for them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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

"""Real Markdown to hold the program against: the sample, real toolkits, packages, CommonMark."""

from __future__ import annotations

import functools
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NPM = Path(sys.prefix) / "npm" / "node_modules"
SPEC = NPM / "commonmark-spec" / "spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


@functools.cache
def real_texts() -> dict[str, bytes]:
    """Every Markdown file of the sample, of the real toolkits where they are, and of packages."""
    folders = (
        ROOT / "content_repo",
        ROOT.parent / "shared" / "data",
        *(Path(place) for place in sys.path if place.endswith("site-packages")),
    )
    files = sorted({file for folder in folders for file in folder.rglob("*.md")})
    return {str(file): file.read_bytes() for file in files}


@functools.cache
def corpus() -> dict[str, bytes]:
    """At least 400 Markdown files that people wrote: `real_texts` and the guides inside packages.

    Skips the test where those packages were not fetched.
    """
    if not NPM.is_dir():
        pytest.skip("others' Markdown is not there: make test fetches it where npm is")
    files = sorted(NPM.rglob("*.md"))
    return {**real_texts(), **{str(file): file.read_bytes() for file in files if file.is_file()}}


@functools.cache
def gfm_examples() -> tuple[bytes, ...]:
    """What GitHub's dialect adds, an example each, written for this test."""
    return tuple(
        text.encode()
        for text in (
            "| a | b |\n| - | -: |\n| 1 | 2 |\n",
            "a | b\n:-: | ---\n`x \\| y` | **z**\n",
            "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n> quote\n",
            "| a |\n| - |\n",
            "> | a |\n> | - |\n> | b |\n",
            "- | a |\n  | - |\n  | b |\n",
            "- [ ] to do\n- [x] done\n",
            "- [X] done\n  - [ ] in it\n\n    more\n",
            "1. [ ] one\n2. [x] two\n",
            "- [ ]\n- [ ] \n- [x]y\n",
            "~~gone~~ and ~one~\n",
            "~~not\n\nover~~ paragraphs\n",
            "www.example.org and https://example.org/a_b_c.\n",
            "me@example.org\n",
            "<title> <b>x</b> <!-- y -->\n",
            "A note[^1] and[^long].\n\n[^1]: One.\n\n[^long]:\n    Two.\n\n    Three.\n",
            "[^a]: unused\n",
            "> [!NOTE]\n> Words.\n",
            "> [!WARNING]\n>\n> - a\n",
            ":tada: :+1:\n",
            "Term `#fff` and $x^2$\n\n$$\ny\n$$\n",
            "```mermaid\ngraph TD;\n```\n",
            "<details>\n<summary>S</summary>\n\n- x\n\n</details>\n",
            "Line one  \nline two\\\nline three<br>four\n",
        )
    )


@functools.cache
def _examples() -> tuple[bytes, ...]:
    found = _EXAMPLE.findall(SPEC.read_text("utf-8"))
    return tuple(one.replace("→", "\t").encode() for one in found)


def commonmark_examples() -> tuple[bytes, ...]:
    """The examples of CommonMark's specification; skips the test where they were not fetched."""
    if not SPEC.is_file():
        pytest.skip("CommonMark's examples are not there: make test fetches them where npm is")
    return _examples()

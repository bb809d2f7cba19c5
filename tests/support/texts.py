"""Real Markdown to hold the program against: the sample, real toolkits, packages, CommonMark."""

from __future__ import annotations

import functools
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = Path(sys.prefix) / "npm" / "node_modules" / "commonmark-spec" / "spec.txt"
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
def _examples() -> tuple[bytes, ...]:
    found = _EXAMPLE.findall(SPEC.read_text("utf-8"))
    return tuple(one.replace("→", "\t").encode() for one in found)


def commonmark_examples() -> tuple[bytes, ...]:
    """The examples of CommonMark's specification; skips the test where they were not fetched."""
    if not SPEC.is_file():
        pytest.skip("CommonMark's examples are not there: make test fetches them where npm is")
    return _examples()

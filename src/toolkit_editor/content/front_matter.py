"""The front matter of a section: read as values, changed line by line, otherwise left as it is.

A change rewrites only the lines of the keys it names; every other key, its order, its comments and
its quoting keep their bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.content.safe_yaml import BrokenYaml, load_yaml

_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*(\r\n|\n|\r)(.*?)"
    rb"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)",
    re.DOTALL,
)
_SIMPLE = re.compile(r"([A-Za-z][\w-]*):(?: +(.*))?\Z")
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][^:#\"'{}\[\]&*!|>%@`,\\]*\Z")
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})\Z")
_WORDS_THAT_MEAN_MORE = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"}


def split(data: bytes) -> tuple[bytes, bytes]:
    """Head (with its fences, may be empty) and body of a section file; they join to `data`."""
    match = _HEAD.match(data)
    end = match.end() if match else 0
    return data[:end], data[end:]


def values(head: bytes) -> dict[str, Any]:
    """The values of a head; raises `BrokenYaml`. No head is no values."""
    match = _HEAD.match(head)
    if match is None:
        return {}
    quick = _quick(match[2])
    if quick is not None:
        return quick
    found = load_yaml(match[2])
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise BrokenYaml(say("The description at the top of the page is not a list of names."))
    return {str(key): value for key, value in found.items()}


def _quick(yaml: bytes) -> dict[str, Any] | None:
    """The values where every line is a plain `key: words` or `key: 12`; else None."""
    found: dict[str, Any] = {}
    try:
        lines = yaml.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return None
    for line in lines:
        match = _SIMPLE.match(line)
        if match is None or match[1] in found or match[2] is None:
            return None
        text = match[2].strip()
        if _WHOLE_NUMBER.match(text):
            found[match[1]] = int(text)
            continue
        if not _PLAIN.match(text) or text.casefold() in _WORDS_THAT_MEAN_MORE:
            return None
        found[match[1]] = text
    return found


def with_values(head: bytes, changes: Mapping[str, Any]) -> bytes:
    """`head` with `changes` (None removes a key); every other line keeps its bytes.

    Raises `Refused` where the head cannot be changed without touching more than these keys.
    """
    before = values(head)
    wanted = {k: v for k, v in {**before, **changes}.items() if v is not None}
    if wanted == before:
        return head
    match = _HEAD.match(head)
    end = match[1].decode() if match else "\n"
    inner = match[2] if match else b""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z", inner.decode("utf-8"))
    for key, value in changes.items():
        if before.get(key) == value:
            continue
        written = [] if value is None else _written(key, value, end)
        first, last = _lines_of(lines, key)
        lines[first:last] = written
    text = "".join(lines).encode("utf-8")
    if match is None:
        fence = f"---{end}".encode()
        changed = fence + text + fence
    else:
        changed = head[: match.start(2)] + text + head[match.end(2) :]
    if values(changed) != wanted:
        raise Refused(
            say("The description at the top of this page is unusual. Change it as source instead.")
        )
    return changed


def _lines_of(lines: list[str], key: str) -> tuple[int, int]:
    """From where to where the lines of a top-level `key` go; the end if it is not there."""
    pattern = re.compile(rf"""(?:{re.escape(key)}|"{re.escape(key)}"|'{re.escape(key)}')[ \t]*:""")
    for index, line in enumerate(lines):
        if pattern.match(line):
            last = index + 1
            while last < len(lines) and re.match(r"[ \t]+\S|- |-$|[ \t]*$", lines[last].rstrip()):
                last += 1
            while last > index + 1 and not lines[last - 1].strip():
                last -= 1
            return index, last
    return len(lines), len(lines)


def _written(key: str, value: Any, end: str) -> list[str]:
    yaml = YAML()
    yaml.width = 10_000
    yaml.allow_unicode = True
    yaml.default_flow_style = isinstance(value, list)
    out = io.StringIO()
    yaml.dump({key: value} if not isinstance(value, list) else value, out)
    text = out.getvalue()
    if isinstance(value, list):
        text = f"{key}: {text}"
    return [line + end for line in text.splitlines()]

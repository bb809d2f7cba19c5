"""Marks that people type out of habit: `# `, `- `, `**bold**`, `[words](address)`, `---`.

What was typed becomes what it means, as a step of its own, so that one undo brings the marks back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QTextCursor

from toolkit_editor.base.addresses import is_safe
from toolkit_editor.base.text import to_utf16
from toolkit_editor.prose.model import Kind, Link, Style
from toolkit_editor.ui.writing.ground import KEEP
from toolkit_editor.ui.writing.structure import Structure

_LISTS = {"-": "bullet", "*": "bullet", "+": "bullet", "1.": "ordered", "1)": "ordered"}
_TASKS = {"[]": " ", "[ ]": " ", "[x]": "x", "[X]": "x"}
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})$")
_FENCE = re.compile(r"`{3,}[ \t]*([\w+-]*)$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A pair of marks around words; `last` is the character that completes it."""

    last: str
    pattern: re.Pattern[str]
    width: int
    change: Callable[[Style], Style]


def _pair(mark: str, change: Callable[[Style], Style]) -> _Mark:
    one, whole = re.escape(mark[0]), re.escape(mark)
    glued = r"\w" if mark[0] != "`" else ""
    pattern = rf"(?<![{one}{glued}\\]){whole}(?![\s{one}])([^{one}]*?[^\s{one}\\]){whole}$"
    return _Mark(mark[-1], re.compile(pattern), len(mark), change)


_MARKS = (
    _pair("**", lambda style: replace(style, strong="**")),
    _pair("__", lambda style: replace(style, strong="__")),
    _pair("*", lambda style: replace(style, emphasis="*")),
    _pair("_", lambda style: replace(style, emphasis="_")),
    _pair("~~", lambda style: replace(style, strike="~~")),
    _pair("`", lambda style: replace(style, code=True)),
)
_LINK = re.compile(r"(?<![!\\])\[([^\[\]]+)\]\(([^()\s]+)\)$")
COMPLETING = frozenset({mark.last for mark in _MARKS} | {")"})
"""The characters that may complete a mark."""


class Shortcuts:
    """Turns typed marks into what they mean; each method says whether it did."""

    def __init__(self, structure: Structure) -> None:
        """Change the text by the commands of `structure`."""
        self._structure = structure
        self._ground = structure.ground

    def on_space(self, cursor: QTextCursor) -> bool:
        """`# `, `- `, `1. `, `> `, `[ ] ` at the start of a paragraph."""
        block = cursor.block()
        frame = self._ground.frame(block)
        if frame.kind is not Kind.PARAGRAPH:
            return False
        typed = block.text()[: cursor.positionInBlock()]
        heading = len(typed) if typed and set(typed) == {"#"} and len(typed) <= 6 else 0
        is_item = bool(frame.path) and frame.path[-1].what == "item"
        task = typed in _TASKS
        if not (heading or task or typed == ">" or (typed in _LISTS and not is_item)):
            return False
        cursor.insertText(" ")
        with self._ground.step(cursor):
            cursor.setPosition(block.position())
            cursor.setPosition(block.position() + len(typed) + 1, KEEP)
            cursor.removeSelectedText()
            if heading:
                self._structure.blocks.set_heading(cursor, heading)
            elif task:
                self._structure.lists.make_task(cursor, _TASKS[typed])
            elif typed == ">":
                self._structure.lists.toggle_quote(cursor)
            else:
                self._structure.lists.toggle_list(cursor, _LISTS[typed])
        return True

    def on_enter(self, cursor: QTextCursor) -> bool:
        """A line of `---` becomes a dividing line, three backticks a box of code."""
        block = cursor.block()
        if self._ground.frame(block).kind is not Kind.PARAGRAPH or not cursor.atBlockEnd():
            return False
        text = block.text()
        fence = _FENCE.match(text)
        if not fence and not _RULE.match(text):
            return False
        with self._ground.step(cursor):
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, KEEP)
            cursor.removeSelectedText()
            frame = self._ground.frame(block)
            if fence:
                self._ground.set(block, replace(frame, kind=Kind.CODE, info=fence[1]))
            else:
                self._ground.set(block, replace(frame, kind=Kind.RULE, number=None))
                cursor.insertBlock()
                self._ground.set(cursor.block(), replace(frame.anew(), kind=Kind.PARAGRAPH))
        return True

    def on_mark(self, cursor: QTextCursor, typed: str) -> Style | None:
        """Words between two marks; the style that goes on after them, or None if nothing was."""
        block = cursor.block()
        if not self._ground.frame(block).is_text:
            return None
        before = block.text()[: cursor.positionInBlock()]
        if typed == ")":
            found = _LINK.search(before)
            if found and is_safe(found[2]):
                link = Link(found[2])
                tail = len(found[2]) + 3
                return self._turn(cursor, found, 1, tail, lambda s: replace(s, link=link))
            return None
        for mark in _MARKS:
            found = mark.pattern.search(before) if mark.last == typed else None
            if found:
                return self._turn(cursor, found, mark.width, mark.width, mark.change)
        return None

    def _turn(
        self,
        cursor: QTextCursor,
        found: re.Match[str],
        head: int,
        tail: int,
        change: Callable[[Style], Style],
    ) -> Style | None:
        """Take the marks away and change the words between them."""
        block = cursor.block()
        start = block.position() + to_utf16(found.string, found.start())
        end = cursor.position()
        spans = [
            run.style
            for left, right, run in self._ground.screen.spans(block)
            if left < end - block.position() and right > start - block.position()
        ]
        if any(style.code or style.raw or style.link for style in spans):
            return None
        outside = spans[0] if spans else Style()
        with self._ground.step(cursor):
            cursor.setPosition(end - to_utf16(found.string[-tail:], tail))
            cursor.setPosition(end, KEEP)
            cursor.removeSelectedText()
            stop = cursor.position()
            cursor.setPosition(start)
            cursor.setPosition(start + head, KEEP)
            cursor.removeSelectedText()
            cursor.setPosition(start)
            cursor.setPosition(stop - head, KEEP)
            self._structure.blocks.restyle(cursor, change)
            cursor.setPosition(stop - head)
        return outside

"""Which sentences of the program have no French yet: `python -m support.translations`.

Reads the source as text, so that a sentence counts whether or not a test ever shows it. Run it from
the folder `tests`, or with that folder on the path; exit 1 while something is missing.
"""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "toolkit_editor"
CATALOGUE = ROOT / "resources" / "translations" / "fr.po"

_ONE = {"say", "tr"}
_COUNTED = {"count", "trn"}


@dataclass(frozen=True)
class Sentence:
    """A sentence marked for translation; `many` where it counts, `where` for the reader."""

    one: str
    many: str | None
    where: str


def marked_sentences(source: Path = SOURCE) -> tuple[list[Sentence], list[str]]:
    """Every marked sentence, and the places that mark something that is not a literal."""
    sentences: list[Sentence] = []
    unreadable: list[str] = []
    for path in sorted(source.rglob("*.py")):
        for call, name in _marking_calls(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(source.parent).as_posix()}:{call.lineno}"
            texts = [_literal(argument) for argument in call.args]
            if name in _ONE and texts and texts[0] is not None:
                sentences.append(Sentence(texts[0], None, where))
            elif name in _COUNTED and (pair := [text for text in texts if text is not None])[1:]:
                sentences.append(Sentence(pair[0], pair[1], where))
            elif not _passes_on(path, call):
                unreadable.append(where)
    return sentences, unreadable


def problems(source: Path = SOURCE, catalogue: Path = CATALOGUE) -> list[str]:
    """What is missing, left over or mistaken in the French catalogue, one line each."""
    sentences, unreadable = marked_sentences(source)
    found = [f"{where}: what is marked must be a literal text" for where in unreadable]
    read = polib.pofile(str(catalogue)) if catalogue.is_file() else []
    entries = {entry.msgid: entry for entry in read if not entry.obsolete}
    for sentence in sentences:
        entry = entries.get(sentence.one)
        if entry is None or not entry.translated():
            found.append(f"{sentence.where}: no French for {sentence.one!r}")
        elif sentence.many is not None and entry.msgid_plural != sentence.many:
            found.append(f"{sentence.where}: no French plural for {sentence.many!r}")
    wanted = {sentence.one for sentence in sentences}
    found += [f"nobody says any more: {msgid!r}" for msgid in entries if msgid not in wanted]
    found += [line for entry in entries.values() for line in _mistaken_facts(entry)]
    return sorted(set(found))


def _mistaken_facts(entry: polib.POEntry) -> Iterator[str]:
    """The translations of `entry` that name other facts than the English."""
    allowed = _facts(entry.msgid) | _facts(entry.msgid_plural or "")
    for text in (entry.msgstr, *entry.msgstr_plural.values()):
        if text and not _facts(text) <= allowed:
            yield f"other facts than in English: {text!r}"
        elif text and not entry.msgid_plural and _facts(text) != allowed:
            yield f"a fact is lost: {text!r}"


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _marking_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else None
            name = function.attr if isinstance(function, ast.Attribute) else name
            if name in _ONE or (name in _COUNTED and len(node.args) > 1):
                yield node, name


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _passes_on(path: Path, call: ast.Call) -> bool:
    """Whether the call only turns a ready `Message` into words, as `tr(message)` may."""
    argument = call.args[0] if call.args else None
    return isinstance(argument, ast.Name | ast.Attribute | ast.Call)


if __name__ == "__main__":
    lines = problems()
    print("\n".join(lines) or "Every sentence has its French.")
    sys.exit(1 if lines else 0)

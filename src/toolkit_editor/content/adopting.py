"""Adopting a folder of Markdown as it is: which languages it has, and which files belong together.

Proposes; a person confirms. Nothing of the folder is changed but for a new toolkit.yml.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath
from typing import Any

from rapidfuzz import fuzz
from ruamel.yaml import YAML

from toolkit_editor.content.outline import MARKDOWN

LANGUAGES = ("en", "fr", "es", "de", "it", "pt", "iu", "cr", "oj", "mic", "atj", "moe")
"""Folder names that are taken for languages."""

_PAIR_FLOOR = 45
_MOST_COMPARED = 250_000
_FEW = 20
"""A trait that more files have tells nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What matters of a file for pairing: its path, its headings' levels, its size and links."""

    path: str
    levels: str
    size: int
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What toolkit.yml would say. `pairs` maps language to path."""

    languages: tuple[str, ...]
    roots: Mapping[str, str]
    pairs: tuple[Mapping[str, str], ...]


def look(path: str, data: bytes) -> Look:
    """The traits of a file that survive translation."""
    text = data.decode("utf-8", "replace")
    levels = "".join(str(len(m)) for m in re.findall(r"^(#{1,6})[ \t]", text, re.MULTILINE))
    addresses = frozenset(re.findall(r"https?://[^\s)>\"'\]]+", text))
    return Look(path, levels, len(text), addresses)


def propose(looks: Sequence[Look]) -> Proposal:
    """Languages by folder name, and pairs by place, shape and the addresses they share."""
    folders = Counter(parts[0] for one in looks if len(parts := PurePosixPath(one.path).parts) > 1)
    found = [code for code in LANGUAGES if folders.get(code)]
    if len(found) < 2:
        return Proposal(tuple(found) or ("en",), {(found or ["en"])[0]: "."}, ())
    others = {code: [one for one in looks if one.path.startswith(f"{code}/")] for code in found}
    source = found[0]
    pairs: list[dict[str, str]] = [{source: one.path} for one in others[source]]
    for language in found[1:]:
        taken = _match(others[source], others[language])
        for pair, one in zip(pairs, others[source], strict=True):
            if one.path in taken:
                pair[language] = taken[one.path]
    roots = {code: code for code in found}
    return Proposal(tuple(found), roots, tuple(pair for pair in pairs if len(pair) > 1))


def _match(left: Sequence[Look], right: Sequence[Look]) -> dict[str, str]:
    """The best one-to-one pairing, strongest likeness first; weak ones are left alone.

    Files of the same place and name are paired first; the others are compared with each other.
    """
    taken: dict[str, str] = {}
    by_place = {_place(one): one for one in right}
    for one in left:
        same = by_place.get(_place(one))
        if same is not None and _likeness(one, same) >= _PAIR_FLOOR:
            taken[one.path] = same.path
    used = set(taken.values())
    rest = [one for one in left if one.path not in taken]
    others = [one for one in right if one.path not in used]
    scored = sorted(
        ((_likeness(a, b), a.path, b.path) for a, b in _worth_comparing(rest, others)), reverse=True
    )
    for score, a, b in scored:
        if score < _PAIR_FLOOR:
            break
        if a not in taken and b not in used:
            taken[a] = b
            used.add(b)
    return taken


def _place(one: Look) -> str:
    """A file's path under its language folder."""
    return _bare(one.path.partition("/")[2])


def _worth_comparing(left: Sequence[Look], right: Sequence[Look]) -> Iterator[tuple[Look, Look]]:
    """All pairs; where they are very many, those that share an address or the same headings."""
    if len(left) * len(right) <= _MOST_COMPARED:
        yield from product(left, right)
        return
    by_trait: dict[str, list[Look]] = {}
    for one in right:
        for trait in _traits(one):
            by_trait.setdefault(trait, []).append(one)
    for one in left:
        few = [found for trait in _traits(one) if len(found := by_trait.get(trait, [])) <= _FEW]
        alike = {other.path: other for found in few for other in found}
        yield from ((one, other) for other in alike.values())


def _traits(one: Look) -> Iterator[str]:
    yield from one.addresses
    if len(one.levels) > 1:
        yield one.levels


def _likeness(a: Look, b: Look) -> float:
    """From 0 to 100: folder and name, heading shape, shared addresses, length."""
    name_a, name_b = (PurePosixPath(one.path.partition("/")[2]) for one in (a, b))
    if (name_a.stem.casefold() == "index") != (name_b.stem.casefold() == "index"):
        same_place = 0.0
    else:
        same_place = fuzz.ratio(_bare(name_a.stem), _bare(name_b.stem))
        same_place += 30 if len(name_a.parts) == len(name_b.parts) else 0
    shape = fuzz.ratio(a.levels, b.levels) if a.levels or b.levels else 50
    either = a.addresses | b.addresses
    shared = 100 * len(a.addresses & b.addresses) / len(either) if either else 50
    length = 100 * min(a.size, b.size) / max(a.size, b.size, 1)
    return 0.3 * min(same_place, 100) + 0.3 * shape + 0.25 * shared + 0.15 * length


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def write_toolkit(name: str, proposal: Proposal) -> bytes:
    """The toolkit.yml of an adopted folder."""
    values: dict[str, Any] = {
        "format": 1,
        "name": dict.fromkeys(proposal.languages, name),
        "languages": list(proposal.languages),
        "roots": {code: proposal.roots.get(code, code) for code in proposal.languages},
    }
    if proposal.pairs:
        values["pairs"] = [dict(pair) for pair in proposal.pairs]
    yaml = YAML()
    yaml.allow_unicode = True
    yaml.width = 10_000
    out = io.StringIO()
    yaml.dump(values, out)
    return out.getvalue().encode("utf-8")


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown by its name."""
    return path.casefold().endswith(MARKDOWN)

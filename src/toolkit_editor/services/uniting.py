"""What a text becomes where two sides changed it since they had the same: file by file, in memory.

Different sentences combine. What both sides changed becomes a `Place` that waits until a person
chooses; until then the first side's words stand there. Decides nothing and writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit_editor.content.front_matter import split
from toolkit_editor.content.outline import MARKDOWN
from toolkit_editor.prose.together.merging import Clash, Together, bring_together
from toolkit_editor.review.work import Choice, Files
from toolkit_editor.services.desk import Desk
from toolkit_editor.store.model import Oid

DRAFT, TOOLKIT = "draft", "toolkit"
"""The two sides, as a choice names the one it keeps."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file that both sides changed. `id` is the same on every computer."""

    id: str
    path: str
    clash: Clash
    whole: bool = False
    """Whether it is the whole file, because it is no text, or one side has taken it out."""
    is_sentence: bool = True
    """Whether it stands in running text, so that any other words could stand there too."""


@dataclass(frozen=True, slots=True)
class United:
    """Both sides' files together.

    `files` are those the first side changed, as ids where one side's content stands as it is, else
    as new bytes; None removes one.
    """

    files: Mapping[str, Oid | bytes | None]
    looks: tuple[str, ...]
    """Paragraphs in which both sides changed something."""
    places: tuple[Place, ...]
    """What waits for a choice still."""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to choose first."""
        return bool(self.places)

    @property
    def is_new(self) -> bool:
        """Whether something reads as neither side has it."""
        return any(isinstance(one, bytes) for one in self.files.values())


def unite(
    desk: Desk,
    base: Mapping[str, Oid],
    ours: Files,
    theirs: Mapping[str, Oid],
    choices: Mapping[str, Choice] | None = None,
) -> United:
    """The files of `ours`, which changed since `base`, with what `theirs` changed since.

    `choices` are by the id of the place. Raises `NotFound` where a content is not here.
    """
    files: dict[str, Oid | bytes | None] = {}
    looks: list[str] = []
    places: list[Place] = []
    for path, mine in ours.items():
        before, now = base.get(path), theirs.get(path)
        if now in (before, mine):
            files[path] = mine
            continue
        if mine == before:
            files[path] = now
            continue
        done = _one_file(desk, path, (before, mine, now), choices or {})
        files[path] = done.files[path]
        looks += done.looks
        places += done.places
    return United(files, tuple(looks), tuple(places))


def _one_file(
    desk: Desk,
    path: str,
    versions: tuple[Oid | None, Oid | None, Oid | None],
    choices: Mapping[str, Choice],
) -> United:
    texts = [_text(desk, path, oid) for oid in versions]
    base, ours, theirs = (text or "" for text in texts)
    if None in texts:
        return _whole_file(path, versions, Clash(base, ours, theirs, None), choices)
    together = _together(desk, versions, (base, ours, theirs))
    heads = [split(text.encode())[0].decode() for text in (ours, theirs)]
    waiting: list[Place] = []
    seen: dict[Clash, int] = {}

    def choose(clash: Clash) -> str:
        seen[clash] = seen.get(clash, 0) + 1
        running = not any(
            part.lstrip().startswith("|") or (part and part in head)
            for part, head in zip((clash.ours, clash.theirs), heads, strict=True)
        )
        place = Place(_id(path, clash, seen[clash]), path, clash, is_sentence=running)
        choice = choices.get(place.id)
        if choice is None:
            waiting.append(place)
            return clash.ours
        return {DRAFT: clash.ours, TOOLKIT: clash.theirs}.get(choice.kept or "", choice.text)

    text = together.text(choose)
    known = {base: versions[0], theirs: versions[2], ours: versions[1]}
    return United({path: known.get(text, text.encode())}, together.looks, tuple(waiting))


def _together(
    desk: Desk, versions: tuple[Oid | None, ...], texts: tuple[str, str, str]
) -> Together:
    base, ours, theirs = versions
    assert ours is not None
    what = f"together {base} {theirs}"
    return desk.made_of(what, ours, lambda _: bring_together(*texts))


def _whole_file(
    path: str,
    versions: tuple[Oid | None, Oid | None, Oid | None],
    clash: Clash,
    choices: Mapping[str, Choice],
) -> United:
    """A file that is no page, or that one side has taken out: one side's, as a whole."""
    base, ours, theirs = (oid or "" for oid in versions)
    named = Clash(base, ours, theirs, None)
    place = Place(_id(path, named, 1), path, clash, whole=True, is_sentence=False)
    choice = choices.get(place.id)
    kept = versions[2] if choice is not None and choice.kept == TOOLKIT else versions[1]
    return United({path: kept}, (), () if choice is not None else (place,))


def _text(desk: Desk, path: str, oid: Oid | None) -> str | None:
    """The words of a page; None where it is no page, is not there or is not text."""
    if oid is None or not path.casefold().endswith(MARKDOWN):
        return None
    try:
        return desk.store.read(oid).decode()
    except UnicodeDecodeError:
        return None


def _id(path: str, clash: Clash, number: int) -> str:
    """16 hexadecimal digits; `number` tells apart the same words changed twice in one file."""
    parts = (path, clash.base, clash.ours, clash.theirs, str(number))
    whole = b"".join(b"%d:%b" % (len(part.encode()), part.encode()) for part in parts)
    return hashlib.sha256(whole).hexdigest()[:16]

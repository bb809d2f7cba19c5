"""New sections, and documents that are brought in: kept on this computer until they are shared."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId, SectionId, new_id
from toolkit_editor.base.message import Message, say
from toolkit_editor.content.front_matter import split, with_values
from toolkit_editor.content.outline import outline
from toolkit_editor.content.section import Section
from toolkit_editor.content.toolkit import in_language
from toolkit_editor.intake.notes import labels, relabelled
from toolkit_editor.intake.pictures import Cleaned, with_clean_pictures
from toolkit_editor.intake.taken import Remark, TakenIn
from toolkit_editor.prose.document import Document
from toolkit_editor.prose.meaning import meanings
from toolkit_editor.prose.model import Leaf
from toolkit_editor.prose.plain import plain_of, plain_text
from toolkit_editor.services.changed import Changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import all_drafts
from toolkit_editor.services.reading import open_section
from toolkit_editor.services.remarks import keep_remarks
from toolkit_editor.services.sections import own_new_sections
from toolkit_editor.services.writing import keep_files

_LONGEST_NAME = 60
_EXPECTED_NAME = "section"


@dataclass(frozen=True, slots=True)
class Imported:
    """A section that was begun or added to, only on this computer; what had to be left out."""

    section: SectionId
    language: str
    path: str
    draft: DraftId
    changed: Changed
    left_out: tuple[Message, ...] = ()


def new_section(desk: Desk, title: str, language: str, part: str = "") -> Imported:
    """Begin an empty section. Raises `Refused` without a title or for a language there is not."""
    return import_new(desk, TakenIn(()), title, language, part)


def import_new(desk: Desk, taken: TakenIn, title: str, language: str, part: str = "") -> Imported:
    """Make a section of what was taken in, with `title`, in `part` (its id; empty for none)."""
    path, head, id_ = _begun(desk, title, language, part)
    taken = _without_title(taken, title)
    cleaned = with_clean_pictures(taken, "../" * path.count("/"))
    if taken.source is not None:
        body = split(taken.source)[1]
    else:
        body = b"\n" + Document(b"").write(cleaned.leaves).data if cleaned.leaves else b""
    kept = keep_files(desk, {path: head + body, **cleaned.files})
    assert kept is not None
    remarks = _on_kept_leaves(taken, cleaned, plain_of(body).text)
    keep_remarks(desk, kept.draft, path, id_, language, remarks)
    return Imported(id_, language, path, kept.draft, kept.changed, cleaned.left_out)


def import_into(desk: Desk, taken: TakenIn, section: SectionId, language: str) -> Imported:
    """Put what was taken in at the end of a section, in the person's own draft of it."""
    opened = open_section(desk, section, language)
    path = opened.section.path
    cleaned = with_clean_pictures(taken, "../" * path.count("/"))
    before = plain_of(opened.body).text
    body = _joined(opened.body, cleaned.leaves)
    kept = keep_files(desk, {path: opened.head + body, **cleaned.files})
    if kept is None:
        raise Refused(say("There is nothing in this document that could be added."))
    after = plain_of(body).text
    offset = len(before) + 1 if before else 0
    if after[:offset].rstrip("\n") == before:
        remarks = [
            replace(one, start=one.start + offset, end=one.end + offset)
            for one in _on_kept_leaves(taken, cleaned, after[offset:])
        ]
        keep_remarks(desk, kept.draft, path, section, language, remarks)
    return Imported(section, language, path, kept.draft, kept.changed, cleaned.left_out)


def _without_title(taken: TakenIn, title: str) -> TakenIn:
    """`taken` without a first heading that says the title again, if nothing is remarked on it."""
    first = taken.leaves[0] if taken.leaves else None
    if taken.source is not None or first is None or first.path or first.level != 1:
        return taken
    length = len(first.text) + 1
    if " ".join(first.text.split()) != " ".join(title.split()) or any(
        one.start < length for one in taken.remarks
    ):
        return taken
    moved = (replace(one, start=one.start - length, end=one.end - length) for one in taken.remarks)
    return replace(taken, leaves=taken.leaves[1:], remarks=tuple(moved))


def _on_kept_leaves(taken: TakenIn, cleaned: Cleaned, written: str) -> Sequence[Remark]:
    """The remarks, where the words stand as they were counted; a picture may have gone."""
    counted = plain_text(taken.leaves).text
    if counted == written:
        return taken.remarks
    found: list[Remark] = []
    for one in taken.remarks:
        words = counted[one.start : one.end]
        nearest = written.find(words, max(0, one.start - len(counted) + len(written)))
        at = nearest if nearest >= 0 else written.find(words)
        if words and at >= 0:
            found.append(replace(one, start=at, end=at + len(words)))
    return found


# where a new section lies


def _begun(desk: Desk, title: str, language: str, part: str) -> tuple[str, bytes, SectionId]:
    """The path, the head and the id of a new section."""
    title = " ".join(title.split())
    toolkit = desk.toolkit()
    if not title:
        raise Refused(say("Give the section a title first."))
    if language not in toolkit.languages:
        raise Refused(say("This toolkit is not written in that language. Choose another one."))
    id_ = SectionId(new_id())
    folder, key = _home(desk, language, part)
    path = _free_path(desk, folder, slug(title))
    values = {"id": id_, "title": title, **({"part": key} if key else {})}
    return path, with_values(b"", values), id_


def _home(desk: Desk, language: str, part: str) -> tuple[str, str]:
    """The folder where sections of `part` lie, and what they write as their part."""
    root = desk.toolkit().root(language)
    mates = [
        one
        for one in desk.sections()
        if one.language == language and part and part in (one.part, _folder(one, root))
    ]
    folders = Counter(posixpath.dirname(one.path) for one in mates)
    if folders:
        written = Counter(one.part for one in mates).most_common(1)[0][0]
        return folders.most_common(1)[0][0], written
    return posixpath.join(root, slug(part)) if part else root, part


def _folder(section: Section, root: str) -> str:
    inside = section.path.removeprefix(root + "/") if root else section.path
    return posixpath.dirname(inside)


def _free_path(desk: Desk, folder: str, name: str) -> str:
    """A path that nothing has, here or in any draft, whatever a computer makes of capitals."""
    taken = {path.casefold() for path in desk.tree().entries}
    taken |= {path.casefold() for draft in all_drafts(desk) for path in draft.files}
    number = 1
    while True:
        ending = "" if number == 1 else f"-{number}"
        path = posixpath.join(folder, f"{name}{ending}.md")
        if path.casefold() not in taken:
            return path
        number += 1


def slug(title: str) -> str:
    """A plain name for a file: small letters without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.replace("œ", "oe").replace("æ", "ae"))
    plain = plain.encode("ascii", "ignore").decode("ascii").casefold()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_NAME].strip("-")
    reserved = re.fullmatch(r"index|con|prn|aux|nul|(?:com|lpt)\d", words)
    return f"{words}-1" if reserved else words or _EXPECTED_NAME


# putting leaves at the end


def _joined(body: bytes, leaves: Sequence[Leaf]) -> bytes:
    """`body` with `leaves` at its end; every byte of it stays where that can be."""
    document = Document(body)
    fresh = relabelled(leaves, labels(document.leaves))
    if not fresh:
        return body
    end = b"\r\n" if b"\r\n" in body else b"\n"
    written = Document(b"").write(fresh).data.replace(b"\n", end)
    before = body.rstrip(b"\r\n")
    joined = before + end + end + written if before.strip() else body + written
    apart = _apart(document.leaves, fresh)
    if meanings(Document(joined).leaves) == meanings(apart):
        return joined
    return document.write(apart).data


def _apart(one: Sequence[Leaf], other: Sequence[Leaf]) -> list[Leaf]:
    """Both after each other, with containers that are told apart."""
    highest = max((c.number for leaf in one for c in leaf.path), default=0)
    moved = [
        replace(leaf, path=tuple(replace(c, number=c.number + highest) for c in leaf.path))
        for leaf in other
    ]
    return [*one, *moved]


# where something can go


@dataclass(frozen=True, slots=True)
class Homes:
    """Where a section can begin and where words can be added, in one language: ids and titles."""

    parts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[SectionId, str], ...]


def homes(desk: Desk, language: str) -> Homes:
    """The parts and the sections of a language, in reading order."""
    sections = [*desk.sections(), *own_new_sections(desk, language)]
    found = outline(desk.toolkit(), sections, language)
    named = {part.id: part.title for part in found if part.id}
    declared = {p.id: in_language(p.title, language, p.id) for p in desk.toolkit().parts}
    return Homes(
        tuple({**declared, **named}.items()),
        tuple((one.id, one.title) for part in found for one in part.sections),
    )

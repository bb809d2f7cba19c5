"""Finding a section, also one that is not in the toolkit yet but only in a draft."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import SectionId
from toolkit_editor.content.outline import section_paths
from toolkit_editor.content.section import Section, read_section
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import Draft, all_drafts


def drafted_sections(desk: Desk) -> list[tuple[Section, Draft]]:
    """The sections that are only in drafts, with the draft each is in; this computer's first."""
    return desk.once("drafted sections", lambda: list(_drafted(desk)))


def _drafted(desk: Desk) -> Iterator[tuple[Section, Draft]]:
    toolkit = desk.toolkit()
    main = desk.main()
    seen: set[str] = set()
    for draft in all_drafts(desk):
        if draft.is_done and not draft.has_unshared:
            continue
        new = {
            path: oid
            for path, oid in draft.files.items()
            if oid and desk.store.file(main, path) is None
        }
        for path, language in section_paths(toolkit, new).items():
            if path not in seen:
                seen.add(path)
                oid = new[path]
                data = desk.store.read(oid)
                yield read_section(data, path, language, toolkit.root(language), oid), draft


def is_own(desk: Desk, draft: Draft) -> bool:
    """Whether the person at this computer writes this draft."""
    return draft.local is not None or (desk.has_key and draft.owner == desk.me.id)


def own_new_sections(desk: Desk, language: str) -> list[Section]:
    """The sections of a language that the person began and that are not in the toolkit yet."""
    return [
        section
        for section, draft in drafted_sections(desk)
        if section.language == language and is_own(desk, draft)
    ]


def find_section(desk: Desk, id_: SectionId, language: str) -> Section:
    """One section in one language, in the toolkit or in a draft; raises `NotFound`."""
    try:
        return desk.section(id_, language)
    except NotFound:
        for section, _ in drafted_sections(desk):
            if section.id == id_ and section.language == language:
                return section
        raise


def find_section_at(desk: Desk, path: str) -> Section | None:
    """The section in the file at `path`, in the toolkit or in a draft."""
    return desk.section_at(path) or _drafted_at(desk, path)


def glance_at(desk: Desk, path: str) -> Section | None:
    """`find_section_at` without reading the others: for the few that are looked at on opening."""
    return desk.glance_at(path) or _drafted_at(desk, path)


def _drafted_at(desk: Desk, path: str) -> Section | None:
    return next((section for section, _ in drafted_sections(desk) if section.path == path), None)


def title_at(desk: Desk, path: str) -> str:
    """What the file at `path` is called: the title of its section, else its path."""
    section = glance_at(desk, path)
    return section.title if section else path


def languages_of(desk: Desk, section: Section) -> tuple[str, ...]:
    """The languages a section is there in."""
    drafted = [one for one, draft in drafted_sections(desk) if is_own(desk, draft)]
    found = [one.language for one in (*desk.sections(), *drafted) if one.id == section.id]
    return tuple(dict.fromkeys([*found, section.language]))

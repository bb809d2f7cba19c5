"""Whole walks through a small toolkit with real git: what a person does, and what is then there."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from support.circle_desks import StandingClock
from toolkit_editor.base.ids import DraftId, SectionId, StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services import (
    founding,
    publishing,
    reading,
    reviewing,
    sharing,
    story_sharing,
    talking,
    telling,
    writing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.settings.places import Places
from toolkit_editor.store.model import Oid
from toolkit_editor.stories.sealed_to import Place

HOPE = (
    b"---\ntitle:   Hope   # as we say it\norder: 1\n---\n\n# Hope\n\n"
    b"Hope *often* starts small.\nIt grows when it is shared.\n\n"
    b"* one thing\n* another thing\n\nThe last words stay.\n"
)
PAGES = {
    "en/index.md": b"# Start\n\nRead [about hope](hope.md).\n",
    "en/hope.md": HOPE,
    "fr/index.md": "# Début\n\nLire la suite.\n".encode(),
}
SECRET = "Zanzibar quilted pillow"


def plainly(_language: str, message: Message) -> str:
    """A message in English, whatever the language."""
    return str(message)


def written(folder: Path, pages: Mapping[str, bytes] = PAGES) -> Path:
    """A folder with these files."""
    for path, data in pages.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def adopted(folder: Path, pages: Mapping[str, bytes] = PAGES) -> tuple[Places, Desk]:
    """A workspace made of `pages`, whose one person holds every role."""
    places = Places(folder / "home")
    source = written(folder / "source", pages)
    return places, founding.adopt(places, source, folder / "ws", None, StandingClock())


def edit(desk: Desk, path: str, before: bytes, after: bytes) -> DraftId:
    """Change words of a page and keep them on this computer."""
    section = desk.section_at(path)
    assert section is not None
    open_ = reading.open_section(desk, section.id, section.language)
    data = open_.head + open_.body
    assert before in data
    kept = writing.keep(desk, path, data.replace(before, after, 1), open_.since)
    assert kept is not None
    return kept.draft


def approve_and_bring_in(desk: Desk, draft: DraftId) -> None:
    """Share a draft, approve it and bring it in."""
    sharing.share(desk, draft)
    reviewing.approve(desk, draft)
    publishing.bring_in(desk, draft)


def tell(
    desk: Desk, words: str = SECRET, quote: str = "grows when", section: str = "hope"
) -> StoryId:
    """A story beside words of a section, agreed to by its teller; only on this computer."""
    open_ = reading.open_section(desk, SectionId(section), "en")
    text = plain_of(open_.body).text
    start = text.index(quote)
    passage = talking.Passage(SectionId(section), "en", open_.blob, start, start + len(quote))
    id_ = telling.begin(desk, "en", passage, text)
    telling.keep_words(desk, id_, "Mine", f"{words} morning.\n".encode())
    answers = {"channels": frozenset({"site-en"}), "display": "A neighbour"}
    telling.keep_consent(desk, id_, {**answers, "limits_explained": True})
    telling.say_yes(desk, id_)
    return id_


def share_and_place(desk: Desk, story: StoryId) -> None:
    """Share a story with the editors, approve it with its place, and bring that in."""
    story_sharing.share_story(desk, story, Place.EDITORS)
    story_sharing.approve_story(desk, story)
    for waiting in reviewing.queue(desk):
        reviewing.approve(desk, waiting.id)
    publishing.bring_in(desk)


def publish(places: Places, desk: Desk) -> publishing.Published:
    """Publish to the folder beside the workspace."""
    site = founding.site_address(places, desk)
    return publishing.publish(desk, site, places.site_copy(desk.address.target), plainly)


def everything(repository: Path) -> bytes:
    """Every object of a repository, reached or not, as it reads."""
    ran = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch-all-objects", "--batch"],
        capture_output=True,
        check=True,
    )
    return ran.stdout


def repositories(folder: Path) -> list[Path]:
    """Every bare repository below a folder."""
    return sorted(
        head.parent for head in folder.rglob("HEAD") if (head.parent / "objects").is_dir()
    )


def files_with(folder: Path, words: bytes) -> list[Path]:
    """The files below a folder that hold `words` in the open."""
    return [f for f in folder.rglob("*") if f.is_file() and words in f.read_bytes()]


def blob(desk: Desk, path: str) -> Oid:
    """The id of a file of the toolkit."""
    return desk.tree().entries[path]

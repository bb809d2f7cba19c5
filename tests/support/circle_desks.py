"""Real desks of invented people around one real workspace: a founder, and others who joined."""

from __future__ import annotations

import atexit
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from toolkit_editor.base.ids import DraftId, SectionId, StoryId
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import GROUP
from toolkit_editor.services import (
    founding,
    publishing,
    reviewing,
    sharing,
    syncing,
    talking,
    telling,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.settings.membership import load_membership, save_membership
from toolkit_editor.settings.places import Places
from toolkit_editor.store.address import parse_address
from toolkit_editor.store.model import Oid

SAFE_SPACE = SectionId("d0b65efa4a2d548c")


class StandingClock:
    """A clock that stands still unless it is set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 18, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@cache
def _founded() -> Path:
    """One sample toolkit for the whole run, copied for each test; thrown away at the end."""
    folder = Path(mkdtemp(prefix="toolkit-editor-circle-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = founding.found_sample(Places(folder / "founder"), folder / "sample", StandingClock())
    desk.close()
    return folder


def founder(folder: Path, clock: StandingClock | None = None) -> tuple[Places, Desk]:
    """A maintainer, editor and contributor at the sample toolkit."""
    first = _founded()
    for name in ("founder", "sample", "sample-site"):
        shutil.copytree(first / name, folder / name)
    before, after = Places(first / "founder"), Places(folder / "founder")
    old, new = (parse_address(str(one / "sample")).target for one in (first, folder))
    for where in (Places.workspace, Places.membership):
        copied = after.home / where(before, old).relative_to(before.home)
        copied.rename(where(after, new))
    known = load_membership(after.membership(new))
    assert known is not None
    save_membership(after.membership(new), replace(known, site=str(folder / "sample-site")))
    return after, founding.open_workspace(after, str(folder / "sample"), clock or StandingClock())


def joined(folder: Path, head: Desk, name: str, *roles: str) -> tuple[Places, Desk]:
    """Somebody with `roles` whom `head` let into the workspace."""
    places = Places(folder / name)
    desk = founding.ask_to_join(places, str(head.address), name, head.founding or "", head.clock)
    syncing.sync(head)
    person = {"person": desk.me.id, "key": desk.me.key.public_line, "roles": list(roles)}
    head.record(("person-added", GROUP, {**person, "name": name}))
    syncing.sync(head)
    syncing.sync(desk)
    return places, desk


def passage(desk: Desk, start: int = 100, end: int = 150) -> tuple[talking.Passage, str]:
    """A passage of a section everybody knows, with the plain text it lies in."""
    section = desk.section(SAFE_SPACE, "en")
    text = plain_of(split(desk.store.read(Oid(section.blob)))[1]).text
    return talking.Passage(section.id, "en", section.blob, start, end), text


def told_story(desk: Desk, title: str = "The blue door", words: str = "") -> StoryId:
    """A story beside a passage, agreed to, kept on this computer."""
    id_ = telling.begin(desk, "en", *passage(desk))
    telling.keep_words(desk, id_, title, (words or "Somebody kept the door open.").encode() + b"\n")
    answers = {"channels": frozenset({"site-en"}), "display": "A neighbour"}
    telling.keep_consent(desk, id_, {**answers, "limits_explained": True})
    telling.say_yes(desk, id_)
    return id_


def brought_in(desk: Desk, draft: DraftId) -> None:
    """A draft shared, approved and brought in, all by the one person there is."""
    sharing.share(desk, draft)
    reviewing.approve(desk, draft)
    publishing.bring_in(desk, draft)

"""Two people around one workspace: one has it as a folder, the other reaches it over a line.

What faults are made on the line is up to the test; here is what must hold after each of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from support.circle_desks import StandingClock
from support.hosts.kinds import token_of
from support.toolkits import git
from support.walks import adopted
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId
from toolkit_editor.review.event import GROUP
from toolkit_editor.services import founding, reaching, reading, sharing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places

_NOT_FOR_PEOPLE = re.compile(
    r"\b(git|fatal|error:|ref|refs|pack|index-pack|rpc|curl|http \d|remote:|errno|head)\b", re.I
)
NOTES = "en/notes.md"


@dataclass
class Pair:
    """Ana keeps the toolkit and has it as a folder; Ben reaches it over a line."""

    ana: Desk
    ben: Desk
    host: Path
    typed: bytes = b"# Notes\n"
    shared: dict[DraftId, bytes] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def type(self) -> None:
        """Ben writes on a page of his own, which he shares with nobody."""
        since = None
        if self.typed != b"# Notes\n":
            section = self.ben.section_at(NOTES)
            since = reading.open_section(self.ben, section.id, "en").since if section else None
        self.typed += f"\nWord {self.chance.random()}.\n".encode()
        assert writing.keep(self.ben, NOTES, self.typed, since) is not None

    def share(self, desk: Desk, size: int = 20_000) -> DraftId:
        """A new page of about `size` bytes that no packing makes smaller, shared."""
        number = len(self.shared)
        words = self.chance.randbytes(size // 2).hex()
        data = f"# Page {number}\n\n{words}\n".encode()
        kept = writing.keep(desk, f"en/page-{number}.md", data)
        assert kept is not None
        sharing.share(desk, kept.draft)
        self.shared[kept.draft] = data
        return kept.draft

    def meet(self) -> None:
        """Both programs meet the workspace; then everything is everywhere, and whole."""
        for desk in (self.ben, self.ana, self.ben):
            sync(desk)
        there = git(self.host, "for-each-ref", "refs/heads")
        for desk in (self.ana, self.ben):
            assert git(desk.store.folder, "for-each-ref", "refs/heads") == there
            for draft, data in self.shared.items():
                tip = desk.ref(f"refs/heads/draft/{draft}")
                assert tip is not None
                assert data in desk.files(tip, list(desk.tree(tip).entries)).values()
        for folder in (self.host, self.ana.store.folder, self.ben.store.folder):
            whole(folder)
        self.nothing_typed_is_lost()

    def nothing_typed_is_lost(self) -> None:
        """What Ben wrote and shared with nobody is there to the last word."""
        drafts = self.ben.refs("refs/local/draft/").values()
        kept = [self.ben.files(tip, [NOTES]).get(NOTES) for tip in drafts]
        assert self.typed in kept


def whole(folder: Path) -> None:
    """A repository in which nothing is missing or broken."""
    git(folder, "fsck", "--full", "--strict", "--no-dangling")


def clear(words: str) -> None:
    """One clear sentence or two, without a word of the machinery."""
    assert words.endswith("."), words
    assert "\n" not in words
    assert len(words) < 400
    assert not _NOT_FOR_PEOPLE.search(re.sub(r"https?://\S+|/\S+", "", words)), words


def refused(work: Callable[[], object]) -> Refused | None:
    """What the program said, in words for people; None where it worked after all."""
    try:
        work()
    except Refused as refusal:
        clear(str(refusal))
        return refusal
    return None


def pair(folder: Path, reach: Callable[[Path], str]) -> Pair:
    """Ana founds a workspace, Ben joins it at the address that `reach` gives for its folder."""
    _, ana = adopted(folder)
    host = folder / "ws"
    address = reach(host)
    ben = _joined(Places(folder / "ben"), address, ana.founding or "")
    sync(ana)
    facts = {"person": ben.me.id, "key": ben.me.key.public_line, "roles": ["contributor"]}
    ana.record(("person-added", GROUP, {**facts, "name": "ben"}))
    sync(ana)
    sync(ben)
    made = Pair(ana, ben, host)
    made.type()
    return made


def _joined(places: Places, address: str, mark: str) -> Desk:
    try:
        return founding.ask_to_join(places, address, "ben", mark, StandingClock())
    except reaching.SignInNeeded as needed:
        reaching.sign_in(needed, "ben", token_of("ben"))
        return founding.ask_to_join(places, address, "ben", mark, StandingClock())

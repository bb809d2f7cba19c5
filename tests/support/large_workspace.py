"""A large invented workspace, made in a minute: for looking at what the program costs as it grows.

`git fast-import` writes the toolkit's history, the drafts and the events; the events are signed by
the people who wrote them, and every draft is one that was shared. Must not know what is measured.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.review.event import GROUP, Event, on_draft, on_section, to_json
from toolkit_editor.review.people import founding_hash
from toolkit_editor.review.signing import sign
from toolkit_editor.settings.membership import Membership, save_membership
from toolkit_editor.settings.places import Places
from toolkit_editor.store.address import parse_address
from toolkit_editor.store.git_store import create
from toolkit_editor.store.key_box import find_key_box
from toolkit_editor.store.keys import Key
from toolkit_editor.store.objects import object_id

PEOPLE = 12
_A_FOLDER = 100
_A_COMMIT = 5
_NOBODY = b"Nobody <nobody@contributors.invalid> 1795000000 +0000"
_WORDS = [
    "hope",
    "listen",
    "room",
    "people",
    "often",
    "small",
    "steps",
    "together",
    "meeting",
    "voice",
    "support",
    "begin",
    "again",
    "open",
    "door",
    "quiet",
    "morning",
    "neighbour",
    "kitchen",
    "walk",
    "talk",
    "share",
    "plan",
    "choose",
    "strength",
]


@dataclass(frozen=True)
class Size:
    """How large: `of(10_000)` has 10,000 sections and commits, 1,000 drafts and 50,000 events."""

    sections: int
    commits: int
    drafts: int
    events: int

    @classmethod
    def of(cls, number: int) -> Size:
        return cls(number, number, max(1, number // 10), number * 5)


@dataclass
class Large:
    """A workspace in `folder`, and the home of `me`, who holds every role and owns `own` drafts."""

    folder: Path
    home: Path
    size: Size
    me: PersonId
    founding: str
    drafts: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    @property
    def places(self) -> Places:
        return Places(self.home)


@dataclass
class _Member:
    id: PersonId
    key: Key


@dataclass
class _Offered:
    """A draft: one section, changed."""

    id: str
    owner: _Member
    path: str
    text: bytes
    base: str
    tip: str = ""

    @property
    def files(self) -> dict[str, str]:
        return {self.path: object_id("blob", self.text)}


def make(folder: Path, size: Size, *, own: float = 0.2, seed: int = 1) -> Large:
    """The workspace and a home below `folder`; the person owns a share `own` of the open drafts."""
    chance = random.Random(seed)
    workspace = folder / "workspace"
    create(workspace)
    people = [_Member(PersonId(_id(chance)), Key.make()) for _ in range(PEOPLE)]
    history = _History(size, chance)
    mainline = _import(workspace, history.toolkit(), size.commits)
    offered = list(_offered(size, history, mainline, people, chance, own))
    tips = _import(workspace, _branches(offered, "refs/heads/draft/"), len(offered))
    for draft, tip in zip(offered, tips, strict=True):
        draft.tip = tip
    events = list(_Telling(people, chance, history.ids).all(size, offered, mainline))
    _import(workspace, _review(events), 0)
    me = people[0]
    home = Places(folder / "home")
    target = parse_address(str(workspace)).target
    mark = founding_hash(events[0])
    find_key_box(home.keys, own_home=True).keep(me.id, me.key)
    save_membership(home.membership(target), Membership(me.id, mark))
    return Large(
        workspace,
        home.home,
        size,
        me.id,
        mark,
        [draft.id for draft in offered],
        [draft.id for draft in offered if draft.owner is me],
    )


def keep_moments(large: Large, copy: Path) -> None:
    """Give the person, in their own copy, the local drafts that they shared from there."""
    listed = _git(copy, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/draft")
    own = set(large.own)
    orders = []
    for line in listed.decode().splitlines():
        ref, tip = line.split()
        name = ref.removeprefix("refs/heads/draft/")
        if name in own:
            orders.append(f"create refs/local/draft/{name} {tip}\n")
    _git(copy, "update-ref", "--stdin", stdin="".join(orders).encode())
    _git(copy, "pack-refs", "--all")


class _History:
    """The toolkit: all sections at once, then one change after the other."""

    def __init__(self, size: Size, chance: random.Random) -> None:
        self.size = size
        self.chance = chance
        self.paths = [
            f"en/part-{n // _A_FOLDER:03}/section-{n:05}.md" for n in range(size.sections)
        ]
        self.ids = [_id(chance) for _ in self.paths]
        self.texts = [self.text(n, 0) for n in range(size.sections)]

    def text(self, number: int, turn: int) -> bytes:
        head = (
            f"---\nid: {self.ids[number]}\ntitle: Section {number} about "
            f"{_WORDS[number % len(_WORDS)]}\nsummary: What we learned there\norder: {number}\n"
            f"themes: [hope]\n---\n\n# Section {number}\n\n"
        )
        paragraphs = (" ".join(self.chance.choices(_WORDS, k=40)) + ".\n\n" for _ in range(4))
        return (head + f"Turn {turn}. " + "".join(paragraphs)).encode()

    def toolkit(self) -> Iterator[bytes]:
        yield b"reset refs/heads/main\n"
        yield _commit("refs/heads/main", 1)
        yield _file("toolkit.yml", b"format: 1\nname: {en: A large toolkit}\nlanguages: [en]\n")
        for path, text in zip(self.paths, self.texts, strict=True):
            yield _file(path, text)
        for turn in range(1, self.size.commits):
            number = self.chance.randrange(self.size.sections)
            self.texts[number] = self.text(number, turn)
            yield _commit("refs/heads/main", turn + 1)
            yield _file(self.paths[number], self.texts[number])


def _offered(
    size: Size,
    history: _History,
    mainline: list[str],
    people: list[_Member],
    chance: random.Random,
    own: float,
) -> Iterator[_Offered]:
    for n in range(size.drafts):
        number = chance.randrange(size.sections)
        owner = people[0] if n < size.drafts * own else people[1 + n % (len(people) - 1)]
        base = mainline[chance.randrange(len(mainline))]
        yield _Offered(
            _id(chance), owner, history.paths[number], history.text(number, 900_000 + n), base
        )


def _branches(offered: Iterable[_Offered], under: str) -> Iterator[bytes]:
    for mark, draft in enumerate(offered, 1):
        yield _commit(under + draft.id, mark, draft.base)
        yield _file(draft.path, draft.text)


class _Telling:
    """People join; drafts are shared, answered and brought in; sections are discussed."""

    def __init__(self, people: list[_Member], chance: random.Random, sections: list[str]) -> None:
        self.people = people
        self.chance = chance
        self.sections = sections
        self.clock = 0
        self.roots: list[tuple[str, EventId]] = []

    def tell(self, who: _Member, kind: str, on: str, **data: Any) -> Event:
        self.clock += 1
        number = EventId(_id(self.chance))
        at = "2026-11-22T18:00Z"
        return sign(Event(number, self.clock, who.id, at, on, kind, data), who.key)

    def all(self, size: Size, offered: list[_Offered], mainline: list[str]) -> Iterator[Event]:
        founder = self.people[0]
        yield self.tell(founder, "group-founded", GROUP, key=founder.key.public_line, name="Mo")
        for number, one in enumerate(self.people[1:], 1):
            roles = ["editor", "contributor"] if number < 4 else ["contributor"]
            facts = {"person": one.id, "key": one.key.public_line, "name": f"Person {number}"}
            yield self.tell(founder, "person-added", GROUP, roles=roles, **facts)
        done = size.events // 12
        talk = size.events - len(self.people) - done * 3 - _told_of(offered)
        turns = ["done"] * done + ["talk"] * talk + ["open"] * len(offered)
        self.chance.shuffle(turns)
        waiting = iter(offered)
        for turn in turns:
            if turn == "done":
                yield from self.brought_in(mainline)
            elif turn == "open":
                yield from self.still_open(next(waiting))
            else:
                yield self.said()

    def brought_in(self, mainline: list[str]) -> Iterator[Event]:
        owner, editor = self.chance.choice(self.people), self.people[1 + self.chance.randrange(3)]
        on = on_draft(_id(self.chance))
        files = {
            f"en/part-{self.chance.randrange(100):03}/x.md": f"{self.chance.getrandbits(160):040x}"
        }
        base, commit = self.chance.choice(mainline), self.chance.choice(mainline)
        yield self.tell(owner, "shared", on, base=base, tip=commit, files=files, note="")
        approved = self.tell(editor, "approved", on, files=files, note="")
        yield approved
        brought = {"files": files, "approvals": [approved.id], "commit": commit}
        yield self.tell(self.people[0], "brought-in", on, **brought)

    def still_open(self, draft: _Offered) -> Iterator[Event]:
        on = on_draft(draft.id)
        files = draft.files
        shared = {"base": draft.base, "tip": draft.tip, "files": files, "note": "Please read"}
        yield self.tell(draft.owner, "shared", on, **shared)
        editor = self.people[1 + self.chance.randrange(3)]
        yield self.tell(editor, "changes-asked", on, note="Say who was there")
        yield self.tell(draft.owner, "shared", on, **shared)

    def said(self) -> Event:
        who = self.chance.choice(self.people)
        words = " ".join(self.chance.choices(_WORDS, k=20))
        body = {"type": "TextualBody", "value": words}
        if self.roots and self.chance.random() < 0.5:
            on, to = self.chance.choice(self.roots)
            if self.chance.random() < 0.3:
                return self.tell(who, "resolve", on, to=to)
            return self.tell(who, "reply", on, to=to, body=body, motivation="replying")
        section = self.chance.choice(self.sections)
        target = {
            "source": section,
            "version": f"{self.chance.getrandbits(160):040x}",
            "selector": [
                {"type": "TextPositionSelector", "start": 100, "end": 100 + len(words)},
                {
                    "type": "TextQuoteSelector",
                    "exact": words,
                    "prefix": "a" * 32,
                    "suffix": "b" * 32,
                },
            ],
            "language": "en",
        }
        on = on_section(section)
        event = self.tell(who, "comment", on, target=target, body=body, motivation="commenting")
        self.roots.append((on, event.id))
        return event


def _told_of(offered: list[_Offered]) -> int:
    return 3 * len(offered)


def _review(events: list[Event]) -> Iterator[bytes]:
    yield b"reset refs/heads/review\n"
    for mark, start in enumerate(range(0, len(events), _A_COMMIT), 1):
        yield _commit("refs/heads/review", mark)
        for event in events[start : start + _A_COMMIT]:
            yield _file(event.path, to_json(event))


def _commit(ref: str, mark: int, base: str | None = None) -> bytes:
    head = f"commit {ref}\nmark :{mark}\n".encode()
    who = b"author " + _NOBODY + b"\ncommitter " + _NOBODY + b"\n"
    return head + who + b"data 5\nSaved\n" + (f"from {base}\n".encode() if base else b"")


def _file(path: str, data: bytes) -> bytes:
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def _import(folder: Path, stream: Iterable[bytes], marks: int) -> list[str]:
    """Feed fast-import; the ids of the first `marks` commits, in the order of their marks."""
    named = folder / "marks"
    command = ["git", f"--git-dir={folder}", "fast-import", "--quiet", f"--export-marks={named}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for piece in stream:
            process.stdin.write(piece)
        process.stdin.close()
        if process.wait():
            raise SystemExit("git fast-import failed")
    found = dict(line.split() for line in named.read_text().splitlines())
    named.unlink()
    return [found[f":{mark}"] for mark in range(1, marks + 1)]


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", f"--git-dir={folder}", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def _id(chance: random.Random) -> str:
    return f"{chance.getrandbits(64):016x}"

"""Five people do anything in any order, offline and on; afterwards all have the same, and nothing
that somebody typed is gone unless a person took it out.

Every word that is typed is a mark of its own (`w17x`), so that it can be found again. A mark may
vanish once somebody who saw it wrote something else in its place, took its sentence out, or chose
the other of two versions.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import DraftId, SectionId
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import on_draft
from toolkit_editor.review.people import Role
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    disagreements,
    publishing,
    reading,
    reviewing,
    sharing,
    story_sharing,
    talking,
    telling,
    withdrawing,
    writing,
)
from toolkit_editor.services.desk import LOCAL_DRAFTS, Desk
from toolkit_editor.services.disagreements import Answer
from toolkit_editor.services.drafts import Draft, all_drafts, own_draft_of
from toolkit_editor.services.reading import OpenSection
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.model import Oid
from toolkit_editor.stories.sealed_to import Place

PAGES = ("hope", "safety")
MARK = re.compile(rb"w\d+x")
_OPEN = (Status.IN_REVIEW, Status.APPROVED, Status.CHANGES_ASKED)
_SENTENCE = re.compile(rb"\bSay w\d+x and w\d+x\.")


def first_pages(rng: random.Random) -> dict[str, bytes]:
    """The toolkit at the beginning: three pages of a few paragraphs of marked sentences."""
    numbers = iter(range(1000))

    def sentence() -> str:
        return f"Say w{next(numbers)}x and w{next(numbers)}x."

    pages = {"en/index.md": b"# Start\n\nRead on.\n", "fr/index.md": b"# Ici\n\nLire.\n"}
    for name in PAGES:
        paragraphs = [" ".join(sentence() for _ in range(rng.randint(1, 2))) for _ in range(3)]
        text = f"# {name.title()}\n\n" + "\n\n".join(paragraphs) + "\n"
        pages[f"en/{name}.md"] = text.encode()
    return pages


@dataclass
class Simulated:
    """One person at one computer."""

    name: str
    desk: Desk
    reopen: Callable[[Desk], Desk]
    online: bool = True
    screen: OpenSection | None = None
    """A page that was opened a while ago."""


@dataclass
class Simulation:
    """A group and what happened so far."""

    rng: random.Random
    people: list[Simulated]
    typed: set[bytes] = field(default_factory=set)
    gone: set[bytes] = field(default_factory=set)
    """Marks that somebody took out knowingly."""
    shared: set[bytes] = field(default_factory=set)
    """Marks that stood in a draft when it was shared: from then on the group must have them."""
    brought: set[bytes] = field(default_factory=set)
    """Marks that were in the toolkit of somebody who had just brought a draft in."""
    forged: list[str] = field(default_factory=list)
    """The ids of events that must have no effect."""
    acts: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    _number: int = 10_000

    def run(self, count: int) -> None:
        """So many acts."""
        for _ in range(count):
            person = self.rng.choice(self.people)
            act = self.rng.choices(_ACTS, _WEIGHTS)[0]
            person.desk.refresh()
            self.acts.append(f"{person.name} {act.__name__}")
            try:
                did = act(self, person)
            except (Refused, NotFound) as refusal:
                self.acts[-1] += f": {refusal}"
                did = False
            if did is not False:
                self.counts[act.__name__] = self.counts.get(act.__name__, 0) + 1

    def meet(self, rounds: int = 8) -> int:
        """Everybody comes online and meets the others until nothing is new; how often it took."""
        for number in range(rounds):
            before = self.fingerprint()
            for person in self.people:
                person.online = True
                sync(person.desk)
            if number and self.fingerprint() == before and len(set(before)) == 1:
                return number
        return rounds

    def fingerprint(self) -> list[tuple[object, ...]]:
        """Where everything that is shared stands, on each computer."""
        found = []
        for person in self.people:
            person.desk.refresh()
            refs = person.desk.refs("refs/heads/")
            found.append(tuple(sorted(refs.items())))
        return found

    def mark(self) -> bytes:
        """A word nobody typed before."""
        self._number += 1
        word = f"w{self._number}x".encode()
        self.typed.add(word)
        return word

    # what there must be in the end

    def missing(self) -> dict[str, set[bytes]]:
        """What was typed and is nowhere any more, although nobody took it out; nothing is fine."""
        private = set().union(*(_marks(self._kept_by(one.desk)) for one in self.people))
        group, toolkit = self.people[0].desk, self.people[0].desk
        in_toolkit = _marks(self._toolkit(toolkit))
        offered = in_toolkit | _marks(self._offered(group))
        waiting = in_toolkit | _marks(self._offered(group, (*_OPEN, Status.DECLINED)))
        found = {
            "typed": self.typed - private - offered,
            "shared": self.shared - offered,
            "brought in": self.brought - waiting,
        }
        return {what: marks - self.gone for what, marks in found.items() if marks - self.gone}

    def _toolkit(self, desk: Desk) -> bytes:
        return b"\n".join(desk.files(desk.main(), [f"en/{page}.md" for page in PAGES]).values())

    def _offered(self, desk: Desk, statuses: tuple[Status, ...] = tuple(Status)) -> bytes:
        """The words of drafts of the group, and both versions where two wait."""
        found = []
        for draft in desk.state().drafts.values():
            if draft.status in statuses:
                found += [self._read(desk, oid) for oid in draft.files.values() if oid]
        for one in disagreements.open_disagreements(desk):
            for place in disagreements.united(desk, one.draft).places:
                found += [place.clash.ours.encode(), place.clash.theirs.encode()]
        return b"\n".join(found)

    def _kept_by(self, desk: Desk) -> bytes:
        """The words of a person's own drafts."""
        found = []
        for tip in desk.refs(LOCAL_DRAFTS).values():
            entries = desk.tree(tip).entries
            found += [desk.store.read(oid) for path, oid in entries.items() if path[:3] == "en/"]
        return b"\n".join(found)

    def _read(self, desk: Desk, oid: Oid) -> bytes:
        try:
            return desk.store.read(oid)
        except NotFound:  # taken back: no other computer has it any more
            return b""

    # acts

    def _text(self, open_: OpenSection) -> bytes:
        return open_.head + open_.body

    def _open(self, person: Simulated) -> OpenSection:
        page = self.rng.choice(PAGES)
        return reading.open_section(person.desk, SectionId(page), "en")

    def _changed(self, text: bytes) -> bytes:
        """`text` with one change a person would make."""
        sentences = list(_SENTENCE.finditer(text))
        kind = self.rng.random()
        if not sentences or kind < 0.2:
            paragraphs = text.rstrip(b"\n").split(b"\n\n")
            at = self.rng.randint(1, len(paragraphs))
            paragraphs.insert(at, b"Say %b and %b." % (self.mark(), self.mark()))
            return b"\n\n".join(paragraphs) + b"\n"
        chosen = self.rng.choice(sentences)
        if kind < 0.3:
            self.gone |= _marks(chosen[0])
            return (text[: chosen.start()] + text[chosen.end() :].lstrip(b" ")).rstrip() + b"\n"
        if kind < 0.45:
            new = b"%b Say %b and %b." % (chosen[0], self.mark(), self.mark())
            return text[: chosen.start()] + new + text[chosen.end() :]
        word = self.rng.choice(MARK.findall(chosen[0]))
        self.gone.add(word)
        new = chosen[0].replace(word, self.mark(), 1)
        return text[: chosen.start()] + new + text[chosen.end() :]

    def _keep(self, person: Simulated, open_: OpenSection) -> None:
        writing.keep(person.desk, open_.section.path, self._changed(self._text(open_)), open_.since)

    def write(self, person: Simulated) -> None:
        """Open a page and write in it."""
        self._keep(person, self._open(person))

    def look_at_a_page(self, person: Simulated) -> None:
        """Open a page and leave it on the screen."""
        person.screen = self._open(person)

    def write_on_the_screen(self, person: Simulated) -> bool:
        """Write in a page opened a while ago, where the person wrote nowhere else since."""
        screen, person.screen = person.screen, None
        if screen is None:
            return False
        now = own_draft_of(person.desk, screen.section.path)
        if _kept_at(now) != _kept_at(screen.draft):
            return False
        self._keep(person, screen)
        return True

    def share(self, person: Simulated) -> bool:
        """Share what is unshared; choose first where that is needed."""
        drafts = writing.unshared(person.desk)
        if not drafts:
            return False
        draft = self.rng.choice(drafts)
        seen = sharing.preview(person.desk, draft.id)
        if seen.places:
            self._settle(person, draft.id)
        sharing.share(person.desk, draft.id)
        state = person.desk.state().drafts[draft.id]
        self.shared |= self.typed & _marks(
            b"\n".join(person.desk.store.read(oid) for oid in state.files.values() if oid)
        )
        return True

    def _settle(self, person: Simulated, draft: DraftId) -> None:
        there = disagreements.choosing(person.desk, draft).cards
        one = next(d for d in all_drafts(person.desk) if d.id == draft)
        places = {place.id: place for place in disagreements._places(person.desk, one)}
        answers: dict[str, Answer] = {}
        for card in there:
            clash = places[card.id].clash
            ways = [Answer(kept="draft"), Answer(kept="toolkit")]
            if clash.proposal is not None:
                ways.append(Answer(both=True))
            way = self.rng.choice(ways)
            answers[card.id] = way
            result = clash.proposal if way.both else None
            if result is None:
                result = clash.ours if way.kept == "draft" else clash.theirs
            both = (clash.ours + clash.theirs).encode()
            self.gone |= _marks(both) - _marks(result.encode())
        disagreements.settle(person.desk, draft, answers)

    def choose(self, person: Simulated) -> bool:
        """Choose between two versions in a draft of the group."""
        waiting = [
            one
            for one in disagreements.open_disagreements(person.desk)
            if disagreements.may_choose(person.desk, person.desk.state().drafts[one.draft])
        ]
        if not waiting:
            return False
        self._settle(person, self.rng.choice(waiting).draft)
        return True

    def approve(self, person: Simulated) -> bool:
        """Approve what waits longest."""
        return self._answer(person, reviewing.approve)

    def ask(self, person: Simulated) -> bool:
        """Ask for changes."""
        return self._answer(person, lambda desk, id_: reviewing.ask_for_changes(desk, id_, "Why?"))

    def decline(self, person: Simulated) -> bool:
        """Decline something: what was typed stays with its writer."""
        return self._answer(person, lambda desk, id_: reviewing.decline(desk, id_, "No."))

    def _answer(self, person: Simulated, verb: Callable[[Desk, DraftId], object]) -> bool:
        waiting = [
            one
            for one in person.desk.state().drafts.values()
            if one.status is Status.IN_REVIEW and one.files
        ]
        if not waiting or not person.desk.is_a(Role.EDITOR):
            return False
        verb(person.desk, self.rng.choice(waiting).id)
        return True

    def bring_in(self, person: Simulated) -> bool:
        """Bring in everything approved."""
        done = publishing.bring_in(person.desk).drafts
        self.brought |= self.typed & _marks(self._toolkit(person.desk))
        return bool(done)

    def comment(self, person: Simulated) -> None:
        """Say something beside a passage of a page."""
        section = person.desk.section(SectionId(self.rng.choice(PAGES)), "en")
        plain = plain_of(person.desk.store.read(Oid(section.blob))).text
        talking.comment_on(person.desk, section.id, "en", plain, 0, 5, "So it is.")

    def tell_a_story(self, person: Simulated) -> None:
        """Tell a story and share it with the editors."""
        id_ = telling.begin(person.desk, "en")
        telling.keep_words(person.desk, id_, "Mine", b"Somebody kept the door open.\n")
        telling.keep_consent(person.desk, id_, {"limits_explained": True})
        story_sharing.share_story(person.desk, id_, Place.EDITORS)

    def take_back(self, person: Simulated) -> bool:
        """Take one's own story back."""
        mine = [
            one.id
            for one in person.desk.state().stories.values()
            if one.owner == person.desk.me.id and not one.withdrawn
        ]
        if not mine:
            return False
        withdrawing.withdraw_story(person.desk, self.rng.choice(mine))
        return True

    def withdraw_a_draft(self, person: Simulated) -> bool:
        """Take back an offer; the words stay on this computer."""
        mine = [
            one.id
            for one in person.desk.state().drafts.values()
            if one.owner == person.desk.me.id
            and one.status in (Status.IN_REVIEW, Status.CHANGES_ASKED)
            and person.desk.ref(LOCAL_DRAFTS + one.id)
        ]
        if not mine:
            return False
        chosen = self.rng.choice(mine)
        files = person.desk.state().drafts[chosen].files.values()
        offered = _marks(b"\n".join(person.desk.store.read(oid) for oid in files if oid))
        taken_back = offered - _marks(self._toolkit(person.desk))
        self.gone |= taken_back
        withdrawing.withdraw_draft(person.desk, chosen)
        return True

    def overreach(self, person: Simulated) -> bool:
        """Somebody's changed program signs what its person may not do."""
        desk = person.desk
        if desk.is_a(Role.EDITOR) or desk.is_a(Role.MAINTAINER):
            return False
        others = [one for one in desk.state().drafts.values() if one.owner != desk.me.id]
        if not others:
            return False
        draft = self.rng.choice(others)
        on = on_draft(draft.id)
        files = dict(draft.files)
        kind, facts = self.rng.choice(
            [
                ("approved", {"files": files}),
                ("declined", {}),
                ("withdrawn", {}),
                ("shared", {"base": draft.base, "tip": draft.tip, "files": {}}),
                ("chosen", {"place": "0" * 16, "kept": "toolkit"}),
                ("brought-in", {"files": files, "approvals": ["0" * 16], "commit": draft.base}),
            ]
        )
        made = desk.record((kind, on, facts))
        self.forged.append(made[0].id)
        return True

    def crash(self, person: Simulated) -> None:
        """The program ends suddenly and is started again."""
        person.screen = None
        person.desk = person.reopen(person.desk)

    def change_connection(self, person: Simulated) -> None:
        """Lose the connection, or find it again."""
        person.online = not person.online

    def meet_the_others(self, person: Simulated) -> bool:
        """Sync, where there is a connection."""
        if not person.online:
            return False
        sync(person.desk)
        return True


def _kept_at(draft: Draft | None) -> Oid | None:
    return draft.local if draft is not None else None


def _marks(text: bytes) -> set[bytes]:
    return set(MARK.findall(text))


_HOW_OFTEN: dict[Callable[[Simulation, Simulated], object], int] = {
    Simulation.write: 20,
    Simulation.look_at_a_page: 6,
    Simulation.write_on_the_screen: 6,
    Simulation.share: 12,
    Simulation.choose: 5,
    Simulation.approve: 10,
    Simulation.ask: 2,
    Simulation.decline: 1,
    Simulation.bring_in: 7,
    Simulation.comment: 3,
    Simulation.tell_a_story: 1,
    Simulation.take_back: 1,
    Simulation.withdraw_a_draft: 1,
    Simulation.overreach: 2,
    Simulation.crash: 2,
    Simulation.change_connection: 4,
    Simulation.meet_the_others: 17,
}
_ACTS, _WEIGHTS = list(_HOW_OFTEN), list(_HOW_OFTEN.values())

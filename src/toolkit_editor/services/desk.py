"""An open workspace as one person sees it: the ground that every service stands on.

Holds the store, the person's key and the clock, and remembers what was read until the refs it came
from move. What the events say, what sections there are and what drafts change is remembered between
starts as well (`review.standing`, `services.known_…`), in files beside the copy
(`store.remembered`). Used by one thread at a time. Must not decide anything: services do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from toolkit_editor.base.clock import Clock
from toolkit_editor.base.errors import NotAllowed, NotFound
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import Message, say
from toolkit_editor.content.outline import paired, section_paths
from toolkit_editor.content.section import Section
from toolkit_editor.content.toolkit import FILE, Toolkit, read_toolkit
from toolkit_editor.review.event import Event
from toolkit_editor.review.fold import State
from toolkit_editor.review.journal import REVIEW, Journal, Page
from toolkit_editor.review.people import Person, Role
from toolkit_editor.review.signing import make_event
from toolkit_editor.review.standing import Standing
from toolkit_editor.services.known_clashes import KnownClashes
from toolkit_editor.services.known_differences import KnownDifferences
from toolkit_editor.services.known_sections import KnownSections, Place
from toolkit_editor.store.address import Address
from toolkit_editor.store.keys import Key
from toolkit_editor.store.model import Oid, RefChange, Tree
from toolkit_editor.store.remembered import Remembered
from toolkit_editor.store.store import Store
from toolkit_editor.store.workspace import Workspace

T = TypeVar("T")

MAIN = "refs/heads/main"
DRAFTS = "refs/heads/draft/"
STORIES = "refs/heads/story/"
LOCAL_DRAFTS = "refs/local/draft/"
LOCAL_REMARKS = "refs/local/remarks/"
LOCAL_SHARED = "refs/local/shared/"
"""The commit of a shared draft that the draft on this computer has in it."""
LOCAL_STORIES = "refs/local/story/"
VANISHED = "refs/local/vanished/"
"""What is gone from the workspace, as it was last seen there, by its name under `refs/heads/`."""
SEEN_MAIN = "refs/remotes/workspace/main"


@dataclass(frozen=True, slots=True)
class Me:
    """Who sits at this computer."""

    id: PersonId
    key: Key


class Desk:
    """An open workspace. `me` is None where this computer has no key for it: then read only."""

    def __init__(
        self,
        store: Store,
        address: Address,
        clock: Clock,
        me: Me | None = None,
        founding: str | None = None,
        preview: Path | None = None,
        *,
        workspace: Workspace,
    ) -> None:
        """Stand on `store`, the person's own copy of the `workspace` at `address`.

        `preview` is the folder in which the site may lie as it would be, to be looked at.
        """
        self.store = store
        self.workspace = workspace
        self.address = address
        self.clock = clock
        self.journal = Journal(store)
        self.founding = founding
        self.preview = preview
        self._me = me
        remembered = Remembered(store.folder)
        self._standing = Standing(self.journal, remembered)
        self._known = KnownSections(store, remembered)
        self.differences = KnownDifferences(store, remembered)
        self.clashes = KnownClashes(remembered)
        self._toolkits: dict[Oid, Toolkit] = {}
        self._sections: tuple[Oid, list[Section]] | None = None
        self._by_path: tuple[list[Section], dict[str, Section]] = ([], {})
        self._made: dict[tuple[str, Oid], Any] = {}
        self._refs: dict[str, Oid] | None = None
        self._once: dict[str, Any] = {}
        self._bases: dict[tuple[Oid, Oid], Oid | None] = {}

    def close(self) -> None:
        """End everything that runs for this workspace."""
        self.store.close()

    # where things stand

    def refresh(self) -> None:
        """Look anew where everything stands: before each job, since others may have moved it."""
        self._refs = None
        self._once.clear()

    def refs(self, prefix: str = "refs/") -> dict[str, Oid]:
        """The refs whose name starts with `prefix`, as they stood when last looked at."""
        return {ref: oid for ref, oid in self._all_refs().items() if ref.startswith(prefix)}

    def ref(self, name: str) -> Oid | None:
        """Where one ref stands."""
        return self._all_refs().get(name)

    def _all_refs(self) -> dict[str, Oid]:
        if self._refs is None:
            self._refs = self.store.refs("refs/")
        return self._refs

    def move(self, *changes: RefChange) -> None:
        """Move refs, all or none; raises `Stale`."""
        try:
            self.store.move(changes)
        finally:
            self.refresh()

    def is_here(self, commit: Oid) -> bool:
        """Whether a commit that somebody named is on this computer."""
        try:
            self.store.commit(commit)
        except NotFound:
            return False
        return True

    def once(self, what: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once until something moves."""
        if what not in self._once:
            self._once[what] = make()
        return cast(T, self._once[what])

    def merge_base(self, a: Oid, b: Oid) -> Oid | None:
        """The newest commit both sides share."""
        if (a, b) not in self._bases:
            self._bases[a, b] = self.store.merge_base(a, b)
        return self._bases[a, b]

    def merge_bases(self, tips: Iterable[Oid], other: Oid) -> dict[Oid, Oid | None]:
        """The newest commit that each of `tips` shares with `other`, asked for together."""
        tips = list(tips)
        new = [tip for tip in tips if (tip, other) not in self._bases]
        for tip, base in self.store.merge_bases(new, other).items():
            self._bases[tip, other] = base
        return {tip: self._bases[tip, other] for tip in tips}

    def difference(self, base: Oid, tip: Oid) -> Mapping[str, Oid | None]:
        """The files in which `tip` differs from `base`; None where it removes one."""
        return self.differences.read(base, tip)

    def grown(self, tip: Oid, parent: Oid) -> None:
        """Say that `tip` was just made here on top of `parent`: they share the same with others.

        Asking anew costs more with every moment of a long draft.
        """
        for (a, b), base in list(self._bases.items()):
            if a == parent:
                self._bases[tip, b] = base

    # the person

    @property
    def me(self) -> Me:
        """The person at this computer; raises `NotAllowed` where there is no key.

        Somebody who lost their key and asked anew goes on under the id they had before, from the
        moment the new key counts.
        """
        if self._me is None:
            raise NotAllowed(
                say("This computer has no key for this group, so it can only read. Join first.")
            )
        before = (self.state().group.continued or {}).get(self._me.id)
        return self._me if before is None else Me(before, self._me.key)

    @property
    def has_key(self) -> bool:
        """Whether this computer can sign and open."""
        return self._me is not None

    @property
    def key_line(self) -> str | None:
        """The public half of the person's key here; asks nothing, so that any thread may."""
        return self._me.key.public_line if self._me is not None else None

    def person(self) -> Person | None:
        """What the group knows of the person at this computer; None where their key is replaced."""
        if self._me is None or self.key_is_replaced:
            return None
        return self.state().group.person(self.me.id)

    @property
    def key_is_replaced(self) -> bool:
        """Whether another key counts for the person now, so that what this one signs does not."""
        known = self.state().group.person(self.me.id) if self._me else None
        return known is not None and known.key != self.me.key.public_line

    def is_a(self, *roles: Role) -> bool:
        """Whether the person has one of `roles`."""
        person = self.person()
        return person is not None and person.has(*roles)

    def require(self, *roles: Role) -> Me:
        """The person, who must have one of `roles`; raises `NotAllowed`."""
        me = self.me
        if self.key_is_replaced:
            raise NotAllowed(key_replaced())
        if not self.is_a(*roles):
            names = {
                Role.CONTRIBUTOR: say("Only people of this group can do that."),
                Role.EDITOR: say("Only an editor of this group can do that."),
                Role.MAINTAINER: say("Only a maintainer of this group can do that."),
                Role.COMMUNITY: say("Only somebody who speaks for the community can do that."),
            }
            raise NotAllowed(names[roles[0]])
        return me

    # events

    def page(self) -> Page:
        """All events here, each read anew: for what no state says."""
        tip = self.ref(REVIEW)
        return self.journal.read(tip) if tip else Page(())

    def events_about(self, on: str) -> tuple[Event, ...]:
        """The events about one subject, also those without effect."""
        tip = self.ref(REVIEW)
        return self.journal.about(tip, on) if tip else ()

    def state(self) -> State:
        """What all events say."""
        return self._standing.at(self.ref(REVIEW), self.founding)

    def record(self, *events: tuple[str, str, Mapping[str, Any]]) -> list[Event]:
        """Sign and keep events given as (kind, on, data), in this order.

        Raises `NotAllowed` where the key on this computer does not count any more.
        """
        me = self.me
        if self.key_is_replaced:
            raise NotAllowed(key_replaced())
        at = self.clock.now()
        after = self.state().latest
        made: list[Event] = []
        for kind, on, data in events:
            event = make_event(me.key, kind, on, data, by=me.id, at=at, after=after)
            after = event.lamport
            made.append(event)
        try:
            self.journal.append(made, by=me.id, at=at)
        finally:
            self.refresh()
        return made

    # the toolkit

    def main(self) -> Oid:
        """The newest commit of the toolkit here; raises `NotFound`."""
        tip = self.ref(MAIN)
        if tip is None:
            raise NotFound(say("This workspace holds no toolkit yet."))
        return tip

    def tree(self, commit: Oid | None = None) -> Tree:
        """The files of a commit, of the toolkit's newest one by default."""
        return self.store.tree(commit or self.main())

    def toolkit(self, commit: Oid | None = None) -> Toolkit:
        """What toolkit.yml says; a toolkit without one has the defaults."""
        oid = self.store.file(commit or self.main(), FILE)
        if oid is None:
            return Toolkit(roots={"en": "."})
        if oid not in self._toolkits:
            self._toolkits[oid] = read_toolkit(self.store.read(oid))
        return self._toolkits[oid]

    def sections(self, commit: Oid | None = None) -> list[Section]:
        """All sections of a commit, paired across languages."""
        tree = self.tree(commit)
        if self._sections is not None and self._sections[0] == tree.oid:
            return self._sections[1]
        toolkit = self.toolkit(commit)
        places = [
            Place(tree.entries[path], path, language, toolkit.root(language))
            for path, language in section_paths(toolkit, tree.entries).items()
        ]
        found = paired(toolkit, self._known.read_all(places))
        self._sections = (tree.oid, found)
        return found

    def section(self, id_: str, language: str) -> Section:
        """One section in one language; raises `NotFound`."""
        for section in self.sections():
            if section.id == id_ and section.language == language:
                return section
        raise NotFound(say("This section is not in the toolkit any more."))

    def section_at(self, path: str) -> Section | None:
        """The section in the file at `path`."""
        sections = self.sections()
        if self._by_path[0] is not sections:
            self._by_path = (sections, {section.path: section for section in sections})
        return self._by_path[1].get(path)

    def glance_at(self, path: str) -> Section | None:
        """`section_at` without reading the others: for the few that are looked at on opening."""
        main = self.main()
        oid = self.store.file(main, path)
        toolkit = self.toolkit()
        language = section_paths(toolkit, [path]).get(path)
        if oid is None or language is None:
            return None
        one = self._known.read(Place(oid, path, language, toolkit.root(language)))
        return paired(toolkit, [one])[0]

    def made_of(self, what: str, oid: Oid, make: Callable[[bytes], T]) -> T:
        """What `make` gives for the content with this id, made once; `what` names the kind."""
        if (what, oid) not in self._made:
            self._made[what, oid] = make(self.store.read(oid))
        return cast(T, self._made[what, oid])

    def forget(self) -> None:
        """Drop what is remembered of contents, also between starts, after some were erased."""
        self._made.clear()
        self._standing.forget()
        self.refresh()

    def files(self, commit: Oid, paths: Sequence[str]) -> dict[str, bytes]:
        """The bytes of the files of a commit that are there."""
        wanted = self.blobs(commit, paths)
        contents = self.store.read_many(wanted.values())
        return {path: contents[oid] for path, oid in wanted.items()}

    def blobs(self, commit: Oid, paths: Iterable[str]) -> dict[str, Oid]:
        """The ids of the files of a commit that are there, of these alone."""
        found = {path: self.store.file(commit, path) for path in paths}
        return {path: oid for path, oid in found.items() if oid is not None}


def key_replaced() -> Message:
    """What somebody should know whose key was replaced by another."""
    return say(
        "Your key for this group was replaced by a new one, so what you do here from this computer "
        "does not count any more. You can still read what is here. If it was not you who asked "
        "for a new key, tell a maintainer at once, by telephone or in person."
    )

"""A group whose copies and workspace are all in memory: the services as they are, on fast ones."""

from __future__ import annotations

from collections.abc import Mapping

from support.circle_desks import StandingClock
from support.simulated_group import Simulated
from toolkit_editor.base.ids import PersonId, new_id
from toolkit_editor.content import adopting
from toolkit_editor.content.toolkit import FILE
from toolkit_editor.review.event import GROUP
from toolkit_editor.services.desk import MAIN, Desk, Me
from toolkit_editor.services.founding import vouch
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.address import parse_address
from toolkit_editor.store.keys import Key
from toolkit_editor.store.memory_store import MemoryStore
from toolkit_editor.store.memory_workspace import MemoryWorkspace
from toolkit_editor.store.model import Oid, RefChange


def memory_circle(
    pages: Mapping[str, bytes], people: Mapping[str, tuple[str, ...]]
) -> list[Simulated]:
    """The founder, who holds every role, and `people` with their roles, all at the same state."""
    there, clock = MemoryStore(), StandingClock()
    founder = _desk(MemoryStore(), there, clock, Me(PersonId(new_id()), Key.make()))
    founder.record(
        ("group-founded", GROUP, {"key": founder.me.key.public_line, "person": founder.me.id})
    )
    _lay(founder, pages)
    circle = {"ana": founder}
    for name, roles in people.items():
        desk = _desk(MemoryStore(), there, clock, Me(PersonId(new_id()), Key.make()))
        added = {"person": desk.me.id, "key": desk.me.key.public_line, "name": name}
        founder.record(("person-added", GROUP, {**added, "roles": list(roles)}))
        circle[name] = desk
    for desk in circle.values():
        sync(desk)
    return [Simulated(name, desk, _reopened) for name, desk in circle.items()]


def _desk(here: MemoryStore, there: MemoryStore, clock: StandingClock, me: Me) -> Desk:
    return Desk(here, parse_address("/nowhere"), clock, me, workspace=MemoryWorkspace(here, there))


def _lay(desk: Desk, pages: Mapping[str, bytes]) -> None:
    proposal = adopting.propose([adopting.look(path, data) for path, data in pages.items()])
    files = {**pages, FILE: adopting.write_toolkit("Simulated", proposal)}
    ids: dict[str, Oid | None] = {path: desk.store.write(data) for path, data in files.items()}
    commit = desk.store.make_commit(ids, author=desk.me.id, at=desk.clock.now(), message="Founded")
    desk.move(RefChange(MAIN, commit, None))
    vouch(desk, commit, dict(desk.tree(commit).entries), commit)


def _reopened(desk: Desk) -> Desk:
    """The program started anew: only what the store keeps is still known."""
    return Desk(
        desk.store, desk.address, desk.clock, desk.me, desk.founding, workspace=desk.workspace
    )

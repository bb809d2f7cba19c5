"""Five people, three roles, a thousand acts in any order, offline and on: all end up with the same.

Nothing that was typed is missing unless a person took it out, and nothing that somebody signed
beyond their role has any effect. `--seeds` and `--acts` look longer.
"""

from __future__ import annotations

import functools
import random
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.memory_circle import memory_circle
from support.simulated_group import Simulated, Simulation, first_pages
from support.walks import adopted
from toolkit_editor.review import signing
from toolkit_editor.services import founding
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places

ROLES = {
    "ben": ("contributor", "editor"),
    "cleo": ("contributor", "editor", "maintainer"),
    "dan": ("contributor",),
    "eva": ("contributor",),
}
IN_MEMORY, ON_GIT = 50, 2
BLOCKS = 10
"""The seeds in memory are run in so many tests, so that they share the cores."""


@pytest.fixture
def seeded(monkeypatch: pytest.MonkeyPatch) -> Iterator[random.Random]:
    """Numbers that are the same each time, also those that ids are made of.

    Whether somebody signed something is worked out once, and not for each of the five.
    """
    ids = random.Random()

    class Seeded(random.Random):
        def begin(self, seed: int) -> random.Random:
            ids.seed(seed + 1)
            return random.Random(seed)

    monkeypatch.setattr(secrets, "token_hex", lambda size=32: ids.randbytes(size).hex())
    monkeypatch.setattr(signing, "verifies", functools.cache(signing.verifies))
    yield Seeded()


def all_is_well(simulation: Simulation) -> None:
    """Everybody has the same, nothing is missing, nothing forged counts."""
    rounds = simulation.meet()
    told = "\n".join(simulation.acts[-40:])
    assert rounds < 8, told
    assert len(set(simulation.fingerprint())) == 1, told
    states = [person.desk.state() for person in simulation.people]
    for state in states[1:]:
        assert state == states[0], told
    assert simulation.missing() == {}, told
    without = {one.event.id for one in states[0].unconfirmed}
    assert set(simulation.forged) <= without, told


@pytest.mark.parametrize("block", range(BLOCKS))
def test_in_memory(block: int, seeded: random.Random, request: pytest.FixtureRequest) -> None:
    seeds = request.config.getoption("--seeds") or IN_MEMORY
    acts = request.config.getoption("--acts") or 1000
    done: dict[str, int] = {}
    for seed in range(block, seeds, BLOCKS):
        rng = seeded.begin(seed)  # type: ignore[attr-defined]
        simulation = Simulation(rng, memory_circle(first_pages(rng), ROLES))
        simulation.run(acts)
        all_is_well(simulation)
        for act, count in simulation.counts.items():
            done[act] = done.get(act, 0) + count
    assert min(done.get(act, 0) for act in ("choose", "bring_in", "approve", "overreach")) > 0


@pytest.mark.parametrize("seed", range(ON_GIT))
def test_on_real_git(seed: int, seeded: random.Random, tmp_path: Path) -> None:
    rng = seeded.begin(seed)  # type: ignore[attr-defined]
    places, ana = adopted(tmp_path, first_pages(rng))
    people = [Simulated("ana", ana, _reopening(places))]
    for name, roles in ROLES.items():
        places, desk = joined(tmp_path, ana, name, *roles)
        people.append(Simulated(name, desk, _reopening(places)))
    for person in people:
        sync(person.desk)
    simulation = Simulation(rng, people)
    try:
        simulation.run(150)
        all_is_well(simulation)
    finally:
        for person in simulation.people:
            person.desk.close()


def _reopening(places: Places):  # type: ignore[no-untyped-def]
    def reopen(desk: Desk) -> Desk:
        address, clock = str(desk.address), desk.clock
        desk.close()
        return founding.open_workspace(places, address, clock)

    return reopen

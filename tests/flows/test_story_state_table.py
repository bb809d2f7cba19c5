"""Every state of a story: consent x release x place x channel x day x withdrawal.

For each the gate's codes, whether the site shows it, who can read it, and what its teller sees:
said here once more in the shortest words there are, and compared with what the program does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from support.memory_circle import memory_circle
from support.walks import PAGES, plainly
from toolkit_editor.annotations.placement import Placement, path_of, to_json
from toolkit_editor.annotations.selector import Target, make_selector
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import SectionId, StoryId, new_id
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services import gate, story_reading, story_sharing, telling, withdrawing
from toolkit_editor.services.desk import MAIN, Desk
from toolkit_editor.services.opening_stories import open_newest
from toolkit_editor.services.place import Place
from toolkit_editor.services.site_input import site_input
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.sealed_to import Place as SealedPlace

WORDS = "we drank our tea in that small warm kitchen"
DAYS = ("before", "first", "last", "after")
CHANNELS: dict[str, frozenset[str]] = {
    "on": frozenset({"site-en"}),
    "off": frozenset({"handouts"}),
    "elsewhere": frozenset({"site-fr"}),
}
PLACES = tuple(SealedPlace)
CELLS = list(product((True, False), (True, False), PLACES, CHANNELS))


@dataclass
class Circle:
    """Ana keeps the toolkit and edits, Ben tells, Eve is a contributor like him."""

    ana: Desk
    ben: Desk
    eve: Desk

    def at(self, day: date) -> None:
        for desk in (self.ana, self.ben, self.eve):
            desk.clock.moment = datetime(  # type: ignore[attr-defined]
                day.year, day.month, day.day, 18, tzinfo=desk.clock.now().tzinfo
            )
            desk.refresh()

    def meet(self) -> None:
        for desk in (self.ben, self.ana, self.eve, self.ben):
            sync(desk)


@pytest.fixture(scope="module")
def circle() -> Iterator[Circle]:
    desks = [
        one.desk for one in memory_circle(PAGES, {"ben": ("contributor",), "eve": ("contributor",)})
    ]
    yield Circle(*desks)


def told(
    circle: Circle, *, recorded: bool, released: bool, place: SealedPlace, channel: str
) -> StoryId:
    """A story in that state, placed in the toolkit."""
    ben = circle.ben
    id_ = telling.begin(ben, "en")
    telling.keep_words(ben, id_, "Mine", f"{WORDS.capitalize()}.\n".encode())
    telling.keep_consent(ben, id_, {"channels": CHANNELS[channel], "attribution": Level.ANONYMOUS})
    if released:
        telling.say_yes(ben, id_)
    if place is not SealedPlace.ONLY_ME:
        story_sharing.share_story(ben, id_, place)
        if not recorded:
            opened = replace(open_newest(ben, id_), consent=None)
            story_sharing.seal(ben, opened, place)
            story_sharing.announce(ben, opened)
    put_on_page(circle.ana, id_)
    circle.meet()
    return id_


def put_on_page(desk: Desk, story: StoryId) -> None:
    """Place it as a maintainer's other program could: whatever stands against it."""
    section = desk.section(SectionId("hope"), "en")
    text = plain_of(split(desk.store.read(Oid(section.blob)))[1]).text
    start = text.index("grows when")
    selector = make_selector(text, start, start + 10, section.blob)
    placement = Placement(new_id(), story, Target(section.id, selector, "en"))
    main = desk.main()
    there = [path for path in desk.tree().entries if path.startswith("voices/")]
    files: dict[str, Oid | None] = dict.fromkeys(there)
    files[path_of(placement.id)] = desk.store.write(to_json(placement))
    commit = desk.store.make_commit(
        files, base=main, parents=(main,), author=desk.me.id, at=desk.clock.now(), message="x"
    )
    desk.move(RefChange(MAIN, commit, main))


def expected(
    *, recorded: bool, released: bool, place: SealedPlace, channel: str, day: str, withdrawn: bool
) -> set[str]:
    """The gate's codes, as format.md has them."""
    if place is SealedPlace.ONLY_ME:
        return {"no-consent"}
    if withdrawn:
        return {"withdrawn"}
    if not recorded:
        return {"no-consent"}
    codes = set()
    if day == "before":
        codes.add("no-consent")
    if day == "after":
        codes.add("consent-expired")
    if channel != "on":
        codes.add("consent-channel")
    if not released:
        codes.add("release-stale")
    return codes


def reads(desk: Desk, id_: StoryId) -> bool:
    try:
        opened = story_reading.open_story(desk, id_)
    except Refused:
        return False
    return WORDS[1:].encode() in opened.opened.story.body


@pytest.mark.parametrize(("recorded", "released", "place", "channel"), CELLS)
def test_every_cell_is_what_it_should_be_for_everybody(
    circle: Circle, *, recorded: bool, released: bool, place: SealedPlace, channel: str
) -> None:
    state = {"recorded": recorded, "released": released, "place": place, "channel": channel}
    first = date(2026, 11, 22)
    circle.at(first)
    id_ = told(circle, recorded=recorded, released=released, place=place, channel=channel)
    last = date(2028, 11, 22)
    days = {
        "before": first - timedelta(days=1),
        "first": first,
        "last": last,
        "after": last + timedelta(days=1),
    }
    shared = place is not SealedPlace.ONLY_ME
    for withdrawn in (False, True):
        if withdrawn:
            circle.at(first)
            withdrawing.withdraw_story(circle.ben, id_)
            circle.meet()
        for day in DAYS:
            circle.at(days[day])
            codes = {str(one.code) for one in gate.check(circle.ana) if one.place.story == id_}
            assert codes == expected(**state, day=day, withdrawn=withdrawn), day
            shown = {one.id for one in site_input(circle.ana, plainly).stories}
            assert (id_ in shown) == (not codes), day
        assert reads(circle.ben, id_) == (not withdrawn)
        assert reads(circle.ana, id_) == (shared and not withdrawn)
        assert reads(circle.eve, id_) == (place is SealedPlace.GROUP and not withdrawn)
        if not withdrawn:
            circle.at(first)
            seen = story_reading.open_story(circle.ben, id_)
            places = {
                SealedPlace.ONLY_ME: Place.HERE,
                SealedPlace.EDITORS: Place.EDITORS,
                SealedPlace.GROUP: Place.GROUP,
            }
            assert seen.mine and seen.place is (
                places[place] if recorded or not shared else Place.HERE
            )
            assert bool(seen.stale) == (not released)
            assert bool(seen.reasons) == (channel != "on" or not released)
        elif shared:
            assert circle.ben.state().stories[id_].withdrawn

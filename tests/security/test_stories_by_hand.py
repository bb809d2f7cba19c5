"""Somebody who can push writes into the refs of stories by hand.

Nobody else comes to read a story, it is shown nowhere its teller did not say, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.story_refs import read_ref, write_ref
from support.walks import PAGES, adopted, everything, publish, tell
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.finding import Code
from toolkit_editor.review.event import on_story
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    gate,
    publishing,
    reviewing,
    story_reading,
    story_sharing,
    story_talk,
    taking_down,
    telling,
)
from toolkit_editor.services.desk import STORIES, Desk
from toolkit_editor.services.narrowing import take_part_back
from toolkit_editor.services.opening_stories import open_shared
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.stories import consent_json
from toolkit_editor.stories.bundle import CONSENT, SEALED_TO, STORY
from toolkit_editor.stories.sealed_to import Place as SealedPlace
from toolkit_editor.stories.sealed_to import SealedTo, to_json
from toolkit_editor.stories.sealing import open_sealed, seal

FRENCH = "Oreiller de Zanzibar"
WALRUS = "Walrus umbrella"


@dataclass
class Circle:
    """Ana, who has every role, Ben, whose story is on the site, and Eve, who only contributes."""

    folder: Path
    places: Places
    ana: Desk
    ben: Desk
    eve: Desk
    story: StoryId

    @property
    def host(self) -> Path:
        return self.folder / "ws"

    def read(self) -> dict[str, bytes]:
        return read_ref(self.host, self.story)

    def put(self, files: dict[str, bytes]) -> None:
        write_ref(self.host, self.story, files)

    def meet(self) -> None:
        for desk in (self.ana, self.eve, self.ben, self.ana, self.eve):
            sync(desk)

    def codes(self, desk: Desk | None = None) -> set[Code]:
        return {one.code for one in gate.check(desk or self.ana) if one.place.story == self.story}

    def sealed(self, data: bytes, *more: Desk) -> bytes:
        """`data` as it is sealed to Ana and Ben, and to more people."""
        return seal(data, [one.me.key.public_line for one in (self.ana, self.ben, *more)])

    def wider(self, *more: Desk) -> bytes:
        """Ben's consent record, with uses that he never agreed to."""
        opened = open_shared(self.ana, self.story)
        assert opened is not None and opened.consent is not None
        channels = opened.consent.channels | {"site-fr", "research", "site-en"}
        return self.sealed(consent_json.to_json(replace(opened.consent, channels=channels)), *more)

    def knows_nothing(self, desk: Desk) -> None:
        """As on somebody's new computer: there is only what the workspace has now."""
        names = ("heads/story", "remotes/workspace/story", "local/story", "local/shared")
        there = desk.refs("refs/")
        refs = [f"refs/{name}/{self.story}" for name in names]
        desk.store.erase([ref for ref in refs if ref in there])
        desk.refresh()
        sync(desk)

    def site(self) -> bytes:
        publish(self.places, self.ana)
        return everything(self.folder / "ws-site")


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    places, ana = adopted(tmp_path, {**PAGES, "fr/hope.md": "# L’espoir\n\nIl grandit.\n".encode()})
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    _, eve = joined(tmp_path, ana, "eve", "contributor")
    sync(ben)
    story = tell(ben)
    other = replace(story_reading.open_story(ben, story).opened.story, language="fr", head=b"")
    telling.keep_translation(ben, story, replace(other, body=f"{FRENCH}.\n".encode()))
    telling.say_yes(ben, story)
    story_sharing.share_story(ben, story, SealedPlace.EDITORS)
    made = Circle(tmp_path, places, ana, ben, eve, story)
    made.meet()
    story_sharing.approve_story(ana, story)
    for waiting in reviewing.queue(ana):
        reviewing.approve(ana, waiting.id)
    publishing.bring_in(ana)
    made.meet()
    assert made.codes() == set()
    yield made
    for desk in (ana, ben, eve):
        desk.close()


# what was agreed to


def test_a_wider_consent_put_in_its_place_is_put_out_again(circle: Circle) -> None:
    before = circle.read()
    circle.put({**before, CONSENT: circle.wider()})
    circle.meet()
    assert circle.read() == before
    assert circle.codes() == set()
    assert FRENCH.encode() not in circle.site()


def test_a_wider_consent_counts_nowhere_where_nothing_else_is_known(circle: Circle) -> None:
    circle.put({**circle.read(), CONSENT: circle.wider()})
    circle.knows_nothing(circle.ana)
    opened = open_shared(circle.ana, circle.story)
    assert opened is not None and opened.consent is not None
    assert "site-fr" in opened.consent.channels
    assert circle.codes() == {Code.NO_CONSENT}
    (said,) = story_reading.open_story(circle.ana, circle.story).reasons
    assert "not what its teller shared last" in str(said)
    with pytest.raises(Refused, match="Publishing waits"):
        circle.site()
    with pytest.raises(Refused, match="not what its teller shared last"):
        story_sharing.approve_story(circle.ana, circle.story)
    circle.meet()
    assert circle.codes() == set()


def test_a_record_that_is_over_takes_no_story_off_its_page(circle: Circle) -> None:
    circle.site()
    opened = open_shared(circle.ana, circle.story)
    assert opened is not None and opened.consent is not None
    day = opened.consent.start
    over = replace(opened.consent, end=day, review_by=day, channels=frozenset())
    circle.ana.clock.moment += timedelta(days=3)  # type: ignore[attr-defined]
    circle.put({**circle.read(), CONSENT: circle.sealed(consent_json.to_json(over))})
    circle.knows_nothing(circle.ana)
    assert not taking_down.over(circle.ana)
    circle.meet()
    assert circle.codes() == set()


@pytest.mark.parametrize("left_out", ["", SEALED_TO, "story.fr.age"])
@pytest.mark.parametrize("whole", [True, False])
def test_what_was_agreed_before_a_use_was_taken_back_does_not_come_back(
    circle: Circle, *, whole: bool, left_out: str
) -> None:
    telling.keep_consent(circle.ben, circle.story, {"channels": frozenset({"site-en", "site-fr"})})
    story_sharing.share_story(circle.ben, circle.story, SealedPlace.EDITORS)
    circle.meet()
    story_sharing.approve_story(circle.ana, circle.story)
    before = circle.read()
    take_part_back(circle.ben, circle.story, channels={"site-fr"})
    circle.meet()
    after = circle.read()
    assert before[STORY] == after[STORY] and before[CONSENT] != after[CONSENT]
    put = before if whole else {**after, CONSENT: before[CONSENT]}
    circle.put({path: data for path, data in put.items() if path != left_out})
    circle.knows_nothing(circle.ana)
    assert circle.codes() == {Code.NO_CONSENT}
    circle.meet()
    assert circle.read() == after
    assert circle.codes() == set()
    assert FRENCH.encode() not in circle.site()


def test_a_forged_record_is_never_signed_by_its_teller(circle: Circle) -> None:
    """It is the newest there is at Ben's second computer, and he goes on there."""
    circle.put({**circle.read(), CONSENT: circle.wider()})
    circle.knows_nothing(circle.ben)
    for verb in (
        lambda: take_part_back(circle.ben, circle.story, channels={"slides"}),
        lambda: telling.say_yes(circle.ben, circle.story),
        lambda: story_sharing.share_story(circle.ben, circle.story, SealedPlace.EDITORS),
    ):
        with pytest.raises(Refused, match="not what you shared"):
            verb()
    circle.meet()
    telling.say_yes(circle.ben, circle.story)


def as_long_ago(circle: Circle) -> None:
    """Ben's program said once what it said before entries named all that was shared."""
    state = circle.ben.state().stories[circle.story]
    facts = {"sealed": state.sealed, "released": dict(state.released)}
    circle.ben.record(("shared", on_story(circle.story), facts))


def test_what_was_shared_long_ago_is_signed_anew_where_it_is_untouched(circle: Circle) -> None:
    as_long_ago(circle)
    assert circle.codes(circle.ben) == {Code.NO_CONSENT}
    before = circle.read()
    circle.meet()
    assert circle.read() == before
    assert circle.codes() == set()
    assert circle.ana.state().stories[circle.story].status is Status.APPROVED


def test_what_was_shared_long_ago_and_was_touched_is_not_signed_anew(circle: Circle) -> None:
    as_long_ago(circle)
    circle.put({**circle.read(), CONSENT: circle.wider()})
    circle.knows_nothing(circle.ben)
    circle.knows_nothing(circle.ana)
    circle.meet()
    assert circle.codes() == {Code.NO_CONSENT}


# who can read it


@pytest.mark.parametrize("listed", ["group", "editors"])
def test_a_list_that_says_everyone_opens_nothing_for_anyone(circle: Circle, listed: str) -> None:
    people = frozenset(desk.me.id for desk in (circle.ana, circle.ben, circle.eve))
    before = circle.read()
    forged = {**before, SEALED_TO: to_json(SealedTo(SealedPlace(listed), people))}
    circle.put(forged)
    circle.meet()
    assert open_shared(circle.eve, circle.story) is None
    story_talk.say_about(circle.ana, circle.story, f"{WALRUS}.")
    circle.meet()
    circle.put({**circle.read(), SEALED_TO: forged[SEALED_TO]})
    take_part_back(circle.ben, circle.story, channels={"slides"})
    circle.meet()
    key = circle.eve.me.key.to_openssh()
    for data in circle.read().values():
        with pytest.raises(Refused):
            open_sealed(data, key)
    assert [one.text for one in story_talk.said_about(circle.ben, circle.story)] == [f"{WALRUS}."]


def test_nobody_adds_words_where_it_is_not_sure_who_reads_them(circle: Circle) -> None:
    people = frozenset(desk.me.id for desk in (circle.ana, circle.ben, circle.eve))
    circle.put({**circle.read(), SEALED_TO: to_json(SealedTo(SealedPlace.GROUP, people))})
    circle.knows_nothing(circle.ana)
    with pytest.raises(Refused, match="cannot be read who may read"):
        story_talk.say_about(circle.ana, circle.story, f"{WALRUS}.")


# what was said


def test_what_was_said_comes_back_when_another_program_takes_it_out(circle: Circle) -> None:
    story_talk.say_about(circle.ana, circle.story, f"{WALRUS}.")
    circle.meet()
    before = circle.read()
    (talk,) = (path for path in before if path.startswith("talk/"))
    for without in (
        {path: data for path, data in before.items() if path != talk},
        {**before, talk: b"nothing"},
        {**before, talk: circle.sealed(b"[" * 100_000)},
        {SEALED_TO: b"{}"},
        {},
    ):
        circle.put(without)
        circle.meet()
        assert circle.read() == before
        heads = {circle.ana.ref(STORIES + circle.story), circle.ben.ref(STORIES + circle.story)}
        assert len(heads) == 1
    assert [one.text for one in story_talk.said_about(circle.ben, circle.story)] == [f"{WALRUS}."]

"""Taking a story back in part, for a time, or altogether: what each side sees, and what is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from support.circle_desks import StandingClock, joined
from support.toolkits import all_objects
from support.walks import PAGES, SECRET, adopted, everything, publish, repositories, tell
from toolkit_editor.base.errors import NotAllowed, NotFound, Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.finding import Code
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    gate,
    publishing,
    reviewing,
    story_reading,
    story_sharing,
    telling,
    withdrawing,
)
from toolkit_editor.services.aftermath import aftermath, taken_back_stories
from toolkit_editor.services.desk import MAIN, Desk
from toolkit_editor.services.gate import require_open
from toolkit_editor.services.narrowing import take_part_back
from toolkit_editor.services.second_thoughts import begin_again, words_of
from toolkit_editor.services.syncing import sync
from toolkit_editor.services.taking_down import (
    former_places,
    leave_out,
    over,
    place_again,
    taken_back,
)
from toolkit_editor.settings.places import Places
from toolkit_editor.store.model import RefChange
from toolkit_editor.stories.sealed_to import Place as SealedPlace

MORE = "Walrus umbrella"
FRENCH = "Oreiller de Zanzibar"


@dataclass
class Told:
    """Ana, who has every role, and Ben, whose story stands on the public site."""

    folder: Path
    places: Places
    ana: Desk
    ben: Desk
    story: StoryId

    @property
    def site(self) -> bytes:
        return everything(self.folder / "ws-site")

    def codes(self) -> set[Code]:
        return {one.code for one in gate.check(self.ana) if one.place.story == self.story}

    def wait(self, days: int) -> None:
        for desk in (self.ana, self.ben):
            assert isinstance(desk.clock, StandingClock)
            desk.clock.moment += timedelta(days=days)
            desk.refresh()


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    places, ana = adopted(tmp_path, {**PAGES, "fr/hope.md": "# L’espoir\n\nIl grandit.\n".encode()})
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    ben.clock = StandingClock()
    story = tell(ben)
    other = replace(story_reading.open_story(ben, story).opened.story, language="fr", head=b"")
    telling.keep_translation(ben, story, replace(other, body=f"{FRENCH}.\n".encode()))
    telling.keep_consent(ben, story, {"channels": frozenset({"site-en", "site-fr", "slides"})})
    telling.say_yes(ben, story)
    story_sharing.share_story(ben, story, SealedPlace.EDITORS)
    sync(ben)
    sync(ana)
    story_sharing.approve_story(ana, story)
    for waiting in reviewing.queue(ana):
        reviewing.approve(ana, waiting.id)
    publishing.bring_in(ana)
    publish(places, ana)
    sync(ben)
    yield Told(tmp_path, places, ana, ben, story)
    ana.close()
    ben.close()


def test_one_use_taken_back_counts_at_once_and_shares_nothing_else(told: Told) -> None:
    telling.keep_words(told.ben, told.story, "Mine", f"{MORE}.\n".encode())
    take_part_back(told.ben, told.story, channels={"slides", "site-en"})
    sync(told.ben)
    sync(told.ana)
    seen = story_reading.open_story(told.ana, told.story).opened
    assert seen.consent is not None and seen.consent.channels == {"site-fr"}
    assert SECRET.encode() in seen.story.body and MORE.encode() not in seen.story.body
    here = story_reading.open_story(told.ben, told.story)
    assert MORE.encode() in here.opened.story.body and here.has_unshared
    assert here.opened.consent is not None and here.opened.consent.channels == {"site-fr"}
    assert told.ana.state().stories[told.story].status is Status.PUBLIC
    assert told.codes() == set()
    publish(told.places, told.ana)
    assert told.ana.state().stories[told.story].status is Status.PUBLIC
    assert SECRET.encode() not in told.site and FRENCH.encode() in told.site


def test_a_language_taken_back_takes_its_translation_along(told: Told) -> None:
    sealed = told.ana.tree(told.ana.ref(f"refs/heads/story/{told.story}")).entries["story.fr.age"]
    assert sealed in all_objects(told.folder / "ws")
    take_part_back(told.ben, told.story, languages={"fr"})
    sync(told.ben)
    sync(told.ana)
    seen = story_reading.open_story(told.ana, told.story).opened
    assert not seen.translations and seen.consent is not None
    assert set(seen.consent.released) == {"en"} and "site-fr" not in seen.consent.channels
    publish(told.places, told.ana)
    assert SECRET.encode() in told.site and FRENCH.encode() not in told.site
    for repository in repositories(told.folder):
        assert sealed not in all_objects(repository), repository


def test_the_last_public_use_taken_back_takes_the_story_off_its_page(told: Told) -> None:
    take_part_back(told.ben, told.story, channels={"site-en", "site-fr"})
    sync(told.ben)
    sync(told.ana)
    assert told.codes() == {Code.CONSENT_CHANNEL} and len(over(told.ana)) == 1
    publish(told.places, told.ana)
    assert SECRET.encode() not in told.site and not over(told.ana)
    assert told.ana.state().stories[told.story].status is Status.APPROVED


def test_only_the_teller_takes_part_back_and_only_of_what_was_agreed(told: Told) -> None:
    with pytest.raises(NotAllowed):
        take_part_back(told.ana, told.story, channels={"site-en"})


def test_a_story_whose_time_is_over_leaves_the_next_edition_and_stays_with_its_teller(
    told: Told,
) -> None:
    told.wait(800)
    assert Code.CONSENT_EXPIRED in told.codes() and len(over(told.ana)) == 1
    assert SECRET.encode() in told.site
    publish(told.places, told.ana)
    assert SECRET.encode() not in told.site
    sync(told.ben)
    kept = story_reading.open_story(told.ben, told.story)
    assert SECRET.encode() in kept.opened.story.body and not kept.placed
    assert len(former_places(told.ben, told.story)) == 1


def test_a_clock_that_was_set_back_makes_no_consent_last_longer(told: Told) -> None:
    told.wait(800)
    publish(told.places, told.ana)
    put_back_on_its_page(told)
    told.wait(-700)
    assert told.codes() == {Code.CONSENT_EXPIRED}
    with pytest.raises(Refused, match="Publishing waits"):
        require_open(told.ana)
    publish(told.places, told.ana)
    assert SECRET.encode() not in told.site


def put_back_on_its_page(told: Told) -> None:
    """As another program could."""
    desk = told.ana
    main = desk.main()
    commit = desk.store.make_commit(
        former_places(desk, told.story),
        base=main,
        parents=(main,),
        author=desk.me.id,
        at=desk.clock.now(),
        message="x",
    )
    desk.move(RefChange(MAIN, commit, main))


def test_a_teller_who_goes_on_asks_for_the_same_place_again(told: Told) -> None:
    told.wait(800)
    publish(told.places, told.ana)
    sync(told.ben)
    telling.go_on(told.ben, told.story)
    place_again(told.ben, told.story)
    story_sharing.share_story(told.ben, told.story, SealedPlace.EDITORS)
    sync(told.ben)
    sync(told.ana)
    (waiting,) = reviewing.queue(told.ana)
    reviewing.approve(told.ana, waiting.id)
    publishing.bring_in(told.ana)
    publish(told.places, told.ana)
    assert SECRET.encode() in told.site and told.codes() == set()


def test_nobody_else_asks_for_the_place_of_a_story(told: Told) -> None:
    with pytest.raises(NotAllowed):
        place_again(told.ana, told.story)


def test_a_maintainer_leaves_a_story_out_for_now(told: Told) -> None:
    telling.keep_words(told.ben, told.story, "Mine", f"{SECRET}, in other words.\n".encode())
    story_sharing.share_story(told.ben, told.story, SealedPlace.EDITORS)
    sync(told.ben)
    sync(told.ana)
    assert Code.RELEASE_STALE in told.codes() and not over(told.ana)
    with pytest.raises(Refused, match="Publishing waits"):
        publish(told.places, told.ana)
    with pytest.raises(NotAllowed):
        leave_out(told.ben, told.story)
    leave_out(told.ana, told.story)
    publish(told.places, told.ana)
    assert SECRET.encode() not in told.site


def test_what_became_of_it_is_told_step_by_step(told: Told) -> None:
    withdrawing.withdraw_story(told.ben, told.story)
    before = aftermath(told.ben, told.story)
    assert (before.mine, before.by_teller, before.told, before.placed) == (True, True, False, True)
    assert [(one.me, bool(one.at)) for one in before.receipts] == [(True, True), (False, False)]
    assert before.shown is not None and before.clean == ""
    assert [one.id for one in taken_back_stories(told.ben)] == [told.story]
    sync(told.ben)
    assert aftermath(told.ben, told.story).told
    sync(told.ana)
    assert taken_back(told.ana)
    publish(told.places, told.ana)
    sync(told.ben)
    after = aftermath(told.ben, told.story)
    assert all(one.at for one in after.receipts) and len(after.receipts) == 2
    assert after.clean and not after.placed and after.host_erases
    with pytest.raises(NotFound):
        aftermath(told.ben, StoryId("0" * 16))


def test_words_that_were_taken_back_can_begin_anew_and_nothing_of_the_old_returns(
    told: Told,
) -> None:
    held = words_of(told.ben, told.story)
    withdrawing.withdraw_story(told.ben, told.story)
    begun = begin_again(told.ben, held)
    again = story_reading.open_story(told.ben, begun.id)
    assert again.opened.story.body == held.story.body
    assert again.opened.translations.keys() == {"fr"}
    assert again.opened.consent is not None
    assert not again.opened.consent.channels and not again.opened.consent.released
    assert again.opened.consent.display == "A neighbour"
    assert again.status is Status.LOCAL and not again.placed
    sync(told.ben)
    sync(told.ana)
    assert told.ana.state().stories[told.story].status is Status.WITHDRAWN
    assert begun.id not in told.ana.state().stories


def test_a_story_that_never_left_can_be_had_again_too(told: Told) -> None:
    story = telling.begin(told.ben, "en")
    telling.keep_words(told.ben, story, "", f"{MORE}.\n".encode())
    held = words_of(told.ben, story)
    withdrawing.withdraw_story(told.ben, story)
    assert (
        MORE.encode()
        in story_reading.open_story(told.ben, begin_again(told.ben, held).id).opened.story.body
    )

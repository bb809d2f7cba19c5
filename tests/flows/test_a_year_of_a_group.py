"""A year of a group, and nobody's own name in any object of any repository.

What people are called on their computer, in their system's settings and in git's own stays there;
the group knows them by what they chose to be called in it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from support.circle_desks import StandingClock, joined
from support.toolkits import git
from support.walks import SECRET, adopted, edit, everything, publish, repositories, tell
from toolkit_editor.base.ids import SectionId
from toolkit_editor.services import (
    narrowing,
    publishing,
    reviewing,
    sharing,
    story_sharing,
    story_talk,
    talking,
    withdrawing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.profiles import call, called
from toolkit_editor.stories.sealed_to import Place

OWN = {"ana": "Zebediah Quillon", "ben": "Marguerite Okonkwo", "eve": "Tomasz Featherby"}
SYSTEM = "Philomena Hartwhistle"
MACHINE = "hartwhistle-laptop"


@pytest.fixture(autouse=True)
def a_system_that_knows_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "system"
    home.mkdir()
    (home / ".gitconfig").write_text(
        f"[user]\n\tname = {SYSTEM}\n\temail = p@{MACHINE}.example.org\n"
    )
    monkeypatch.setenv("HOME", str(home))
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "NAME", "USER", "LOGNAME", "EMAIL"):
        monkeypatch.setenv(name, f"{SYSTEM} <p@{MACHINE}.example.org>")
    monkeypatch.setenv("HOSTNAME", MACHINE)


def meet(*desks: Desk) -> None:
    for desk in desks:
        sync(desk)


def test_no_own_name_is_in_any_object_after_a_year(tmp_path: Path) -> None:
    places, ana = adopted(tmp_path)
    homes = {"ana": places}
    people = {"ana": ana}
    for name, roles in (("ben", ["contributor"]), ("eve", ["editor", "contributor"])):
        homes[name], people[name] = joined(tmp_path, ana, name, *roles)
    for name, own in OWN.items():
        call(homes[name], own)
    ben, eve = people["ben"], people["eve"]
    for month in range(12):
        a_month(month, places, ana, ben, eve)
        for desk in people.values():
            assert isinstance(desk.clock, StandingClock)
        ana.clock.moment += timedelta(days=30)  # type: ignore[attr-defined]
    meet(ben, ana, eve)
    assert [called(home) for home in homes.values()] == list(OWN.values())
    names = [part for own in (*OWN.values(), SYSTEM) for part in (own, *own.split())] + [MACHINE]
    looked_at = repositories(tmp_path)
    assert len(looked_at) >= 5
    for repository in looked_at:
        held = everything(repository) + git(repository, "for-each-ref").encode()
        held += b"".join(file.read_bytes() for file in repository.rglob("*") if file.is_file())
        assert not [name for name in names if name.encode().lower() in held.lower()], repository
        assert b"ben" in held or "site" in repository.name, (
            "what one is called in the group is there"
        )
    for desk in people.values():
        desk.close()


def a_month(month: int, places: object, ana: Desk, ben: Desk, eve: Desk) -> None:
    """Words, a story, what was said about both, an edition; some of it is taken back."""
    before = b"often" if month == 0 else f"word{month - 1}".encode()
    draft = edit(ben, "en/hope.md", before, f"word{month}".encode())
    sharing.share(ben, draft, f"Month {month}")
    story = tell(ben, f"{SECRET} {month}", "The last words")
    story_sharing.share_story(ben, story, Place.GROUP if month % 2 else Place.EDITORS)
    meet(ben, eve, ana)
    story_talk.say_about(eve, story, f"Thank you {month}")
    reviewing.approve(eve, draft)
    story_sharing.approve_story(eve, story)
    for waiting in reviewing.queue(eve):
        reviewing.approve(eve, waiting.id)
    section = eve.section(SectionId("hope"), "en")
    talking.comment(
        eve, talking.Passage(section.id, "en", section.blob, 0, 4), "Hope", f"Said {month}"
    )
    meet(eve, ana)
    publishing.bring_in(ana)
    publish(places, ana)  # type: ignore[arg-type]
    meet(ben)
    if month % 3 == 0:
        withdrawing.withdraw_story(ben, story)
    elif month % 3 == 1:
        narrowing.take_part_back(ben, story, channels={"site-en"})

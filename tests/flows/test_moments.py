"""The past of a section: every moment is there, can come back, and stays on this computer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.toolkits import git
from support.walks import HOPE, adopted, approve_and_bring_in, edit, everything, repositories
from toolkit_editor.base.errors import Stale
from toolkit_editor.base.ids import SectionId
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.passages import passages
from toolkit_editor.services import moments, reading, sharing, writing
from toolkit_editor.services.desk import LOCAL_DRAFTS, Desk
from toolkit_editor.services.moments import Whose
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.exchange import PushRef

PATH = "en/hope.md"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    _, desk = adopted(tmp_path)
    yield desk
    desk.close()


def wait(desk: Desk, **much: int) -> None:
    assert isinstance(desk.clock, StandingClock)
    desk.clock.moment += timedelta(**much)


def keep(desk: Desk, data: bytes) -> None:
    desk.refresh()
    assert writing.keep(desk, PATH, data) is not None


def history(desk: Desk) -> moments.History:
    desk.refresh()
    return moments.read_history(desk, SectionId("hope"), "en")


def now(desk: Desk) -> bytes:
    desk.refresh()
    opened = reading.open_section(desk, SectionId("hope"), "en")
    return opened.head + opened.body


def test_my_own_moments_carry_their_minute(desk: Desk) -> None:
    wait(desk, minutes=7)
    keep(desk, HOPE + b"One.\n")
    wait(desk, minutes=4)
    keep(desk, HOPE + b"Two.\n")
    past = history(desk).past
    assert [(one.whose, one.at.minute, one.exact) for one in past] == [
        (Whose.MINE, 7, True),
        (Whose.GROUP, 0, False),
    ]


def test_a_moment_from_before_minutes_were_kept_is_known_to_the_hour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for whose in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{whose}_DATE", "2026-11-22T18:00Z")
    wait(desk, minutes=7)
    keep(desk, HOPE + b"One.\n")
    ref = next(iter(desk.refs(LOCAL_DRAFTS)))
    old = git(desk.store.folder, "commit-tree", "-m", "Moment", "-p", "main", f"{ref}^{{tree}}")
    git(desk.store.folder, "update-ref", ref, old)
    keep(desk, HOPE + b"Two.\n")
    assert [one.exact for one in history(desk).past] == [False, False]


def test_no_minute_ever_reaches_the_group(desk: Desk, tmp_path: Path) -> None:
    wait(desk, minutes=37)
    draft = edit(desk, PATH, b"often", b"sometimes")
    local = git(desk.store.folder, "rev-list", desk.refs(LOCAL_DRAFTS)[LOCAL_DRAFTS + draft])
    assert b"T18:37Z" in everything(desk.store.folder)
    sync(desk)
    sharing.share(desk, draft)
    sync(desk)
    wait(desk, minutes=2)
    edit(desk, PATH, b"sometimes", b"now and then")
    approve_and_bring_in(desk, draft)
    sync(desk)
    shared = [one for one in repositories(tmp_path) if one != desk.store.folder]
    assert tmp_path / "ws" in shared
    moment = git(desk.store.folder, "rev-parse", LOCAL_DRAFTS + draft)
    for repository in shared:
        assert b":37" not in everything(repository)
        assert b":39" not in everything(repository)
        assert b"Moment" not in everything(repository)
        ids = git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
        assert moment not in ids
        assert local.splitlines()[0] not in ids
        assert "local" not in git(repository, "for-each-ref")


def test_what_is_this_computers_alone_cannot_be_sent_by_mistake() -> None:
    with pytest.raises(ValueError, match="never leaves"):
        PushRef(LOCAL_DRAFTS + "0" * 16, None, None)


def test_moments_of_a_sitting_are_few_to_read_and_none_is_missing_from_all(desk: Desk) -> None:
    for number in range(60):
        wait(desk, seconds=20)
        keep(desk, HOPE + b"Word %d.\n" % number)
    wait(desk, minutes=11)
    keep(desk, HOPE + b"Another sitting.\n")
    past = history(desk).past
    assert len(past) == 61
    sittings = moments.sittings(past)
    assert [len(sitting) for sitting in sittings] == [60, 1]
    worth = moments.worth_reading(sittings[0])
    assert worth[0] == past[0]
    assert 3 <= len(worth) <= 5
    assert all(a.at - b.at >= moments.STRIDE for a, b in itertools.pairwise(worth))


def test_putting_all_back_and_back_again_gives_the_same_bytes(desk: Desk) -> None:
    newest = HOPE.replace(b"often", b"sometimes") + b"A line.\n"
    keep(desk, HOPE + b"A line.\n")
    keep(desk, newest)
    before = history(desk)
    moments.put_all_back(desk, before.now, before.past[-1])
    assert now(desk) == HOPE
    after = history(desk)
    assert after.past[0].blob == before.now.blob
    moments.put_all_back(desk, after.now, after.past[0])
    assert now(desk) == newest


def test_one_passage_comes_back_and_the_rest_stays(desk: Desk) -> None:
    changed = HOPE.replace(b"Hope *often* starts small.\n", b"").replace(b"* one", b"* 1")
    keep(desk, changed)
    found = history(desk)
    then = found.past[-1]
    first = passages(split(HOPE)[1], split(found.now.data)[1])[0]
    moments.put_passage_back(desk, found.now, then, first)
    assert now(desk) == HOPE.replace(b"* one", b"* 1")
    assert history(desk).past[0].blob == found.now.blob


def test_nothing_is_put_back_over_words_written_meanwhile(desk: Desk) -> None:
    keep(desk, HOPE + b"One.\n")
    found = history(desk)
    keep(desk, HOPE + b"Two.\n")
    with pytest.raises(Stale):
        moments.put_all_back(desk, found.now, found.past[-1])
    assert now(desk) == HOPE + b"Two.\n"


def test_what_was_shared_and_brought_in_is_there_by_time_too(desk: Desk) -> None:
    draft = edit(desk, PATH, b"often", b"sometimes")
    wait(desk, hours=1)
    approve_and_bring_in(desk, draft)
    wait(desk, hours=1)
    edit(desk, PATH, b"sometimes", b"now and then")
    past = history(desk).past
    assert [one.whose for one in past] == [Whose.SHARED, Whose.GROUP, Whose.MINE, Whose.GROUP]
    texts = moments.read_past(desk, *past)
    assert [b"sometimes" in text for text in texts] == [True, True, True, False]


def test_another_moment_costs_the_same_however_many_there_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(desk, HOPE + b"One.\n")
    asked: list[str] = []
    run = type(desk.store.plumbing).run

    def counting(self: object, *arguments: str, **options: object) -> object:
        asked.append(arguments[0])
        return run(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(type(desk.store.plumbing), "run", counting)
    keep(desk, HOPE + b"Two.\n")
    asked.clear()
    keep(desk, HOPE + b"Three.\n")
    assert "merge-base" not in asked
    assert "rev-list" not in asked

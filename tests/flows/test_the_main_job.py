"""The whole job once: write, share, review, bring in, publish, take back. Real git throughout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.toolkits import git
from support.walks import (
    HOPE,
    SECRET,
    adopted,
    approve_and_bring_in,
    edit,
    everything,
    files_with,
    publish,
    repositories,
    share_and_place,
    tell,
)
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import SectionId
from toolkit_editor.checks.finding import Code
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    gate,
    publishing,
    reading,
    reviewing,
    sharing,
    story_reading,
    story_sharing,
    telling,
    withdrawing,
    writing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import Place
from toolkit_editor.settings.places import Places
from toolkit_editor.store.model import RefChange
from toolkit_editor.stories.sealed_to import Place as SealedPlace

PAGE = "main:en/hope.html"
NEW = b"It grows slowly when it is shared."


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[tuple[Places, Desk]]:
    places, desk = adopted(tmp_path)
    yield places, desk
    desk.close()


@pytest.fixture
def desk(walk: tuple[Places, Desk]) -> Desk:
    return walk[1]


def test_what_i_write_stays_on_this_computer_until_i_share_it(desk: Desk, tmp_path: Path) -> None:
    draft = edit(desk, "en/hope.md", b"It grows when it is shared.", NEW)
    here = reading.open_section(desk, SectionId("hope"), "en")
    assert NEW in here.body
    assert here.place is Place.HERE
    assert [d.id for d in writing.unshared(desk)] == [draft]
    assert NEW not in everything(tmp_path / "ws")
    assert "draft" not in git(tmp_path / "ws", "for-each-ref")


def test_every_pause_can_be_gone_back_to(desk: Desk) -> None:
    edit(desk, "en/hope.md", b"often", b"sometimes")
    edit(desk, "en/hope.md", b"sometimes", b"now and then")
    moments = writing.moments(desk, "en/hope.md")
    texts = [writing.read_moment(desk, moment) for moment in moments]
    assert [b"now and then" in texts[0], b"sometimes" in texts[1]] == [True, True]
    assert texts[-1] == HOPE


def test_one_changed_sentence_goes_all_the_way_to_the_public_site(
    walk: tuple[Places, Desk], tmp_path: Path
) -> None:
    places, desk = walk
    founded = git(tmp_path / "ws", "rev-parse", "main")
    draft = edit(desk, "en/hope.md", b"It grows when it is shared.", NEW)
    seen = sharing.preview(desk, draft)
    assert [person.id for person in seen.readers] == [desk.me.id]
    assert [file.path for file in seen.files] == ["en/hope.md"]
    sharing.share(desk, draft, "softer")
    assert [(one.id, one.note) for one in reviewing.queue(desk)] == [(draft, "softer")]
    with pytest.raises(Refused):
        publishing.bring_in(desk, draft)
    reviewing.approve(desk, draft)
    publishing.bring_in(desk, draft)
    publish(places, desk)
    site = tmp_path / "ws-site"
    assert NEW.decode() in git(site, "show", PAGE)
    assert git(site, "rev-list", "--count", "main") == "1"
    assert desk.state().drafts[draft].status is Status.PUBLIC
    changed = git(tmp_path / "ws", "diff", "--numstat", founded, "main")
    assert changed.split() == ["1", "1", "en/hope.md"]


def test_an_approval_holds_only_for_what_was_approved(desk: Desk) -> None:
    draft = edit(desk, "en/hope.md", b"often", b"sometimes")
    sharing.share(desk, draft)
    reviewing.approve(desk, draft)
    edit(desk, "en/hope.md", b"The last words stay.", b"The last words go.")
    sharing.share(desk, draft)
    assert desk.state().drafts[draft].status is Status.IN_REVIEW
    with pytest.raises(Refused):
        publishing.bring_in(desk, draft)


def test_i_can_go_on_writing_while_what_i_shared_is_brought_in(
    walk: tuple[Places, Desk], tmp_path: Path
) -> None:
    places, desk = walk
    draft = edit(desk, "en/hope.md", b"often", b"sometimes")
    sharing.share(desk, draft)
    edit(desk, "en/hope.md", b"The last words stay.", b"The last words go.")
    reviewing.approve(desk, draft)
    publishing.bring_in(desk, draft)
    assert b"sometimes" in desk.files(desk.main(), ["en/hope.md"])["en/hope.md"]
    approve_and_bring_in(desk, draft)
    publish(places, desk)
    page = git(tmp_path / "ws-site", "show", PAGE)
    assert "sometimes" in page
    assert "The last words go." in page


def test_a_change_nobody_approved_stops_publishing(walk: tuple[Places, Desk]) -> None:
    places, desk = walk
    main = desk.main()
    oid = desk.store.write(b"# Hope\n\nSlipped in.\n")
    facts = {"author": desk.me.id, "at": desk.clock.now(), "message": "x"}
    commit = desk.store.make_commit({"en/hope.md": oid}, base=main, parents=(main,), **facts)
    desk.move(RefChange("refs/heads/main", commit, main))
    stops = [(one.code, one.place.path) for one in gate.blocking(gate.check(desk))]
    assert stops == [(Code.NOT_APPROVED, "en/hope.md")]
    with pytest.raises(Refused, match=r"en/hope\.md"):
        publish(places, desk)
    assert git(places.site_copy(desk.address.target), "for-each-ref", check=False) == ""


def test_my_story_stands_beside_its_passage_once_it_is_approved_and_published(
    walk: tuple[Places, Desk], tmp_path: Path
) -> None:
    places, desk = walk
    publish(places, desk)
    story = tell(desk)
    assert story_reading.open_story(desk, story).place is Place.HERE
    telling_words = [
        p for r in repositories(tmp_path) for p in [everything(r)] if SECRET.encode() in p
    ]
    assert telling_words == []
    share_and_place(desk, story)
    publish(places, desk)
    page = git(tmp_path / "ws-site", "show", PAGE)
    assert SECRET in page
    assert "A neighbour" in page
    assert page.index("grows when") < page.index(SECRET) < page.index("another thing")
    assert story_reading.open_story(desk, story).place is Place.PUBLIC


def test_a_story_i_changed_after_saying_yes_is_not_shown_before_i_say_yes_again(
    walk: tuple[Places, Desk],
) -> None:
    places, desk = walk
    story = tell(desk)
    share_and_place(desk, story)
    telling.keep_words(desk, story, "Mine", b"Other words altogether.\n")
    assert story_reading.open_story(desk, story).stale == ("en",)
    story_sharing.share_story(desk, story, SealedPlace.EDITORS)
    assert Code.RELEASE_STALE in {one.code for one in gate.blocking(gate.check(desk))}
    with pytest.raises(Refused):
        publish(places, desk)


def test_a_story_i_take_back_is_gone_from_everywhere(
    walk: tuple[Places, Desk], tmp_path: Path
) -> None:
    places, desk = walk
    story = tell(desk)
    share_and_place(desk, story)
    publish(places, desk)
    site, shared = tmp_path / "ws-site", tmp_path / "ws"
    assert SECRET.encode() in everything(site)
    ref = git(shared, "rev-parse", f"refs/heads/story/{story}")
    sealed = git(shared, "rev-parse", f"{ref}:story.age")
    assert git(shared, "cat-file", "-t", sealed) == "blob"

    withdrawing.withdraw_story(desk, story)
    publish(places, desk)

    for repository in repositories(tmp_path):
        assert SECRET.encode() not in everything(repository), repository
        assert story not in git(repository, "for-each-ref", "refs/heads/story", "refs/local")
        for object_ in (ref, sealed):
            assert git(repository, "cat-file", "-t", object_, check=False) == "", repository
    assert files_with(tmp_path, SECRET.encode()) == []
    assert git(site, "rev-list", "--count", "main") == "1"
    assert not [
        p for p in git(shared, "ls-tree", "-r", "--name-only", "main").split() if "voices" in p
    ]
    assert desk.me.id in desk.state().stories[story].erased_by
    events = git(shared, "ls-tree", "-r", "--name-only", "refs/heads/review").split()
    kinds = {
        json.loads(git(shared, "show", f"refs/heads/review:{path}"))["kind"]
        for path in events
        if path.startswith(story)
    }
    assert {"withdrawn", "erased-here"} <= kinds


def test_a_draft_i_take_back_is_no_longer_offered_but_my_words_stay_here(
    desk: Desk, tmp_path: Path
) -> None:
    draft = edit(desk, "en/hope.md", b"often", b"sometimes")
    sharing.share(desk, draft)
    withdrawing.withdraw_draft(desk, draft)
    assert reviewing.queue(desk) == []
    assert any(b"sometimes" in writing.read_moment(desk, m) for m in _moments(desk, draft))


def _moments(desk: Desk, draft: str) -> list[writing.Moment]:
    tip = desk.ref(f"refs/local/draft/{draft}")
    assert tip is not None
    commit = desk.store.commit(tip)
    return [writing.Moment(tip, commit.at, desk.tree(tip).entries["en/hope.md"])]


def test_two_editions_later_the_site_still_has_one_commit_and_nothing_old(
    walk: tuple[Places, Desk], tmp_path: Path
) -> None:
    places, desk = walk
    publish(places, desk)
    approve_and_bring_in(desk, edit(desk, "en/hope.md", b"The last words stay.", b"New words."))
    publish(places, desk)
    site = tmp_path / "ws-site"
    assert git(site, "rev-list", "--count", "--all") == "1"
    assert b"The last words stay." not in everything(site)
    assert b"New words." in everything(site)

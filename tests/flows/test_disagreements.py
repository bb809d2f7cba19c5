"""Two versions of a sentence: both are kept, a person chooses, and only publishing waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import PAGES, adopted, approve_and_bring_in, edit
from toolkit_editor.base.errors import NotAllowed, Refused
from toolkit_editor.base.ids import DraftId
from toolkit_editor.checks.finding import Code
from toolkit_editor.review.work import Status
from toolkit_editor.services import disagreements, gate, publishing, reviewing, sharing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.disagreements import Answer
from toolkit_editor.services.syncing import sync
from toolkit_editor.store.model import RefChange

PATH = "en/hope.md"
TEXT = (
    b"---\ntitle: Hope\n---\n\nHope *often* starts small. It grows when it is shared.\n\n"
    b"A second paragraph stands here.\n"
)
BEN = b"Hope always starts small."
ANA = b"Hope *often* starts somewhere."


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[tuple[Desk, Desk, Desk]]:
    """Ana holds every role, Ben and Cleo write."""
    _, ana = adopted(tmp_path, {**PAGES, PATH: TEXT})
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    _, cleo = joined(tmp_path, ana, "cleo", "contributor")
    sync(ben)
    yield ana, ben, cleo
    for desk in (ana, ben, cleo):
        desk.close()


def all_sync(*desks: Desk) -> None:
    for desk in (*desks, *desks):
        sync(desk)


def shared_by_ben(circle: tuple[Desk, Desk, Desk]) -> DraftId:
    """Ben's draft is shared; then Ana's other version of the sentence gets into the toolkit."""
    ana, ben, _ = circle
    draft = edit(ben, PATH, b"*often*", b"always")
    sharing.share(ben, draft)
    all_sync(ben, ana)
    approve_and_bring_in(ana, edit(ana, PATH, b"small", b"somewhere"))
    all_sync(ana, ben)
    return draft


def page(desk: Desk, draft: DraftId) -> bytes:
    """What the draft says, on the toolkit."""
    files = {**desk.tree().entries, **desk.state().drafts[draft].files}
    oid = files[PATH]
    return desk.store.read(oid) if oid else b""


def test_every_computer_shows_the_same_two_versions(circle: tuple[Desk, Desk, Desk]) -> None:
    ana, ben, _ = circle
    draft = shared_by_ben(circle)
    hers, his = disagreements.choosing(ana, draft), disagreements.choosing(ben, draft)
    assert hers.cards == his.cards
    (card,) = his.cards
    assert (card.was, card.ours, card.theirs) == (
        "Hope often starts small.",
        "Hope always starts small.",
        "Hope often starts somewhere.",
    )
    assert card.both == "Hope always starts somewhere."
    assert (his.mine, hers.mine, hers.ours_by) == (True, False, "ben")
    assert [one.draft for one in disagreements.open_disagreements(ana)] == [draft]
    with pytest.raises(Refused, match="wait for a choice"):
        reviewing.approve(ana, draft)


@pytest.mark.parametrize(
    ("answer", "reads", "status"),
    [
        (Answer(kept="draft"), b"\n\nHope always starts small. It grows", Status.IN_REVIEW),
        (Answer(kept="toolkit"), b"\n\nHope *often* starts somewhere. It grows", Status.IN_TOOLKIT),
        (Answer(both=True), b"\n\nHope always starts somewhere. It grows", Status.IN_REVIEW),
        (Answer(text="Hope *is* here."), b"\n\nHope \\*is\\* here. It grows", Status.IN_REVIEW),
    ],
)
def test_what_an_editor_chooses_is_an_event_and_the_draft_goes_on(
    circle: tuple[Desk, Desk, Desk], answer: Answer, reads: bytes, status: Status
) -> None:
    ana, ben, _ = circle
    draft = shared_by_ben(circle)
    (card,) = disagreements.choosing(ana, draft).cards
    disagreements.settle(ana, draft, {card.id: answer})
    all_sync(ana, ben)
    for desk in (ana, ben):
        state = desk.state().drafts[draft]
        assert reads in page(desk, draft)
        assert state.status is status
        assert [one.by for one in state.chosen.values()] == [ana.me.id]
        assert not disagreements.open_disagreements(desk)
    assert not writing.unshared(ben)
    if status is Status.IN_REVIEW:
        reviewing.approve(ana, draft)
        assert publishing.bring_in(ana, draft).drafts == (draft,)
    assert reads in ana.files(ana.main(), [PATH])[PATH]


def test_the_writer_may_choose_but_another_writer_may_not(
    circle: tuple[Desk, Desk, Desk],
) -> None:
    ana, ben, cleo = circle
    draft = shared_by_ben(circle)
    sync(cleo)
    (card,) = disagreements.choosing(cleo, draft).cards
    with pytest.raises(NotAllowed):
        disagreements.settle(cleo, draft, {card.id: Answer(kept="draft")})
    cleo.record(("chosen", f"draft:{draft}", {"place": card.id, "kept": "toolkit"}))
    assert not cleo.state().drafts[draft].chosen
    disagreements.settle(ben, draft, {card.id: Answer(both=True)})
    all_sync(ben, ana)
    assert b"Hope always starts somewhere." in page(ana, draft)


def test_two_people_choose_at_once_and_all_see_the_same(
    circle: tuple[Desk, Desk, Desk],
) -> None:
    ana, ben, _ = circle
    draft = shared_by_ben(circle)
    (card,) = disagreements.choosing(ana, draft).cards
    disagreements.settle(ana, draft, {card.id: Answer(kept="toolkit")})
    disagreements.settle(ben, draft, {card.id: Answer(kept="draft")})
    all_sync(ana, ben, ana)
    assert ana.state().drafts[draft] == ben.state().drafts[draft]
    assert ana.ref(f"refs/heads/draft/{draft}") == ben.ref(f"refs/heads/draft/{draft}")
    assert page(ana, draft) in (
        TEXT.replace(b"*often*", b"always"),
        TEXT.replace(b"small", b"somewhere"),
    )


def test_ones_own_words_are_chosen_before_they_are_shared(
    circle: tuple[Desk, Desk, Desk],
) -> None:
    ana, ben, _ = circle
    draft = edit(ben, PATH, b"*often*", b"always")
    approve_and_bring_in(ana, edit(ana, PATH, b"small", b"somewhere"))
    all_sync(ana, ben)
    seen = disagreements.choosing(ben, draft)
    assert seen.mine
    (card,) = seen.cards
    with pytest.raises(Refused, match="Look again"):
        disagreements.settle(ben, draft, {"0" * 16: Answer(both=True)})
    disagreements.settle(ben, draft, {card.id: Answer(both=True)})
    assert draft not in ben.state().drafts
    sharing.share(ben, draft)
    assert b"Hope always starts somewhere. It grows" in page(ben, draft)
    mine = [writing.read_moment(ben, one) for one in writing.moments(ben, PATH)]
    assert TEXT.replace(b"*often*", b"always") in mine


def test_publishing_waits_for_two_approved_versions_and_for_nothing_else(
    circle: tuple[Desk, Desk, Desk],
) -> None:
    ana, ben, _ = circle
    draft = edit(ben, PATH, b"*often*", b"always")
    sharing.share(ben, draft)
    all_sync(ben, ana)
    reviewing.approve(ana, draft)
    assert not [one for one in gate.check(ana) if one.code is Code.OPEN_DISAGREEMENT]
    approve_and_bring_in(ana, edit(ana, PATH, b"small", b"somewhere"))
    (found,) = [one for one in gate.check(ana) if one.code is Code.OPEN_DISAGREEMENT]
    assert (found.place.path, found.blocks) == (PATH, True)
    done = publishing.bring_in(ana)
    assert "Somebody must choose first" in str(done.waits[0])
    (card,) = disagreements.choosing(ana, draft).cards
    disagreements.settle(ana, draft, {card.id: Answer(both=True)})
    assert not [one for one in gate.check(ana) if one.code is Code.OPEN_DISAGREEMENT]


def test_a_draft_that_is_only_in_review_does_not_stop_publishing(
    circle: tuple[Desk, Desk, Desk],
) -> None:
    ana, _, _ = circle
    shared_by_ben(circle)
    assert disagreements.open_disagreements(ana)
    assert not [one for one in gate.check(ana) if one.code is Code.OPEN_DISAGREEMENT]


def test_a_page_taken_out_there_and_changed_here_waits_as_a_whole(
    circle: tuple[Desk, Desk, Desk],
) -> None:
    ana, ben, _ = circle
    draft = edit(ben, PATH, b"*often*", b"always")
    sharing.share(ben, draft)
    all_sync(ben, ana)
    main = ana.main()
    gone = ana.store.make_commit(
        {PATH: None},
        base=main,
        parents=(main,),
        author=ana.me.id,
        at=ana.clock.now(),
        message="Taken out",
    )
    ana.move(RefChange("refs/heads/main", gone, main))
    (card,) = disagreements.choosing(ana, draft).cards
    assert (card.whole, card.theirs) == (True, "")
    with pytest.raises(Refused, match="must be kept as it is"):
        disagreements.settle(ana, draft, {card.id: Answer(text="x")})
    disagreements.settle(ana, draft, {card.id: Answer(kept="draft")})
    assert BEN in page(ana, draft)

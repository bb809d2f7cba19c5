"""Two maintainers bring things into the toolkit at the same moment, each on their own computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import PAGES, adopted, approve_and_bring_in, edit
from toolkit_editor.base.ids import DraftId
from toolkit_editor.checks.finding import Code
from toolkit_editor.review.work import Status
from toolkit_editor.services import disagreements, gate, publishing, reviewing, sharing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.disagreements import Answer
from toolkit_editor.services.syncing import sync
from toolkit_editor.services.withdrawing import withdraw_draft

PATH, OTHER = "en/hope.md", "en/index.md"
TEXT = b"# Hope\n\nHope often starts small. It grows when it is shared.\n\nThe end.\n"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Ana and Ben both hold every role."""
    _, ana = adopted(tmp_path, {**PAGES, PATH: TEXT})
    _, ben = joined(tmp_path, ana, "ben", "contributor", "editor", "maintainer")
    yield ana, ben
    ana.close()
    ben.close()


def at_once(
    two: tuple[Desk, Desk], hers: tuple[str, bytes, bytes], his: tuple[str, bytes, bytes]
) -> tuple[DraftId, DraftId]:
    """Both bring a change of their own in; Ana's program is the first to meet the others."""
    drafts = [edit(desk, *what) for desk, what in zip(two, (hers, his), strict=True)]
    for desk, draft in zip(two, drafts, strict=True):
        approve_and_bring_in(desk, draft)
    meet(*two)
    return drafts[0], drafts[1]


def meet(*desks: Desk) -> None:
    for desk in (*desks, *desks):
        sync(desk)


def says(desk: Desk, path: str = PATH) -> bytes:
    return desk.files(desk.main(), [path])[path]


def unapproved(desk: Desk) -> list[str]:
    return [one.place.path for one in gate.check(desk) if one.code is Code.NOT_APPROVED]


def test_different_pages_are_both_in(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    drafts = at_once(two, (PATH, b"often", b"always"), (OTHER, b"Start", b"Begin"))
    assert ana.main() == ben.main()
    for desk in two:
        assert b"always" in says(desk)
        assert b"Begin" in says(desk, OTHER)
        assert {desk.state().drafts[draft].status for draft in drafts} == {Status.IN_TOOLKIT}
        assert not unapproved(desk)


def test_different_sentences_of_one_page_come_together_and_wait_for_a_look(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    hers, his = at_once(two, (PATH, b"often", b"always"), (PATH, b"is shared", b"is told"))
    assert ana.main() == ben.main()
    assert says(ana) == TEXT.replace(b"often", b"always")
    assert not unapproved(ana)
    assert ana.state().drafts[hers].status is Status.IN_TOOLKIT
    assert ana.state().drafts[his].status is Status.APPROVED
    assert not publishing.bring_in(ana).drafts
    assert ana.state().drafts[his].status is Status.IN_REVIEW
    reviewing.approve(ana, his)
    publishing.bring_in(ana, his)
    meet(*two)
    for desk in two:
        assert says(desk) == TEXT.replace(b"often", b"always").replace(b"is shared", b"is told")
        assert not unapproved(desk)


def test_the_same_sentence_waits_for_a_person_and_publishing_waits(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    _, his = at_once(two, (PATH, b"often", b"always"), (PATH, b"often", b"never"))
    assert ana.main() == ben.main()
    for desk in two:
        assert says(desk) == TEXT.replace(b"often", b"always")
        found = [one.place.path for one in gate.check(desk) if one.code is Code.OPEN_DISAGREEMENT]
        assert found == [PATH]
    (card,) = disagreements.choosing(ben, his).cards
    assert (card.ours, card.theirs) == ("Hope never starts small.", "Hope always starts small.")
    disagreements.settle(ben, his, {card.id: Answer(kept="draft")})
    reviewing.approve(ben, his)
    publishing.bring_in(ben, his)
    meet(ben, ana)
    assert says(ana) == TEXT.replace(b"often", b"never")
    assert not gate.blocking(gate.check(ana))


def test_three_in_a_row_converge(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    ana, ben = two
    _, cleo = joined(tmp_path, ana, "cleo", "contributor", "editor", "maintainer")
    sync(ben)
    for desk, word in ((ana, b"always"), (ben, b"never"), (cleo, b"seldom")):
        approve_and_bring_in(desk, edit(desk, PATH, b"often", word))
    everyone = (ana, ben, cleo)
    meet(*everyone)
    meet(*everyone)
    assert len({desk.main() for desk in everyone}) == 1
    assert len({desk.ref("refs/heads/review") for desk in everyone}) == 1
    waiting = [disagreements.open_disagreements(desk) for desk in everyone]
    assert len(waiting[0]) == 2
    assert waiting[0] == waiting[1] == waiting[2]
    said = {
        card.ours for one in waiting[0] for card in disagreements.choosing(ana, one.draft).cards
    }
    assert said | {says(ana).decode().split("\n\n")[1].split(". ")[0] + "."} == {
        f"Hope {word} starts small." for word in ("always", "never", "seldom")
    }
    cleo.close()


def test_what_collides_is_offered_anew_where_its_draft_was_taken_back_meanwhile(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    his = edit(ben, PATH, b"often", b"never")
    approve_and_bring_in(ben, his)
    edit(ben, PATH, b"small", b"tiny")
    sharing.share(ben, his)
    withdraw_draft(ben, his)
    approve_and_bring_in(ana, edit(ana, PATH, b"often", b"always"))
    meet(*two)
    (waiting,) = disagreements.open_disagreements(ana)
    assert waiting.draft != his
    (card,) = disagreements.choosing(ana, waiting.draft).cards
    assert card.ours == "Hope never starts small."
    assert not unapproved(ana)

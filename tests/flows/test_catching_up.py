"""Others change the toolkit while somebody writes: nothing is lost, and nobody is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import PAGES, adopted, approve_and_bring_in, edit
from toolkit_editor.base.errors import Refused
from toolkit_editor.review.work import Status
from toolkit_editor.services import moments, publishing, reading, reviewing, sharing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import find_draft, own_draft_of
from toolkit_editor.services.not_confirmed import not_confirmed
from toolkit_editor.services.syncing import sync
from toolkit_editor.services.withdrawing import withdraw_draft

PATH = "en/hope.md"
TEXT = (
    b"---\ntitle: Hope\n---\n\nHope often starts small. It grows when it is shared.\n\n"
    b"A second paragraph stands here.\n"
)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    _, ana = adopted(tmp_path, {**PAGES, PATH: TEXT})
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    yield ana, ben
    ana.close()
    ben.close()


def both_write(two: tuple[Desk, Desk], mine: tuple[bytes, bytes], hers: tuple[bytes, bytes]) -> str:
    """Ben writes; Ana's change of the same section comes into the toolkit before he shares."""
    ana, ben = two
    draft = edit(ben, PATH, *mine)
    approve_and_bring_in(ana, edit(ana, PATH, *hers))
    sync(ana)
    sync(ben)
    return draft


def words(desk: Desk) -> bytes:
    """What the section says to this person now."""
    opened = reading.open_section(desk, "hope", "en")  # type: ignore[arg-type]
    return opened.head + opened.body


def test_different_sentences_come_together_and_into_the_toolkit(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    draft = both_write(two, (b"often", b"always"), (b"is shared", b"is told"))
    expected = TEXT.replace(b"often", b"always").replace(b"is shared", b"is told")
    seen = sharing.preview(ben, draft)
    assert seen.looks == ("Hope always starts small. It grows when it is told.",)
    assert seen.changed
    assert [file.after for file in seen.files] == [expected]
    assert [file.before for file in seen.files] == [TEXT.replace(b"is shared", b"is told")]
    sharing.share(ben, draft)
    sync(ben)
    sync(ana)
    reviewing.approve(ana, draft)
    publishing.bring_in(ana, draft)
    assert words(ana) == expected


def test_what_one_wrote_before_stays_a_moment(two: tuple[Desk, Desk]) -> None:
    _, ben = two
    draft = both_write(two, (b"often", b"always"), (b"is shared", b"is told"))
    sharing.preview(ben, draft)
    mine = [writing.read_moment(ben, one) for one in writing.moments(ben, PATH)]
    assert mine[1] == TEXT.replace(b"often", b"always")
    assert mine[-1] == TEXT.replace(b"is shared", b"is told")
    assert len(mine) == 3
    history = moments.read_history(ben, "hope", "en")  # type: ignore[arg-type]
    assert TEXT in moments.read_past(ben, *history.past)


def test_writing_goes_on_after_it(two: tuple[Desk, Desk]) -> None:
    _, ben = two
    draft = both_write(two, (b"often", b"always"), (b"is shared", b"is told"))
    sharing.preview(ben, draft)
    assert edit(ben, PATH, b"small", b"tiny") == draft
    open_ = own_draft_of(ben, PATH)
    assert open_ is not None
    assert list(open_.files) == [PATH]
    assert b"Hope always starts tiny. It grows when it is told." in words(ben)


def test_the_same_sentence_stops_sharing_and_nothing_changes(two: tuple[Desk, Desk]) -> None:
    _, ben = two
    draft = both_write(two, (b"often", b"always"), (b"often", b"never"))
    before = ben.refs("refs/local/")
    seen = sharing.preview(ben, draft)
    assert not seen.changed
    assert [place.path for place in seen.places] == [PATH]
    with pytest.raises(Refused, match="the same words of “Hope”"):
        sharing.share(ben, draft)
    assert ben.refs("refs/local/") == before
    assert words(ben) == TEXT.replace(b"often", b"always")


def test_the_same_words_from_both_leave_nothing_to_share(two: tuple[Desk, Desk]) -> None:
    _, ben = two
    draft = both_write(two, (b"often", b"always"), (b"often", b"always"))
    with pytest.raises(Refused, match="says this already"):
        sharing.share(ben, draft)


def test_a_page_that_was_not_touched_here_stays_as_the_others_have_it(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    draft = edit(ben, PATH, b"often", b"always")
    other = next(path for path in PAGES if path.startswith("en/") and path != PATH)
    first = PAGES[other].split()[-1]
    approve_and_bring_in(ana, edit(ana, other, first, first + b" more"))
    sync(ana)
    sync(ben)
    sharing.share(ben, draft)
    assert set(ben.state().drafts[draft].files) == {PATH}
    assert ben.state().drafts[draft].status is Status.IN_REVIEW
    entries = ben.tree(ben.refs("refs/heads/draft/")[f"refs/heads/draft/{draft}"]).entries
    assert b"more" in ben.store.read(entries[other])


def test_shared_already_and_overtaken_an_editor_sees_and_approves_both(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    draft = edit(ben, PATH, b"often", b"always")
    sharing.share(ben, draft, "a word")
    sync(ben)
    sync(ana)
    approve_and_bring_in(ana, edit(ana, PATH, b"is shared", b"is told"))
    both = b"Hope always starts small. It grows when it is told."
    item = reviewing.review(ana, draft)
    assert both in item.files[0].after
    assert b"is told" in item.files[0].before
    assert item.looks == (both.decode(),)
    reviewing.approve(ana, draft)
    assert ana.state().drafts[draft].note == ""
    publishing.bring_in(ana, draft)
    assert both in words(ana)
    sync(ana)
    sync(ben)
    assert both in words(ben)
    assert not writing.unshared(ben)


def test_approved_and_then_overtaken_it_waits_for_a_look(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    draft = edit(ben, PATH, b"often", b"always")
    sharing.share(ben, draft)
    sync(ben)
    sync(ana)
    reviewing.approve(ana, draft, "a word")
    approve_and_bring_in(ana, edit(ana, PATH, b"is shared", b"is told"))
    done = publishing.bring_in(ana, draft)
    assert not done.drafts
    assert "wait for an editor to look" in str(done.waits[0])
    state = ana.state().drafts[draft]
    assert state.status is Status.IN_REVIEW
    assert (state.owner, state.note) == (ben.me.id, "a word")
    reviewing.approve(ana, draft)
    assert publishing.bring_in(ana, draft).drafts == (draft,)
    assert b"Hope always starts small. It grows when it is told." in words(ana)


def test_a_writer_goes_on_with_a_draft_that_an_editor_brought_up(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    draft = edit(ben, PATH, b"often", b"always")
    sharing.share(ben, draft)
    sync(ben)
    sync(ana)
    approve_and_bring_in(ana, edit(ana, PATH, b"is shared", b"is told"))
    reviewing.approve(ana, draft)
    sync(ana)
    sync(ben)
    assert not writing.unshared(ben)
    assert b"Hope always starts small. It grows when it is told." in words(ben)
    assert edit(ben, PATH, b"small", b"tiny") == draft
    assert [one.id for one in writing.unshared(ben)] == [draft]
    sharing.share(ben, draft)
    after = b"Hope always starts tiny. It grows when it is told."
    assert after in ben.store.read(ben.state().drafts[draft].files[PATH] or "")  # type: ignore[arg-type]


def test_what_was_typed_while_an_editor_brought_it_up_is_brought_together(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    draft = edit(ben, PATH, b"often", b"always")
    sharing.share(ben, draft)
    sync(ben)
    sync(ana)
    on_screen = reading.open_section(ben, "hope", "en")  # type: ignore[arg-type]
    approve_and_bring_in(ana, edit(ana, PATH, b"is shared", b"is told"))
    reviewing.approve(ana, draft)
    sync(ana)
    sync(ben)
    typed = (on_screen.head + on_screen.body).replace(b"small", b"tiny")
    writing.keep(ben, PATH, typed, on_screen.since)
    assert words(ben) == typed
    sharing.share(ben, draft)
    after = b"Hope always starts tiny. It grows when it is told."
    assert after in ben.store.read(ben.state().drafts[draft].files[PATH] or "")  # type: ignore[arg-type]


def test_the_first_key_after_a_sync_does_not_undo_what_others_did(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    on_screen = reading.open_section(ben, "hope", "en")  # type: ignore[arg-type]
    approve_and_bring_in(ana, edit(ana, PATH, b"is shared", b"is told"))
    sync(ana)
    sync(ben)
    typed = (on_screen.head + on_screen.body).replace(b"small", b"tiny")
    kept = writing.keep(ben, PATH, typed, on_screen.since)
    assert kept is not None
    seen = sharing.preview(ben, kept.draft)
    assert [b"It grows when it is told." in file.after for file in seen.files] == [True]


def test_the_first_key_after_ones_words_were_brought_in_does_not_either(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    draft = edit(ben, PATH, b"often", b"always")
    sharing.share(ben, draft)
    sync(ben)
    sync(ana)
    on_screen = reading.open_section(ben, "hope", "en")  # type: ignore[arg-type]
    reviewing.approve(ana, draft)
    publishing.bring_in(ana, draft)
    approve_and_bring_in(ana, edit(ana, PATH, b"is shared", b"is told"))
    sync(ana)
    sync(ben)
    typed = (on_screen.head + on_screen.body).replace(b"small", b"tiny")
    kept = writing.keep(ben, PATH, typed, on_screen.since)
    assert kept is not None
    seen = sharing.preview(ben, kept.draft)
    after = b"Hope always starts tiny. It grows when it is told."
    assert [after in file.after for file in seen.files] == [True]
    assert not seen.places


def test_what_was_taken_back_can_be_offered_again_as_something_new(
    two: tuple[Desk, Desk],
) -> None:
    ana, ben = two
    first = edit(ben, PATH, b"often", b"always")
    sharing.share(ben, first)
    assert edit(ben, PATH, b"small", b"tiny") == first
    withdraw_draft(ben, first)
    sync(ben)
    sharing.share(ben, first)
    sync(ben)
    sync(ana)
    (waiting,) = reviewing.queue(ana)
    assert waiting.id != first
    assert b"Hope always starts tiny." in reviewing.review(ana, waiting.id).files[0].after
    assert len(writing.moments(ben, PATH)) == 3
    assert not writing.unshared(ben)


def test_words_from_nowhere_in_particular_rest_on_the_toolkit_as_it_is_now(tmp_path: Path) -> None:
    _places, desk = adopted(tmp_path)
    first = edit(desk, "en/hope.md", b"another thing", b"a third thing")
    approve_and_bring_in(desk, first)
    kept = writing.keep(desk, "en/index.md", b"# Start anew\n")
    assert kept is not None
    assert find_draft(desk, kept.draft).base == desk.main()


def test_an_answer_that_came_too_late_is_nothing_to_look_into(two: tuple[Desk, Desk]) -> None:
    ana, ben = two
    draft = edit(ben, PATH, b"often", b"always")
    sharing.share(ben, draft)
    sync(ben)
    sync(ana)
    withdraw_draft(ben, draft)
    for _ in range(3):
        comment = {"body": {"type": "TextualBody", "value": "So it is."}}
        ana.record(("comment", f"draft:{draft}", comment))
    reviewing.approve(ana, draft)
    sync(ben)
    sync(ana)
    assert [one.event.kind for one in ana.state().unconfirmed] == ["approved"]
    assert not_confirmed(ana).total == 0

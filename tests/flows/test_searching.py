"""Words found and replaced across a toolkit, on real git."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.desks import sample_desk
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import DraftId
from toolkit_editor.base.message import Message, say
from toolkit_editor.content.front_matter import split
from toolkit_editor.prose.finding import Wanted
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.services import searching, writing
from toolkit_editor.services.desk import LOCAL_DRAFTS, Desk
from toolkit_editor.services.searching import Found, Results

PATH = "en/part-1/safe-space.md"
BOTH = ("en", "fr")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = sample_desk(tmp_path_factory.mktemp("founded"))
    yield made
    made.close()


@pytest.fixture
def desk(founded: Desk) -> Iterator[Desk]:
    """The sample; what a test wrote in it is thrown away."""
    before = founded.refs(LOCAL_DRAFTS)
    yield founded
    founded.refresh()
    for ref in founded.refs(LOCAL_DRAFTS):
        if ref not in before:
            writing.discard(founded, DraftId(ref.removeprefix(LOCAL_DRAFTS)))
    founded.refresh()
    assert founded.refs(LOCAL_DRAFTS) == before


def look(desk: Desk, words: str, *languages: str) -> Results:
    desk.refresh()
    return searching.search(desk, Wanted(words), languages or ("en",))


def now(desk: Desk, path: str) -> bytes:
    desk.refresh()
    section = desk.section_at(path)
    assert section is not None
    return desk.store.read(searching._blob(desk, section))


def write(desk: Desk, path: str, old: bytes, new: bytes) -> None:
    data = now(desk, path)
    assert old in data
    writing.keep(desk, path, data.replace(old, new))
    desk.refresh()


def test_every_place_is_told_with_its_sentence(desk: Desk) -> None:
    write(desk, PATH, b"People", b"A Zephyr came. The z\xc3\xa9phyr left again. People")
    results = look(desk, "zephyr")
    assert [found.section.path for found in results.found] == [PATH]
    one, two = results.found[0].passages
    assert (one.before, one.found, one.after) == ("A ", "Zephyr", " came.")
    assert two.sentence == "The zéphyr left again."
    plain = plain_of(split(now(desk, PATH))[1]).text
    assert plain[two.start : two.end] == "zéphyr"


def test_my_own_draft_is_looked_in_before_the_toolkit(desk: Desk) -> None:
    before = len(look(desk, "answers on the wall").found)
    assert before == 1
    write(desk, PATH, b"answers on the wall", b"answers on a tree")
    assert look(desk, "answers on the wall").apart
    assert look(desk, "answers on a tree").found[0].section.path == PATH


def test_one_language_or_both(desk: Desk) -> None:
    for language in BOTH:
        found = look(desk, "art", language).found
        assert {one.section.language for one in found} <= {language}
    assert {f.section.language for f in look(desk, "the", *BOTH).found} == set(BOTH)


def test_a_title_is_found_and_comes_first(desk: Desk) -> None:
    title = next(s.title for s in desk.sections() if s.path == PATH)
    assert look(desk, title).found[0].section.path == PATH


def test_words_that_stand_apart_are_found_and_told_so(desk: Desk) -> None:
    write(desk, PATH, b"People", b"A zephyr came. So did a quokka. People")
    results = look(desk, "quokka zephyr")
    assert results.apart
    assert [found.section.path for found in results.found] == [PATH]
    assert not look(desk, "quokka nowhereatall").found


@pytest.mark.parametrize(
    "source",
    [
        b"qu**ok**ka",
        b"qu&#111;kka",
        b"qu[okka](x.md)",
        b"[quok](x.md)ka",
        b"quo<b>kka</b>",
    ],
)
def test_words_with_marks_inside_are_found(desk: Desk, source: bytes) -> None:
    write(desk, PATH, b"People", source + b" People")
    expected = "quokka" if b"<" not in source else "kka"
    assert [found.section.path for found in look(desk, expected).found] == [PATH]


def test_nothing_wanted_finds_nothing(desk: Desk) -> None:
    assert look(desk, "  ") == Results(())


def test_many_sections_are_cut_short_and_the_rest_is_counted(desk: Desk) -> None:
    whole = look(desk, "the")
    part = searching._search(
        desk,
        searching._in_order(desk, ("en",)),
        searching._sources(desk, searching._in_order(desk, ("en",))),
        [Wanted("the")],
        lambda _message: None,
        most=3,
    )
    assert len(part.found) == 3
    assert part.more >= len(whole.found) - 3


def prepared(desk: Desk) -> tuple[Found, ...]:
    for path in (PATH, "en/index.md"):
        data = now(desk, path)
        writing.keep(desk, path, data + b"\n* A **Quok**ka and a _quokka_, `x`.\n")
        desk.refresh()
    return searching.preview(desk, Wanted("quokka"), "zebra", ("en",)).found


def test_replacing_is_shown_before_it_is_done(desk: Desk) -> None:
    found = prepared(desk)
    assert {one.section.path for one in found} == {PATH, "en/index.md"}
    first = found[0].passages[0]
    assert first.instead == "A Zebra and a quokka, x."
    assert b"ebra" not in now(desk, PATH)


def test_replacing_changes_only_those_words_and_is_my_own_draft(desk: Desk) -> None:
    found = prepared(desk)
    before = {path: now(desk, path) for path in (PATH, "en/index.md")}
    shared = desk.refs("refs/heads/")
    chosen = [one for one in found if one.section.path == PATH]
    done = searching.replace_in(desk, Wanted("quokka"), "zebra", chosen)
    assert [one.section.path for one in done.written] == [PATH]
    assert now(desk, "en/index.md") == before["en/index.md"]
    changed = now(desk, PATH)
    assert changed.startswith(before[PATH][: before[PATH].rindex(b"*", 0, -40)])
    assert changed.endswith(b"\n* A **Zebra** and a _zebra_, `x`.\n")
    assert desk.refs("refs/heads/") == shared


def test_all_can_be_put_back_at_once(desk: Desk) -> None:
    found = prepared(desk)
    before = {one.section.path: now(desk, one.section.path) for one in found}
    done = searching.replace_in(desk, Wanted("quokka"), "zebra", found)
    assert len(done.written) == 2
    desk.refresh()
    back = searching.put_back(desk, done.written)
    assert len(back.written) == 2
    assert {path: now(desk, path) for path in before} == before


def test_what_was_changed_since_is_left_alone(desk: Desk) -> None:
    found = prepared(desk)
    write(desk, PATH, b"Quok**ka", b"Quok**ka!")
    done = searching.replace_in(desk, Wanted("quokka"), "zebra", found)
    assert [section.path for section in done.left] == [PATH]
    desk.refresh()
    write(desk, "en/index.md", b"zebra", b"giraffe")
    back = searching.put_back(desk, done.written)
    assert [section.path for section in back.left] == ["en/index.md"]
    assert b"giraffe" in now(desk, "en/index.md")


def test_stopping_halfway_leaves_everything_as_it_was(desk: Desk) -> None:
    found = prepared(desk)
    before = {one.section.path: now(desk, one.section.path) for one in found}
    many = [*found, *found, *found]

    told: list[Message] = []

    def stop(message: Message) -> None:
        told.append(message)
        if len(told) == 2:
            raise Refused(say("Stopped."))

    with pytest.raises(Refused):
        searching.replace_in(desk, Wanted("quokka"), "zebra", many, stop)
    assert {path: now(desk, path) for path in before} == before

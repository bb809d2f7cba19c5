"""Words that could not be kept where they belong are put aside, offered again, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.desks import WHEN
from support.walks import HOPE, adopted, edit, tell
from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.ids import SectionId
from toolkit_editor.services import reading, recovering, story_sharing
from toolkit_editor.services.desk import Desk
from toolkit_editor.store.keys import Key
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.stories.sealing import open_sealed, seal

HOPE_ID = SectionId("hope")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    _, desk = adopted(tmp_path)
    yield desk
    desk.close()


def now(desk: Desk) -> bytes:
    desk.refresh()
    opened = reading.open_section(desk, HOPE_ID, "en")
    return opened.head + opened.body


def test_what_is_put_aside_is_offered_with_the_section_it_belongs_to(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "recovery"
    first = recovering.rescue(desk, folder, "en/hope.md", HOPE + b"More.\n")
    second = recovering.rescue(desk, folder, "en/hope.md", HOPE + b"Still more.\n")
    assert first != second
    found = recovering.all_aside(desk, folder)
    assert {one.file for one in found} == {first, second}
    assert [[s.path for s in one.sections] for one in found] == [["en/hope.md"]] * 2
    assert {one.at for one in found} == {desk.clock.now()}
    assert "Still more." in recovering.read_aside(desk, second)


def test_what_is_put_aside_can_be_read_with_my_key_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    file = recovering.rescue(desk, folder, "en/hope.md", b"Nobody else reads this.\n")
    assert b"Nobody" not in file.read_bytes()
    key = desk.me.key.to_openssh()
    assert open_sealed(file.read_bytes(), key) == b"Nobody else reads this.\n"
    [one] = recovering.all_aside(desk, folder)
    assert one.name.endswith("en - hope.md")
    copy = recovering.save_copy(desk, file, tmp_path / "copy.md")
    assert copy.read_bytes() == b"Nobody else reads this.\n"
    another = seal(b"Of a former key.\n", [Key.make().public_line])
    (folder / "2026-11-22 18-00-00 en - hope.md.age").write_bytes(another)
    with pytest.raises(Refused, match="the key you had"):
        recovering.read_aside(desk, folder / "2026-11-22 18-00-00 en - hope.md.age")


def test_without_a_key_words_are_put_aside_as_they_are(tmp_path: Path) -> None:
    file = recovering.put_aside(tmp_path, "en/hope.md", b"Words.\n", WHEN, None)
    assert file.read_bytes() == b"Words.\n"


def test_a_name_that_several_sections_share_offers_them_all(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "2026-11-22 18-00-00 index.md").write_bytes(b"Old\n")
    (tmp_path / "notes of mine").write_bytes(b"Else\n")
    found = {one.file.name: one for one in recovering.all_aside(desk, tmp_path)}
    sections = found["2026-11-22 18-00-00 index.md"].sections
    assert [section.path for section in sections] == ["en/index.md", "fr/index.md"]
    assert found["notes of mine"].sections == ()


def test_taking_words_up_makes_a_moment_and_leaves_the_file(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "en/hope.md", b"often", b"sometimes")
    before = now(desk)
    whole = recovering.rescue(desk, tmp_path / "r", "en/hope.md", HOPE + b"More.\n")
    assert recovering.take_in(desk, whole, HOPE_ID, "en") is not None
    assert now(desk) == HOPE + b"More.\n"
    body = recovering.rescue(desk, tmp_path / "r", "en/hope.md", b"\nOnly words.\n")
    recovering.take_in(desk, body, HOPE_ID, "en")
    head = HOPE[: HOPE.index(b"\n\n# Hope") + 1]
    assert now(desk) == head + b"\nOnly words.\n"
    plain = recovering.rescue(desk, tmp_path / "r", "en/hope.md.txt", b"---\nnot: head\n---\n")
    recovering.take_in(desk, plain, HOPE_ID, "en")
    assert now(desk) == head + b"---\nnot: head\n---\n"
    assert whole.exists()
    assert body.exists()
    assert before in [
        desk.store.read(v.blob)
        for v in desk.store.versions(next(iter(desk.refs("refs/local/").values())), "en/hope.md")
        if v.blob
    ]


def test_a_file_goes_only_when_i_say_so(desk: Desk, tmp_path: Path) -> None:
    file = recovering.rescue(desk, tmp_path / "r", "en/hope.md", b"Words.\n")
    recovering.save_copy(desk, file, tmp_path / "copy.md")
    assert file.exists()
    assert (tmp_path / "copy.md").read_bytes() == b"Words.\n"
    recovering.remove_aside(desk, file)
    assert not recovering.has_aside(tmp_path / "r")
    with pytest.raises(NotFound):
        recovering.read_aside(desk, file)


@pytest.mark.parametrize("name", ["../../etc/hope.md", "a\\..\\hope.md", "/", ""])
def test_a_name_never_leads_out_of_the_folder(name: str, desk: Desk, tmp_path: Path) -> None:
    file = recovering.rescue(desk, tmp_path / "r", name, b"x")
    assert file.parent == tmp_path / "r"


def test_after_a_sudden_end_the_last_words_are_found_with_their_minute(desk: Desk) -> None:
    clock = desk.clock
    assert isinstance(clock, StandingClock)
    began = clock.now()
    assert recovering.last_kept(desk, began) is None
    clock.moment += timedelta(minutes=9)
    edit(desk, "en/hope.md", b"often", b"sometimes")
    last = recovering.last_kept(desk, began)
    assert last is not None
    assert (last.section, last.language, last.exact) == (HOPE_ID, "en", True)
    assert last.at == clock.now()
    clock.moment += timedelta(minutes=9)
    story = tell(desk)
    desk.refresh()
    last = recovering.last_kept(desk, began)
    assert last is not None
    assert (last.story, last.at, last.exact) == (story, clock.now(), True)
    assert recovering.last_kept(desk, clock.now() + timedelta(minutes=1)) is None


def test_a_story_that_is_shared_tells_no_minute(desk: Desk) -> None:
    clock = desk.clock
    assert isinstance(clock, StandingClock)
    clock.moment += timedelta(minutes=9)
    story = tell(desk)
    story_sharing.share_story(desk, story, Place.EDITORS)
    tips = [oid for ref, oid in desk.refs("refs/heads/story/").items()]
    assert [desk.store.commit(tip).message for tip in tips] == ["Story"]
    assert [desk.store.commit(tip).parents for tip in tips] == [()]

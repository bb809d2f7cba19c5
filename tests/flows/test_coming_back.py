"""A second computer: the recovery sheet makes the same person there, or leaves nothing behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from support.circle_desks import joined
from support.walks import SECRET, adopted, edit, tell
from toolkit_editor.base.errors import NotAllowed, Refused, StorageFailed
from toolkit_editor.review.event import GROUP
from toolkit_editor.services import founding, people, sharing, story_reading, story_sharing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.people import Standing
from toolkit_editor.services.recovery_sheet import Sheet, find_code, read_sheet
from toolkit_editor.services.returning import come_back, make_sheet
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.store import key_box
from toolkit_editor.store.keys import Key
from toolkit_editor.stories.sealed_to import Place


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Desk]:
    _, desk = adopted(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def ben(tmp_path: Path, ana: Desk) -> Iterator[Desk]:
    _, desk = joined(tmp_path, ana, "Ben", "contributor")
    yield desk
    desk.close()


def second(tmp_path: Path) -> Places:
    return Places(tmp_path / "second")


def left_behind(places: Places) -> list[Path]:
    """Every file that is there, but for empty folders."""
    return [path for path in places.home.rglob("*") if path.is_file()]


def test_the_same_person_goes_on_at_a_second_computer(tmp_path: Path, ana: Desk, ben: Desk) -> None:
    story = tell(ben)
    story_sharing.share_story(ben, story, Place.EDITORS)
    sync(ben)
    found = find_code(make_sheet(ben).code())
    assert found is not None
    there = come_back(second(tmp_path), read_sheet(*found), ben.clock)
    assert (there.me.id, there.me.key.public_line) == (ben.me.id, ben.me.key.public_line)
    assert people.standing(there) is Standing.MEMBER
    assert SECRET in story_reading.open_story(there, story).opened.story.body.decode()
    sharing.share(there, edit(there, "en/hope.md", b"often", b"sometimes"))
    sync(there)
    sync(ana)
    assert ana.state().group.asking == {}
    assert [one.owner for one in ana.state().drafts.values()][-1] == ben.me.id
    there.close()
    again = founding.open_workspace(second(tmp_path), str(ana.address), ana.clock)
    assert (again.me.id, again.founding) == (ben.me.id, ana.founding)
    again.close()


def test_somebody_who_only_looked_on_becomes_themselves(tmp_path: Path, ben: Desk) -> None:
    places = second(tmp_path)
    founding.open_workspace(places, str(ben.address), ben.clock).close()
    come_back(places, make_sheet(ben), ben.clock).close()
    again = founding.open_workspace(places, str(ben.address), ben.clock)
    assert again.me.id == ben.me.id
    again.close()


def test_coming_back_twice_changes_nothing(tmp_path: Path, ben: Desk) -> None:
    places, sheet = second(tmp_path), make_sheet(ben)
    come_back(places, sheet, ben.clock).close()
    before = {path.name for path in places.keys.iterdir()}
    there = come_back(places, sheet, ben.clock)
    assert there.me.id == ben.me.id
    assert {path.name for path in places.keys.iterdir()} == before
    there.close()


def _not_there(sheet: Sheet) -> Sheet:
    return replace(sheet, address=sheet.address + "-elsewhere")


def _other_group(sheet: Sheet) -> Sheet:
    return replace(sheet, mark="0" * len(sheet.mark))


def _other_key(sheet: Sheet) -> Sheet:
    return replace(sheet, seed=Key.make().seed)


def _nobody(sheet: Sheet) -> Sheet:
    return replace(sheet, person="0" * 16)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (_not_there, "There is no folder"),
        (_other_group, "Another group is at this address"),
        (_other_key, "was replaced by a new one"),
        (_nobody, "does not know the person"),
    ],
)
def test_nothing_is_kept_where_it_is_not_so(
    tmp_path: Path, ben: Desk, wrong: object, said: str
) -> None:
    assert callable(wrong)
    places = second(tmp_path)
    with pytest.raises(Refused, match=said):
        come_back(places, wrong(make_sheet(ben)), ben.clock)
    assert left_behind(places) == []


def test_nothing_is_kept_where_the_group_cannot_be_reached(tmp_path: Path, ben: Desk) -> None:
    places, sheet = second(tmp_path), make_sheet(ben)
    away = tmp_path / "away"
    shutil.move(str(ben.address), away)
    with pytest.raises(Refused):
        come_back(places, sheet, ben.clock)
    assert left_behind(places) == []
    shutil.move(away, str(ben.address))
    come_back(places, sheet, ben.clock).close()


def test_a_reader_stays_a_reader_where_the_group_cannot_be_reached(
    tmp_path: Path, ben: Desk
) -> None:
    places, sheet = second(tmp_path), make_sheet(ben)
    founding.open_workspace(places, str(ben.address), ben.clock).close()
    shutil.move(str(ben.address), tmp_path / "away")
    with pytest.raises(Refused):
        come_back(places, sheet, ben.clock)
    assert not places.keys.exists()
    assert not places.membership(ben.address.target).exists()
    assert places.workspace(ben.address.target).exists()


def test_nothing_is_kept_where_the_key_cannot_be(
    tmp_path: Path, ben: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = second(tmp_path)
    places.home.mkdir()
    places.keys.write_text("a file where the folder of the keys would be")
    with pytest.raises(StorageFailed):
        come_back(places, make_sheet(ben), ben.clock)
    assert left_behind(places) == [places.keys]


def test_somebody_else_at_this_computer_is_not_put_out(
    tmp_path: Path, ana: Desk, ben: Desk
) -> None:
    places, mia = joined(tmp_path, ana, "Mia", "contributor")
    mia.close()
    with pytest.raises(Refused, match="Somebody else is in this group at this computer"):
        come_back(places, make_sheet(ben), ben.clock)
    again = founding.open_workspace(places, str(ana.address), ana.clock)
    assert again.me.id == mia.me.id
    again.close()


def test_who_asked_again_and_then_finds_the_sheet_is_themselves(
    tmp_path: Path, ana: Desk, ben: Desk
) -> None:
    places = second(tmp_path)
    asked = founding.ask_to_join(places, str(ana.address), "Ben", ana.founding or "", ana.clock)
    asked.close()
    there = come_back(places, make_sheet(ben), ben.clock)
    assert there.me.id == ben.me.id
    there.close()


def test_there_is_no_sheet_for_somebody_who_waits_or_whose_key_is_replaced(
    tmp_path: Path, ana: Desk, ben: Desk
) -> None:
    sheet = make_sheet(ben)
    new = founding.ask_to_join(
        second(tmp_path), str(ana.address), "Ben", ana.founding or "", ana.clock, "Ben"
    )
    with pytest.raises(Refused, match="once you are let in"):
        make_sheet(new)
    sync(ana)
    lost = ben.me.key.public_line
    names = {"person": ben.me.id, "former": lost, "last": 9, "asked": new.me.id}
    ana.record(("key-replaced", GROUP, {**names, "key": new.me.key.public_line}))
    sync(ana)
    sync(ben)
    with pytest.raises(Refused, match="was replaced by a new one"):
        make_sheet(ben)
    with pytest.raises(NotAllowed):
        ben.record(("withdrawn", "story:" + "0" * 16, {}))
    with pytest.raises(Refused, match="Use the sheet you made last"):
        come_back(Places(tmp_path / "third"), sheet, ana.clock)
    new.close()


def test_the_key_goes_where_keys_are_kept_and_nowhere_else(tmp_path: Path, ben: Desk) -> None:
    places, sheet = second(tmp_path), make_sheet(ben)
    come_back(places, sheet, ben.clock).close()
    secrets = [sheet.seed, sheet.seed.hex().encode(), sheet.lines()[-1].encode()]
    holding = [
        path for path in left_behind(places) if any(one in path.read_bytes() for one in secrets)
    ]
    kept = key_box.FileKeyBox(places.keys).load(ben.me.id)
    assert kept is not None
    assert kept.seed == sheet.seed
    assert all(path.parent == places.keys for path in holding)

"""A passphrase for the keys of one home: chosen, given, changed, forgotten, done without again."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from toolkit_editor.base.errors import NotAllowed, Refused
from toolkit_editor.base.ids import PersonId
from toolkit_editor.services import locking
from toolkit_editor.services.locking import keys_of
from toolkit_editor.services.recovery_sheet import Sheet
from toolkit_editor.settings.membership import Membership, save_membership
from toolkit_editor.settings.places import Places
from toolkit_editor.store import key_box, keys
from toolkit_editor.store.keys import FileKeyBox, Key, WrongPassphrase

WORDS = "a lamp in the small harbour"
OTHER = "seven quiet geese"
ANA, BEA = PersonId("a1a1a1a1a1a1a1a1"), PersonId("b2b2b2b2b2b2b2b2")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be quick here."""
    monkeypatch.setattr(keys, "_ROUNDS", 1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A home with the keys of one person in two groups."""
    made = Places(tmp_path / "home")
    for person in (ANA, BEA):
        FileKeyBox(made.keys).keep(person, Key.from_seed(person.encode() * 2))
    return made


def closed(places: Places) -> Places:
    return replace(places, opened=None)


def lines_of(places: Places, person: PersonId) -> tuple[str | None, ...]:
    key = keys_of(places).load(person)
    return (key.public_line if key else None,)


def both(places: Places) -> list[object]:
    return [lines_of(places, person) for person in (ANA, BEA)]


def test_with_a_passphrase_no_key_of_mine_is_on_the_disk_in_the_clear(places: Places) -> None:
    before = both(places)
    opened = locking.choose_passphrase(places, WORDS)
    assert both(opened) == before
    for file in places.home.rglob("*"):
        if file.is_file():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            for person in (ANA, BEA):
                assert not (places.keys / person).exists()
                with pytest.raises(Refused):
                    Key.from_openssh(file.read_bytes())
    assert repr(opened).find("PRIVATE") < 0


def test_my_keys_open_with_the_passphrase_and_with_no_other(places: Places) -> None:
    before = both(places)
    locking.choose_passphrase(places, WORDS)
    assert places.is_locked
    with pytest.raises(NotAllowed):
        keys_of(places)
    for wrong in ("", WORDS + " ", WORDS[:-1], "x" * 300):
        with pytest.raises(WrongPassphrase):
            locking.open_lock(places, wrong)
    opened = locking.open_lock(places, WORDS)
    assert not opened.is_locked
    assert both(opened) == before


def test_the_same_letters_open_it_from_any_keyboard(places: Places) -> None:
    locking.choose_passphrase(places, "caf\u00e9 au lait")
    assert locking.open_lock(places, "cafe\u0301 au lait").opened


def test_a_long_passphrase_counts_to_its_last_letter(places: Places) -> None:
    locking.choose_passphrase(places, "a" * 200 + "b")
    with pytest.raises(WrongPassphrase):
        locking.open_lock(places, "a" * 200 + "c")


def test_a_short_passphrase_is_not_taken(places: Places) -> None:
    with pytest.raises(Refused, match="longer"):
        locking.choose_passphrase(places, "1234567")
    assert not places.has_lock


def test_i_can_change_my_passphrase(places: Places) -> None:
    before = both(places)
    locking.choose_passphrase(places, WORDS)
    with pytest.raises(WrongPassphrase):
        locking.change_passphrase(places, OTHER, OTHER)
    locking.change_passphrase(places, WORDS, OTHER)
    with pytest.raises(WrongPassphrase):
        locking.open_lock(places, WORDS)
    assert both(locking.open_lock(places, OTHER)) == before


def test_i_can_do_without_again(places: Places) -> None:
    before = both(places)
    opened = locking.choose_passphrase(places, WORDS)
    with pytest.raises(WrongPassphrase):
        locking.remove_passphrase(opened, OTHER)
    plain = locking.remove_passphrase(opened, WORDS)
    assert not plain.has_lock and plain.opened is None
    assert both(plain) == before
    assert sorted(file.name for file in places.keys.iterdir()) == [ANA, BEA]


def test_any_of_my_recovery_sheets_opens_it_when_the_passphrase_is_forgotten(
    places: Places,
) -> None:
    before = both(places)
    locking.choose_passphrase(places, WORDS)
    lines = "\n".join(Sheet("ssh://x/y", "ab" * 19, BEA, BEA.encode() * 2).lines())
    opened = locking.open_with_sheet(places, lines, OTHER)
    assert both(opened) == before
    assert both(locking.open_lock(places, OTHER)) == before
    with pytest.raises(WrongPassphrase):
        locking.open_lock(places, WORDS)


@pytest.mark.parametrize("person", [ANA, PersonId("c3c3c3c3c3c3c3c3")])
def test_the_sheet_of_somebody_else_opens_nothing(places: Places, person: PersonId) -> None:
    locking.choose_passphrase(places, WORDS)
    lines = "\n".join(Sheet("ssh://x/y", "ab" * 19, person, b"7" * 32).lines())
    with pytest.raises(Refused):
        locking.open_with_sheet(places, lines, OTHER)
    assert locking.open_lock(places, WORDS).opened


def test_a_key_i_get_later_is_guarded_too_and_its_sheet_opens(places: Places) -> None:
    opened = locking.choose_passphrase(places, WORDS)
    late = PersonId("d4d4d4d4d4d4d4d4")
    keys_of(opened).keep(late, Key.from_seed(b"9" * 32))
    assert not (places.keys / late).exists()
    again = locking.open_lock(places, WORDS)
    assert lines_of(again, late) == (Key.from_seed(b"9" * 32).public_line,)
    lines = "\n".join(Sheet("ssh://x/y", "ab" * 19, late, b"9" * 32).lines())
    assert locking.open_with_sheet(places, lines, OTHER).opened


def test_a_key_in_the_key_ring_leaves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, str] = {}

    class Ring:
        priority = 5.0

        def get_password(self, _service: str, username: str) -> str | None:
            return kept.get(username)

        def set_password(self, _service: str, username: str, password: str) -> None:
            kept[username] = password

        def delete_password(self, _service: str, username: str) -> None:
            del kept[username]

    box = key_box.RingKeyBox(Ring(), FileKeyBox(tmp_path / "keys"))
    monkeypatch.setattr(locking, "find_key_box", lambda *_, **__: box)
    places = Places(tmp_path, own_home=False)
    save_membership(places.workspaces / "x.json", Membership(ANA, None))
    box.keep(ANA, Key.from_seed(b"5" * 32))
    opened = locking.choose_passphrase(places, WORDS)
    assert not kept
    assert lines_of(opened, ANA) == (Key.from_seed(b"5" * 32).public_line,)
    locking.remove_passphrase(opened, WORDS)
    assert list(kept) == [ANA]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"version": 1, "public": 3}', b"\xff"])
def test_a_damaged_lock_is_said_in_a_sentence_and_opens_nothing(
    places: Places, content: bytes
) -> None:
    locking.choose_passphrase(places, WORDS)
    places.lock_file.write_bytes(content)
    with pytest.raises(Refused, match="damaged"):
        locking.open_lock(places, WORDS)
    with pytest.raises(NotAllowed):
        keys_of(places)


def cut_short(act: Callable[[], object], at: int) -> bool:
    """Do something in a process of its own that ends at its step `at`; whether it ended there."""
    child = os.fork()
    if child == 0:
        left = at

        def count(event: str, _arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in ("open", "os.rename", "os.remove", "os.mkdir"):
                left -= 1
                if left < 0:
                    os._exit(9)

        sys.addaudithook(count)
        try:
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 9)
    return code == 9


def whole(places: Places, *passphrases: str) -> list[object]:
    """The keys as they are found after a sudden end, with whichever passphrase opens now."""
    if not places.has_lock:
        return both(places)
    for passphrase in passphrases:
        try:
            return both(locking.open_lock(places, passphrase))
        except WrongPassphrase:
            continue
    raise AssertionError("nothing opens it")


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("what", ["choose", "change", "remove", "sheet"])
def test_ended_suddenly_at_any_step_no_key_is_ever_lost(tmp_path: Path, what: str) -> None:
    at, going = 0, True
    while going:
        places = Places(tmp_path / str(at))
        for person in (ANA, BEA):
            FileKeyBox(places.keys).keep(person, Key.from_seed(person.encode() * 2))
        before = both(places)
        if what != "choose":
            locking.choose_passphrase(places, WORDS)
        sheet = "\n".join(Sheet("ssh://x/y", "ab" * 19, BEA, BEA.encode() * 2).lines())
        acts: dict[str, Callable[[], object]] = {
            "choose": partial(locking.choose_passphrase, places, WORDS),
            "change": partial(locking.change_passphrase, places, WORDS, OTHER),
            "remove": partial(locking.remove_passphrase, places, WORDS),
            "sheet": partial(locking.open_with_sheet, places, sheet, OTHER),
        }
        going = cut_short(acts[what], at)
        assert whole(places, WORDS, OTHER) == before, at
        if places.has_lock:
            assert not any((places.keys / person).exists() for person in (ANA, BEA)), at
        at += 1
    assert at > 3

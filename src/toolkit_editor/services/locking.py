"""Opening the program with a passphrase: choosing one, giving it, changing it, doing without again.

While there is one, the person's keys lie on this computer only sealed to the lock, so that nothing
sealed to the person can be read without it. A kill at any step leaves each key readable with the
passphrase or, before the lock was in place and after it went, without. Must not know any window.
"""

from __future__ import annotations

from dataclasses import replace

from toolkit_editor.base.durable import storing, sync_folder
from toolkit_editor.base.errors import NotAllowed, Refused
from toolkit_editor.base.ids import PersonId, is_id
from toolkit_editor.base.message import say
from toolkit_editor.services.lock_file import Lock, read_lock, write_lock
from toolkit_editor.services.recovery_sheet import read_sheet
from toolkit_editor.services.sealed_keys import SealedKeyBox
from toolkit_editor.settings.membership import load_membership
from toolkit_editor.settings.places import Places
from toolkit_editor.store.key_box import find_key_box
from toolkit_editor.store.keys import Key, KeyBox

SHORTEST = 8
"""Letters of a passphrase, at least."""


def keys_of(places: Places) -> KeyBox:
    """Where the person's keys are; raises `NotAllowed` while they are locked."""
    if not places.has_lock:
        return _plain(places)
    if places.opened is None:
        raise NotAllowed(say("This is locked. It can be used in the window of the program alone."))
    return _sealed(places, Key.from_openssh(places.opened))


def choose_passphrase(places: Places, passphrase: str) -> Places:
    """From now on the keys are opened by `passphrase`; the places, opened. Raises `Refused`."""
    _require_long_enough(passphrase)
    if places.has_lock:
        raise NotAllowed(say("There is a passphrase already. Change it instead."))
    key = Key.make()
    lock = Lock.make(key, passphrase)
    known = _all_plain(places)
    sealed = _sealed(places, key)
    for person, theirs in known.items():
        lock = lock.with_key(key, person, theirs)
        sealed.drop(person)  # left by a lock that is gone
        sealed.keep(person, theirs)
    write_lock(places.lock_file, lock)
    return _take_in(places, key)


def open_lock(places: Places, passphrase: str) -> Places:
    """The places with their keys open; raises `WrongPassphrase`."""
    lock = read_lock(places.lock_file)
    return places if lock is None else _take_in(places, lock.open(passphrase))


def open_with_sheet(places: Places, lines: str, passphrase: str) -> Places:
    """The places, opened by a recovery sheet instead; `passphrase` opens them from now on."""
    _require_long_enough(passphrase)
    sheet = read_sheet("", lines)
    lock = read_lock(places.lock_file)
    if lock is None:
        return places
    key = lock.open_with(sheet.person, Key.from_seed(sheet.seed))
    write_lock(places.lock_file, lock.with_passphrase(key, passphrase))
    return _take_in(places, key)


def change_passphrase(places: Places, now: str, then: str) -> None:
    """Another passphrase from now on; raises `WrongPassphrase` where it is not the one `now`."""
    _require_long_enough(then)
    lock = read_lock(places.lock_file)
    if lock is not None:
        write_lock(places.lock_file, lock.with_passphrase(lock.open(now), then))


def remove_passphrase(places: Places, passphrase: str) -> Places:
    """Do without a passphrase again, as before; raises `WrongPassphrase`."""
    lock = read_lock(places.lock_file)
    if lock is None:
        return replace(places, opened=None)
    sealed, plain = _sealed(places, lock.open(passphrase)), _plain(places)
    people = sealed.people()
    for person in people:
        key = sealed.load(person)
        if key is not None:
            plain.keep(person, key)
    with storing(places.home):
        places.lock_file.unlink()
        sync_folder(places.home)
    for person in people:
        sealed.drop(person)
    return replace(places, opened=None)


def _require_long_enough(passphrase: str) -> None:
    if len(passphrase) < SHORTEST:
        raise Refused(
            say(
                "Take a longer passphrase: at least {n} letters. A few words together are easy to "
                "remember and hard to guess.",
                n=SHORTEST,
            )
        )


def _take_in(places: Places, key: Key) -> Places:
    """The places, opened; a key that lies beside the lock is sealed first, and only then goes."""
    sealed, plain = _sealed(places, key), _plain(places)
    for person, theirs in _all_plain(places).items():
        sealed.keep(person, theirs)
        again = sealed.load(person)
        if again is not None and again.public_line == theirs.public_line:
            plain.drop(person)
    return replace(places, opened=key.to_openssh())


def _all_plain(places: Places) -> dict[PersonId, Key]:
    """Every key of the person's that no passphrase guards."""
    people: set[PersonId] = set()
    if places.keys.is_dir():
        people = {PersonId(file.name) for file in places.keys.iterdir() if is_id(file.name)}
    for file in places.workspaces.glob("*.json"):
        membership = load_membership(file)
        if membership is not None and membership.person is not None:
            people.add(membership.person)
    box = _plain(places)
    found = {person: box.load(person) for person in sorted(people)}
    return {person: key for person, key in found.items() if key is not None}


def _plain(places: Places) -> KeyBox:
    return find_key_box(places.keys, own_home=places.own_home)


def _sealed(places: Places, key: Key) -> SealedKeyBox:
    return SealedKeyBox(places.keys, places.lock_file, key)

"""Several people under one login: each has a home, found again by what they are called."""

from __future__ import annotations

import stat
from pathlib import Path

from toolkit_editor.settings.places import Places
from toolkit_editor.settings.profiles import add_profile, call, called, profiles


def test_alone_i_am_the_only_one_and_nothing_is_written(tmp_path: Path) -> None:
    base = Places(tmp_path / "home")
    [me] = profiles(base)
    assert me.places == base and me.called == ""
    assert not base.home.exists()


def test_each_has_a_home_that_only_this_login_can_enter(tmp_path: Path) -> None:
    base = Places(tmp_path / "home", own_home=False, opened=b"key")
    call(base, "Ana")
    bea = add_profile(base, "  Bea   by the window ")
    again = add_profile(base, "Bea by the window")
    assert bea.places.home != again.places.home
    assert bea.places.opened is None and bea.places.own_home
    assert bea.places.home.is_relative_to(base.home)
    assert stat.S_IMODE(bea.places.home.stat().st_mode) == 0o700
    assert [one.called for one in profiles(base)] == ["Ana", *["Bea by the window"] * 2]
    assert bea.places.home.name.isalnum()


def test_a_name_that_cannot_be_read_is_none_and_takes_nobody_away(tmp_path: Path) -> None:
    base = Places(tmp_path / "home")
    bea = add_profile(base, "Bea")
    for content in (b"", b"[]", b"\xff", b'{"called": 3}', b'{"called": null}'):
        (bea.places.home / "called.json").write_bytes(content)
        assert called(bea.places) == ""
        assert len(profiles(base)) == 2

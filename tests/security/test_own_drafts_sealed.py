"""What I wrote and did not share is sealed while I am away; a sudden end loses nothing of it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.circle_desks import StandingClock
from support.walks import adopted, edit
from toolkit_editor.base.errors import Refused
from toolkit_editor.services import founding, own_drafts, sharing, writing
from toolkit_editor.services.desk import LOCAL_DRAFTS, LOCAL_SHARED, Desk
from toolkit_editor.services.own_drafts import bring_back, seal_own
from toolkit_editor.settings.places import Places
from toolkit_editor.store import locks

WORDS = b"violet ladders whisper across seven borrowed winter orchards"
PAGE = "en/hope.md"


def start(folder: Path) -> Desk:
    """A desk with three moments of one draft, one of another, and one that was thrown away."""
    _, desk = adopted(folder)
    edit(desk, PAGE, b"The last words stay.", b"Changed once.")
    edit(desk, PAGE, b"Changed once.", WORDS + b".")
    edit(desk, PAGE, b"Hope *often*", b"Hope *always*")
    edit(desk, "fr/index.md", b"Lire la suite.", b"Lire.")
    edit(desk, "en/index.md", b"# Start", b"# Beginning")
    draft = writing.own_draft_of(desk, "en/index.md")
    assert draft is not None
    writing.discard(desk, draft.id)
    return desk


def again(folder: Path) -> Desk:
    return founding.open_workspace(Places(folder / "home"), str(folder / "ws"), StandingClock())


def state(desk: Desk) -> object:
    """Every moment of every draft, with its words."""
    desk.refresh()
    found = []
    for path in (PAGE, "fr/index.md", "en/index.md"):
        found += [(one, writing.read_moment(desk, one)) for one in writing.moments(desk, path)]
    return desk.refs("refs/local/"), found


def objects(desk: Desk) -> bytes:
    """All that git keeps, reached or not, and every other file beside it."""
    ran = subprocess.run(
        ["git", "-C", desk.store.folder, "cat-file", "--batch-all-objects", "--batch"],
        capture_output=True,
        check=True,
    )
    files = [file.read_bytes() for file in desk.store.folder.rglob("*") if file.is_file()]
    return b"\n".join([ran.stdout, *files])


def test_sealed_nothing_of_my_drafts_can_be_read_and_opened_all_is_as_before(
    tmp_path: Path,
) -> None:
    desk = start(tmp_path)
    before = state(desk)
    assert WORDS in objects(desk)
    assert seal_own(desk)
    assert WORDS not in objects(desk) and b"# Beginning" not in objects(desk)
    assert not desk.refs(LOCAL_DRAFTS)
    desk.close()
    opened = again(tmp_path)
    assert state(opened) == before
    assert not (opened.store.folder / "own-drafts.age").exists()
    opened.close()


def test_sealing_again_and_again_changes_nothing(tmp_path: Path) -> None:
    desk = start(tmp_path)
    before = state(desk)
    for _ in range(3):
        seal_own(desk)
        seal_own(desk)
        bring_back(desk)
        bring_back(desk)
        assert state(desk) == before
    desk.close()


def test_a_shared_draft_with_more_in_it_comes_back_with_its_mark(tmp_path: Path) -> None:
    desk = start(tmp_path)
    draft = writing.own_draft_of(desk, PAGE)
    assert draft is not None
    sharing.share(desk, draft.id)
    edit(desk, PAGE, b"one thing", b"nobody saw this")
    before = state(desk)
    assert desk.refs(LOCAL_SHARED)
    seal_own(desk)
    assert b"nobody saw this" not in objects(desk)
    bring_back(desk)
    assert state(desk) == before
    desk.close()


def test_what_another_window_writes_meanwhile_is_not_taken_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = start(tmp_path)
    other = again(tmp_path)
    gather = own_drafts.gather

    def slowly(*arguments: object, **options: object) -> bytes:
        pack = gather(*arguments, **options)  # type: ignore[arg-type]
        edit(other, PAGE, b"another thing", b"written meanwhile")
        return pack

    monkeypatch.setattr(own_drafts, "gather", slowly)
    assert not seal_own(desk)
    assert not (desk.store.folder / "own-drafts.age").exists()
    [moment, *_] = writing.moments(desk, PAGE)
    assert b"written meanwhile" in writing.read_moment(desk, moment)
    desk.close()
    other.close()


def test_a_draft_that_went_on_under_its_name_stays_and_the_sealed_one_comes_beside(
    tmp_path: Path,
) -> None:
    desk = start(tmp_path)
    draft = writing.own_draft_of(desk, PAGE)
    assert draft is not None
    tip = desk.ref(LOCAL_DRAFTS + draft.id)
    seal_own(desk)
    main = desk.main()
    fresh = writing.save_moment(
        desk, draft.id, None, {PAGE: desk.store.write(b"Else.\n")}, base=main, parents=(main,)
    )
    bring_back(desk)
    assert desk.ref(LOCAL_DRAFTS + draft.id) == fresh
    assert tip in desk.refs(LOCAL_DRAFTS).values()
    desk.close()


@pytest.mark.parametrize("damage", [b"", b"age-encryption.org/v1\n", None])
def test_a_damaged_file_is_said_and_never_removed(tmp_path: Path, damage: bytes | None) -> None:
    desk = start(tmp_path)
    seal_own(desk)
    file = desk.store.folder / "own-drafts.age"
    whole = file.read_bytes()
    broken = whole[:-20] + b"x" * 20 if damage is None else damage
    file.write_bytes(broken)
    for act in (bring_back, seal_own):
        with pytest.raises(Refused, match="Nothing was removed"):
            act(desk)
    assert file.read_bytes() == broken
    file.write_bytes(whole)
    desk.close()
    again(tmp_path).close()


def without_bringing_back(folder: Path) -> Desk:
    founding.bring_back = lambda _desk: None  # in a process of its own
    return again(folder)


def in_a_process(folder: Path, act: Callable[[Desk], object], at: int | None) -> int:
    """Do something at a desk in a process that ends, with all it started, at its step `at`."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    left = -1 if at is None else at

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and arguments[1] not in ("r", "rb", None)
        if writes or event in ("os.rename", "os.remove", "os.mkdir", "subprocess.Popen"):
            left -= 1
            if left == -1:
                os.killpg(0, 9)

    try:
        desk = without_bringing_back(folder)
        sys.addaudithook(count)
        act(desk)
    except BaseException:
        os._exit(1)
    os._exit(0)


def was_killed(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -9), code
    return code == -9


@pytest.fixture(params=[seal_own, bring_back])
def begun(
    request: pytest.FixtureRequest, tmp_path: Path
) -> tuple[Callable[[Desk], object], object]:
    """What is to be done, how everything was, and a home saved at that point."""
    desk = start(tmp_path)
    before = state(desk)
    if request.param is bring_back:
        seal_own(desk)
    desk.close()
    shutil.copytree(tmp_path / "home", tmp_path / "saved")
    return request.param, before


def fresh(folder: Path) -> None:
    shutil.rmtree(folder / "home")
    shutil.copytree(folder / "saved", folder / "home")


def require_whole(
    folder: Path, before: object, at: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_STARTED", time.time())  # as a program that is started again
    opened = again(folder)
    assert state(opened) == before, at
    assert not (opened.store.folder / "own-drafts.age").exists()
    opened.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_ended_suddenly_at_any_step_everything_is_there_again(
    tmp_path: Path,
    begun: tuple[Callable[[Desk], object], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act, before = begun
    at, going = 0, True
    while going:
        fresh(tmp_path)
        going = was_killed(in_a_process(tmp_path, act, at))
        require_whole(tmp_path, before, at, monkeypatch)
        at += 1
    assert at > 8


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_ended_suddenly_at_any_moment_everything_is_there_again(
    tmp_path: Path,
    begun: tuple[Callable[[Desk], object], object],
    kills: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act, before = begun
    chance = random.Random(7)
    for number in range(kills):
        fresh(tmp_path)
        child = in_a_process(tmp_path, act, None)
        time.sleep(chance.uniform(0.0, 0.6))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        was_killed(child)
        require_whole(tmp_path, before, number, monkeypatch)

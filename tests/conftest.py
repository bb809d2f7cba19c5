"""Guards that every test runs under, whoever wrote it.

No test sees the person's own home, git settings or screen; none reaches further than this computer;
none leaves a thread or a window behind. Fixtures that only one area needs live in `tests/support`.
"""

from __future__ import annotations

import gc
import ipaddress
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_LOOPBACK_NAMES = {"localhost", "localhost.localdomain", "ip6-localhost", ""}
_NOWHERE = "http://127.0.0.1:9"
_JOIN_SECONDS = 5.0
_KILLS = 12
_IN_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30


def _write_in_memory() -> None:
    """Lay all that tests write in memory where there is room: nearly all of it is kept for certain.

    What makes it certain is watched by tests of its own; waiting for a disk proves nothing more.
    """
    if "TMPDIR" in os.environ or not hasattr(os, "statvfs") or not _IN_MEMORY.is_dir():
        return
    about = os.statvfs(_IN_MEMORY)
    runs_programs = not about.f_flag & getattr(os, "ST_NOEXEC", 0)
    if about.f_bavail * about.f_frsize >= _ROOM and runs_programs:
        os.environ["TMPDIR"] = str(_IN_MEMORY)
        tempfile.tempdir = None


def _mask_the_person() -> Path:
    """Point everything that is a person's own at an empty folder, before anything is imported."""
    home = Path(tempfile.mkdtemp(prefix="toolkit-editor-tests-"))
    for name in [*os.environ]:
        if name.startswith(("GIT_", "XDG_", "TOOLKIT_EDITOR_", "SSH_")):
            del os.environ[name]
    empty = home / "empty-gitconfig"
    empty.touch()
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.update(
        HOME=str(home),
        USERPROFILE=str(home),
        XDG_CONFIG_HOME=str(home / "config"),
        XDG_DATA_HOME=str(home / "data"),
        XDG_CACHE_HOME=str(home / "cache"),
        XDG_STATE_HOME=str(home / "state"),
        XDG_RUNTIME_DIR=str(runtime),
        TOOLKIT_EDITOR_HOME=str(home / "toolkit-editor"),
        GIT_CONFIG_GLOBAL=str(empty),
        GIT_CONFIG_SYSTEM=str(empty),
        GIT_CONFIG_NOSYSTEM="1",
        GIT_TERMINAL_PROMPT="0",
        PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring",
        QT_QPA_PLATFORM="offscreen",
        LC_ALL="C.UTF-8",
        LANGUAGE="",
        TZ="UTC",
        # Programs we start obey these, so that they too stay on this computer.
        http_proxy=_NOWHERE,
        https_proxy=_NOWHERE,
        no_proxy="127.0.0.1,localhost,::1",
    )
    return home


def _is_here(host: object) -> bool:
    """Whether `host`, as a socket call names it, is this computer."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name.lower() in _LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _stay_on_this_computer(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: refuse every connection and every name that leads elsewhere."""
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not _is_here(host):
        raise AssertionError(f"a test tried to reach {host}; only this computer is allowed")


_write_in_memory()
_HOME = _mask_the_person()
sys.addaudithook(_stay_on_this_computer)

# The same examples everywhere give the same verdict; `--hypothesis-profile=search` looks for new
# ones.
settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long to look where a test can look for longer than it does every time."""
    parser.addoption(
        "--acts", type=int, default=0, help="random acts in the editor, or in each simulated group"
    )
    parser.addoption("--seeds", type=int, default=0, help="simulated groups in memory (50)")
    parser.addoption("--kills", type=int, default=_KILLS, help="sudden ends while typing (12)")
    parser.addoption(
        "--faults", type=int, default=0, help="faults in each test of syncing, instead of a few"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Who asks for a longer look waits for it as long as it takes."""
    longer = any(config.getoption(name) for name in ("acts", "seeds", "faults"))
    if longer or config.getoption("kills") > _KILLS:
        for item in items:
            item.add_marker(pytest.mark.timeout(0))


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How many sudden ends were asked for."""
    return int(request.config.getoption("kills"))


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> int:
    """How many faults were asked for; 0 for as many as each test makes every time."""
    return int(request.config.getoption("faults"))


def pytest_unconfigure() -> None:
    """Throw away the empty home."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_home() -> Path:
    """The folder that stands for the person's home while tests run."""
    return _HOME


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """Fail the test that leaves a thread running which would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not thread.daemon
    ]
    for thread in left:
        thread.join(_JOIN_SECONDS)
    still = [thread.name for thread in left if thread.is_alive()]
    assert not still, f"threads left running: {still}"


def pytest_collection_finish() -> None:
    """Spare all that is there before the first test, and stays, from being looked through.

    What a test leaves in rings is looked for after each; among everything that took a third of the
    time of the suite.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_window_left_behind() -> Iterator[None]:
    """Fail the test that leaves a window on the screen."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if not isinstance(application, getattr(widgets, "QApplication", ())):
        return
    gc.collect()
    left = [widget for widget in application.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    assert not names, f"windows left open: {names}"


@pytest.fixture(autouse=True)
def _nothing_left_on_the_clipboard() -> Iterator[None]:
    """Empty the clipboard after each test.

    The screen that is not there keeps what Python put on it in a static of C++, which goes when
    Python is gone already, and the process would end by a fault.
    """
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()

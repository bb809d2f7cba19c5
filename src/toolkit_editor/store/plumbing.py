"""Runs git's plumbing through GitPython, and nothing but plumbing.

GitPython keeps the long-lived reader of contents. Its `Repo` obeys variables that lead elsewhere,
and its writers of objects, trees and refs are not durable and lose saves, so they are never used.
GitPython is told to load without looking for git: `find_git` says where it is missing.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

import git

from toolkit_editor.base.errors import NotFound, Refused
from toolkit_editor.base.message import say
from toolkit_editor.store.git_program import clean_environment, find_git, settings

ALLOWED = frozenset(
    {
        *("cat-file", "hash-object", "read-tree", "update-index", "write-tree", "commit-tree"),
        *("for-each-ref", "update-ref", "rev-list", "merge-base"),
        *("fetch", "push", "ls-remote"),
        *("init", "pack-refs", "prune", "reflog", "repack", "pack-objects", "index-pack"),
    }
)
_GLANCE = 0.1
_GRACE = 5.0


@dataclass(frozen=True, slots=True)
class Ran:
    """What a git command answered."""

    code: int
    out: bytes
    err: str


class Stopped(Refused):
    """The person stopped long work; nothing was half done."""


class PlumbingGit(git.Git):
    """GitPython's command runner with our settings, a clean environment and a short list."""

    def execute(  # type: ignore[override]
        self, command: Sequence[str], *, istream: int | None = None, **_options: Any
    ) -> Any:
        """Start the long-lived reader that GitPython asks for."""
        process = start(self._folder(), command[1:], stdin=istream)
        return self.AutoInterrupt(process, list(command))

    def _folder(self) -> Path:
        return Path(str(self.working_dir))


class Plumbing:
    """Git's plumbing on one bare repository."""

    def __init__(self, folder: Path) -> None:
        """Open the bare repository in `folder`; raises `NotFound` where there is none."""
        if not (folder / "HEAD").is_file() or not (folder / "objects").is_dir():
            raise NotFound(say("There is no copy of a workspace in {folder}.", folder=folder))
        self.folder = folder
        self._git = PlumbingGit(folder)

    def close(self) -> None:
        """End the long-lived readers."""
        self._git.clear_cache()

    def forget(self) -> None:
        """End the long-lived readers; they start again when needed."""
        self._git.clear_cache()

    def data(self, oid: str, kind: str) -> bytes:
        """The bytes of one object; raises `NotFound` where it is missing or of another kind."""
        for attempt in (1, 2):
            try:
                _, found, _, data = self._git.get_object_data(oid)
            except ValueError as error:
                if "missing" in str(error) or attempt == 2:
                    raise _missing(self.folder) from error
                self.forget()
            except OSError:
                if attempt == 2:
                    raise
                self.forget()
            else:
                if _text(found) != kind:
                    raise _missing(self.folder)
                return data
        raise _missing(self.folder)

    def data_of_many(self, oids: Iterable[str], kind: str) -> Iterator[bytes]:
        """The bytes of many objects in their order, by one command; raises as `data` does."""
        asked = "".join(f"{oid}\n" for oid in oids).encode()
        out, at = self.run("cat-file", "--batch", "--buffer", stdin=asked).out, 0
        while at < len(out):
            end = out.index(b"\n", at)
            _, _, told = out[at:end].decode("utf-8", "replace").partition(" ")
            found, _, size = told.partition(" ")
            if found != kind:
                raise _missing(self.folder)
            at = end + 1 + int(size)
            yield out[end + 1 : at]
            at += 1

    def size(self, oid: str, kind: str) -> int:
        """The size of one object; raises `NotFound` where it is missing or of another kind."""
        found, size = self._header(oid)
        if found != kind:
            raise _missing(self.folder)
        return size

    def kind(self, oid: str) -> str:
        """What sort of object it is; raises `NotFound` where it is missing."""
        return self._header(oid)[0]

    def _header(self, oid: str) -> tuple[str, int]:
        try:
            _, found, size = self._git.get_object_header(oid)
        except ValueError as error:
            if "missing" not in str(error):
                self.forget()
            raise _missing(self.folder) from error
        return _text(found), size

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        environment: Mapping[str, str] = {},
        network: bool = False,
        handles: tuple[int, ...] = (),
        stopped: Callable[[], bool] = lambda: False,
    ) -> Ran:
        """Run one command to its end; raises `Stopped` as soon as `stopped` says so."""
        return run(
            self.folder,
            arguments,
            stdin=stdin,
            environment=environment,
            network=network,
            handles=handles,
            stopped=stopped,
        )


def run(
    folder: Path,
    arguments: Sequence[str],
    *,
    stdin: bytes = b"",
    environment: Mapping[str, str] = {},
    network: bool = False,
    handles: tuple[int, ...] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> Ran:
    """Run one git command on the bare repository in `folder`."""
    process = start(
        folder,
        arguments,
        stdin=subprocess.PIPE,
        environment=environment,
        network=network,
        handles=handles,
    )
    with process, _fed(process, stdin):
        while True:
            try:
                out, err = process.communicate(timeout=_GLANCE)
                return Ran(process.returncode, out, err.decode("utf-8", "replace").strip())
            except subprocess.TimeoutExpired:
                if stopped():
                    process.terminate()
                    raise Stopped(say("Stopped. Nothing was changed.")) from None
            except BaseException:
                with contextlib.suppress(OSError):
                    process.kill()
                raise


@contextlib.contextmanager
def _fed(process: subprocess.Popen[bytes], data: bytes) -> Iterator[None]:
    """Give `data` to the process from another thread.

    `communicate` with a time limit never sends the rest of its input once the limit has passed.
    """
    pipe, process.stdin = process.stdin, None
    assert pipe is not None

    def feed() -> None:
        with contextlib.suppress(OSError), pipe:
            pipe.write(data)

    feeder = threading.Thread(target=feed, name="git input", daemon=True)
    feeder.start()
    try:
        yield
    finally:
        process.wait()
        feeder.join(_GRACE)


def start(
    folder: Path,
    arguments: Sequence[str],
    *,
    stdin: int | None,
    environment: Mapping[str, str] = {},
    network: bool = False,
    handles: tuple[int, ...] = (),
) -> subprocess.Popen[bytes]:
    """Start one git command on the bare repository in `folder`."""
    if not arguments or arguments[0] not in ALLOWED:
        raise ValueError(f"not a command this program runs: {arguments[:1]}")
    return subprocess.Popen(
        [find_git().path, f"--git-dir={folder}", *settings(), *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=clean_environment(environment, network=network),
        pass_fds=handles,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _text(word: str | bytes) -> str:
    """GitPython types its answers as text and gives bytes."""
    return word.decode() if isinstance(word, bytes) else word


def _missing(folder: Path) -> NotFound:
    return NotFound(
        say("A part of the copy of the workspace in {folder} is not there.", folder=folder)
    )

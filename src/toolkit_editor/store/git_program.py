"""The system's git: where it is, whether it is new enough, and the settings it always runs with.

Nothing of the person's or a stranger's configuration may make it run another program, so hooks,
filters, monitors and unlisted kinds of address are off, and the environment is cleaned.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say

OLDEST = (2, 39)

SSH_VARIABLE = "TOOLKIT_EDITOR_SSH"
"""Environment variable with another ssh command, for people whose computer needs one.

Its options count before ours, so it must understand OpenSSH's.
"""

_SSH_OPTIONS = (
    "-o BatchMode=yes -o ConnectTimeout=20 -o StrictHostKeyChecking=yes -o UpdateHostKeys=no"
)
_SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.attributesFile": os.devnull,
    "core.logAllRefUpdates": "false",
    "core.fsync": "all,-index",
    "core.filesRefLockTimeout": "2000",
    "core.packedRefsTimeout": "2000",
    "core.protectNTFS": "true",
    "core.protectHFS": "true",
    "core.quotePath": "false",
    "core.commitGraph": "false",
    "core.askPass": "",
    "core.gitProxy": "",
    "core.alternateRefsCommand": "true",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "repack.writeBitmaps": "false",
    "fetch.fsckObjects": "true",
    "transfer.fsckObjects": "true",
    "fetch.writeCommitGraph": "false",
    "fetch.recurseSubmodules": "false",
    "submodule.recurse": "false",
    "push.gpgSign": "false",
    "push.pushOption": "",
    "push.recurseSubmodules": "no",
    "http.sslVerify": "true",
    "http.version": "HTTP/1.1",  # large pushes break off by HTTP/2 with some hosts
    "http.lowSpeedLimit": "1",
    "http.lowSpeedTime": "60",
    "protocol.allow": "never",
    "protocol.file.allow": "always",
    "protocol.ssh.allow": "always",
    "protocol.https.allow": "always",
    "protocol.ext.allow": "never",
    "protocol.fd.allow": "never",
    "protocol.git.allow": "never",
}
_KEPT = ("GIT_SSL_CAINFO", "GIT_SSL_CAPATH")


@dataclass(frozen=True, slots=True)
class GitProgram:
    """The git found on this computer."""

    path: str
    version: tuple[int, ...]


def find_git() -> GitProgram:
    """The system's git; raises `Refused` with one sentence when it is missing or too old."""
    path = shutil.which("git")
    if path is None:
        raise Refused(
            say(
                "Toolkit Editor keeps its files with the program git, which was not found on this "
                "computer. Install git {oldest} or newer and start again.",
                oldest=_written(OLDEST),
            )
        )
    program = GitProgram(path, _version(path))
    if program.version < OLDEST:
        raise Refused(
            say(
                "The program git on this computer is version {found}. Toolkit Editor needs "
                "{oldest} or newer. Install a newer git and start again.",
                found=_written(program.version),
                oldest=_written(OLDEST),
            )
        )
    return program


def clean_environment(extra: Mapping[str, str] = {}, *, network: bool = False) -> dict[str, str]:
    """The environment git runs in: the person's, without anything that steers git, and `extra`.

    With `network`, the person's own git settings are read, for sign-in and proxies; else none are.
    """
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.upper().startswith("GIT_") or key in _KEPT
    }
    kept.update(
        LANGUAGE="C",
        LC_ALL="C",
        GIT_TERMINAL_PROMPT="0",
        GIT_NO_REPLACE_OBJECTS="1",
        GIT_OPTIONAL_LOCKS="0",
        GIT_ATTR_NOSYSTEM="1",
        GIT_DEFAULT_HASH="sha1",
        GIT_DEFAULT_REF_FORMAT="files",
        GIT_ALLOW_PROTOCOL="file:ssh:https",
    )
    if network:
        kept["GIT_SSH_COMMAND"] = ssh_command()
        for mask in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"):
            if mask in os.environ:
                kept[mask] = os.environ[mask]
    else:
        kept.update(GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    kept.update(extra)
    return kept


def ssh_command(first: str = "") -> str:
    """The ssh that git talks through, as a shell reads it; `first` are options that win."""
    return " ".join(filter(None, [os.environ.get(SSH_VARIABLE, "ssh"), first, _SSH_OPTIONS]))


def settings() -> list[str]:
    """The options that stand before every git command."""
    options = []
    for key, value in _SETTINGS.items():
        options += ["-c", f"{key}={value}"]
    return options


def server_command(git: str, service: str) -> str:
    """How to run git's other end in a folder: without that folder's hooks, durably.

    A shared folder often belongs to another person, which git would refuse without being told.
    """
    quoted = "'" + Path(git).as_posix().replace("'", "'\\''") + "'"
    options = {
        "core.hooksPath": os.devnull,
        "core.fsync": "all",
        "core.fsmonitor": "false",
        "core.alternateRefsCommand": "true",
        "gc.auto": "0",
        "receive.autogc": "false",
        "receive.fsckObjects": "true",
        "safe.directory": "'*'",
    }
    return " ".join([quoted, *(f"-c {key}={value}" for key, value in options.items()), service])


@functools.lru_cache(maxsize=8)
def _version(path: str) -> tuple[int, ...]:
    try:
        ran = subprocess.run(
            [path, "version"], capture_output=True, text=True, check=False, timeout=60
        )
        found = re.search(r"(\d+(?:\.\d+)+)", ran.stdout)
    except (OSError, subprocess.TimeoutExpired):
        found = None
    return tuple(int(part) for part in found[1].split(".")[:3]) if found else (0,)


def _written(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)

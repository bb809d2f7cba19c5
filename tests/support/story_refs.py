"""A shared story as another git program reads and writes it: by hand, at the host."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from support.toolkits import git
from toolkit_editor.base.ids import StoryId


def read_ref(host: Path, story: StoryId) -> dict[str, bytes]:
    """The files of a story's ref."""
    ref = f"refs/heads/story/{story}"
    listed = git(host, "ls-tree", "-r", "-z", "--name-only", ref).split("\0")
    return {path: content(host, f"{ref}:{path}") for path in listed if path}


def content(host: Path, name: str) -> bytes:
    """The bytes of an object."""
    shown = ["git", "-C", str(host), "cat-file", "blob", name]
    return subprocess.run(shown, capture_output=True, check=True).stdout


def write_ref(host: Path, story: StoryId, files: Mapping[str, bytes]) -> str:
    """Put these files in the place of a story's ref, as one commit without history; its id."""
    commit = git(host, "commit-tree", _tree(host, files), "-m", "by hand")
    git(host, "update-ref", f"refs/heads/story/{story}", commit)
    return commit


def _tree(host: Path, files: Mapping[str, bytes]) -> str:
    rows: list[str] = []
    folders: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        folder, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(folder, {})[rest] = data
        else:
            oid = git(host, "hash-object", "-w", "--stdin", stdin=data)
            rows.append(f"100644 blob {oid}\t{path}")
    rows += [f"040000 tree {_tree(host, inside)}\t{name}" for name, inside in folders.items()]
    return git(host, "mktree", stdin="".join(f"{row}\n" for row in rows).encode())

"""The store on disk: a bare git repository without checkout, hooks, filters or shared index.

Every change runs git's plumbing, made durable, with refs moved by compare-and-swap. One thread
uses it at a time; open it for a job and close it after.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from toolkit_editor.base.durable import put_file, storing, sync_folder
from toolkit_editor.base.errors import Refused, Stale
from toolkit_editor.base.ids import PersonId
from toolkit_editor.base.message import say
from toolkit_editor.store import objects, paths
from toolkit_editor.store.erasure import erase
from toolkit_editor.store.failures import local_failure
from toolkit_editor.store.git_program import find_git
from toolkit_editor.store.locks import FOLDER, StoreLocks
from toolkit_editor.store.model import Commit, Oid, RefChange, Tree, Version, is_oid
from toolkit_editor.store.planting import plant
from toolkit_editor.store.store import compare
from toolkit_editor.store.trees import EntangledError, Trees

if TYPE_CHECKING:
    from toolkit_editor.store.plumbing import Plumbing, Ran

_TRIES = 4
_FOLDER_GONE = "unable to create temporary file: no such file or directory"
_TREES_KEPT = 16
_MANY = 100
_CONFIGURATION = b"""\
[core]
\trepositoryformatversion = 0
\tfilemode = false
\tbare = true
\tlogAllRefUpdates = false
\thooksPath = /dev/null
[gc]
\tauto = 0
[receive]
\tfsckObjects = true
\tautogc = false
"""


def create(folder: Path, *, shared: bool = False) -> None:
    """Make an empty bare repository in `folder`, which must not exist or be empty.

    With `shared`, other people of the folder's group may write in it.
    """
    find_git()
    from toolkit_editor.store import plumbing

    folder = folder.absolute()
    with storing(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(
                say("{folder} is not empty. Choose a new or an empty folder.", folder=folder)
            )
        folder.mkdir(parents=True, exist_ok=True)
    group = ("--shared=group",) if shared else ()
    ran = plumbing.run(
        folder, ("init", "--quiet", "--bare", "--template=", "--initial-branch=main", *group)
    )
    if ran.code:
        raise local_failure(ran.err, folder)
    extra = b"[core]\n\tsharedRepository = group\n" if shared else b""
    put_file(folder / "config", _CONFIGURATION + extra, mode=0o664 if shared else 0o600)
    with storing(folder):
        sync_folder(folder)
        sync_folder(folder.parent)


class GitStore:
    """A `Store` in a bare repository on this computer."""

    def __init__(self, plumbing: Plumbing, locks: StoreLocks) -> None:
        """Use `GitStore.open`."""
        self.plumbing = plumbing
        self.locks = locks
        self._trees: OrderedDict[Oid, Tree] = OrderedDict()
        self._roots: dict[Oid, Oid] = {}
        self._folders = Trees(partial(plumbing.data, kind="tree"))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the store in `folder`, clearing what a killed process left behind.

        Raises `NotFound` where there is none and `Refused` where git is missing.
        """
        find_git()
        from toolkit_editor.store.plumbing import Plumbing

        folder = folder.absolute()
        locks = StoreLocks(folder)
        store = cls(Plumbing(folder), locks)
        with contextlib.suppress(OSError, Refused):
            locks.clear_stale()
            locks.clear_leftovers()
        return store

    @property
    def folder(self) -> Path:
        """Where the repository lies."""
        return self.plumbing.folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End everything that runs or is held for this store."""
        self.plumbing.close()
        self.locks.release()

    def erase(self, refs: Sequence[str]) -> None:
        """Delete `refs` and everything only they reached; see `erasure.erase`."""
        erase(self, refs)

    def forget(self) -> None:
        """Drop what is remembered in memory, after contents were erased."""
        self.plumbing.forget()
        self._trees.clear()
        self._roots.clear()
        self._folders.forget()

    # reading

    def refs(self, prefix: str = "") -> dict[str, Oid]:
        """All refs whose full name starts with `prefix`, by one command."""
        within = prefix.rpartition("/")[0]
        ran = self._run(
            "for-each-ref", "--format=%(objectname) %(refname)", *([within] if within else [])
        )
        found = {}
        for line in ran.out.decode("utf-8", "replace").splitlines():
            oid, _, name = line.partition(" ")
            if name.startswith(prefix):
                found[name] = Oid(oid)
        return found

    def read(self, oid: Oid) -> bytes:
        """The bytes of one file content; raises `NotFound`."""
        return self.plumbing.data(oid, "blob")

    def read_many(self, oids: Iterable[Oid]) -> dict[Oid, bytes]:
        """The bytes of many file contents: a few through the long-lived reader, more at once."""
        wanted = dict.fromkeys(oids)
        if len(wanted) < _MANY:
            return {oid: self.read(oid) for oid in wanted}
        found = self.plumbing.data_of_many(wanted, "blob")
        return dict(zip(wanted, found, strict=True))

    def size(self, oid: Oid) -> int:
        """The size of a file content in bytes; raises `NotFound`."""
        return self.plumbing.size(oid, "blob")

    def commit(self, oid: Oid) -> Commit:
        """One commit; raises `NotFound`."""
        return objects.parse_commit(oid, self.plumbing.data(oid, "commit"))

    def tree(self, commit: Oid) -> Tree:
        """All files of a commit, walked without recursion; remembered by tree id."""
        oid = self._root(commit)
        known = self._trees.get(oid)
        if known is None:
            entries, refused = paths.sift(self._folders.walk(oid))
            known = self._trees[oid] = Tree(oid, entries, refused)
            if len(self._trees) > _TREES_KEPT:
                self._trees.popitem(last=False)
        self._trees.move_to_end(oid)
        return known

    def _root(self, commit: Oid) -> Oid:
        if commit not in self._roots:
            self._roots[commit] = self.commit(commit).tree
        return self._roots[commit]

    def file(self, commit: Oid, path: str) -> Oid | None:
        """What `path` holds in a commit; reads only the folders on the way."""
        root = self._root(commit)
        if root in self._trees:
            return self._trees[root].entries.get(path)
        try:
            entry = self._folders.find(root, path)
        except EntangledError:
            return self.tree(commit).entries.get(path)
        fine = entry is not None and paths.is_fine(entry.mode, path.encode())
        return entry.oid if entry is not None and fine else None

    def files_in(self, commit: Oid, folder: str) -> dict[str, Oid]:
        """The files of a commit below `folder`; reads only the folders on the way and inside."""
        try:
            entry = self._folders.find(self._root(commit), folder)
        except EntangledError:
            entries = self.tree(commit).entries
            return {path: oid for path, oid in entries.items() if path.startswith(folder + "/")}
        if entry is None or entry.mode != objects.FOLDER:
            return {}
        return paths.sift(self._folders.walk(entry.oid, folder.encode() + b"/"))[0]

    def difference(self, base: Oid, tip: Oid) -> dict[str, tuple[Oid | None, Oid | None]]:
        """The files in which commit `tip` differs from `base`: what they hold in each."""
        try:
            return self._folders.difference(self._root(base), self._root(tip))
        except EntangledError:
            return compare(self.tree(base).entries, self.tree(tip).entries)

    def history(self, tip: Oid, limit: int | None = None) -> list[Commit]:
        """The commits from `tip` back along first parents, newest first."""
        found: list[Commit] = []
        at: Oid | None = tip
        while at is not None and (limit is None or len(found) < limit):
            commit = self.commit(at)
            found.append(commit)
            at = commit.parents[0] if commit.parents else None
        return found

    def versions(
        self, tip: Oid, path: str, *, until: Oid | None = None, most: int | None = None
    ) -> list[Version]:
        """What `path` held along first parents, newest first, where it changed; two commands.

        With `until` every commit is looked at, since it is for drafts, in which nearly all change
        the file; without, git itself leaves out those that do not.
        """
        whole = until is not None and most is None
        listed = self._run(
            "rev-list",
            "--first-parent",
            "--no-commit-header",
            "--format=%H %at %s",
            *([] if most is None else [f"--max-count={most}"]),
            tip,
            *([f"^{until}"] if whole else []),
            "--",
            *([path] if until is None else []),
            environment={"GIT_LITERAL_PATHSPECS": "1"},
        )
        heads: list[list[str]] = []
        before = [until] if whole and until is not None else []
        for line in listed.out.decode("utf-8", "replace").split("\n"):
            if line.startswith(f"{until} "):
                before = [Oid(str(until))]
                break
            if line:
                heads.append(line.split(" ", 2))
        blobs = self._blobs_at([*(Oid(head[0]) for head in heads), *before], path)
        return [
            Version(Oid(commit), objects.moment(seconds), message, blobs[number])
            for number, (commit, seconds, message) in enumerate(heads)
            if number + 1 >= len(blobs) or blobs[number] != blobs[number + 1]
        ]

    def _blobs_at(self, commits: Sequence[Oid], path: str) -> list[Oid | None]:
        """What `path` holds in each of `commits`."""
        asked = "".join(f"{commit}:{path}\n" for commit in commits).encode()
        ran = self._run("cat-file", "--batch-check=%(objectname)", stdin=asked)
        answers = ran.out.decode("utf-8", "replace").split("\n")[: len(commits)]
        return [Oid(answer) if is_oid(answer) else None for answer in answers]

    def merge_base(self, a: Oid, b: Oid) -> Oid | None:
        """The newest commit both sides share, if any."""
        for side in (a, b):
            self.commit(side)
        ran = self.plumbing.run("merge-base", a, b)
        if ran.code == 1:
            return None
        if ran.code:
            raise local_failure(ran.err, self.folder)
        return Oid(ran.out.decode().strip())

    def merge_bases(self, tips: Iterable[Oid], other: Oid) -> dict[Oid, Oid | None]:
        """The newest commit that each of `tips` shares with `other`, by one command for most."""
        wanted = list(dict.fromkeys(tips))
        if len(wanted) < 2:
            return {tip: self.merge_base(tip, other) for tip in wanted}
        asked = "".join(f"{tip}\n" for tip in (*wanted, f"^{other}"))
        ran = self._run("rev-list", "--parents", "--stdin", stdin=asked.encode())
        own: dict[Oid, list[Oid]] = {}
        for line in ran.out.decode().splitlines():
            commit, *parents = line.split(" ")
            own[Oid(commit)] = [Oid(parent) for parent in parents]
        found: dict[Oid, Oid | None] = {}
        for tip in wanted:
            reached = _reached(tip, own)
            one = next(iter(reached)) if len(reached) == 1 else None
            found[tip] = one or self.merge_base(tip, other)
        return found

    # writing

    def blob_id(self, data: bytes) -> Oid:
        """The id `data` would have, without writing it."""
        return objects.object_id("blob", data)

    def write(self, data: bytes) -> Oid:
        """Keep `data` durably."""
        self.locks.contents_wait()
        return self._keep_one(data, "blob")

    def write_many(self, contents: Sequence[bytes]) -> list[Oid]:
        """Keep many contents durably by one command."""
        self.locks.contents_wait()
        return self._keep(contents, "blob")

    def _keep(self, contents: Sequence[bytes], kind: str) -> list[Oid]:
        if len(contents) < 2:
            return [self._keep_one(data, kind) for data in contents]
        with self._private_folder() as folder:
            names = [folder / str(number) for number in range(len(contents))]
            with storing(self.folder):
                for name, data in zip(names, contents, strict=True):
                    name.write_bytes(data)
            listed = "".join(f"{name.relative_to(self.folder).as_posix()}\n" for name in names)
            ran = self._run(*_keeping(kind), "--stdin-paths", stdin=listed.encode())
        return [Oid(line) for line in ran.out.decode().split()]

    def _keep_one(self, data: bytes, kind: str) -> Oid:
        return Oid(self._run(*_keeping(kind), "--stdin", stdin=data).out.decode().strip())

    def make_commit(
        self,
        changes: Mapping[str, Oid | None],
        *,
        base: Oid | None = None,
        parents: Sequence[Oid] = (),
        author: PersonId,
        at: datetime,
        message: str,
    ) -> Oid:
        """A new commit on disk that no ref reaches yet; see `Store.make_commit`."""
        self.locks.contents_wait()
        tree = self._make_tree(changes, base)
        name, address = objects.signature(author)
        who = {}
        for role in ("AUTHOR", "COMMITTER"):
            who[f"GIT_{role}_NAME"] = name
            who[f"GIT_{role}_EMAIL"] = address
            who[f"GIT_{role}_DATE"] = f"@{objects.stamp(at)} +0000"
        options = [option for parent in parents for option in ("-p", parent)]
        ran = self._run(
            "commit-tree",
            *options,
            tree,
            stdin=objects.tidy_message(message),
            environment=who,
        )
        return Oid(ran.out.decode().strip())

    def move(self, changes: Sequence[RefChange]) -> None:
        """Move refs, all or none; raises `Stale` when one is not where it was expected."""
        if not changes:
            return
        if len({change.ref for change in changes}) != len(changes):
            raise ValueError("one ref moved twice")
        orders = "".join(_order(change) for change in changes).encode()
        try:
            with self.locks.moving() as handles:
                for attempt in (1, 2):
                    ran = self.plumbing.run(
                        "update-ref", "--no-deref", "--stdin", stdin=orders, handles=handles
                    )
                    if ran.code == 0:
                        break
                    self._explain(changes, ran)
                    if attempt == 2 or not self.locks.clear_stale():
                        raise self._lock_held(ran) or local_failure(ran.err, self.folder)
                self._sync_refs(changes)
        finally:
            self.locks.contents_landed()

    def _explain(self, changes: Sequence[RefChange], ran: Ran) -> None:
        """Raise `Stale` if a ref was not where it was expected, `NotFound` for a missing commit."""
        now = self.refs("refs/")
        if any(now.get(change.ref) != change.old for change in changes):
            raise Stale(
                say("Somebody changed the same thing a moment ago. Look at it and try again.")
            )
        for change in changes:
            if change.new is not None:
                self.commit(change.new)

    def _lock_held(self, ran: Ran) -> Stale | None:
        """The refusal where a living program holds a lock file of git."""
        if ".lock': File exists" not in ran.err:
            return None
        return Stale(
            say(
                "Another program is working on the copy in {folder}. Try again in a moment.",
                folder=self.folder,
            )
        )

    def _sync_refs(self, changes: Sequence[RefChange]) -> None:
        folders = {self.folder}
        for change in changes:
            folder = (self.folder / change.ref).parent
            while folder != self.folder:
                folders.add(folder)
                folder = folder.parent
        with storing(self.folder):
            for folder in sorted(folders, reverse=True):
                sync_folder(folder)

    def _make_tree(self, changes: Mapping[str, Oid | None], base: Oid | None) -> Oid:
        """Write the folders that `changes` make anew of those of commit `base`."""
        root = self._root(base) if base is not None else None
        made = plant(self._folders, root, changes)
        for oid in changes.values():
            if oid is not None:
                self.size(oid)
        if root is not None and objects.object_id("tree", made[-1]) == root:
            return root
        return self._keep(made, "tree")[-1]

    @contextlib.contextmanager
    def _private_folder(self) -> Iterator[Path]:
        """A folder of this call alone inside the store, removed afterwards."""
        folder = self.folder / FOLDER / f"call-{secrets.token_hex(8)}"
        with storing(self.folder):
            folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _run(self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] = {}) -> Ran:
        ran = self._tried(*arguments, stdin=stdin, environment=environment)
        if ran.code:
            raise local_failure(ran.err, self.folder)
        return ran

    def _tried(
        self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] = {}
    ) -> Ran:
        """Run it; again where packing took an empty folder away between git's two steps."""
        for _ in range(_TRIES):
            ran = self.plumbing.run(*arguments, stdin=stdin, environment=environment)
            if ran.code == 0 or _FOLDER_GONE not in ran.err.lower():
                break
        return ran


def _keeping(kind: str) -> tuple[str, ...]:
    return ("hash-object", "-w", "-t", kind, "--no-filters")


def _order(change: RefChange) -> str:
    if change.old is None:
        return f"create {change.ref} {change.new}\n"
    if change.new is None:
        return f"delete {change.ref} {change.old}\n"
    return f"update {change.ref} {change.new} {change.old}\n"


def _reached(tip: Oid, own: Mapping[Oid, Sequence[Oid]]) -> set[Oid]:
    """The first commits below `tip`, or itself, that are not its own."""
    reached: set[Oid] = set()
    waiting, seen = [tip], {tip}
    while waiting:
        commit = waiting.pop()
        if commit not in own:
            reached.add(commit)
            continue
        new = [parent for parent in own[commit] if parent not in seen]
        seen.update(new)
        waiting += new
    return reached

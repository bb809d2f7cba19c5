"""Fetching from and sending to another copy, by literal address and with leases.

What is seen at the workspace is kept under `refs/remotes/workspace/`. Nothing is ever deleted here
because it is missing there: an emptied folder or a captive portal looks the same as a withdrawal,
so what vanished is reported and only a signed decision deletes it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from toolkit_editor.base.errors import NotFound, Refused, Stale
from toolkit_editor.base.message import Message, say
from toolkit_editor.store.address import Address, Kind
from toolkit_editor.store.connection import connection_failure, nothing_there, unsafe_data
from toolkit_editor.store.failures import disk_failure
from toolkit_editor.store.git_program import find_git, server_command
from toolkit_editor.store.git_store import GitStore
from toolkit_editor.store.host_rules import host_said
from toolkit_editor.store.locks import StoreLocks
from toolkit_editor.store.model import Oid, RefChange, is_oid
from toolkit_editor.store.plumbing import Ran

SEEN = "refs/remotes/workspace/"
"""Where the refs of the workspace are kept as they were last seen."""

HEADS = "refs/heads/"
HERE = "refs/local/"
"""Refs that are this computer's alone."""

MARKER = "refs/heads/review"
"""The ref every workspace has; an address that loses it is not believed."""

NAMES = re.compile(r"refs/heads/(main|review|(draft|story)/[0-9a-f]{16})")
"""The only names that are ever sent or taken over: short, plain, and good on every host."""

_ROOTS = (MARKER, HEADS + "main")
"""The refs that others start from."""

_AT_ONCE = 100
_FIRST = (
    *("stale info", "fetch first", "non-fast-forward", "already exists"),
    *("failed to update ref", "failed to lock", "cannot lock"),
    "atomic transaction failed",  # of every ref, when another push came in between at the last
)
"""What git says of a ref that somebody else moved first."""


class WorkspaceGone(Refused):
    """The address answers, and what every workspace has is not there any more."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a look at the workspace brought; refs carry their full name there.

    `refs` are all that are there, `changed` those new or moved since the last look, `vanished`
    those seen before and no longer there: they are kept here until somebody decides. `skipped` are
    there and were not taken over.
    """

    refs: Mapping[str, Oid]
    changed: Mapping[str, Oid]
    vanished: Mapping[str, Oid]
    skipped: Mapping[str, Oid] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PushRef:
    """Set `ref` there to `new` (None deletes) if it still is `expected` (None: not there)."""

    ref: str
    new: Oid | None
    expected: Oid | None

    def __post_init__(self) -> None:
        if not NAMES.fullmatch(self.ref):
            raise ValueError(f"never leaves this computer: {self.ref!r}")
        for oid in (self.new, self.expected):
            if oid is not None and not is_oid(oid):
                raise ValueError(f"not an id: {oid!r}")


class Outcome(Enum):
    """How one ref fared: `HELD` were fine but not sent because another was not."""

    OK = "ok"
    STALE = "stale"
    REFUSED = "refused"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class PushResult:
    """How every ref fared, and why the other side refused one."""

    outcomes: Mapping[str, Outcome]
    reasons: Mapping[str, Message]

    @property
    def ok(self) -> bool:
        """Whether everything arrived."""
        return all(outcome is Outcome.OK for outcome in self.outcomes.values())

    @property
    def stale(self) -> bool:
        """Whether somebody else was first, or it did not arrive and nobody said why; try again."""
        return Outcome.STALE in self.outcomes.values() or not (self.ok or self.reasons)


def _never() -> bool:
    return False


def fetch(
    store: GitStore,
    address: Address,
    *,
    skip: Collection[str] = (),
    stopped: Callable[[], bool] = _never,
) -> Fetched:
    """Bring what is new at the workspace into `refs/remotes/workspace/`.

    `skip` names refs never taken over again (withdrawn stories). Raises `NoConnection`, `NotFound`,
    `NotAllowed` or `Refused`; nothing has changed then.
    """
    for attempt in (1, 2, 3):
        seen = _seen(store)
        found = look(store, address, stopped=stopped)
        there = {ref: oid for ref, oid in found.items() if ref not in skip}
        if MARKER in seen and MARKER not in there:
            raise WorkspaceGone(
                say(
                    "{address} answers, but the workspace is not there any more. Nothing was "
                    "changed here. A maintainer can put it back, on the page “Publish”.",
                    address=address,
                )
            )
        changed = {ref: oid for ref, oid in there.items() if seen.get(ref) != oid}
        try:
            _bring(store, address, changed, seen, stopped)
            _require_commits(store, address, changed)
            store.move([RefChange(_local(ref), oid, seen.get(ref)) for ref, oid in changed.items()])
            vanished = {ref: oid for ref, oid in seen.items() if ref not in there}
            skipped = {ref: oid for ref, oid in found.items() if ref in skip}
            return Fetched(there, changed, vanished, skipped)
        except (Stale, NotFound):
            if attempt == 3:
                raise
        finally:
            store.locks.contents_landed()
    raise AssertionError("unreachable")


def look(
    store: GitStore, address: Address, *, stopped: Callable[[], bool] = _never
) -> dict[str, Oid]:
    """The refs of a workspace at `address`, without taking anything over."""
    _require_folder(address)
    ran = _talk(
        store,
        address,
        "ls-remote",
        "--heads",
        *_server("--upload-pack", address),
        "--",
        address.target,
        stopped=stopped,
    )
    if ran.code:
        raise connection_failure(ran.err, address)
    found = {}
    for line in ran.out.decode("utf-8", "replace").splitlines():
        oid, _, ref = line.partition("\t")
        if is_oid(oid) and NAMES.fullmatch(ref):
            found[ref] = Oid(oid)
    return found


ADOPTED = "refs/adopted/head"
"""The history a workspace was adopted from, while it is being founded."""


def fetch_history(
    store: GitStore, address: Address, *, stopped: Callable[[], bool] = _never
) -> Oid:
    """Bring the newest commit of any repository, with its history; returns its id.

    For adopting. Raises `NotFound` where the repository has no commit.
    """
    _require_folder(address)
    store.locks.contents_wait()
    try:
        ran = _talk(
            store,
            address,
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-auto-maintenance",
            "--no-recurse-submodules",
            "--refmap=",
            *_server("--upload-pack", address),
            "--",
            address.target,
            f"+HEAD:{ADOPTED}",
            stopped=stopped,
        )
        if ran.code:
            if "couldn't find remote ref" in ran.err.lower():
                raise NotFound(
                    say("{address} is a repository without any content yet.", address=address)
                )
            raise _own_disk(store, ran) or connection_failure(ran.err, address)
    finally:
        store.locks.contents_landed()
    tip = store.refs(ADOPTED)[ADOPTED]
    store.move([RefChange(ADOPTED, None, tip)])
    return tip


def push(
    store: GitStore,
    address: Address,
    changes: Sequence[PushRef],
    *,
    stopped: Callable[[], bool] = _never,
) -> PushResult:
    """Send refs, each only if the other side is where we expect; together or not at all.

    Above a hundred refs they go in several lots. Raises `NoConnection`, `NotFound` or `NotAllowed`
    where nothing could be said about single refs. Refs of the workspace that arrived are remembered
    as seen.
    """
    _require_folder(address)
    outcomes: dict[str, Outcome] = {}
    reasons: dict[str, Message] = {}
    for start in range(0, len(changes), _AT_ONCE):
        lot = changes[start : start + _AT_ONCE]
        if any(outcome is not Outcome.OK for outcome in outcomes.values()):
            outcomes.update((change.ref, Outcome.HELD) for change in lot)
            continue
        ran = _push_lot(store, address, lot, stopped)
        told = _read_outcomes(ran.out.decode("utf-8", "replace"))
        if not told:
            if ran.code == 0:
                told = {change.ref: (Outcome.OK, "") for change in lot}
            else:
                raise connection_failure(ran.err, address)
        _require_room(address, ran)
        _clear_abandoned(address, told)
        for change in lot:
            outcome, why = told.get(change.ref, (Outcome.HELD, ""))
            outcomes[change.ref] = outcome
            if outcome is Outcome.REFUSED:
                reasons[change.ref] = host_said(ran.err, why, address)
    return PushResult(outcomes, reasons)


def _require_room(address: Address, ran: Ran) -> None:
    """Raise where the other side had no room: git itself says only that unpacking failed."""
    if "unpacker error" not in ran.out.decode("utf-8", "replace"):
        return
    full = disk_failure(ran.err, address.folder) if address.folder else None
    if full is not None:
        raise full
    if "no space left" in ran.err.lower():
        raise connection_failure(ran.err, address)


def _clear_abandoned(address: Address, told: Mapping[str, tuple[Outcome, str]]) -> None:
    """Remove locks from a shared folder that a git which was ended suddenly left there.

    The next attempt gets through then; on hosts of other kinds, their own keepers see to it.
    """
    if address.folder is not None and any(_is_locked(why) for _, why in told.values()):
        with contextlib.suppress(OSError, Refused):
            StoreLocks(address.folder, shared=True).clear_stale()


def remember_seen(store: GitStore, changes: Iterable[PushRef], result: PushResult) -> None:
    """Note under `refs/remotes/workspace/` what a push to the workspace achieved."""
    seen = _seen(store)
    moves = [
        RefChange(_local(change.ref), change.new, seen.get(change.ref))
        for change in changes
        if result.outcomes.get(change.ref) is Outcome.OK
        and NAMES.fullmatch(change.ref)
        and change.new != seen.get(change.ref)
    ]
    store.move(moves)


def _seen(store: GitStore) -> dict[str, Oid]:
    return {HEADS + ref.removeprefix(SEEN): oid for ref, oid in store.refs(SEEN).items()}


def _local(ref: str) -> str:
    return SEEN + ref.removeprefix(HEADS)


def _bring(
    store: GitStore,
    address: Address,
    wanted: Mapping[str, Oid],
    seen: Mapping[str, Oid],
    stopped: Callable[[], bool],
) -> None:
    """Fetch the objects of `wanted`; refs move afterwards, by compare-and-swap.

    Once anything came from there, the other side is told only of that, as far as it bears on
    `wanted`: ids of what is private stay here, and a git that hears of hundreds of others first
    gives up before the one that matters and has the whole history sent again.
    """
    if not wanted:
        return
    store.locks.contents_wait()
    ran = _talk(
        store,
        address,
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        *(f"--negotiation-tip={oid}" for oid in _bearing_on(store, wanted, seen)),
        "--no-prune",
        "--no-auto-maintenance",
        "--no-recurse-submodules",
        "--refmap=",
        "--stdin",
        *_server("--upload-pack", address),
        "--",
        address.target,
        stdin="".join(f"{ref}\n" for ref in wanted).encode(),
        stopped=stopped,
    )
    if ran.code:
        if "couldn't find remote ref" in ran.err.lower():
            raise Stale(say("The workspace changed while it was read. Try again."))
        raise _own_disk(store, ran) or connection_failure(ran.err, address)


def _bearing_on(
    store: GitStore, wanted: Mapping[str, Oid], seen: Mapping[str, Oid]
) -> Iterator[Oid]:
    """What is here of the same refs, and of those that others start from; without what is lost."""
    known = [seen[ref] for ref in wanted if ref in seen][:_AT_ONCE]
    for oid in {*known, *(seen[ref] for ref in _ROOTS if ref in seen)}:
        with contextlib.suppress(NotFound):
            store.plumbing.kind(oid)
            yield oid


def _require_commits(store: GitStore, address: Address, brought: Mapping[str, Oid]) -> None:
    """Raise where a ref leads to anything else, which only another program can have put there.

    Once it was remembered as seen, nothing could be compared with it any more.
    """
    if any(store.plumbing.kind(oid) != "commit" for oid in brought.values()):
        raise unsafe_data(address)


def _own_disk(store: GitStore, ran: Ran) -> Refused | None:
    """A failing disk of our own; what the other side says starts with `remote:`."""
    ours = [line for line in ran.err.splitlines() if not line.startswith("remote:")]
    return disk_failure("\n".join(ours), store.folder)


def _push_lot(
    store: GitStore, address: Address, lot: Sequence[PushRef], stopped: Callable[[], bool]
) -> Ran:
    leases = [f"--force-with-lease={change.ref}:{change.expected or ''}" for change in lot]
    specs = [f"{change.new or ''}:{change.ref}" for change in lot]
    for together in ("--atomic", "--no-atomic"):
        ran = _talk(
            store,
            address,
            "push",
            "--porcelain",
            "--no-progress",
            together,
            "--no-verify",
            "--no-follow-tags",
            "--no-signed",
            "--no-force-if-includes",
            "--recurse-submodules=no",
            *leases,
            *_server("--receive-pack", address),
            "--",
            address.target,
            *specs,
            stopped=stopped,
        )
        if "does not support --atomic" not in ran.err:
            break
    return ran


def _read_outcomes(text: str) -> dict[str, tuple[Outcome, str]]:
    """Read git's porcelain answer: flag, `from:to`, summary, each set apart by a tab."""
    found = {}
    for line in text.splitlines():
        flag, _, rest = line.partition("\t")
        names, _, summary = rest.partition("\t")
        if len(flag) != 1 or ":" not in names:
            continue
        ref = names.rpartition(":")[2]
        why = summary.rpartition("(")[2].rstrip(")") if "(" in summary else summary
        if flag != "!":
            found[ref] = (Outcome.OK, "")
        elif any(sign in why for sign in _FIRST):
            found[ref] = (Outcome.STALE, why)
        elif why in ("atomic push failed", "atomic push failure"):
            found[ref] = (Outcome.HELD, why)
        else:
            found[ref] = (Outcome.REFUSED, why)
    return found


def _is_locked(why: str) -> bool:
    """Whether the other side could not move a ref just then: somebody else did, or still does."""
    signs = ("failed to update ref", "failed to lock", "cannot lock", "transaction failed")
    return any(sign in why for sign in signs)


def _talk(
    store: GitStore,
    address: Address,
    *arguments: str,
    stdin: bytes = b"",
    stopped: Callable[[], bool],
) -> Ran:
    environment = dict(_let_in(address))
    if address.kind is Kind.PLAIN_WEB:
        environment["GIT_ALLOW_PROTOCOL"] = "file:ssh:https:http"
    return store.plumbing.run(
        *arguments,
        stdin=stdin,
        environment=environment,
        network=True,
        stopped=stopped,
    )


def _let_in(address: Address) -> Mapping[str, str]:
    if address.access is None or address.kind is Kind.FOLDER:
        return {}
    if address.origin is None:
        return address.access.to_ssh()
    return address.access.to_web(address.origin)


def _server(option: str, address: Address) -> tuple[str, ...]:
    if address.kind is not Kind.FOLDER:
        return ()
    service = "upload-pack" if option == "--upload-pack" else "receive-pack"
    return (f"{option}={server_command(find_git().path, service)}",)


def _require_folder(address: Address) -> None:
    if address.folder is not None and not address.folder.is_dir():
        raise nothing_there(address)

"""Which file names this program shows and writes.

git accepts names that another computer reads as something else: folders that lead outside, its own
data folder in disguise, devices of Windows, two names that fall together. Such names are listed
with a reason and otherwise treated as not there. Must not touch a disk.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.store.model import Oid, RefusedEntry
from toolkit_editor.store.objects import FILE, FOREIGN, LINK, PROGRAM

DEEPEST = 32
LONGEST_NAME = 255
LONGEST_PATH = 1000

_REMEMBERED = 32_768
_UNSAFE = frozenset('\\<>:"|?*')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def why_not(path: str) -> Message | None:
    """Why `path` (with `/` between folders) is not shown or written; None where it is fine."""
    parts = path.split("/")
    if len(parts) > DEEPEST:
        return say("It lies too many folders deep.")
    if len(path.encode("utf-8", "surrogatepass")) > LONGEST_PATH:
        return say("The name with its folders is too long.")
    for part in parts:
        reason = _why_not_name(part)
        if reason is not None:
            return reason
    return None


def require(path: str) -> None:
    """Refuse to write under a name that is not acceptable everywhere."""
    reason = why_not(path)
    if reason is not None:
        raise Refused(
            say("The name {name} cannot be used. {reason}", name=shown(path), reason=reason)
        )


def shown(path: str) -> str:
    """`path` with everything invisible or direction-changing made visible."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in path
    )


@functools.lru_cache(maxsize=_REMEMBERED)
def fold(path: str) -> str:
    """What `path` becomes on a computer that ignores case and the form of accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def sift(
    found: Iterable[tuple[int, bytes, Oid]],
) -> tuple[dict[str, Oid], tuple[RefusedEntry, ...]]:
    """Sort what a tree holds (mode, path, id) into ordinary files and refused names.

    Where names fall together on some computer, one is kept: the one spelt as the format spells its
    names, so that nobody's newcomer hides what the group wrote; else the first in byte order. Of
    folders that fall together, one is kept with all that is in it.
    """
    entries: dict[str, Oid] = {}
    reasons: dict[bytes, Message] = {}
    for mode, raw, oid in sorted(found, key=lambda item: item[1]):
        path = raw.decode("utf-8", "backslashreplace")
        reason = _why_not_entry(mode, raw, path)
        if reason is None:
            entries[path] = oid
        else:
            reasons[raw] = reason
    spelling: dict[str, str] = {}
    if any(clash(path, spelling) for path in entries):
        spelling.clear()
        for path in sorted(entries, key=_preference):
            reason = clash(path, spelling)
            if reason is not None:
                reasons[path.encode()] = reason
                del entries[path]
    refused = (
        RefusedEntry(shown(raw.decode("utf-8", "backslashreplace")), reasons[raw])
        for raw in sorted(reasons)
    )
    return entries, tuple(refused)


def _preference(path: str) -> list[tuple[bool, str]]:
    """What sorts, folder by folder, names in lower case with composed accents to the front."""
    return [(part != unicodedata.normalize("NFC", part.lower()), part) for part in path.split("/")]


def require_apart(names: Iterable[str]) -> None:
    """Refuse a set of paths in which two fall together, or a file is also a folder."""
    files = set(names)
    spelling: dict[str, str] = {}
    for path in sorted(files):
        for step in _steps(path):
            known = spelling.setdefault(fold(step), step)
            if known != step or (step != path and step in files):
                raise too_close(known, path)


def too_close(one: str, other: str) -> Refused:
    """The refusal of two names that fall together, or of a file that is also a folder."""
    return Refused(
        say(
            "The names {one} and {other} cannot stand side by side: some computers "
            "cannot tell them apart. Choose another name.",
            one=shown(one),
            other=shown(other),
        )
    )


def folded(name: bytes) -> str:
    """`fold` of one name as it is stored."""
    if name.isascii():
        return name.decode().lower()
    return fold(name.decode("utf-8", "backslashreplace"))


def are_apart(names: Collection[bytes]) -> bool:
    """Whether no two of these names in one folder fall together on some computer."""
    joined = b"/".join(names)
    if joined.isascii():
        return len(set(joined.lower().split(b"/"))) == max(1, len(names))
    return len({folded(name) for name in names}) == len(names)


def is_fine(mode: int, raw: bytes) -> bool:
    """Whether what a tree holds under this name is shown, as far as it stands alone."""
    return _why_not_entry(mode, raw, raw.decode("utf-8", "backslashreplace")) is None


def _steps(path: str) -> Iterator[str]:
    """Every folder on the way to `path`, then `path` itself."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)
    yield path


def _why_not_entry(mode: int, raw: bytes, path: str) -> Message | None:
    if mode == LINK:
        return say("It is a link to another file, and links are not followed.")
    if mode == FOREIGN:
        return say("It points into another collection of files, which is not opened.")
    if mode not in {FILE, PROGRAM, 0o100664}:
        return say("It is not an ordinary file.")
    if path.encode("utf-8", "replace") != raw:
        return say("The name is not written in Unicode.")
    return why_not(path)


def clash(path: str, spelling: dict[str, str]) -> Message | None:
    """Why `path` cannot stand beside those whose spelling is known; None where it can.

    Remembers in `spelling` how every folder and file is spelt; a second spelling is refused.
    """
    steps = list(_steps(path))
    for step in steps:
        known = spelling.get(fold(step))
        if known is not None and (known != step or step == path):
            return say("Some computers cannot tell it from {other}.", other=shown(known))
    for step in steps:
        spelling[fold(step)] = step
    return None


@functools.lru_cache(maxsize=_REMEMBERED)
def _why_not_name(name: str) -> Message | None:
    if name in {"", ".", ".."}:
        return say("It leads outside its folder.")
    if any(unicodedata.category(character) in _HIDDEN for character in name):
        return say("The name holds characters that cannot be seen.")
    if not _UNSAFE.isdisjoint(name):
        return say("The name holds a character that some computers refuse.")
    if name.endswith((".", " ")):
        return say("The name ends in a full stop or a blank.")
    if _DEVICE.match(name):
        return say("The name belongs to a device on some computers.")
    if _is_git_folder(name):
        return say("The name is reserved.")
    if len(name.encode()) > LONGEST_NAME:
        return say("The name is too long.")
    return None


def _is_git_folder(name: str) -> bool:
    """`.git` and its short name; invisible letters and trailing dots are refused before."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return folded == ".git" or re.fullmatch(r"\.?git~[0-9]+", folded) is not None

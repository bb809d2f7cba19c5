"""Where this computer keeps spelling dictionaries, and which one serves a language best.

None comes with the program, but the spelling library brings an American English one, which is the
last resort for English. Looks for files only; must not load one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from toolkit_editor.base.message import Message, say

PREFERRED: Mapping[str, Sequence[str]] = {
    "en": ("en_CA", "en_GB", "en_AU", "en_US"),
    "fr": ("fr_CA", "fr", "fr_FR", "fr-toutesvariantes", "fr-classique"),
}
"""The names of a language's dictionaries, best first; another language goes by its own tag."""

_ON_LINUX = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell")
_ON_MACOS = ("~/Library/Spelling", "/Library/Spelling")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """One dictionary: the two files `name`.aff and `name`.dic in `folder`."""

    name: str
    folder: Path

    @property
    def is_american(self) -> bool:
        """Whether it holds American spellings alone."""
        return self.name == "en_US"


def dictionary_folders(own: Path, platform: str = sys.platform) -> tuple[Path, ...]:
    """Where to look, the person's `own` folder first, what came with the library last."""
    listed: Iterable[str] = ()
    if platform == "darwin":
        listed = _ON_MACOS
    elif platform != "win32":
        listed = _ON_LINUX
    system = tuple(Path(folder).expanduser() for folder in listed)
    library = find_spec("hunspell")
    brought = tuple(
        Path(place) / "dictionaries"
        for place in (library.submodule_search_locations or () if library else ())
    )
    return (own, *system, *brought)


def find_dictionary(language: str, folders: Sequence[Path]) -> Dictionary | None:
    """The best dictionary of `language`: the best name wins, then the first folder."""
    for name in PREFERRED.get(language, (language,)):
        for folder in folders:
            if all((folder / f"{name}.{end}").is_file() for end in ("aff", "dic")):
                return Dictionary(name, folder)
    return None


def how_to_get(language: str, own: Path) -> Message:
    """What to do where there is no dictionary of `language`."""
    names = PREFERRED.get(language, (language,))
    return say(
        "Install a dictionary such as {package}, or put the two files {name}.aff and {name}.dic "
        "into the folder {folder}.",
        package=f"hunspell-{language}",
        name=names[0],
        folder=own,
    )

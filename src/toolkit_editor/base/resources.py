"""Where the files that come with the program are: page templates, translations, the sample.

In a checkout they are the top-level folders; in an installed program they are packed beside the
code. Must not know what any of them holds.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_PACKED = _PACKAGE / "_packed"
_CHECKOUT = _PACKAGE.parents[1]


def resource(*parts: str) -> Path:
    """The file or folder `resources/<parts>`."""
    return _home() / "resources" / Path(*parts)


def sample() -> Path:
    """The folder of the sample toolkit."""
    return _home() / "content_repo"


def _home() -> Path:
    return _PACKED if _PACKED.is_dir() else _CHECKOUT

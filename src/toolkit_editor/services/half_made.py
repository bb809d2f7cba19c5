"""Making folders whole or not at all: what was begun and not finished is taken away again.

Only what was missing or empty before is ever removed; what somebody had there is set aside.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from toolkit_editor.base.durable import storing

_PATIENCE, _PAUSE = 20, 0.05


@contextlib.contextmanager
def whole_or_not_at_all(*paths: Path) -> Iterator[None]:
    """Where what happens inside fails or is stopped, leave `paths` as they were: not there."""
    fresh = [path for path in paths if is_free(path)]
    kept = [path for path in fresh if path.exists()]
    try:
        yield
    except BaseException:
        for path in fresh:
            _remove(path)
        for path in kept:
            with contextlib.suppress(OSError):
                path.mkdir(exist_ok=True)
        raise


def _remove(path: Path) -> None:
    """Take away what is at `path`, though a program that is just ending may still write there."""
    for _ in range(_PATIENCE):
        try:
            path.unlink() if path.is_file() else shutil.rmtree(path)
        except FileNotFoundError:
            return
        except OSError:
            time.sleep(_PAUSE)


def is_free(path: Path) -> bool:
    """Whether nothing is at `path` but perhaps an empty folder."""
    with storing(path):
        return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def set_aside(path: Path) -> None:
    """Rename what is at `path`, so that the place is free and nothing is lost."""
    if is_free(path):
        return
    number = 1
    while (aside := path.with_name(f"{path.stem}-before-{number}{path.suffix}")).exists():
        number += 1
    with storing(path.parent):
        path.rename(aside)

"""What is tidied in the copy of a workspace while the person works. Nobody waits for it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from toolkit_editor.base.errors import Refused
from toolkit_editor.store.packing import pack, pack_refs


def tidy(folder: Path, stopped: Callable[[], bool] = lambda: False) -> None:
    """Pack what lies loose in the store in `folder`; what hinders it is left for another day."""
    with contextlib.suppress(Refused):
        pack_refs(folder)
    with contextlib.suppress(Refused):
        pack(folder, stopped=stopped)

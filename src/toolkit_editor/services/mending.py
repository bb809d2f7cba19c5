"""Putting toolkit.yml right when it cannot be understood: shown as its source, changed as source.

Nothing else of a toolkit can be shown while its own file is broken; the file itself is never lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import Message
from toolkit_editor.content.toolkit import FILE, read_toolkit
from toolkit_editor.review.people import Role
from toolkit_editor.services.changed import EVERYTHING, Changed
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.publishing import bring_in
from toolkit_editor.services.reviewing import approve
from toolkit_editor.services.sharing import share
from toolkit_editor.services.writing import keep


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The source of toolkit.yml, what is wrong with it, and whether the person may mend it."""

    source: str
    why: Message | None
    may_mend: bool


def own_file(desk: Desk) -> OwnFile:
    """toolkit.yml as it is; bytes that are no text are shown as U+FFFD."""
    oid = desk.store.file(desk.main(), FILE)
    data = b"" if oid is None else desk.store.read(oid)
    why = None
    try:
        read_toolkit(data)
    except Refused as problem:
        why = problem.message
    may = desk.is_a(Role.EDITOR) and desk.is_a(Role.MAINTAINER)
    return OwnFile(data.decode("utf-8", "replace"), why, may)


def mend(desk: Desk, source: str) -> Changed:
    """Take `source` as toolkit.yml, as somebody who is both editor and maintainer.

    Raises `Refused` while it still cannot be understood; nothing has changed then.
    """
    desk.require(Role.EDITOR)
    desk.require(Role.MAINTAINER)
    data = source.encode("utf-8")
    read_toolkit(data)
    kept = keep(desk, FILE, data)
    if kept is None:
        return Changed()
    share(desk, kept.draft)
    approve(desk, kept.draft)
    bring_in(desk, kept.draft)
    return EVERYTHING

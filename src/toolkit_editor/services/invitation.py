"""An invitation: where the group's workspace lies, and which group it is, as a short text to send.

The founding hash in it makes sure that nobody puts another group in its place. It gives no access
by itself and holds no secret. Must stay light: the page for joining reads invitations before
anything else is loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit_editor.base.message import Message, say

_MARK = re.compile(r"[0-9a-f]{64}")
_WHOLE = re.compile(r"<([^<>\r\n]+)>[\s>]+([0-9a-f]{64})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Invitation:
    """The address of a group's workspace, and the hash of its founding event."""

    address: str
    founding: str

    @property
    def code(self) -> str:
        """Both on two lines, as `read_invitation` finds them in any text around."""
        return f"<{self.address}>\n{self.founding}"

    def text(self, toolkit: str) -> Message:
        """What a maintainer sends; `toolkit` is its name."""
        return say(
            "You are invited to work on “{toolkit}” with us. Open Toolkit Editor, choose “Join a "
            "group”, and paste this whole text where it asks for the invitation.\n\n{code}",
            toolkit=toolkit,
            code=self.code,
        )


def read_invitation(text: str) -> Invitation | None:
    """The invitation in a text, in whatever language it is and however it was quoted."""
    found = _WHOLE.search(text)
    return Invitation(found[1].strip(), found[2]) if found else None


def is_mark(text: str) -> bool:
    """Whether `text` is the part of an invitation that says which group it is."""
    return _MARK.fullmatch(text.strip()) is not None

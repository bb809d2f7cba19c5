"""What a host says when its rules do not allow something, as a sentence.

The rules that come with this program (`resources/host/update`) speak in sentences known here, so
that they can be read in every language; of others, the words are passed on as they are.
"""

from __future__ import annotations

import re

from toolkit_editor.base.message import Message, say
from toolkit_editor.store.address import Address, scrub

_LONGEST = 300
_REMOTE = re.compile(r"^remote: ?(?:(?:error|fatal|GL-HOOK-ERR|GitLab): ?)*(.*)$")
_GITS_OWN = ("hook declined to update", "resolving deltas")


def host_said(said: str, reason: str, address: Address) -> Message:
    """Why a host did not take a ref: what it said, or else git's short `reason`."""
    found = (_REMOTE.match(line.strip()) for line in said.splitlines())
    words = [scrub("".join(filter(str.isprintable, one[1])).strip()) for one in found if one]
    heard = [one for one in words if one and not one.lower().startswith(_GITS_OWN)]
    for known in _known():
        if str(known) in heard:
            return known
    if heard:
        return say(
            "{address} did not accept it and says: {words}",
            address=address,
            words=" ".join(dict.fromkeys(heard))[:_LONGEST],
        )
    return say("{address} did not accept it: {reason}.", address=address, reason=reason)


def _known() -> tuple[Message, ...]:
    """The sentences of `resources/host/update`, word by word."""
    return (
        say("Only a maintainer of this host may change the toolkit itself."),
        say("The toolkit itself can only grow; nothing in its history may be taken away."),
        say("What was decided can only be added to, never changed or removed."),
        say("A shared change or story can only be removed after it was taken back."),
        say("This host keeps only what belongs to a toolkit."),
        say("This host does not know who you are. Sign in and try again."),
    )

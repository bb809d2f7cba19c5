"""What git says when another copy cannot be reached or refuses, as sentences.

Passwords are taken out of everything that is kept. Must not decide what happens next.
"""

from __future__ import annotations

from collections.abc import Callable

from toolkit_editor.base.errors import NoConnection, NotAllowed, NotFound, Refused
from toolkit_editor.base.message import say
from toolkit_editor.store.address import Address, scrub


def connection_failure(said: str, address: Address) -> Refused:
    """The sentence for what git complained about while talking to `address`."""
    words = said.lower()
    told = (sentence for signs, sentence in _SIGNS if any(sign in words for sign in signs))
    failure = next(told, _unreachable)(address)
    failure.add_note(scrub(said))
    return failure


def nothing_there(address: Address) -> NotFound:
    """The refusal where there is no workspace at the address."""
    return NotFound(
        say(
            "There is no workspace at {address}. Check the address, or ask the person who invited "
            "you.",
            address=address,
        )
    )


def _unknown_host(address: Address) -> Refused:
    return Refused(
        say(
            "The computer at {address} is not known here, or is not the one that was known before. "
            "Ask the person who looks after it before you connect.",
            address=address,
        )
    )


def _bad_certificate(address: Address) -> Refused:
    return Refused(
        say(
            "The computer at {address} could not prove that it is the right one. Nothing was sent.",
            address=address,
        )
    )


def _sign_in(address: Address) -> NotAllowed:
    return NotAllowed(
        say(
            "{address} did not let you in. Check that you were given access, and that this "
            "computer knows your password or key for it.",
            address=address,
        )
    )


def _not_writable(address: Address) -> NotAllowed:
    return NotAllowed(
        say("{address} can be read but not written by you. Ask for access.", address=address)
    )


def _unsafe_data(address: Address) -> Refused:
    return Refused(
        say(
            "What {address} sent is damaged or not safe, so nothing of it was taken over.",
            address=address,
        )
    )


def _no_room(address: Address) -> Refused:
    return Refused(say("There is no room left at {address}, or on this computer.", address=address))


def _unreachable(address: Address) -> NoConnection:
    return NoConnection(
        say(
            "{address} cannot be reached now. Your work is kept here, and you can go on.",
            address=address,
        )
    )


_SIGNS: tuple[tuple[tuple[str, ...], Callable[[Address], Refused]], ...] = (
    (("no space left", "quota exceeded"), _no_room),
    (("host key verification failed", "remote host identification has changed"), _unknown_host),
    (("certificate", "ssl certificate"), _bad_certificate),
    (
        (
            "permission denied (",
            "authentication failed",
            "could not read username",
            "could not read password",
            "terminal prompts disabled",
            "returned error: 401",
            "returned error: 403",
            "too many authentication failures",
        ),
        _sign_in,
    ),
    (
        (
            "insufficient permission",
            "read-only file system",
            "unable to create temporary object",
            "remote unpack failed",
            "permission denied",
        ),
        _not_writable,
    ),
    (
        (
            "does not appear to be a git repository",
            "repository not found",
            "' not found",
            "returned error: 404",
            "not valid: is this a git repository",
            "no such file or directory",
            "mismatched algorithms",
        ),
        nothing_there,
    ),
    (("fsck", "index-pack", "unpack-objects", "bad object", "invalid index-pack"), _unsafe_data),
)

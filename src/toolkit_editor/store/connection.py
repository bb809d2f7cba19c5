"""What git says when another copy cannot be reached or refuses, as sentences with a next step.

What a person can answer is a refusal of its own: that a host wants a name and token, or that it is
not known yet. Secrets are taken out of everything that is kept. Must not decide what happens next.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable

from toolkit_editor.base.errors import NoConnection, NotAllowed, NotFound, Refused
from toolkit_editor.base.message import Message, say
from toolkit_editor.store.address import Address, Kind, scrub
from toolkit_editor.store.known_hosts import HostKey

_REACHED = re.compile(r"failed to connect to (\S+) port (\d+)")
_ANSWER = re.compile(r"returned error: (\d{3})")
_PORTS = {"http": 80, "https": 443}


class SignInNeeded(NotAllowed):
    """A web host wants a name and token, or another one than was given."""

    def __init__(self, message: Message, address: Address) -> None:
        """`address` is what was to be reached."""
        super().__init__(message)
        self.address = address


class UnknownHost(Refused):
    """A host showed a key that nobody here has confirmed."""

    def __init__(self, message: Message, address: Address, key: HostKey) -> None:
        """`key` is what it showed."""
        super().__init__(message)
        self.address = address
        self.key = key


def connection_failure(said: str, address: Address) -> Refused:
    """The sentence for what git complained about while talking to `address`."""
    failure = _failure(said.lower(), address)
    failure.add_note(scrub(said))
    return failure


def _failure(words: str, address: Address) -> Refused:
    if address.kind is Kind.SSH:
        told = _told(words, address, _SSH_SIGNS)
    elif address.kind is Kind.FOLDER:
        told = None
    else:
        told = _web_failure(words, address) or _told(words, address, _WEB_SIGNS)
    return told or _told(words, address, _SIGNS) or _unreachable(address)


def _told(words: str, address: Address, among: _Signs) -> Refused | None:
    found = (sentence for signs, sentence in among if any(sign in words for sign in signs))
    sentence = next(found, None)
    return sentence(address) if sentence else None


def nothing_there(address: Address) -> NotFound:
    """The refusal where there is no workspace at the address."""
    return NotFound(
        say(
            "There is no workspace at {address}, or you may not see it. Check the address, or ask "
            "the person who invited you.",
            address=address,
        )
    )


# web


def _web_failure(words: str, address: Address) -> Refused | None:
    """What a proxy did, or what the host answered by number."""
    if "could not resolve proxy" in words or _is_elsewhere(words, address):
        return NoConnection(
            say(
                "The proxy of this network cannot be reached, so {address} cannot either. Your "
                "work is kept here. Check the network settings of this computer.",
                address=address,
            )
        )
    answer = _ANSWER.search(words)
    if "response 407" in words or "http code 407" in words or (answer and answer[1] == "407"):
        return NotAllowed(
            say(
                "The proxy of this network wants a name and password of its own. Ask the person "
                "who looks after the network, and enter them in this computer's network settings."
            )
        )
    if answer and answer[1] == "403":
        return _forbidden(address)
    if answer and answer[1].startswith("5"):
        return NoConnection(
            say(
                "The computer at {address} answers, but has trouble of its own. Your work is kept "
                "here. Try again later, or tell the person who looks after it.",
                address=address,
            )
        )
    return None


def _is_elsewhere(words: str, address: Address) -> bool:
    """Whether the connection that failed was to another computer than the address names."""
    tried = _REACHED.search(words)
    url = urllib.parse.urlsplit(address.target)
    wanted = (url.hostname, str(url.port or _PORTS.get(url.scheme.lower(), 0)))
    return tried is not None and (tried[1], tried[2]) != wanted


def _sign_in(address: Address) -> SignInNeeded:
    access, origin = address.access, address.origin
    if access is not None and origin is not None and access.sign_ins.load(origin) is not None:
        return SignInNeeded(
            say(
                "{address} does not accept your name and token any more. Perhaps the token has run "
                "out. Make a new one there, and sign in with it.",
                address=address,
            ),
            address,
        )
    return SignInNeeded(
        say("{address} wants to know who you are. Sign in with your name there.", address=address),
        address,
    )


def _forbidden(address: Address) -> SignInNeeded:
    return SignInNeeded(
        say(
            "{address} does not let you do this. Ask the person who looks after it for access, or "
            "sign in with a token that may read and write.",
            address=address,
        ),
        address,
    )


def _bad_certificate(address: Address) -> Refused:
    return Refused(
        say(
            "The computer at {address} could not prove that it is the right one. Nothing was sent. "
            "Try from another network, or ask the person who looks after it.",
            address=address,
        )
    )


# ssh


def unknown_host(address: Address, key: HostKey) -> UnknownHost:
    """The question whether a host that nobody knows here is the right one."""
    return UnknownHost(
        say(
            "This computer does not know the computer at {address} yet. Ask the person who looks "
            "after it whether its fingerprint is {fingerprint}.",
            address=address,
            fingerprint=key.fingerprint,
        ),
        address,
        key,
    )


def _changed_host(address: Address) -> Refused:
    return Refused(
        say(
            "The computer at {address} is not the one that was known before, so nothing was sent. "
            "Somebody may be in between. Ask the person who looks after it what happened.",
            address=address,
        )
    )


def _not_known(address: Address) -> Refused:
    """Ask a host nobody knows for its key; where that does not work, it cannot be confirmed."""
    key = address.access.hosts.ask(address.target) if address.access is not None else None
    if key is not None:
        return unknown_host(address, key)
    return Refused(
        say(
            "This computer does not know the computer at {address} yet. Ask the person who looks "
            "after it how to connect.",
            address=address,
        )
    )


def _no_key(address: Address) -> NotAllowed:
    return NotAllowed(
        say(
            "{address} did not accept a key of this computer. Give your public key to the person "
            "who looks after it, and make sure that your key is unlocked.",
            address=address,
        )
    )


# any kind


def _no_such_name(address: Address) -> NoConnection:
    return NoConnection(
        say(
            "No computer with the name in {address} was found. Check the address, and whether this "
            "computer is connected. Your work is kept here.",
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


_Signs = tuple[tuple[tuple[str, ...], Callable[[Address], Refused]], ...]

_WEB_SIGNS: _Signs = (
    (("could not resolve host",), _no_such_name),
    (("certificate",), _bad_certificate),
    (
        (
            "authentication failed",
            "could not read username",
            "could not read password",
            "terminal prompts disabled",
            "returned error: 401",
        ),
        _sign_in,
    ),
)
_SSH_SIGNS: _Signs = (
    (("could not resolve hostname",), _no_such_name),
    (("host key is known for",), _not_known),
    (("identification has changed", "host key verification failed"), _changed_host),
    (("permission denied (", "too many authentication failures"), _no_key),
)
_SIGNS: _Signs = (
    (("no space left", "quota exceeded"), _no_room),
    (
        (
            "insufficient permission",
            "read-only file system",
            "unable to create temporary object",
            "remote unpack failed",
            "permission denied",
            "denied to ",
            "denied by ",
            "not allowed to push",
        ),
        _not_writable,
    ),
    (
        (
            "does not appear to be a git repository",
            "repository not found",
            "' not found",
            "could not be found",
            "returned error: 404",
            "not valid: is this a git repository",
            "no such file or directory",
            "mismatched algorithms",
        ),
        nothing_there,
    ),
    (("fsck", "index-pack", "unpack-objects", "bad object", "invalid index-pack"), _unsafe_data),
)

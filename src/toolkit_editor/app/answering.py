"""Asking the person at a terminal what a host wants to know; nobody is asked where none is looking.

The token is never shown while it is typed. Must not know what any command does.
"""

from __future__ import annotations

import getpass
import sys

from toolkit_editor.app.terminal import Terminal
from toolkit_editor.base.message import say
from toolkit_editor.services.reaching import (
    Answerable,
    SignInNeeded,
    UnknownHost,
    known_name,
    sign_in,
    trust,
)


def answered(needed: Answerable, terminal: Terminal) -> bool:
    """Ask; whether there is an answer now, so that it is worth trying again."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    terminal.note(needed.message)
    if isinstance(needed, UnknownHost):
        return _confirmed(needed, terminal)
    return _signed_in(needed, terminal)


def _signed_in(needed: SignInNeeded, terminal: Terminal) -> bool:
    known = known_name(needed)
    shown = f" [{known}]" if known else ""
    name = _asked(terminal.words(say("Your name there")) + shown) or known
    token = getpass.getpass(terminal.words(say("Token or password")) + ": ") if name else ""
    if not token:
        return False
    sign_in(needed, name, token)
    return True


def _confirmed(unknown: UnknownHost, terminal: Terminal) -> bool:
    yes = terminal.words(say("yes"))
    asked = terminal.words(say("Write “{yes}” if this is the right one", yes=yes))
    if _asked(asked).lower() != yes:
        return False
    trust(unknown)
    return True


def _asked(question: str) -> str:
    """One line; on standard error, since standard output holds results."""
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()

"""The command line: which verb was meant, and how it ends.

0 done, 1 something was found, 2 it could not be done (one sentence, no traceback), 130 stopped by
the person. A verb is a module of `verbs`; without a verb the window opens.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from toolkit_editor.app.answering import answered
from toolkit_editor.app.spoken import Spoken, terminal_language
from toolkit_editor.app.terminal import Terminal
from toolkit_editor.app.verbs import VERBS
from toolkit_editor.app.verbs.verb import Surroundings
from toolkit_editor.base.clock import SystemClock
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.base.resources import resource
from toolkit_editor.services.reaching import SignInNeeded, UnknownHost
from toolkit_editor.settings.choices import load_choices
from toolkit_editor.settings.places import find_places

DONE, FOUND, REFUSED, STOPPED = 0, 1, 2, 130


class _Parser(argparse.ArgumentParser):
    """A parser that answers a wrong command with one sentence."""

    def error(self, message: str) -> NoReturn:
        raise Refused(
            say(
                "This command was not understood: {why}. “{program} --help” lists what there is.",
                why=message,
                program="toolkit-editor",
            )
        )


def is_verb(word: str) -> bool:
    """Whether `word` names one of the verbs."""
    return any(word == verb.NAME for verb in VERBS)


def run(arguments: Sequence[str]) -> int:
    """Do what a command with one of the verbs says; give its exit code."""
    places = find_places()
    choices = load_choices(places.settings_file).choices
    language = terminal_language(choices.interface_language)
    terminal = Terminal(Spoken(resource("translations")), language)
    around = Surroundings(places, choices, SystemClock(), terminal)
    try:
        options = _parser().parse_args(arguments)
        code = _run(options, around)
    except Refused as refusal:
        terminal.note(refusal.message)
        return REFUSED
    except KeyboardInterrupt:
        with contextlib.suppress(KeyboardInterrupt):
            terminal.note(say("Stopped."))
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _run(options: argparse.Namespace, around: Surroundings) -> int:
    """Run the verb; again where the person answers what a host wants to know."""
    while True:
        try:
            code: int = options.run(options, around)
            return code
        except (SignInNeeded, UnknownHost) as needed:
            if not answered(needed, around.terminal):
                raise


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="toolkit-editor",
        description="Write, review and publish a toolkit. Without a verb, the window opens.",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for verb in VERBS:
        one = verbs.add_parser(verb.NAME, help=verb.HELP, description=verb.HELP)
        verb.describe(one)
        one.set_defaults(run=verb.run)
    return parser

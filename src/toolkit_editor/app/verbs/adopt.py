"""`adopt`: found a workspace from any folder or repository of Markdown, changing no byte of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toolkit_editor.app.verbs.verb import Surroundings, remember
from toolkit_editor.base.message import Message, count, say
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.folder import list_folder
from toolkit_editor.services.founding import adopt, is_repository, propose_adoption
from toolkit_editor.services.reaching import address_at

NAME = "adopt"
HELP = "found a workspace in FOLDER from any folder or repository of Markdown"


def describe(parser: argparse.ArgumentParser) -> None:
    """SOURCE, FOLDER, and whether files of two languages are paired as proposed."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="only read, never changed")
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        help="a new or an empty folder, or an empty repository's address",
    )
    parser.add_argument(
        "--pairs",
        choices=("proposed", "none"),
        default="proposed",
        help="keep the proposed pairs of translations, or none",
    )


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Adopt it."""
    address = address_at(around.places, options.folder)
    with around.terminal.progress() as progress:
        progress(say("Reading {folder}…", folder=options.source))
        proposal = propose_adoption(options.source)
        if options.pairs == "none":
            proposal = replace(proposal, pairs=())
        desk = adopt(
            around.places, options.source, address.target, proposal, around.clock, progress
        )
    pages = len(desk.sections())
    left_out = list(_left_out(options.source, desk))
    desk.close()
    remember(around, address.target)
    for pair in proposal.pairs:
        around.terminal.say("  ".join(f"{code}: {path}" for code, path in pair.items()))
    for path, reason in left_out:
        around.terminal.note(say("Left out: {path}. {why}", path=path, why=reason))
    around.terminal.say(
        count(
            pages,
            "The workspace is in {folder}. It has one page.",
            "The workspace is in {folder}. It has {n} pages.",
            folder=address,
        )
    )
    return 0


def _left_out(source: Path, desk: Desk) -> Iterator[tuple[str, Message]]:
    """What the program does not show: in a repository it is kept all the same."""
    if is_repository(source):
        yield from ((entry.path, entry.reason) for entry in desk.tree().refused)
    else:
        yield from ((one.path, one.reason) for one in list_folder(source).left_out)

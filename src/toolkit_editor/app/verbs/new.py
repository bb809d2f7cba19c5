"""`new`: found a workspace in a folder or at an address, empty or with the sample."""

from __future__ import annotations

import argparse

from toolkit_editor.app.verbs.verb import Surroundings, remember
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.services.founding import found, found_sample, site_folder
from toolkit_editor.services.reaching import address_at
from toolkit_editor.ui.bridge.catalogue import LANGUAGES

NAME = "new"
HELP = "found a workspace in FOLDER, empty or with the sample toolkit"


def describe(parser: argparse.ArgumentParser) -> None:
    """FOLDER, and what is in it at first."""
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        help="a new or an empty folder, or an empty repository's address",
    )
    parser.add_argument("--sample", action="store_true", help="with the sample toolkit in it")
    parser.add_argument("--name", metavar="NAME", help="the toolkit's name; else the folder's")
    parser.add_argument(
        "--languages", metavar="en,fr", default="en,fr", help="the languages, the first one leads"
    )


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Found it."""
    address = address_at(around.places, options.folder)
    with around.terminal.progress() as progress:
        if options.sample:
            desk = found_sample(around.places, address.target, around.clock, progress)
        else:
            last = address.target.rstrip("/").rpartition("/")[2].removesuffix(".git")
            name = last if options.name is None else options.name
            codes = _codes(options.languages)
            desk = found(around.places, address.target, name, codes, around.clock, progress)
    desk.close()
    remember(around, address.target)
    around.terminal.say(say("The workspace is in {folder}.", folder=address))
    if address.folder is not None:
        site = site_folder(address.folder)
        around.terminal.say(say("Its site will be in {folder}.", folder=site))
    return 0


def _codes(text: str) -> list[str]:
    codes = list(dict.fromkeys(code.strip().lower() for code in text.split(",") if code.strip()))
    for code in codes:
        if not (2 <= len(code) <= 3 and code.isascii() and code.isalpha()):
            raise Refused(
                say(
                    "“{code}” is no language. Write languages as {example}.",
                    code=code,
                    example=",".join(LANGUAGES),
                )
            )
    if not codes:
        raise Refused(say("Give at least one language, such as {example}.", example="en"))
    return codes

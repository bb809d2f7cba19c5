"""`new`: found a workspace in a folder, empty or with the sample."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolkit_editor.app.verbs.verb import Surroundings, remember
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.message import say
from toolkit_editor.services.founding import found, found_sample, site_folder
from toolkit_editor.ui.bridge.catalogue import LANGUAGES

NAME = "new"
HELP = "found a workspace in FOLDER, empty or with the sample toolkit"


def describe(parser: argparse.ArgumentParser) -> None:
    """FOLDER, and what is in it at first."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new or an empty folder")
    parser.add_argument("--sample", action="store_true", help="with the sample toolkit in it")
    parser.add_argument("--name", metavar="NAME", help="the toolkit's name; else the folder's")
    parser.add_argument(
        "--languages", metavar="en,fr", default="en,fr", help="the languages, the first one leads"
    )


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Found it."""
    folder: Path = options.folder.absolute()
    with around.terminal.progress() as progress:
        if options.sample:
            desk = found_sample(around.places, folder, around.clock, progress)
        else:
            name = folder.name if options.name is None else options.name
            codes = _codes(options.languages)
            desk = found(around.places, folder, name, codes, around.clock, progress)
    desk.close()
    remember(around, str(folder))
    around.terminal.say(say("The workspace is in {folder}.", folder=folder))
    around.terminal.say(say("Its site will be in {folder}.", folder=site_folder(folder)))
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

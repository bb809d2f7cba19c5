"""`build`: the site of what the gate lets through, as files in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolkit_editor.app.verbs.verb import Surroundings, add_workspace, opened
from toolkit_editor.base.message import count
from toolkit_editor.services.publishing import build, write_site

NAME = "build"
HELP = "write the site of what the gate lets through into a folder"


def describe(parser: argparse.ArgumentParser) -> None:
    """WORKSPACE, and where to."""
    add_workspace(parser)
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="the folder")


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Build it."""
    with opened(options, around) as desk, around.terminal.progress() as progress:
        files = build(desk, around.terminal.spoken, progress)
    write_site(files, options.out)
    around.terminal.say(
        count(
            len(files),
            "The site is in {folder}: one file.",
            "The site is in {folder}: {n} files.",
            folder=options.out.absolute(),
        )
    )
    return 0

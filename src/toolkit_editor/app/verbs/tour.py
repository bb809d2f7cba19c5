"""`tour`: pictures of the whole way through the program, taken in its real windows."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from toolkit_editor.app.verbs.verb import Surroundings
from toolkit_editor.base.message import count
from toolkit_editor.settings.places import Places

NAME = "tour"
HELP = "drive the real windows through the main job on the sample and leave numbered pictures"


def describe(parser: argparse.ArgumentParser) -> None:
    """Where to put the pictures, and how the window looks."""
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="the folder")
    parser.add_argument(
        "--language", choices=("en", "fr", "both"), default="both", help="which pictures to take"
    )
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--text-size", type=int, default=100, metavar="PERCENT")
    parser.add_argument("--size", default="1280x800", metavar="WIDTHxHEIGHT")


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Walk through, once in each language asked for."""
    from toolkit_editor.app.desktop import has_screen

    if not has_screen(os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from toolkit_editor.app.tour import Guide, Look
    from toolkit_editor.app.walk import walk

    application = QApplication.instance() or QApplication(["toolkit-editor"])
    width, _, height = options.size.partition("x")
    languages = ("en", "fr") if options.language == "both" else (options.language,)
    taken = 0
    for language in languages:
        look = Look(language, options.theme, options.text_size, int(width), int(height))
        with tempfile.TemporaryDirectory(prefix="toolkit-tour-") as folder:
            guide = Guide(Places(Path(folder)), around.clock, options.out, look)
            try:
                walk(guide)
            finally:
                guide.close()
            taken += len(guide.taken)
    del application
    around.terminal.say(
        count(
            taken,
            "One picture is in {folder}.",
            "{n} pictures are in {folder}.",
            folder=options.out.absolute(),
        )
    )
    return 0

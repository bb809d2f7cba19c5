"""`publish`: gate, build, send the site, write it down; all of it or nothing."""

from __future__ import annotations

import argparse

from toolkit_editor.app.verbs.verb import Surroundings, add_workspace, opened
from toolkit_editor.base.message import count
from toolkit_editor.services.founding import site_address
from toolkit_editor.services.publishing import publish

NAME = "publish"
HELP = "publish the site, if nothing stops it"


def describe(parser: argparse.ArgumentParser) -> None:
    """WORKSPACE."""
    add_workspace(parser)


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Publish it."""
    with opened(options, around) as desk, around.terminal.progress() as progress:
        site = site_address(around.places, desk)
        copy = around.places.site_copy(desk.address.target)
        done = publish(desk, site, copy, around.terminal.spoken, progress)
    around.terminal.say(
        count(
            done.pages,
            "Published: one page, at {address}.",
            "Published: {n} pages, at {address}.",
            address=site,
        )
    )
    return 0

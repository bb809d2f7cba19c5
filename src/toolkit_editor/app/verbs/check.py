"""`check`: what the gate says of the toolkit as it stands."""

from __future__ import annotations

import argparse
import json
from typing import Any

from toolkit_editor.app.terminal import Terminal
from toolkit_editor.app.verbs.verb import Surroundings, add_workspace, opened
from toolkit_editor.checks.finding import Finding
from toolkit_editor.services.gate import blocking, check

NAME = "check"
HELP = "say what publishing would refuse or mention; 0 nothing blocks, 1 something does"


def describe(parser: argparse.ArgumentParser) -> None:
    """WORKSPACE, and for whom the answer is."""
    add_workspace(parser)
    parser.add_argument("--json", action="store_true", help="the findings as JSON objects")


def run(options: argparse.Namespace, around: Surroundings) -> int:
    """Check it."""
    with opened(options, around) as desk:
        found = check(desk)
    if options.json:
        listed = [_facts(finding, around.terminal) for finding in found]
        around.terminal.say(json.dumps(listed, indent=1))
    else:
        for finding in found:
            around.terminal.say(_line(finding, around.terminal))
    return 1 if blocking(found) else 0


def _line(finding: Finding, terminal: Terminal) -> str:
    sentence = " ".join(terminal.words(finding.message).split())
    return f"{finding.severity} {finding.code} {finding.place}: {sentence}"


def _facts(finding: Finding, terminal: Terminal) -> dict[str, Any]:
    place = finding.place
    return {
        "severity": str(finding.severity),
        "code": str(finding.code),
        "place": str(place),
        "path": place.path or None,
        "line": place.line,
        "story": place.story,
        "sentence": terminal.words(finding.message),
    }

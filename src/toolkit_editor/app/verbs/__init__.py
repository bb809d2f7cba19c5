"""The verbs of the command line, each a module with a name, a description and a `run`."""

from __future__ import annotations

from toolkit_editor.app.verbs import adopt, build, check, new, publish, roundtrip, tour
from toolkit_editor.app.verbs.verb import Verb

VERBS: tuple[Verb, ...] = (new, adopt, check, build, publish, roundtrip, tour)
"""In the order in which `--help` lists them."""

"""`python -m toolkit_editor.app`, and what `toolkit-editor` runs: a verb, or else the window.

Imports what it needs when it knows what is wanted, so that the window is soon on the screen.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from toolkit_editor.base.message import say

_REFUSED = 2


def main() -> None:
    """Do what the command line says and end with its exit code."""
    sys.exit(begin(sys.argv[1:]))


def begin(arguments: Sequence[str]) -> int:
    """Do what `arguments` say; the exit code."""
    if not _is_for_the_window(arguments):
        from toolkit_editor.app.command_line import run

        return run(arguments)
    from toolkit_editor.app.desktop import has_screen, open_window

    if not has_screen(os.environ):
        _refuse_without_screen()
        return _REFUSED
    return open_window(arguments[0] if arguments else None)


def _refuse_without_screen() -> None:
    from toolkit_editor.app.spoken import Spoken, terminal_language
    from toolkit_editor.base.resources import resource
    from toolkit_editor.settings.choices import load_choices
    from toolkit_editor.settings.places import find_places

    chosen = load_choices(find_places().settings_file).choices.interface_language
    message = say(
        "There is no screen to show the window on. Start the program from a desktop; "
        "“toolkit-editor --help” lists what can be done without one."
    )
    spoken = Spoken(resource("translations"))
    sys.stderr.write(f"{spoken(terminal_language(chosen), message)}\n")


def _is_for_the_window(arguments: Sequence[str]) -> bool:
    """Nothing, or one workspace. A bare word is a verb first; a folder may be written `./word`."""
    if not arguments:
        return True
    if len(arguments) > 1 or arguments[0].startswith("-"):
        return False
    if any(mark in arguments[0] for mark in ("/", "\\", ":")):
        return True
    from toolkit_editor.app.command_line import is_verb

    return not is_verb(arguments[0])


if __name__ == "__main__":
    main()

"""`python -m toolkit_editor.app`, and what `toolkit-editor` runs."""

from __future__ import annotations

import sys

from toolkit_editor.app.command_line import run


def main() -> None:
    """Do what the command line says and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

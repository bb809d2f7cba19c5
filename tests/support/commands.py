"""The real command line in a process of its own, as a person or a script runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What was said on standard error, which must be one sentence and no traceback."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


def run(
    *arguments: object, home: Path, path: str | None = None, language: str = "C.UTF-8"
) -> Ended:
    """Run `toolkit-editor` with its things in `home`, and programs found along `path`."""
    environment = {**os.environ, "TOOLKIT_EDITOR_HOME": str(home), "LC_ALL": language}
    if path is not None:
        environment["PATH"] = path
    ran = subprocess.run(
        [sys.executable, "-m", "toolkit_editor.app", *map(str, arguments)],
        capture_output=True,
        env=environment,
        check=False,
        timeout=120,
    )
    return Ended(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

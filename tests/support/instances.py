"""Several programs at once, each a process with a home of its own, driven one line at a time."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class RefusedError(Exception):
    """What a program refused: the sentence, and the kind of refusal."""

    def __init__(self, sentence: str, kind: str) -> None:
        super().__init__(sentence)
        self.kind = kind


class Running:
    """A program that runs; see `support.instance` for what it can be told."""

    def __init__(self, process: subprocess.Popen[str], home: Path) -> None:
        self._process = process
        self.home = home

    def do(self, verb: str, **facts: object) -> Any:
        """Have it do something; gives the answer, or raises `RefusedError`."""
        self.begin(verb, **facts)
        return self.answer()

    def begin(self, verb: str, **facts: object) -> None:
        """Have it do something while others do theirs."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"verb": verb, **facts}) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """What came of what was begun."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"it ended with {self._process.wait(30)}"
        answer = json.loads(line)
        if "refused" in answer:
            raise RefusedError(answer["refused"], answer["kind"])
        return answer["ok"]


@contextlib.contextmanager
def instance(home: Path, environment: Mapping[str, str] = {}) -> Iterator[Running]:
    """A program with its things in `home`, ended at the end."""
    paths = [str(Path(__file__).parents[1]), *sys.path]
    own = {"TOOLKIT_EDITOR_HOME": str(home), "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    process = subprocess.Popen(
        [sys.executable, "-m", "support.instance"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment, **own},
    )
    with process:
        try:
            yield Running(process, home)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(60)

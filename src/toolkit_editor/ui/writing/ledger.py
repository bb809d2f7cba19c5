"""What the properties of a Qt document point to: runs, links, pictures and containers by number.

Formats in a Qt document can hold numbers and words but no objects, and they survive undo. The
ledger only ever grows, so that a number means the same after every undo and redo.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit_editor.prose.model import Container, Link, Nesting, Picture, Run


class Ledger:
    """Numbers for what a document's formats refer to."""

    def __init__(self) -> None:
        """Start empty."""
        self._runs: list[Run] = []
        self._links: list[Link] = []
        self._pictures: list[Picture] = []
        self._containers: dict[int, Container] = {}
        self.highest = 0
        """The highest number of a container."""
        self._headers: set[int] = set()

    def add_run(self, run: Run) -> int:
        """A number for `run`."""
        self._runs.append(run)
        return len(self._runs) - 1

    def run(self, number: int) -> Run:
        """The run with `number`."""
        return self._runs[number]

    def add_link(self, link: Link) -> int:
        """A number for `link`."""
        self._links.append(link)
        return len(self._links) - 1

    def link(self, number: int) -> Link:
        """The link with `number`."""
        return self._links[number]

    def add_picture(self, picture: Picture) -> int:
        """A number for `picture`."""
        self._pictures.append(picture)
        return len(self._pictures) - 1

    def picture(self, number: int) -> Picture:
        """The picture with `number`."""
        return self._pictures[number]

    def path(self, numbers: Iterable[int]) -> Nesting:
        """The containers with these numbers."""
        return tuple(self._containers[number] for number in numbers)

    def keep(self, path: Nesting) -> None:
        """Remember the containers of `path`."""
        for container in path:
            self._containers[container.number] = container
            self.highest = max(self.highest, container.number)

    def mark_header(self, path: Nesting) -> None:
        """The cells with this path are a table's header."""
        self._headers.add(path[-1].number)

    def is_header(self, path: Nesting) -> bool:
        """Whether cells with this path are a table's header."""
        return path[-1].number in self._headers

    def forget_headers(self) -> None:
        """Another text is shown, with rows of its own."""
        self._headers.clear()

    def new(self, container: Container) -> Container:
        """The same container under a number of its own."""
        self.highest += 1
        fresh = replace(container, number=self.highest)
        self._containers[fresh.number] = fresh
        return fresh

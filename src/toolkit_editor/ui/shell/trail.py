"""Where one has been, so that Back leads there."""

from __future__ import annotations

from toolkit_editor.ui.bridge.navigation import Go

_LONGEST = 50


class Trail:
    """The places visited, the present one last."""

    def __init__(self) -> None:
        """Nowhere yet."""
        self._visited: list[Go] = []

    @property
    def here(self) -> Go | None:
        """Where one is."""
        return self._visited[-1] if self._visited else None

    def visit(self, where: Go) -> None:
        """Go somewhere; going where one is changes nothing."""
        if where != self.here:
            self._visited = [*self._visited[-_LONGEST:], where]

    def back(self) -> Go | None:
        """Leave the present place; where that leads, or None at the beginning."""
        if len(self._visited) < 2:
            return None
        self._visited.pop()
        return self.here

    def forget(self) -> None:
        """Another workspace is open."""
        self._visited.clear()

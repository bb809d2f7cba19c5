"""One place that says what changed; every view that cares looks again.

Must not know who listens.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from toolkit_editor.services.changed import Changed


class ChangeHub(QObject):
    """Passes on what services changed."""

    changed = Signal(object)
    """A `Changed`."""

    def tell(self, changed: Changed) -> None:
        """Say that something changed; nothing is said of nothing."""
        if changed:
            self.changed.emit(changed)

"""The pictures of a text as the screen shows them: read once, by the address the text uses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QImage


class ShownPictures:
    """Pictures by their address; they come from `read` and from nowhere else."""

    def __init__(self) -> None:
        """None are there until it is said how to read them."""
        self.read: Callable[[str], bytes | None] = lambda _src: None
        self._known: dict[str, QImage] = {}

    def forget(self) -> None:
        """Another text is shown."""
        self._known.clear()

    def image(self, src: str) -> QImage | None:
        """The picture at an address; None where there is none that can be shown."""
        if src not in self._known:
            data = self.read(src)
            image = QImage.fromData(data) if data is not None else QImage()
            if image.isNull():
                return None
            self._known[src] = image
        return self._known[src]

    def size(self, src: str) -> tuple[int, int] | None:
        """Its width and height in pixels."""
        image = self.image(src)
        return (image.width(), image.height()) if image is not None else None

"""Leaving everything well: hidden at once, kept, and only then closed, locked or left to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from toolkit_editor.ui.bridge.jobs import Lane
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.shell.sharing_line import SharingLine
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.copied import forget_copied
from toolkit_editor.ui.widgets.page import Page


class Hides(Protocol):
    """The window, as far as it is needed here."""

    sharing: SharingLine
    banner: Banner

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        ...

    def pages(self) -> Sequence[Page]:
        """Every page that is there."""
        ...

    def hide_all(self) -> None:
        """Hide every word at once."""
        ...

    def go_uncovered(self, where: Go) -> None:
        """Show a page."""
        ...


class Leaving(QObject):
    """For one window, which is its parent."""

    def __init__(self, session: Session, window: QObject) -> None:
        """Do as the way in asks."""
        super().__init__(window)
        self._session = session
        session.way_in.lock_asked.connect(self.lock)
        session.way_in.others_asked.connect(self._on_others)

    def lock(self) -> None:
        """Keep everything and close it until the passphrase is given, where there is one."""
        way_in = self._session.way_in
        if way_in.shut is not None:
            return
        if way_in.has_lock:
            self._leave(way_in.lock)
        else:
            self._window.go_uncovered(Go("lock"))

    def _on_others(self) -> None:
        self._leave(self._session.way_in.change_person)

    def _leave(self, then: Callable[[], None]) -> None:
        """Words that could not be kept stay, hidden; nothing is closed over them."""
        window = self._window
        window.hide_all()
        window.sharing.stop()
        if window.page is not None:
            window.page.leave()

        def kept(_nothing: None) -> None:
            if any(page.has_unkept() for page in window.pages()):
                window.banner.say(tr("Not locked: your last words could not be kept yet."))
                window.sharing.resume()
            elif self._session.way_in.shut is None:
                self._put_aside_unsent()
                forget_copied()
                then()

        self._session.runner.run(Lane.GIT, _nothing, kept, owner=self)

    def _put_aside_unsent(self) -> None:
        """Words somebody began and did not send are put aside for them, sealed."""
        from toolkit_editor.services import recovering
        from toolkit_editor.ui.writing.source_view import SourceView

        if self._session.desk is None:
            return
        boxes = [b for page in self._window.pages() for b in page.findChildren(QPlainTextEdit)]
        for box in boxes:
            words = box.toPlainText()
            kept = isinstance(box, SourceView)
            if not kept and words.strip() and box.document().isModified() and not box.isReadOnly():
                name = tr("begun and not sent") + recovering.PLAIN
                folder = self._session.places.recovery
                self._session.service(recovering.rescue, folder, name, words.encode())

    @property
    def _window(self) -> Hides:
        window: Hides = self.parent()  # type: ignore[assignment]
        return window


def _nothing() -> None:
    """Whatever was begun before this has ended."""

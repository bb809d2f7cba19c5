"""Sees to it that what was typed is kept, also while the disk will not have it.

Where keeping is refused, the words stay on the screen and in memory, are put aside if there is a
place for them, and are tried again until they are kept. Says so in one sentence, and when it is
over. Must not know the editor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from toolkit_editor.base.message import Message, say
from toolkit_editor.content.front_matter import split
from toolkit_editor.services import recovering, writing
from toolkit_editor.services.reading import OpenSection
from toolkit_editor.services.writing import Kept
from toolkit_editor.store.model import Oid
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.banner import Banner

AGAIN = 3000
"""Milliseconds until keeping is tried again."""


class Safekeeping(QObject):
    """Keeps for one page, which is its parent."""

    kept = Signal(object)
    """What keeping gave: a `Kept`, or None where it was there already."""

    def __init__(
        self, session: Session, banner: Banner, plain: Callable[[], str], page: QWidget
    ) -> None:
        """`plain` gives the words on the screen, to be copied."""
        super().__init__(page)
        self._session = session
        self._banner = banner
        self._plain = plain
        self._page = page
        self._waiting: dict[str, bytes] = {}
        self._since: dict[str, Oid | None] = {}
        self._why: Message | None = None
        self._window: QWidget | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._try_all)

    @property
    def is_refused(self) -> bool:
        """Whether words wait that could not be kept yet."""
        return self._why is not None

    def keep(self, path: str, data: bytes, since: Oid | None) -> None:
        """Keep `data` as what the person has at `path`, now or as soon as it can be.

        `since` is the commit the words were read from.
        """
        self._waiting[path] = data
        self._since[path] = since
        self._try(path)

    def instead(self, opened: OpenSection) -> OpenSection:
        """A section as it was opened, with the words that wait to be kept in it."""
        data = self._waiting.get(opened.section.path)
        if data is None:
            return opened
        head, body = split(data)
        return replace(opened, head=head, body=body, since=self._since.get(opened.section.path))

    def _try_all(self) -> None:
        for path in list(self._waiting):
            self._try(path)

    def _try(self, path: str) -> None:
        if self._session.desk is None:
            return
        data = self._waiting[path]
        self._session.service(
            writing.keep,
            path,
            data,
            self._since.get(path),
            then=partial(self._on_kept, path, data),
            failed=partial(self._on_refused, path, data),
            owner=self,
        )

    def _on_kept(self, path: str, data: bytes, kept: Kept | None) -> None:
        if self._waiting.get(path) == data:
            del self._waiting[path]
        if self._why is not None and not self._waiting:
            self._why = None
            self._again.stop()
            self._guard(None)
            self._banner.say(tr("Your words are kept again."))
        self.kept.emit(kept)

    def _on_refused(self, path: str, data: bytes, why: Message) -> None:
        if path not in self._waiting:
            return
        first = self._why is None
        self._why = why
        self._again.start()
        if first:
            self._guard(self._page.window())
            self._tell(None)
            self._put_aside(path, data)

    def _put_aside(self, path: str, data: bytes) -> None:
        self._session.service(
            recovering.rescue,
            self._session.places.recovery,
            path,
            data,
            then=self._tell,
            failed=self._on_nowhere,
            owner=self,
        )

    def _on_nowhere(self, _why: Message) -> None:
        """There is no room for that either: it was said already."""

    def _tell(self, place: Path | None) -> None:
        if self._why is None:
            return
        if place is None:
            said = tr(
                "{why} Your words are still on the screen. Keeping them is tried again by itself.",
                why=words(self._why),
            )
        else:
            said = tr(
                "{why} Your words are safe in {place}. Keeping them here is tried again by itself.",
                why=words(self._why),
                place=place,
            )
        self._banner.say(
            said,
            tr("Save my words elsewhere…"),
            self._save_elsewhere,
            other=tr("Copy my words"),
            also=self._copy,
        )

    # what a person can do meanwhile

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._plain())

    def _save_elsewhere(self) -> None:
        if not self._waiting:
            return
        path, data = list(self._waiting.items())[-1]
        name = PurePosixPath(path).name
        target = self._session.prompter.choose_new_file(
            say("Where should your words be saved?"), name
        )
        if target is not None:
            self._session.service(
                recovering.save_words,
                target,
                data,
                then=self._on_saved,
                failed=self._on_not_saved,
                owner=self,
            )

    def _on_saved(self, target: Path) -> None:
        if self._why is not None:
            self._tell(target)

    def _on_not_saved(self, why: Message) -> None:
        self._banner.say(words(why), tr("Save my words elsewhere…"), self._save_elsewhere)

    def _guard(self, window: QWidget | None) -> None:
        """Ask before this window is closed, as long as words wait."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop the window from closing over words that are nowhere else."""
        closing = watched is self._window and event.type() is QEvent.Type.Close
        if not closing or not self.is_refused:
            return False
        leave = self._session.prompter.ask(
            say("Your last words could not be kept yet. If you close now, they may be lost."),
            say("Close anyway"),
            say("Stay"),
        )
        if leave:
            return False
        event.ignore()
        return True

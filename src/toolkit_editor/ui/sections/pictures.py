"""Pictures that a person puts into a section: cleaned, kept with the draft, described, shown.

What is put in is what was made anew from the pixels; the file that was chosen stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from toolkit_editor.base.message import Message, say
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.model import OBJECT, Kind, Leaf, Picture, Run, Style
from toolkit_editor.services import writing
from toolkit_editor.store.model import Oid
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.insert_dialogs import ask_picture

Describe = Callable[[bytes, str], str | None]
"""Asks what a picture shows: its bytes and what is known of it; None to leave it out."""


class Pictures(QObject):
    """The pictures of one editor."""

    refused = Signal(object)
    """What could not be taken, as a `Message`."""

    def __init__(
        self,
        session: Session,
        editor: TextEditor,
        page_now: Callable[[], tuple[str, bytes, Oid | None] | None],
        parent: QObject,
    ) -> None:
        """`page_now` gives the path of the section and its bytes as they are kept."""
        super().__init__(parent)
        self._session = session
        self._editor = editor
        self._page_now = page_now
        self._fresh: dict[str, bytes] = {}
        self._unkept: dict[str, bytes] = {}
        """Pictures on the screen that could not be kept yet; tried again with the next one."""
        self._known: Mapping[str, bytes] = {}
        self.describe: Describe = partial(ask_picture, editor)
        editor.takes_pictures = True
        editor.picture_wanted.connect(self._on_wanted)
        # Later: Qt lets go of what is dropped inside a step of undoing that must end first.
        editor.pictures_pasted.connect(self.take, Qt.ConnectionType.QueuedConnection)

    def show(self, known: Mapping[str, bytes]) -> None:
        """A section with these pictures, by the address it uses, is shown now."""
        self._known = known
        self._editor.set_pictures(self._bytes_of)

    def _bytes_of(self, src: str) -> bytes | None:
        return self._fresh.get(src) or self._known.get(src)

    def _on_wanted(self) -> None:
        path = self._session.prompter.choose_file(say("Choose a picture"))
        if path is None:
            return
        try:
            data = Path(path).read_bytes()
        except OSError:
            self.refused.emit(say("This picture could not be read. Choose another file."))
            return
        leaf = Leaf(Kind.PARAGRAPH, (Run(OBJECT, Style(picture=Picture("chosen", ""))),))
        self.take(TakenIn((leaf,), {"chosen": data}))

    def take(self, taken: TakenIn) -> None:
        """Put in what has pictures, once they are clean."""
        from toolkit_editor.intake.pictures import with_clean_pictures

        now = self._page_now()
        if now is None:
            return
        up = "../" * now[0].count("/")
        self._session.pure(
            partial(with_clean_pictures, taken, up), partial(self._on_clean, now[0]), owner=self
        )

    def _on_clean(self, path: str, cleaned: object) -> None:
        from toolkit_editor.intake.pictures import Cleaned

        now = self._page_now()
        assert isinstance(cleaned, Cleaned)
        for message in cleaned.left_out:
            self.refused.emit(message)
        if now is None or now[0] != path:
            return
        up = "../" * path.count("/")
        shown = {up + name: data for name, data in cleaned.files.items()}
        leaves = self._described(cleaned.leaves, shown)
        if not leaves:
            return
        self._fresh.update(shown)
        self._unkept.update(cleaned.files)
        self._editor.insert_leaves(leaves)
        self._keep()

    def _keep(self) -> None:
        """Keep the pictures in one moment with the page that shows them, so that both are in the
        same draft also where this is the first change.
        """
        now = self._page_now()
        if now is None:
            return
        files = dict(self._unkept)
        self._session.service(
            writing.keep_files,
            {now[0]: now[1], **files},
            now[2],
            then=lambda _kept: self._forget(files),
            failed=self._on_failed,
            owner=self,
        )

    def _forget(self, files: Mapping[str, bytes]) -> None:
        for path in files:
            self._unkept.pop(path, None)

    def _on_failed(self, message: Message) -> None:
        self.refused.emit(message)

    def _described(self, leaves: tuple[Leaf, ...], shown: Mapping[str, bytes]) -> list[Leaf]:
        """`leaves` with what the person says of each new picture."""
        found: list[Leaf] = []
        for leaf in leaves:
            runs: list[Run] = []
            for run in leaf.runs:
                picture = run.style.picture
                if picture is None or picture.src not in shown or picture.alt:
                    runs.append(run)
                    continue
                said = self.describe(shown[picture.src], picture.alt)
                if said is not None:
                    style = replace(run.style, picture=replace(picture, alt=said))
                    runs.append(Run(run.text, style))
            if runs or not leaf.runs:
                found.append(leaf.with_runs(*runs))
        return found

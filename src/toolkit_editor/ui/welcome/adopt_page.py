"""Opening a folder of Markdown: its languages and pairs are proposed, a person says yes or no."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from toolkit_editor.base.message import Message, say
from toolkit_editor.ui.bridge.jobs import Lane
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.welcome.doors import Doors
from toolkit_editor.ui.welcome.form_page import FolderField, FormPage
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.layout import clear
from toolkit_editor.ui.widgets.text import Words

if TYPE_CHECKING:
    from toolkit_editor.content.adopting import Proposal


class AdoptPage(FormPage):
    """Texts that are there already."""

    def __init__(self, session: Session, doors: Doors) -> None:
        """Looks and adopts through `doors`."""
        super().__init__(
            session,
            tr("Open a folder of Markdown"),
            tr("Your folder is only read. The toolkit is made elsewhere, every text as it is."),
        )
        self._doors = doors
        self._proposal: Proposal | None = None
        self._looked_at: Path | None = None
        self._pairs: list[QCheckBox] = []
        self.source = self.form.add(
            tr("Folder with your texts"), FolderField(session, say("Choose the folder"))
        )
        self.folder = self.form.add(
            tr("Where is the toolkit kept?"),
            FolderField(session, say("Choose a new or an empty folder")),
            tr("A new or an empty folder, or the address of an empty repository."),
        )
        self.called = self.form.add(
            tr("What would you like to be called?"),
            QLineEdit(),
            tr("Everyone in the group sees it. It need not be your real name."),
        )
        self.look = Button(tr("Look at the folder"), self._on_look, drawing="look")
        self.form.rows.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.main = self.finish(tr("Make the toolkit"), self._on_adopt)
        self.main.hide()

    def _on_look(self) -> None:
        source = self.source.folder
        if source is None:
            self.ask_for(self.source, tr("Choose the folder with your texts."))
            return
        self.loading.begin(tr("Looking at the folder…"))
        self._looked_at = source
        self.session.runner.run(
            Lane.PURE,
            lambda: self._doors.propose(source),
            self._on_proposed,
            failed=self._on_refused,
            owner=self,
            key=(self, "propose"),
        )

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.main.hide()
        clear(self.below)
        self.ask_for(self.source, words(message))

    def _on_proposed(self, proposal: Proposal) -> None:
        self.loading.end()
        self.entering.banner.hide()
        self._proposal = proposal
        clear(self.below)
        self.below.addWidget(
            Words(tr("Languages found: {languages}", languages=", ".join(proposal.languages)))
        )
        self._pairs = []
        if proposal.pairs:
            n = len(proposal.pairs)
            self.below.addWidget(Words(_pairs_words(n), "heading"))
            self.below.addWidget(
                Words(tr("Take the check mark away where two texts are not the same."), "quiet")
            )
        for pair in proposal.pairs:
            box = QCheckBox("   ↔   ".join(pair.values()))
            box.setChecked(True)
            self._pairs.append(box)
            self.below.addWidget(box)
        self.main.show()

    def _on_adopt(self) -> None:
        source, place, proposal = self._looked_at, self.folder.place, self._proposal
        if place is None:
            self.ask_for(self.folder, tr("Choose a folder to keep the toolkit in."))
        elif source is not None and proposal is not None:
            kept = tuple(
                pair
                for pair, box in zip(proposal.pairs, self._pairs, strict=True)
                if box.isChecked()
            )
            wanted = replace(proposal, pairs=kept)
            called = self.called.text().strip()
            self.entering.enter(lambda tell: self._doors.adopt(source, place, wanted, called, tell))


def _pairs_words(n: int) -> str:
    return trn(
        "{n} pair of texts seems to belong together",
        "{n} pairs of texts seem to belong together",
        n,
    )

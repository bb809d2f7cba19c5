"""Before anything is shared: exactly what would be shared, with whom, and what was noticed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from toolkit_editor.base.ids import DraftId
from toolkit_editor.base.message import Message
from toolkit_editor.services import sharing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.noticing import Noticed
from toolkit_editor.services.remarks import Waiting
from toolkit_editor.services.sections import find_section_at
from toolkit_editor.services.sharing import FileChange, Preview, Shared
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.changes import ChangeView
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import clear, row
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.picture_change import PictureChange
from toolkit_editor.ui.widgets.text import Selectable, Words

_NAMES = 12
_SHORT = 60


class SharePage(ScrollPage):
    """One draft, about to be shared with the group."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Nothing to share yet."""
        super().__init__(
            session,
            tr("Share with the group"),
            tr("This is exactly what would be shared. Nothing is sent until you say so."),
            parent,
        )
        self._note = QPlainTextEdit()
        self._preview: Preview | None = None
        self._last: Preview | None = None
        self._go: Button | None = None
        self._remarks: QCheckBox | None = None

    def reload(self) -> None:
        """Look at the draft."""
        self.loading.begin()
        self.session.service(
            sharing.preview,
            DraftId(self.where.id),
            then=self._on_preview,
            failed=self._on_refused,
            owner=self,
            key=(self, "preview"),
        )

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        if self._go is not None:
            self._go.setEnabled(True)
        self.banner.say(words(message))

    def _on_preview(self, preview: Preview) -> None:
        self.loading.end()
        self.banner.hide()
        self._preview = preview
        clear(self.body)
        if preview.places:
            self._add_places(preview)
            return
        for file in preview.files:
            self._add_file(file)
        self._add_looks(preview.looks)
        self._add_remarks(preview.remarks)
        self._add_readers(preview)
        self._add_noticed(preview.noticed)
        self._note = QPlainTextEdit()
        self._note.setTabChangesFocus(True)
        self._note.setMaximumHeight(80)
        self.body.addWidget(FormRow(tr("A word to the editors, if you like"), self._note))
        line = row()
        self._go = Button(tr("Share with the group"), self._on_share, role="main", drawing="share")
        line.addWidget(self._go)
        line.addWidget(Button(tr("Not yet"), self._on_not_yet))
        line.addStretch(1)
        self.body.addLayout(line)

    def _add_places(self, preview: Preview) -> None:
        """Others changed the same words: choosing comes first."""
        self.show_title(
            tr("Share with the group"),
            tr("Somebody changed the same words in the toolkit meanwhile."),
        )
        self.body.addWidget(
            Words(
                tr(
                    "Your words are safe, and theirs too. Choose how it should read; then you can "
                    "share it."
                )
            )
        )
        where = Go("choose", preview.draft.id, extra="share")
        choose = Button(
            tr("Choose between two versions"), partial(self.session.go, where), role="main"
        )
        self.body.addWidget(ButtonLine(choose, Button(tr("Not yet"), self._on_not_yet)))
        choose.setFocus()

    def _add_file(self, file: FileChange) -> None:
        if file.is_picture:
            self.body.addWidget(PictureChange(file.before, file.after))
            return
        self.body.addWidget(Words(file.title or file.path, "heading"))
        self.body.addWidget(ChangeView(file.changes))

    def _add_looks(self, looks: tuple[str, ...]) -> None:
        """Where others changed something beside one's own words: how it reads now."""
        if not looks:
            return
        self.body.addWidget(Words(tr("Others changed this too"), "heading"))
        self.body.addWidget(
            Words(tr("Your words and theirs are together now. Please look at how it reads."))
        )
        for paragraph in looks:
            self.body.addWidget(Selectable(paragraph))

    def _add_remarks(self, remarks: tuple[Waiting, ...]) -> None:
        """What was remarked in the document and goes along; a person may leave it here."""
        self._remarks = None
        if not remarks:
            return
        self.body.addWidget(Words(tr("Remarks from the document"), "heading"))
        self._remarks = QCheckBox(tr("Share these remarks too"))
        self._remarks.setChecked(True)
        self.body.addWidget(self._remarks)
        for one in remarks:
            self.body.addWidget(Selectable(words(one.sentence)))

    def _add_readers(self, preview: Preview) -> None:
        self.body.addWidget(Words(tr("Who will be able to read it"), "heading"))
        names = [person.name for person in preview.readers if person.name][:_NAMES]
        total = len(preview.readers)
        if total <= 1:
            said = tr("Everyone in the group. So far that is you alone.")
        else:
            said = trn(
                "Everyone in the group: {n} person.", "Everyone in the group: {n} people.", total
            )
        self.body.addWidget(Words(said))
        if names:
            self.body.addWidget(Words(", ".join(names), "quiet"))

    def _add_noticed(self, noticed: tuple[Noticed, ...]) -> None:
        self.body.addWidget(Words(tr("What was noticed"), "heading"))
        if not noticed:
            self.body.addWidget(Words(tr("Nothing in these words asks for a second look.")))
            return
        self.body.addWidget(
            Words(tr("Only suggestions. Take or leave them; they do not stop you."), "quiet")
        )
        for one in noticed:
            lead = tr("“{words}”", words=one.words) + " " if 0 < len(one.words) < _SHORT else ""
            self.body.addWidget(Selectable(lead + words(one.message)))

    def _on_share(self) -> None:
        if self._preview is None or self._go is None:
            return
        self._go.setEnabled(False)
        self.session.service(
            sharing.share,
            self._preview.draft.id,
            self._note.toPlainText().strip(),
            self._remarks is None or self._remarks.isChecked(),
            then=self._on_shared,
            failed=self._on_refused,
            owner=self,
        )

    def _on_shared(self, shared: Shared) -> None:
        clear(self.body)
        self.show_title(
            tr("Shared"),
            tr("The group can read it now, and an editor will look at it. You can go on writing."),
        )
        if shared.left_here:
            self.body.addWidget(Words(tr("These remarks have lost their place"), "heading"))
            self.body.addWidget(
                Words(tr("The words they were about have changed. Nobody else sees them."), "quiet")
            )
            for one in shared.left_here:
                self.body.addWidget(Selectable(words(one.sentence)))
        line = row()
        line.addWidget(Button(tr("Back to the section"), self._on_not_yet, role="main"))
        line.addWidget(Button(tr("Home"), partial(self.session.go, Go("home"))))
        line.addStretch(1)
        self.body.addLayout(line)
        self._preview, self._last = None, self._preview

    def show_at(self, go: Go) -> None:
        """Show a draft."""
        self._last = None
        self.show_title(
            tr("Share with the group"),
            tr("This is exactly what would be shared. Nothing is sent until you say so."),
        )
        clear(self.body)
        super().show_at(go)

    def _on_not_yet(self) -> None:
        preview = self._preview or self._last
        pages = [file for file in preview.files if not file.is_picture] if preview else []
        if pages:
            self.session.service(_section_of, pages[0].path, then=self.session.go, owner=self)

    def answers(self) -> dict[str, Callable[[], None]]:
        """What this page does."""
        return {"share": self._on_share}


def _section_of(desk: Desk, path: str) -> Go:
    section = find_section_at(desk, path)
    return Go("section", section.id, section.language) if section else Go("sections")

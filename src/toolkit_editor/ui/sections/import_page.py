"""Bringing in a document: choose it, look at what was read, say where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QRadioButton, QWidget

from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import SectionId
from toolkit_editor.base.message import Message, say
from toolkit_editor.services import importing
from toolkit_editor.services.importing import Homes, Imported
from toolkit_editor.ui.bridge.jobs import Lane
from toolkit_editor.ui.bridge.language import tr, trn, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.where_form import WhereForm, narrow_box
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.layout import clear, column
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.picture_change import small
from toolkit_editor.ui.widgets.reader import Reader
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.widgets.text import Selectable, Words

if TYPE_CHECKING:
    from toolkit_editor.intake.taken import TakenIn

_HEIGHT = 260
_THUMBNAIL = 120
_SHOWN = 200_000
"""Bytes of a text that are shown before it is brought in."""


class ImportPage(ScrollPage):
    """A document on its way in. `Go.extra` may be the path of a file to begin with."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Empty until it is shown."""
        super().__init__(session, tr("Bring in a document"), "", parent)
        self.setAcceptDrops(True)
        self._taken: TakenIn | None = None
        self._descriptions: dict[str, QLineEdit] = {}
        self.choose = Button(tr("Choose a document…"), self._on_choose, role="main")
        self.reader: Reader | None = None
        self.go_on: Button | None = None
        self.form = WhereForm(session)
        self.is_new = QRadioButton(tr("A new section"))
        self.is_more = QRadioButton(tr("More words at the end of a section"))
        self.section = narrow_box()

    def show_at(self, go: Go) -> None:
        """Begin anew."""
        super().show_at(go)
        self._ask_for_file()
        if go.extra:
            self.take(Path(go.extra))

    def first_focus(self) -> QWidget | None:
        """The button that chooses."""
        return self.choose

    # choosing

    def _ask_for_file(self) -> None:
        self._taken = None
        self.loading.end()
        self.banner.hide()
        clear(self.body)
        self.show_title(
            tr("Bring in a document"),
            tr("Take over what you wrote in another program. Nothing is shared."),
        )
        box = QFrame()
        box.setProperty("role", "box")
        inside = column(box, space=12, margins=(24, 28, 24, 28))
        inside.addWidget(Words(tr("Drop a file here, or choose one."), "heading"))
        inside.addWidget(
            Words(
                tr(
                    "A Word document, an OpenDocument text, a saved web page or a text file. "
                    "The file itself stays as it is, and the names of those who wrote in it are "
                    "not taken over."
                ),
                "quiet",
            )
        )
        self.choose = Button(tr("Choose a document…"), self._on_choose, role="main")
        inside.addWidget(ButtonLine(self.choose))
        self.body.addWidget(box)

    def _on_choose(self) -> None:
        question = say("Which document would you like to bring in?")
        chosen = self.session.prompter.choose_file(question)
        if chosen is not None:
            self.take(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        file = _dropped(event)
        if file is not None:
            event.acceptProposedAction()
            self.take(file)

    def take(self, file: Path) -> None:
        """Read `file` and show what it says."""
        self.banner.hide()
        self.loading.begin(tr("Reading the document…"))
        self.session.runner.run(
            Lane.PURE,
            lambda: _read(file),
            partial(self._on_taken, file),
            failed=self._on_refused,
            owner=self,
            key=(self, "read"),
        )

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        if self.go_on is not None:
            self.go_on.setEnabled(True)
        self.banner.say(words(message))

    # what was read

    def _on_taken(self, file: Path, look: _Look) -> None:
        self.loading.end()
        taken = self._taken = look.taken
        clear(self.body)
        self.show_title(
            tr("Bring in “{name}”", name=file.name),
            tr("Look at what was read, then say where it goes. Nothing is shared."),
        )
        self.body.addWidget(Words(tr("What was read"), "heading"))
        self.reader = Reader(tr("What was read"), grows=False)
        self.reader.setFixedHeight(_HEIGHT)
        self.reader.setTabChangesFocus(True)
        self.reader.show_html(look.html)
        self.body.addWidget(self.reader)
        self._say_left_out(look)
        self._ask_for_descriptions(look.undescribed)
        self._ask_where(taken, file)
        announce(self, self.title.text())
        self.reader.setFocus()

    def _say_left_out(self, look: _Look) -> None:
        n = len(look.taken.remarks)
        if n:
            said = trn(
                "{n} remark comes along. It is shared only when you share the section.",
                "{n} remarks come along. They are shared only when you share the section.",
                n,
            )
            self.body.addWidget(Words(said))
        if look.left_out:
            self.body.addWidget(Words(tr("What was left out"), "heading"))
            for sentence in look.left_out:
                self.body.addWidget(Selectable(words(sentence)))

    def _ask_for_descriptions(self, missing: Mapping[str, bytes]) -> None:
        self._descriptions = {}
        if not missing:
            return
        self.body.addWidget(Words(tr("Pictures without a description"), "heading"))
        self.body.addWidget(
            Words(
                tr(
                    "Say in a sentence what each shows, for people who cannot see it. "
                    "You can also leave it for later."
                ),
                "quiet",
            )
        )
        for number, (address, data) in enumerate(missing.items(), 1):
            shown = QLabel()
            shown.setPixmap(QPixmap.fromImage(small(data, _THUMBNAIL)))
            shown.setAccessibleName(tr("Picture {number}", number=number))
            self.body.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
            line = QLineEdit()
            self.body.addWidget(FormRow(tr("What picture {number} shows", number=number), line))
            self._descriptions[address] = line

    def _ask_where(self, taken: TakenIn, file: Path) -> None:
        self.body.addWidget(Words(tr("Where it goes"), "heading"))
        self.is_new = QRadioButton(tr("A new section"))
        self.is_more = QRadioButton(tr("More words at the end of a section"))
        self.is_new.setChecked(True)
        self.body.addWidget(self.is_new)
        self.body.addWidget(self.is_more)
        self.form = WhereForm(self.session)
        self.section = narrow_box()
        self.section_row = FormRow(tr("Section"), self.section)
        self.form.rows.addWidget(self.section_row)
        self.form.homes_known.connect(self._on_homes)
        self.body.addWidget(self.form)
        self.is_more.toggled.connect(self._fit_where)
        self.go_on = Button(tr("Bring it in"), self._on_go, role="main", drawing="check")
        another = Button(tr("Choose another document"), self._ask_for_file, role="plain")
        self.body.addWidget(ButtonLine(self.go_on, another))
        self.form.begin(_title(taken, file))
        self._fit_where()

    def _on_homes(self, homes: Homes) -> None:
        before = self.section.currentData()
        self.section.clear()
        for id_, title in homes.sections:
            self.section.addItem(title, id_)
        self.section.setCurrentIndex(max(0, self.section.findData(before)))
        self.is_more.setEnabled(bool(homes.sections))
        self._fit_where()

    def _fit_where(self) -> None:
        more = self.is_more.isChecked()
        self.form.title_row.setVisible(not more)
        self.form.part_row.setVisible(not more and self.form.part.count() > 1)
        self.section_row.setVisible(more)

    # bringing it in

    def _on_go(self) -> None:
        from toolkit_editor.intake.pictures import described

        if self._taken is None or self.go_on is None:
            return
        self.go_on.setEnabled(False)
        told = {address: line.text() for address, line in self._descriptions.items()}
        taken = described(self._taken, told)
        if self.is_more.isChecked():
            where = (SectionId(str(self.section.currentData())), self.form.chosen_language)
            self._do(importing.import_into, taken, *where)
        else:
            self._do(importing.import_new, taken, *self.form.chosen)

    def _do(self, service: object, *arguments: object) -> None:
        assert callable(service)
        self.session.service(
            service, *arguments, then=self._on_done, failed=self._on_refused, owner=self
        )

    def _on_done(self, done: Imported) -> None:
        self._taken = None
        self.session.go(Go("section", done.section, done.language))


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file says and how that looks."""

    taken: TakenIn
    html: str
    left_out: tuple[Message, ...]
    undescribed: Mapping[str, bytes]
    """The pictures without an alternative text, made anew, by their address."""


def _read(file: Path) -> _Look:
    """Read a file; runs beside the window."""
    from toolkit_editor.content.front_matter import split
    from toolkit_editor.intake.opening import LARGEST, take_file
    from toolkit_editor.intake.package import too_large
    from toolkit_editor.intake.pictures import undescribed, with_clean_pictures
    from toolkit_editor.prose.document import Document
    from toolkit_editor.prose.render import Surroundings, render

    try:
        if file.stat().st_size > LARGEST:
            raise too_large()
        data = file.read_bytes()
    except OSError as error:
        raise Refused(
            say(
                "The file {name} cannot be opened. Close it elsewhere and try again.",
                name=file.name,
            )
        ) from error
    taken = take_file(file.name, data)
    body = (
        split(taken.source)[1]
        if taken.source is not None
        else Document(b"").write(taken.leaves).data
    )
    cleaned = with_clean_pictures(taken)
    clean = {address: cleaned.files[path] for address, path in cleaned.paths.items()}
    return _Look(
        taken,
        render(body[:_SHOWN], Surroundings(say=_said)).html,
        (*taken.left_out, *cleaned.left_out),
        {address: clean[address] for address in undescribed(taken) if address in clean},
    )


def _said(message: Message) -> str:
    """A sentence of the preview; a picture without a description is just a picture."""
    return tr("[a picture]") if message.facts.get("alt") == "" else words(message)


def _title(taken: TakenIn, file: Path) -> str:
    """The first heading, or else the name of the file made readable."""
    heading = next((leaf.text for leaf in taken.leaves if leaf.level and not leaf.path), "")
    name = " ".join(file.stem.replace("_", " ").split())
    return heading.strip() or name[:1].upper() + name[1:]


def _dropped(event: QDropEvent) -> Path | None:
    """The one file of this computer that is being dropped; None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

"""Where a new section goes and what it is called: title, language and part."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from toolkit_editor.services import importing
from toolkit_editor.services.importing import Homes
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.form import Form, FormRow
from toolkit_editor.ui.widgets.languages import language_name

LONGEST_TITLE = 200


def narrow_box() -> QComboBox:
    """A box of choices that does not ask for the room of its longest one."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


class WhereForm(Form):
    """Fields that say where a new section goes. `homes_known` tells what there is to choose."""

    homes_known = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Filled by `begin`."""
        super().__init__(parent)
        self._session = session
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title_row = FormRow(tr("Title"), self.title)
        self.language = narrow_box()
        self.language_row = FormRow(tr("Language"), self.language)
        self.part = narrow_box()
        self.part_row = FormRow(tr("Part of the toolkit"), self.part)
        for one in (self.title_row, self.language_row, self.part_row):
            self.rows.addWidget(one)
        self.language.activated.connect(self._look)

    def begin(self, title: str = "") -> None:
        """Offer the languages and parts of the toolkit that is open, and this title."""
        languages = self._session.about.languages if self._session.about else ()
        self.title.setText(title[:LONGEST_TITLE])
        self.language.clear()
        for code in languages:
            self.language.addItem(language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._session.language)))
        self.language_row.setVisible(len(languages) > 1)
        self._look()

    @property
    def chosen(self) -> tuple[str, str, str]:
        """Title, language and part; an empty part for none."""
        return self.title.text(), self.chosen_language, str(self.part.currentData() or "")

    @property
    def chosen_language(self) -> str:
        """The tag of the language."""
        return str(self.language.currentData() or self._session.language)

    def _look(self, _index: int = 0) -> None:
        self._session.service(
            importing.homes,
            self.chosen_language,
            then=self._show,
            owner=self,
            key=(self, "homes"),
        )

    def _show(self, homes: Homes) -> None:
        before = self.part.currentData()
        self.part.clear()
        for id_, title in homes.parts:
            self.part.addItem(title, id_)
        self.part.addItem(tr("None of them"), "")
        self.part.setCurrentIndex(max(0, self.part.findData(before)))
        self.part_row.setVisible(bool(homes.parts))
        self.homes_known.emit(homes)

"""The outline of the toolkit as Qt asks for it: parts, and in them sections, told in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from toolkit_editor.services.place import PLACE_EXPLAINED, PLACE_WORDS, STATUS_WORDS
from toolkit_editor.services.reading import OutlineRow, Row
from toolkit_editor.ui.bridge.language import tr, trn, words

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_PART = 0


class Columns(IntEnum):
    """The columns, in their order."""

    TITLE = 0
    BESIDE = 1
    KIND = 2
    STATUS = 3
    PLACE = 4


class OutlineModel(QAbstractItemModel):
    """Two levels. A row's accessible text is one sentence with everything in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._parts: tuple[OutlineRow, ...] = ()

    def show_parts(self, parts: Sequence[OutlineRow]) -> None:
        """Show another outline."""
        self.beginResetModel()
        self._parts = tuple(parts)
        self.endResetModel()

    def row_at(self, index: _Index) -> Row | None:
        """The section at `index`; None for a part."""
        if not index.isValid() or index.internalId() == _PART:
            return None
        return self._parts[index.internalId() - 1].rows[index.row()]

    def find(self, section: str) -> QModelIndex:
        """Where a section is; invalid where it is not."""
        for at, part in enumerate(self._parts):
            for line, row in enumerate(part.rows):
                if row.section.id == section:
                    return self.index(line, 0, self.index(at, 0))
        return QModelIndex()

    # Qt's questions

    def index(self, row: int, column: int, parent: _Index = _TOP) -> QModelIndex:
        """A part, or a section in one; the id is the part's number, 0 for the parts themselves."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _PART)

    def parent(self, index: _Index = _TOP) -> Any:
        """The part of a section."""
        if not index.isValid() or index.internalId() == _PART:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _PART)

    def rowCount(self, parent: _Index = _TOP) -> int:
        """Parts, or the sections of one."""
        if not parent.isValid():
            return len(self._parts)
        if parent.internalId() == _PART and parent.column() == 0:
            return len(self._parts[parent.row()].rows)
        return 0

    def columnCount(self, parent: _Index = _TOP) -> int:
        """Title, what stands beside it, kind, where it is on its way, who can read it."""
        del parent
        return len(Columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (tr("Section"), tr("Beside it"), tr("Kind"), tr("Where it is"))
            return (*names, tr("Who can read it"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for eyes, and a sentence for a screen reader."""
        row = self.row_at(index)
        if row is None:
            part = self._parts[index.row()] if index.isValid() else None
            if part and role == Qt.ItemDataRole.FontRole:
                bold = QFont()
                bold.setBold(True)
                return bold
            shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return (part.title or tr("Other")) if part and shown and index.column() == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(row)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told(row) if index.column() == 0 else _cells(row)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Columns.PLACE:
            return words(PLACE_EXPLAINED[row.place])
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.section.summary or row.section.title
        return None


def _cells(row: Row) -> tuple[str, ...]:
    status, place = words(STATUS_WORDS[row.status]), words(PLACE_WORDS[row.place])
    return row.section.title, ", ".join(_beside(row)), row.kind, status, place


def _beside(row: Row) -> list[str]:
    said: list[str] = []
    if row.voices:
        said.append(trn("{n} story", "{n} stories", row.voices))
    if row.waiting:
        said.append(trn("{n} conversation", "{n} conversations", row.waiting))
    return said


def told(row: Row) -> str:
    """A row as one sentence."""
    parts = (row.section.title, row.kind, words(STATUS_WORDS[row.status]))
    place = words(PLACE_WORDS[row.place])
    return ", ".join(part for part in (*parts, place, *_beside(row)) if part)

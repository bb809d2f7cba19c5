"""Rows of a tree that are as high as their words need, however narrow the tree is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from toolkit_editor.ui.widgets.layout import scale_now

_AROUND = 18
"""Pixels at 100 % between the words and the edges of their row, on both sides together."""
_HIGHEST = 100_000


class WrappedRows(QStyledItemDelegate):
    """Give it to the tree that it is made for, and lay the rows out anew on resizing."""

    def __init__(self, tree: QTreeView) -> None:
        """For `tree`, which has one column and wraps its words."""
        super().__init__(tree)
        self._tree = tree

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the words need at the width there is."""
        size = super().sizeHint(option, index)
        self.initStyleOption(option, index)
        depth = 1
        above = index.parent()
        while above.isValid():
            depth += 1
            above = above.parent()
        ticks = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator in option.features
        around = round(_AROUND * scale_now() * (2 if ticks else 1))
        width = self._tree.viewport().width() - depth * self._tree.indentation() - around
        room = QRect(0, 0, max(80, width), _HIGHEST)
        words = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, option.text)
        return QSize(size.width(), max(size.height(), words.height() + around))

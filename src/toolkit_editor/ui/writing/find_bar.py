"""Finding and replacing words in one text: a bar over it, with its matches marked lightly.

Looks in the words as they are shown, never in source. Replacing is one undo step however many
places it touches, and keeps every style. Escape leads back to the words, at what was found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QWidget

from toolkit_editor.base.text import to_utf16
from toolkit_editor.prose.finding import Match, Wanted, find, fitted, searchable
from toolkit_editor.ui.bridge.language import tr, trn
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine, FieldLine
from toolkit_editor.ui.widgets.layout import column, scale_now
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.writing.editor import TextEditor
from toolkit_editor.ui.writing.replacing import Change

PAUSE = 150
"""Milliseconds from a change of the text to looking again."""
_LONGEST_SELECTION = 100
_ROOM = 640
"""Narrower than this, times the text size, buttons show signs."""


class FindBar(QFrame):
    """Finds in one editor; hidden until it is asked for."""

    shown = Signal(bool)
    """Whether it needs room now."""
    said = Signal(str)
    """What was done, to be shown quietly."""

    def __init__(self, editor: TextEditor, parent: QWidget | None = None) -> None:
        """Find in `editor`."""
        super().__init__(parent)
        self._editor = editor
        self._matches: list[Match] = []
        self._by_text: dict[str, tuple[tuple[int, int], ...]] = {}
        self._from = 0
        self.setProperty("role", "box")
        self.setAccessibleName(tr("Find in this section"))
        self._build()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(PAUSE)
        self._again.timeout.connect(self._look)
        editor.edited.connect(self._on_edited)
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self.next)
        self.other.returnPressed.connect(self.replace_one)
        self.exact.toggled.connect(self._on_typed)
        self.whole.toggled.connect(self._on_typed)
        for keys, act in (("Esc", self.close_bar), ("Shift+Return", self.previous)):
            QShortcut(QKeySequence(keys), self, act).setContext(_INSIDE)
        self.hide()

    def _build(self) -> None:
        inside = column(self, space=6, margins=(10, 8, 10, 8))
        self.line = QLineEdit()
        self.other = QLineEdit()
        self.count = QLabel()
        self.exact = QCheckBox(tr("Capitals and accents count"))
        self.whole = QCheckBox(tr("Whole words"))
        self._options = Button(tr("Options"), role="plain")
        self._options.setCheckable(True)
        self._buttons = {
            "↑": Button(tr("Previous"), self.previous, role="plain"),
            "↓": Button(tr("Next"), self.next, role="plain"),
            "⋯": self._options,
            "×": Button(tr("Close"), self.close_bar, role="plain"),
        }
        first = FieldLine(tr("Find"), self.line, *self._buttons.values(), self.count)
        self._how = ButtonLine(self.exact, self.whole)
        self._how.hide()
        self._options.toggled.connect(self._how.setVisible)
        self._second = FieldLine(
            tr("Replace with"),
            self.other,
            Button(tr("Replace"), self.replace_one, role="plain"),
            Button(tr("Replace all"), self.replace_all, role="plain"),
        )
        for widget in (first, self._how, self._second):
            inside.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Signs in the place of words where there is little room; their names stay."""
        super().resizeEvent(event)
        narrow = self.width() < _ROOM * scale_now()
        for sign, button in self._buttons.items():
            button.setText(sign if narrow else button.accessibleName())
            button.setToolTip(button.accessibleName())

    # opening and closing

    def open_to_find(self) -> None:
        """Show the line to type in, with what is selected."""
        self._open(replacing=False)

    def open_to_replace(self) -> None:
        """Show the lines for what to find and what to put in its place."""
        self._open(replacing=not self._editor.isReadOnly())

    def _open(self, *, replacing: bool) -> None:
        cursor = self._editor.textCursor()
        self._from = self._editor.selected_range()[0]
        selected = cursor.selectedText()
        self._second.setVisible(replacing or (self._second.isVisible() and self.isVisible()))
        self.show()
        if selected and "\u2029" not in selected and len(selected) <= _LONGEST_SELECTION:
            self.line.setText(selected)
        self._look()
        self.line.setFocus()
        self.line.selectAll()

    def close_bar(self) -> None:
        """Back to the words, at what was found."""
        self.hide()
        self._editor.setFocus()
        self._editor.ensureCursorVisible()

    def hideEvent(self, event: QHideEvent) -> None:
        """Without the bar nothing is marked."""
        super().hideEvent(event)
        self._again.stop()
        self._editor.set_washes(None)
        self.shown.emit(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for room."""
        super().showEvent(event)
        self.shown.emit(True)

    # looking

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(self.line.text(), self.exact.isChecked(), self.whole.isChecked())

    @property
    def matches(self) -> Sequence[Match]:
        """Where it was found, in code points of the plain text."""
        return tuple(self._matches)

    def _on_edited(self) -> None:
        if self.isVisible():
            self._again.start()

    def _on_typed(self) -> None:
        """Show the first match from where the person was, without taking the keyboard away."""
        self._look()
        if self._matches and self.isVisible():
            at = bisect_left(self._matches, self._from, key=lambda match: match.start)
            self._select(at % len(self._matches))

    def _look(self) -> None:
        wanted = self.wanted
        self._matches = []
        self._by_text = {}
        at = 0
        for leaf in self._editor.leaves():
            found = find(searchable(leaf), wanted) if wanted.text else []
            if found:
                text = leaf.text
                self._matches += [Match(at + one.start, at + one.end) for one in found]
                self._by_text[text] = tuple(
                    (to_utf16(text, one.start), to_utf16(text, one.end)) for one in found
                )
            at += len(leaf.text) + 1
        self._editor.set_washes(self._washes if self._matches and self.isVisible() else None)
        self._show_count()

    def _washes(self, text: str) -> Sequence[tuple[int, int]]:
        return self._by_text.get(text, ())

    def _show_count(self) -> None:
        n = len(self._matches)
        at = self._at()
        if not self.line.text():
            said = ""
        elif not n:
            said = tr("Not found")
        elif at is None:
            said = trn("{n} place", "{n} places", n)
        else:
            said = tr("{at} of {n}", at=at + 1, n=n)
        self.count.setText(said)

    def _at(self) -> int | None:
        """Which match is selected."""
        here = self._editor.selected_range()
        at = bisect_left(self._matches, here[0], key=lambda match: match.start)
        if at < len(self._matches) and (self._matches[at].start, self._matches[at].end) == here:
            return at
        return None

    def _select(self, at: int) -> None:
        match = self._matches[at]
        self._editor.go_to(match.start, match.end)
        self._show_count()

    def next(self) -> None:
        """Select the next match; after the last comes the first."""
        self._step(1)

    def previous(self) -> None:
        """Select the match before; before the first comes the last."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self.line.text():
            self.open_to_find()
            return
        self._look()
        if self._matches:
            here = self._editor.selected_range()
            if step > 0:
                after = here[1] if self._at() is not None else here[0]
                at = bisect_left(self._matches, after, key=lambda match: match.start)
            else:
                at = bisect_left(self._matches, here[0], key=lambda match: match.start) - 1
            self._select(at % len(self._matches))
            self._from = self._editor.selected_range()[0]
        self._tell(self.count.text())

    # replacing

    def replace_one(self) -> None:
        """Replace the selected match and go to the next."""
        self._look()
        at = self._at()
        if at is None:
            self.next()
            return
        match = self._matches[at]
        put = self._put([match])
        if not self._editor.replace_ranges(put):
            self._tell(tr("This cannot be changed here."))
            return
        self._look()
        end = match.start + len(put[0][2])
        if self._matches:
            following = bisect_left(self._matches, end, key=lambda one: one.start)
            self._select(following % len(self._matches))
        else:
            self._editor.go_to(match.start, end)
        self._tell(self.count.text())

    def replace_all(self) -> None:
        """Replace every match, in one undo step."""
        self._look()
        n = self._editor.replace_ranges(self._put(self._matches))
        self._look()
        changed = trn("{n} place was changed.", "{n} places were changed.", n)
        self._tell(changed if n else tr("Nothing was changed."))

    def _put(self, matches: Sequence[Match]) -> list[Change]:
        """What goes where."""
        other, wanted = self.other.text(), self.wanted
        words = "\n".join(leaf.text for leaf in self._editor.leaves())
        return [(m.start, m.end, fitted(words[m.start : m.end], other, wanted)) for m in matches]

    def _tell(self, text: str) -> None:
        announce(self._editor, text)
        self.said.emit(text)


_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut

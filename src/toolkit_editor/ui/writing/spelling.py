"""Spelling help in one editor: quiet marks, the next word, suggestions, words of one's own.

Painting and typing only look up what is known already; unknown words are looked at beside the
window, in batches, after a pause. The word that is being typed is not marked. Must not know where
the person's own words are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu

from toolkit_editor.base.text import from_utf16, to_utf16
from toolkit_editor.checks.spelling import Range, Spelling, tokens_of
from toolkit_editor.prose.model import Kind, Leaf
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.widgets.speech import announce
from toolkit_editor.ui.writing.editor import TextEditor

Beside = Callable[..., object]
"""Runs a function beside the window, then calls back with its result: `Session.pure`."""

PAUSE = 150
"""Milliseconds from an unknown word to looking it up."""
_MOST_KNOWN = 100_000
_MOST_TEXTS = 2_000
_TEXT = (Kind.PARAGRAPH, Kind.HEADING, Kind.CELL)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in the plain text of the editor, in code points."""

    start: int
    text: str


class SpellingHelp(QObject):
    """Watches one editor."""

    learned = Signal(str)
    """The person takes this word for right from now on; keep it."""
    said = Signal(str)
    """What came of a question, to be shown quietly."""

    def __init__(
        self,
        editor: TextEditor,
        beside: Beside,
        folders: Sequence[Path],
        parent: QObject | None = None,
    ) -> None:
        """Help in `editor` once `use` says in which languages; dictionaries are in `folders`."""
        super().__init__(parent or editor)
        self._editor = editor
        self._beside = beside
        self._folders = tuple(folders)
        self._spelling: Spelling | None = None
        self._languages: tuple[str, ...] = ()
        self._language = ""
        self._own: frozenset[str] = frozenset()
        self._left: frozenset[str] = frozenset()
        self._on = False
        self._known: dict[str, tuple[Range, ...]] = {}
        self._texts: dict[str, tuple[tuple[int, int], ...]] = {}
        self._unknown: set[str] = set()
        self._typed: tuple[int, int] | None = None
        self._menu: QMenu | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause)
        editor.edited.connect(self._on_edited)
        editor.cursorPositionChanged.connect(self._on_cursor_moved)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)

    # in which languages, with which words

    def use(self, language: str, languages: Sequence[str], words: frozenset[str]) -> None:
        """Help with a text in `language`, in which words of any of `languages` are right."""
        every = tuple(dict.fromkeys((language, *languages)))
        if self._spelling is None or set(every) != set(self._languages):
            self._spelling = Spelling(self._folders, every)
            self._languages = every
        self._own = words
        self._spelling.learn(words | self._left)
        self._language = language
        self._on = True
        self._forget()
        self._beside(self._spelling.load, self._on_loaded, owner=self)

    def stop(self) -> None:
        """Mark nothing any more."""
        self._on = False
        self._pause.stop()
        self._editor.set_squiggles(None)

    @property
    def is_on(self) -> bool:
        """Whether misspelt words are marked."""
        return self._on

    def _on_loaded(self, _nothing: object) -> None:
        if self._on:
            self._editor.set_squiggles(self.ranges)

    def _forget(self) -> None:
        self._known.clear()
        self._texts.clear()
        self._unknown.clear()

    # what is marked

    def ranges(self, text: str) -> Sequence[tuple[int, int]]:
        """What is marked in the text of a block, as far as it is known, in UTF-16 units."""
        if not self._on or self._editor.isReadOnly():
            return ()
        known = self._texts.get(text)
        if known is None:
            known = self._look_up(text)
        if self._typed is None or not known:
            return known
        cursor = self._editor.textCursor()
        if cursor.block().text() != text:
            return known
        here = cursor.positionInBlock()
        return [(start, end) for start, end in known if not start <= here <= end]

    def _look_up(self, text: str) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        complete = True
        for token in tokens_of(text):
            faults = self._known.get(token.text)
            if faults is None:
                self._unknown.add(token.text)
                complete = False
                continue
            for fault in faults:
                start, end = token.start + fault.start, token.start + fault.end
                found.append((to_utf16(text, start), to_utf16(text, end)))
        ranges = tuple(found)
        if complete:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            self._texts[text] = ranges
        elif not self._pause.isActive():
            self._pause.start()
        return ranges

    def _on_pause(self) -> None:
        if self._on and self._unknown:
            self._ask(frozenset(self._unknown), self._repaint)

    def _ask(self, tokens: frozenset[str], then: Callable[[], None]) -> None:
        """Look at `tokens` beside the window, remember what is wrong in them, then go on."""
        spelling, language = self._spelling, self._language
        if spelling is None:
            return

        def found(faults: dict[str, tuple[Range, ...]]) -> None:
            if spelling is self._spelling and language == self._language:
                if len(self._known) > _MOST_KNOWN:
                    self._forget()
                self._known.update(faults)
                self._unknown -= tokens
                then()

        self._beside(
            lambda: {token: spelling.faults(token, language) for token in tokens},
            found,
            owner=self,
        )

    def _repaint(self) -> None:
        if self._on:
            self._editor.set_squiggles(self.ranges)

    # the word that is being typed

    def _on_edited(self) -> None:
        self._typed = self._word_start()

    def _on_cursor_moved(self) -> None:
        if self._typed is not None and self._typed != self._word_start():
            self._typed = None
            self._repaint()

    def _word_start(self) -> tuple[int, int] | None:
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        here = from_utf16(text, cursor.positionInBlock())
        start = here
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
            start -= 1
        return (cursor.blockNumber(), start) if start < here else None

    # going to the next one

    def next_word(self) -> None:
        """Select the next word that is not in the dictionary, and say it."""
        if not self._on or self._spelling is None:
            self.said.emit(tr("Spelling help is switched off in Settings."))
            return
        if self._language in self._spelling.missing:
            self.said.emit(tr("There is no dictionary for this language here. See Settings."))
            return
        words = list(_words_in(self._editor.leaves()))
        revision = self._editor.document().revision()

        def go_on() -> None:
            if self._editor.document().revision() == revision:
                self._select_next(words)

        self._ask(frozenset(w.text for w in words if w.text not in self._known), go_on)

    def _select_next(self, words: Sequence[_Word]) -> None:
        wrong = [
            (word.start + fault.start, word.start + fault.end)
            for word in words
            for fault in self._known.get(word.text, ())
        ]
        if not wrong:
            self.said.emit(tr("Every word here is in the dictionary."))
            return
        here = self._editor.selected_range()[1]
        start, end = next((pair for pair in wrong if pair[0] >= here), wrong[0])
        self._editor.go_to(start, end)
        self._editor.setFocus()
        self._repaint()
        self._tell(self._editor.textCursor().selectedText())

    def _tell(self, word: str) -> None:
        announce(self._editor, tr("Not in the dictionary: {word}", word=word))

    # suggestions

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu on a marked word begins with what may have been meant."""
        if isinstance(event, QContextMenuEvent) and self._on and not self._editor.isReadOnly():
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            cursor = self._editor.textCursor()
            if by_mouse and not cursor.hasSelection():
                point = self._editor.viewport().mapFromGlobal(event.globalPos())
                cursor = self._editor.cursorForPosition(point)
            found = self._marked_at(cursor)
            if found is not None:
                self._offer(found, whole=True)
                return True
        return super().eventFilter(watched, event)

    def suggest(self) -> None:
        """Offer other words for the word at the cursor, by keyboard."""
        found = self._marked_at(self._editor.textCursor())
        if found is not None:
            self._offer(found, whole=False)
        elif not self._on:
            self.said.emit(tr("Spelling help is switched off in Settings."))
        else:
            self.said.emit(tr("There is no marked word at the cursor. F7 goes to the next one."))

    def _marked_at(self, cursor: QTextCursor) -> QTextCursor | None:
        """The marked word that `cursor` touches, selected."""
        if not self._on or self._editor.isReadOnly():
            return None
        block, text = cursor.block(), cursor.block().text()
        left = cursor.selectionStart() - block.position()
        right = cursor.selectionEnd() - block.position()
        for start, end in self._texts.get(text) or self._look_up(text):
            if start <= left and right <= end:
                word = QTextCursor(block)
                word.setPosition(block.position() + start)
                word.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
                return word
        return None

    def _offer(self, cursor: QTextCursor, *, whole: bool) -> None:
        """Ask what may have been meant, then show the menu if the person is still there."""
        self._editor.setTextCursor(cursor)
        if not self._editor.frame_here().is_text or self._editor.style_here().code:
            self.said.emit(tr("There is no marked word at the cursor. F7 goes to the next one."))
            return
        spelling, language = self._spelling, self._language
        word = cursor.selectedText()
        assert spelling is not None

        def suggested(found: list[str]) -> None:
            here = self._editor.textCursor()
            same = here.selectedText() == word and here.position() == cursor.position()
            if same and self._editor.isVisible():
                self._show_menu(word, found, whole=whole)

        self._beside(
            lambda: spelling.suggest(word, language), suggested, owner=self, key=(self, "suggest")
        )

    def _show_menu(self, word: str, found: Sequence[str], *, whole: bool) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = QMenu(self._editor)
        menu.setAccessibleName(tr("Not in the dictionary: {word}", word=word))
        for suggestion in found:
            action = menu.addAction(suggestion.replace("&", "&&"))
            action.triggered.connect(lambda _=False, other=suggestion: self._put(word, other))
        if not found:
            menu.addAction(tr("Nothing similar is known")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(tr("Add to my words"), lambda: self._learn(word, for_good=True))
        menu.addAction(tr("Leave it this time"), lambda: self._learn(word, for_good=False))
        if whole:
            menu.addSeparator()
            usual = self._editor.createStandardContextMenu()
            menu.destroyed.connect(usual.deleteLater)
            menu.addActions(usual.actions())
        self._tell(word)
        spot = self._editor.cursorRect().bottomLeft() + QPoint(0, 4)
        menu.popup(self._editor.viewport().mapToGlobal(spot))
        first = next((one for one in menu.actions() if one.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def _put(self, word: str, other: str) -> None:
        """Put `other` in the place of the selected word, if it is still that word."""
        if self._editor.textCursor().selectedText() == word:
            self._editor.replace_range(*self._editor.selected_range(), other)
            announce(self._editor, other)
        self._editor.setFocus()

    def _learn(self, word: str, *, for_good: bool) -> None:
        if for_good:
            self._own |= {word}
        else:
            self._left |= {word}
        if self._spelling is not None:
            self._spelling.learn(self._own | self._left)
        self._forget()
        self._repaint()
        if for_good:
            self.learned.emit(word)
            self.said.emit(tr("“{word}” is one of your words now.", word=word))
        self._editor.setFocus()


def _words_in(leaves: Sequence[Leaf]) -> Iterator[_Word]:
    """The words of running text, with their places in the plain text; not those in code."""
    at = 0
    for leaf in leaves:
        text = leaf.text
        if leaf.kind in _TEXT:
            shown = "".join(
                " " * len(run.text) if run.style.code or run.style.raw else run.text
                for run in leaf.runs
            )
            for token in tokens_of(shown):
                yield _Word(at + token.start, token.text)
        at += len(text) + 1

"""The ground of every page: a title, one sentence, and a column that scrolls and stays readable.

A page reloads itself when something it shows has changed: at once while it is seen, else when it
is shown again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from toolkit_editor.services.changed import Changed, Topic
from toolkit_editor.services.place import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.empty import LoadingLine
from toolkit_editor.ui.widgets.layout import column, limit_width, row
from toolkit_editor.ui.widgets.text import Words

LINE = 760
"""The widest a column of text gets, in pixels at 100 %."""


class Page(QWidget):
    """A page of the window. Subclasses override `show_at` or `reload`, and `answers`."""

    place_changed = Signal(object)
    """Who can read what the page shows now: a `Place`, or None."""

    alone_changed = Signal(bool)
    """The page wants the window to itself, or does so no more."""

    topics: ClassVar[frozenset[Topic]] = frozenset()
    """What this page shows; it reloads when one of them changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """A page of `session`, with nothing on it."""
        super().__init__(parent)
        self.session = session
        self.where = Go("")
        self.place: Place | None = None
        self.is_alone = False
        """Whether nothing of the window is to be shown around the page."""
        self._stale = False
        self.setProperty("role", "page")
        session.hub.changed.connect(self._on_changed)

    def show_at(self, go: Go) -> None:
        """Show what `go` asks for."""
        self.where = go
        self._stale = False
        self.reload()

    def reload(self) -> None:
        """Look again at what is shown."""

    def show_place(self, place: Place | None) -> None:
        """Say who can read what the page shows; the top line of the window writes it."""
        self.place = place
        self.place_changed.emit(place)

    def is_concerned(self, changed: Changed) -> bool:
        """Whether a change in the topics of the page makes a difference to it."""
        return bool(changed)

    def answers(self) -> dict[str, Callable[[], None]]:
        """What this page does, by the id of the action, while it is shown."""
        return {}

    def leave(self) -> None:
        """The person goes elsewhere: keep what is to be kept."""

    def hush(self) -> None:
        """Everything is hidden now: say nothing aloud any more."""

    def has_unkept(self) -> bool:
        """Whether there are words on the page that could not be kept yet."""
        return False

    def words_now(self) -> tuple[str, str] | None:
        """What they are words of, and the words that can be changed here; None without any."""
        return None

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins; None leaves it to the order of the page."""
        return None

    def showEvent(self, event: QShowEvent) -> None:
        """Look again where something changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def _on_changed(self, changed: Changed) -> None:
        if not changed.topics & self.topics or not self.where.page:
            return
        if not self.is_concerned(changed):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True


class _Sheet(QWidget):
    """As high as its words need at the width they have, never more: so no blank end to scroll."""

    def minimumSizeHint(self) -> QSize:
        """Only the width has a least; the height follows from it."""
        return QSize(super().minimumSizeHint().width(), 0)


class ScrollPage(Page):
    """A page with a title, a sentence, a place for a notice, and `body`: the column to fill."""

    def __init__(
        self,
        session: Session,
        title: str,
        explanation: str = "",
        parent: QWidget | None = None,
        *,
        widest: int = LINE,
    ) -> None:
        """`widest` limits the column, in pixels at 100 %."""
        super().__init__(session, parent)
        self.setAccessibleName(title)
        around = column(self)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.addWidget(self.area)
        host = _Sheet()
        host.setProperty("role", "page")
        aside = row(host, margins=(28, 20, 20, 20))
        middle = QWidget()
        limit_width(middle, widest)
        aside.addWidget(middle, 100)
        aside.addStretch(1)
        content = column(middle, space=14)
        self.title = Words(title, "title")
        self.explanation = Words(explanation, "quiet")
        self.explanation.setVisible(bool(explanation))
        self.banner = Banner()
        self.loading = LoadingLine()
        self.body: QVBoxLayout = column(space=12)
        for widget in (self.title, self.explanation, self.banner, self.loading):
            content.addWidget(widget)
        content.addLayout(self.body)
        content.addStretch(1)
        self.area.setWidget(host)

    def show_title(self, title: str, explanation: str = "") -> None:
        """Say what the page is about."""
        self.title.setText(title)
        self.setAccessibleName(title)
        self.explanation.setText(explanation)
        self.explanation.setVisible(bool(explanation))

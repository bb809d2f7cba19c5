"""The window: puts the parts together and leads from page to page.

Pages are made by factories it is given, on first use; it knows none of them by name but its own
settings, help and support.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolTip, QWidget

from toolkit_editor.content.toolkit import in_language
from toolkit_editor.services.place import Place
from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.actions import Commands, Menu
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.letting_in import button_words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.registry import ACTIONS
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.shell.cover import Cover
from toolkit_editor.ui.shell.everywhere import Everywhere
from toolkit_editor.ui.shell.keys_page import MENU_WORDS, KeysPage
from toolkit_editor.ui.shell.leaving import Leaving
from toolkit_editor.ui.shell.navigation_column import NavigationColumn
from toolkit_editor.ui.shell.palette import PaletteDialog, SectionDialog, all_sections
from toolkit_editor.ui.shell.settings_page import SIZES, SettingsPage
from toolkit_editor.ui.shell.sharing_line import SharingLine
from toolkit_editor.ui.shell.support_page import SupportPage
from toolkit_editor.ui.shell.top_line import TopLine
from toolkit_editor.ui.shell.trail import Trail
from toolkit_editor.ui.widgets.banner import Banner
from toolkit_editor.ui.widgets.layout import column, row, scale_now
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.speech import announce

if TYPE_CHECKING:
    from toolkit_editor.content.section import Section
    from toolkit_editor.services.reaching import Answerable

PageFactory = Callable[[Session], Page]

PLACES = ("home", "sections", "stories", "conversations", "review", "publish", "people")
"""The pages of the navigation, in their order; each is also the id of its action."""

_ROOM = 980
"""Narrower than this, times the text size, the navigation shows its drawings alone."""
_WHILE_COVERED = frozenset({"put-away", "lock", "support", "quit"})
_WHILE_SHUT = frozenset({"support", "keys", "larger", "smaller", "usual-size", "quit", "back"})
_ENTRANCE = frozenset({"who", "locked", "forgotten", "support", "keys"})
"""The pages that are shown while nobody was let in."""


class Window(QMainWindow):
    """One window on one session."""

    closing = Signal()

    def __init__(
        self, session: Session, pages: Mapping[str, PageFactory], *, automatic: bool = True
    ) -> None:
        """`pages` must have a welcome page; `automatic` syncs without being asked."""
        super().__init__()
        self.setAnimated(False)
        self.session = session
        self.setWindowTitle(tr("Toolkit Editor"))
        self.setMinimumSize(480, 360)
        self.commands = Commands(ACTIONS, self)
        self._factories: dict[str, PageFactory] = {
            "settings": SettingsPage,
            "support": SupportPage,
            "keys": lambda session: KeysPage(session, ACTIONS),
            **pages,
        }
        self._pages: dict[str, Page] = {}
        self.trail = Trail()
        self.sharing = SharingLine(session, self, automatic=automatic)
        self.leaving = Leaving(session, self)
        self._everywhere = Everywhere(self.commands, self)
        self._build()
        self._connect()
        self._on_about()

    # building

    def _build(self) -> None:
        self._outer = QStackedWidget()
        self.setCentralWidget(self._outer)
        work = QWidget()
        across = row(work, space=0)
        places = [page for page in PLACES if page in self._factories]
        self.navigation = NavigationColumn(self.commands, places, work)
        across.addWidget(self.navigation)
        down = column(space=0)
        across.addLayout(down, 1)
        self.top = TopLine(self.commands, work)
        down.addWidget(self.top)
        self.banner = Banner()
        down.addWidget(self.banner)
        self.stack = QStackedWidget()
        down.addWidget(self.stack, 1)
        self.cover = Cover()
        self._outer.addWidget(work)
        self._outer.addWidget(self.cover)
        self._build_menus()

    def _build_menus(self) -> None:
        bar = self.menuBar()
        for menu in Menu:
            shown = bar.addMenu(words(MENU_WORDS[menu]))
            for action in self.commands:
                if action.menu is menu:
                    shown.addAction(self.commands.qaction(action.id))

    def _connect(self) -> None:
        on = self.commands.on
        for page in PLACES:
            if page in self._factories:
                on(page, lambda page=page: self.session.go(Go(page)))  # type: ignore[misc]
        for page in ("settings", "support", "keys"):
            on(page, lambda page=page: self.go_uncovered(Go(page)))  # type: ignore[misc]
        on("new-section", lambda: self.session.go(Go("new-section")))
        on("import", lambda: self.session.go(Go("import")))
        on("back", self.back)
        on("other-workspace", lambda: self.session.go(Go("welcome")))
        on("quit", self._quit)
        on("sync", self.sharing.sync)
        on("find", lambda: self.session.go(Go("search")))
        on("find-here", self._find)
        on("go-to-section", self._choose_section)
        on("put-away", self._put_away)
        on("lock", self.leaving.lock)
        on("larger", lambda: self._resize_text(1))
        on("smaller", lambda: self._resize_text(-1))
        on("usual-size", lambda: self.session.choose(text_size=100))
        on("palette", self._offer)
        self.commands.changed.connect(self._on_commands)
        self.session.went.connect(self.go)
        self.session.opened.connect(self._on_opened)
        self.session.about_changed.connect(self._on_about)
        self.session.chosen.connect(self._on_chosen)
        self.sharing.stands.connect(self.navigation.show_sync)
        self.sharing.noticed.connect(self.banner.say)
        self.session.answerable.connect(self._on_answerable)
        self.top.searched.connect(lambda text: self.session.go(Go("search", extra=text)))
        self.cover.left.connect(self._toggle_cover)

    # pages

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, where: Go) -> None:
        """Show a page; what was shown keeps what it has to keep."""
        where = self._let_in(where)
        if self.page is not None:
            self.page.leave()
        self.trail.visit(where)
        self._show(where)

    def back(self) -> None:
        """Go where one was before."""
        if self.page is not None:
            self.page.leave()
        where = self.trail.back()
        if where is not None:
            self._show(self._let_in(where))

    def _let_in(self, where: Go) -> Go:
        """Where to go instead, as long as nobody was let in."""
        shut = self.session.way_in.shut
        return where if shut is None or where.page in _ENTRANCE else shut

    def pages(self) -> list[Page]:
        """Every page that was shown since the workspace was opened."""
        return list(self._pages.values())

    def _show(self, where: Go) -> None:
        page = self._pages.get(where.page)
        if page is None:
            page = self._factories[where.page](self.session)
            page.place_changed.connect(self._on_place)
            page.alone_changed.connect(self._fit_around)
            self._pages[where.page] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.show_at(where)
        self._fit_around()
        if self.page is not page:
            return  # showing it led somewhere else
        self._restrict()
        self.commands.set_page(page.answers())
        self.navigation.show_here(where.page)
        self.top.show_place(page.place)
        (page.first_focus() or _first_to_use(page) or page).setFocus()
        announce(page, page.accessibleName())

    def _fit_around(self) -> None:
        """Show what is around the page, unless it wants to be alone."""
        alone = self.page is not None and self.page.is_alone
        self.navigation.setVisible(self.session.about is not None and not alone)
        self.top.setVisible(not alone)
        self.menuBar().setVisible(not alone and not self.is_covered)

    def _on_place(self, place: Place | None) -> None:
        if self.sender() is self.page:
            self.top.show_place(place)

    # what happens elsewhere

    def _on_opened(self) -> None:
        self.trail.forget()
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        if self.session.way_in.shut is not None:
            self.banner.hide()
            self._uncover()
        self._on_about()
        self.go(Go("home" if self.session.desk else "welcome"))

    def _on_about(self) -> None:
        about = self.session.about
        name = in_language(about.name, self.session.language) if about else ""
        self.top.show_name(name)
        self._fit_around()
        self.commands.set_about(about)

    def _on_commands(self) -> None:
        self.navigation.show_available()
        self.top.show_available()

    def _on_chosen(self, former: Choices, now: Choices) -> None:
        if former.toolkit_language != now.toolkit_language:
            self._on_about()
        if former.text_size != now.text_size:
            self._fold()

    def _on_answerable(self, needed: Answerable) -> None:
        """Offer to answer what a host wants to know; nothing jumps up by itself."""

        def answer() -> None:
            self.banner.hide()
            self.session.letting_in.ask(needed, self.sharing.sync, lambda: None)

        self.banner.say(words(needed.message), words(button_words(needed)), answer)

    # actions

    def _find(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _resize_text(self, step: int) -> None:
        now = self.session.choices.text_size
        if step > 0:
            size = next((size for size in SIZES if size > now), SIZES[-1])
        else:
            size = next((size for size in reversed(SIZES) if size < now), SIZES[0])
        self.session.choose(text_size=size)
        announce(self, tr("Text size {percent} %", percent=size))

    def _offer(self) -> None:
        dialog = PaletteDialog(self.commands, self)
        dialog.exec()
        dialog.deleteLater()
        if dialog.chosen:
            self.commands.do(dialog.chosen)

    def _choose_section(self) -> None:
        self.session.service(
            all_sections,
            self.session.language,
            then=self._offer_sections,
            owner=self,
            key=(self, "sections"),
        )

    def _offer_sections(self, sections: list[Section]) -> None:
        dialog = SectionDialog(sections, self)
        dialog.exec()
        where = dialog.where
        dialog.deleteLater()
        if where is not None:
            self.session.go(Go("section", where.id, where.language))

    @property
    def is_covered(self) -> bool:
        """Whether everything is put away."""
        return self._outer.currentWidget() is self.cover

    def _put_away(self) -> None:
        if self.session.choices.lock_when_put_away and self.session.way_in.has_lock:
            self.leaving.lock()
        else:
            self._toggle_cover()

    def _toggle_cover(self) -> None:
        if self.is_covered:
            self._uncover()
            if self.page is not None:
                (self.page.first_focus() or self.page).setFocus()
        elif self.session.way_in.shut is None:
            self.hide_all()

    def hide_all(self) -> None:
        """Hide every word at once, also what is said aloud or floats over the window."""
        if self.page is not None:
            self.page.hush()
        QToolTip.hideText()
        for other in QApplication.topLevelWidgets():
            if other is not self and other.isVisible():
                other.close()
        self._outer.setCurrentIndex(1)
        self._fit_around()
        self._restrict()
        self.cover.setFocus()

    def _uncover(self) -> None:
        self._outer.setCurrentIndex(0)
        self._fit_around()
        self._restrict()

    def _restrict(self) -> None:
        """Offer only what may be done now."""
        shut = self.session.way_in.shut is not None
        only = _WHILE_COVERED if self.is_covered else _WHILE_SHUT if shut else None
        self.commands.restrict(only)

    def go_uncovered(self, where: Go) -> None:
        """Show a page, also where everything is put away."""
        if self.is_covered:
            self._uncover()
        self.session.go(where)

    # the window itself

    def _quit(self) -> None:
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room where there is little."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self.navigation.fold(folded=self.width() < _ROOM * scale_now())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is to be kept before going."""
        if self.page is not None:
            self.page.leave()
        self.sharing.stop()
        self.closing.emit()
        super().closeEvent(event)

    def retire(self) -> None:
        """Make way for another window on the same session."""
        self.close()
        self.session.disconnect(self)
        self.deleteLater()

    def shape(self) -> QByteArray:
        """Where the window is and how large, for the next one."""
        return self.saveGeometry()


def _first_to_use(page: QWidget) -> QWidget | None:
    """The first thing on a page that takes the keyboard."""
    for widget in page.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisibleTo(page) and widget.isEnabled():
            return widget
    return None

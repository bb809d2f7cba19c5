"""The site as it will be, read in the window page by page, or in the person's own browser."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QWidget

from toolkit_editor.base.message import Message
from toolkit_editor.services import publishing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.site_input import Say
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.language import tr, words
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.flow import ButtonLine
from toolkit_editor.ui.widgets.form import FormRow
from toolkit_editor.ui.widgets.page import ScrollPage
from toolkit_editor.ui.widgets.reader import Reader

_MAIN = re.compile(r"<main\b[^>]*>(.*?)</main>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LEFT_OUT = re.compile(r"<(nav|script|svg|form|style)\b.*?</\1>", re.DOTALL)
_PICTURE = re.compile(r"<img\b[^>]*?\balt=\"([^\"]*)\"[^>]*>")


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of the site: its address inside, its title, and what stands in its middle."""

    path: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Looked:
    """The site as it was built, in a folder of this computer."""

    folder: Path
    pages: tuple[SitePage, ...]


def build_look(
    desk: Desk, places: Places, translate: Say, tell: Callable[[Message], None]
) -> Looked:
    """Build the site and put it beside; runs in the git lane."""
    files = publishing.build(desk, translate, tell)
    folder = places.look_at_site(desk.address.target)
    publishing.write_site(files, folder)
    pages = [
        _site_page(path, data.decode("utf-8"))
        for path, data in files.items()
        if path.endswith(".html")
    ]
    return Looked(folder, tuple(sorted(pages, key=_order)))


def _forget(_desk: Desk, folder: Path) -> None:
    publishing.forget_site(folder)


def _order(page: SitePage) -> tuple[str, bool, str]:
    """Language by language, each front page first."""
    language = page.path.partition("/")[0] if "/" in page.path else "~"
    return language, page.path.count("/") > 1 or not page.path.endswith("index.html"), page.path


def _site_page(path: str, html: str) -> SitePage:
    title = _TITLE.search(html)
    main = _MAIN.search(html)
    inside = _LEFT_OUT.sub("", main.group(1) if main else "")
    shown = _PICTURE.sub(lambda found: f"[{found.group(1)}]" if found.group(1) else "", inside)
    return SitePage(path, unescape(title.group(1)).strip() if title else path, shown)


class LookPage(ScrollPage):
    """Reading the site before it is public."""

    def __init__(self, session: Session, translate: Say, parent: QWidget | None = None) -> None:
        """`translate` says a message in the language of a page of the site."""
        explanation = tr("Only on this computer. Nothing was published.")
        super().__init__(session, tr("The site as it will be"), explanation, parent, widest=980)
        self._translate = translate
        self._looked: Looked | None = None
        self._browsed = False
        self.browse = Button(tr("Open in my browser"), self._on_browse, drawing="site")
        self.browse.setEnabled(False)
        back = Button(tr("Back to publishing"), lambda: session.go(Go("publish")))
        self.body.addWidget(ButtonLine(self.browse, back))
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(16)
        self.choice.activated.connect(self._on_chosen)
        self.body.addWidget(FormRow(tr("The page"), self.choice))
        self.reader = Reader(tr("The page of the site"))
        self.body.addWidget(self.reader)
        self.reader.wanted.connect(self._on_link)

    def reload(self) -> None:
        """Build it anew."""
        self.banner.hide()
        self.loading.begin(tr("Building the site…"))
        self.session.service(
            build_look,
            self.session.places,
            self._translate,
            then=self._show,
            failed=self._on_refused,
            told=lambda message: self.loading.tell(words(message)),
            owner=self,
            key=(self, "look"),
        )

    def leave(self) -> None:
        """Leave no readable copy behind, but where a browser is reading it."""
        if self._looked is not None and not self._browsed:
            self.session.service(_forget, self._looked.folder, owner=self)
            self._looked = None

    def first_focus(self) -> QWidget | None:
        """Choosing a page."""
        return self.choice

    def _show(self, looked: Looked) -> None:
        self.loading.end()
        shown = self.choice.currentData()
        self._looked = looked
        self.choice.clear()
        for page in looked.pages:
            self.choice.addItem(page.title, page.path)
        self.browse.setEnabled(True)
        self._go_to(shown if isinstance(shown, str) else self._first(looked))

    def _first(self, looked: Looked) -> str:
        """The front page in the language that is shown, or else whatever comes first."""
        paths = [page.path for page in looked.pages]
        own = f"{self.session.language}/index.html"
        return own if own in paths else paths[0]

    def _go_to(self, path: str) -> None:
        at = self.choice.findData(path)
        if self._looked is None or at < 0:
            return
        self.choice.setCurrentIndex(at)
        page = next(page for page in self._looked.pages if page.path == path)
        self.reader.show_html(page.html)
        self.area.verticalScrollBar().setValue(0)

    def _on_chosen(self, at: int) -> None:
        self._go_to(str(self.choice.itemData(at)))

    def _on_link(self, address: str) -> None:
        """Follow a link inside the site; others are only said."""
        if "://" in address or address.startswith(("mailto:", "tel:")):
            self.banner.say(tr("This link leads to {address}.", address=address))
            return
        if address.startswith("#"):
            return
        here = posixpath.dirname(str(self.choice.currentData()))
        path = posixpath.normpath(posixpath.join(here, address.partition("#")[0]))
        self._go_to(path)

    def _on_browse(self) -> None:
        if self._looked is not None:
            self._browsed = True
            page = self._looked.folder / str(self.choice.currentData())
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))

    def _on_refused(self, message: Message) -> None:
        self.loading.end()
        self.banner.say(words(message))

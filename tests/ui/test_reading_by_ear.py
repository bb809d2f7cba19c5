"""Every page through the accessible tree and the Tab key alone, in every language and size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QMenuBar,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from support.desks import a_desktop, sample_desk
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.services.opening_stories import story_refs
from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.shell.crash import CrashDialog
from toolkit_editor.ui.shell.palette import PaletteDialog
from toolkit_editor.ui.widgets.dialogs import LineDialog, QuestionDialog, SignInDialog
from toolkit_editor.ui.writing.insert_dialogs import PictureDialog, TableDialog
from toolkit_editor.ui.writing.link_dialog import LinkDialog

FIRST = (Go("welcome"), Go("start"), Go("join"), Go("adopt"))
OPEN = (
    Go("home"),
    Go("aside"),
    Go("sections"),
    Go("search"),
    Go("search", extra="team"),
    Go("section", "d0b65efa4a2d548c", "en"),
    Go("moments", "d0b65efa4a2d548c", "en"),
    Go("stories"),
    Go("conversations"),
    Go("review"),
    Go("publish"),
    Go("people"),
    Go("settings"),
    Go("support"),
    Go("keys"),
)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    sample_desk(folder).close()
    return folder


@pytest.fixture(params=["en", "fr"])
def desktop(qtbot: QtBot, founded: Path, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    with a_desktop(founded, choices=Choices(interface_language=request.param)) as made:
        made.show()
        yield made


def takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def nameless(root: QWidget) -> list[str]:
    """What takes the keyboard on a page and has no name."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not takes_focus(widget):
            continue
        if isinstance(widget, QMenuBar | QLabel) or (
            type(widget).__name__.startswith("Q")
            and (widget.parent() and isinstance(widget.parent(), QAbstractScrollArea))
        ):
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if not face.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def walk(window: QWidget) -> list[QWidget]:
    """The order in which Tab leads through a window."""
    chain, widget = [], window.nextInFocusChain()
    while widget is not None and widget is not window and len(chain) < 2000:
        if takes_focus(widget) and widget.isVisibleTo(window):
            chain.append(widget)
        widget = widget.nextInFocusChain()
    return chain


def test_everything_that_takes_the_keyboard_has_a_name(desktop: Desktop) -> None:
    for where in FIRST:
        desktop.session.go(where)
        assert nameless(desktop.window) == [], where
    desktop.session.go(Go("opening", str(desktop.session.places.home.parent / "sample")))
    for where in OPEN:
        desktop.session.go(where)
        assert nameless(desktop.window) == [], where
    desktop.window.commands.do("put-away")
    assert nameless(desktop.window) == []


def test_every_page_says_what_it_is(desktop: Desktop) -> None:
    for where in FIRST:
        desktop.session.go(where)
        assert desktop.window.page is not None
        assert desktop.window.page.accessibleName(), where


def test_tab_leads_down_the_page_and_never_into_hidden_pages(desktop: Desktop) -> None:
    desktop.session.go(Go("start"))
    page = desktop.window.page
    assert page is not None
    inside = [widget for widget in walk(desktop.window) if page.isAncestorOf(widget)]
    places = [widget.mapTo(page, widget.rect().topLeft()) for widget in inside]
    rows = [point.y() // 20 for point in places]
    assert rows == sorted(rows), [type(widget).__name__ for widget in inside]
    outside = [widget for widget in walk(desktop.window) if not page.isAncestorOf(widget)]
    assert all(widget.isVisible() for widget in outside)


def test_dialogs_have_names_for_everything_too(qtbot: QtBot, desktop: Desktop) -> None:
    for dialog in (
        PaletteDialog(desktop.window.commands, desktop.window),
        CrashDialog("ValueError", Path("/home"), desktop.window),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        assert nameless(dialog) == []
        dialog.close()


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_on_a_small_screen(qtbot: QtBot, desktop: Desktop, size: int) -> None:
    desktop.window.resize(1024, 700)
    desktop.session.choose(text_size=size)
    desktop.session.go(Go("opening", str(desktop.session.places.home.parent / "sample")))
    try:
        for where in (*FIRST, *OPEN, *of_a_story(desktop)):
            desktop.session.go(where)
            QApplication.processEvents()
            page = desktop.window.page
            assert page is not None
            assert page.minimumSizeHint().width() <= page.width(), where
            assert too_wide(page) == [], where
            qtbot.waitUntil(partial(nothing_is_cut, page))
            assert desktop.window.width() == 1024
            assert desktop.window.height() == 700
    finally:
        desktop.session.choose(text_size=100)


def test_no_button_of_a_dialog_is_cut(qtbot: QtBot, desktop: Desktop) -> None:
    desktop.session.choose(text_size=200)
    window, long = desktop.window, "A sentence that says what happens if you say yes. "
    try:
        for dialog in (
            PaletteDialog(window.commands, window),
            CrashDialog("ValueError", Path("/home"), window),
            TableDialog(window),
            PictureDialog(b"", "", window),
            LinkDialog(window, "words", "https://example.org", known=True),
            QuestionDialog(long * 3, tr("Take it back"), tr("Leave it as it is"), long, window),
            LineDialog(long, "", window),
            SignInDialog(long, "ana", window),
        ):
            qtbot.addWidget(dialog)
            dialog.show()
            QApplication.processEvents()
            assert cut(dialog) == []
            assert dialog.width() <= 1024
            dialog.close()
    finally:
        desktop.session.choose(text_size=100)


def nothing_is_cut(inside: QWidget) -> None:
    assert cut(inside) == []


def cut(inside: QWidget) -> list[str]:
    """The words of buttons and labels that have less room than they need."""
    buttons = [
        f"{type(one).__name__} {one.text()!r}: {one.width()} of {one.minimumSizeHint().width()}"
        for one in inside.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() < one.minimumSizeHint().width()
    ]
    labels = [
        f"{type(one).__name__} {one.text()!r}: {one.height()} of {needed}"
        for one in inside.findChildren(QLabel)
        if one.isVisible() and (needed := one.heightForWidth(one.width())) > one.height()
    ]
    return buttons + labels


def too_wide(page: QWidget) -> list[str]:
    """What is cut at the side because it scrolls up and down alone."""
    return [
        f"{type(inside).__name__}: {inside.width()} in {area.viewport().width()}"
        for area in page.findChildren(QScrollArea)
        if area.isVisible() and (inside := area.widget()) is not None
        if area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if inside.width() > area.viewport().width()
    ]


def of_a_story(desktop: Desktop) -> tuple[Go, ...]:
    """The pages of one story of the sample, and those about all of them."""
    desk = desktop.session.desk
    assert desk is not None
    story = next(iter(story_refs(desk)))
    pages = ("story", "story-consent", "story-recognise", "story-yes", "story-share")
    own = tuple(Go(page, story) for page in (*pages, "story-take-back"))
    others = ("voices", "recovery-sheet", "site-look", "new-section", "import", "lock")
    return (*own, *(Go(page) for page in others))

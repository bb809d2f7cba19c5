"""What helps while writing a section, in its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.desks import a_desktop, sample_desk
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.checks.dictionaries import dictionary_folders
from toolkit_editor.checks.spelling import Spelling
from toolkit_editor.services import vocabulary, writing
from toolkit_editor.services.desk import LOCAL_DRAFTS
from toolkit_editor.settings.choices import load_choices
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.writing.headings import HeadingDialog, headings_in

SECTION = "d0b65efa4a2d548c"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    sample_desk(folder).close()
    return folder


@pytest.fixture
def desktop(qtbot: QtBot, founded: Path) -> Iterator[Desktop]:
    """The program with a section open; what was written and chosen is thrown away."""
    with a_desktop(founded) as made:
        made.show(str(founded / "sample"))
        desk = made.session.desk
        assert desk is not None
        before = desk.refs(LOCAL_DRAFTS)
        made.session.go(Go("section", SECTION, "en"))
        yield made
        page_of(made).leave()
        desk.refresh()
        for ref in desk.refs(LOCAL_DRAFTS):
            if ref not in before:
                writing.discard(desk, ref.removeprefix(LOCAL_DRAFTS))  # type: ignore[arg-type]


def page_of(desktop: Desktop) -> SectionPage:
    found = desktop.window.page
    assert isinstance(found, SectionPage)
    return found


def do(desktop: Desktop, action: str) -> None:
    assert desktop.window.commands.qaction(action).isEnabled(), action
    desktop.window.commands.do(action)


def test_a_word_of_mine_is_kept_in_my_settings_and_nowhere_else(
    desktop: Desktop, qtbot: QtBot
) -> None:
    page = page_of(desktop)
    page.editor.go_to(0)
    page.editor.insertPlainText("Zzyxqish and qqvormt. ")
    do(desktop, "next-misspelt")
    assert page.editor.textCursor().selectedText() == "Zzyxqish"
    page.help.spelling._learn("Zzyxqish", for_good=True)
    assert load_choices(desktop.session.places.settings_file).choices.own_words == ("Zzyxqish",)
    do(desktop, "next-misspelt")
    assert page.editor.textCursor().selectedText() == "qqvormt"
    do(desktop, "next-misspelt")
    assert page.editor.textCursor().selectedText() == "qqvormt", "the only one left"
    desktop.session.choose(own_words=())
    do(desktop, "next-misspelt")
    assert page.editor.textCursor().selectedText() == "Zzyxqish"


def test_names_of_the_group_are_not_marked(desktop: Desktop) -> None:
    page, desk = page_of(desktop), desktop.session.desk
    assert desk is not None
    known = sorted(vocabulary.names(desk))
    strange = Spelling(dictionary_folders(Path("nowhere")), ("en", "fr"))
    names = [name for name in known if strange.misspelt(name, "en")]
    assert names, "the sample has names that no dictionary has"
    page.editor.go_to(0)
    page.editor.insertPlainText(f"{' '.join(names)} Zzyxqish. ")
    page.editor.go_to(0)
    do(desktop, "next-misspelt")
    assert page.editor.textCursor().selectedText() == "Zzyxqish"


def test_spelling_can_be_switched_off(desktop: Desktop) -> None:
    page = page_of(desktop)
    assert page.help.spelling.is_on
    desktop.session.choose(spelling=False)
    assert not page.help.spelling.is_on
    desktop.session.choose(spelling=True)
    assert page.help.spelling.is_on


def test_how_long_the_text_is_stands_quietly_below(desktop: Desktop, qtbot: QtBot) -> None:
    page = page_of(desktop)
    before = page.count.text()
    assert "words, about 2 minutes" in before
    page.editor.insertPlainText("word " * 1000)
    assert page.count.text() == before, "not at every key"
    qtbot.waitUntil(lambda: "1,3" in page.count.text(), timeout=10_000)


@pytest.mark.parametrize("way", ["keys", "wheel"])
def test_the_words_alone_get_larger(desktop: Desktop, way: str) -> None:
    page = page_of(desktop)
    around = QApplication.font().pointSizeF()
    usual = page.editor.font().pointSizeF()
    if way == "keys":
        do(desktop, "larger")
    else:
        turn(page, 120)
    assert page.editor.font().pointSizeF() == pytest.approx(usual * 1.1)
    assert page.editor.document().defaultFont().pointSizeF() == pytest.approx(usual * 1.1)
    assert QApplication.font().pointSizeF() == around
    assert desktop.session.choices.writing_size == 110
    do(desktop, "smaller")
    do(desktop, "smaller")
    assert desktop.session.choices.writing_size == 90
    do(desktop, "usual-size")
    assert page.editor.font().pointSizeF() == pytest.approx(usual)


def turn(page: SectionPage, by: int) -> None:
    viewport = page.editor.viewport()
    at = QPointF(50, 50)
    event = QWheelEvent(
        at,
        viewport.mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(viewport, event)


def test_larger_words_follow_larger_text_everywhere(desktop: Desktop) -> None:
    page = page_of(desktop)
    usual = page.editor.font().pointSizeF()
    desktop.session.choose(writing_size=150)
    desktop.session.choose(text_size=200)
    assert page.editor.font().pointSizeF() == pytest.approx(usual * 3)
    desktop.session.choose(writing_size=100, text_size=100)


def test_lines_are_as_long_as_i_chose(desktop: Desktop) -> None:
    page = page_of(desktop)
    desktop.window.resize(1900, 800)
    widths = []
    for length in ("narrow", "comfortable", "wide"):
        desktop.session.choose(line_length=length)
        widths.append(page.editor.viewport().width())
    assert widths == sorted(set(widths))
    desktop.session.choose(line_length="comfortable")


def test_where_there_is_room_for_one_i_turn_to_what_is_beside_and_back(
    desktop: Desktop, qtbot: QtBot
) -> None:
    page = page_of(desktop)
    desktop.window.resize(1024, 700)
    desktop.session.choose(text_size=200)
    qtbot.waitUntil(lambda: page.editor.isVisible() and not page.beside.isVisible())
    page.aside.click()
    assert page.beside.isVisible() and not page.editor.isVisible()
    assert page.aside.text() == "To the words"
    page.aside.click()
    assert page.editor.isVisible() and page.aside.text() == "Beside"
    page.aside.click()
    page.leave()
    assert page.editor.isVisible(), "who comes again sees the words"
    desktop.session.choose(text_size=100)


def test_only_the_words_and_escape_brings_everything_back(desktop: Desktop, qtbot: QtBot) -> None:
    page, window = page_of(desktop), desktop.window
    with qtbot.waitActive(window):
        window.activateWindow()
    around = [window.navigation, window.top, page.title, page.bar, page.beside, page.share]
    assert all(widget.isVisible() for widget in around)
    do(desktop, "focus")
    assert not [widget for widget in around if widget.isVisible()]
    assert window.menuBar().isHidden()
    assert page.editor.isVisible()
    assert page.everything.isVisible(), "somebody with a mouse finds the way back"
    QTest.keyClick(page.editor, Qt.Key.Key_Escape)
    assert all(widget.isVisible() for widget in around)
    assert window.menuBar().isVisible()


def test_elsewhere_the_window_is_whole_again(desktop: Desktop) -> None:
    do(desktop, "focus")
    desktop.window.commands.do("home")
    assert desktop.window.navigation.isVisible()
    assert desktop.window.top.isVisible()
    desktop.session.go(Go("section", SECTION, "en"))
    assert not desktop.window.navigation.isVisible()
    do(desktop, "focus")
    assert desktop.window.navigation.isVisible()


def test_sections_open_with_only_their_words_where_i_chose_that(desktop: Desktop) -> None:
    desktop.session.choose(focus=True)
    desktop.session.go(Go("section", SECTION, "fr"))
    assert page_of(desktop).is_alone
    desktop.session.choose(focus=False)
    desktop.session.go(Go("section", SECTION, "en"))
    assert not page_of(desktop).is_alone


def test_headings_lead_to_their_places(desktop: Desktop) -> None:
    page = page_of(desktop)
    headings = headings_in(page.editor)
    assert len(headings) > 1
    page.editor.go_to(headings[1].start + 1)
    current: list[int] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HeadingDialog)
        current.append(dialog.list.currentRow())
        dialog.line.setText(headings[-1].text)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        dialog.close()

    QTimer.singleShot(0, choose)
    do(desktop, "go-to-heading")
    assert current == [1], "the heading the cursor is under"
    assert page.editor.textCursor().block().text() == headings[-1].text


def test_a_place_that_was_found_is_selected(desktop: Desktop) -> None:
    page = page_of(desktop)
    text = "\n".join(leaf.text for leaf in page.editor.leaves())
    start = text.index("answers on the wall")
    desktop.session.go(Go("section", SECTION, "en", f"{start}-{start + 7}"))
    assert page.editor.textCursor().selectedText() == "answers"
    for nonsense in ("-", "x-y", "1-2-3", "9999999", "²"):
        desktop.session.go(Go("section", SECTION, "en", nonsense))


def test_find_opens_in_the_section(desktop: Desktop) -> None:
    do(desktop, "replace-here")
    page = page_of(desktop)
    assert page.help.find.isVisible()
    assert page.help.find.other.isVisible()
    page.help.find.close_bar()

"""Keeping one's key safe: what the sheet says, where it goes, and where it does not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from support.desks import a_desktop
from support.walks import adopted
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.services import people, returning, syncing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.recovery_sheet import Sheet, find_code, read_sheet
from toolkit_editor.settings.choices import Choices
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.people.people_page import PeoplePage
from toolkit_editor.ui.people.sheet_page import SheetPage
from toolkit_editor.ui.people.sheet_words import sheet_html, sheet_text, sheet_words
from toolkit_editor.ui.welcome.return_page import ReturnPage
from toolkit_editor.ui.widgets.buttons import Button
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.printing import print_html


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[Sheet]:
    """Ana's sheet; her own program is closed."""
    _, desk = adopted(tmp_path / "ana")
    people.rename(desk, desk.me.id, "Ana")
    syncing.sync(desk)
    made = returning.make_sheet(desk)
    desk.close()
    yield made


@pytest.fixture
def desktop(tmp_path: Path, qtbot: QtBot, sheet: Sheet) -> Iterator[Desktop]:
    """Ana's program, open at her toolkit."""
    with a_desktop(tmp_path / "ana") as made:
        made.show(sheet.address)
        yield made


def press(page: Page, name: str) -> None:
    settle()
    (button,) = [one for one in page.findChildren(Button) if one.accessibleName() == name]
    button.click()


def settle() -> None:
    """Let what was put on a page be shown, and what was taken off it go."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def texts(page: Page) -> str:
    settle()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def at_sheet(desktop: Desktop) -> SheetPage:
    desktop.session.go(Go("people"))
    page = desktop.window.page
    assert isinstance(page, PeoplePage)
    press(page, "Make a recovery sheet…")
    shown = desktop.window.page
    assert isinstance(shown, SheetPage)
    return shown


def test_the_page_says_what_it_is_for_and_shows_no_line_unasked(
    desktop: Desktop, sheet: Sheet
) -> None:
    page = at_sheet(desktop)
    said = texts(page)
    assert "if yours is lost" in said
    assert "can act in your name" in said
    assert not any(line in said for line in sheet.lines())
    press(page, "Show the lines here")
    assert all(line in texts(page) for line in sheet.lines())
    assert desktop.window.navigation.buttons["people"].isChecked()


def test_the_lines_go_away_with_the_page(desktop: Desktop, sheet: Sheet) -> None:
    page = at_sheet(desktop)
    press(page, "Show the lines here")
    desktop.session.go(Go("people"))
    assert sheet.lines()[0] not in texts(page)
    at_sheet(desktop)
    assert sheet.lines()[0] not in texts(page)


def test_the_saved_sheet_is_read_by_nobody_else_and_leads_back(
    desktop: Desktop, sheet: Sheet, tmp_path: Path
) -> None:
    page, file = at_sheet(desktop), tmp_path / "Recovery sheet.txt"
    desktop.session.prompter.answers.append(file)  # type: ignore[attr-defined]
    press(page, "Save the sheet…")
    assert str(file) in page.banner.text
    found = find_code(file.read_text(encoding="utf-8"))
    assert found is not None
    assert read_sheet(*found) == sheet
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if "heet" in one.name] == [file.name]


def test_where_it_cannot_be_saved_that_is_said(desktop: Desktop, tmp_path: Path) -> None:
    page, blocked = at_sheet(desktop), tmp_path / "a file"
    blocked.write_text("in the way")
    desktop.session.prompter.answers.append(blocked / "sheet.txt")  # type: ignore[attr-defined]
    press(page, "Save the sheet…")
    assert str(blocked) in page.banner.text
    assert "is saved" not in page.banner.text


def test_turning_away_from_the_question_saves_and_prints_nothing(
    desktop: Desktop, tmp_path: Path
) -> None:
    page = at_sheet(desktop)
    desktop.session.prompter.answers.extend([None, False])  # type: ignore[attr-defined]
    press(page, "Save the sheet…")
    press(page, "Print the sheet…")
    assert page.banner.text == ""


def test_it_never_reaches_the_clipboard_unasked(desktop: Desktop, sheet: Sheet) -> None:
    QGuiApplication.clipboard().setText("mine")
    page = at_sheet(desktop)
    desktop.session.prompter.answers.append(True)  # type: ignore[attr-defined]
    press(page, "Show the lines here")
    press(page, "Print the sheet…")
    assert QGuiApplication.clipboard().text() == "mine"
    (printed,) = desktop.session.prompter.printed  # type: ignore[attr-defined]
    assert all(line in printed for line in sheet.lines())
    assert "For Ana, “source”." in printed


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter])
def test_it_is_one_page(
    tmp_path: Path, qtbot: QtBot, language: str, size: QPageSize.PageSizeId, sheet: Sheet
) -> None:
    with a_desktop(tmp_path / "x", choices=Choices(interface_language=language)):
        said = sheet_words("A toolkit with rather a long name", "Ana", "22 November 2026")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setPageSize(QPageSize(size))
        file = tmp_path / "sheet.pdf"
        printer.setOutputFileName(str(file))
        print_html(sheet_html(sheet, said), printer)
        text = sheet_text(sheet, said)
    assert file.read_bytes().count(b"/Type /Page\n") == 1
    assert find_code(text) is not None


def test_names_are_not_read_as_markup(sheet: Sheet, qtbot: QtBot) -> None:
    said = sheet_words("<b>x</b>", "<img src=x>", "today")
    html = sheet_html(sheet, said)
    assert "<img" not in html
    assert "<b>" not in html


def nameless(page: Page) -> list[QWidget]:
    """What takes the keyboard and has no name for a screen reader."""
    settle()
    return [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(page)
        and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip()
    ]


def test_everything_on_the_page_has_a_name(desktop: Desktop) -> None:
    page = at_sheet(desktop)
    press(page, "Show the lines here")
    assert nameless(page) == []


# the way back


@pytest.fixture
def elsewhere(tmp_path: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """A second computer."""
    with a_desktop(tmp_path / "second") as made:
        made.show()
        yield made


def coming_back(desktop: Desktop) -> ReturnPage:
    desktop.session.go(Go("join"))
    page = desktop.window.page
    page.come_back.click()  # type: ignore[union-attr]
    shown = desktop.window.page
    assert isinstance(shown, ReturnPage)
    return shown


def open_desk(desktop: Desktop) -> Desk:
    assert desktop.session.desk is not None
    return desktop.session.desk


def test_the_pasted_sheet_leads_back(elsewhere: Desktop, sheet: Sheet) -> None:
    page = coming_back(elsewhere)
    QGuiApplication.clipboard().setText(f"For Ana\n\n{sheet.code()}\n")
    page.lines.paste()
    assert page.address.text() == sheet.address
    press(page, "Go on as before")
    assert open_desk(elsewhere).me.id == sheet.person


def test_everything_on_the_way_back_has_a_name(elsewhere: Desktop) -> None:
    assert nameless(coming_back(elsewhere)) == []
    elsewhere.session.go(Go("join"))
    assert elsewhere.window.page is not None
    assert nameless(elsewhere.window.page) == []


def test_what_was_typed_goes_away_with_the_page(elsewhere: Desktop, sheet: Sheet) -> None:
    page = coming_back(elsewhere)
    page.lines.setPlainText(sheet.lines()[0])
    press(page, "Back")
    assert page.lines.toPlainText() == ""


def test_the_typed_lines_lead_back_and_a_slip_is_pointed_out(
    elsewhere: Desktop, sheet: Sheet
) -> None:
    page = coming_back(elsewhere)
    lines = [*sheet.lines()]
    slip = "8" if lines[3][0] != "8" else "9"
    lines[3] = slip + lines[3][1:]
    page.address.setText(sheet.address)
    page.lines.setPlainText("\n".join(lines).lower())
    press(page, "Go on as before")
    assert page.entering.banner.text.startswith("Line 4 is not as on the sheet.")
    assert elsewhere.session.desk is None
    assert page.lines.toPlainText() != ""
    page.lines.setPlainText("\n".join(sheet.lines()).lower())
    press(page, "Go on as before")
    assert open_desk(elsewhere).me.id == sheet.person


def test_the_saved_file_leads_back(elsewhere: Desktop, sheet: Sheet, tmp_path: Path) -> None:
    page = coming_back(elsewhere)
    other, file = tmp_path / "other.txt", tmp_path / "sheet.txt"
    other.write_text("A letter.")
    file.write_text(sheet.code(), encoding="utf-8")
    answers = [None, other, tmp_path / "missing.txt", file]
    elsewhere.session.prompter.answers.extend(answers)  # type: ignore[attr-defined]
    press(page, "Open the saved sheet…")
    assert page.entering.banner.text == ""
    for _ in (other, "missing"):
        press(page, "Open the saved sheet…")
        assert page.entering.banner.text == "There is no recovery sheet in this file."
    press(page, "Open the saved sheet…")
    press(page, "Go on as before")
    assert open_desk(elsewhere).me.id == sheet.person


def test_what_is_missing_is_asked_for_kindly(elsewhere: Desktop, sheet: Sheet) -> None:
    page = coming_back(elsewhere)
    press(page, "Go on as before")
    assert "Type the six lines" in page.entering.banner.text
    page.lines.setPlainText("\n".join(sheet.lines()))
    press(page, "Go on as before")
    assert "Write the address" in page.entering.banner.text

"""The window as a person meets it, over real workspaces."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.asked import RecordingPrompter
from support.desks import a_desktop, sample_desk
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.checks import dictionaries
from toolkit_editor.services import founding
from toolkit_editor.services.changed import Changed, Topic, changed
from toolkit_editor.settings.choices import Choices, load_choices
from toolkit_editor.settings.places import Places
from toolkit_editor.store.exchange import PushRef, push
from toolkit_editor.ui.bridge.jobs import ThreadRunner
from toolkit_editor.ui.bridge.language import tr
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.sections.outline_page import OutlinePage
from toolkit_editor.ui.sections.search_page import SearchPage
from toolkit_editor.ui.shell.palette import SectionDialog
from toolkit_editor.ui.shell.settings_page import SettingsPage
from toolkit_editor.ui.shell.support_page import SupportPage
from toolkit_editor.ui.welcome.adopt_page import AdoptPage
from toolkit_editor.ui.welcome.choices_page import WelcomePage
from toolkit_editor.ui.welcome.join_page import JoinPage
from toolkit_editor.ui.welcome.start_page import StartPage
from toolkit_editor.ui.widgets.card import Card
from toolkit_editor.ui.widgets.page import Page, ScrollPage
from toolkit_editor.ui.widgets.text import Words


class SectionStandIn(ScrollPage):
    """Stands where the section page will be; says what it was asked to show."""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, founded once; every test works on its own copy."""
    folder = tmp_path_factory.mktemp("founded")
    sample_desk(folder).close()
    return folder


@pytest.fixture
def desktop(qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    pages = {"section": lambda session: SectionStandIn(session, "A section")}
    with a_desktop(tmp_path, pages=pages) as made:
        yield made


@pytest.fixture
def opened(qtbot: QtBot, founded: Path) -> Iterator[Desktop]:
    """The program with the sample open, as its founder sees it."""
    pages = {"section": lambda session: SectionStandIn(session, "A section")}
    with a_desktop(founded, pages=pages) as made:
        made.show(str(founded / "sample"))
        yield made


def page(desktop: Desktop) -> Page:
    shown = desktop.window.page
    assert shown is not None
    return shown


def titles(shown: Page) -> list[str]:
    return [card.accessibleName() for card in shown.findChildren(Card)]


# first steps


def test_the_first_page_offers_four_ways_to_begin(desktop: Desktop) -> None:
    desktop.show()
    shown = page(desktop)
    assert isinstance(shown, WelcomePage)
    assert titles(shown) == [
        "Look around",
        "Start a toolkit",
        "Join a group",
        "Open a folder of Markdown",
    ]
    assert desktop.window.windowTitle() == "Toolkit Editor"
    assert not any(button.isVisible() for button in desktop.window.navigation.buttons.values())


def test_looking_around_asks_nothing_and_opens_the_sample(desktop: Desktop) -> None:
    desktop.show()
    shown = page(desktop)
    assert isinstance(shown, WelcomePage)
    shown.look_around.click()
    assert isinstance(page(desktop), HomePage)
    assert desktop.session.about is not None
    assert "sample" in desktop.session.about.name["en"]
    kept = load_choices(desktop.session.places.settings_file).choices
    assert kept.last_workspace == str(desktop.session.places.home / "sample")


def test_starting_a_toolkit_needs_a_name_and_a_place(desktop: Desktop, tmp_path: Path) -> None:
    desktop.show()
    desktop.session.go(Go("start"))
    shown = page(desktop)
    assert isinstance(shown, StartPage)
    shown._on_start()
    assert "Give the toolkit a name" in shown.entering.banner.text
    shown.name.setText("Ours")
    shown._on_start()
    assert "Choose a folder" in shown.entering.banner.text
    shown.folder.line.setText(str(tmp_path / "ours"))
    shown.called.setText("Ana")
    shown._on_start()
    assert isinstance(page(desktop), HomePage)
    assert desktop.session.about is not None
    assert desktop.session.about.name["en"] == "Ours"
    assert desktop.session.about.person == "Ana"


def test_a_folder_that_cannot_be_used_is_said_on_the_page(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    desktop.show()
    desktop.session.go(Go("start"))
    shown = page(desktop)
    assert isinstance(shown, StartPage)
    shown.name.setText("Ours")
    shown.folder.line.setText(str(tmp_path / "taken"))
    shown._on_start()
    assert shown.entering.banner.text
    assert shown.isVisible()


def test_pairs_of_texts_are_proposed_and_a_person_says_which(
    desktop: Desktop, tmp_path: Path
) -> None:
    source = tmp_path / "texts"
    for code, words in (("en", "Hope"), ("fr", "Espoir")):
        (source / code).mkdir(parents=True)
        (source / code / "hope.md").write_text(f"# {words}\n\n## A\n")
        (source / code / "index.md").write_text(f"# Index {words}\n")
    desktop.show()
    desktop.session.go(Go("adopt"))
    shown = page(desktop)
    assert isinstance(shown, AdoptPage)
    shown._on_look()
    assert "Choose the folder" in shown.entering.banner.text
    shown.source.line.setText(str(source))
    shown._on_look()
    assert [box.text() for box in shown._pairs] == [
        "en/hope.md   ↔   fr/hope.md",
        "en/index.md   ↔   fr/index.md",
    ]
    shown._pairs[1].setChecked(False)
    shown.folder.line.setText(str(tmp_path / "adopted"))
    shown.called.setText("  Ana   Maria ")
    shown._on_adopt()
    assert isinstance(page(desktop), HomePage)
    assert desktop.session.about is not None
    assert desktop.session.about.person == "Ana Maria"
    assert desktop.session.desk is not None
    assert [dict(pair) for pair in desktop.session.desk.toolkit().pairs] == [
        {"en": "en/hope.md", "fr": "fr/hope.md"}
    ]


def test_a_folder_without_markdown_is_said_kindly(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    desktop.show()
    desktop.session.go(Go("adopt"))
    shown = page(desktop)
    assert isinstance(shown, AdoptPage)
    shown.source.line.setText(str(tmp_path / "empty"))
    shown._on_look()
    assert "no Markdown" in shown.entering.banner.text
    assert shown.main.isHidden()


def test_joining_asks_for_what_is_missing_and_says_why_it_cannot_be(
    desktop: Desktop, tmp_path: Path
) -> None:
    desktop.show()
    desktop.session.go(Go("join"))
    shown = page(desktop)
    assert isinstance(shown, JoinPage)
    shown._on_join()
    assert "Write the address" in shown.entering.banner.text
    shown.address.setText(str(tmp_path / "nowhere"))
    shown.name.setText("Ben")
    shown._on_join()
    assert "not a whole invitation" in shown.entering.banner.text
    shown.invitation.setText("0" * 64)
    shown._on_join()
    assert "There is no folder" in shown.entering.banner.text


def test_a_workspace_that_is_gone_leads_to_other_ways(desktop: Desktop, tmp_path: Path) -> None:
    desktop.show(str(tmp_path / "gone"))
    shown = page(desktop)
    assert not shown.findChildren(Card)
    assert any("There is no folder" in label.text() for label in shown.findChildren(Words))
    desktop.window.commands.do("other-workspace")
    assert isinstance(page(desktop), WelcomePage)


def test_real_threads_open_the_sample_and_end_without_a_trace(qtbot: QtBot, founded: Path) -> None:
    with a_desktop(founded, runner=ThreadRunner) as desktop:
        desktop.show(str(founded / "sample"))
        assert not isinstance(desktop.window.page, HomePage), "the window did not wait"
        qtbot.waitUntil(lambda: "Read the toolkit" in titles(page(desktop)), timeout=20_000)
        desktop.window.commands.do("sync")
        desktop.window.close()


def test_making_the_sample_can_be_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    with a_desktop(tmp_path, runner=ThreadRunner) as desktop:
        desktop.show()
        shown = page(desktop)
        assert isinstance(shown, WelcomePage)
        shown.look_around.click()
        assert not shown.start.isEnabled()
        shown.entering.stop.click()
        qtbot.waitUntil(lambda: bool(shown.entering.banner.text), timeout=20_000)
        assert "Stopped, as you asked" in shown.entering.banner.text
        assert shown.start.isEnabled()
        assert not (desktop.session.places.home / "sample").exists()


def test_what_a_page_asked_for_is_told_to_all_though_it_is_gone(opened: Desktop) -> None:
    told: list[Changed] = []
    opened.session.hub.changed.connect(told.append)
    owner = QObject()
    called: list[object] = []

    def service(_desk: object) -> Changed:
        shiboken6.delete(owner)
        return changed(Topic.STORIES)

    opened.session.service(service, then=called.append, owner=owner)
    assert called == []
    assert told[0].topics == {Topic.STORIES}


# going about


def test_home_greets_and_offers_what_the_roles_allow(opened: Desktop) -> None:
    shown = page(opened)
    assert isinstance(shown, HomePage)
    offered = titles(shown)
    assert "Read the toolkit" in offered
    assert "Write in a section" in offered
    assert "Look at the public site" in offered
    assert opened.window.navigation.buttons["home"].isChecked()
    assert opened.window.navigation.buttons["home"].accessibleDescription() == "You are here"


def test_the_outline_tells_every_section_in_one_sentence(opened: Desktop) -> None:
    opened.window.commands.do("sections")
    shown = page(opened)
    assert isinstance(shown, OutlinePage)
    model = shown.model
    parts = [model.index(at, 0).data() for at in range(model.rowCount())]
    assert "Setting up the team" in parts
    first = model.index(0, 0, model.index(0, 0))
    said = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(model.row_at(first).section.title)  # type: ignore[union-attr]
    assert "With the group" in said


def test_opening_a_row_goes_to_the_section_and_back_leads_back(
    qtbot: QtBot, opened: Desktop
) -> None:
    opened.window.commands.do("sections")
    shown = page(opened)
    assert isinstance(shown, OutlinePage)
    chosen = shown.tree.currentIndex()
    section = shown.model.row_at(chosen)
    assert section is not None
    qtbot.keyClick(shown.tree, Qt.Key.Key_Return)
    assert isinstance(page(opened), SectionStandIn)
    assert page(opened).where == Go("section", section.section.id, "en")
    assert opened.window.navigation.buttons["sections"].isChecked()
    opened.window.commands.do("back")
    assert page(opened) is shown
    assert shown.tree.currentIndex().row() == chosen.row()


def test_the_toolkit_can_be_read_in_french_while_the_window_is_english(opened: Desktop) -> None:
    opened.window.commands.do("sections")
    shown = page(opened)
    assert isinstance(shown, OutlinePage)
    shown._on_language("fr")
    parts = [shown.model.index(at, 0).data() for at in range(shown.model.rowCount())]
    assert "Former l’équipe" in parts
    assert opened.window.top._name_text.startswith("Le rétablissement")
    assert tr("Sections") == "Sections"
    opened.session.choose(toolkit_language=None)


def test_words_are_found_in_the_sections(qtbot: QtBot, opened: Desktop) -> None:
    opened.window.commands.do("find-here")
    assert opened.window.top.search.hasFocus() or not opened.window.isActiveWindow()
    opened.window.top.search.setText("safe space")
    qtbot.keyClick(opened.window.top.search, Qt.Key.Key_Return)
    shown = page(opened)
    assert isinstance(shown, SearchPage)
    assert shown.tree.topLevelItemCount() > 0
    qtbot.keyClick(shown.tree, Qt.Key.Key_Return)
    assert page(opened).where.page == "section"
    opened.session.go(Go("search", extra="zzzz"))
    assert shown.nothing.isVisible()


def test_a_section_is_gone_to_by_a_part_of_its_title(qtbot: QtBot, opened: Desktop) -> None:
    offered: list[int] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SectionDialog)
        dialog.line.setText("espace sur")
        offered.append(dialog.list.count())
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        dialog.close()

    QTimer.singleShot(0, choose)
    opened.window.commands.do("go-to-section")
    assert offered == [1], "accents need not be typed"
    assert page(opened).where.page == "section"
    assert page(opened).where.language == "fr"


def test_whether_everything_is_shared_is_said_in_words(opened: Desktop) -> None:
    assert "Nothing waits to be shared" in opened.window.navigation.sync.accessibleName()


def test_what_is_new_from_the_group_is_said_until_home_was_looked_at(
    opened: Desktop, tmp_path: Path
) -> None:
    desk = opened.session.desk
    assert desk is not None
    other = founding.open_workspace(Places(tmp_path / "other"), str(desk.address), desk.clock)
    new = PushRef("refs/heads/draft/00000000000000dd", other.main(), None)
    assert push(other.store, other.address, [new]).ok
    other.close()
    opened.session.go(Go("sections"))
    opened.window.commands.do("sync")
    said = opened.window.navigation.sync.accessibleName
    assert "One new thing from the group" in said()
    opened.session.go(Go("home"))
    assert "Nothing waits to be shared" in said()


def test_no_connection_is_told_calmly_and_nothing_is_lost(
    qtbot: QtBot, founded: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    sample_desk(copy).close()
    with a_desktop(copy) as desktop:
        desktop.show(str(copy / "sample"))
        shutil.rmtree(copy / "sample")
        desktop.window.commands.do("sync")
        assert "Everything is kept here" in desktop.window.banner.text
        assert "Kept on this computer" in desktop.window.navigation.sync.accessibleName()
        assert isinstance(page(desktop), HomePage)


# safety


def test_putting_away_hides_every_word_at_once(qtbot: QtBot, opened: Desktop) -> None:
    window = opened.window
    window.commands.do("put-away")
    assert window.is_covered
    words = [label.text() for label in window.findChildren(Words) if label.isVisible()]
    assert words == ["Put away", "Nothing is closed. Take the time you need."]
    assert not window.menuBar().isVisible()
    qtbot.keyClick(window.cover, Qt.Key.Key_A)
    assert window.is_covered
    assert {action.id for action in window.commands.available()} == {
        "put-away",
        "lock",
        "support",
        "quit",
    }
    window.cover.back.click()
    assert not window.is_covered
    assert isinstance(page(opened), HomePage)


def test_support_is_one_key_away_even_while_put_away(opened: Desktop) -> None:
    opened.window.commands.do("put-away")
    opened.window.commands.do("support")
    shown = page(opened)
    assert isinstance(shown, SupportPage)
    assert not opened.window.is_covered
    assert any("9-8-8" in label.text() for label in shown.findChildren(Words))


def test_our_mistake_is_told_once_without_anybodys_words(
    qtbot: QtBot, opened: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def answer(dialog: object) -> int:
        seen.append(dialog.report.toPlainText())  # type: ignore[attr-defined]
        return 1

    monkeypatch.setattr("toolkit_editor.app.desktop.CrashDialog.exec", answer)

    def broken(_desk: object) -> None:
        raise ValueError("a secret sentence")

    opened.session.service(broken)
    assert len(seen) == 1
    assert "ValueError" in seen[0]
    assert "secret" not in seen[0]
    assert opened.window.isVisible()


# the person's choices


def test_another_language_builds_the_same_place_anew(opened: Desktop) -> None:
    opened.session.go(Go("settings"))
    before = opened.window
    settings = page(opened)
    assert isinstance(settings, SettingsPage)
    settings.language.setCurrentIndex(settings.language.findData("fr"))
    settings.language.activated.emit(settings.language.currentIndex())
    try:
        assert opened.window is not before
        assert not before.isVisible()
        assert isinstance(page(opened), SettingsPage)
        assert page(opened).accessibleName() == "Réglages"
        opened.window.commands.do("home")
        assert "Lire la boîte à outils" in titles(page(opened))
    finally:
        opened.session.choose(interface_language="en")


def test_text_grows_everywhere_and_the_window_still_fits(qtbot: QtBot, opened: Desktop) -> None:
    window = opened.window
    window.resize(1024, 700)
    usual = page(opened).fontMetrics().height()
    while opened.session.choices.text_size < 200:
        window.commands.do("larger")
    try:
        assert page(opened).fontMetrics().height() > 1.8 * usual
        assert window.minimumSizeHint().width() <= 1024
        assert window.minimumSizeHint().height() <= 700
        button = window.navigation.buttons["home"]
        assert button.text() == ""
        assert button.accessibleName() == "Home"
        assert "Home" in button.toolTip()
    finally:
        window.commands.do("usual-size")
    assert page(opened).fontMetrics().height() == usual


@pytest.mark.parametrize("theme", ["dark", "contrast", "light"])
def test_colours_follow_the_persons_choice(opened: Desktop, theme: str) -> None:
    opened.session.choose(theme=theme)
    try:
        paper = QApplication.palette().window().color().name().upper()
        assert paper == opened.theme.tokens.paper
        assert load_choices(opened.session.places.settings_file).choices.theme == theme
    finally:
        opened.session.choose(theme="system")


def test_help_with_writing_is_chosen_in_the_settings(opened: Desktop) -> None:
    opened.session.go(Go("settings"))
    settings = page(opened)
    assert isinstance(settings, SettingsPage)
    settings.spelling.click()
    settings.quotes.click()
    settings.focus.click()
    settings.lines.setCurrentIndex(settings.lines.findData("wide"))
    settings.lines.activated.emit(settings.lines.currentIndex())
    chosen = load_choices(opened.session.places.settings_file).choices
    assert not chosen.spelling
    assert not chosen.smart_quotes
    assert chosen.focus
    assert chosen.line_length == "wide"
    opened.session.choose(spelling=True, smart_quotes=True, focus=False, line_length="comfortable")
    assert settings.spelling.isChecked()
    assert not settings.focus.isChecked()


def test_my_words_can_be_read_and_changed(opened: Desktop) -> None:
    opened.session.choose(own_words=("tikinagan",))
    opened.session.go(Go("settings"))
    settings = page(opened)
    assert isinstance(settings, SettingsPage)
    assert settings.own_words.toPlainText() == "tikinagan"
    settings.own_words.selectAll()
    settings.own_words.insertPlainText("Wâpan\n\n  tikinagan \nWâpan")
    settings.quotes.click()
    settings.quotes.click()
    opened.window.commands.do("home")
    chosen = load_choices(opened.session.places.settings_file).choices
    assert chosen.own_words == ("Wâpan", "tikinagan")
    opened.session.choose(own_words=())


def test_a_language_without_a_dictionary_is_told_with_what_to_do(
    opened: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "_ON_LINUX", ())
    opened.session.go(Go("settings"))
    settings = page(opened)
    assert isinstance(settings, SettingsPage)
    said = settings.missing.text()
    assert "Français" in said
    assert "English" not in said
    assert str(opened.session.places.dictionaries) in said


def test_the_palette_finds_an_action_by_a_word(
    qtbot: QtBot, opened: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit_editor.ui.shell.palette import PaletteDialog

    dialog = PaletteDialog(opened.window.commands, opened.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.line.setText("hide text")
    assert dialog.list.count() == 1
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.chosen == "put-away"


def test_the_program_opens_what_was_open_last(qtbot: QtBot, founded: Path) -> None:
    last = Choices(interface_language="en", last_workspace=str(founded / "sample"))
    with a_desktop(founded, choices=last) as desktop:
        desktop.show()
        assert isinstance(page(desktop), HomePage)
        asked = desktop.session.prompter
        assert isinstance(asked, RecordingPrompter)
        assert asked.told == []


@pytest.mark.parametrize("page", ["voices", "story-take-back", "story-recognise"])
def test_every_page_about_a_story_belongs_to_the_stories(opened: Desktop, page: str) -> None:
    opened.window.go(Go(page, "0" * 16))
    assert opened.window.navigation.buttons["stories"].isChecked()

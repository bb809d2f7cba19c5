"""After a sudden end the window says so once, calmly; what was put aside waits on Home."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from support.desks import WHEN, StillClock, a_desktop, a_session, sample_desk
from toolkit_editor.app.desktop import Desktop
from toolkit_editor.services import writing
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.aside_page import AsidePage, AsideView
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.widgets.card import Card

PATH = "en/part-1/safe-space.md"


def ended_suddenly(folder: Path) -> None:
    running = Places(folder / "home").running
    running.mkdir(parents=True)
    (running / f"{WHEN.strftime('%Y%m%dT%H%M%SZ')}-00000000").touch()


def wrote(folder: Path) -> None:
    desk = sample_desk(folder)
    assert isinstance(desk.clock, StillClock)
    desk.clock.at += timedelta(minutes=7)
    text = desk.store.read(desk.tree().entries[PATH])
    writing.keep(desk, PATH, text + b"\nMine.\n")
    desk.close()


def press(root: object, words: str) -> None:
    found = [b for b in root.findChildren(QPushButton) if b.accessibleName() == words]  # type: ignore[attr-defined]
    assert found, words
    found[0].click()


def started(desktop: Desktop, folder: Path) -> str:
    desktop.show(str(folder / "sample"))
    assert isinstance(desktop.window.page, HomePage)
    return desktop.window.banner.text


def test_i_hear_up_to_when_my_words_are_there_and_can_go_on(qtbot: QtBot, tmp_path: Path) -> None:
    wrote(tmp_path)
    ended_suddenly(tmp_path)
    with a_desktop(tmp_path) as desktop:
        text = started(desktop, tmp_path)
        assert text.startswith("The program ended suddenly last time. Everything you wrote up to")
        assert "6:07" in text
        press(desktop.window.banner, "Open it")
        assert isinstance(desktop.window.page, SectionPage)
        assert "Mine." in desktop.window.page.editor.toPlainText()
        assert desktop.window.banner.text == ""
    with a_desktop(tmp_path) as desktop:
        assert started(desktop, tmp_path) == ""


def test_after_a_good_end_nothing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    wrote(tmp_path)
    for _ in range(2):
        with a_desktop(tmp_path) as desktop:
            assert started(desktop, tmp_path) == ""


def test_where_nothing_was_written_no_time_is_claimed(qtbot: QtBot, tmp_path: Path) -> None:
    sample_desk(tmp_path).close()
    ended_suddenly(tmp_path)
    with a_desktop(tmp_path, choices=None) as desktop:
        assert started(desktop, tmp_path).endswith("Everything that was kept before is here.")


def test_words_that_were_put_aside_wait_on_home_until_i_have_looked(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = sample_desk(tmp_path)
    text = desk.store.read(desk.tree().entries[PATH])
    recovery = tmp_path / "home" / "recovery"
    recovery.mkdir(parents=True)
    file = recovery / "2026-11-20 08-30-00 en - part-1 - safe-space.md"
    file.write_bytes(text + b"\nLast week's words.\n")
    with a_session(tmp_path, desk, tmp_path / "copy.md", False, True) as (session, prompter):
        home = HomePage(session)
        qtbot.addWidget(home)
        home.show_at(Go("home"))
        gone: list[Go] = []
        session.went.connect(gone.append)
        [card] = [
            c for c in home.findChildren(Card) if c.accessibleName().startswith("Words were put")
        ]
        card.click()
        assert gone[-1] == Go("aside")

        page = AsidePage(session)
        qtbot.addWidget(page)
        page.show_at(gone[-1])
        [view] = page.findChildren(AsideView)
        press(view, "Read it")
        assert "Last week's words." in view.text.toPlainText()
        press(view, "Save it elsewhere…")
        assert (tmp_path / "copy.md").read_bytes() == file.read_bytes()
        press(view, "Put it into “A safe space agreement”")
        assert gone[-1].page == "section"
        desk.refresh()
        draft = own_draft_of(desk, PATH)
        assert draft is not None
        assert draft.files[PATH] == desk.store.blob_id(file.read_bytes())
        press(view, "Remove it…")
        assert file.exists()
        press(view, "Remove it…")
        assert not file.exists()
        assert len(prompter.asked) == 3
        home.show_at(Go("home"))
        assert not [
            c
            for c in home.findChildren(Card)
            if not c.isHidden() and c.accessibleName().startswith("Words were put")
        ]

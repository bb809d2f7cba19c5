"""A maintainer at work: bring in, look at what stops publishing, look at the site, publish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from support.circle_desks import SAFE_SPACE, founder, told_story
from support.story_window import PageWindow
from support.toolkits import git
from toolkit_editor.base.ids import StoryId
from toolkit_editor.base.message import Message
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    reading,
    reviewing,
    sharing,
    story_review,
    story_sharing,
    telling,
    writing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.stories.sealed_to import Place
from toolkit_editor.ui.bridge.jobs import Stopped
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.publish.look_page import LookPage
from toolkit_editor.ui.publish.publish_page import PublishPage
from toolkit_editor.ui.publish.sending import SENDING, publish_edition


def in_english(_language: str, message: Message) -> str:
    return str(message)


PAGES = {
    "publish": lambda session: PublishPage(session, in_english),
    "site-look": lambda session: LookPage(session, in_english),
}


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[PageWindow]:
    places, desk = founder(tmp_path)
    made = PageWindow(qtbot, places, desk, PAGES)
    yield made
    made.close()


def desk_of(window: PageWindow) -> Desk:
    desk = window.session.desk
    assert desk is not None
    return desk


def approved_draft(desk: Desk, words: bytes = b"\nA sentence about cushions.\n") -> None:
    section = desk.section(SAFE_SPACE, "en")
    opened = reading.open_section(desk, section.id, "en")
    kept = writing.keep(desk, section.path, opened.head + opened.body + words)
    assert kept is not None
    sharing.share(desk, kept.draft)
    reviewing.approve(desk, kept.draft)


def placed_story(desk: Desk, words: str = "Somebody kept the quilted door open.") -> str:
    id_ = told_story(desk, words=words)
    story_sharing.share_story(desk, id_, Place.EDITORS)
    story_review.approve_with_place(desk, id_)
    return id_


def on_site(tmp_path: Path, words: str) -> bool:
    site = tmp_path / "sample-site"
    found = git(site, "grep", "-l", words, "main", check=False)
    return bool(found.strip())


def test_what_is_approved_can_be_brought_in_and_published(
    window: PageWindow, tmp_path: Path
) -> None:
    approved_draft(desk_of(window))
    window.go(Go("publish"))
    assert "Nothing was published yet." in window.texts()
    window.press("Bring in: Changes in “A safe space agreement”")
    assert "Nothing waits to be brought in." in window.texts()
    assert "Nothing stops publishing." in window.texts()
    assert window.nameless() == []
    window.press("Publish now")
    assert "Published: edition 1," in window.texts()
    assert str(tmp_path / "sample-site") in window.texts()
    assert on_site(tmp_path, "A sentence about cushions.")


def test_drafts_and_stories_can_be_brought_in_all_at_once(window: PageWindow) -> None:
    desk = desk_of(window)
    approved_draft(desk)
    placed_story(desk)
    window.go(Go("publish"))
    assert "Bring in: A story beside “A safe space agreement”" in window.buttons()
    window.press("Bring all into the toolkit")
    desk.refresh()
    assert Status.APPROVED not in {one.status for one in desk.state().drafts.values()}


def test_take_downs_come_first_and_the_site_has_no_trace_afterwards(
    window: PageWindow, tmp_path: Path
) -> None:
    desk = desk_of(window)
    id_ = placed_story(desk)
    window.go(Go("publish"))
    window.press("Bring in: A story beside “A safe space agreement”")
    window.press("Publish now")
    assert on_site(tmp_path, "quilted door")
    desk.record(("withdrawn", f"story:{id_}", {}))
    window.go(Go("publish"))
    assert "First: take down what may not be shown any more" in window.texts()
    assert not isinstance(window.page, PublishPage) or not window.page.send.isEnabled()
    window.press("Take it down now")
    assert "First: take down" not in window.texts()
    window.press("Publish now")
    assert not on_site(tmp_path, "quilted door")


def test_what_stops_publishing_is_said_with_its_place_and_publishing_waits(
    window: PageWindow,
) -> None:
    desk = desk_of(window)
    id_ = placed_story(desk)
    window.go(Go("publish"))
    window.press("Bring in: A story beside “A safe space agreement”")
    telling.keep_consent(desk, StoryId(id_), {"community_hold": True})
    story_sharing.share_story(desk, StoryId(id_), Place.EDITORS)
    window.go(Go("publish"))
    page = window.page
    assert isinstance(page, PublishPage)
    assert "Stops publishing" in window.texts()
    assert "A community has not yet agreed" in window.texts()
    assert not page.send.isEnabled()
    window.press("A story beside “A safe space agreement”")
    assert window.went[-1] == Go("story", id_)


def test_notes_are_folded_until_i_want_them(window: PageWindow) -> None:
    window.go(Go("publish"))
    assert "Notes, which never stop anything" not in window.texts()
    window.press(next(name for name in window.buttons() if name.startswith("Show ")))
    assert "Notes, which never stop anything" in window.texts()
    assert any("(Français)" in name for name in window.buttons())


class Browser(QObject):
    """Stands where the person's browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def browser(qtbot: QtBot) -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_i_read_the_site_as_it_will_be_and_nothing_readable_stays(window: PageWindow) -> None:
    window.go(Go("site-look"))
    page = window.page
    assert isinstance(page, LookPage)
    assert page.reader.toPlainText().strip()
    at = next(n for n in range(page.choice.count()) if "safe space" in page.choice.itemText(n))
    page.choice.activated.emit(at)
    assert "safe space" in page.reader.toPlainText()
    assert window.nameless() == []
    folder = window.session.places.look_at_site(desk_of(window).address.target)
    assert (folder / "index.html").exists()
    window.go(Go("publish"))
    assert not folder.exists()


def test_the_site_is_read_in_the_language_that_is_shown(window: PageWindow) -> None:
    window.session.choose(toolkit_language="fr")
    window.go(Go("site-look"))
    page = window.page
    assert isinstance(page, LookPage)
    assert page.choice.currentData() == "fr/index.html"


def test_links_of_the_site_lead_to_its_pages_and_outside_ones_are_only_said(
    window: PageWindow,
) -> None:
    window.go(Go("site-look"))
    page = window.page
    assert isinstance(page, LookPage)
    here = page.choice.findData("en/index.html")
    page.choice.activated.emit(here)
    page.reader.wanted.emit("part-1/safe-space.html#top")
    assert page.choice.currentData() == "en/part-1/safe-space.html"
    page.reader.wanted.emit("https://example.org/")
    assert "https://example.org/" in page.banner.text
    assert page.choice.currentData() == "en/part-1/safe-space.html"


def test_the_true_site_opens_in_my_browser(window: PageWindow, browser: Browser) -> None:
    window.go(Go("site-look"))
    window.press("Open in my browser")
    assert browser.opened
    assert Path(browser.opened[0]).is_file()


def test_publishing_can_be_stopped_before_sending_and_nothing_is_sent(
    window: PageWindow, tmp_path: Path
) -> None:
    def stop_when_building(message: Message) -> None:
        if message.text == "Building the site…":
            raise Stopped

    with pytest.raises(Stopped):
        publish_edition(desk_of(window), window.session.places, in_english, stop_when_building)
    assert git(tmp_path / "sample-site", "for-each-ref").strip() == ""


def test_once_sending_has_begun_nothing_stops_half_way(window: PageWindow, tmp_path: Path) -> None:
    begun: list[str] = []

    def stop_after_sending(message: Message) -> None:
        if SENDING in begun:
            raise Stopped
        begun.append(message.text)

    done = publish_edition(desk_of(window), window.session.places, in_english, stop_after_sending)
    assert done.number == 1
    assert git(tmp_path / "sample-site", "for-each-ref").strip()


def test_the_progress_after_which_there_is_no_stopping_is_the_one_that_is_said(
    window: PageWindow,
) -> None:
    told: list[str] = []
    publish_edition(
        desk_of(window), window.session.places, in_english, lambda one: told.append(one.text)
    )
    assert SENDING in told


def test_a_failure_is_said_and_one_can_try_again(window: PageWindow, tmp_path: Path) -> None:
    window.go(Go("publish"))
    site = tmp_path / "sample-site"
    site.rename(tmp_path / "elsewhere")
    window.press("Publish now")
    page = window.page
    assert isinstance(page, PublishPage)
    assert page.banner.text
    (tmp_path / "elsewhere").rename(site)
    window.press("Publish now")
    assert "Published: edition 1," in window.texts()

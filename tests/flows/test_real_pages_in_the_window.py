"""Pages that nobody here wrote, changed in the real window and brought all the way to the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from support.desks import StillClock, a_session
from support.toolkits import git
from support.walks import plainly
from toolkit_editor.services import founding, publishing, reviewing, sharing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.sections.section_page import SectionPage

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "18f-ux-guide" / "_pages"
PAGES = ("resources/interview-guide.md", "research/plan.md", "resources/interview-checklist.md")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "home")


@pytest.fixture
def desk(tmp_path: Path, places: Places, qapp: object) -> Iterator[Desk]:
    if not DATA.is_dir():
        pytest.skip("the real pages are not on this computer")
    source = tmp_path / "source"
    for page in PAGES:
        (source / page).parent.mkdir(parents=True, exist_ok=True)
        (source / page).write_bytes((DATA / page).read_bytes())
    yield founding.adopt(places, source, tmp_path / "ws", None, StillClock())


@pytest.mark.parametrize("path", PAGES)
def test_one_sentence_changed_in_the_window_is_all_that_changes(
    path: str, desk: Desk, places: Places, tmp_path: Path, qtbot: QtBot
) -> None:
    founded = git(tmp_path / "ws", "rev-parse", "main")
    with a_session(tmp_path, desk) as (session, _):
        page = SectionPage(session)
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        page.show_at(Go("section", path.removesuffix(".md"), "en"))
        qtbot.waitUntil(lambda: not page.editor.isReadOnly())
        text = "\n".join(leaf.text for leaf in page.editor.leaves())
        sentence = re.search(r"(?<=[a-z]{4})\. (?=[A-Z])", text)
        assert sentence is not None
        page.editor.go_to(sentence.start())
        for letter in " and so on":
            key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(page.editor, key)
        page.leave()
        desk.refresh()
        draft = own_draft_of(desk, path)
        assert draft is not None
        sharing.share(desk, draft.id)
        reviewing.approve(desk, draft.id)
        publishing.bring_in(desk, draft.id)
        site = founding.site_address(places, desk)
        publishing.publish(desk, site, places.site_copy(desk.address.target), plainly)
        page.close()
    assert git(tmp_path / "ws", "diff", "--numstat", founded, "main").split() == ["1", "1", path]
    changed = git(tmp_path / "ws", "diff", "--unified=0", founded, "main").splitlines()
    before, after = (
        next(line[1:] for line in changed if re.match(rf"{sign}(?!{sign})", line))
        for sign in ("\\-", "\\+")
    )
    assert after.replace(" and so on", "", 1) == before
    assert "and so on" in git(
        tmp_path / "ws-site", "show", f"main:en/{path.removesuffix('.md')}.html"
    )

"""A picture let go over a section: described, cleaned, shown, shared, and on the public site."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from support.desks import a_session
from support.surface import drop, spot_after
from support.toolkits import git
from support.walks import adopted, publish
from toolkit_editor.services import publishing, reviewing, sharing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.drafts import own_draft_of
from toolkit_editor.settings.places import Places
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.writing.insert_dialogs import PictureDialog

PATH = "en/hope.md"
WHO = b"Taken by somebody at home"


@pytest.fixture
def walk(tmp_path: Path, qapp: object) -> Iterator[tuple[Places, Desk]]:
    places, desk = adopted(tmp_path)
    yield places, desk
    desk.close()


def photograph(folder: Path) -> Path:
    """A picture that says in the file who took it."""
    info = PngInfo()
    info.add_text("Author", WHO.decode())
    path = folder / "my garden.png"
    exif = Image.Exif()
    exif[0x013B] = WHO.decode()
    Image.effect_noise((60, 40), 70).convert("RGB").save(path, "PNG", pnginfo=info, exif=exif)
    assert WHO in path.read_bytes()
    return path


class Answering(QObject):
    """Somebody who says what a picture shows, in the dialog that asks for it, by keys alone."""

    def __init__(self, words: str, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.named: list[str] = []
        self.timer = QTimer(self)
        self.timer.setInterval(0)
        self.timer.timeout.connect(self._on_look)
        self.timer.start()

    def _on_look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PictureDialog) or not dialog.words.hasFocus():
            return
        self.timer.stop()
        shown = dialog.findChildren(QLabel)
        picture = [label.accessibleName() for label in shown if not label.pixmap().isNull()]
        self.named = [dialog.accessibleName(), *picture, dialog.words.accessibleName()]
        QTest.keyClicks(dialog.words, self.words)
        QTest.keyClick(dialog.words, Qt.Key.Key_Return)


def opened(session: Session, qtbot: QtBot) -> SectionPage:
    page = SectionPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.show_at(Go("section", "hope", "en"))
    qtbot.waitUntil(lambda: not page.editor.isReadOnly())
    return page


def test_a_dropped_picture_is_described_cleaned_shown_shared_and_published(
    walk: tuple[Places, Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    places, desk = walk
    with a_session(tmp_path, desk) as (session, _):
        page = opened(session, qtbot)
        page.editor.moveCursor(QTextCursor.MoveOperation.End)
        last = page.editor.leaves()[-1].text[-12:]
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(photograph(tmp_path)))])
        answers = Answering("A garden behind a house", page)
        drop(page.editor, data, spot_after(page.editor, last))
        qtbot.waitUntil(lambda: "\ufffc" in page.editor.leaves()[-1].text)
        assert answers.named == ["Picture", "The picture", "What does the picture show?"]
        (run,) = [run for run in page.editor.leaves()[-1].runs if run.style.picture]
        assert run.style.picture is not None
        src = run.style.picture.src
        image = page.editor.loadResource(2, src)
        assert isinstance(image, QImage)
        assert image.width() == 60
        page.answers()["keep"]()
    desk.refresh()
    draft = own_draft_of(desk, PATH)
    assert draft is not None
    (media,) = [name for name in draft.files if name.startswith("media/")]
    assert re.fullmatch(r"media/[0-9a-f]{12}\.\w+", media)
    assert src == "../" * PATH.count("/") + media
    blob = draft.files[media]
    assert blob is not None
    bytes_kept = desk.store.read(blob)
    assert WHO not in bytes_kept
    with Image.open(io.BytesIO(bytes_kept)) as shown:
        shown.load()
        assert shown.size == (60, 40)
        assert not shown.getexif()
        assert "Author" not in shown.info
    sharing.share(desk, draft.id)
    reviewing.approve(desk, draft.id)
    publishing.bring_in(desk, draft.id)
    publish(places, desk)
    assert media in git(tmp_path / "ws-site", "ls-tree", "-r", "--name-only", "main").split()
    built = git(tmp_path / "ws-site", "grep", "-l", "A garden behind a house", "main").split()
    assert any(name.endswith(".html") for name in built)

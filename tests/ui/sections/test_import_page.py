"""I bring in a document or begin a section: I see what was read, say where it goes, write on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from support.desks import a_session, sample_desk
from support.documents import commented, docx, drawing, paragraph, removed, run, styled
from toolkit_editor.services import reading, sharing, writing
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import Place
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.bridge.session import Session
from toolkit_editor.ui.sections.import_page import ImportPage
from toolkit_editor.ui.sections.new_page import NewSectionPage
from toolkit_editor.ui.sections.outline_page import OutlinePage
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.sections.share_page import SharePage
from toolkit_editor.ui.widgets.page import Page

PATH = "en/part-1/safe-space.md"
SECTION = "d0b65efa4a2d548c"


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Desk:
    return sample_desk(tmp_path)


@pytest.fixture
def session(desk: Desk, tmp_path: Path, file: Path) -> Iterator[Session]:
    with a_session(tmp_path, desk, file) as (session, _):
        yield session


@pytest.fixture
def went(session: Session) -> list[Go]:
    gone: list[Go] = []
    session.went.connect(gone.append)
    return gone


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A Word document with a comment, a change, and a picture that nobody described."""
    dot = io.BytesIO()
    Image.effect_noise((30, 20), 40).convert("RGB").save(dot, "PNG")
    data = docx(
        styled("H1", "What helps us wait"),
        paragraph(
            "We ", commented(0, "breathe together"), run(" and "), removed("never "), "talk."
        ),
        paragraph("Us: ", drawing("")),
        paragraph("Elsewhere: ", drawing("x", 'r:link="rLink"')),
        comments={0: "Always?"},
        picture=dot.getvalue(),
    )
    made = tmp_path / "Waiting_room notes.docx"
    made.write_bytes(data)
    return made


def shown(page: Page, qtbot: QtBot, go: Go) -> None:
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.show_at(go)


def words_on(page: Page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def importing(session: Session, qtbot: QtBot) -> ImportPage:
    page = ImportPage(session)
    shown(page, qtbot, Go("import"))
    return page


def test_i_choose_a_document_and_see_what_was_read_and_what_was_left_out(
    session: Session, qtbot: QtBot
) -> None:
    page = importing(session, qtbot)
    page.choose.click()
    assert page.reader is not None
    read = page.reader.toPlainText()
    assert "We breathe together and never talk." in read
    said = words_on(page)
    assert "Us: [a picture]" in read
    assert "2 remarks come along" in said
    assert "Pictures that lie on the web were left out" in said
    assert page.form.title.text() == "What helps us wait"


def test_it_becomes_a_section_of_mine_and_nobody_else_has_it(
    session: Session, desk: Desk, qtbot: QtBot, went: list[Go]
) -> None:
    page = importing(session, qtbot)
    page.choose.click()
    page.form.part.setCurrentIndex(page.form.part.findData("part-1"))
    (line,) = page._descriptions.values()
    line.setText("Four chairs")
    assert page.go_on is not None
    page.go_on.click()
    assert went[-1].page == "section"
    opened = reading.open_section(desk, went[-1].id, "en")  # type: ignore[arg-type]
    assert opened.section.path == "en/part-1/what-helps-us-wait.md"
    assert opened.section.part == "part-1"
    assert opened.place is Place.HERE
    assert b"![Four chairs](../../media/" in opened.body
    section = SectionPage(session)
    shown(section, qtbot, went[-1])
    assert "breathe together" in section.editor.toPlainText()
    assert not section.editor.isReadOnly()


def test_it_can_be_put_at_the_end_of_a_section_instead(
    session: Session, desk: Desk, qtbot: QtBot, went: list[Go]
) -> None:
    before = reading.open_section(desk, SECTION, "en").body  # type: ignore[arg-type]
    page = importing(session, qtbot)
    page.choose.click()
    page.is_more.setChecked(True)
    assert page.form.title_row.isHidden()
    page.section.setCurrentIndex(page.section.findData(SECTION))
    assert page.go_on is not None
    page.go_on.click()
    assert (went[-1].page, went[-1].id) == ("section", SECTION)
    after = reading.open_section(desk, SECTION, "en").body  # type: ignore[arg-type]
    assert after.startswith(before)
    assert b"# What helps us wait" in after


def test_a_file_can_be_dropped_on_the_page(session: Session, qtbot: QtBot, file: Path) -> None:
    page = importing(session, qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    page.dropEvent(drop)
    assert page.reader is not None
    assert "breathe together" in page.reader.toPlainText()


def test_a_document_that_cannot_be_read_is_said_so_and_another_can_be_chosen(
    session: Session, qtbot: QtBot, file: Path
) -> None:
    page = importing(session, qtbot)
    file.write_bytes(b"%PDF-1.7")
    page.take(file)
    assert "copy its words and paste them" in page.banner.text
    page.take(file.with_name("nowhere.docx"))
    assert "cannot be opened" in page.banner.text
    qtbot.waitUntil(page.choose.isVisible)


def test_without_a_title_i_am_asked_for_one_and_lose_nothing(
    session: Session, qtbot: QtBot, went: list[Go]
) -> None:
    page = importing(session, qtbot)
    page.choose.click()
    page.form.title.clear()
    assert page.go_on is not None
    page.go_on.click()
    assert "title" in page.banner.text
    assert page.go_on.isEnabled()
    assert not went


def test_every_field_has_a_name_for_those_who_listen(session: Session, qtbot: QtBot) -> None:
    page = importing(session, qtbot)
    page.choose.click()
    unnamed = [line for line in page.findChildren(QLineEdit) if not line.accessibleName()]
    assert unnamed == []
    assert page.section.accessibleName()
    assert page.form.part.accessibleName()


def test_sharing_lists_the_picture_and_the_remarks_and_lets_me_keep_them(
    session: Session, desk: Desk, qtbot: QtBot, file: Path
) -> None:
    page = importing(session, qtbot)
    page.take(file)
    assert page.go_on is not None
    page.go_on.click()
    (draft,) = writing.unshared(desk)
    share = SharePage(session)
    shown(share, qtbot, Go("share", draft.id))
    said = words_on(share)
    assert "A picture was added." in said
    assert "On “breathe together”: Always?" in said
    assert share._remarks is not None
    share._remarks.setChecked(False)
    share.answers()["share"]()
    assert len(sharing.preview(desk, draft.id).remarks) == 2


def test_i_begin_a_section_with_a_title_and_write(
    session: Session, desk: Desk, qtbot: QtBot, went: list[Go]
) -> None:
    page = NewSectionPage(session)
    shown(page, qtbot, Go("new-section"))
    page.go_on.click()
    assert "title" in page.banner.text
    page.form.title.setText("Quiet corners")
    page.form.language.setCurrentIndex(page.form.language.findData("fr"))
    page.form.language.activated.emit(page.form.language.currentIndex())
    assert page.form.part.itemText(0) == "Former l’équipe"
    page.go_on.click()
    assert (went[-1].page, went[-1].language) == ("section", "fr")
    section = SectionPage(session)
    shown(section, qtbot, went[-1])
    assert section.title.text() == "Quiet corners"
    assert not section.editor.isReadOnly()


def test_the_page_of_sections_leads_to_both(session: Session, qtbot: QtBot, went: list[Go]) -> None:
    page = OutlinePage(session)
    shown(page, qtbot, Go("sections"))
    for button in page.begin.findChildren(type(page.begin.children()[-1])):
        button.click()
    assert [go.page for go in went] == ["new-section", "import"]

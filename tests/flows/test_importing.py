"""I bring in a document: it is kept here, shared when I say so, and gets as far as the site."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from support.documents import added, commented, docx, drawing, paragraph, removed, run, styled
from support.toolkits import git
from support.walks import HOPE, adopted, edit, everything, publish
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import SectionId
from toolkit_editor.content.front_matter import split, values
from toolkit_editor.intake.opening import take_file
from toolkit_editor.intake.taken import TakenIn
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.work import Status
from toolkit_editor.services import (
    gate,
    importing,
    publishing,
    reading,
    remarks,
    reviewing,
    sharing,
    talking,
    writing,
)
from toolkit_editor.services.desk import Desk
from toolkit_editor.services.place import Place
from toolkit_editor.settings.places import Places

SECRET = "Quiet heliotrope lantern"


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[tuple[Places, Desk]]:
    places, desk = adopted(tmp_path)
    yield places, desk
    desk.close()


@pytest.fixture
def desk(walk: tuple[Places, Desk]) -> Desk:
    return walk[1]


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(out, "PNG")
    return out.getvalue()


def document() -> TakenIn:
    """A Word document with a picture, a comment and two tracked changes."""
    data = docx(
        styled("H1", "Before we meet"),
        paragraph(f"{SECRET}: we ", commented(0, "sit together"), run(" and wait.")),
        paragraph(
            "The ", removed("patients"), added("residents"), run(" "), added("all "), run("decide.")
        ),
        paragraph("Us: ", drawing("Four chairs")),
        comments={0: "In a circle?"},
        picture=picture(),
    )
    return take_file("plan.docx", data)


def brought(desk: Desk) -> importing.Imported:
    return importing.import_new(desk, document(), "Getting ready, être prêts!", "en")


def test_a_document_is_a_section_that_only_i_see(desk: Desk, tmp_path: Path) -> None:
    done = brought(desk)
    assert done.path == "en/getting-ready-etre-prets.md"
    here = reading.open_section(desk, done.section, "en")
    assert here.section.title == "Getting ready, être prêts!"
    assert values(here.head)["id"] == done.section
    assert (here.place, here.status) == (Place.HERE, Status.LOCAL)
    assert SECRET.encode() in here.body
    assert b"The patients decide." in here.body
    (address,) = here.pictures
    assert address.startswith("../media/")
    with Image.open(io.BytesIO(here.pictures[address])) as shown:
        assert shown.size == (40, 30)
    rows = [row for part in reading.read_outline(desk, "en") for row in part.rows]
    assert [row.place for row in rows if row.section.id == done.section] == [Place.HERE]
    assert SECRET.encode() not in everything(tmp_path / "ws")
    assert "remarks" not in git(tmp_path / "ws", "for-each-ref")
    assert [entry[1] for entry in reading.home(desk, "en").unshared] == [done.section]


def test_i_go_on_writing_in_it_like_in_any_section(desk: Desk) -> None:
    done = brought(desk)
    opened = reading.open_section(desk, done.section, "en")
    changed = (opened.head + opened.body).replace(b"and wait", b"and breathe")
    kept = writing.keep(desk, done.path, changed)
    assert kept is not None
    assert kept.draft == done.draft
    assert [m.blob is None for m in writing.moments(desk, done.path)] == [False, False, True]
    assert b"breathe" in reading.open_section(desk, done.section, "en").body


def test_sharing_says_that_a_picture_was_added_and_what_was_remarked(desk: Desk) -> None:
    done = brought(desk)
    preview = sharing.preview(desk, done.draft)
    words = {file.path: file.is_picture for file in preview.files}
    assert sorted(words.values()) == [False, True]
    assert [file.title for file in preview.files if not file.is_picture] == [
        "Getting ready, être prêts!"
    ]
    assert [str(one.sentence) for one in preview.remarks] == [
        "On “sit together”: In a circle?",
        "Instead of “patients”: “residents”",
        "Instead of “decide.”: “all decide.”",
    ]


def test_it_is_shared_approved_brought_in_and_on_the_site_with_its_picture(
    walk: tuple[Places, Desk], tmp_path: Path
) -> None:
    places, desk = walk
    done = brought(desk)
    sharing.share(desk, done.draft)
    (waiting,) = reviewing.queue(desk)
    assert waiting.titles == ("Getting ready, être prêts!",)
    item = reviewing.review(desk, done.draft)
    assert {file.is_picture for file in item.files} == {True, False}
    reviewing.approve(desk, done.draft)
    publishing.bring_in(desk, done.draft)
    media = [path for path in desk.tree().entries if path.startswith("media/")]
    assert len(media) == 1
    assert not [f for f in gate.check(desk) if f.severity.name == "BLOCK"]
    publish(places, desk)
    site = git(tmp_path / "ws-site", "ls-tree", "-r", "--name-only", "main").split()
    assert media[0] in site
    page = git(tmp_path / "ws-site", "show", "main:en/getting-ready-etre-prets.html")
    assert SECRET in page
    assert media[0].rpartition("/")[2] in page
    assert 'alt="Four chairs"' in page


def test_remarks_become_conversations_once_it_is_shared_and_only_once(desk: Desk) -> None:
    done = brought(desk)
    assert not talking.conversations(desk)
    shared = sharing.share(desk, done.draft)
    assert shared.left_here == ()
    said = talking.conversations(desk)
    text = plain_of(reading.open_section(desk, done.section, "en").body).text
    found = {
        (one.thread.kind, text[one.place.start : one.place.end], one.thread.first.text)
        for one in said
        if one.place
    }
    assert found == {
        ("comment", "sit together", "In a circle?"),
        ("suggest", "patients", "residents"),
        ("suggest", "decide.", "all decide."),
    }
    assert all(one.place and one.place.certainty.value == "certain" for one in said)
    assert remarks.waiting_remarks(desk, done.draft) == []
    writing.keep(desk, done.path, b"---\ntitle: x\n---\nother")
    sharing.share(desk, done.draft)
    assert len(talking.conversations(desk)) == 3


def test_remarks_that_were_said_before_a_crash_are_not_said_twice(desk: Desk) -> None:
    done = brought(desk)
    waiting = remarks.waiting_remarks(desk, done.draft)
    sharing.share(desk, done.draft)
    remarks._write(desk, done.draft, waiting)  # as if it had stopped before forgetting them
    remarks.post_remarks(desk, done.draft)
    assert len(talking.conversations(desk)) == 3
    assert remarks.waiting_remarks(desk, done.draft) == []


def test_remarks_follow_their_words_and_those_that_lost_them_are_told(desk: Desk) -> None:
    done = brought(desk)
    opened = reading.open_section(desk, done.section, "en")
    moved = opened.body.replace(b"# Before we meet\n", b"# Before we meet\n\nA new beginning.\n")
    moved = moved.replace(b"The patients decide.", b"Something else entirely is said here now.")
    writing.keep(desk, done.path, opened.head + moved)
    shared = sharing.share(desk, done.draft)
    (said,) = talking.conversations(desk)
    assert said.thread.first.text == "In a circle?"
    assert [one.text for one in shared.left_here] == ["residents", "all decide."]
    assert len(remarks.waiting_remarks(desk, done.draft)) == 2


def test_remarks_may_stay_here(desk: Desk) -> None:
    done = brought(desk)
    sharing.share(desk, done.draft, "", False)
    assert not talking.conversations(desk)
    assert len(remarks.waiting_remarks(desk, done.draft)) == 3


def test_a_draft_that_is_put_away_takes_its_remarks_along(desk: Desk) -> None:
    done = brought(desk)
    writing.discard(desk, done.draft)
    assert not desk.refs("refs/local/remarks/")


def test_a_document_at_the_end_of_a_section_leaves_every_byte_before_it(desk: Desk) -> None:
    done = importing.import_into(desk, document(), SectionId("hope"), "en")
    body = reading.open_section(desk, SectionId("hope"), "en").body
    assert body.startswith(split(HOPE)[1])
    assert b"\n\n# Before we meet\n" in body
    assert SECRET.encode() in body
    sharing.share(desk, done.draft)
    text = plain_of(body).text
    places = [one.place for one in talking.conversations(desk)]
    assert {text[p.start : p.end] for p in places if p} == {"sit together", "patients", "decide."}


def test_footnotes_of_two_documents_keep_apart(desk: Desk) -> None:
    note = take_file(
        "a.html", b"<p>x<a href='#n' id=r>1</a></p><p id=n><a href='#r'>1</a> note</p>"
    )
    importing.import_into(desk, note, SectionId("hope"), "en")
    importing.import_into(desk, note, SectionId("hope"), "en")
    body = reading.open_section(desk, SectionId("hope"), "en").body
    assert body.endswith(b"x[^1]\n\n[^1]: note\n\nx[^2]\n\n[^2]: note\n")


def test_a_markdown_file_is_taken_byte_for_byte(desk: Desk) -> None:
    data = b"---\nkind: guide\n---\n\n* odd   bullets\n\n\n+ kept\n"
    done = importing.import_new(desk, take_file("x.md", data), "Odd", "en")
    assert reading.open_section(desk, done.section, "en").body == split(data)[1]


def test_a_title_that_stands_in_the_text_too_is_not_said_twice(desk: Desk) -> None:
    done = importing.import_new(desk, document(), "Before we meet", "en")
    body = reading.open_section(desk, done.section, "en").body
    assert b"Before we meet" not in body
    assert [str(one.sentence) for one in remarks.waiting_remarks(desk, done.draft)] == [
        "On “sit together”: In a circle?",
        "Instead of “patients”: “residents”",
        "Instead of “decide.”: “all decide.”",
    ]


def test_a_new_section_begins_empty_with_a_name_of_its_own(desk: Desk) -> None:
    one = importing.new_section(desk, "  Hope ", "en")
    other = importing.new_section(desk, "Hope", "en")
    assert (one.path, other.path) == ("en/hope-2.md", "en/hope-3.md")
    french = importing.new_section(desk, "L’été à l’œuvre", "fr")
    assert french.path == "fr/lete-a-loeuvre.md"
    opened = reading.open_section(desk, french.section, "fr")
    assert (opened.section.title, opened.body) == ("L’été à l’œuvre", b"")


def test_a_title_can_be_anything_and_reads_as_it_was_written(desk: Desk) -> None:
    for title in ("12e4", "yes", "a: b # c", "“quoted”", "- dash", "日本", "CON", "index"):
        done = importing.new_section(desk, title, "en")
        assert reading.open_section(desk, done.section, "en").section.title == title


@pytest.mark.parametrize(("title", "language"), [("  ", "en"), ("x", "de")])
def test_a_section_needs_a_title_and_a_language(desk: Desk, title: str, language: str) -> None:
    with pytest.raises(Refused):
        importing.new_section(desk, title, language)


@pytest.mark.parametrize("path", ["toolkit.txt", "media/../en/x.png", "media/x.svg", "media/a.png"])
def test_pictures_are_kept_only_where_pictures_belong(desk: Desk, path: str) -> None:
    with pytest.raises(Refused):
        writing.keep_files(desk, {"en/hope.md": b"x", path: b"y"})


def test_a_page_and_its_pictures_are_one_moment(desk: Desk) -> None:
    draft = edit(desk, "en/hope.md", b"often", b"sometimes")
    kept = writing.keep_files(desk, {"en/hope.md": b"x", "media/0123456789ab.png": b"y"})
    assert kept is not None
    assert kept.draft == draft
    assert kept.changed.ids == {"en/hope.md", "media/0123456789ab.png"}
    assert writing.keep_files(desk, {"en/hope.md": b"x", "media/0123456789ab.png": b"y"}) is None

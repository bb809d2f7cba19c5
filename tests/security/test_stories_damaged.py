"""A story whose sealed parts are cut, swapped or hostile: said in a sentence, shown nowhere.

Somebody who can push put them there by hand, or its teller's own other program shared them. Every
page that shows something of stories still opens.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from support.circle_desks import joined
from support.hostile_words import ATTACKS, dangers, listening
from support.pairs import clear
from support.story_refs import content, read_ref
from support.story_window import PageWindow
from support.toolkits import REVIEW, git
from support.walks import PAGES, SECRET, adopted, plainly, publish, tell
from toolkit_editor.base.errors import Refused
from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.finding import Code
from toolkit_editor.review.event import on_story
from toolkit_editor.services import (
    gate,
    publishing,
    reviewing,
    story_moments,
    story_reading,
    story_sharing,
    story_views,
    telling,
)
from toolkit_editor.services.desk import LOCAL_SHARED, LOCAL_STORIES, STORIES, Desk
from toolkit_editor.services.opening_stories import open_shared, shared_facts
from toolkit_editor.services.resealing import reseal
from toolkit_editor.services.site_input import site_input
from toolkit_editor.services.story_talk import say_about
from toolkit_editor.services.syncing import sync
from toolkit_editor.settings.places import Places
from toolkit_editor.store.keys import Key
from toolkit_editor.store.model import RefChange
from toolkit_editor.stories import consent_json
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.bundle import CONSENT, SEALED_TO, STORY, OpenStory
from toolkit_editor.stories.sealed_to import Place as SealedPlace
from toolkit_editor.stories.sealing import seal
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.publish.publish_page import PublishPage
from toolkit_editor.ui.review.queue_page import ReviewPage
from toolkit_editor.ui.review.story_page import ReviewStoryPage
from toolkit_editor.ui.stories import papers
from toolkit_editor.ui.stories.coverage_page import CoveragePage
from toolkit_editor.ui.stories.list_page import StoriesPage
from toolkit_editor.ui.stories.reading import reading_html
from toolkit_editor.ui.stories.story_page import StoryPage
from toolkit_editor.ui.stories.view import read_story
from toolkit_editor.ui.stories.yes_page import YesPage
from toolkit_editor.ui.widgets.page import Page
from toolkit_editor.ui.widgets.printing import print_html

FRENCH = "Oreiller de Zanzibar"
MADE: Mapping[str, Callable[..., Page]] = {
    "home": HomePage,
    "stories": StoriesPage,
    "voices": CoveragePage,
    "story": StoryPage,
    "story-yes": YesPage,
    "review": ReviewPage,
    "review-story": ReviewStoryPage,
    "publish": lambda session: PublishPage(session, plainly),
}


@dataclass
class Circle:
    """Ana, who has every role, and Ben, whose story is ready for the site."""

    folder: Path
    places: Places
    ana: Desk
    ben: Desk
    story: StoryId
    opened: OpenStory
    """The story as Ben shared it."""
    qtbot: QtBot

    @property
    def host(self) -> Path:
        return self.folder / "ws"

    def read(self) -> dict[str, bytes]:
        return read_ref(self.host, self.story)

    def take_over(self, files: Mapping[str, bytes], *, signed: bool) -> None:
        """Both have these files in the story's place; `signed`: and Ben said that he shared them.

        As on computers that never saw anything else of it.
        """
        for desk in (self.ben, self.ana):
            ids = desk.store.write_many(list(files.values()))
            commit = desk.store.make_commit(
                dict(zip(files, ids, strict=True)),
                author=desk.me.id,
                at=desk.clock.now(),
                message="Story",
            )
            for ref in (STORIES, LOCAL_STORIES, LOCAL_SHARED):
                before = desk.ref(ref + self.story)
                if before is not None:
                    after = commit if ref == STORIES else None
                    desk.move(RefChange(ref + self.story, after, before))
        if signed:
            released = self.ana.state().stories[self.story].released
            facts = shared_facts(self.ben, self.opened, released)
            self.ben.record(("shared", on_story(self.story), facts))
            tip = self.ben.ref(REVIEW)
            assert tip is not None
            git(self.ana.store.folder, "fetch", "-q", str(self.ben.store.folder), REVIEW)
            self.ana.move(RefChange(REVIEW, tip, self.ana.ref(REVIEW)))
            self.ana.refresh()

    def sealed(self, data: bytes) -> bytes:
        """`data` as it is sealed to Ana and Ben."""
        return seal(data, [one.me.key.public_line for one in (self.ana, self.ben)])

    def codes(self) -> set[Code]:
        found = [one for one in gate.check(self.ana) if one.place.story == self.story]
        for one in found:
            clear(str(one.message))
        return {one.code for one in found if one.blocks}

    def in_the_site(self) -> str:
        """The words of stories that the site would show now."""
        return "".join(one.text for one in site_input(self.ana, plainly).stories)

    def all_pages_open(self) -> None:
        """Every page that shows something of stories, for the editor and for the teller."""
        for places, desk in ((self.places, self.ana), (Places(self.folder / "ben"), self.ben)):
            window = PageWindow(self.qtbot, places, desk, MADE)
            for page in MADE:
                window.go(Go(page, self.story))
                assert window.page.isVisible()
                for said in window.prompter.told:
                    clear(said)
                assert not window.crashed, window.crashed
            window.close()


@pytest.fixture
def circle(tmp_path: Path, qtbot: QtBot) -> Iterator[Circle]:
    places, ana = adopted(tmp_path, {**PAGES, "fr/hope.md": "# L’espoir\n\nIl grandit.\n".encode()})
    _, ben = joined(tmp_path, ana, "ben", "contributor")
    sync(ben)
    story = tell(ben)
    other = replace(story_reading.open_story(ben, story).opened.story, language="fr", head=b"")
    telling.keep_translation(ben, story, replace(other, body=f"{FRENCH}.\n".encode()))
    telling.say_yes(ben, story)
    story_sharing.share_story(ben, story, SealedPlace.EDITORS)
    for desk in (ben, ana):
        sync(desk)
    story_sharing.approve_story(ana, story)
    for waiting in reviewing.queue(ana):
        reviewing.approve(ana, waiting.id)
    publishing.bring_in(ana)
    sync(ana)
    sync(ben)
    made = Circle(tmp_path, places, ana, ben, story, story_moments.mine(ben, story), qtbot)
    assert made.codes() == set()
    yield made
    for desk in (ana, ben):
        desk.close()


# cut and swapped


def cuts(data: bytes) -> Iterator[bytes]:
    """A sealed file that ends too early, in each of its parts, or too late."""
    end = data.index(b"\n--- ")
    payload = data.index(b"\n", end + 1) + 1
    lengths = (0, 1, 10, 22, 30, end - 5, end + 1, end + 10, payload - 1, payload, payload + 8)
    for length in (*lengths, payload + 16, payload + 17, len(data) - 17, len(data) - 1):
        yield data[:length]
    yield data + b"x"
    yield data[:-1] + bytes([data[-1] ^ 1])
    yield data[: end - 3] + b"A" + data[end - 2 :]


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("part", [STORY, CONSENT])
def test_a_part_that_ends_anywhere_shows_nothing(
    circle: Circle, part: str, *, signed: bool
) -> None:
    files = circle.read()
    for cut in cuts(files[part]):
        circle.take_over({**files, part: cut}, signed=signed)
        assert circle.codes() & {Code.NO_CONSENT, Code.SEALED}
        assert circle.in_the_site() == ""
        for desk in (circle.ana, circle.ben):
            assert len(story_reading.stories(desk)) == 1
    circle.all_pages_open()


def test_a_translation_that_is_cut_is_not_shown_and_the_story_is(circle: Circle) -> None:
    files = circle.read()
    for cut in cuts(files["story.fr.age"]):
        circle.take_over({**files, "story.fr.age": cut}, signed=True)
        assert circle.codes() == set()
        assert SECRET in circle.in_the_site() and FRENCH not in circle.in_the_site()
    circle.all_pages_open()


def test_a_list_of_readers_that_is_none_lets_nobody_in(circle: Circle) -> None:
    files = circle.read()
    for listed in (b"", b"{", b"[]", b"{}", b"\xff", b"[" * 100_000, b" " * 2_000_000):
        circle.take_over({**files, SEALED_TO: listed}, signed=True)
        before = circle.ben.ref(STORIES + circle.story)
        reseal(circle.ben)
        assert circle.ben.ref(STORIES + circle.story) == before
        with pytest.raises(Refused, match="cannot be read who may read"):
            say_about(circle.ana, circle.story, "Some words.")
    circle.all_pages_open()


def test_parts_that_change_places_are_not_taken_for_what_they_are_not(circle: Circle) -> None:
    files = circle.read()
    stranger = Key.make()
    other = tell(circle.ben, "Walrus umbrella", "starts small")
    story_sharing.share_story(circle.ben, other, SealedPlace.EDITORS)
    sync(circle.ben)
    others = read_ref(circle.host, other)
    french = "story.fr.age"
    for swapped in (
        {STORY: others[STORY]},
        {STORY: files[french], french: files[STORY]},
        {STORY: files[french]},
        {STORY: files[CONSENT], CONSENT: files[STORY]},
        {CONSENT: others[CONSENT]},
        {STORY: seal(b"x", [stranger.public_line])},
        {CONSENT: seal(b"x", [stranger.public_line])},
        {STORY: others[STORY], CONSENT: others[CONSENT]},
    ):
        for signed in (True, False):
            circle.take_over({**files, **swapped}, signed=signed)
            assert circle.codes(), (sorted(swapped), signed)
            assert circle.in_the_site() == "", (sorted(swapped), signed)
    circle.all_pages_open()


# what was agreed to


def record_of(circle: Circle) -> dict[str, Any]:
    opened = open_shared(circle.ana, circle.story)
    assert opened is not None and opened.consent is not None
    made: dict[str, Any] = json.loads(consent_json.to_json(opened.consent))
    return made


DEEP: Any = "x"
for _ in range(400):
    DEEP = [DEEP]
EDITS: Mapping[str, Mapping[str, Any]] = {
    "unknown key": {"also": True},
    "channels as words": {"channels": "site-en"},
    "channels that are none": {"channels": ["site-en", "everywhere"]},
    "channels twice": {"channels": ["site-en", "site-en"]},
    "start after end": {"start": "2030-01-01", "review-by": "2030-01-01"},
    "review after end": {"review-by": "9999-12-31"},
    "no day": {"end": "2027-02-30"},
    "a number for a day": {"end": 20271122},
    "no end": {"end": None},
    "another story": {"story": "0" * 16},
    "another teller": {"teller": "0" * 16},
    "no teller": {"teller": None},
    "hold as a word": {"community-hold": "no"},
    "level": {"attribution": "everything"},
    "two lines": {"display": "A neighbour\nof yours"},
    "turned around": {"display": "A \u202eruobhgien"},
    "half a character": {"display": "A \ud800"},
    "released as a list": {"released": []},
    "released as nothing": {"released": {"en": None}},
    "another hash": {"released": {"en": "0" * 64}},
    "another language": {"released": {"../en": "0" * 64}},
    "history": {"history": [{"at": "now", "by": "me", "now": {}}]},
    "deep": {"left-out": DEEP},
    "version": {"v": 2},
    "true for one": {"v": True},
    "very long": {"ethics": "x" * 400},
    "very many": {"not-in": [str(n) for n in range(2000)]},
}


def test_a_record_edited_by_hand_lets_nothing_show(circle: Circle) -> None:
    """Even where its teller's own program signed it."""
    files, record = circle.read(), record_of(circle)
    for what, edit in EDITS.items():
        sealed = circle.sealed(json.dumps({**record, **edit}).encode())
        circle.take_over({**files, CONSENT: sealed}, signed=True)
        assert circle.codes(), what
        assert circle.in_the_site() == "", what
        for desk in (circle.ana, circle.ben):
            assert story_reading.open_story(desk, circle.story).reasons, what
            assert len(story_reading.stories(desk)) == 1
    circle.all_pages_open()


NO_RECORDS: Mapping[str, bytes] = {
    "empty": b"",
    "null": b"null",
    "no text": b"\xff\xfe",
    "deep": b"[" * 1_000_000,
    "deeper": b'{"v":' * 200_000,
    "no number": b'{"v": NaN}',
    "twice": b'{"channels": [], "channels": ["site-en"]}',
    "long number": b'{"v": ' + b"9" * 10_000 + b"}",
    "huge": b" " * 3_000_000,
}


def test_a_record_that_is_none_lets_nothing_show(circle: Circle) -> None:
    files = circle.read()
    for what, data in NO_RECORDS.items():
        circle.take_over({**files, CONSENT: circle.sealed(data)}, signed=True)
        assert circle.codes() == {Code.NO_CONSENT}, what
        assert circle.in_the_site() == "", what
    circle.all_pages_open()


# what is told


TEXTS: Mapping[str, bytes] = {
    "nothing": b"",
    "no head": b"Only words.\n",
    "no language": b"---\ntitle: x\n---\nWords.\n",
    "language": b"---\nlanguage: ../../etc\n---\nWords.\n",
    "title a list": b"---\nlanguage: en\ntitle: [a, b]\n---\nWords.\n",
    "title a map": b"---\nlanguage: en\ntitle: {a: {b: c}}\n---\nWords.\n",
    "key twice": b"---\nlanguage: en\nlanguage: fr\n---\nWords.\n",
    "no yaml": b"---\nlanguage: en\n\t- [x\n---\nWords.\n",
    "runs": b"---\nlanguage: en\ntitle: !!python/object/apply:os.system ['true']\n---\nWords.\n",
    "bomb": b"---\nlanguage: en\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
    b"c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
    b"e: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n---\nWords.\n",
    "level": b"---\nlanguage: en\nattribution: 7\n---\nWords.\n",
    "notes": b"---\nlanguage: en\ncontent-notes: [[a]]\n---\nWords.\n",
    "no text": b"---\nlanguage: en\n---\n\xff\x00\xfe\n",
    "too long": b"---\nlanguage: en\n---\n" + b"word " * 500_000,
    "deep": b"---\nlanguage: en\n---\n" + b">" * 5_000 + b" x\n",
    "deep head": b"---\nlanguage: en\nx: " + b"[" * 5_000 + b"\n---\nx\n",
}


def test_a_text_that_is_no_story_stops_no_page(circle: Circle) -> None:
    files = circle.read()
    for what, data in TEXTS.items():
        circle.take_over({**files, STORY: circle.sealed(data)}, signed=True)
        assert circle.codes(), what
        assert circle.in_the_site() == "", what
        circle.all_pages_open()


# what is in it


def images() -> Iterator[tuple[str, bytes]]:
    """Pictures that no program of ours would have let in."""
    small = Image.new("RGB", (4, 4))
    told = Image.Exif()
    told[0x010E] = "Taken at the blue door"
    told[0x8825] = {1: "N", 2: (48.0, 51.0, 24.0)}
    made = io.BytesIO()
    small.save(made, "JPEG", exif=told)
    yield "gps.jpg", made.getvalue()
    made = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(made, "PNG")
    yield "bomb.png", made.getvalue()
    yield "words.png", b"not a picture"
    yield "drawing.png", b'<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"/>'
    yield "program.exe", b"MZ" + b"x" * 100
    yield "empty.png", b""


def test_pictures_that_another_program_sealed_in_are_nowhere_shown(circle: Circle) -> None:
    files = circle.read()
    pictures = dict(images())
    sealed = {f"media/{name}.age": circle.sealed(data) for name, data in pictures.items()}
    bad = {f"media/{name}": circle.sealed(b"x") for name in ("..age", "A.png.age", "x" * 200)}
    circle.take_over({**files, **sealed, **bad}, signed=True)
    assert Code.RELEASE_STALE in circle.codes()
    assert circle.in_the_site() == ""
    opened = open_shared(circle.ana, circle.story)
    assert opened is not None and dict(opened.media) == pictures
    said = story_reading.open_story(circle.ana, circle.story)
    (shown, *_) = story_views.as_it_will_stand(said)
    assert "<img" not in shown.html
    circle.all_pages_open()


def test_words_that_carry_scripts_and_remote_pictures_are_only_words(
    circle: Circle, tmp_path: Path
) -> None:
    """In the window, on paper and on the site; its teller wrote them and said yes."""
    ben, ana = circle.ben, circle.ana
    with listening() as (port, asked):
        body = "\n\n".join((SECRET, *ATTACKS)).replace("PORT", str(port))
        story = story_reading.open_story(ben, circle.story).opened.story
        name = '<a href="javascript:alert(1)">A neighbour</a>'
        told = replace(
            story,
            title='<img src=x onerror=alert(1)>"><script>alert(1)</script>',
            content_notes=("<svg onload=alert(1)>", "loss"),
            themes=("<script>alert(1)</script>",),
            voice='"><iframe src=x>',
            body=body.encode() + b"\n",
        )
        telling.keep_story(ben, circle.story, told)
        answers = {"display": name, "content_notes": told.content_notes}
        telling.keep_consent(ben, circle.story, {**answers, "attribution": Level.CHOSEN_NAME})
        telling.say_yes(ben, circle.story)
        story_sharing.share_story(ben, circle.story, SealedPlace.EDITORS)
        sync(ben)
        sync(ana)
        story_sharing.approve_story(ana, circle.story)
        view = read_story(ana, circle.story)
        sheets = (papers.review_sheet(view, "today"), papers.agreement(view, "today"))
        for html in (reading_html(view, around=True), *sheets):
            assert dangers(html.replace(f"<style>{papers._STYLE}</style>", "")) == []
        printer = QPrinter()
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        for html in sheets:
            print_html(html, printer)
        circle.all_pages_open()
        assert circle.codes() == set()
        publish(circle.places, ana)
        assert asked == []
    site = circle.folder / "ws-site"
    pages = git(site, "ls-tree", "-r", "--name-only", "main").splitlines()
    found = [content(site, f"main:{path}").decode() for path in pages if path.endswith(".html")]
    assert any(SECRET in html for html in found)
    for html in found:
        assert dangers(html, own_script=True) == []
        assert f'src="http://127.0.0.1:{port}' not in html

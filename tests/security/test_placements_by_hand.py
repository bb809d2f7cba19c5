"""Somebody says by hand which story stands where: what is wrong shows nothing, stops no page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from support.pairs import clear
from support.story_refs import content
from support.story_window import PageWindow
from support.toolkits import git
from support.walks import PAGES, SECRET, adopted, plainly, publish, share_and_place, tell
from toolkit_editor.annotations.selector import make_selector, to_target
from toolkit_editor.base.ids import DraftId, SectionId, StoryId, new_id
from toolkit_editor.checks.finding import Code
from toolkit_editor.prose.plain import plain_of
from toolkit_editor.review.event import on_draft
from toolkit_editor.services import founding, gate, story_reading, telling
from toolkit_editor.services.desk import MAIN, STORIES, Desk
from toolkit_editor.services.site_input import site_input
from toolkit_editor.services.unapproved import unapproved
from toolkit_editor.settings.places import Places
from toolkit_editor.store.model import Oid, RefChange
from toolkit_editor.ui.bridge.navigation import Go
from toolkit_editor.ui.home.home_page import HomePage
from toolkit_editor.ui.publish.publish_page import PublishPage
from toolkit_editor.ui.review.queue_page import ReviewPage
from toolkit_editor.ui.sections.section_page import SectionPage
from toolkit_editor.ui.stories.list_page import StoriesPage
from toolkit_editor.ui.stories.story_page import StoryPage

FRENCH = "Oreiller de Zanzibar"
FAR = 2**31


@dataclass
class Circle:
    """Ana has every role; her story stands beside a passage, in two languages."""

    folder: Path
    places: Places
    ana: Desk
    story: StoryId
    qtbot: QtBot

    @property
    def placement(self) -> dict[str, Any]:
        """The story's own placement."""
        (path,) = self.ana.store.files_in(self.ana.main(), "voices")
        made: dict[str, Any] = json.loads(self.ana.files(self.ana.main(), [path])[path])
        return made

    def put(self, files: Mapping[str, bytes | None], *, vouched: bool = True) -> None:
        """Put files into the toolkit; `vouched`: an editor even said yes to them."""
        desk, main = self.ana, self.ana.main()
        ids = {
            path: None if data is None else desk.store.write(data) for path, data in files.items()
        }
        commit = desk.store.make_commit(
            ids, base=main, parents=(main,), author=desk.me.id, at=desk.clock.now(), message="x"
        )
        desk.move(RefChange(MAIN, commit, main))
        if vouched:
            founding.vouch(desk, main, ids, commit)

    def codes(self) -> set[Code]:
        found = gate.check(self.ana)
        for one in found:
            clear(str(one.message))
        return {one.code for one in found if one.blocks}

    def all_pages_open(self) -> None:
        window = PageWindow(
            self.qtbot,
            self.places,
            self.ana,
            {
                "home": HomePage,
                "section": SectionPage,
                "stories": StoriesPage,
                "story": StoryPage,
                "review": ReviewPage,
                "publish": lambda session: PublishPage(session, plainly),
            },
        )
        for page in ("home", "stories", "review", "publish"):
            window.go(Go(page))
            assert window.page.isVisible()
        window.go(Go("story", self.story))
        window.go(Go("section", "hope", "en"))
        assert not window.crashed, window.crashed
        window.close()


@pytest.fixture
def circle(tmp_path: Path, qtbot: QtBot) -> Iterator[Circle]:
    places, ana = adopted(tmp_path, {**PAGES, "fr/hope.md": "# L’espoir\n\nIl grandit.\n".encode()})
    story = tell(ana)
    other = replace(story_reading.open_story(ana, story).opened.story, language="fr", head=b"")
    telling.keep_translation(ana, story, replace(other, body=f"# Nuit\n\n{FRENCH}.\n".encode()))
    telling.keep_consent(ana, story, {"channels": frozenset({"site-en", "site-fr"})})
    telling.say_yes(ana, story)
    share_and_place(ana, story)
    made = Circle(tmp_path, places, ana, story, qtbot)
    assert made.codes() == set()
    yield made
    ana.close()


def written(placement: Mapping[str, Any], **target: Any) -> tuple[str, bytes]:
    """A placement under an id of its own, with another target."""
    id_ = new_id()
    data = {**placement, "id": f"voice:{id_}", "target": {**placement["target"], **target}}
    return f"voices/{id_}.json", json.dumps(data).encode()


def selector(start: int, exact: str, prefix: str = "", suffix: str = "") -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": start + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]


def test_a_placement_of_a_story_that_is_not_there_stops_publishing(circle: Circle) -> None:
    placement = {**circle.placement, "body": "story:00000000000000ff"}
    circle.put(dict([written(placement)]))
    assert circle.codes() == {Code.NO_CONSENT}
    assert len(site_input(circle.ana, plainly).stories) == 2
    circle.all_pages_open()


def test_one_that_nobody_approved_stops_publishing(circle: Circle) -> None:
    circle.put(dict([written(circle.placement)]), vouched=False)
    assert circle.codes() == {Code.NOT_APPROVED}
    assert len(unapproved(circle.ana).now) == 1
    circle.all_pages_open()


def test_a_passage_that_cannot_be_is_not_shown(circle: Circle) -> None:
    placement = circle.placement
    version = placement["target"]["version"]
    sealed = circle.ana.store.file(circle.ana.refs(STORIES)[STORIES + circle.story], "story.age")
    tree = git(circle.ana.store.folder, "rev-parse", f"{MAIN}^{{tree}}")
    before = list(circle.ana.store.files_in(circle.ana.main(), "voices"))
    for target in (
        {"selector": selector(FAR - 5, "grows")},
        {"selector": selector(FAR, "grows")},
        {"selector": selector(10**30, "grows")},
        {"selector": selector(-5, "grows")},
        {"selector": selector(0, "x" * 19_999)},
        {"selector": selector(0, "x" * 20_001)},
        {"selector": selector(0, "\ud800")},
        {"selector": selector(0, "")},
        {"selector": []},
        {"selector": selector(0, "grows") * 2},
        {"selector": selector(0, "Never there."), "version": sealed},
        {"selector": selector(0, "Never there."), "version": tree},
        {"selector": selector(0, "Never there."), "version": "1" * 40},
        {"selector": selector(0, "Never there."), "version": version},
        {"version": "--upload-pack=x"},
        {"version": "HEAD"},
        {"source": "no such section"},
        {"source": "../../etc/passwd"},
        {"source": 7},
        {"language": "de"},
        {"language": "../fr"},
    ):
        path, data = written(placement, **target)
        circle.put({path: data, **dict.fromkeys(before)})
        before = [path]
        assert circle.codes(), target
        assert {one.lang for one in site_input(circle.ana, plainly).stories} <= {"en", "fr"}
        shown = [one for one in site_input(circle.ana, plainly).stories if one.after_block]
        assert not shown, target
    circle.all_pages_open()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"\xff", b"[" * 200_000, b"{}" * 200_000, b'{"id": 1, "id": 2}'],
    ids=["empty", "cut", "list", "no text", "deep", "huge", "twice"],
)
def test_a_file_that_is_none_stops_publishing_and_no_page(circle: Circle, data: bytes) -> None:
    circle.put({f"voices/{new_id()}.json": data, "voices/notes.txt": b"x", "voices/x": b"y"})
    assert circle.codes() == {Code.ANCHOR_UNSURE}
    assert len(site_input(circle.ana, plainly).stories) == 2
    circle.all_pages_open()


def test_a_story_placed_twice_in_one_section_stands_there_once(circle: Circle) -> None:
    """Also where one of the two says in which language, and the other is for another."""
    placement = circle.placement
    section = circle.ana.section(SectionId("hope"), "fr")
    text = plain_of(circle.ana.store.read(Oid(section.blob))).text
    start = text.index("Il grandit")
    found = make_selector(text, start, start + 10, section.blob)
    french = to_target(found, section.id, "fr")
    circle.put(dict([written(placement), written(placement), written(placement, **french)]))
    told = site_input(circle.ana, plainly).stories
    assert sorted(one.lang for one in told) == ["en", "fr"]
    circle.all_pages_open()
    assert circle.codes() == set()
    publish(circle.places, circle.ana)
    site = circle.folder / "ws-site"
    pages = git(site, "ls-tree", "-r", "--name-only", "main").splitlines()
    html_pages = [
        content(site, f"main:{one}").decode() for one in pages if one.endswith("hope.html")
    ]
    assert html_pages
    for html in html_pages:
        assert html.count(SECRET) + html.count(FRENCH) == 1
        twice = [id_ for id_, n in Counter(re.findall(r'\sid="([^"]*)"', html)).items() if n > 1]
        assert not twice


@pytest.mark.parametrize("path", ["voices/00000000000000ee.json", "en/more.md", "media/a.png"])
def test_a_draft_that_names_what_is_nowhere_stops_no_page(circle: Circle, path: str) -> None:
    """Whoever is in the group can sign such a thing."""
    main = circle.ana.main()
    facts = {"base": main, "tip": main, "files": {path: "1" * 40}}
    circle.ana.record(("shared", on_draft(DraftId(new_id())), facts))
    assert circle.codes() == set()
    assert len(site_input(circle.ana, plainly).stories) == 2
    circle.all_pages_open()

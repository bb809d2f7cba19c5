"""Everybody can use a section, and its links lead somewhere safe that is there."""

from __future__ import annotations

import pytest

from toolkit_editor.base.addresses import is_safe
from toolkit_editor.base.ids import StoryId
from toolkit_editor.checks.accessibility import check_accessibility, says_nothing
from toolkit_editor.checks.finding import ACCESSIBILITY, Code, Place, Severity
from toolkit_editor.checks.links import Targets, check_links, resolve
from toolkit_editor.prose.outline import Heading, Image, Link, Structure, Table

HERE = "en/part-1/meeting-2.md"


def codes(structure: Structure) -> list[tuple[str, int | None]]:
    return [
        (finding.code.value, finding.place.line) for finding in check_accessibility(structure, HERE)
    ]


def test_a_picture_needs_words_for_those_who_do_not_see_it() -> None:
    pictures = (
        Image("", "a.png", 3),
        Image("IMG_0042", "b.png", 4),
        Image("photo.jpg", "c.png", 5),
        Image("Six people around a table", "d.png", 6),
    )
    assert codes(Structure(images=pictures)) == [("no-alt", 3), ("no-alt", 4), ("no-alt", 5)]


def test_headings_go_down_one_step_at_a_time() -> None:
    headings = (
        Heading(2, "Goal", 1),
        Heading(4, "Too deep", 5),
        Heading(2, "Materials", 9),
        Heading(3, "Handouts", 12),
        Heading(2, " ", 14),
    )
    assert codes(Structure(headings=headings)) == [("heading-order", 5), ("heading-order", 14)]


@pytest.mark.parametrize(
    "text", ["click here", "Here.", "Cliquez ici", "ici", "Read more →", "En savoir plus…", "  "]
)
def test_a_link_that_says_nothing_is_noticed(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["The handout for meeting 2", "Guide de la réunion", "here we are"]
)
def test_a_link_that_names_its_goal_is_fine(text: str) -> None:
    assert not says_nothing(text)


def test_a_table_needs_a_heading_row() -> None:
    tables = (Table(has_header=False, line=2), Table(has_header=True, line=8))
    assert codes(Structure(tables=tables)) == [("table-header", 2)]


def test_a_group_may_let_accessibility_stop_publishing() -> None:
    structure = Structure(images=(Image("", "a.png", 3),))
    (warned,) = check_accessibility(structure, HERE)
    (blocked,) = check_accessibility(structure, HERE, ACCESSIBILITY)
    assert (warned.severity, warned.blocks) == (Severity.WARN, False)
    assert (blocked.severity, blocked.blocks) == (Severity.BLOCK, True)


TARGETS = Targets(
    {HERE, "en/part-1/index.md", "en/part-1/meeting-3.md", "media/circle.png", "en/index.md"},
    {HERE: {"goal"}, "en/part-1/meeting-3.md": {"après"}},
)


@pytest.mark.parametrize(
    "href",
    [
        *("meeting-3.md", "meeting-3.md#apr%C3%A8s", "#goal", "../../media/circle.png", "./"),
        *("/media/circle.png", "../", "https://example.org/x", "mailto:a@example.org", "tel:988"),
    ],
)
def test_a_link_that_leads_somewhere_is_fine(href: str) -> None:
    assert check_links(Structure(links=(Link("Words", href, 1),)), HERE, TARGETS) == []


@pytest.mark.parametrize("href", ["meeting-9.md", "../../../secret.md", "#gone", "meeting-3.md#x"])
def test_a_link_to_what_is_not_there_is_noticed(href: str) -> None:
    (finding,) = check_links(Structure(links=(Link("Words", href, 7),)), HERE, TARGETS)
    assert (finding.code, finding.severity) == (Code.LINK_BROKEN, Severity.WARN)
    assert str(finding.place) == f"{HERE}:7"


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:x"),
        *("java%0ascript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.test"),
        *("\u200bjavascript:x", "\\\\host\\share", "blob:x", "%6aavascript:x"),
    ],
)
def test_an_unsafe_link_stops_publishing(href: str) -> None:
    assert not is_safe(href)
    (finding,) = check_links(Structure(links=(Link("Words", href, 7),)), HERE, TARGETS)
    assert (finding.code, finding.severity) == (Code.UNSAFE, Severity.BLOCK)


def test_a_picture_is_looked_for_too() -> None:
    structure = Structure(images=(Image("A circle", "../media/circle.png", 2),))
    (finding,) = check_links(structure, HERE, TARGETS, {Code.LINK_BROKEN})
    assert finding.blocks


def test_an_address_inside_the_toolkit_is_resolved_from_where_it_stands() -> None:
    assert resolve("../../media/a%20b.png?x=1#y", HERE) == ("media/a b.png", "y")
    assert resolve("../../..", HERE) is None


def test_the_place_of_a_story_holds_no_word_of_it() -> None:
    assert str(Place(story=StoryId("0123456789abcdef"))) == "story:0123456789abcdef"
    assert str(Place(path="toolkit.yml")) == "toolkit.yml"

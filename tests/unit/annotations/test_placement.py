from __future__ import annotations

import json

import pytest

from support.passages import OLD
from toolkit_editor.annotations.placement import (
    Placement,
    PlacementUnreadable,
    from_json,
    path_of,
    to_json,
)
from toolkit_editor.annotations.selector import PlaceUnreadable, Target, make_selector
from toolkit_editor.base.ids import SectionId, StoryId

TEXT = "Aujourd’hui, on écoute. Some days talking is too much."
PLACEMENT = Placement(
    "00000000000000c1",
    StoryId("00000000000000d2"),
    Target(SectionId("d0b65efa4a2d548c"), make_selector(TEXT, 24, 54, OLD), "en"),
)


def test_a_placement_reads_back_and_is_always_written_the_same() -> None:
    data = to_json(PLACEMENT)
    assert from_json(data) == PLACEMENT
    assert to_json(from_json(data)) == data
    assert data.endswith(b"}\n") and not data.endswith(b"\n\n")
    assert "écoute" in data.decode()


def test_a_placement_is_a_linking_annotation_that_holds_no_word_of_the_story() -> None:
    fields = json.loads(to_json(PLACEMENT))
    assert list(fields) == sorted(fields)
    assert fields["motivation"] == "linking"
    assert fields["body"] == "story:00000000000000d2"
    assert fields["target"]["selector"][1]["exact"] == "Some days talking is too much."
    assert fields.keys() == {"@context", "id", "type", "motivation", "body", "target"}


def test_a_placement_lies_under_its_own_id() -> None:
    assert PLACEMENT.path == path_of("00000000000000c1") == "voices/00000000000000c1.json"


def spoiled(**fields: object) -> bytes:
    return json.dumps({**json.loads(to_json(PLACEMENT)), **fields}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b" " * 300_000,
        to_json(PLACEMENT).replace(b'"motivation"', b'"body": "story:0", "motivation"', 1),
        spoiled(motivation="commenting"),
        spoiled(body="story:../../x"),
        spoiled(body="the story itself"),
        spoiled(body={"type": "TextualBody", "value": "the story itself"}),
        spoiled(id="00000000000000c1"),
        spoiled(note="a word of the story"),
    ],
)
def test_a_file_that_is_no_placement_is_refused(data: bytes) -> None:
    with pytest.raises(PlacementUnreadable, match="stays off the site"):
        from_json(data)


def test_a_placement_without_a_readable_passage_is_refused() -> None:
    with pytest.raises(PlaceUnreadable):
        from_json(spoiled(target={"source": "x"}))

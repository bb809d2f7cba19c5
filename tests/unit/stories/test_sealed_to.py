from __future__ import annotations

import pytest

from support.told import EDITOR, MEMBER, TELLER
from toolkit_editor.base.ids import PersonId
from toolkit_editor.stories.record_json import RecordUnreadable
from toolkit_editor.stories.sealed_to import Place, SealedTo, from_json, name, people_in, to_json

KEEPER = PersonId("00000000000000ee")
MEMBERS = [
    (TELLER, {"contributor"}),
    (EDITOR, {"contributor", "editor"}),
    (KEEPER, {"maintainer"}),
    (MEMBER, {"contributor"}),
]


def test_each_place_has_the_people_it_promises() -> None:
    assert people_in(Place.ONLY_ME, TELLER, MEMBERS) == {TELLER}
    assert people_in(Place.EDITORS, TELLER, MEMBERS) == {TELLER, EDITOR, KEEPER}
    assert people_in(Place.GROUP, TELLER, MEMBERS) == {TELLER, EDITOR, KEEPER, MEMBER}


def test_the_teller_can_always_read_their_own_story() -> None:
    for place in Place:
        assert TELLER in people_in(place, TELLER, [])


def test_the_list_reads_back_and_is_always_written_the_same() -> None:
    listed = SealedTo(Place.EDITORS, frozenset({TELLER, EDITOR}))
    assert from_json(to_json(listed)) == listed
    assert to_json(listed) == (
        b'{\n  "people": [\n    "00000000000000aa",\n    "00000000000000bb"\n  ],\n'
        b'  "place": "editors"\n}\n'
    )


def test_places_are_named_in_the_words_of_every_list() -> None:
    assert [str(name(place)) for place in Place] == [
        "only on this computer",
        "with the editors",
        "with the group",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"people": [], "place": "group"}',
        b'{"people": ["Robin"], "place": "group"}',
        b'{"people": ["00000000000000aa", "00000000000000aa"], "place": "group"}',
        b'{"people": ["00000000000000aa"], "place": "everyone"}',
        b'{"people": ["00000000000000aa"], "place": "group", "place": "only-me"}',
    ],
)
def test_a_list_that_is_not_understood_is_refused(data: bytes) -> None:
    with pytest.raises(RecordUnreadable):
        from_json(data)

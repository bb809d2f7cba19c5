"""An event file is read strictly or not at all."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from hypothesis import given
from hypothesis import strategies as st

from support.groups import AT, ON_DRAFT, WHEN, Circle
from toolkit_editor.base.ids import EventId, PersonId
from toolkit_editor.review.event import (
    LATEST_LAMPORT,
    Event,
    EventUnreadable,
    from_json,
    on_section,
    subject_folder,
    to_json,
)
from toolkit_editor.review.signing import Checked, make_event, sign
from toolkit_editor.store.keys import Key
from toolkit_editor.store.paths import require_apart, why_not

KEY = Key.make()
PLAIN = sign(
    Event(EventId("0" * 15 + "1"), 3, PersonId("a" * 16), AT, ON_DRAFT, "comment", {"body": "é"}),
    KEY,
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.floats(-1e9, 1e9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=8,
)


def facts(**changes: Any) -> dict[str, Any]:
    found = json.loads(to_json(PLAIN))
    found.update(changes)
    return {key: value for key, value in found.items() if value is not ...}


def test_an_event_is_read_back_as_it_was_written() -> None:
    assert from_json(to_json(PLAIN), PLAIN.path) == PLAIN
    assert PLAIN.path == "d" * 16 + "/" + PLAIN.id + ".json"


@given(st.dictionaries(st.sampled_from(["note", "files", "body", "target"]), JSON))
def test_whatever_an_event_says_survives_and_verifies(data: dict[str, Any]) -> None:
    event = make_event(KEY, "comment", ON_DRAFT, data, by=PersonId("a" * 16), at=WHEN, after=7)
    read = from_json(to_json(event), event.path)
    assert read == event
    assert to_json(read) == to_json(event)
    assert Checked().is_signed_by(read, KEY.public_line)


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"v": True},
        {"v": "1"},
        {"v": 1.0},
        {"v": ...},
        {"id": "x"},
        {"id": "A" * 16},
        {"id": ...},
        {"lamport": 0},
        {"lamport": -1},
        {"lamport": 1.5},
        {"lamport": True},
        {"lamport": 2**53},
        {"by": "ana"},
        {"by": ...},
        {"at": "2026-11-22"},
        {"at": "2026-13-22T18:00Z"},
        {"at": AT + "\n"},
        {"on": "draft:x"},
        {"on": "nothing"},
        {"on": "section:"},
        {"on": "section:a\nb"},
        {"on": 1},
        {"kind": ""},
        {"kind": "No Kind"},
        {"kind": ...},
        {"sig": ""},
        {"sig": "A" * 86},
        {"sig": ...},
        {"note": 2**60},
    ],
)
def test_a_file_that_is_not_as_agreed_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(EventUnreadable):
        from_json(json.dumps(facts(**changes)).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"{",
        b"[" * 200_000,
        to_json(PLAIN)[:-3],
        to_json(PLAIN).replace(b'"v":1', b'"v":1,"v":1'),
        to_json(PLAIN).replace(b'"body":"', b'"body":"\\ud800'),
        to_json(PLAIN).replace(b'"body":"\xc3\xa9"', b'"body":NaN'),
        to_json(PLAIN).replace(b'"body":"\xc3\xa9"', b'"body":' + b"[" * 40 + b"]" * 40),
        to_json(PLAIN).replace(b'"body":"\xc3\xa9"', b'"body":"' + b"x" * 300_000 + b'"'),
        to_json(PLAIN).replace(b'"body":"\xc3\xa9"', b'"body":1e999'),
        to_json(PLAIN).replace(b'"body":"\xc3\xa9"', b'"body":{"a":1,"a":2}'),
        "\ufeff".encode() + to_json(PLAIN),
    ],
)
def test_a_file_that_would_harm_or_mislead_is_refused(data: bytes) -> None:
    with pytest.raises(EventUnreadable):
        from_json(data)


def test_an_event_copied_to_another_subject_is_refused() -> None:
    for path in ("e" * 16 + f"/{PLAIN.id}.json", "d" * 16 + "/" + "0" * 16 + ".json", "x.json"):
        with pytest.raises(EventUnreadable, match="wrong place"):
            from_json(to_json(PLAIN), path)


@given(st.lists(st.text(min_size=1).filter(str.isprintable), unique=True, max_size=8))
def test_every_section_has_a_folder_of_its_own_that_every_computer_can_hold(
    names: list[str],
) -> None:
    folders = [subject_folder(on_section(name)) for name in names]
    assert len(set(folders)) == len(names)
    assert all(why_not(folder) is None for folder in folders)
    require_apart(f"{folder}/{'0' * 16}.json" for folder in [*folders, "group"])


def test_ordinary_section_ids_stay_readable() -> None:
    assert subject_folder("section:hope/first-steps") == "hope/first-steps"
    assert subject_folder("section:" + "a" * 16) == "a" * 16
    for name in ("group", "group/x", "Hope", "a.b", "con", "x/aux", "../x", "é"):
        assert subject_folder(f"section:{name}").startswith("s-")


def test_the_clock_of_an_event_is_after_everything_seen() -> None:
    def clock(after: int) -> int:
        return make_event(
            KEY, "withdrawn", ON_DRAFT, {}, by=PersonId("a" * 16), at=WHEN, after=after
        ).lamport

    assert clock(0) == 1
    assert clock(41) == 42
    assert clock(LATEST_LAMPORT) == LATEST_LAMPORT


def test_a_stranger_can_check_a_signature_in_ten_lines() -> None:
    """Written against the contract alone, with nothing of this program but the file and the key."""
    import rfc8785

    circle = Circle()
    event = circle.comment(circle.ana, "Déjà vu 😀", target=None, number=0.1)
    found = json.loads(to_json(event))
    signature = base64.b64decode(found.pop("sig"))
    public = load_ssh_public_key(circle.line(circle.ana).encode())
    public.verify(signature, rfc8785.dumps(found))  # type: ignore[call-arg, union-attr, arg-type]


def test_what_was_checked_once_is_remembered_by_content_and_key() -> None:
    checked, other = Checked(), Key.make()
    stored = replace(PLAIN, source="b" * 40)
    assert checked.is_signed_by(stored, KEY.public_line)
    assert not checked.is_signed_by(stored, other.public_line)
    again = Checked.from_bytes(checked.to_bytes())
    forged = replace(PLAIN, sig="A" * 86 + "==", source="b" * 40)
    assert again.is_signed_by(forged, KEY.public_line), "the content is known by its id"
    assert not again.is_signed_by(replace(forged, source="c" * 40), KEY.public_line)
    assert not again.is_signed_by(replace(forged, source=""), KEY.public_line)
    assert again.to_bytes() == checked.to_bytes()

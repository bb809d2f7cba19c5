from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.told import AT, ENGLISH, FRENCH, TELLER, consented, told
from toolkit_editor.stories.bundle import OpenStory
from toolkit_editor.stories.release import is_released, released, taken_back, text_hash


def test_without_pictures_the_hash_is_that_of_the_files_bytes() -> None:
    assert text_hash(ENGLISH) == hashlib.sha256(ENGLISH).hexdigest()
    assert text_hash(ENGLISH, {}) == text_hash(ENGLISH)


def test_with_a_picture_the_hash_is_as_the_definition_says() -> None:
    picture = hashlib.sha256(b"pixels").digest()
    expected = hashlib.sha256(ENGLISH + b"\0card.png\0" + picture).hexdigest()
    assert text_hash(ENGLISH, {"card.png": b"pixels"}) == expected


def test_a_text_is_released_once_its_teller_said_yes_to_it() -> None:
    consent = consented()
    assert not is_released(consent, "en", ENGLISH)
    agreed = released(consent, TELLER, AT, {"en": text_hash(ENGLISH)})
    assert is_released(agreed, "en", ENGLISH)
    assert not is_released(agreed, "fr", ENGLISH)
    assert not is_released(None, "en", ENGLISH)


def test_a_yes_in_one_language_keeps_the_yes_in_another() -> None:
    english = released(consented(), TELLER, AT, {"en": text_hash(ENGLISH)})
    both = released(english, TELLER, AT, {"fr": text_hash(FRENCH)})
    assert is_released(both, "en", ENGLISH) and is_released(both, "fr", FRENCH)
    only_french = taken_back(both, TELLER, AT, "en")
    assert not is_released(only_french, "en", ENGLISH)
    assert is_released(only_french, "fr", FRENCH)


def stale(story: OpenStory) -> set[str]:
    return {
        language
        for language, text in story.texts().items()
        if not is_released(story.consent, language, text, story.media)
    }


def test_a_story_as_its_teller_released_it_is_not_stale() -> None:
    assert stale(told()) == set()


def english_with(**changes: object) -> OpenStory:
    story = told()
    return replace(story, story=replace(story.story, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"body": told().story.body + b" "},
        {"body": told().story.body.replace(b"\r\n", b"\n")},
        {"title": "Another title"},
        {"display_name": "Robin"},
        {"content_notes": ()},
    ],
)
def test_any_change_to_text_or_title_makes_that_language_stale(changes: dict[str, object]) -> None:
    assert stale(english_with(**changes)) == {"en"}


def test_a_changed_translation_makes_that_translation_stale() -> None:
    story = told()
    french = replace(story.translations["fr"], body="\nJ’avais ma carte.\n".encode())
    assert stale(replace(story, translations={"fr": french})) == {"fr"}


@pytest.mark.parametrize(
    "media",
    [
        {},
        {"card.png": b"other"},
        {"other.png": b"\x89PNG pixels"},
        {"card.png": b"\x89PNG pixels", "b.png": b""},
    ],
)
def test_a_changed_picture_makes_every_language_stale(media: dict[str, bytes]) -> None:
    assert stale(replace(told(), media=media)) == {"en", "fr"}


@given(st.binary(min_size=1, max_size=60), st.data())
def test_one_changed_byte_is_enough(text: bytes, data: st.DataObject) -> None:
    agreed = released(consented(), TELLER, AT, {"en": text_hash(text)})
    at = data.draw(st.integers(0, len(text) - 1))
    other = text[:at] + bytes([text[at] ^ data.draw(st.integers(1, 255))]) + text[at + 1 :]
    assert is_released(agreed, "en", text)
    assert not is_released(agreed, "en", other)
    assert not is_released(agreed, "en", text + b"\n")

from __future__ import annotations

from dataclasses import replace

import pytest

from support.told import (
    AT,
    EDITOR,
    ENGLISH,
    FRENCH,
    MEMBER,
    STORY,
    TELLER,
    Person,
    consented,
    told,
)
from toolkit_editor.base.errors import NotFound
from toolkit_editor.base.ids import EventId, StoryId
from toolkit_editor.stories.bundle import OpenStory, open_bundle, seal_bundle
from toolkit_editor.stories.consent import changed
from toolkit_editor.stories.consent_json import to_json
from toolkit_editor.stories.sealed_to import Place, SealedTo
from toolkit_editor.stories.sealing import NotForThisKey, SealBroken, open_sealed, seal
from toolkit_editor.stories.story import to_markdown

ANA, BEN, EVE = Person(), Person(), Person()
KEYS = {TELLER: ANA.public, EDITOR: BEN.public}
PATHS = {
    "story.age",
    "story.fr.age",
    "consent.age",
    "talk/00000000000000e1.age",
    "media/card.png.age",
    "sealed-to.json",
}


def sealed() -> dict[str, bytes]:
    return seal_bundle(told(), Place.EDITORS, KEYS)


def opened(files: dict[str, bytes]) -> OpenStory:
    return open_bundle(STORY, files, ANA.private)


def test_a_story_is_laid_out_as_the_format_says() -> None:
    assert sealed().keys() == PATHS


def test_each_of_its_readers_finds_the_whole_story() -> None:
    expected = replace(told(), found_sealed_to=SealedTo(Place.EDITORS, frozenset({TELLER, EDITOR})))
    for person in (ANA, BEN):
        assert open_bundle(STORY, sealed(), person.private) == expected


def test_the_texts_keep_their_bytes_through_sealing() -> None:
    assert opened(sealed()).texts() == {"en": ENGLISH, "fr": FRENCH}


def test_nothing_readable_lies_in_the_files() -> None:
    files = sealed()
    together = b"".join(files.values())
    for words in (b"tea break", b"resident", b"site-en", b"comment", b"pixels"):
        assert words not in together


def test_somebody_else_cannot_open_it() -> None:
    with pytest.raises(NotForThisKey):
        open_bundle(STORY, sealed(), EVE.private)


def test_sealing_again_without_a_change_keeps_every_byte() -> None:
    files = sealed()
    assert seal_bundle(opened(files), Place.EDITORS, KEYS) == files


def different(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def test_only_the_part_that_changed_is_sealed_anew() -> None:
    files = sealed()
    story = opened(files)
    consent = story.consent
    assert consent is not None
    shorter = replace(story, consent=changed(consent, TELLER, AT, {"community_hold": True}))
    assert different(seal_bundle(shorter, Place.EDITORS, KEYS), files) == {"consent.age"}
    retold = replace(story, story=replace(story.story, body=b"\nShort.\n"))
    assert different(seal_bundle(retold, Place.EDITORS, KEYS), files) == {"story.age"}


def test_a_part_taken_out_is_gone_and_a_new_one_is_there() -> None:
    files = sealed()
    story = replace(
        opened(files), media={}, talk={EventId("00000000000000e2"): b"{}"}, translations={}
    )
    assert different(seal_bundle(story, Place.EDITORS, KEYS), files) == {
        "media/card.png.age",
        "talk/00000000000000e1.age",
        "talk/00000000000000e2.age",
        "story.fr.age",
    }


def test_somebody_who_joins_reads_everything_and_somebody_who_left_nothing_new() -> None:
    files = sealed()
    joined = seal_bundle(opened(files), Place.GROUP, {**KEYS, MEMBER: EVE.public})
    assert open_bundle(STORY, joined, EVE.private).texts() == opened(files).texts()
    assert different(joined, files) == PATHS
    left = seal_bundle(opened(joined), Place.EDITORS, KEYS)
    for path in PATHS - {"sealed-to.json"}:
        with pytest.raises(NotForThisKey):
            open_sealed(left[path], EVE.private)


def test_a_person_with_a_new_key_reads_with_the_new_one_only() -> None:
    files = sealed()
    again = seal_bundle(opened(files), Place.EDITORS, {**KEYS, EDITOR: EVE.public})
    assert open_bundle(STORY, again, EVE.private).texts() == opened(files).texts()
    with pytest.raises(NotForThisKey):
        open_bundle(STORY, again, BEN.private)


def test_an_erased_story_is_not_here_any_more() -> None:
    with pytest.raises(NotFound, match="not here any more"):
        opened({})


def test_a_damaged_text_is_said_so() -> None:
    with pytest.raises(SealBroken):
        opened({**sealed(), "story.age": b"broken"})


def test_a_story_without_a_readable_record_opens_without_consent() -> None:
    for record in (b"broken", seal(b"{}", [ANA.public]), seal(b"", [EVE.public])):
        story = opened({**sealed(), "consent.age": record})
        assert story.consent is None
        assert story.left == {"consent.age": record}
        assert seal_bundle(story, Place.EDITORS, KEYS)["consent.age"] == record


def test_the_consent_to_another_story_is_no_consent_to_this_one() -> None:
    record = to_json(replace(consented(), story=StoryId("00000000000000d9")))
    files = {**sealed(), "consent.age": seal(record, [ANA.public])}
    assert opened(files).consent is None


def test_talk_that_is_not_for_this_person_leaves_the_rest_readable_and_is_kept() -> None:
    note = seal(b"{}", [EVE.public])
    files = {**sealed(), "talk/00000000000000e9.age": note}
    story = opened(files)
    assert story.talk.keys() == {"00000000000000e1"}
    assert seal_bundle(story, Place.EDITORS, KEYS) == files


@pytest.mark.parametrize(
    "path",
    [
        "story.en.age",
        "story.de.age",
        "story.x.age",
        "talk/../story.age",
        "talk/x.age",
        "media/../../x.age",
        "media/.hidden.age",
        f"media/{'x' * 200}.age",
        "README.md",
    ],
)
def test_a_file_that_does_not_belong_is_left_alone(path: str) -> None:
    files = {**sealed(), path: seal(FRENCH, [ANA.public])}
    story = opened(files)
    assert story == replace(opened(sealed()), left={path: files[path]})


def test_a_list_that_cannot_be_read_does_not_hide_the_story() -> None:
    story = opened({**sealed(), "sealed-to.json": b"{"})
    assert story.found_sealed_to is None
    assert to_markdown(story.story) == ENGLISH


@pytest.mark.parametrize(
    "changes",
    [
        {"translations": {"en": told().story}},
        {"translations": {"../fr": told().translations["fr"]}},
        {"talk": {"no id": b""}},
        {"media": {"../card.png": b""}},
        {"media": {"Card.PNG": b""}},
        {"media": {"x" * 101: b""}},
    ],
)
def test_a_part_whose_name_cannot_stand_in_the_ref_is_our_mistake(
    changes: dict[str, dict[str, object]],
) -> None:
    with pytest.raises(ValueError, match="not "):
        seal_bundle(replace(told(), **changes), Place.EDITORS, KEYS)  # type: ignore[arg-type]

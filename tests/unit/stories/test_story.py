from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.told import ENGLISH, FRENCH, STORY
from toolkit_editor.base.errors import Refused
from toolkit_editor.stories.attribution import Level
from toolkit_editor.stories.story import (
    Story,
    StoryUnreadable,
    as_written,
    from_markdown,
    to_markdown,
)

ONE_LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60)


def test_a_story_is_read_with_what_it_says_about_itself() -> None:
    story = from_markdown(STORY, ENGLISH)
    assert story.title == "The tea break"
    assert story.language == "en"
    assert story.attribution is Level.ROLE
    assert story.display_name == "A resident"
    assert story.content_notes == ("loss",)
    assert story.themes == ("safe-space",)
    assert story.voice == "lived-experience"
    assert story.body.startswith(b"\nI had my card on my knee.\r\n")


@pytest.mark.parametrize(
    "data", [ENGLISH, FRENCH, ENGLISH.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + FRENCH]
)
def test_what_nobody_touched_keeps_its_bytes(data: bytes) -> None:
    assert to_markdown(from_markdown(STORY, data)) == data


@given(st.binary(max_size=200))
def test_any_body_keeps_its_bytes(body: bytes) -> None:
    data = b"---\ntitle: T\nlanguage: en\n---\n" + body
    assert from_markdown(STORY, data).body == body
    assert to_markdown(from_markdown(STORY, data)) == data


def test_a_new_title_changes_its_line_alone() -> None:
    changed = to_markdown(replace(from_markdown(STORY, ENGLISH), title="The long break"))
    assert changed == ENGLISH.replace(b"The tea break", b"The long break")


def test_a_new_body_leaves_the_rest_alone() -> None:
    changed = to_markdown(replace(from_markdown(STORY, ENGLISH), body=b"\nNew.\n"))
    assert changed == ENGLISH.partition(b"---\n\n")[0] + b"---\n\nNew.\n"


@given(ONE_LINE, ONE_LINE, st.sampled_from([None, *Level]), st.lists(ONE_LINE, max_size=4))
def test_a_story_written_from_nothing_reads_back(
    title: str, name: str, level: Level | None, themes: list[str]
) -> None:
    story = Story(STORY, title, "fr", name, level, ("loss",), tuple(themes), "family", b"\nOui.\n")
    again = from_markdown(STORY, to_markdown(story))
    assert replace(again, head=b"") == story
    assert as_written(story) == again


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("title: T", "which language"),
        ("title: T\nlanguage: ../en", "which language"),
        ("title: [T]\nlanguage: en", "“title”"),
        ("title: T\nlanguage: en\nthemes: parity", "“themes”"),
        ("title: T\nlanguage: en\nthemes: [[parity]]", "“themes”"),
        ("title: T\nlanguage: en\nattribution: famous", "“attribution”"),
        ("title: T\nlanguage: en\nattribution: [role]", "“attribution”"),
    ],
)
def test_a_file_that_is_no_story_is_refused_in_one_sentence(head: str, sentence: str) -> None:
    with pytest.raises(StoryUnreadable, match=sentence):
        from_markdown(STORY, f"---\n{head}\n---\nText.\n".encode())


@pytest.mark.parametrize(
    "data",
    [
        b"No front matter at all.",
        b"x" * 2_000_001,
        b"---\nlanguage: en\nlanguage: fr\n---\n",
        b"---\nlanguage: &a [*a, *a]\n---\n",
        b"---\ntitle: !!python/object/apply:os.system [x]\nlanguage: en\n---\n",
        b"---\nlanguage: \xff\n---\n",
    ],
)
def test_a_hostile_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        from_markdown(STORY, data)

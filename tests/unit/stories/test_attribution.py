from __future__ import annotations

import pytest

from toolkit_editor.stories import attribution, channels, notes
from toolkit_editor.stories.attribution import Level


def test_a_teller_is_offered_their_role_first() -> None:
    assert attribution.PROPOSED is Level.ROLE


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_name_and_an_explanation(level: Level) -> None:
    assert str(attribution.name(level))
    assert str(attribution.explanation(level)).endswith((".", "that."))


def test_choosing_a_name_says_that_it_is_not_anonymous() -> None:
    assert "not the same as anonymous" in str(attribution.explanation(Level.CHOSEN_NAME))


def test_what_is_shown_is_exactly_what_the_teller_wrote() -> None:
    assert attribution.shown(Level.FIRST_NAME, "Inventa") == "Inventa"
    assert attribution.shown(Level.CHOSEN_NAME, " Lune d’essai ") == " Lune d’essai "


def test_a_story_not_shown_names_nobody_whatever_is_written() -> None:
    assert attribution.shown(Level.NOT_SHOWN, "Robin Sample") is None


def test_without_words_of_their_own_a_person_chose_not_to_be_named() -> None:
    assert str(attribution.shown(Level.ANONYMOUS, "")) == "A person who chose not to be named"


def test_a_composite_says_so() -> None:
    assert attribution.label(Level.COMPOSITE) is not None
    assert attribution.label(Level.ROLE) is None


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("text", ["two\nlines", "x" * 121, "tab\there", "turned \u202e round"])
def test_words_that_cannot_stand_beside_a_story_are_told(level: Level, text: str) -> None:
    assert attribution.display_problem(level, text) is not None


@pytest.mark.parametrize("level", Level)
def test_only_some_levels_need_words(level: Level) -> None:
    missing = attribution.display_problem(level, "  ") is not None
    assert missing == (level not in (Level.ANONYMOUS, Level.NOT_SHOWN))
    assert attribution.display_problem(level, "A facilitator") is None


def test_content_notes_are_the_agreed_list_in_its_order() -> None:
    assert notes.NOTES == (
        "violence",
        "stigma",
        "risky-behaviour",
        "mental-health",
        "death",
        "abuse",
        "crime",
        "hospital",
        "substance-use",
        "loss",
        "discrimination",
    )
    assert notes.in_order(["loss", "newer-note", "stigma", "loss"]) == (
        "stigma",
        "loss",
        "newer-note",
    )


def test_a_note_is_shown_in_words_and_an_unknown_one_as_written() -> None:
    assert str(notes.name("substance-use")) == "substance use"
    assert str(notes.name("{0}")) == "{0}"


def test_the_channels_of_a_toolkit_are_its_sites_and_five_more() -> None:
    assert channels.every(["en", "fr"]) == (
        "site-en",
        "site-fr",
        "handouts",
        "slides",
        "social-media",
        "research",
        "other-editions",
    )
    for channel in channels.every(["en", "fr-CA"]):
        assert channels.is_channel(channel)
        assert str(channels.name(channel))
        assert str(channels.cannot_be_recalled(channel))


def test_a_site_channel_names_its_language() -> None:
    assert channels.site_language(channels.site("fr")) == "fr"
    assert channels.site_language("handouts") is None
    assert str(channels.name("site-fr")) == "The public site (fr)"


@pytest.mark.parametrize("text", ["", "site-", "site-../x", "everything", "Site-en", None, 3, "fr"])
def test_anything_else_is_no_channel(text: object) -> None:
    assert not channels.is_channel(text)

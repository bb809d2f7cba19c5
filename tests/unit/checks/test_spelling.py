"""Words that are not in the dictionary, in both languages of a toolkit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from toolkit_editor.checks.dictionaries import (
    PREFERRED,
    Dictionary,
    dictionary_folders,
    find_dictionary,
    how_to_get,
)
from toolkit_editor.checks.spelling import Spelling, tokens_of

ENGLISH = """
We recieve people as they are, and nobody has to explane anything.
The comittee meets in the centre of town; its colour is green.
Bring your neighbour: it’s Ana’s idea, and the people’s evening too. We don't hurry.
Write to tea@circle.example or look at https://circle.example/wellcome, room B12, at 14h30.
The CBSSS and the NGOs came, and so did YouTube. A well-being corner, a well-bieng corner.
"""
WRONG_ENGLISH = ["recieve", "explane", "comittee", "bieng"]

FRENCH = """
L’équipe acceuille les personnes comme elles sont. On n'explique rien aujourd'hui.
C’est l’abri de quelqu’un, jusqu’à demain ; peut-être qu’ils réfléchisent encore.
Le rétablissement n’est pas une ligne drotie. Le cœur, la sœur, l’œuvre : tout va bien.
Les facilitateur·rices et la facilitatrice(-trice) écrivent à the@cercle.example. L’OMS le dit.
Vas-y, dit-elle, et elle s’en va lontemps.
"""
WRONG_FRENCH = ["acceuille", "réfléchisent", "drotie", "lontemps"]


@pytest.fixture(scope="module")
def spelling(tmp_path_factory: pytest.TempPathFactory) -> Spelling:
    folders = dictionary_folders(tmp_path_factory.mktemp("own"))
    made = Spelling(folders, ("en", "fr"))
    if made.missing:
        pytest.skip("no dictionaries on this computer")
    return made


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Only what came with the spelling library."""
    return dictionary_folders(tmp_path_factory.mktemp("own"), "win32")


def wrong(spelling: Spelling, text: str, language: str) -> list[str]:
    return [text[found.start : found.end] for found in spelling.misspelt(text, language)]


def test_mistakes_in_english_are_found_and_nothing_else(spelling: Spelling) -> None:
    assert wrong(spelling, ENGLISH, "en") == WRONG_ENGLISH


def test_mistakes_in_french_are_found_and_nothing_else(spelling: Spelling) -> None:
    assert wrong(spelling, FRENCH, "fr") == WRONG_FRENCH


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_sentence_in_the_other_language_is_not_a_row_of_mistakes(
    spelling: Spelling, language: str
) -> None:
    text = "She said: « Je suis contente d’être ici », and everybody understood."
    assert wrong(spelling, text, language) == []


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_both_apostrophes_are_alike(spelling: Spelling, apostrophe: str) -> None:
    text = "I don't know. L'équipe n'est pas là, aujourd'hui. L'equippe non plus."
    assert wrong(spelling, text.replace("'", apostrophe), "fr") == ["equippe"]


def test_letters_written_in_two_pieces_are_the_same_letters(spelling: Spelling) -> None:
    assert wrong(spelling, "Une re\u0301union et une e\u0301tape.", "fr") == []


def test_code_like_words_and_other_scripts_are_left_alone(spelling: Spelling) -> None:
    text = (
        "See notes.txt, en/part/hoppe.md, #circel, my_fille, C:\\temmp, 日本語, ᐃᓄᒃᑎᑐᑦ and Ωμεγα."
    )
    assert wrong(spelling, text, "en") == []


def test_a_word_of_mine_is_right_whatever_its_capitals(spelling: Spelling) -> None:
    folders = dictionary_folders(Path("nowhere"))
    mine = Spelling(folders, ("en", "fr"), frozenset({"Tikinagan", "Wâpan’s"}))
    assert wrong(mine, "A tikinagan, the Tikinagan’s strap, TIKINAGAN; l’tikinagan.", "en") == []
    assert wrong(spelling, "A tikinagan.", "en") == ["tikinagan"]
    spelling_of_today = Spelling(folders, ("en",))
    assert wrong(spelling_of_today, "the zzyxq", "en") == ["zzyxq"]
    spelling_of_today.learn(["zzyxq"])
    assert wrong(spelling_of_today, "the zzyxq", "en") == []


def test_what_was_meant_is_among_the_suggestions(spelling: Spelling) -> None:
    assert spelling.suggest("recieve", "en")[0] == "receive"
    assert "longtemps" in spelling.suggest("lontemps", "fr")
    assert spelling.suggest("l’equipe", "fr")[0] == "l’équipe"
    assert spelling.suggest("l'equipe", "fr")[0] == "l'équipe"
    assert spelling.suggest("日本", "fr") == []


def test_where_there_is_no_dictionary_nothing_is_called_wrong(tmp_path: Path) -> None:
    none = Spelling((tmp_path,), ("en", "fr"))
    assert none.missing == ("en", "fr")
    assert none.misspelt(ENGLISH, "en") == []
    assert none.suggest("recieve", "en") == []


def test_a_text_is_not_judged_by_the_dictionary_of_another_language(
    brought: tuple[Path, ...],
) -> None:
    english_alone = Spelling(brought, ("en", "fr"))
    assert english_alone.missing == ("fr",)
    assert english_alone.misspelt(FRENCH, "fr") == []


def test_canadian_spellings_are_right_even_with_the_american_dictionary(
    brought: tuple[Path, ...],
) -> None:
    spelling = Spelling(brought, ("en",))
    text = (
        "The colour of the centre; we organise, analyse, practise and honour our neighbours while "
        "travelling. A catalogue of behaviours, a licence, the defence, grey programmes, fulfil."
    )
    assert wrong(spelling, text, "en") == []
    assert wrong(spelling, "coloor, centtre, organisse", "en") == ["coloor", "centtre", "organisse"]


def test_words_are_told_by_where_they_stand() -> None:
    text = "Hé! 🙂 c’est a b 42 l’été"
    assert [(t.text, t.start, t.end) for t in tokens_of(text)] == [
        ("Hé", 0, 2),
        ("c’est", 6, 11),
        ("l’été", 19, 24),
    ]


@pytest.mark.timeout(20)
def test_a_hostile_text_takes_no_time() -> None:
    for text in ("a" * 300_000, "a." * 150_000, "a-" * 150_000, "1a" * 150_000, "/" * 300_000):
        assert list(tokens_of(text)) == []


def test_the_best_dictionary_is_taken_and_a_half_one_is_not(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, names in ((first, ["en_US", "fr_FR"]), (second, ["en_GB"])):
        folder.mkdir()
        for name in names:
            for end in ("aff", "dic"):
                (folder / f"{name}.{end}").touch()
    (first / "en_CA.dic").touch()
    assert find_dictionary("en", (first, second)) == Dictionary("en_GB", second)
    assert find_dictionary("fr", (first, second)) == Dictionary("fr_FR", first)
    assert find_dictionary("cr", (first, second)) is None


def test_the_persons_own_folder_comes_first_on_every_system(tmp_path: Path) -> None:
    for platform in ("linux", "darwin", "win32"):
        folders = dictionary_folders(tmp_path, platform)
        assert folders[0] == tmp_path
        assert find_dictionary("en", folders[-1:]) is not None
    assert str(tmp_path) in str(how_to_get("fr", tmp_path))
    assert PREFERRED["fr"][0] in str(how_to_get("fr", tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="folders there have no such bits")
def test_a_dictionary_in_the_own_folder_works(tmp_path: Path, brought: tuple[Path, ...]) -> None:
    found = find_dictionary("en", brought)
    assert found is not None
    for end in ("aff", "dic"):
        shutil.copyfile(found.folder / f"{found.name}.{end}", tmp_path / f"xx.{end}")
    other = Spelling((tmp_path,), ("xx",))
    assert wrong(other, "A recieved letter", "xx") == ["recieved"]

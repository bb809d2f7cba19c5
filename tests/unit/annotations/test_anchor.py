from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.passages import (
    NEW,
    OLD,
    joined,
    lightly_edited,
    look_alike,
    paragraphs,
    real_texts,
    sentence,
)
from toolkit_editor.annotations.anchor import Certainty, Found, find, find_all
from toolkit_editor.annotations.selector import Selector, make_selector

SEEDS = range(60)


def select(text: str, words: str) -> Selector:
    start = text.index(words)
    return make_selector(text, start, start + len(words), OLD)


def found_words(text: str, found: Found) -> str:
    return text[found.start : found.end]


@given(st.text(min_size=1), st.data())
def test_in_an_untouched_text_every_note_is_certain(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selector = make_selector(text, start, end, OLD)
    assert find(selector, None, text, OLD) == Found(start, end, Certainty.CERTAIN)
    saved_again = find(selector, text, text, NEW)
    assert saved_again == Found(start, end, Certainty.MAPPED) or not selector.exact.strip()


def test_a_quote_that_its_own_version_does_not_hold_is_never_certain() -> None:
    text = "One thing and then another thing."
    forged = Selector(OLD, 0, 9, "something", "", "")
    assert find(forged, None, text, OLD).certainty is Certainty.LOST
    shifted = Selector(OLD, 0, 13, "another thing", "", "")
    assert find(shifted, text, text, OLD) == Found(19, 32, Certainty.UNSURE)


@pytest.mark.parametrize("seed", SEEDS)
def test_notes_stay_with_their_sentence_through_light_edits(seed: int) -> None:
    dice = random.Random(seed)
    before = paragraphs(dice)
    after = [[lightly_edited(dice, words) for words in paragraph] for paragraph in before]
    old, new = joined(before), joined(after)
    kept = 0
    for paragraph, edited in zip(before, after, strict=True):
        for words, expected in zip(paragraph, edited, strict=True):
            found = find(select(old, words), old, new, NEW)
            if found.certainty is Certainty.MAPPED:
                assert overlap(found, new, expected) > 0.8
                kept += 1
            elif found.certainty is Certainty.UNSURE:
                assert overlap(found, new, expected) > 0.5
    assert kept >= 0.95 * sum(map(len, before))


def overlap(found: Found, text: str, expected: str) -> float:
    """The shared part of what was found and where the expected words stand, of both together."""
    start = text.index(expected)
    end = start + len(expected)
    shared = min(found.end, end) - max(found.start, start)
    return shared / (max(found.end, end) - min(found.start, start))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_note_on_one_word_stays_on_that_word(seed: int) -> None:
    dice = random.Random(seed)
    text = paragraphs(dice)
    old = joined(text)
    word = dice.choice(list(re.finditer(r"\w{4,}", old)))
    selector = make_selector(old, word.start(), word.end(), OLD)
    new = "A new first line.\n" + old + "\nA new last line."
    found = find(selector, old, new, NEW)
    assert found.certainty is Certainty.MAPPED
    assert found.start == word.start() + len("A new first line.\n")
    assert found_words(new, found) == word[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rewritten_passage_is_not_said_to_be_found(seed: int) -> None:
    dice = random.Random(seed)
    before = paragraphs(dice)
    at = dice.randrange(len(before))
    words = before[at][1]
    after = [*before[:at], [sentence(dice) for _ in before[at]], *before[at + 1 :]]
    found = find(select(joined(before), words), joined(before), joined(after), NEW)
    if words not in joined(after):
        assert found.certainty in (Certainty.LOST, Certainty.UNSURE)


def test_a_passage_said_in_other_words_is_lost_where_it_was() -> None:
    old = "Before it all.\nWe sat in a circle and nobody spoke first.\nAfter it all."
    new = "Before it all.\nChairs were put round, silence was fine with everyone.\nAfter it all."
    found = find(select(old, "We sat in a circle and nobody spoke first."), old, new, NEW)
    assert found.certainty is Certainty.LOST
    assert new.index("Chairs") <= found.start <= found.end <= new.index("\nAfter")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_moved_paragraph_is_proposed_and_a_person_is_asked(seed: int) -> None:
    dice = random.Random(seed)
    before = paragraphs(dice)
    after = [*before[3:9], before[1], before[0], before[2], *before[9:]]
    words = before[1][2]
    found = find(select(joined(before), words), joined(before), joined(after), NEW)
    assert found.certainty is Certainty.UNSURE
    assert found_words(joined(after), found) == words


@pytest.mark.parametrize("seed", SEEDS)
def test_a_moved_and_touched_paragraph_is_proposed_too(seed: int) -> None:
    dice = random.Random(seed)
    before = paragraphs(dice)
    words = before[1][2]
    touched = [before[1][0], before[1][1], words.replace(" the ", " that ", 1), before[1][3]]
    after = [*before[2:], touched]
    old, new = joined(before), joined(after)
    found = find(select(old, words), old, new, NEW)
    assert not found.certainty.settled
    if found.certainty is Certainty.UNSURE:
        assert overlap(found, new, touched[2]) > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_a_deleted_sentence_is_lost_and_its_last_place_is_kept(seed: int) -> None:
    dice = random.Random(seed)
    before = paragraphs(dice)
    at = dice.randrange(len(before))
    words = before[at][2]
    after = [[s for s in paragraph if s != words] for paragraph in before]
    old, new = joined(before), joined(after)
    found = find(select(old, words), old, new, NEW)
    assert not found.certainty.settled
    assert 0 <= found.start <= found.end <= len(new)
    if found.certainty is Certainty.LOST:
        line = new[: found.start].count("\n")
        assert abs(line - at) <= 1


@pytest.mark.parametrize("where", ["next to it", "same paragraph", "elsewhere", "newly written"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_deleted_sentence_never_passes_silently_to_a_look_alike(seed: int, where: str) -> None:
    dice = random.Random(seed)
    before = paragraphs(dice)
    words = before[4][1]
    other = look_alike(words)
    if where == "next to it":
        before[4].insert(dice.choice((1, 2)), other)
    elif where == "same paragraph":
        before[4].append(other)
    elif where == "elsewhere":
        before[dice.choice((0, 3, 5, 8))].append(other)
    after = [[s for s in paragraph if s != words] for paragraph in before]
    if where == "newly written":
        after[dice.choice((0, 2, 7, 9))].append(other)
    found = find(select(joined(before), words), joined(before), joined(after), NEW)
    assert not found.certainty.settled


@given(st.data())
def test_whatever_stands_around_a_deleted_passage_it_is_never_silently_found(
    data: st.DataObject,
) -> None:
    """Few words, so that everything looks alike; what is left is what stood before, nothing new."""
    word = st.sampled_from(["we", "meet", "on", "Monday", "Tuesday", "and", "\n"])
    words = data.draw(st.lists(word, min_size=3, max_size=40))
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words)))
    old, new = " ".join(words), " ".join(words[:first] + words[last:])
    start = len(" ".join([*words[:first], ""]))
    passage = " ".join(words[first:last])
    if not passage.strip():
        return
    selector = make_selector(old, start, start + len(passage), OLD)
    assert not find(selector, old, new, NEW).certainty.settled


def test_a_deletion_that_could_have_been_the_next_words_instead_asks_a_person() -> None:
    """The line "we we" was there before and is there now, and still not surely the same one."""
    old, new = "\n we \n we we", "\n we we"
    passage = make_selector(old, old.index("\n we we"), old.index(" we", 8), OLD)
    assert passage.exact == "\n we"
    assert not find(passage, old, new, NEW).certainty.settled


def test_a_text_written_anew_with_the_same_few_words_keeps_next_to_no_note() -> None:
    """Eight nouns and one sentence pattern: whatever is found again is found by accident."""
    settled = tried = 0
    for seed in range(20):
        dice = random.Random(seed)
        old, new = joined(paragraphs(dice)), joined(paragraphs(dice))
        starts = [dice.randrange(len(old) - 100) for _ in range(100)]
        selectors = [make_selector(old, at, at + dice.randint(3, 90), OLD) for at in starts]
        found = find_all(selectors, {OLD: old}, new, NEW)
        settled += sum(place.certainty.settled for place in found)
        tried += len(found)
    assert settled <= tried / 200


def test_a_whole_text_touched_up_at_once_keeps_its_notes() -> None:
    dice = random.Random(5)
    text = paragraphs(dice, count=130)
    old = joined(text)
    new = joined([[lightly_edited(dice, words) for words in paragraph] for paragraph in text])
    sentences = [words for paragraph in text for words in paragraph]
    found = find_all([select(old, words) for words in sentences], {OLD: old}, new, NEW)
    assert sum(place.certainty.settled for place in found) >= 0.95 * len(found)


def test_two_sentences_alike_and_one_deleted_asks_a_person() -> None:
    old = "Start here. We meet on Monday at ten. We meet on Monday at ten. Then go."
    new = "Start here. We meet on Monday at ten. Then go."
    first = make_selector(old, 12, 37, OLD)
    second = make_selector(old, 38, 63, OLD)
    for selector in (first, second):
        assert find(selector, old, new, NEW).certainty is Certainty.UNSURE


def test_without_the_old_version_only_a_quote_that_is_there_once_is_proposed() -> None:
    text = "Ask first. Listen well. Ask again, and then listen well again."
    once = Selector(OLD, 500, 512, "Listen well.", "", " Ask")
    assert find(once, None, text, NEW) == Found(11, 23, Certainty.UNSURE)
    twice = Selector(OLD, 500, 503, "Ask", "nothing like", "what is here")
    assert find(twice, None, text, NEW).certainty is Certainty.LOST
    told_apart = Selector(OLD, 500, 503, "Ask", text[:24][-32:], text[27:59])
    assert find(told_apart, None, text, NEW) == Found(24, 27, Certainty.UNSURE)


def test_a_quote_with_two_look_alikes_is_lost_rather_than_guessed() -> None:
    quote = "The kettle belongs to everybody in the house."
    text = (
        "The kettle belongs to everyone in the house.\n"
        "A line between.\n"
        "The kettle belongs to everyday in the house."
    )
    selector = Selector(OLD, 0, len(quote), quote, "", "")
    assert find(selector, None, text, NEW).certainty is Certainty.LOST


def test_a_passage_over_two_paragraphs_is_proposed_after_moving() -> None:
    quote = "It ended with an odd question.\nNobody answered it at first."
    old = f"Beginning of it.\n{quote}\nMiddle part, longer.\nEnd of it."
    new = f"Middle part, longer.\nEnd of it.\n{quote.replace('odd', 'old')}\nBeginning of it."
    found = find(select(old, quote), old, new, NEW)
    assert found.certainty is Certainty.UNSURE
    assert found_words(new, found) == quote.replace("odd", "old")


def test_words_put_in_at_the_end_of_a_passage_do_not_widen_it() -> None:
    old = "Hope matters. It grows in company. It takes time."
    new = "Hope matters. It grows in company. Nobody can hurry it at all. It takes time."
    found = find(select(old, "It grows in company."), old, new, NEW)
    assert found_words(new, found) == "It grows in company."


def test_a_changed_first_word_stays_part_of_the_passage() -> None:
    old = "Hope matters here. People grow in good company. It takes time."
    new = "Hope matters here. Humans grow in good company. It takes time."
    found = find(select(old, "People grow in good company."), old, new, NEW)
    assert found.certainty is Certainty.MAPPED
    assert found_words(new, found) == "Humans grow in good company."


def test_an_emptied_text_loses_its_notes_without_breaking() -> None:
    old = "Only this."
    assert find(select(old, "Only this."), old, "", NEW) == Found(0, 0, Certainty.LOST)


def test_notes_from_several_versions_are_found_together() -> None:
    older, old = "One. Two words here.", "One. Two words are here."
    new = "Zero. One. Two words are here. Three."
    selectors = [
        make_selector(older, 5, 20, "c" * 40),
        make_selector(old, 5, 24, OLD),
        make_selector(new, 6, 10, NEW),
    ]
    found = find_all(selectors, {"c" * 40: older, OLD: old}, new, NEW)
    assert [place.certainty for place in found] == ["mapped", "mapped", "certain"]
    assert found_words(new, found[0]) == found_words(new, found[1]) == "Two words are here."


def test_bytes_that_are_no_text_do_not_stop_a_note_from_being_found() -> None:
    old = b"caf\xe9 et th\xc3\xa9, puis un mot".decode("utf-8", "surrogateescape")
    selector = make_selector(old, 0, 10, OLD)
    assert selector.exact == "caf\ufffd et thé"[:10]
    assert find(selector, old, old, OLD).certainty is Certainty.CERTAIN
    assert find(selector, old, "Oui. " + old, NEW) == Found(5, 15, Certainty.MAPPED)


def test_real_texts_keep_lose_and_ask_as_they_should() -> None:
    texts = real_texts()
    if not texts:
        pytest.skip("no real texts at hand: set REAL_TEXTS to a folder of Markdown files")
    dice = random.Random(7)
    kept = tried = 0
    for _, old in texts:
        sentences = [m for m in re.finditer(r"[^.\n]{40,200}\.", old) if old.count(m[0]) == 1]
        sentences = [m for m in sentences if m.end() < len(old) - 200]
        for match in dice.sample(sentences, min(6, len(sentences))):
            selector = make_selector(old, match.start(), match.end(), OLD)
            deleted = old[: match.start()] + old[match.end() :]
            assert not find(selector, old, deleted, NEW).certainty.settled
            with_other = deleted + "\n" + look_alike(match[0])
            assert not find(selector, old, with_other, NEW).certainty.settled
            lines = old.split("\n")
            edited = "\n".join(lightly_edited(dice, line) for line in lines)
            tried += 1
            kept += find(selector, old, edited, NEW).certainty is Certainty.MAPPED
    assert tried
    assert kept >= 0.9 * tried

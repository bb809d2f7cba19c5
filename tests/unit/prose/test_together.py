"""Two people's changes to one text, brought together by sentence."""

from __future__ import annotations

import random

import pytest

from support.texts import commonmark_examples, corpus, gfm_examples, real_texts
from support.two_people import Person, collisions, composed, two_people
from toolkit_editor.prose.together.merging import Clash, Together, bring_together
from toolkit_editor.prose.together.units import Sort, units_of

TEXT = (
    "Hope is small. It grows when it is shared. Nobody carries it alone.\n\n"
    "A second paragraph stands here. It has two sentences.\n\n"
    "- bring a friend\n- bring the tea and the good cups\n"
)


def texts() -> list[str]:
    """Real articles with sentences enough."""
    found = (data.decode("utf-8", "ignore") for data in real_texts().values())
    return [text for text in found if 3_000 < len(text) < 60_000 and "\r" not in text]


def ours(clash: Clash) -> str:
    return clash.ours


def theirs(clash: Clash) -> str:
    return clash.theirs


def together(mine: str, other: str, base: str = TEXT) -> str:
    """Both changes at once; nothing may wait for a choice."""
    found = bring_together(base, mine, other)
    assert found.clashes == ()
    return found.text(ours)


def change(*replacements: tuple[str, str]) -> str:
    """`TEXT` with something else in the place of something."""
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


# units


def test_units_are_the_text_again() -> None:
    everything = [*real_texts().values(), *corpus().values()]
    everything += [*commonmark_examples(), *gfm_examples()]
    for data in everything:
        text = data.decode("utf-8", "replace")
        assert "".join(unit.source for unit in units_of(text)) == text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Dr. May came. She stayed.", ["Dr. May came.", "She stayed."]),
        ("See `a. B` here. Then go.", ["See `a. B` here.", "Then go."]),
        ("**Stop.** Then go.", ["**Stop.**", "Then go."]),
        ("A [link.](http://a.b/c. D) stays. Yes.", ["A [link.](http://a.b/c. D) stays.", "Yes."]),
        ("It helps.[^1] It does.", ["It helps.[^1]", "It does."]),
        ("« On reste. » Puis on part.", ["« On reste. »", "Puis on part."]),
        ("Une image <b title='a. b'>x</b>. Fin.", ["Une image <b title='a. b'>x</b>.", "Fin."]),
        ("One line\ngoes on. Next\nline.", ["One line goes on.", "Next line."]),
        ("- item one. More.", ["item one.", "More."]),
        ("> Quoted. More\n> here.", ["Quoted.", "More here."]),
    ],
)
def test_sentences_in_source(source: str, words: list[str]) -> None:
    assert [unit.words for unit in units_of(source) if unit.sort is Sort.SENTENCE] == words


# what combines


def test_two_sentences_of_one_paragraph_combine_and_are_worth_a_look() -> None:
    found = bring_together(TEXT, change(("small", "tiny")), change(("alone", "away")))
    assert found.text(ours) == change(("small", "tiny"), ("alone", "away"))
    assert found.looks == ("Hope is tiny. It grows when it is shared. Nobody carries it away.",)


def test_the_same_change_is_made_once() -> None:
    assert together(change(("small", "tiny")), change(("small", "tiny"))) == change(
        ("small", "tiny")
    )


def test_a_rewrapped_paragraph_takes_another_persons_word() -> None:
    wrapped = change(("It grows when it is", "It grows\nwhen it is"))
    assert together(wrapped, change(("alone", "away"))) == wrapped.replace("alone", "away")


def test_a_moved_paragraph_takes_the_others_words_along() -> None:
    first, second, rest = TEXT.split("\n\n")
    moved = f"{second}\n\n{first}\n\n{rest}"
    assert together(moved, change(("two", "three"))) == moved.replace("two", "three")


def test_a_split_and_a_word() -> None:
    split = change((" Nobody carries", "\n\nNobody carries"))
    assert together(split, change(("alone", "away"))) == split.replace("alone", "away")


def test_two_new_sentences_in_one_place_are_both_kept() -> None:
    mine = change(("shared.", "shared. Apples are red."))
    other = change(("shared.", "shared. Pears are green."))
    expected = change(("shared.", "shared. Apples are red. Pears are green."))
    assert together(mine, other) == expected == together(other, mine)


def test_items_of_a_list_combine() -> None:
    mine = change(("- bring a friend", "- bring a friend\n- bring a song"))
    other = change(("good cups", "blue cups"))
    assert together(mine, other) == mine.replace("good cups", "blue cups")


def test_both_take_out_the_beginning_of_a_paragraph() -> None:
    mine = change(("A second paragraph stands here. ", ""))
    other = change((" It has two sentences.", ""))
    assert together(mine, other) == change(
        ("\n\nA second paragraph stands here. It has two sentences.", "")
    )


def test_one_takes_out_the_first_sentence_and_one_the_second() -> None:
    base = "Begin here.\n\nOne stands first. Two stands next. Three stands last.\n"
    mine = base.replace("One stands first. ", "")
    other = base.replace("Two stands next. ", "")
    assert together(mine, other, base) == "Begin here.\n\nThree stands last.\n"


def test_rows_of_a_table_combine() -> None:
    base = "| Who | When |\n|---|---|\n| Ana | noon |\n| Bo | night |\n"
    mine, other = base.replace("noon", "dawn"), base.replace("night |\n", "dusk |\n| Cy | now |\n")
    expected = base.replace("noon", "dawn").replace("night |\n", "dusk |\n| Cy | now |\n")
    assert together(mine, other, base) == expected


def test_front_matter_combines_by_key() -> None:
    base = "---\ntitle: Hope\norder: 3\naudience:\n  - staff\n---\n\nWords.\n"
    mine, other = base.replace("Hope", "Hoping"), base.replace("- staff", "- staff\n  - family")
    assert together(mine, other, base) == mine.replace("- staff", "- staff\n  - family")


def test_front_matter_after_a_byte_order_mark_combines_by_key() -> None:
    base = "\ufeff---\ntitle: Hope\norder: 3\n---\n\nWords.\n"
    mine, other = base.replace("Hope", "Hoping"), base.replace("3", "4")
    assert together(mine, other, base) == mine.replace("3", "4")


# what a person must choose


def clash_of(mine: str, other: str, base: str = TEXT) -> Clash:
    found = bring_together(base, mine, other)
    (clash,) = found.clashes
    assert found.text(ours) == mine
    assert found.text(theirs) == other
    return clash


def test_one_sentence_changed_twice() -> None:
    clash = clash_of(change(("small", "tiny")), change(("small", "slow")))
    assert clash == Clash("Hope is small.", "Hope is tiny.", "Hope is slow.", None)


def test_different_words_of_one_sentence_are_proposed_and_not_done() -> None:
    clash = clash_of(change(("Nobody", "No one")), change(("alone", "away")))
    assert clash.proposal == " No one carries it away."


def test_neighbouring_words_are_not_even_proposed() -> None:
    clash = clash_of(change(("it alone", "this alone")), change(("alone", "away")))
    assert clash.proposal is None


def test_taken_out_here_and_changed_there() -> None:
    clash = clash_of(change((" It grows when it is shared.", "")), change(("grows", "thrives")))
    assert clash.ours == ""
    assert clash.theirs == " It thrives when it is shared."


def test_rewritten_beyond_likeness_here_and_changed_there() -> None:
    other = change(("grows", "thrives"))
    clash = clash_of(change(("It grows when it is shared.", "Zzz xx qq pp!")), other)
    assert (clash.ours, clash.theirs) == (" Zzz xx qq pp!", " It thrives when it is shared.")


def test_split_in_two_here_and_changed_there() -> None:
    base = "The circle meets on Monday and everybody is welcome there. Come.\n"
    mine = base.replace(" and everybody", ". Everybody")
    clash_of(mine, base.replace("Monday", "Tuesday"), base)


def test_the_first_of_a_paragraph_taken_out_here_and_changed_there() -> None:
    mine = change(("A second paragraph stands here. ", ""))
    clash_of(mine, change(("stands here", "is standing here")))


def test_without_a_last_line_end() -> None:
    base = TEXT.rstrip("\n")
    mine = base.replace("small", "tiny")
    assert together(mine, base.replace("alone", "away"), base) == mine.replace("alone", "away")


def test_what_moved_into_a_clash_is_still_there() -> None:
    first, second, third = TEXT.split("\n\n")
    base = "\n\n".join([first, second, "A third paragraph stands below it all.", third])
    moved = "\n\n".join(
        [
            first.replace("It grows", "A third paragraph stands below it all. It grows"),
            second,
            third,
        ]
    )
    mine = moved.replace("small", "tiny").replace("when it is shared", "when it is told")
    other = base.replace("small", "slow").replace("when it is shared", "when it is given")
    found = bring_together(base, mine, other)
    everywhere = found.text(ours) + found.text(theirs)
    for sentence in ("A third paragraph stands below it all.", "Hope is tiny.", "is given."):
        assert sentence in everywhere


def test_one_key_of_front_matter_changed_twice() -> None:
    base = "---\ntitle: Hope\norder: 3\n---\n\nWords.\n"
    clash = clash_of(base.replace("Hope", "Hoping"), base.replace("Hope", "Trust"), base)
    assert clash.base == "\ntitle: Hope"


def test_a_heading_here_and_an_item_there() -> None:
    mine = change(("A second paragraph", "## A second paragraph"))
    clash_of(mine, change(("A second paragraph", "- A second paragraph")))


# many


@pytest.mark.parametrize("structure", [False, True], ids=["words", "paragraphs"])
def test_random_changes_to_real_articles(structure: bool) -> None:
    articles = texts()
    if not articles:
        pytest.skip("no real texts are here")
    clashes = expected = beyond = 0
    for seed in range(100):
        chance = random.Random(seed)
        base = chance.choice(articles)
        one, other = two_people(base, chance, chance.choice([1, 2, 3, 5, 8]), structure=structure)
        found = bring_together(base, one.text(), other.text())
        same = collisions(one, other)
        asked = {n for n in same for c in found.clashes if one.base[n].text in c.base}
        assert asked == set(same), seed
        clashes += len(found.clashes)
        expected += len(same)
        beyond += sum(1 for c in found.clashes if not any(one.base[n].text in c.base for n in same))
        every_sentence_is_there(found, one, other)
        mirrored = bring_together(base, other.text(), one.text())
        assert mirrored.text(theirs) == found.text(ours)
        if not (found.clashes or one.structural or other.structural):
            assert found.text(ours) == composed(one, other)
    assert expected > 10
    assert beyond <= 0.05 * clashes


def every_sentence_is_there(found: Together, one: Person, other: Person) -> None:
    """What one of two wrote or left is in the text, or in a clash, letter by letter."""

    everywhere = found.text(ours) + "".join(c.ours + c.theirs for c in found.clashes)
    for person, second in ((one, other), (other, one)):
        for n in range(len(person.base)):
            text = person.result(n)
            if text is not None and (person.changed(n) or not second.changed(n)):
                assert text in everywhere
        for news in person.after.values():
            for new in news:
                assert new.strip() in everywhere

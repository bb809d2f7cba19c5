"""Names of people and places, seen by their capitals, by lists, and by the words before them.

A capital inside a sentence speaks for a name unless the word is an ordinary one or known to name
nobody. At the start of a sentence it says nothing by itself: there a word counts when it is a given
name or no word of the language. Without capitals, lists and words like "my sister" decide.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from toolkit_editor.checks.identity_bodies import says_nothing
from toolkit_editor.checks.identity_cues import (
    BEFORE_BODIES,
    BEFORE_PLACES,
    BELONGS,
    BESIDE_PEOPLE,
    DOES,
    DOES_NOT,
    EXPLAINED,
    MONTHS,
    NEXT,
    OTHER_SCRIPT,
    PARTICLES,
    SMALL,
    SURE_PLACE,
)
from toolkit_editor.checks.identity_tokens import Word, has_capital, is_casual, phrases_in, tokens
from toolkit_editor.checks.identity_words import (
    fold,
    given_names,
    is_listed,
    is_ordinary,
    lengths,
    quiet_phrases,
    towns,
)


def names_in(text: str, lang: str, ordinary: Collection[str]) -> Iterator[tuple[int, int, bool]]:
    """Where `text` seems to name somebody or somewhere: start, end, and whether it is a place.

    `ordinary` holds words with a capital that are no names, such as the toolkit's own terms.
    """
    words = tokens(text)
    search = _Search(text, lang, words, {fold(word) for word in ordinary})
    for run in search.runs():
        before = BELONGS.search(text, max(0, run[0].start - 20), run[0].start)
        start, end = before.start("it") if before else run[0].start, run[-1].end
        yield start, end, search.is_place(run)


class _Search:
    """One text being searched."""

    def __init__(self, text: str, lang: str, words: Sequence[Word], skip: Collection[str]) -> None:
        self._text, self._lang, self._words, self._skip = text, lang, words, skip
        self._casual = is_casual(text)
        quiet = quiet_phrases(lang)
        self._quiet = phrases_in(words, quiet, lengths("quiet", lang), has_capital)
        self._town = phrases_in(words, towns(), lengths("towns", lang), self._may_be_town)
        self._names = [self._is_name(i) for i in range(len(words))]
        known = {w.plain for w, yes in zip(words, self._names, strict=True) if yes}
        for i, word in enumerate(words):
            if word.capital and word.plain in known and i not in self._quiet:
                self._names[i] = True

    def _may_be_town(self, some: Sequence[Word]) -> bool:
        first = some[0]
        if first.capital:
            return len(some) > 1 or not first.starts_sentence or not self._plain(first.plain)
        strange = any(not self._plain(word.plain) for word in some)
        return (
            strange and len(first.plain) > 3 and SURE_PLACE.search(self._before(first)) is not None
        )

    def _plain(self, word: str) -> bool:
        return is_listed(word, self._lang)

    def _before(self, word: Word) -> str:
        return self._text[max(0, word.start - 30) : word.start]

    def _is_name(self, i: int) -> bool:
        word = self._words[i]
        if word.plain in self._skip and not word.titled:
            return False
        if OTHER_SCRIPT.search(word.written) and len(word.written) > 1:
            return True
        if not word.capital:
            return self._is_name_in_lower_case(i)
        if i in self._town:
            return True
        if i in self._quiet:
            return self._is_name_all_the_same(i)
        if word.written.isupper() and len(word.written) == 2:
            return word.plain in given_names() or self._calls_a_body(i)
        if len(word.written) < 2 or word.plain.startswith(("i'", "quelqu'", "aujourd'")):
            return False
        if word.titled:
            return True
        if word.shouted:
            known = word.plain in given_names() and not self._plain(word.plain)
            return known or self._calls_a_body(i)
        if not any(char.islower() for char in word.written):
            return False
        return self._is_name_at_start(i) if word.starts_sentence else self._is_name_within(i)

    def _is_name_all_the_same(self, i: int) -> bool:
        """Whether a word that mostly names nobody, such as a country, names a person here."""
        word = self._words[i]
        if word.titled and self._quiet[i] == 1:
            return fold(word.written) not in MONTHS
        if word.plain not in given_names() or fold(word.written) in MONTHS:
            return False
        place = BEFORE_PLACES[self._lang].search(self._before(word))
        return word.introduced or (place is None and self._does_something(i, sure=True))

    def _is_name_in_lower_case(self, i: int) -> bool:
        word = self._words[i]
        if word.plain in given_names() and (word.named or self._presented(i)):
            return True
        if len(word.plain) < 3 or is_ordinary(word.plain, self._lang):
            return False
        if self._lang == "fr" and is_listed(word.plain, "en") and not word.introduced:
            return False
        if word.plain in given_names():
            short = len(word.plain) < 4 and not word.plain.isascii()
            near = BESIDE_PEOPLE.search(self._before(word)) or self._does_something(i, sure=True)
            return bool(
                self._casual or word.introduced or len(word.plain) > 3 or (near and not short)
            )
        if word.named or word.titled:
            return True
        return self._casual and (
            word.introduced or (len(word.plain) > 3 and self._does_something(i, sure=True))
        )

    def _presented(self, i: int) -> bool:
        """As in `my brother mark said`, where the name could be a word too."""
        word = self._words[i]
        if not (self._casual and word.introduced):
            return False
        after = self._text[word.end : word.end + 5]
        return (
            not after.strip()
            or after[0] in ",.;)"
            or after in (" and ", " who ", " et q", " qui ")
            or self._does_something(i, sure=True)
        )

    def _is_name_at_start(self, i: int) -> bool:
        word = self._words[i]
        if word.plain in given_names():
            return (
                not self._plain(word.plain)
                or self._does_something(i, sure=True)
                or word.introduced
                or self._is_explained_or_alone(i)
            )
        if is_ordinary(word.plain, self._lang):
            simple = word.plain.isalpha() and not self._plain(word.plain)
            return simple and (word.named or self._does_something(i, sure=True))
        return len(word.plain) > 2

    def _is_name_within(self, i: int) -> bool:
        word = self._words[i]
        if word.plain in given_names() or word.introduced:
            return not (self._plain(word.plain) and self._in_a_title(i) and not word.introduced)
        if word.after_initial:
            return True
        if self._plain(word.plain):
            return self._calls_a_body(i)
        return "-" not in word.plain or not is_ordinary(word.plain, self._lang)

    def _is_explained_or_alone(self, i: int) -> bool:
        """As in `Rose, my sister` and in a signature."""
        word = self._words[i]
        rest = self._text[word.end : word.end + 20]
        if EXPLAINED.match(rest):
            return True
        if word.start and self._text[word.start - 1] in '“"' and rest[:1] in "!?.,":
            return True
        before = self._text[: word.start].rstrip(" –—-")
        return (not rest.strip() or rest.startswith("\n")) and before.endswith(("\n", ","))

    def _calls_a_body(self, i: int) -> bool:
        """Whether an ordinary word is used as what a house or service calls itself."""
        word = self._words[i]
        if says_nothing(word.plain, self._lang) or len(word.plain) < 3:
            return False
        before = self._before(word)
        if BEFORE_BODIES[self._lang].search(before):
            return True
        if self._lang == "fr":
            return False
        alone = not word.shouted and not self._in_a_title(i) and word.plain not in SMALL[self._lang]
        return alone and BESIDE_PEOPLE.search(before) is not None

    def _in_a_title(self, i: int) -> bool:
        """Whether an ordinary word with a capital stands beside another one, as in a heading."""
        for j in (i - 1, i + 1):
            if 0 <= j < len(self._words):
                other = self._words[j]
                near = self._text[
                    min(other.end, self._words[i].end) : max(other.start, self._words[i].start)
                ]
                if (
                    near == " "
                    and other.capital
                    and not other.starts_sentence
                    and self._plain(other.plain)
                ):
                    return True
        return False

    def _does_something(self, i: int, *, sure: bool = False) -> bool:
        if i + 1 >= len(self._words):
            return False
        word, after = self._words[i], self._words[i + 1]
        if self._text[word.end : word.end + 2] in ("'s", "’s"):
            return word.plain in given_names()
        if not NEXT.fullmatch(self._text, word.end, after.start):
            return False
        if word.plain == "will" and after.plain == "was":
            return True
        if sure and after.plain in DOES_NOT[self._lang]:
            return False
        return after.plain in DOES[self._lang] or (
            self._lang == "fr" and after.plain.endswith("ait")
        )

    def runs(self) -> Iterator[list[Word]]:
        """Names that stand together, as in `Marie de la Tour`, a family name included."""
        run: list[Word] = []
        last = -2
        for i, word in enumerate(self._words):
            joined = bool(run) and self._joins(run[-1], word)
            if self._names[i] or (joined and last == i - 1 and self._is_family_name(i)):
                if run and not joined:
                    yield run
                    run = []
                run.append(word)
                last = i
            elif run and not (joined and word.plain in PARTICLES):
                yield run
                run = []
            else:
                last = i
        if run:
            yield run

    def _is_family_name(self, i: int) -> bool:
        word = self._words[i]
        linked = (
            i > 0 and self._text[self._words[i - 1].start : self._words[i - 1].end] in PARTICLES
        )
        if word.capital and (linked or i not in self._quiet) and not word.starts_sentence:
            return not word.written.isupper() or word.shouted
        return (
            self._casual
            and not word.capital
            and len(word.plain) > 3
            and not is_ordinary(word.plain, self._lang)
        )

    def _joins(self, one: Word, other: Word) -> bool:
        between = self._text[one.end : other.start]
        if "\n" in between or not between.startswith((" ", "\u00a0")):
            return False
        rest = re.sub(r"\b[A-Z]\.", "", between)
        return set(rest.split()) <= PARTICLES

    def is_place(self, run: Sequence[Word]) -> bool:
        """Whether a run of names is a place rather than a person."""
        first = run[0]
        index = self._words.index(first)
        if first.introduced:
            return False
        if first.plain in given_names():
            return (
                index in self._town
                and len(run) > 1
                and SURE_PLACE.search(self._before(first)) is not None
            )
        if first.plain.startswith(("saint-", "sainte-")):
            return True
        rule = BEFORE_PLACES.get(self._lang)
        return index in self._town or (
            rule is not None and rule.search(self._before(first)) is not None
        )

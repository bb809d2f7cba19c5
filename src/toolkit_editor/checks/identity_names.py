"""Names of people and places, seen by their capital letters and the words before them.

A capital at the start of a sentence says nothing by itself: there a word counts only after a title,
as a common given name, or when it has a capital elsewhere too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
_CAPITALISED = re.compile(r"(?:Mc|Mac|O['’]|D['’]|St-|Ste-)?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[-‑]\w+)*")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['’](?=[A-ZÀ-ÖØ-Þ])")
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…:;«“\"(\[*_#>•–—\n])\W*$")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Dre|Mme|Mlle|M\.|Docteure?|Monsieur|Madame|Nurse|Aunt|Uncle|Tante|Oncle)"
    r"\.?\s+$"
)
_SPEAKS_OF_A_PERSON = re.compile(
    r"(?:\b(?:named|called|name is|name was|nommée?|prénommée?|appelle|appelait|nom est"
    r"|(?:my|his|her|our) (?:\w+ )?(?:sister|brother|friend|son|daughter|wife|husband|partner"
    r"|mother|father|cousin|nurse|worker|neighbour|neighbor|doctor|boss)"
    r"|(?:mon|ma|son|sa|notre) (?:sœur|frère|amie?|fils|fille|femme|mari|conjointe?|mère|père"
    r"|cousine?|intervenante?|voisine?|médecin|patronne?)),?\s+)$",
    re.IGNORECASE,
)
_BEFORE_PLACES = {
    "en": re.compile(
        r"\b(?:in|at|from|near|around|outside|leaving|(?:moved|went|came|back)\s+to)\s+(?:the\s+)?$"
    ),
    "fr": re.compile(r"\b(?:à|en|au|aux|vers|dans|près de|près d['’])\s*(?:la\s+|le\s+)?$"),
}
_ORDINARY = frozenset(
    """
    i i'm i've i'll i'd english french spanish inuit métis indigenous aboriginal canadian québécois
    québécoise canadien canadienne american european asian african catholic christian muslim jewish
    first nations nation monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december christmas easter ramadan
    thanksgiving halloween noël pâques canada québec quebec ontario alberta manitoba saskatchewan
    nunavut yukon america amérique europe africa afrique asia asie france usa internet covid god
    dieu bible zoom facebook google wifi tv ok mom dad mum mama papa maman grandma grandpa british
    columbia nova scotia scotland ireland england new brunswick north south east west nord
    sud est ouest
    """.split()  # noqa: SIM905
)
_GIVEN = frozenset(
    """
    adam alex alice amanda amélie amy andrea andrew anna anne annie anthony antoine ashley barbara
    benoît betty bob brian camille carla carol caroline catherine cathy cécile céline charles
    charlotte chloé chris christine claire claude colette dan daniel danielle dave david deborah
    denis denise diane dominique donald dorothy ed edward elizabeth ella émilie emily emma éric eric
    étienne fatima florence françois françoise frank fred gabriel geneviève george georges gérard
    gilles ginette guy hannah hélène helen henry ian isabelle jack jacques james jane janet jason
    jean jeanne jeff jennifer jessica jim joan joanne joe johanne john josé josée joseph julia julie
    karen kate kathleen kelly ken kevin kim laura laurent léa léo linda lisa lise louis louise luc
    lucie lynn madeleine manon marc marcel margaret maria marie mark martha martin martine mary
    mathieu matthew maxime megan melissa michael michel michèle michelle mike mohamed monique nancy
    nathalie nicolas nicole nina normand olivia olivier pat patricia patrick paul paula peter philip
    philippe pierre priya rachel raymond rebecca rené renée richard rita robert roger roland roxanne
    ruth ryan sam samantha samuel sandra sara sarah scott sébastien serge sharon simon sofia sonia
    sophie stephen steve stéphane suzanne sylvain sylvie theresa thérèse thomas tim tom tony tracy
    valérie véronique victor victoria vincent virginie wendy william yasmine yves yvonne zoé
    """.split()  # noqa: SIM905
)
_PARTICLES = {"de", "du", "la", "le", "van", "von", "der", "al", "el", "ben", "bin", "st", "des"}


def names_in(text: str, lang: str, ordinary: Collection[str]) -> Iterator[tuple[int, int, bool]]:
    """Where `text` seems to name somebody or somewhere: start, end, and whether it is a place.

    `ordinary` holds words with a capital that are no names, such as the toolkit's own terms.
    """
    skip = _ORDINARY | {word.casefold() for word in ordinary}
    words = [_Word(text, start, end) for start, end in _words(text)]
    elsewhere = {word.plain for word in words if word.capitalised and not word.starts_sentence}
    names = [word for word in words if _is_name(word, skip, elsewhere)]
    for run in _runs(text, names):
        start, end = run[0].start, run[-1].end
        before = text[:start]
        person = run[0].introduced or run[0].plain in _GIVEN
        rule = _BEFORE_PLACES.get(lang)
        yield start, end, not person and rule is not None and rule.search(before) is not None


class _Word:
    """One word of a text and what can be told about it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        before = text[max(0, start - 60) : start]
        written = text[start:end]
        self.start, self.end = start, end
        self.plain = written.casefold()
        self.capitalised = _CAPITALISED.fullmatch(written) is not None
        self.starts_sentence = _SENTENCE_STARTS.search(before) is not None
        self.introduced = bool(_TITLE.search(before) or _SPEAKS_OF_A_PERSON.search(before))


def _is_name(word: _Word, skip: Collection[str], elsewhere: Collection[str]) -> bool:
    if not word.capitalised or word.plain in skip:
        return False
    if word.introduced or not word.starts_sentence:
        return True
    return word.plain in _GIVEN or word.plain in elsewhere or "-" in word.plain


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The words of `text` without an elided article before and a possessive after."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if elided := _ELIDED.match(text, start):
            start = elided.end()
        if possessive := _POSSESSIVE.search(text[start:end]):
            end = start + possessive.start()
        yield start, end


def _runs(text: str, names: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Names that stand together, as in `Marie de la Tour`."""
    run: list[_Word] = []
    for word in names:
        if run and not _joins(text[run[-1].end : word.start]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _joins(between: str) -> bool:
    return between.startswith(" ") and set(between.split()) <= _PARTICLES and "\n" not in between

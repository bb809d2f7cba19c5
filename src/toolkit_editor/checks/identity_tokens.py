"""The words of a text as the search for names sees them: capitals, starts, what stands before.

Knows nothing of lists of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from toolkit_editor.checks.identity_words import fold, words_of

_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_SENTENCE_STARTS = re.compile(
    r"(?:^|[.!?…:;«“\"(\[*_#>•–—\n/\u2600-\u27bf\U0001f000-\U0001faff]|(?<!\w)['‘]|(?:^|\n)["
    r" \t]*(?:[-*+]|\d+[.)]))[\s«“\"'‘(\[*_#>–—-]*$"
)
_INITIAL = re.compile(r"(?:^|[\s.(])[A-ZÀ-Ý]\.\s?$")
_AFTER_ABBREVIATION = re.compile(
    r"\b(?:St|Ste|Mt|Ft|no|No|vs|etc|Mr|Mrs|Ms|Dr|Dre|Me|Mme|Sgt|Cst|Const|Rev|Prof)\.\s$"
)
_TITLE = re.compile(
    r"(?:(?<![\w'’-])(?:Mr|Mrs|Ms|Mx|Miss|Missus|Mister|Dr|Dre|Drs|Mme|Mmes|Mlle|Mgr|Me"
    r"|Docteure?|Doctor|Monsieur|Madame|Mademoiselle"
    r"|Nurse|Aunt|Auntie|Aunty|Uncle|Tante|Matante|Oncle|Mononcle|Constable|Const|Cst|Officer"
    r"|Sergeant|Sgt|Corporal|Cpl|Captain"
    r"|Capt|Inspector|Detective|Det|Elder|Father|Fr|Sister|Sr|Brother|Br|Mother|Pastor|Reverend"
    r"|Rev|Imam|Rabbi|Chief|Judge|Justice"
    r"|Coach|Professor|Prof|Principal|Chaplain|Deacon|Bishop|Nana|Nan|Nanny|Grandma|Grandpa"
    r"|Granny|Grampa|Gramma|Papa|Poppa|Kokum|Kookum|Kohkom|Mooshum"
    r"|Moshum|Kokom|Kukum|Mushum|Bà|Cousin|Cousine|Old|Big|Little|Lil|Ma|Pa|Mama|Sœur|Soeur"
    r"|Frère|Père|Mère|Maître|Don|Doña|Señora|Señor|Mémère|Pépère|Mamie|Papi"
    r"|Grand-maman|Grand-papa|Lola|Lolo|Kuya|Ate|Tita|Tito|Baba|Amma|Bibi|Chacha|Khala|Abuela"
    r"|Abuelo|Oma|Opa|Baba|Dido|Yiayia|Nonna|Nonno|Sieur|Dame"
    r"|mr|mrs|ms|dr|mme|mlle|docteure?|monsieur|madame|constable|auntie|aunt|uncle|tante|matante"
    r"|mononcle|oncle|sœur|frère|le père|mon oncle|ma tante"
    r"|l['’]abbé|abbé|mère supérieure|nurse|elder|pastor|officer|coach|chief|sister|father|kokum"
    r"|mooshum)"
    r"|\b(?:Mr|Mrs|Ms|Mx|Dr|Drs|Dre|Mme|Mlle|Mgr|Const|Cst|Sgt|Cpl|Capt|Det|Fr|Sr|Br|Rev|Prof|Me"
    r"|dr|mr|mrs|ms)\."
    r"|(?<![\w'’])M\.|(?<![\w'’])MM\.)[\s\u00a0]+$"
)
_KIN_EN = (
    r"(?:sister|brother|friend|buddy|pal|son|daughter|wife|husband|partner|spouse|mother|father"
    r"|mom|mum|dad|cousin|nurse|worker|neighbour|neighbor"
    r"|doctor|boss|uncle|aunt|auntie|niece|nephew|roommate|housemate|landlord|landlady"
    r"|caseworker|case manager|counsellor|counselor|therapist|psychiatrist|sponsor|teacher"
    r"|girlfriend|boyfriend|fiancée?|ex|grandmother|grandfather|grandma|grandpa|granddaughter"
    r"|grandson|kid|boy|girl|baby|twin|godmother|stepmom|stepdad|stepfather|stepmother"
    r"|stepson|stepdaughter|sister-in-law|brother-in-law|mother-in-law|father-in-law|coworker"
    r"|co-worker|colleague|supervisor|manager|mentor|facilitator|psychologist"
    r"|pharmacist|peer supporter|support worker|social worker|dog walker|bestie|mate|sponsor"
    r"|kids?|twins|sisters|brothers|friends|daughters|sons|cousins|kokum|mooshum|lawyer|foster"
    r" mom|foster mother|foster dad)"
)
_KIN_FR = (
    r"(?:sœur|soeur|frère|frere|amie?|fils|fille|femme|mari|conjointe?|mère|mere|père|pere"
    r"|cousine?|intervenante?|voisine?|médecin|patron(?:ne)?|blonde|chum|oncle|tante|nièce|neveu"
    r"|collègue|coloc|colocataire|psychiatre|psychologue|thérapeute|parrain|marraine|grand-mère"
    r"|grand-père|travailleuse sociale|travailleur social|petite-fille|petit-fils|belle-sœur"
    r"|beau-frère|belle-mère|beau-père|belle-fille|gendre|copain|copine|fiancée?|ex"
    r"|pharmacien(?:ne)?|infirmi(?:er|ère)|préposée?|éducatrice|éducateur|avocate?|professeure?"
    r"|prof"
    r"|matante|mononcle|jumelle|jumeau|garçon|bébé|aînée?|cadette?|proprio|propriétaire|boss"
    r"|meilleure? amie?)"
)
_CUE = re.compile(
    r"(?:\b(?:named|nicknamed|called|call(?:ed)? (?:me|her|him|them|myself)|calls (?:me|her|him"
    r"|herself|himself)|names? (?:is|was|were)|name['’]s|goes by|went by|known as"
    r"|baptized|christened|answers? to|signed|ask(?:ed)? for|nommée?|prénommée?|surnommée?|(?:m"
    r"|s|t)['’]appell?(?:e|ait|ent)|appel(?:é|ée|ait|lait)|appelle|appelait"
    r"|appelez-moi|nom est|nom était|nom c['’]est|prénom est|prénom était|demandez|said|told"
    r"|asked|phoned|hugged|thanked|thank you,|thanks,|hi|hey|hello|dear|chère|cher|salut|allô"
    r"|allo|merci|bonjour|répond au nom de|baptisée?|moi c['’]est|dénommée?"
    rf"|(?:my|his|her|our|their|the|a|your|another)(?: [\w'’-]+){{0,2}} {_KIN_EN}"
    rf"|(?:mon|ma|son|sa|notre|leur|votre|une?|l[ae]|mes|nos)(?: [\w'’-]+)? (?:{_KIN_FR}))"
    r"(?:,| um| uh| like| euh| c['’]est| c['’]était)?)$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:my name is|my name was|hi,? i['’]?m|name['’]s|names? (?:is|was)|named|nicknamed|call"
    r" me|called me|goes by|m['’]appelle|s['’]appelle|s['’]appelait|s['’]appellait|nommée?"
    r"|prénommée?"
    r"|surnommée?|prénom est|moi c['’]est|nom c['’]est)$",
    re.IGNORECASE,
)


class Word:
    """One word of a text, without an elided article before it and a possessive after it."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.start, self.end = start, end
        self.written = text[start:end]
        self.plain = fold(self.written)
        self.capital = self.written[0].isupper()
        self.shouted = self.capital and end - start > 2 and self.written.isupper()

    @cached_property
    def before(self) -> str:
        """The last characters before the word."""
        return self._text[max(0, self.start - 70) : self.start]

    @cached_property
    def after_initial(self) -> bool:
        """Whether a letter with a point stands before, as in `A. Roy`."""
        return _INITIAL.search(self.before) is not None

    @cached_property
    def starts_sentence(self) -> bool:
        """Whether any word would have a capital here."""
        return (
            not self.before[-2:-1].isalpha()
            and _SENTENCE_STARTS.search(self.before) is not None
            and not self.after_initial
            and _AFTER_ABBREVIATION.search(self.before) is None
        )

    @cached_property
    def titled(self) -> bool:
        """Whether a title or a kinship stands right before."""
        return _TITLE.search(self.before[-24:]) is not None

    @cached_property
    def _bare(self) -> str:
        return self.before.rstrip(" \n\t\u00a0«“\"'‘")

    @cached_property
    def introduced(self) -> bool:
        """Whether the words before say that somebody's name follows."""
        return self.titled or _CUE.search(self._bare) is not None

    @cached_property
    def named(self) -> bool:
        """Whether the words before leave no doubt that a name follows, whatever its letters."""
        return _NAMED.search(self._bare) is not None


def tokens(text: str) -> list[Word]:
    """The words of `text` in order."""
    return [Word(text, start, end) for start, end in _spans(text)]


def is_casual(text: str) -> bool:
    """Whether a text begins its sentences without capitals, as dictated or hurried words do."""
    first = next((char for char in text if char.isalpha()), "")
    return first.islower()


def _spans(text: str) -> list[tuple[int, int]]:
    found = []
    for match in words_of(text):
        start, end = match.span()
        elided = _ELIDED.match(text, start, end)
        if elided and not (text[start].isupper() and text[elided.end()].isupper()):
            start = elided.end()
        if possessive := _POSSESSIVE.search(text[start:end]):
            end = start + possessive.start()
        if end > start:
            found.append((start, end))
    return found


def phrases_in(
    words: Sequence[Word],
    known: Container[tuple[str, ...]],
    by_first: Mapping[str, tuple[int, ...]],
    fits: Callable[[Sequence[Word]], bool],
) -> dict[int, int]:
    """For each word in a known phrase, how many words that phrase has; the longest one wins."""
    found: dict[int, int] = {}
    for i, word in enumerate(words):
        if i in found:
            continue
        for length in by_first.get(word.plain, ()):
            some = words[i : i + length]
            key = tuple(one.plain for one in some)
            if key in known and _together(some) and fits(some):
                found |= dict.fromkeys(range(i, i + length), length)
                break
    return found


def has_capital(some: Sequence[Word]) -> bool:
    """Whether the first word has a capital."""
    return some[0].capital


def _together(some: Sequence[Word]) -> bool:
    return all(after.start - before.end <= 2 for before, after in pairwise(some))

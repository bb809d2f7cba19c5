"""How many syllables a word has, in English and French.

Hyphenation points (Pyphen's dictionaries) are places where a line may break: they never part a
single letter from a word, so they count too few. Groups of vowels with each language's silent
letters count the rest, and miss where two vowels meet that are said apart. The larger of both is
taken; for other languages the hyphenation points alone with the vowel groups.
"""

from __future__ import annotations

import re
from functools import cache

import pyphen

_VOWELS_EN = re.compile(r"[aeiouy]+")
_SAID_APART_EN = re.compile(
    r"ia(?!ge|l$|lly$|n$|ns$|r$)|(?<![tcsxg])(?<!ll)io(?!us)|eo(?!p|us|n$|ns$)|(?<!q)ua(?=[lt])|"
    r"iet|ium|(?<=[^aeiou])uou|ying$|oing|eing|(?<=[aeiouy][^aeiou])ea$|eali[stz]|"
    r"(?<=[b-df-hj-np-tv-z])ier$"
)
_SILENT_EN = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeioudt])ed$|(?<=[aeiouy][^aeiousxzcghl])es$|"
    r"(?<=[^aeiouy])e(?=ly$|ment|ful|less|ness)|(?<=som)e(?=[bhotw])|(?<=stak)e(?=h)|(?<=ev)e(?=ni)"
)
_VOWELS_FR = re.compile(r"[aàâeéèêëiîïoôuùûüyœæ]+")
_SAID_APART_FR = re.compile(
    r"[aeoué](?=[ïëü])|é(?=[aâoiu]|e[rzu])|o(?=[èé])|"
    r"(?<=[bcdfgpt][lr])i(?=[aeoé])|(?<=[bcdfgpt][lr])u(?=[aé])"
)
_SILENT_E_FR = re.compile(r"(?<=[^aàâeéèêëiîïoôuùûüyœæ])es?$")
_ELIDED_FR = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'")
_SAID_ENT_FR = re.compile(
    r"ment$|^(?:in|im|dés|omni|auto)?(?:ag|arg|c|d|l|v|g|sci|pati|cli|conséqu|fréqu|accid|incid|"
    r"occid|ori|souv|prés|abs|par|urg|cont|récipi|ingrédi|tal|différ|compét|évid|intellig|précéd|"
    r"perman|transpar|excell|viol|réc|adolesc|néglig|dilig|innoc|déc|prud|cohér|adhér|équival)ent$"
)
_VERB_MENT_FR = re.compile(
    r"^(?:aim|anim|arm|affirm|confirm|déprim|entam|estim|exprim|ferm|form|inform|transform|impri?m|"
    r"nomm|résum|suppri?m|calm|dorm|blâm|consomm|assum)ent$"
)


def count_syllables(word: str, lang: str) -> int:
    """The syllables of `word`, at least one; parts joined by a hyphen count separately."""
    parts = [part for part in re.split(r"[-‑]", word) if part]
    return max(1, sum(_count_part(part.casefold(), lang[:2]) for part in parts))


@cache
def _count_part(word: str, lang: str) -> int:
    plain = word.replace("’", "'")
    if lang == "fr":
        plain = _ELIDED_FR.sub("", plain) or plain
        hyphenated = _hyphenated(plain, lang) - (1 if _is_plural_verb(plain) else 0)
        return max(_french(plain), hyphenated)
    plain = plain.replace("'", "")
    if lang == "en":
        return max(_english(plain), min(_hyphenated(plain, lang), _english(plain) + 1))
    return max(len(_VOWELS_FR.findall(plain)), _hyphenated(plain, lang), 1)


def _english(word: str) -> int:
    groups = len(_VOWELS_EN.findall(word))
    groups += len(_SAID_APART_EN.findall(word))
    groups -= len(_SILENT_EN.findall(word))
    if word.endswith(("sm", "thm")):
        groups += 1
    return max(1, groups)


def _french(word: str) -> int:
    spoken = word.replace("qu", "q").replace("gue", "ge").replace("gui", "gi")
    spoken = re.sub(r"^pays", "pai-is", spoken)
    spoken = re.sub(r"(?<=[aeiouéèà])y(?=[aeiouéè])", "i-", spoken)
    spoken = _SAID_APART_FR.sub(r"\g<0>-", spoken)
    groups = len(_VOWELS_FR.findall(spoken))
    return max(1, groups - (1 if _SILENT_E_FR.search(spoken) or _is_plural_verb(word) else 0))


def _is_plural_verb(word: str) -> bool:
    """Whether `word` ends in the silent -ent of French verbs, as far as spelling can tell."""
    if len(word) < 6 or not word.endswith("ent") or word[-4] in "aàâeéèêiîoôuûy":
        return False
    return bool(_VERB_MENT_FR.search(word)) or not _SAID_ENT_FR.search(word)


@cache
def _dictionary(lang: str) -> pyphen.Pyphen | None:
    known = {"en": "en_US", "fr": "fr"}.get(lang, lang)
    return pyphen.Pyphen(lang=known) if pyphen.language_fallback(known) else None


def _hyphenated(word: str, lang: str) -> int:
    dictionary = _dictionary(lang)
    return len(dictionary.positions(word)) + 1 if dictionary is not None else 1

"""What stands before and after names and tells them from other words, in English and French.

Patterns and small lists only; how much each weighs is told where they are used.
"""

from __future__ import annotations

import re

PARTICLES = {
    "de",
    "du",
    "la",
    "le",
    "van",
    "von",
    "der",
    "al",
    "el",
    "ben",
    "bin",
    "st",
    "des",
    "da",
    "dos",
    "della",
    "ul",
    "del",
    "las",
    "los",
    "y",
    "ibn",
    "abu",
    "bint",
    "ter",
    "ten",
    "dela",
}
BEFORE_PLACES = {
    "en": re.compile(
        r"\b(?:in|at|from|near|around|outside|to|into|leaving|left|reached|toward|towards|visit"
        r"|visited|through|via|of|past|across"
        r"|beyond|between|north of|south of|east of|west of)\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:à|en|au|aux|vers|dans|près de|près d['’]|quitté|de|d['’]|depuis|jusqu['’]à|sur"
        r"|passant par|chez nous,)\s*(?:la\s+|le\s+|l['’])?$",
        re.IGNORECASE,
    ),
}
SURE_PLACE = re.compile(
    r"\b(?:in|from|near|outside|moved to|went to|back to|out of|à|vers|près de|près d['’]|born"
    r" in|born at)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
DOES = {
    "en": frozenset(
        """said says told tells asked asks came comes went goes left works worked sat sits gave
        gives taught wrote writes called calls drove drives held made makes took takes knew knows
        laughed cried died lives lived had has and used brought showed stayed looked smiled
        listened waited helped cooked started stopped never always still would could did
        doesn't didn't wasn't couldn't wouldn't saw sent kept got turned ran moved was who
        from""".split()  # noqa: SIM905
    ),
    "fr": frozenset(
        """a avait m'a m'avait dit disait disais et vient venait est était travaille travaillait
        écoute habite habitait vit vivait nous lui me te leur ne n'a l'a s'est s'était m'écoute
        sait savait fait faisait parle reste restait va allait avec aussi qui""".split()  # noqa: SIM905
    ),
}
DOES_NOT = {
    "en": frozenset(
        (
            "was",
            "who",
            "and",
            "from",
            "never",
            "always",
            "still",
            "used",
            "would",
            "could",
            "did",
            "had",
            "has",
        )
    ),
    "fr": frozenset(("est", "était", "et", "qui", "avec", "aussi")),
}
SMALL = {
    "en": frozenset(
        [
            "i",
            "a",
            "an",
            "the",
            "no",
            "yes",
            "maybe",
            "please",
            "sorry",
            "thanks",
            "hello",
            "hi",
            "stop",
            "what",
            "why",
            "how",
            "who",
            "not",
            "never",
            "okay",
            "ok",
        ]
    ),
    "fr": frozenset(
        (
            "un",
            "une",
            "le",
            "la",
            "les",
            "oui",
            "non",
            "bonjour",
            "merci",
            "je",
            "il",
            "elle",
            "on",
            "ça",
        )
    ),
}
BEFORE_BODIES = {
    "en": re.compile(
        r"\b(?:(?:at|to|from|near|outside|into|joined|left|behind|leave|found|run by|ran) (?:the"
        r" )?|(?:in|called|by|of|with|for|and) the |called )$"
    ),
    "fr": re.compile(
        r"(?:\b(?:à|au|aux|chez|du|de|des|vers|[Ll]a|[Ll]e|[Ll]es|sur)\s|\b[ld]['’])$"
    ),
}
BELONGS = re.compile(
    r"(?<![\w.])(?P<it>(?:Big|Little|Lil['’]?|Old|Young|Crazy|Tiny|Fat|Skinny|Gros|Grosse|Grand"
    r"|Petit|Petite|P['’]tit|P['’]tite|Ti|Don|Doña|Red|Black|Slim|Fast|Sweet"
    r"|(?:[A-ZÀ-Ý]\.[ -]?){1,3}) ?)$"
)
BESIDE_PEOPLE = re.compile(
    r"\b(?:and|with|from|by|for|to|told|said|asked|saw|met|like|but|without|than|et|avec|de|à"
    r"|pour|chez|dit|comme|sans|que)\s+(?:[ld]['’])?$"
)
NEXT = re.compile(r"\s+(?:[mnlst]['’])?")
EXPLAINED = re.compile(
    r", (?:my|the|a|an|who|our|his|her|their|ma|mon|la|le|une?|qui|notre|sa|son|l['’])\b"
)
MONTHS = frozenset(("april", "may", "june", "august", "sunday", "avril", "mai", "juin"))
OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c00-\ua69f\ua720-\ud7ff\uf900-\ufdff\ufe70-\uffdc]")

"""How exact dates and exact ages look in writing, in English and French. Patterns only."""

from __future__ import annotations

from toolkit_editor.checks.identity_contacts import any_case, as_written

_LONG_EN = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_MONTH_EN = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust"
    r"|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_FR = (
    r"(?:janvier|janv\.?|février|fevrier|févr?\.?|mars|avril|avr\.|mai|juin|juillet|juil\.|août"
    r"|aout"
    r"|septembre|sept\.?|octobre|oct\.?|novembre|nov\.?|décembre|decembre|déc\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_DAY_TH = (
    r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth"
    r"|eighteenth|nineteenth|twentieth|twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth)|thirtieth|thirty[ -]first)"
)
_DAY_SAID_FR = (
    r"(?:premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    r"|seize"
    r"|dix-sept|dix-huit|dix-neuf|vingt(?:(?: et un|-et-un)|-(?:deux|trois|quatre|cinq|six|sept"
    r"|huit"
    r"|neuf))?|trente(?: et un|-et-un)?)"
)
_YEAR = r"(?:19|20)\d\d"
_SAID_YEAR = (
    r"(?:nineteen|twenty|two thousand)(?: and)?[ -](?:[\w-]{3,9})(?:[ -](?:one|two|three|four"
    r"|five|six"
    r"|seven|eight|nine))?"
)
_WEEKDAY_EN = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? (?:the )?)?"
_WEEKDAY_FR = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? (?:le )?)?"
DATE = (
    *as_written(
        rf"\b{_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}\b",
        rf"(?<![\d/.-]){_DAY}([/.-]){_DAY}\1(?:{_YEAR}|\d\d)\b(?!\1?\d)",
        rf"\b{_MONTH_EN} {_DAY}(?:st|nd|rd|th)?(?: ?[-–] ?| (?:and|to|or|through) (?:the"
        rf" )?){_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR})?(?![\w%])",
        rf"\b{_DAY}(?:st|nd|rd|th)?(?: ?[-–] ?| (?:and|to|or|through) (?:the )?){_DAY}(?:st|nd"
        rf"|rd|th)?(?: of)? {_MONTH_EN}(?:,? {_YEAR})?(?!\w)",
        rf"\b{_WEEKDAY_EN}{_MONTH_EN} {_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR})?(?![\w%]|[.:,]?\d|"
        rf" ?(?:mg|ml|%))",
        rf"\b{_WEEKDAY_EN}(?:{_DAY}|{_DAY_TH})(?: of)?[ -]{_MONTH_EN}(?:[,-]? ?{_YEAR})?(?!\w)",
        rf"\b{_MONTH_EN},?(?: of)?[ -]{_YEAR}\b",
        rf"\b{_MONTH_EN} (?:of )?['’]\d\d\b",
        rf"(?<![\d/])(?:0?[1-9]|1[0-2])/{_YEAR}\b",
    ),
    *any_case(
        rf"\b{_WEEKDAY_EN}(?:{_DAY_TH})(?: day)? (?:of )?{_LONG_EN}(?:,? (?:{_YEAR}"
        rf"|{_SAID_YEAR}))?(?!\w)",
        rf"\b{_WEEKDAY_EN}{_LONG_EN} (?:the )?(?:{_DAY_TH})(?:,? {_YEAR})?(?!\w)",
        rf"\b(?!may\b){_LONG_EN} {_DAY}(?:,? {_YEAR})?(?![\w%]|[.:,]?\d)",
        rf"\b{_DAY} (?:of )?(?!may\b|march\b){_LONG_EN}(?:,? {_YEAR})?(?!\w)",
        rf"\b{_LONG_EN},? (?:of |in )?{_YEAR}\b",
        rf"\b{_LONG_EN} (?:of )?(?:twenty (?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
        r"|seventeen|eighteen|nineteen|twenty)|two thousand|nineteen \w+)(?:[ -](?:and )?"
        r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?\b",
        rf"\b(?:1er|{_DAY})(?: ?[-–] ?| (?:au|et|ou) (?:le )?){_DAY} {_MONTH_FR}(?:"
        rf" {_YEAR})?(?!\w)",
        rf"\b{_DAY} du mois d(?:e |['’]){_MONTH_FR}(?: {_YEAR})?(?!\w)",
        rf"\b{_WEEKDAY_FR}(?:1er|1ᵉʳ|{_DAY})[ \u00a0-]{_MONTH_FR}(?:[ -]{_YEAR})?(?!\w)",
        r"\b(?:(?<=\ble )|(?<=\bdu )|(?<=\bau )|(?<=di )|(?<=di le )|(?<=dimanche"
        rf" )){_DAY_SAID_FR} {_MONTH_FR}(?: (?:{_YEAR}|deux mille"
        r"(?: [\w-]+)?|mil(?:le)? neuf cent(?: [\w-]+)?))?(?!\w)",
        rf"\b{_MONTH_FR},?(?: de)?[ -]{_YEAR}\b",
        rf"\b{_MONTH_FR} (?:deux mille(?: (?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
        rf"|onze|douze"
        r"|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt(?:[ -][\w-]+)?))?)(?!\w)",
        r"\b(?:on|since|until|by|till) (?:the )?(?P<it>\d{1,2}(?:st|nd|rd|th))(?=[.,;!?)]|$|"
        r" (?:and|but|i|we"
        r"|he|she|they|at|when)\b)",
    ),
)
_TENS_EN = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES_EN = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_SAID_EN = (
    rf"(?:{_TENS_EN}(?:[ -]{_ONES_EN})?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|seventeen"
    rf"|eighteen|nineteen|{_ONES_EN})"
)
_YEARS_EN = rf"(?:1[01]\d|\d{{1,2}}|{_SAID_EN})"
_ORDINAL_EN = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|sixteenth|eighteenth"
    r"|nineteenth"
    r"|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|thirteenth"
    r"|fourteenth|fifteenth|seventeenth|twelfth|eleventh|tenth|ninth|eighth|seventh|sixth|fifth)"
)
_TENS_FR = r"(?:vingt|trente|quarante|cinquante|soixante|quatre-vingts?|septante|huitante|nonante)"
_SAID_FR = (
    rf"(?:{_TENS_FR}(?:(?:-| et |-et-)(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze"
    rf"|douze"
    r"|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf))?|un|deux|trois|quatre|cinq|six"
    r"|sept"
    r"|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf)"
)
_YEARS_FR = rf"(?:1[01]\d|\d{{1,2}}|{_SAID_FR})"
_NOT_A_COUNT = (
    r"(?![\w-]|[.,:/]\d| ?(?:%|\$|st|nd|rd|th)| (?:of|per|a\.?m|p\.?m|o['’]clock|hours?|minutes?"
    r"|days?"
    r"|weeks?|months?|years? (?:ago|later|in|of|before|after|clean|sober|without)|times?|people"
    r"|pages?|beds"
    r"|pills|mg|ml|dollars|bucks|kilometres?|miles|other|in the (?:morning|afternoon|evening)|at"
    r" night"
    r"|percent|different|or|pounds|cents|floors?|doors?|steps?|points?|others)\b)"
)
_AT_TIME = r"(?:each|every|half past|quarter to|open|opens|closes?|starts?|until|till)"
AGE_EN = any_case(
    rf"\b{_YEARS_EN}(?:[ -]and[ -]a[ -]half)?[ -](?:years?|yrs?|months?)[ -]olds?\b",
    rf"\b(?:aged?(?: of)?|at the (?:ripe )?(?:old |young )?age of|turned|turning|turns?(?= \d\d)"
    rf"|by the age of|before age) {_YEARS_EN}\b(?! (?:pages?|times?|percent|%))(?:[ -]years?)?",
    r"\b(?:I am|I['’]m|im|(?:I|s?he|who|they|[a-zà-ÿ]+) (?:was|is|were)(?: only| just| about|"
    rf" barely| all of| maybe| not even| not yet"
    r"| almost| nearly| still| already| around| like| exactly| going on)?|s?he['’]s|we were(?:"
    rf" both)?) (?P<it>{_YEARS_EN}){_NOT_A_COUNT}"
    r"(?=[.,;!?)–—]| (?:when|and|now|then|at|the|that|but|years?|last|this|by|before|because|so"
    r"|with"
    r"|in (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)"
    r"|first|here|my|i|he|she|we)\b|$)",
    r"\b(?:[a-z]+ed|was|is|since|found|ceremony|home|school|out|drinking|using|pregnant|died"
    rf"|alone"
    r"|(?:s?he|I|it|me|who|her|him|diagnosis|diagnosed|first|already|even|hospital|started)),?"
    rf" (?<!{'open'} )"
    rf"at (?P<it>[1-9]\d|{_TENS_EN}(?:[ -]{_ONES_EN})|eleven|twelve|thirteen|fourteen|fifteen"
    rf"|sixteen|seventeen"
    rf"|eighteen|nineteen|{_TENS_EN}){_NOT_A_COUNT}",
    rf"(?:^|(?<=[.!?] )|(?<=\n))at (?P<it>1[3-9]|[2-9]\d|{_TENS_EN}(?:[ -]{_ONES_EN})?|thirteen"
    rf"|fourteen"
    rf"|fifteen|sixteen|seventeen|eighteen|nineteen|nine|ten|eleven|twelve){_NOT_A_COUNT}(?=,|"
    rf" (?:I|he|she|my|we)\b)",
    rf"\b(?P<it>{_ORDINAL_EN} birthday)\b",
    r"\b(?:am|was|is|were|be|turned|i['’]m|me,|,) (?P<it>\d{1,2} (?:yo|y/o|yrs old))\b",
    r"(?<=[a-zà-ÿ]), (?P<it>[1-9]\d)(?=, (?:[a-z]|[A-Z][a-z]+ ))(?! (?:and|or|\d))",
    r"\b(?:when|since|until|till|before|after|while) (?:I|he|she|we|they) (?:was|were|turned|am"
    rf"|is) (?:only |just "
    rf"|about |barely )?(?P<it>{_YEARS_EN}){_NOT_A_COUNT}(?! [a-z]+s\b)",
    rf"\b(?:my|her|his|a|our|the) (?P<it>{_YEARS_EN}[ -]year[ -]olds?)\b",
)
AGE_FR = any_case(
    r"\b(?:âgée?s?(?: seulement| maintenant)? de|à l['’]âge de|l['’]âge (?:de|vénérable de))"
    rf" {_YEARS_FR} ans\b",
    rf"\b(?:ai|as|a|avais|avait|avaient|aura|aurai|aurait|eu|ayant|avons|avions|ont)"
    r"(?: à peine| seulement| juste| presque| environ| maintenant| déjà| alors| toujours| eu)?"
    rf" (?<!\by a )(?<!\bil y a )"
    rf"{_YEARS_FR}(?: ?(?:-|ou|à) ?{_YEARS_FR})? ans\b(?! (?:de|d['’]|que|plus tard|après|pour|à"
    rf" attendre|sans))",
    rf"\b(?:à|vers|mes|ses|tes|vos|leurs|nos|d['’]environ|avant|passé|dès) (?P<it>{_YEARS_FR}"
    rf" ans)\b(?! (?:de|d['’]))",
    r"\b(?:femme|homme|fille|garçon|gars|fils|mère|père|dame|enfant|jeune|frère|sœur|soeur"
    rf"|adolescente?|ado|bébé"
    r"|monsieur|personne|petit-fils|petite-fille|cousine?|nièce|neveu|petite?|grand-mère"
    rf"|grand-père|veuve|veuf"
    rf"|immigrante?|étudiante?|mari|conjointe?|blonde|chum|garçons|filles|enfants)"
    rf" (?:de |d['’](?:environ )?|qui a |, )(?P<it>{_YEARS_FR}(?: mois| ans))\b",
    r"(?<=[a-zà-ÿ]) \((?P<it>1[3-9]|[2-9]\d)\)(?=[ ,.;])",
    rf"(?<=, )(?P<it>{_YEARS_FR} ans)(?=[,.;)])",
    rf"\b(?P<it>(?:\d{{1,3}}e|{_SAID_FR}(?:ième|uième|vième|tième)|trentième|quarantième"
    rf"|cinquantième|soixantième"
    r"|vingtième|dix-huitième|quinzième|seizième) anniversaire)(?! de (?:mariage|sobriété|décès"
    rf"|la mort))",
    rf"(?:^|(?<=[.!?»] )|(?<=\n))(?P<it>{_YEARS_FR} ans)(?=,? (?:et|j['’]|je|il|elle|bientôt)\b"
    rf"|[.,])",
)

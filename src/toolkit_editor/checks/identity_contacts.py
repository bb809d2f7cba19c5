"""How contacts, addresses and personal numbers look in writing, in English and French.

Patterns only. Where a pattern has a group `it`, that is what is meant and the rest is how it is
known.
"""

from __future__ import annotations

import re


def any_case(*alternatives: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that do not mind capitals."""
    return tuple(re.compile(one, re.IGNORECASE) for one in alternatives)


def as_written(*alternatives: str) -> tuple[re.Pattern[str], ...]:
    """Patterns in which a capital is a capital."""
    return tuple(re.compile(one) for one in alternatives)


CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’-]{0,40}"
_DOT = r"(?:\s*\.\s*|\s+(?:dot|point|period)\s+|\s*[\[(](?:dot|point)[\])]\s*)"
_AT = (
    r"(?:\s?@\s?|\s*[\[({](?:at|à|a|arobase|arobas|chez)[\])}]\s*"
    r"|\s+(?:at|arobase|arobas|a commercial)\s+)"
)
_MAIL_HOSTS = (
    r"(?:g-?mail|hot-?mail|outlook|yahoo|icloud|proton ?mail|live|videotron|sympatico|bell|rogers"
    r"|shaw|telus|msn)"
)
EMAIL = any_case(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b",
    rf"(?<![\w.+-])(?:[\w+]{{1,30}}(?:{_DOT}|\s+(?:underscore|dash|hyphen|tiret(?: bas)?"
    rf"|souligné)\s+"
    rf"|[._-])){{0,5}}[\w+]{{1,40}}{_AT}[\w-]{{2,40}}(?:{_DOT}[\w-]{{2,30}}){{0,2}}{_DOT}"
    r"(?:com|ca|org|net|info|fr|qc|edu|gov|io|me|uk|co)\b",
    rf"(?<![\w.+-])[\w.+-]{{2,40}}{_AT}{_MAIL_HOSTS}\b(?:{_DOT}\w+)?",
)
_TOP = r"(?:com|ca|org|net|info|io|me|blog|page|social|site|online|dev|fr|be|uk|qc\.ca|gc\.ca)"
_HANDLE = r"[\w](?:[\w.-]{1,38}\w)"
WEB = any_case(
    r"https?://[^\s<>()\[\]«»“”\"]+[\w/]",
    r"\bwww\.[\w-]+\.[^\s<>()\[\]«»“”\"]*\w",
    rf"(?<![\w@.-])[a-z][\w-]{{1,62}}(?:\.[\w-]{{2,62}}){{0,4}}\.{_TOP}\b(?:/[\w./?=&%~+-]*\w)?",
    r"(?<![\w@.])@[a-z_][\w.]{1,38}\w",
    r"(?<![\w/])/?[ur]/[a-z0-9_-]{3,30}\b",
    r"\b[\w-]{2,40}\s+dot\s+(?:com|ca|org|net)\b(?:\s+slash\s+[\w-]+)?",
    r"\b(?:insta(?:gram)?|ig|tik ?tok|facebook|fb|snap(?:chat)?|twitter|discord|reddit|you ?tube"
    r"|twitch|bluesky|mastodon|threads|tumblr|handle|user ?name|screen ?name|gamertag|pseudo"
    r"|nom d['’]utilisat\w+|identifiant|kijiji|spotify|linkedin|messenger|skype|telegram|signal"
    r"|whatsapp)\b"
    r"(?:\s+(?:name|handle|account|page|profile|user|is|it['’]s|est|c['’]est|as|at|under|sous|"
    r"comme|compte|le nom(?: de)?|au nom de|à|my|mon|the)\b|\s*[:=,–-]|\s*[«“\"'‘])*\s*"
    rf"(?P<it>(?=\S*(?:[\d_.-]\w))(?!\d+\b){_HANDLE})",
)
_EXTENSION = r"(?:,?\s*(?:x|ext\.?|extension|poste)\s*\d{1,5})?"
_SAID = (
    r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|zéro|un|deux|trois|quatre"
    r"|cinq|sept|huit|neuf)"
)
_SAID_TENS = (
    r"(?:vingt|trente|quarante|cinquante|soixante|quatre-vingts?|cent|dix|onze|douze|treize"
    r"|quatorze|quinze|seize|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|ten"
    r"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
PHONE = any_case(
    r"(?<![\w.-])(?:\+?1\s?[ .(-]?\s?)?(?:\(\d{3}\)|\d{3})[ .\u00a0/-]{0,2}\d{3}["
    r" .\u00a0-]{0,2}\d{4}"
    rf"{_EXTENSION}\b(?!-?\d)",
    r"(?<![\w.-])(?:\+33|0033|0)[ .-]?[1-9](?:[ .-]?\d{2}){4}\b",
    r"(?<![\w.-])(?:\+|00)\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,5}\b",
    rf"(?<![\w.$-])\d{{3}}[-.\u00a0]\d{{4}}\b(?!-?\d){_EXTENSION}",
    rf"(?<![\w.$-])555 \d{{4}}\b{_EXTENSION}",
    r"\b(?:call|text|phone|cell|tel|number|fax|t[ée]l[ée]phone|t[ée]l|cellulaire|appelez|textez"
    r"|composez|num[ée]ro|pager)\b[^\d\n]{0,24}?(?P<it>\d{3} \d{4}|\d{7}|\d{10})\b(?! ?\$)",
    rf"(?<![\w-])(?:{_SAID}|{_SAID_TENS})(?:(?:[ ,.-]+|,? (?:then|puis|et|and) )"
    rf"(?:{_SAID}|{_SAID_TENS})){{5,14}}(?![\w-])",
    r"(?<![\d.,])\d(?:[ -]\d){6,10}(?![\d.,]\d)",
)
POSTAL_CODE = as_written(
    r"\b[ABCEGHJ-NPRSTVXYabceghj-nprstvxy][\dOo][ABCEGHJ-NPRSTV-Zabceghj-nprstv-z](?:[ -]|\u00a0"
    r"| ,)?"
    r" ?[\dOo][ABCEGHJ-NPRSTV-Zabceghj-nprstv-z]\d\b",
    r"(?:[Pp]ostal code|[Cc]ode postal)[^\n]{0,20}?\b(?P<it>[A-Za-z]\d[A-Za-z])\b",
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA"
    r"|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?\b",
    r"\b(?:ZIP|zip)(?: code)? ?:? ?\d{5}(?:-\d{4})?\b",
)
_STREET_EN = (
    r"(?:Street|St|Str|Avenue|Ave|Av|Road|Rd|Drive|Lane|Ln|Boulevard|Blvd|Court|Crt|Crescent|Cres"
    r"|Cr|Place|Pl|Way|Terrace|Highway|Hwy|Parkway|Pkwy|Square|Circle|Trail|Close|Sideroad|Gate"
    r"|Grove|Mews|Row|Alley|Esplanade|Line|Loop|Bypass|Walk|Path|Quay|Heights)"
)
_STREET_LONG = (
    r"(?:street|avenue|ave|road|rd|boulevard|blvd|crescent|cres|drive|lane|court|highway|hwy)"
)
_STREET_FR = (
    r"(?:rue|avenue|av\.?|ave\.?|boulevard|boul\.?|bd|chemin|ch\.|place|allée|rang|montée|quai"
    r"|impasse|côte|route|ruelle|croissant|terrasse|carré|cours|promenade|rte|autoroute|passage)"
)
_UNIT = (
    r"(?:,?\s*(?:apt|apartment|unit|suite|ste|app|appt|appartement|bureau|logement|log|porte)\.?"
    r"\s*#?\s?[A-Za-z]?\d+[A-Za-z]?)?"
)
_OF_FR = r"(?:(?:de|du|des|la|le|les|De|Du|Des|La|Le|Les) |d['’]|l['’]|D['’]|L['’])*"
_NAME_FR = rf"{CAPITALISED}(?:[ -](?:(?:de|du|des|la|le|et) )*{CAPITALISED}){{0,3}}"
_NUMBERED = r"\d{1,3}(?:st|nd|rd|th|e|re|ère)"
_CROSSING = rf"(?:the |la |le )?(?:{CAPITALISED}|{_NUMBERED})(?: {CAPITALISED})?"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Monday|Tuesday|Wednesday"
    "|Thursday|Friday|Saturday|Sunday"
)
ADDRESS = (
    *as_written(
        rf"\b\d{{1,5}}[A-Za-z]?(?:[-–]\d{{1,5}})?,? (?:(?:North|South|East|West|N\.?|S\.?|E\.?"
        rf"|W\.?) )?"
        rf"(?:{CAPITALISED} |{_NUMBERED} ){{1,4}}?{_STREET_EN}\b\.?"
        rf"(?: (?:North|South|East|West|N|S|E|W|NW|NE|SW|SE)\b)?{_UNIT}",
        rf"\b\d{{1,5}}(?:-\d{{1,5}})?(?: ?[A-D]|(?: ?bis))?,? (?:{_STREET_FR})"
        rf" {_OF_FR}{_NAME_FR}{_UNIT}",
        rf"\b\d{{1,5}},? {_NUMBERED} (?:Avenue|Rue|avenue|rue|Rang|rang)(?: (?:Est|Ouest|Nord"
        rf"|Sud))?{_UNIT}",
        rf"\b(?:\d{{1,2}}e étage,? )?(?:rue|avenue|boulevard|boul\.|chemin|rang|montée|ruelle"
        rf"|autoroute"
        r"|impasse|croissant|promenade|allée|terrasse|square|carré|route|côte|quai|Route|Place"
        rf"|Allée|Côte|Rue|Avenue|Boulevard|Chemin|Rang|Montée) {_OF_FR}{_NAME_FR}{_UNIT}",
        rf"\b(?:{_NUMBERED}) (?:Avenue|Rue|avenue|rue|Rang|rang|Street|Ave|Concession|Line|Side"
        rf" ?[Rr]oad)"
        r"\b(?: (?:Est|Ouest|Nord|Sud|East|West|North|South|E|W|N|S)\b)?",
        rf"(?<!\w)(?!(?:The|A|My|Our|This|That|His|Her|In|On|At|And|But|To|From|Sesame|Wall)\b)"
        rf"(?:(?:{CAPITALISED}) ){{1,3}}?"
        r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Crescent|Cres|Lane|Drive|Sideroad|Court"
        r"|Parkway|Terrace|Concession)\b(?! [A-Z][a-z]+'?s? (?:Hospital|Shelter|Clinic|Centre))"
        r"(?: (?:North|South|East|West|N|S|E|W)\b)?" + _UNIT,
        r"\b(?:[Hh]ighway|[Hh]wy\.?|[Rr]oute|[Aa]utoroute|[Rr]ange [Rr]oad|[Tt]ownship [Rr]oad"
        r"|[Ss]ide ?[Rr]oad|[Cc]ounty [Rr]oad|[Rr]egional [Rr]oad|[Cc]oncession(?: [Rr]oad)?"
        r"|[Cc]oncession [Ll]ine|[Cc]on\.?|[Rr]ang|[Ff]ire [Nn]umber|[Rr]ural [Rr]oute|RR|R\.R\."
        r"|R\. ?R\."
        r"|[Rr]oute [Rr]urale|[Ll]ot|[Cc]ivic(?: [Nn]umber)?|[Ll]igne|[Mm]ile [Mm]arker"
        r"|[Kk]ilometre"
        r"|[Ll]ine|rr|hwy|[Ss]ite|[Cc]omp(?:artment)?|[Tt]railer|[Pp]ad|[Rr]oulotte|[Ss]tn"
        r"|[Ss]uccursale)"
        r" ?(?:# ?|no\.? ?|n[°o] ?)?(?:\d{1,4}[A-Z]?|[IVX]+)\b(?! (?:hours|years|days|minutes"
        r"|heures|ans))"
        r"(?: (?:North|South|East|West|Est|Ouest|Nord|Sud))?",
        rf"\b(?:[Cc]orner of|[Cc]oin de(?: la)?|[Cc]oin d['’]|[Cc]oin(?: des rues)?|"
        rf"[Ii]ntersection (?:of|de|des rues)|[Aa]ngle (?:de|des rues)) ?"
        rf"(?P<it>(?:rue |la rue |l['’])?{_CROSSING} (?:and|et|&) (?:de |de la |la |rue"
        rf" )?{_CROSSING})",
        r"\b(?:lives?|lived|living|live|house|place|apartment|home|stay|stayed|moved|habite"
        rf"|habitait"
        rf"|reste|restait|demeure) (?:\w+ ){{0,3}}?(?:at|to|on|au) (?P<it>\d{{1,5}}[A-Za-z]?"
        rf" (?:{CAPITALISED}"
        rf"|de la {CAPITALISED}|du {CAPITALISED}|des {CAPITALISED}))",
        r"(?:^|[:\n] ?|\b(?:is|was|est|était|address|adresse) )(?P<it>(?!(?:19"
        rf"|20)\d\d\b)\d{{1,5}}[A-Za-z]? (?!(?:{_MONTHS})\b){CAPITALISED})",
        rf"\bat (?P<it>{_CROSSING} (?:and|&) {_CROSSING})(?! (?:Sons|Daughters|Co|Company)\b)",
        rf"#\s?\d{{1,4}}[A-Z]?(?:,| ?[-–])? ?\d{{1,5}} (?:{CAPITALISED})(?: {CAPITALISED})?",
        r"\b(?:Grande[- ]Allée|Chemin du Roy)\b(?: (?:Est|Ouest))?",
        rf"\b(?:{_NUMBERED}) and (?:{CAPITALISED}|{_NUMBERED})",
        rf"\b(?:at|to|from|on|near|number) (?P<it>(?!(?:19|20)\d\d\b)\d{{1,5}}[A-Za-z]?"
        rf" (?!(?:{_MONTHS})\b){CAPITALISED})(?! (?:Hospital|People))",
        rf"\b(?:au|du|le|numéro) (?P<it>\d{{1,5}}(?:-?[A-D])?,? (?:de la |du |des |de l['’]"
        rf"|d['’]){CAPITALISED}(?:[ -]{CAPITALISED})?)",
        rf"\b\d{{2,4}}00[ -]block (?:of )?{CAPITALISED}",
        r"\b(?:[Gg]eneral [Dd]elivery|GD|[Pp]oste restante)\b(?:,? (?:[Bb]ox|[Ss]tn) \d+)?",
    ),
    *any_case(
        r"\b(?:p\.? ?o\.? ?box|box|c\. ?p\.|case postale|b\.p\.|casier postal|post office box)"
        r"(?: ?(?:number|no\.?|#|n[°o]))? ?\d+\b",
        r"\bcorner of (?P<it>(?!the\b)[\w'’.-]+(?: (?:street|st|avenue|ave|road|rd))? (?:and|&)"
        r" (?!the\b)[\w'’.-]+(?: (?:street|st|avenue|ave|road|rd)\b)?)",
        r"\b(?:au coin d(?:e |es rues |['’])|coin |angle )(?P<it>(?!la\b|le\b)[\w'’.-]+(?: et "
        r"|/)(?:de |d['’])?[\w'’-]+)",
        r"(?<!\w)(?:unit|apt\.?|apartment|suite|app\.|appt\.?|appartement|logement|porte) "
        r"(?:number |no\.? ?|n[°o] ?|num[ée]ro )?#?(?:\d{1,4}[a-z]?|[a-z]\d{1,4})\b"
        r"(?! (?:people|of|beds|lits|personnes|heures|hours))",
        rf"\b\d{{1,5}}[a-z]?,? (?!(?:of|in|on|at|to|the|a|and|or|minutes?|hours?|days?|years?)\b)"
        rf"(?:[\w'’]+ ){{1,2}}?{_STREET_LONG}\b{_UNIT}",
        rf"\b\d{{1,5}},? (?:rue|avenue|boulevard|chemin|rang) (?:[\w'’-]+)(?: [\w-]+)?{_UNIT}",
        r"(?:(?<=\bon )|(?<=\boff )|(?<=\bdown )|(?<=\balong )|(?<=\bat )|(?<=\bfrom )|(?<=\bup"
        r" )|(?<=\bnear ))(?!(?:the|dirt|gravel"
        r"|main|back|side|country|winter|ice|logging|own|wrong|long|rough|another|some|no|open"
        r"|quiet|busy|which|what|a|this|that|my|our|your|his|her|every|each|one|any|same)\b)"
        r"[a-z'’]{3,} (?:street|avenue|ave|road|rd|blvd|boulevard|crescent|cres)\b",
        r"(?:(?<=\bsur la )|(?<=\bla ))rue (?!(?:et|où|avec|sans|pour|dans|en|est|était|pendant"
        r"|à|qui|"
        r"que|la|le|les|depuis|comme|il|elle|je|on|après|avant|quand|au|ou|mais|sur|sans|toute"
        r"|chaque|seul|seule|tous|plutôt)\b)"
        r"(?:(?:de|du|des) (?:la )?|d['’])?[\w-]{3,}",
    ),
)
_KEY = r"(?=[A-Za-z/ .-]{0,8}\d)[A-Za-z]{0,5}[ ./-]?\d(?:[ ./-]?[A-Za-z0-9]){2,20}"
NUMBER = (
    *any_case(
        r"\b\d{4}[ -]\d{3}[ -]\d{3}(?:[ -][a-z]{2})?\b",  # Ontario health card
        r"\b[a-z]{4}[ -]?\d{4}[ -]?\d{4}\b",  # Québec health card
        r"\b\d{3}-\d{2}-\d{4}\b",  # social security, United States
        r"(?<!\d[ -])\b\d{3}[ -]\d{3}[ -]\d{3}\b(?![ -]?\d)",  # social insurance, health
        r"(?<!\d[ -])\b\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]\d{4})?\b(?![ -]?\d)",
        r"(?<!\d[ -])\b\d{5}[ -]\d{4}\b",  # Alberta health number
        r"\b(?:file|record|chart|case|client|patient|resident|card|member(?:ship)?|dossier|carte"
        r"|carnet|matricule|health|ohip|ramq|msp|mcp|phn|phin|hsn|ahcip|nshealth|mrn|nam|nas|sin"
        r"|s\.i\.n\."
        r"|uci|iuc|status|treaty|registry|registration|band|permit|permis|licen[cs]e|badge|staff"
        r"|employee|"
        r"employ[ée]e?|court|docket|claim|r[ée]clamation|policy|police|account|compte|student"
        r"|[ée]tudiante?"
        r"|inmate|offender|fps|passport|passeport|plate|plaque|ticket|contravention|warrant|id|"
        r"identification|statut|traité|bande|inscription|assurance[ -](?:maladie|sociale)|soleil|"
        r"hospitali[sz]ation|bracelet|invoice|facture|reference|référence|tenant|locataire"
        r"|num[ée]ro|"
        r"number|chambre de la cour|cour|order|ordonnance|prescription|rx|veteran|service|wsib"
        r"|cnesst|odsp"
        r"|ow|aish|pwd|certificate|certificat|case ?worker)\b"
        r"(?:\s*(?:number|numbers|no\.?|n[°o]\.?|num[ée]ro|num|#|card|carte|file|dossier|id|is"
        r"|was|est|était|de|"
        r"d['’]|du|la|le|:|,|;|\(|–|-|=|client|patient|employ[ée]e?|cour|l['’]|code|record"
        r"|it['’]s|"
        r"c['’]est|ends? in|ending in|finit par|maladie|sociale|insurance|care|health|for|mine"
        r"|my|mon|ma|"
        r"membre|bande|registration|registry|chart|the|says?|said|read|reads|stamped|printed|"
        r"étudiante?|permis|plaque))*"
        rf"\s*[#«“\"(]?\s*(?P<it>{_KEY})\b(?!\s*(?:\$|%|mg|ml|years?|ans|days?|jours|hours?|heures"
        r"|minutes?|people|personnes|dollars|pages?|times|fois|weeks?|months?|mois|semaines|beds"
        r"|lits|h\b))",
    ),
    *as_written(
        r"(?<![\w-])[A-Z]{1,4}[-–/]\d{2,}(?:[ -]?\d{2,})+\b",
        r"(?<![\w-])[A-Z]{1,4}[-–/]\d{4,}\b",
        r"(?<![\w-])[A-Z]{1,3}\d{5,}\b",
        r"(?<![\w#&])#\s?(?P<it>\d{3,}[\d-]*)\b",
        r"\b\d{2}[-/]\d{4,}(?:[-/]\d+)?\b(?!\d)",
    ),
)
LONG_NUMBER = as_written(r"(?<![\w.,$-])\d{8,}\b(?![.,]\d)")

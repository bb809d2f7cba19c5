"""How organisations and waters call themselves, in English and French.

A kind of organisation alone ("the crisis centre") says little; with a name of its own it says where
somebody was. Knows no people and no places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from toolkit_editor.checks.identity_contacts import CAPITALISED, as_written
from toolkit_editor.checks.identity_words import (
    fold,
    given_names,
    is_listed,
    is_ordinary,
    quiet_phrases,
    words_of,
)

_WORD_EN = (
    r"(?:General Hospital|Hospital|Hosp\.?|Clinic|Health Centre|Health Center|Centre|Center"
    r"|House|Residences?|Foundation"
    r"|Society|University|College|Polytechnic|High School|High|Elementary|Secondary|Collegiate"
    r"|Academy"
    r"|School|Shelter|Lodge|Manor|Church|Cathedral|Chapel|Mission|Parish|Temple|Mosque|Gurdwara"
    r"|Synagogue|Hall"
    r"|Housing|Institute|Co-?op|Co-?operative|Drop-?[Ii]n|Bakery|Café|Cafe|Diner|Restaurant"
    r"|Grill|Tavern|Pub|Bar"
    r"|Motel|Hotel|Inn|Garage|Motors|Auto|Construction|Roofing|Contracting|Landscaping|Plumbing"
    r"|Electric|Mills?"
    r"|Sawmill|Foods|Farms?|Ranch|Orchards?|Nursery|Greenhouses?|Fisheries|Cannery|Mine|Mining"
    r"|Logging|Trucking|Transport"
    r"|Freight|Logistics|Industries|Manufacturing|Enterprises|Services|Health|Wellness|Care"
    r"|Hospice|Home|Homes|Homestead"
    r"|Place|Haven|Villa|Towers?|Court|Apartments|Terrace|Gardens|Estates|Village|Library|Arena"
    r"|Daycare|Day Care"
    r"|Pharmacy|Drugs|Dental|Medical|Legal|Law|LLP|Inc\.?|Ltd\.?|Co\.|Corp\.?|Company|Group"
    r"|Partners|Associates|Brothers|Bros\.?"
    r"|Club|Clubhouse|Legion|Network|Association|Alliance|Coalition|Collective|Ministries"
    r"|Fellowship|Program|Programme"
    r"|Project|Initiative|Team|Detox|Recovery|Rehab|Treatment|Counselling|Psychiatric|Memorial"
    r"|Regional|Unit|Wing|Pavilion|Ward"
    r"|Friendship|Healing|Mennonite|Baptist|United|Lutheran|Anglican|Gospel|Assembly|Laundry"
    r"|Salon|Barbers?|Grocery|Market|Store"
    r"|Hardware|Lumber|Press|Studios?|Theatre|Gallery|Gym|Plaza|Mall|Kitchen|Pantry|Food Bank"
    r"|Table|Outreach|Supports?|Living"
    r"|Connections?|Steps|Bridges?|Harbour|Sons|Daughters|Packers|Meats|Textiles|Steel|Foundry"
    r"|Insurance|Realty|Properties)"
)
_BEFORE_EN = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|of|for|and|&|the|at|in|on)"
ORGANISATIONS_EN = re.compile(
    rf"(?<![\w'’])[A-ZÀ-ÖØ-Þ][\w'’.-]{{0,40}}(?: {_BEFORE_EN}){{0,5}}? {_WORD_EN}(?![\w-])"
    rf"(?:(?: (?:of|for|at|in|on|and|&)(?: the)?)? {CAPITALISED}){{0,5}}"
)
_FRENCH_NOUN = (
    r"(?:hôpital|hopital|clinique|centre|résidence|residence|maison|université|cégep|cegep"
    r"|collège|école|ecole|polyvalente"
    r"|fondation|refuge|clsc|chsld|cisss|ciusss|csss|crdi|auberge|foyer|institut|pavillon"
    r"|paroisse|église|chapelle|cathédrale"
    r"|mosquée|temple|synagogue|garderie|cpe|usine|scierie|moulin|boulangerie|pâtisserie"
    r"|restaurant|resto|café|casse-croûte|brasserie|taverne"
    r"|bar|garage|ferme|fermes|épicerie|pharmacie|dépanneur|imprimerie|coopérative|coop|groupe"
    r"|association|club|motel|hôtel|manoir"
    r"|villa|habitations|immeubles|domaine|jardins|logis|ressource|entreprises?|construction"
    r"|constructions|transports?|assurances|compagnie"
    r"|cuisine|cuisines|comptoir|friperie|bibliothèque|aréna|couvent|monastère|séminaire"
    r"|pensionnat|orphelinat|hospice|carrefour|halte|havre"
    r"|relais|gîte|escale|accueil|oasis|arche|atelier|ateliers|studio|salon|cabinet|étude|banque"
    r" alimentaire|mission|camp|théâtre"
    r"|projet|programme|équipe|unité|aile|caserne|quincaillerie|abattoir|pêcheries|mines?"
    r"|aluminerie|fonderie|papetière|hebdo|journal|radio"
    r"|société|fabrique|toitures|plomberie|rénovations|meubles|laiterie|fromagerie|érablière"
    r"|cabane|salle|centre de crise)"
)
_FRENCH_LINK = (
    r"(?:de|du|des|la|le|les|à|aux|et|sur|pour|en|jour|nuit|crise|santé|mentale|soins|soir"
    r"|femmes|hommes|jeunes|jeunesse|adultes|aînés"
    r"|familles|communautaire|secondaire|primaire|hébergement|général|générale|régional"
    r"|régionale|psychiatrique|universitaire"
    r"|public|privée?|longue|durée|transition|thérapie|réadaptation|dépendance|désintoxication"
    r"|quartier|coin|village|médicale"
    r"|familiale|alimentaire|professionnelle?|petite?|bon|bonne|vieux|vieille|grande?|amitié"
    r"|écoute|aide|entraide|accueil|action|alphabétisation"
    r"|prévention|détention|apprentissage|insertion|traitement|enfance|loisirs|bénévole|culturel"
    r"|récréatif|éducation|populaire|intervention|travail|paroisse"
    r"|retraite|répit|dépannage|rue|au|chez|dite?|nommée?|appelée?|[a-zà-ÿ]+(?:aire|ale|ique|ive"
    r"|elle|ienne))"
)
ORGANISATIONS_FR = re.compile(
    rf"(?<![\w'’-])(?i:{_FRENCH_NOUN})(?: {_FRENCH_LINK}| d['’]{_FRENCH_LINK}){{0,5}} "
    rf"(?:[dlDL]['’])?[«“\"]?(?:\u00a0| )?(?P<own>(?:[DL]['’])?{CAPITALISED})"
    rf"(?:[ -](?:(?:de|du|des|la|le|les|et|en|à|aux|au) )*(?:[dl]['’])?{CAPITALISED}){{0,4}}"
)
ELIDED_FR = re.compile(
    rf"(?<![\w'’-])(?i:{_FRENCH_NOUN})(?: {_FRENCH_LINK}){{0,3}} (?:d['’]|l['’]|de"
    rf" l['’])(?P<own>{CAPITALISED})"
    rf"(?:[ -](?:(?:de|du|des|la|le|les|et) )*(?:[dl]['’])?{CAPITALISED}){{0,3}}"
)
_LOWER_EN = (
    r"(?:hospital|clinic|shelter|house|lodge|manor|church|college|university|hall|residence|high"
    r" school|high|elementary|centre|center|mission|motel"
    r"|school|drop-?in|bakery|housing|hostel|diner|cafe|café|garage|farms?|ranch|apartments"
    r"|towers|pharmacy|mill|mine|restaurant|construction|trucking"
    r"|roofing|foods|parish|mosque|temple|detox|co-?op|legion|group home|place)"
)
_BARE_EN = re.compile(
    rf"\b(?:at|from|in|near|outside) (?P<it>(?:[a-z'’.-]+ ){{1,3}}?{_LOWER_EN})\b"
)
_SAINTS = re.compile(r"(?<!\w)(?:st|ste|saint|sainte)[. -]+[a-zà-ÿ]{3,}(?:[’'-][a-zà-ÿ]+)*")
_SMALL_EN = frozenset(
    """the a an my our his her their your this that some any no every each another which what first
        last high old same other and or but with of to for from in at on it me us him them
        was is front""".split()  # noqa: SIM905
)
_OF_SOMEBODY = re.compile(
    r"(?:projet|programme|équipe|groupe|maison|salle|camp|cabinet|étude|unité|aile|radio|journal"
    r"|mission|salon|ferme|bar|cuisine|garage|café"
    r"|société|accueil|ateliers?|domaine|cabane|compagnie|école) d(?:e |['’])",
    re.IGNORECASE,
)
_HALF_FR = re.compile(
    r"(?:\b(?:à|au|aux|chez|du|de|la|le|les|par)\s|\b[ld]['’])(?P<it>(?:(?:Le|La|Les|Au|Aux) "
    rf"|L['’])?(?P<first>{CAPITALISED})"
    r" (?:(?:de|du|des|en|à|aux) (?:la )?|d['’])[a-zà-ÿ]{3,})"
)
_JOINED_EN = re.compile(
    r"\b(?:at|to|from|near|into|joined|left|called|for|with|by) (?:the"
    rf" )?(?P<it>{CAPITALISED}(?: {CAPITALISED})*"
    rf"(?: (?:of|and|&|the|for|on|in|with)(?: the)? {CAPITALISED}(?: {CAPITALISED})*)*)"
    rf"|(?:(?<=[.!?] )|(?<=\n)|\A)The (?P<that>{CAPITALISED}(?: {CAPITALISED})*)"
)
_CASUAL_EN = re.compile(
    r"(?<![\w'’])(?:[a-zà-ÿ'’.-]+ ){1,4}?(?:hospital|clinic|shelter|house|lodge|manor|church"
    r"|college|university|hall|residence"
    r"|high school|high|elementary|centre|center|mission|motel|school|drop-?in|bakery|housing)\b",
)
_CASUAL_FR = re.compile(
    rf"(?<![\w'’-]){_FRENCH_NOUN} (?:{_FRENCH_LINK} |d['’]|l['’])*(?P<own>[a-zà-ÿ'’-]{{3,}})"
)
_GENERIC = frozenset(
    """a an the at in my our his her from to this that and but or when then on of for with by as it
        i we he she they their your if so because after before every each all no any some
        one two three four last next old new recovery mental health community crisis family
        youth peer support day night high elementary secondary primary public general
        regional provincial national local central women's men's women men drop-in drop in
        walk-in housing first social emergency wellness care medical psychiatric treatment
        detox rehab rehabilitation transition transitional long-term long term continuing
        group home nursing senior seniors adult children's child residential school
        university college hospital clinic centre center shelter church food bank friendship
        native indigenous healing safe injection outpatient inpatient day-care daycare
        worker program programme team unit ward house services service lived experience
        clubhouse harm reduction needle exchange employment legal aid law office resource
        information referral implementation talking staff security police nurse doctor peer
        probation court triage intake admissions welfare psych section medicine creator
        doctors manager counsellor therapist coach worker workers patient patients people
        voices god meds nurses social intake sister brother uncle aunt room bed no yes never
        always god grade day week sharing circle sweat lodge sunday monday tuesday wednesday
        thursday friday saturday early psychosis intervention assertive grade hearing voices
        intensive eating disorders addiction addictions mother's father's other canadian
        canada ontario quebec québec alberta manitoba saskatchewan columbia british nova
        scotia yukon nunavut salvation army united way catholic christian muslim jewish
        anglican anger management narcotics alcoholics anonymous dear mr mrs ms dr nurse
        elder life skills art music yoga outreach street personal disability student what
        where who why how there here their is was called named""".split()  # noqa: SIM905
)
_GENERIQUE = frozenset(
    """nord sud est ouest canada québec ontario saint-jean noël pâques dieu logement rétablissement
        entraide santé premières premier nations accueil jeunesse armée salut bible coran
        internet conseil ministère direction semaine journée loi charte fête jour régie
        office commission bureau centre maison hôpital école équipe cercle comité groupe
        programme projet service services clinique caisse chambre cour palais ville village
        communauté banque société association ordre curateur protecteur réseau plan guide
        rapport état dame père mère frère sœur bonne bon joyeux joyeuse un une deux trois
        grand grande petit petite oui non merci pair aidant monsieur madame je il elle on
        nous vous ils elles mon ma mes""".split()  # noqa: SIM905
)


def organisations(
    text: str, lang: str, casual: bool, ordinary: Collection[str] = ()
) -> Iterator[tuple[int, int]]:
    """Where an organisation is called by its own name. `casual` text has no capitals to go by."""
    if lang == "fr":
        yield from _french(text)
        patterns = _CASUAL_FR
    else:
        yield from _english(text)
        patterns = _CASUAL_EN
    yield from _half_written(text) if lang == "fr" else _joined(text, ordinary)
    if casual:
        yield from _in_lower_case(text, lang, patterns)


def _english(text: str) -> Iterator[tuple[int, int]]:
    for match in ORGANISATIONS_EN.finditer(text):
        start, end = match.span()
        words = words_of(match.group())
        while words and fold(words[0].group()).removesuffix("'s") in _LEADING:
            words = words[1:]
        if len(words) < 2 or _says_nothing(words):
            continue
        yield start + words[0].start(), end


_LEADING = _GENERIC - frozenset(
    """recovery mental health community crisis family youth peer native healing street new old
        general regional central walk-in women's men's first two three four sunday
        friendship art music""".split()  # noqa: SIM905
)


def _says_nothing(words: list[re.Match[str]]) -> bool:
    own = [one.group() for one in words if one.group()[0].isupper()]
    return all(fold(word).removesuffix("'s") in _GENERIC for word in own[:-1] or own)


def says_nothing(word: str, lang: str) -> bool:
    """Whether a folded word with a capital is part of a kind's name rather than of an own name."""
    return word in (_GENERIQUE if lang == "fr" else _GENERIC)


def _french(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (ORGANISATIONS_FR, ELIDED_FR):
        for match in pattern.finditer(text):
            own = [fold(one.group()) for one in words_of(text[match.start("own") : match.end()])]
            if _OF_SOMEBODY.match(match.group()) and own[0] in given_names() and len(own) == 1:
                continue
            if own[0] not in _GENERIQUE and not (len(own) == 1 and len(own[0]) < 3):
                yield match.start(), match.end()


def _joined(text: str, ordinary: Collection[str]) -> Iterator[tuple[int, int]]:
    """Bodies called by ordinary words with a small word between: `Bread and Roses`."""
    for match in _JOINED_EN.finditer(text):
        part = "it" if match["it"] else "that"
        own = [fold(one.group()) for one in words_of(match[part]) if one.group()[0].isupper()]
        listed = all(is_listed(word, "en") for word in own)
        if (
            listed
            and not set(own) <= _GENERIC
            and not set(own) & set(ordinary)
            and (part == "that" or len(own) > 1)
            and not {tuple(own), (own[0],)} & quiet_phrases("en").keys()
        ):
            yield match.start(part), match.end(part)


def _half_written(text: str) -> Iterator[tuple[int, int]]:
    """Bodies called by ordinary words, the first with a capital: `le Rayon de soleil`."""
    for match in _HALF_FR.finditer(text):
        first = fold(match["first"])
        if is_ordinary(first, "fr") and first not in _GENERIQUE:
            yield match.start("it"), match.end("it")


def _in_lower_case(text: str, lang: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in _SAINTS.finditer(text):
        yield match.span()
    if lang == "en":
        for match in _BARE_EN.finditer(text):
            own = {fold(one.group()) for one in words_of(match["it"])}
            if not own <= _GENERIC | {"housing", "house"} and not own & _SMALL_EN:
                yield match.start("it"), match.end("it")
    for match in pattern.finditer(text):
        words = words_of(match.group())
        strange = [one for one in words if not is_ordinary(fold(one.group()), lang)]
        if strange:
            first = strange[0].start() if lang == "en" else 0
            yield match.start() + first, match.end()


_WATER_EN = (
    r"(?:Lakes?|River|Creek|Bay|Park|Island|Islands|Falls|Beach|Cove|Harbour|Harbor|Valley"
    r"|Hills?|Heights|Ridge|Mountain|Point|Landing|Crossing"
    r"|Inlet|Reserve|First Nation|Cree Nation|Nation|Woods|Forest|Square|Meadows|Springs|Grove"
    r"|Flats|Junction|Bridge|Pier|Wharf|Cemetery|Common|Commons|Campground"
    r"|Trail|Narrows|Portage|Rapids|Sound|Settlement|Corners|Mills|Bluffs?|Pond|Brook|Marsh"
    r"|Peninsula|Station|Village|Gulch|Pass)"
)
WATERS = as_written(
    r"(?<![\w'’])(?!(?:The|A|At|In|My|Our|From|To|This|That|And|But|When|On|By|First|Food|Every"
    rf"|Trailer|National|Provincial)\b)"
    rf"{CAPITALISED}(?: {CAPITALISED}){{0,2}}? {_WATER_EN}(?!\w)",
    r"\b(?:Lake|Mount|Mt\.?|Fort|Port|Point|Cape|Camp|Isle of|Bay of|Pointe|Anse)"
    rf" (?:{CAPITALISED})(?: {CAPITALISED})?",
    r"\b(?:[Ll]ac|[Rr]ivière|[Pp]arc|[Bb]aie|[Mm]ont|[ÎîIi]le|[Qq]uartier|[Aa]nse|[Pp]ointe"
    rf"|[Cc]ap|[Pp]lage|[Cc]imetière|[Pp]ont|[Vv]illage de|[Vv]ille de|[Rr]éserve de"
    r"|[Cc]hute|[Cc]hutes|[Vv]allée|[Ff]orêt|[Cc]ôte|[Ff]aubourg|[Mm]arché|[Pp]ort|[Rr]éservoir"
    rf"|[Mm]onts|[Ss]entier|[Bb]ois)"
    rf" (?:(?:de|du|des|la|le|les|à|aux) |d['’]|l['’])*{CAPITALISED}(?:[ -](?:(?:de|du|des|la|le"
    rf"|les|aux) )?{CAPITALISED}){{0,2}}",
)
HALLOWED = as_written(
    r"\b(?:Our Lady(?: of(?: the)?)?|Sacred Heart|Holy (?:Cross|Family|Trinity|Rosary|Name"
    r"|Redeemer|Spirit)(?= (?:Hospital|School|Church|Parish|in)\b)"
    r"|Good Shepherd|Immaculate|Notre-Dame|Sacré-C(?:œ|oe)ur|Bon-Pasteur|Hôtel-Dieu)\b(?:["
    r" -](?:d['’]|de |du |des |la |les |of |the |de la )*[A-ZÀ-Ý][\w'’-]+){0,3}",
    r"\b(?:Church|House|School|Hospital|University|Friends|Order|Sisters|College|Centre|Society"
    r"|Club|Hotel|Café|Cafe|Villa|Camp|Bar|Chez) "
    r"(?:(?:of|for|at|de|du|des|la|le|les) (?:the )?)?(?:St\. )?[A-ZÀ-Ý][\w'’-]+(?:"
    r" [A-ZÀ-Ý][\w'’-]+){0,2}",
)

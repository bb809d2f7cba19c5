"""How positions that only one person holds are told, in English and French. Patterns only.

They are known by words such as "the only", by what only one person in a place can be, and by
kinship with such a person.
"""

from __future__ import annotations

from toolkit_editor.checks.identity_contacts import any_case

_WORK_EN = (
    r"(?:woman|man|person|member|nurse|doctor|psychiatrist|psychologist|worker|facilitator"
    r"|resident|tenant|manager|director"
    r"|father|mother|parent|immigrant|student|teacher|volunteer|veteran|refugee|peer|dentist"
    r"|pharmacist|midwife|vet"
    r"|veterinarian|firefighter|officer|policeman|policewoman|cop|mountie|paramedic|priest"
    r"|pastor|minister|imam|rabbi|lawyer|judge"
    r"|counsellor|counselor|therapist|interpreter|translator|librarian|principal|postmaster"
    r"|postmistress|plumber|electrician|mechanic"
    r"|carpenter|welder|pilot|guide|trapper|fisherman|farmer|rancher|barber|hairdresser"
    r"|undertaker|mortician|baker|butcher|grocer"
    r"|driver|engineer|surveyor|accountant|journalist|reporter|editor|announcer|dj|musician"
    r"|fiddler|organist|artist|carver|drummer"
    r"|coach|referee|player|goalie|athlete|runner|athlete|councillor|chief|mayor|clerk|secretary"
    r"|treasurer|coordinator|chaplain|elder"
    r"|healer|doula|social worker|outreach worker|surgeon|specialist|physician|physiotherapist"
    r"|optometrist|widow|widower|twin|twins"
    r"|triplets|family|couple|girl|boy|kid|patient|survivor|speaker|signer|guard|dispatcher"
    r"|technician|janitor|custodian|caretaker"
    r"|cook|chef|waitress|bartender|owner|operator|representative|rep|advocate|researcher"
    r"|scientist|professor|instructor|trainer|cleaner"
    r"|Muslim|Sikh|Jew|Inuk|Cree|Black|Somali|Filipino|Filipina|candidate|graduate|employee"
    r"|captain|president|chair|chairperson|premier|reeve|warden|supervisor|founder|valedictorian"
    r"|speaker|trustee|deacon|nun|monk|soldier|sergeant)"
)
_POST_EN = (
    r"(?:executive director|director|deputy director|assistant director|president|vice-president"
    r"|chief executive|ceo|mayor|deputy mayor|reeve"
    r"|chief|band manager|head nurse|charge nurse|head of|head|founder|co-founder|principal"
    r"|vice-principal|chair|chairperson|chairman|chairwoman|superintendent"
    r"|coordinator|manager|supervisor|owner|coroner|captain|commander|sheriff|dean|warden"
    r"|medical director|clinical director|treasurer|secretary"
    r"|bishop|pastor|chaplain|imam|editor|conductor|choir director|curator|program lead|team"
    r" lead|night manager|house manager|psychiatrist"
    r"|goalie|postmaster|postmistress|caretaker|superintendent|fire chief|police chief|band"
    r" councillor|councillor|captain|coach|judge|clerk)"
)
_ONE_HOLDS_EN = (
    r"(?:mayor|reeve|chief|premier|fire chief|police chief|chief of police|deputy mayor"
    r"|principal|superintendent|band manager|pastor|minister|"
    r"priest|imam|rabbi|bishop|coroner|sheriff|judge|doctor|dentist|landlord|coach|ambassador"
    r"|senator|mp|mpp|mla|postmaster|pharmacist|undertaker"
    r"|baker|butcher|barber|mailman|postman|schoolteacher|teacher|fire chief|grand chief|hockey"
    r" coach|school principal|preacher|warden|councillor)"
)
_KIN_EN = (
    r"(?:wife|husband|daughter|son|kid|kids|child|children|sister|brother|mother|father|widow"
    r"|widower|niece|nephew|grandson|granddaughter"
    r"|cousin|uncle|aunt|grandmother|grandfather|son-in-law|daughter-in-law|brother-in-law"
    r"|sister-in-law|boy|girl|ex-wife|ex-husband|ex|partner|girlfriend|boyfriend|secretary"
    r"|assistant|driver)"
)
_WHERE_EN = (
    r"(?: (?:in|on|at|of|for|up|around|from|to|north of|within)(?: the| our| my| this| that|"
    r" all)?(?: whole| entire)? "
    r"(?:[\w'’-]+ ){0,2}?(?:town|village|city|county|region|province|reserve|rez|community"
    r"|island|band|territory|district|valley|office"
    r"|building|hospital|clinic|(?:health |friendship |day |treatment )?centre|(?:nursing"
    r" )?station|post|yard|farm|factory|parish|hall|line|league|campus|base|ship|boat|camp|list"
    r"|house|shelter|ward|unit|department|crew|team|board|group|family|class|school|college"
    r"|church|choir|congregation"
    r"|program|programme|service|floor|shift|force|detachment|street|block|company|mill|mine"
    r"|plant|agency|organisation|organization|staff"
    r"|committee|council|society|association|foundation|ministry|north|there|here|years|history)\b"
    r")?"
)
ROLE_EN = any_case(
    r"\b(?:the|their|our|my|your|[\w-]{1,30}['’]s|as|its|this|an?)(?: (?:town|village|band|island"
    rf"|ward|county|reserve|community)['’]s)? "
    r"(?!(?:only|first) (?:two|three|four|few)\b)(?:very )?(?:only|sole|lone|one(?="
    r" (?-i:[A-Z]))|one and only|first|first-ever|youngest|oldest|last)(?: (?:ever|other))?"
    rf" (?:[\w’'-]+ ){{0,4}}?"
    rf"{_WORK_EN}\b{_WHERE_EN}(?! (?:i|we|who did|to tell me|he|she|they)\b)",
    r"\b(?:the|their|our|as) (?P<it>(?:only|first|sole|lone|last|one) (?:other"
    r" )?(?-i:[A-Z][a-z]+)(?:-(?-i:[A-Z][a-z]+))? (?:in|on|at|to|of) (?:the |our |my )?[\w'’-]+)",
    r"\b(?:the|our|my|their|as|[\w-]{1,30}['’]s) (?:only|sole|lone) "
    r"(?:[\w’'-]+ ){0,3}?(?!(?:reason"
    r"|answer|winter|summer|other|matter|number|letter|paper|water|dinner|danger"
    r"|anger|corner|computer|shelter|human|woman|man|list|twist|mirror|floor|door|error|colour"
    r"|color|visitor|offer|order|weather|never|ever|over|under|after)\b)"
    r"[a-z]{3,}(?:ist|ian|man|woman|eer|keeper|maker|worker|er|or)\b"
    rf"{_WHERE_EN}",
    r"\b(?:the|our|my|as|their) (?:only|sole|lone|first|youngest|oldest) (?:[\w’'-]+"
    r" ){1,4}?(?:in|on|at|of|for) (?:the|our|this|my) (?:whole |entire )?(?:[\w’'-]+ )?"
    r"(?:town|village|reserve|rez|island|county|valley|band|crew|detachment|department"
    r"|congregation|choir|staff|board|force|community)\b",
    r"\b(?:the|our|as) (?P<it>(?:head|lead) (?:cook|chef|teacher|coach|organi[sz]er|counsellor"
    r"|librarian|caretaker|gardener|janitor|drummer|singer|carver|trapper|guide|psychiatrist"
    r"|doctor|physician))\b",
    r"\bthe (?P<it>only (?:one|person) (?:in|on|at) (?:the |our |my )?(?:[\w'’-]+ ){1,3}?(?:who"
    r"|that|with)\b)",
    r"\b(?:the|our|a|as|for) (?P<it>(?:town|village|band|county|island|reserve|parish|hospital"
    r"|district|small-town|community|city)(?:['’]s)? (?:[\w-]+ ){0,1}?"
    r"(?:doctor|nurse|priest|pharmacist|dentist|vet|veterinarian|librarian|coroner|barber|baker"
    r"|undertaker|lawyer|midwife|clerk|constable|policeman"
    r"|cop|drunk|teacher|psychiatrist|chaplain|mechanic|butcher|gossip|councillor|manager|elder"
    r"|chief|mayor|plumber|postman|photographer))\b",
    r"\b(?P<it>(?:only|sole) (?!two\b|three\b|few\b)(?:[\w’'-]+"
    rf" ){{0,3}}?{_WORK_EN}{_WHERE_EN[:-1]})",
    r"\b(?P<it>(?:the |our |as |its |their )?(?:former |acting |interim |deputy |assistant"
    rf" )?{_POST_EN} (?:of|at|for|on|in) "
    r"(?:the |our |my |a |this )?(?:[\w'’-]+)(?: (?!(?:and|was|is|said|who|told|i|we|had|he|she"
    r"|came|that)\b)[\w'’-]+){0,3})",
    r"\b(?:the|our|a|my|that|old)(?: (?:old|former|late|local|village|town|band|small-town))*"
    rf" (?P<it>{_ONE_HOLDS_EN}['’]s (?:[\w-]+ ){{0,2}}?{_KIN_EN})\b",
    rf"\b(?:the|a) (?P<it>{_KIN_EN} of (?:the|our|a) (?:[\w-]+ ){{0,2}}?{_ONE_HOLDS_EN})\b",
    r"\b(?:the|our|as|as the|former) (?P<it>(?:deputy |former |town |village )?(?:mayor|reeve"
    r"|band manager|grand chief|fire chief|police chief|chief of police"
    r"|hereditary chief|head nurse|postmaster|postmistress|town clerk|village priest|executive"
    r" director|head coach|school principal|"
    r"night supervisor|medical director|clinical director|head librarian|head of [\w-]+(?:"
    r" [\w-]+)?|lead singer|band chief|town doctor"
    r"|village doctor|station agent|lighthouse keeper|town crier|poet laureate|harbour master"
    r"|game warden|ferry captain|organist|choir director|choir leader|choirmaster|coroner|drum"
    r" keeper|pipe carrier|clan mother|band administrator|chief psychiatrist|chief executive"
    r"|school superintendent|town planner|valedictorian|sheriff))\b(?!['’]s)",
    r"\b(?P<it>(?:chair|chairperson|president|vice-president|captain|mayor|chief|principal|head"
    r"|director|founder|treasurer|secretary) of "
    r"(?:the |our |my )(?:[\w'’-]+ ){0,2}?(?:board|council|committee|association|society|school"
    r"|team|club|choir|band|union|department|hospital|congregation|group"
    r"|tenants|league|company|clinic|shelter|foundation|community|reserve|town|village))\b",
    r"\b(?:i was|i am|i['’]m|i became|she was|he was|she is|he is|who was|being) (?:the"
    r" )?(?P<it>(?:mayor|chief|reeve|principal|president|chair|chairperson|"
    r"executive director|head|director|captain|superintendent|founder) of (?:the |our |my |a"
    r" )?[\w'’-]+(?: [\w'’-]+){0,2})",
)
_WORK_FR = (
    r"(?:femme|homme|personne|membre|infirmi(?:er|ère)|médecin|psychiatre|psychologue"
    r"|intervenante?|facilitat(?:eur|rice)|résidente?|locataire"
    r"|gestionnaire|direct(?:eur|rice)|père|mère|parent|immigrante?|étudiante?|bénévole"
    r"|réfugiée?|paire?|dentiste|pharmacien(?:ne)?|sage-femme|vétérinaire"
    r"|pompi(?:er|ère)|polici(?:er|ère)|agente?|ambulanci(?:er|ère)|curé|prêtre|pasteur|imam"
    r"|rabbin|avocate?|juge|notaire|thérapeute|interprète|traduct(?:eur|rice)"
    r"|bibliothécaire|enseignante?|professeure?|prof|maître de poste|plombi(?:er|ère)"
    r"|électricien(?:ne)?|mécanicien(?:ne)?|menuisi(?:er|ère)|soudeur|soudeuse|pilote|guide"
    r"|trappeur|pêcheur|pêcheuse|agricult(?:eur|rice)|ferm(?:ier|ière)|coiffeuse|coiffeur"
    r"|barbier|boulang(?:er|ère)|boucher|épici(?:er|ère)|chauffeur|chauffeuse|ingénieure?"
    r"|comptable|journaliste|anim(?:ateur|atrice)|musicien(?:ne)?|organiste|artiste|sculpt(?:eur"
    r"|rice)|entraîneure?|arbitre|joueur|joueuse|gardien|gardienne|conseill(?:er|ère)"
    r"|chef|cheffe|maire|mairesse|greffi(?:er|ère)|secrétaire|trésori(?:er|ère)|coordonnat(?:eur"
    r"|rice)|aumônier|aînée?|travailleu(?:r|se)|chirurgien(?:ne)?|spécialiste|veuve|veuf"
    r"|jumelles?|jumeaux|famille|couple|fille|garçon|patiente?|survivante?|gardien(?:ne)?"
    r"|concierge|cuisini(?:er|ère)|serveuse|propriétaire|opérat(?:eur|rice)|représentante?"
    r"|chercheu(?:r|se)|Noire?|Innue?|Inuk|Crie?|Atikamekw|musulmane?|élue?|sœur|moine|soldate?"
    r"|préposée?|orthophoniste|éducat(?:eur|rice)|candidate?|diplômée?|capitaine|présidente?"
    r"|députée?|ministre|fondat(?:eur|rice)|facteur|factrice|employée?)"
)
_POST_FR = (
    r"(?:directeur général|directrice générale|direct(?:eur|rice)(?: adjointe?)?|présidente?"
    r"|vice-présidente?|maire|mairesse|fondat(?:eur|rice)|cofondat(?:eur|rice)"
    r"|infirmi(?:er|ère) en chef|infirmi(?:er|ère)-chef(?:fe)?|chef|cheffe|coordonnat(?:eur"
    r"|rice)|responsable|gérante?|patron(?:ne)?|propriétaire|curé|aumônier|trésori(?:er|ère)"
    r"|secrétaire"
    r"|doyen(?:ne)?|capitaine|commandante?|entraîneure?|grand chef|grande cheffe|médecin"
    r"|psychiatre|notaire|greffi(?:er|ère)|animat(?:eur|rice)|gardien(?:ne)?|concierge"
    r"|titulaire|conseill(?:er|ère))"
)
_ONE_HOLDS_FR = (
    r"(?:maire|mairesse|curé|chef|cheffe|grand chef|préfet|préfète|député|députée|directeur"
    r"|directrice|notaire|médecin|docteur|pasteur|juge|chef de police|chef pompier"
    r"|chef de bande|grand chef|boulanger|boucher|forgeron|facteur|épicier|garagiste|hôtelier"
    r"|menuisier|maître d['’]école|instituteur|ministre|coroner|vétérinaire|dentiste|pharmacien"
    r"|maître de poste|imam|évêque|bedeau|sacristain)"
)
_KIN_FR = (
    r"(?:femme|épouse|mari|conjointe?|fille|fils|garçon|enfants?|sœur|soeur|frère|mère|père"
    r"|veuve|veuf|nièce|neveu|petit-fils|petite-fille|cousine?|oncle|tante|beau-frère|belle-sœur|gendre|bru|blonde|chum|ex)"
)
_WHERE_FR = (
    r"(?: (?:de |du |des |d['’]|dans |sur |à |au )(?:(?:la |le |l['’]|les |toute la |tout le "
    r"|notre |mon |ma )?)(?:[\w’'-]+ ){0,1}?"
    r"(?:village|ville|région|réserve|communauté|île|îles|quartier|comté|conseil|équipe|hôpital"
    r"|clinique|centre|maison|étage|unité|école|paroisse"
    r"|groupe|service|programme|détachement|poste|dispensaire|chantier|bureau|camp|bateau|base"
    r"|foyer|refuge|résidence|ferme|chorale|ligue|usine|coin|pays|place|département|comité"
    r"|organisme|caserne|territoire|bande|famille|classe|nord)\b)?"
)
ROLE_FR = any_case(
    r"\b(?:(?:les|notre|sa|son|leur|une?|mon|ma|en tant que|comme|l[ae]) |l['’])(?:toute"
    rf" )?(?:(?:seule?s?|unique|première?|plus (?:jeune|vieux|vieille|âgée?))"
    rf" (?:[\w’'-]+ ){{0,2}}?{_WORK_FR}\b(?: (?:innue?|noire?|autochtone|francophone|anglophone"
    rf"|musulmane?|inuite?|crie?|atikamekw|anishinabe|métisse?|trans|queer"
    r"|syrien(?:ne)?|haïtien(?:ne)?|gaie?|lesbienne|bilingue|permanente?|pratiquante?|scolaire"
    rf"|spécialisée?|(?:[a-zà-ÿ]+(?:ien|ienne|ais|aise|ique|iste))))?{_WHERE_FR})",
    r"\b(?:l[ae] |les |notre |comme |en tant que )(?P<it>(?:seule?s?|unique|première?)"
    r" (?-i:[A-ZÀ-Ý][a-zà-ÿ]+)(?: (?:du|de la|de l['’]|des|de|à|dans) ?(?:la |le "
    r"|l['’])?[\w’'-]+)?)",
    r"\b(?:l[ae] seule?|l['’]unique|(?:comme|en tant que) (?:seule?|unique)) (?:[\w’'-]+"
    r" ){0,1}?(?!(?:douleur|peur|chaleur|fleur|couleur|bonheur|malheur|erreur|heure|odeur|lueur"
    r"|lumière|manière|rivière|prière|papier|soulier|quartier|cahier|liste|piste|dernier"
    r"|première|lien|bien|rien|chien|ascenseur|matière|bière|valeur|sueur|tumeur|faveur|cœur)\b)"
    rf"[a-zà-ÿ]{{2,}}(?:eure?|euse|trice|ière|ier|iste|ien|ienne|logue)\b{_WHERE_FR}",
    r"\b(?:l[ae] (?:seule?|première?|plus (?:jeune|vieille|vieux))|l['’]unique) (?:[\w’'-]+"
    r" ){1,3}?(?:du|de la|de l['’]|de notre|dans le|dans la|dans notre|sur l['’]|au) ?(?:village"
    r"|réserve|région|communauté|île"
    r"|détachement|équipe|conseil|paroisse|bande|comté|caserne|chorale|territoire|coin)\b",
    r"\b(?:l[ae] |l['’]|notre )(?P<it>(?:infirmi(?:er|ère)|médecin|docteur|doctoresse|prêtre"
    r"|curé|notaire|vétérinaire|dentiste|pharmacien(?:ne)?|enseignante?|institut(?:eur|rice)"
    r"|polici(?:er|ère)|barbier|coiffeuse|boulang(?:er|ère)|boucher|gardien|sage-femme"
    r"|psychiatre|psychologue|bibliothécaire|aumônier|concierge|postière|facteur|photographe"
    r"|garagiste)"
    r" (?:du|de la|de l['’]|de notre|de mon) ?(?:village|dispensaire|poste|coin|phare|barrage"
    r"|paroisse|île|réserve|communauté|détachement|camp|patelin))\b",
    r"\b(?:en tant que |comme )(?P<it>(?:seule?|unique|première?) (?:[\w’'-]+"
    rf" ){{0,2}}?{_WORK_FR}\b{_WHERE_FR})",
    rf"\b(?:l[ae] |notre |un |une |en tant que |comme |ancien(?:ne)? |l['’])(?P<it>{_POST_FR}(?:"
    rf" (?:clinique|médicale?|de nuit|de jour|adjointe?|intérimaire))? "
    r"(?:de |du |des |d['’]|à |au )(?:la |l['’])?(?:[\w’'-]+)(?: (?:de |du |des |d['’])(?:la "
    r"|l['’])?[\w’'-]+)?)",
    rf"\b(?:l[ae] |une? |l['’])?(?P<it>{_KIN_FR} (?:du |de la |de notre |de l['’])(?:(?:ancien"
    rf"|ancienne) )?{_ONE_HOLDS_FR}(?: du village| de la ville| de bande| de police)?)\b",
    r"\b(?:l[ae] |notre |monsieur le |madame la |l['’])(?P<it>(?:ancien(?:ne)? )?(?:maire"
    r"|mairesse|préfète?|curé|grand chef|grande cheffe|chef de bande|cheffe de bande|chef pompier"
    r"|chef de police|infirmi(?:er|ère)[ -](?:en )?chef(?:fe)?|maître de poste|directeur général"
    r"|directrice générale|bedeau|sacristain|médecin du village"
    r"|notaire du village|gardien du phare|organiste|chef de chœur|coroner|doyen(?:ne)? du"
    r" village|préfet|porteur de calumet|mère de clan|maître-nageur|chef de gare))\b",
)

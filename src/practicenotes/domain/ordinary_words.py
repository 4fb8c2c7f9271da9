"""Words that begin an ordinary sentence, so that a capital letter there need not be a name."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON = _words(
    """
    a able about above absent accepted across act acted active activity actually added advice
    after afternoon afterwards again against age ago agreed ahead all allowed almost alone along
    already also although always am among an and anger angry another answer answered any anybody
    anyone anything anxiety anxious apart apologised appeared appointment are argued around
    arrived as aside ask asked asking asleep at attention avoided awake away back bad be became
    because become bed been before began begin behind being believed below beneath beside
    besides best better between beyond big birthday blame body both boundary break breath
    breathing brief bring broke brought busy but by calm came can cancelled cannot care careful
    carried challenge change changed check checked child childhood children choice chose clear
    clearly client close closed cold comes comfort comments compared complained concern
    confirmed connected contact content could couple couldn cried crisis critical daily day days
    decided deep deeply denied described despite did didn different difficult difficulty
    discussed discussion distance do does doesn doing don done doubt down dream drew dropped
    during each earlier early easily easy eating either else empathy encouraged end ended ending
    enough entered especially even evening eventually every everybody everyone everything
    exactly example except exercise expected explained explored eye eyes face fact failed fair
    family far fear feedback feel feeling feelings feels fell felt few finally find fine first
    five focus followed following food for forgot form found four friday friend friends from
    full further gave general gently get gets getting given gives glad go goal goals goes going
    gone good got grief group guess guilt had half halfway hand hands happened happy hard hardly
    has hasn have haven having he head hear heard heart held help helped her here hers herself
    hes him himself his history hmm holding home homework hour hours how however hug hurt
    husband idea if important impression improved in indeed inside instead intense interesting
    into invited irritated is isn issue it its itself job just keen keep kept kind knew know
    knowing known knows lack last late later laughed laughter leave leaving left less let lets
    letter letting life like likely listened little lonely long longer look looked looking lost
    lot loud low made mainly make makes making many marked may maybe me mean means meant
    medication meeting memory mentioned met middle might mind mine minutes missed missing mixed
    mood moment monday month months more morning most mother mostly moved much must my myself
    named near nearly need needed needs neither nervous never new next night no nobody nodded
    none nor normal not note noted nothing notice noticed now number observed of off offered
    often oh ok okay old on once one only open opened opening or other others our ours ourselves
    out outside over own pain panic parents part partly partner past patient pause paused people
    perhaps person phone place plan planned plans please point possible possibly practice
    practised present presented pressure previous probably problem promised proud pulled put
    question quick quickly quiet quietly quite raised rated rather reached read ready really
    reason recalled record reflected reflection refused regular relationship relief relieved
    remained remembered reminded repair repeated replied reported resistance responded rest
    return returned review right risk role room rupture sad sadness safe safety said same sat
    saw say saying says school second see seeing seemed seems seen self sense sent session
    sessions set several shall shame shared she short should shouldn showed shrugged side sighed
    silence silent similar simply since sister six slept sleep slow slowly small smiled so soft
    softly some somebody someone something sometimes somewhat son soon sorry sort sounded space
    speak speech spent spoke stand started stayed step still stood stopped story strain strange
    strength stress strong struck struggled struggling stuck such suddenly suggested suicidal
    sure surely surprised swallowed take taken takes taking talk talked talking tasks tearful
    tears tell telling ten tension than thank that the their them themselves then therapist
    therapy there these they thing things think thinking third this those though thought
    thoughts three through thus time tired to today together told tomorrow tone too took top
    touched toward towards tried trust trusted truth try trying turned twice two under
    understand understood unless until unsure up upset urge us used usual usually very voice
    waited waiting walked want wanted wanting wants warm warmth was wasn watched waved way we
    week weekly weeks welcomed well went were weren what whatever when whenever where whereas
    whether which while who whole whom whose why wife will willing wish wished with withdrew
    within without woke woman won wondered word words work worked working works world worried
    worry worse would wouldn write wrote yeah year years yes yesterday yet you young your yours
    yourself father brother daughter baby boss colleague doctor girlfriend boyfriend mum dad mom
    grandmother grandfather hope hoped love loved money music nature trip holiday holidays
    university college hospital office police court church born call case flat policy pupil ring
    works
    """
)

# Ordinary words that people are also called: only a capital letter tells.
NAMES_TOO = _words(
    """
    amber angel april art august autumn baker basil bear bell bill bird bishop black bloom blue
    brook brown bush butler carol carter chance charity chase clay cliff cook cross daisy dawn
    day dean dick drew earl faith fern field flora forest fox frank gay gene gold grace grant
    gray green guy hall harmony hazel heath heather hill holly hope hunter iris ivy jack jade
    jay jewel joy june justice king knight lance lane lark lily little long love mark marsh
    mason max may melody mercy miles miller mills moon moss nick olive page parks patience pearl
    penny peter pierce pope porter price prince queen rain ray reed rich river rob robin rock
    rod rose ruby rusty sage sandy sharp shepherd short sky smith snow spring stone storm strong
    sue summer swan sunny taylor temple trip victor violet walker ward warren waters weaver west
    white will willow winter wise wolf wood woods wren yew young alder birch heron juniper
    sparrow teasel
    """
)

# Before "road" or "street" these name none: down the road, a quiet street.
NO_STREET = _words(
    """
    a an and another at away by busy dark down each every for from her his in its left long lonely
    main minute minutes my narrow no of on one open other our own people quiet rough same side that
    the their this times to up whole wide wrong years your
    """
)

# Capitals that name no person, place or firm.
SIGNS = frozenset(
    {
        *(
            "I",
            "GP",
            "CBT",
            "DBT",
            "ACT",
            "EMDR",
            "EFT",
            "IPT",
            "PTSD",
            "OCD",
            "ADHD",
            "ADD",
            "ASD",
        ),
        *("BPD", "GAD", "PHQ", "CORE", "NHS", "TV", "OK", "DNA", "ID", "AM", "PM", "A", "OCPD"),
        *("IAPT", "CMHT", "SSRI", "REM", "IQ", "PC", "CV", "DIY", "FAQ", "SMS", "SUD", "SUDS"),
    }
)

"""The catalog: what is shipped is whole and sound, and a broken file is refused in one sentence."""

from datetime import date

import pytest

from practicenotes import catalog, resources
from practicenotes.domain import letters, times
from practicenotes.domain.facets import SCALE
from practicenotes.domain.forms import FieldKind, FormGroup, Layer, RecordOnly, Section
from practicenotes.domain.letter_kinds import FACT_VALUES, Fact
from practicenotes.domain.letters import Offer, Origin, Sentence, Source
from practicenotes.errors import CatalogBroken, UnknownKind


TEMPLATE = """
id = "contact"
version = 1
name = "Contact note"
summary = "Who, when, what."
"""
SECTION = """
[[sections]]
id = "asked"
label = "Asked"
prompt = "What was asked?"
"""
LETTER = """
id = "note"
version = 1
name = "Short letter"
subject = "Re: {client}"
greeting = "Dear {recipient}"
closing = "Yours sincerely"
footer = "Confidential."
"""
PART = """
[[parts]]
key = "beginning"
opening = "Thank you."
"""
ASK, ASKS = 'asks = ["purpose"]', 'asks = ["purpose", "purpose"]'
PHRASE = """
[[parts.phrases]]
key = "why"
label = "What it is for"
sentence = "It is meant for {purpose}."
"""
OFFER = """
[[parts.offers]]
fact = "medication"
label = "Medication"
sentence = "I was told of {medication}."
"""


def book(**changed: str) -> str:
    """Return a small sound book of facets as TOML, with some of its lines changed."""
    lines = {
        "least": "composite_min_rated = 1",
        "order": "order = 1",
        "anchors": 'anchors = ["0", "1", "2", "3", "4"]',
        "markers": 'related_markers = ["w_minimal"]',
        "bordin": 'bordin = ["bond"]',
        "kind": 'kind = "withdrawal"',
        "repair": 'kind = "immediate"',
        "lines": 'default_lines = ["trust"]',
    }
    lines |= changed
    words = "name short description observation own_part next_session client_observed card"
    texts = "\n".join(f'{key} = "Words."' for key in f"{words} not_observed_when low_cue".split())
    return f"""
{lines["least"]}
[client_card]
instruction = "Mark how far each line fits."
left_label = "not at all"
right_label = "completely"
open_question = "Anything else?"
{lines["lines"]}
[[facets]]
id = "trust"
{lines["order"]}
{texts}
{lines["anchors"]}
{lines["markers"]}
{lines["bordin"]}
[[markers]]
id = "w_minimal"
{lines["kind"]}
group = "shutting down"
label = "Goes silent"
counter_cue = "A short answer may be a precise one."
[[repairs]]
id = "r_own"
{lines["repair"]}
label = "Said what was mine"
"""


# --- what is shipped ---------------------------------------------------------------------------


SHIPPED = {
    FormGroup.SESSION: "birp dap girp missed narrative pirp risk soap",
    FormGroup.COURSE: "consultation contact ending_summary intake mental_status review"
    " staying_safe treatment_plan",
    FormGroup.ALONE: "alliance countertransference free_process gibbs kolb resistance when_then",
}


@pytest.mark.parametrize("group", FormGroup)
def test_templates_shipped(group: FormGroup):
    """Every format stands under the heading where it is looked for; others may join it."""
    found = {form.id for form in catalog.note_templates() if form.group is group}
    assert found >= set(SHIPPED[group].split())


@pytest.mark.parametrize(
    ("template_id", "labels"),
    [
        ("soap", ["Subjective", "Objective", "Assessment", "Plan"]),
        ("dap", ["Data", "Assessment", "Plan"]),
        ("birp", ["Behaviour", "Intervention", "Response", "Plan"]),
        ("narrative", ["Session"]),
    ],
)
def test_record_template(template_id: str, labels: list[str]):
    """Each format has the sections that its letters stand for, all of them in the record."""
    template = catalog.note_template(template_id)
    assert [section.label for section in template.of_layer(Layer.RECORD)] == labels
    assert template.of_layer(Layer.PRIVATE) == ()


@pytest.mark.parametrize(
    "template_id", ["birp", "dap", "girp", "missed", "narrative", "pirp", "risk", "soap"]
)
def test_every_session_note_has_room_for_the_plan(template_id: str):
    """Whatever the format, the plan has its place in the record, where the law wants it."""
    template = catalog.note_template(template_id)
    covered = {item for section in template.sections for item in section.covers}
    assert RecordOnly.PLAN in covered


def test_prompts_are_short_questions():
    """Every prompt is one question that fits beside its label or on two lines under it."""
    for template in catalog.note_templates():
        for section in template.sections:
            assert section.prompt.endswith("?"), section
            assert len(section.prompt) <= 85, section


def test_alliance_template_is_private():
    """The reflection asks for the ten facets, anything else, and one line for next time."""
    template = catalog.note_template("alliance")
    assert template.of_layer(Layer.PRIVATE) == template.sections
    assert [(section.id, section.kind) for section in template.sections] == [
        ("facets", FieldKind.FACETS),
        ("free", FieldKind.TEXT),
        ("next_time", FieldKind.LINE),
    ]


def test_client_card():
    """The card has its question and its ends, and five of the ten lines at first."""
    book_of_facets = catalog.facet_book()
    form = book_of_facets.client_card

    assert (form.left_label, form.right_label) == ("not at all", "completely")
    assert "leave any line empty" in form.instruction
    assert form.open_question.endswith("?")
    lines = book_of_facets.card_lines()
    assert [line.facet_id for line in lines] == list(form.default_lines)
    assert [line.answer for line in lines] == [None] * 5
    assert len({facet.card for facet in book_of_facets.facets}) == 10


def test_chosen_lines():
    """Lines that were chosen stand in the order of the book, and an unknown one is passed over."""
    book_of_facets = catalog.facet_book()

    chosen = book_of_facets.card_lines("emotional_expression gone_since trust_safety")

    assert [line.words for line in chosen] == [
        "Today I could say what was on my mind.",
        "I could show what I felt.",
    ]
    assert book_of_facets.card_lines("gone_since") == book_of_facets.card_lines()


def test_ten_facets():
    """The book holds the ten facets in their order, each with five different anchors."""
    facets = catalog.facet_book().facets
    assert [facet.name for facet in facets] == [
        "Trust and Safety",
        "Motivation and Engagement",
        "Positive Expectations",
        "Corrective Emotional Experiences",
        "Emotional Expression",
        "Self-understanding",
        "Resistance and Transference",
        "Nonjudgmental Acceptance",
        "Collaboration and Empowerment",
        "Adaptation and Flexibility",
    ]
    assert all(len(set(facet.anchors)) == len(SCALE) for facet in facets)


def test_signs_of_strain():
    """Every facet points to signs of strain that exist, and every sign has its counter-cue."""
    book_of_facets = catalog.facet_book()
    for facet in book_of_facets.facets:
        assert [book_of_facets.marker(marker_id) for marker_id in facet.related_markers]
    assert len(book_of_facets.markers) == 14
    assert len(book_of_facets.repairs) == 11


@pytest.mark.parametrize("folder", ["templates", "letters"])
def test_file_is_named_after_its_id(folder: str):
    """A shipped file bears the id of what it holds, so that an id leads to one file."""
    known = catalog.note_templates() if folder == "templates" else catalog.letter_kinds()
    files = {file.stem for file in resources.path(folder).iterdir()}
    assert files == {entry.id for entry in known}


def test_read_once():
    """The shipped files are read once in the life of the program."""
    assert catalog.note_templates() is catalog.note_templates()
    assert catalog.letter_kinds() is catalog.letter_kinds()
    assert catalog.facet_book() is catalog.facet_book()


def test_unknown_template():
    """An unknown template is refused with the ids that exist."""
    with pytest.raises(UnknownKind) as caught:
        catalog.note_template("pie")
    assert (caught.value.what, caught.value.id) == ("note template", "pie")
    assert set(caught.value.known) == {form.id for form in catalog.note_templates()}


def test_unknown_letter():
    """An unknown kind of letter is refused with the ids that exist."""
    with pytest.raises(UnknownKind) as caught:
        catalog.letter_kind("praise")
    assert caught.value.what == "kind of letter"
    assert set(caught.value.known) == {kind.id for kind in catalog.letter_kinds()}


# --- the progress letter -----------------------------------------------------------------------

RECORD = {
    "times_met": "ten times",
    "first_seen": times.in_full(date(2025, 8, 26)),
    "last_seen": times.in_full(date(2025, 11, 11)),
    "reason": "low mood and disturbed sleep after a change at work",
    "goals": "sleeping six hours on most nights; and asking for what is needed at work",
    "measure": "PHQ-9",
    "first_total": "15",
    "first_on": times.in_full(date(2025, 8, 26)),
    "last_total": "8",
    "last_on": times.in_full(date(2025, 11, 11)),
    "risk": "none reported",
    "risk_on": times.in_full(date(2025, 11, 11)),
    "medication": "sertraline 50 mg, since May",
    "born": times.in_full(date(1985, 4, 2)),
    "goals_reached": "driving to work again",
    "cancelled": "one",
    "missed": "none",
}

WHOLE_LETTER = """\
Thank you for your referral. With the client’s agreement, I am writing to let you know how the \
work is going. The client’s date of birth is 2 April 1985. We have met ten times since 26 August \
2025, most recently on 11 November 2025. Appointments cancelled so far: one; missed: none. The \
reason for coming was low mood and disturbed sleep after a change at work.

Together we are working towards the following: sleeping six hours on most nights; and asking for \
what is needed at work. These goals have been reached: driving to work again. The PHQ-9 \
total was 15 on 26 August 2025 and 8 on 11 November 2025.

I last asked about risk on 11 November 2025: none reported. I have been told of this medication: \
sertraline 50 mg, since May.

If there is anything that you would like to add or to ask, I would be glad to hear from you."""


def progress_with_everything() -> tuple[letters.Paragraph, ...]:
    """Return the paragraphs of a progress letter with every fact of `RECORD` ticked."""
    kind = catalog.letter_kind("progress")
    paragraphs = letters.begin(kind)
    for part in kind.parts:
        for rule in part.offers:
            sentence = Sentence(
                letters.fill(rule.sentence, RECORD),
                Source(Origin.RECORD, rule.label, rule.fact.value),
            )
            offer = Offer(rule.fact.value, rule.label, "", part.key, sentence)
            paragraphs = letters.take(paragraphs, kind, offer)
    return paragraphs


def test_progress_letter_reads_well():
    """With every fact ticked, the letter reads as one warm, short and complete letter."""
    told = "\n\n".join(paragraph.text for paragraph in progress_with_everything())
    assert told == WHOLE_LETTER


def test_progress_letter_starts_nearly_empty():
    """Before anything is ticked the letter says nothing of the record: each fact is opt-in."""
    kind = catalog.letter_kind("progress")
    told = " ".join(paragraph.text for paragraph in letters.begin(kind))
    assert letters.places(told) == ()
    assert len(letters.begin(kind)) == 2


def test_every_fact_is_offered_by_some_kind():
    """Everything that the record can tell a letter has a letter that may say it."""
    offered = {rule.fact for kind in catalog.letter_kinds() for rule in kind.rules}
    assert offered == set(Fact)


def test_progress_letter_takes_passages_in_one_part():
    """Passages of signed notes have one place in the letter."""
    kind = catalog.letter_kind("progress")
    assert [part.key for part in kind.parts if part.passages] == ["work"]


@pytest.mark.parametrize("fact", list(Fact))
def test_facts_bring_what_the_sentence_uses(fact: Fact):
    """A shipped sentence uses a value of its own fact, and no other."""
    for kind in catalog.letter_kinds():
        for part in kind.parts:
            for offer in part.offers:
                if offer.fact is fact:
                    assert letters.places(offer.sentence)
                    assert set(letters.places(offer.sentence)) <= FACT_VALUES[fact]


# --- files that the therapist makes ------------------------------------------------------------


def test_own_template():
    """A template made by the therapist is read like a shipped one, defaults filled in."""
    template = catalog.parse_note_template(TEMPLATE + SECTION, "contact.toml")
    assert template.sections == (
        Section("asked", "Asked", "What was asked?", FieldKind.TEXT, Layer.RECORD, ()),
    )


def test_own_template_of_both_layers():
    """One form may hold sections of both layers."""
    tail = SECTION.replace("asked", "felt") + 'layer = "private"\n'
    template = catalog.parse_note_template(TEMPLATE + SECTION + tail, "contact.toml")
    assert [section.layer for section in template.sections] == [Layer.RECORD, Layer.PRIVATE]


def test_own_letter():
    """A kind of letter made by the therapist is read like a shipped one."""
    kind = catalog.parse_letter_kind(LETTER + PART + OFFER, "note.toml")
    assert kind.parts[0].offers[0].fact is Fact.MEDICATION
    assert kind.parts[0].passages is False


def test_own_book():
    """A small book of facets with one facet is sound."""
    assert catalog.parse_facet_book(book(), "facets.toml").facets[0].bordin == ("bond",)


BROKEN_TEMPLATES = [
    ("", "id", "missing"),
    (TEMPLATE, "sections", "missing"),
    (TEMPLATE + "sections = []", "sections", "at least one"),
    (TEMPLATE + "sections = 1", "sections", "must be a list"),
    (TEMPLATE + "sections = [1]", "sections 1", "must be a table"),
    (TEMPLATE + "colour = 1" + SECTION, "colour", "not known here"),
    (TEMPLATE + SECTION + "size = 1", "sections 1, size", "not known here"),
    (TEMPLATE + SECTION + SECTION, "sections 2, id", "asked is already"),
    (TEMPLATE.replace("1", "0") + SECTION, "version", "whole number"),
    (TEMPLATE.replace("1", "1.5") + SECTION, "version", "whole number"),
    (TEMPLATE.replace("1", "true") + SECTION, "version", "whole number"),
    (TEMPLATE.replace("1", "10000") + SECTION, "version", "whole number"),
    (TEMPLATE.replace('"contact"', "7") + SECTION, "id", "text in quotes"),
    (TEMPLATE.replace('"contact"', '"Contact note"') + SECTION, "id", "small letters"),
    (TEMPLATE.replace('"contact"', '"../contact"') + SECTION, "id", "small letters"),
    (TEMPLATE + SECTION.replace("What was asked?", " "), "sections 1, prompt", "empty"),
    (TEMPLATE + SECTION.replace("What was", "What\\nwas"), "sections 1, prompt", "one line"),
    (TEMPLATE + SECTION.replace("What was", "What\\u0000"), "sections 1, prompt", "one line"),
    (TEMPLATE + SECTION.replace("What was", "What\\u2028"), "sections 1, prompt", "one line"),
    (TEMPLATE + SECTION + 'kind = "slider"', "sections 1, kind", "text, line, facets"),
    (TEMPLATE + SECTION + 'layer = "secret"', "sections 1, layer", "record, private"),
    (TEMPLATE + SECTION + "layer = 1", "sections 1, layer", "record, private"),
    (TEMPLATE + SECTION + 'covers = "plan"', "sections 1, covers", "must be a list"),
    (TEMPLATE + SECTION + 'covers = ["plan", "feelings"]', "sections 1, covers 2", "prognosis"),
    (TEMPLATE + SECTION + 'kind = "facets"', "sections 1, kind", "facets are private"),
    (
        TEMPLATE
        + SECTION
        + 'kind = "facets"\nlayer = "private"'
        + SECTION.replace("asked", "again")
        + 'kind = "facets"\nlayer = "private"',
        "sections",
        "one section only",
    ),
]


@pytest.mark.parametrize(("text", "where", "why"), BROKEN_TEMPLATES)
def test_broken_template(text: str, where: str, why: str):
    """A broken template is refused with its file, the place and the reason."""
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_note_template(text, "mine.toml")
    assert (caught.value.file, caught.value.where) == ("mine.toml", where)
    assert why in caught.value.why


@pytest.mark.parametrize("item", list(RecordOnly))
def test_record_only_item_cannot_be_private(item: RecordOnly):
    """What the law counts to the record cannot be covered by a private section."""
    text = f'{TEMPLATE}{SECTION}covers = ["{item.value}"]\nlayer = "private"'
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_note_template(text, "mine.toml")
    assert caught.value.where == "sections 1, covers"
    assert item.value in caught.value.why


BROKEN_LETTERS = [
    (LETTER, "parts", "missing"),
    (LETTER + "parts = []", "parts", "at least one"),
    (LETTER + PART + PART, "parts 2, key", "beginning is already"),
    (LETTER + PART + "passages = 1", "parts 1, passages", "true or false"),
    (LETTER + PART + OFFER + OFFER, "parts", "medication is offered more than once"),
    (
        LETTER + PART + "passages = true" + PART.replace("beginning", "end") + "passages = true",
        "parts",
        "one part only",
    ),
    (
        LETTER + PART + OFFER.replace('"medication"', '"diagnosis"'),
        "parts 1, offers 1, fact",
        "dates_seen, appointments, rhythm",
    ),
    (
        LETTER + PART + OFFER.replace("{medication}", "{risk}"),
        "parts 1, offers 1, sentence",
        "{risk} cannot be filled here; places that can: {medication}",
    ),
    (
        LETTER + PART + OFFER.replace("{medication}", "{client}"),
        "parts 1, offers 1, sentence",
        "{client} cannot be filled here",
    ),
    (
        LETTER + PART + OFFER.replace("{medication}", "{medication"),
        "parts 1, offers 1, sentence",
        "curly bracket",
    ),
    (
        LETTER + PART + OFFER.replace("{medication}", "{{medication}}"),
        "parts 1, offers 1, sentence",
        "curly bracket",
    ),
    (LETTER + PART.replace("you", "{client}"), "parts 1, opening", "can: {recipient}"),
    (LETTER.replace("Re: {client}", "Re: {born}") + PART, "subject", "{born}"),
    (
        LETTER.replace("Re: {client}", "Re: {recipient}") + PART,
        "subject",
        "that can: {client}, {code_name}",
    ),
    (
        LETTER.replace("Dear {recipient}", "Dear {client}") + PART,
        "greeting",
        "that can: {recipient}",
    ),
    (LETTER.replace("Dear {recipient}", "Dear {}") + PART, "greeting", "curly bracket"),
    (LETTER + 'never = ["hope"]' + PART, "never 1", "one of: born, dates_seen"),
    (LETTER + 'never = ["passages"]' + PART + "passages = true", "parts 1, passages", "never"),
    (
        LETTER + 'never = ["medication"]' + PART + OFFER,
        "parts 1, offers 1, fact",
        "never offers medication",
    ),
    (LETTER + 'asks = ["purpose"]' + PART, "asks 1", "{purpose} stands in no sentence"),
    (LETTER + 'asks = ["risk"]' + PART, "asks 1", "risk is filled from the record"),
    (LETTER + ASKS + PART + PHRASE, "asks 2", "purpose stands there already"),
    (LETTER + f'asks = ["{"a" * 61}"]' + PART, "asks 1", "more than 60 characters"),
    (LETTER + PART + PHRASE, "parts 1, phrases 1, sentence", "{purpose} cannot be filled here"),
    (LETTER + ASK + PART + PHRASE + PHRASE, "parts 1, phrases 2, key", "why is already"),
    (
        LETTER + ASK + PART + PHRASE + PART.replace("beginning", "end") + PHRASE,
        "parts",
        "why is offered more than once",
    ),
    (
        LETTER + ASK + PART + PHRASE.replace('"why"', '"risk"'),
        "parts 1, phrases 1, key",
        "what a fact is called",
    ),
    (LETTER + "alias = true" + PART, "subject", "that can: {code_name}"),
    (LETTER + 'reader = "anybody"' + PART, "reader", "referrer, client, other"),
    (LETTER + 'voice = "loud"' + PART, "voice", "about the client, to the client"),
    (LETTER + "large = 1" + PART, "large", "true or false"),
    (LETTER + "".join(PART.replace("beginning", f"p{n}") for n in range(31)), "parts", "than 30"),
    (
        LETTER + PART + "".join(PHRASE.replace('"why"', f'"w{n}"') for n in range(31)),
        "parts 1, phrases",
        "more than 30",
    ),
    (LETTER.replace("Yours", "{client}") + PART, "closing", "places that can: none"),
    (LETTER.replace("Confidential", "{client}") + PART, "footer", "places that can: none"),
]


@pytest.mark.parametrize(("text", "where", "why"), BROKEN_LETTERS)
def test_broken_letter(text: str, where: str, why: str):
    """A broken kind of letter is refused with its file, the place and the reason."""
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_letter_kind(text, "mine.toml")
    assert (caught.value.file, caught.value.where) == ("mine.toml", where)
    assert why in caught.value.why


BROKEN_BOOKS = [
    (book(anchors='anchors = ["0", "1", "2", "3"]'), "facets 1, anchors", "5 items and has 4"),
    (book(anchors='anchors = ["0", "1", "2", "3", ""]'), "facets 1, anchors 5", "empty"),
    (book(order="order = 2"), "facets 1, order", "must be 1"),
    (book(markers='related_markers = ["w_other"]'), "facets 1, related_markers", "no marker"),
    (book(bordin='bordin = ["trust"]'), "facets 1, bordin", "bond, goal, task"),
    (book(kind='kind = "rupture"'), "markers 1, kind", "withdrawal, confrontation, mixed"),
    (book(repair='kind = "later"'), "repairs 1, kind", "exploratory, immediate, none"),
    (book(least="composite_min_rated = 2"), "composite_min_rated", "fewer facets"),
    (book(lines="default_lines = []"), "client_card, default_lines", "at least one"),
    (book(lines='default_lines = ["hope"]'), "client_card, default_lines", "a facet of this file"),
]


@pytest.mark.parametrize(("text", "where", "why"), BROKEN_BOOKS)
def test_broken_book(text: str, where: str, why: str):
    """A broken book of facets is refused with its file, the place and the reason."""
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_facet_book(text, "mine.toml")
    assert (caught.value.file, caught.value.where) == ("mine.toml", where)
    assert why in caught.value.why


NOT_TOML = ["id = 'a", "[[sections]", "id = 1\nid = 2", "id", "\ufeffid = 1", "version = 1_", "{}"]


@pytest.mark.parametrize("text", NOT_TOML)
def test_not_toml(text: str):
    """Text that is no TOML is refused with the place where reading stopped."""
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_note_template(text, "mine.toml")
    assert caught.value.where.startswith(("line ", "end of "))
    assert caught.value.why.startswith("it is not TOML: ")


HOSTILE = [
    ("x" * 2_001, "line 1", "more than 2000 characters"),
    (f"id = [\n{'a.' * 1_001}", "line 2", "more than 2000 characters"),
    ("# é\n" * 60_000, "the whole file", "larger than 256 KiB"),
    ("# a\n" * 65_537, "the whole file", "larger than 256 KiB"),
    ("a = " + "[\n" * 20_000, "the whole file", "nested too deeply"),
    ("a = " + "{a = " * 390, "the whole file", "nested too deeply"),
    (TEMPLATE.replace("1", "9" * 1_980) + SECTION, "version", "whole number"),
    (f"{'a.' * 990}a = 1\n", "a", "not known here"),
    (f'"a\\n{"b" * 100}" = 1', "a?" + "b" * 38, "not known here"),
    (TEMPLATE + SECTION.replace("What", "\ud800"), "sections 1, prompt", "one line"),
]


@pytest.mark.parametrize(("text", "where", "why"), HOSTILE)
def test_hostile_text(text: str, where: str, why: str):
    """Text that is made to hurt is refused in one line like any other fault."""
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_note_template(text, "mine.toml")
    assert caught.value.where == where
    assert why in caught.value.why
    assert (caught.value.where + caught.value.why).isprintable()


def test_largest_allowed_file():
    """A file of exactly 256 KiB is still read."""
    text = TEMPLATE + SECTION
    room = 256 * 1024 - len(text)
    filler = "#\n" * (room // 2) + "\n" * (room % 2)
    assert catalog.parse_note_template(text + filler, "mine.toml").id == "contact"


def test_shipped_text_survives_its_own_reader():
    """Every shipped template says the same when it comes back as the therapist's own file."""
    for template in catalog.note_templates():
        text = resources.read_text("templates", f"{template.id}.toml")
        assert catalog.parse_note_template(text, "copy.toml") == template

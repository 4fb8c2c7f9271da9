"""What a form for notes may not be, and that each one can be written down again."""

from dataclasses import replace

import pytest

from practicenotes import catalog
from practicenotes.catalog import template_faults, writer
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, RecordOnly, Section
from practicenotes.errors import CatalogBroken
from practicenotes.messages import sentence


HEAD = 'id = "mine"\nversion = 1\nname = "Mine"\nsummary = "A form."\n'
SECTION = '[[sections]]\nid = "a"\nlabel = "A"\nprompt = "What?"\n'
PRIVATE = 'layer = "private"\n'


def refused(text: str) -> CatalogBroken:
    """Return the error that a text is refused with."""
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_note_template(text, "mine.toml")
    return caught.value


BROKEN = [
    ('kind = "pick one"', "options", "2 to 30"),
    ('kind = "pick several"\noptions = []', "options", "2 to 30"),
    ('kind = "pick several"\noptions = ["one"]', "options", "2 to 30"),
    ('kind = "pick one"\noptions = ["Normal", "low"]', "options 1", "counts as normal"),
    ('kind = "pick several"\noptions = ["normal range", "low"]', "options 1", "counts as normal"),
    ('kind = "pick one"\noptions = ["low", "not assessed"]', "options 2", "until something"),
    (
        'kind = "pick one"\nblank = "Open"\noptions = ["low", "open"]',
        "options 2",
        "until something",
    ),
    ('kind = "pick one"\nblank = "Normal"\noptions = ["low", "flat"]', "blank", "is normal"),
    ('kind = "pick one"\noptions = ["low", "low"]', "options 2", "already"),
    ('kind = "pick one"\noptions = ["low; high", "b"]', "options 1", "without semicolon"),
    ('kind = "pick one"\noptions = [" low", "b"]', "options 1", "without spaces"),
    ('kind = "pick one"\noptions = ["low", ""]', "options 2", "empty"),
    ('kind = "pick one"\noptions = ["low", 2]', "options 2", "text in quotes"),
    ('kind = "pick one"\noptions = "low"', "options", "must be a list"),
    ('options = ["a", "b"]', "options", "nothing to pick"),
    ('kind = "date"\noptions = ["a", "b"]', "options", "nothing to pick"),
    ('kind = "number line"\noptions = ["a"]', "options", "two of them"),
    ('kind = "score"', "kind", "must be one of"),
    ('kind = ["text"]', "kind", "must be one of"),
    ('help = ""', "help", "empty"),
    ('sets_aims = "yes"', "sets_aims", "true or false"),
    ('kind = "line"\nsets_aims = true', "sets_aims", "only text"),
    (f"{PRIVATE}sets_aims = true", "sets_aims", "belongs in the record"),
    ("colour = 1", "colour", "not known here"),
]


@pytest.mark.parametrize(("lines", "where", "why"), BROKEN)
def test_a_broken_field_is_refused_with_its_place(lines: str, where: str, why: str):
    """Each fault is told with its place, in one sentence that says what is safe."""
    error = refused(f"{HEAD}{SECTION}{lines}")

    assert error.where == f"sections 1, {where}"
    assert why in error.why
    assert "mine.toml" in sentence(error)
    assert "not touched" in sentence(error)


HOSTILE = [
    (HEAD + SECTION + "#" * (10 * 1024 * 1024), "larger than"),
    (HEAD + "a = " + "[" * 1900 + "]" * 50, "nested"),
    (HEAD + "\n".join(SECTION.replace('"a"', f'"a{n}"') for n in range(61)), "more than 60"),
    (HEAD + "a" + ".a" * 1500 + " = 1", "characters"),
    (HEAD + 'use = "night"\n' + SECTION, "session, course"),
    (HEAD + SECTION + "covers = [" + '"plan",' * 250 + '"soup"]', "must be one of"),
    ("\x00" * 100, "not TOML"),
]


@pytest.mark.parametrize(("text", "why"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_is_refused_in_one_sentence(text: str, why: str):
    """Ten megabytes, a thousand brackets or a thousand dots end as one plain sentence."""
    error = refused(text)

    assert why in error.why
    assert len(sentence(error)) < 600


def test_a_page_for_the_client_has_no_private_section():
    """What is handed over holds nothing that is for the therapist alone."""
    error = refused(f"{HEAD}for_client = true\n{SECTION}{PRIVATE}")
    assert error.where == "for_client"


@pytest.mark.parametrize("item", RecordOnly)
def test_what_the_law_leaves_out_is_refused_with_the_reason(item: RecordOnly):
    """The sentence names the item, where it belongs, and the rule behind it."""
    error = refused(f'{HEAD}{SECTION}covers = ["{item.value}"]\n{PRIVATE}')

    assert (error.where, item.value in error.why) == ("sections 1, covers", True)
    assert "belongs in the record" in error.why
    assert "45 CFR 164.501" in sentence(error)


UNDECLARED = {
    RecordOnly.MEDICATION: ("Medication", "His medicines", "Dosage changes"),
    RecordOnly.TIMES: ("Start time", "Session times"),
    RecordOnly.MODALITY: ("Modality", "Frequency of sessions"),
    RecordOnly.TEST_RESULTS: ("Test results", "PHQ-9", "Questionnaires"),
    RecordOnly.DIAGNOSIS: ("Diagnosis", "My diagnosis", "Diagnoses"),
    RecordOnly.FUNCTIONING: ("Functioning", "Level of functioning"),
    RecordOnly.PLAN: ("Plan", "Treatment plan", "The plan"),
    RecordOnly.SYMPTOMS: ("Symptoms", "Symptom summary"),
    RecordOnly.PROGNOSIS: ("Prognosis",),
    RecordOnly.PROGRESS: ("Progress", "Progress to date"),
}


@pytest.mark.parametrize(
    ("item", "label"), [(item, label) for item, labels in UNDECLARED.items() for label in labels]
)
def test_a_label_gives_an_item_away_that_was_not_declared(item: RecordOnly, label: str):
    """To leave the declaration out does not bring an item to the private side."""
    error = refused(HEAD + SECTION.replace('"A"', f'"{label}"') + PRIVATE)

    assert error.where == "sections 1, label"
    assert error.why.startswith(item.value)


HONEST = (
    *("My part", "What I plan to ask in supervision", "My progress with this", "Process note"),
    *("Next time I want to", "Explanation", "What I felt", "The planet", "Whose progress is mine"),
    *("How my functioning changed", "Symbols", "Times I drifted off", "Test of the alliance"),
)


@pytest.mark.parametrize("label", HONEST)
def test_an_honest_private_label_is_left_alone(label: str):
    """Words that are at home in a reflection are not taken for the record's."""
    text = HEAD + SECTION.replace('"A"', f'"{label}"') + PRIVATE
    assert catalog.parse_note_template(text, "mine.toml").sections[0].label == label


def test_a_label_of_the_record_may_say_what_it_likes():
    """In the record every one of these words is in its place."""
    for labels in UNDECLARED.values():
        catalog.parse_note_template(HEAD + SECTION.replace('"A"', f'"{labels[0]}"'), "mine.toml")


def test_no_list_offers_normal_or_begins_with_a_finding_of_health():
    """A shipped list never puts the word into a record that nobody looked for."""
    for template in catalog.note_templates():
        for section in template.sections:
            assert not [o for o in section.options if "normal" in o.casefold()], section


@pytest.mark.parametrize("template", catalog.note_templates(), ids=lambda each: each.id)
def test_a_form_is_written_down_as_it_was_read(template: NoteTemplate):
    """The canonical text of a form reads as the same form, and writes as the same text."""
    text = writer.note_template(template)

    assert catalog.parse_note_template(text, "again.toml") == template
    assert writer.note_template(catalog.parse_note_template(text, "again.toml")) == text


def test_any_sign_survives_the_writing():
    """Quotes, backslashes, brackets and signs of any plane come back."""
    words = 'He said "no" \\ [[x]] # \U0001f300 ’ = {a}'
    section = Section("a", words, words, FieldKind.ONE, help=words, options=("x", words))
    odd = NoteTemplate(
        "mine", 1, words, words, (section, replace(section, id="b", layer=Layer.PRIVATE))
    )

    assert catalog.parse_note_template(writer.note_template(odd), "odd.toml") == odd


def test_the_wording_of_the_faults_is_one_line():
    """A fault fits into the sentence that carries it."""
    for lines, *_ in BROKEN:
        assert "\n" not in refused(f"{HEAD}{SECTION}{lines}").why
    assert template_faults.named("Anything") is None

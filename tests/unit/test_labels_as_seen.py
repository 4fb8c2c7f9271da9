"""A label is read as it looks: no sign between its letters brings an item across the wall."""

import pytest

from practicenotes import catalog
from practicenotes.catalog import as_seen, form_faults, template_faults
from practicenotes.domain.forms import Layer, NoteTemplate, RecordOnly, Section
from practicenotes.errors import CatalogBroken
from practicenotes.messages import sentence


FORM = """id = "mine"
version = 1
name = "Mine"
summary = "A form."
[[sections]]
id = "a"
label = "{label}"
prompt = "{prompt}"
layer = "{layer}"
"""

DISGUISED = (
    ("Test  results", RecordOnly.TEST_RESULTS),
    ("Test\u00a0results", RecordOnly.TEST_RESULTS),
    ("Test\u2003 \u2009results", RecordOnly.TEST_RESULTS),
    ("test-results", RecordOnly.TEST_RESULTS),
    ("Test\u2011results", RecordOnly.TEST_RESULTS),
    ("Test \u2013 results", RecordOnly.TEST_RESULTS),
    ("Test\u2212results", RecordOnly.TEST_RESULTS),
    ("Test\u2800results", RecordOnly.TEST_RESULTS),
    ("test_results", RecordOnly.TEST_RESULTS),
    ("PHQ\u20119", RecordOnly.TEST_RESULTS),
    ("PHQ 9", RecordOnly.TEST_RESULTS),
    ("PHQ9", RecordOnly.TEST_RESULTS),
    ("GAD\u20147", RecordOnly.TEST_RESULTS),
    ("Diag\u200bnosis", RecordOnly.DIAGNOSIS),
    ("Diag\u00adnosis", RecordOnly.DIAGNOSIS),
    ("Diag\u2060nosis", RecordOnly.DIAGNOSIS),
    ("Diag\ufeffnosis", RecordOnly.DIAGNOSIS),
    ("Diag\u200dnosis", RecordOnly.DIAGNOSIS),
    ("\u202eDiagnosis\u202c", RecordOnly.DIAGNOSIS),
    ("_Diagnosis_", RecordOnly.DIAGNOSIS),
    ("__diagnosis", RecordOnly.DIAGNOSIS),
    ("\uff24\uff49\uff41\uff47\uff4e\uff4f\uff53\uff49\uff53", RecordOnly.DIAGNOSIS),
    ("\U0001d403\U0001d422\U0001d41a\U0001d420\U0001d427osis", RecordOnly.DIAGNOSIS),
    ("D\u0131agnosis", RecordOnly.DIAGNOSIS),
    ("Diag\u3164nosis", RecordOnly.DIAGNOSIS),
    ("DIAGNO\u017fIS", RecordOnly.DIAGNOSIS),
    ("Sympto\u0301ms", RecordOnly.SYMPTOMS),
    ("S\u00fdmpt\u00f6ms", RecordOnly.SYMPTOMS),
    ("Sym\u034fptoms", RecordOnly.SYMPTOMS),
    ("Symptom-list", RecordOnly.SYMPTOMS),
    ("Treatment\u2010plan", RecordOnly.PLAN),
    ("treatment__plan", RecordOnly.PLAN),
    ("Session \t time", RecordOnly.TIMES),
    ("_Progress_", RecordOnly.PROGRESS),
    ("Level_of_functioning", RecordOnly.FUNCTIONING),
    ("Frequency\u00a0of\u00a0sessions", RecordOnly.MODALITY),
    ("Prog\u200cnosis", RecordOnly.PROGNOSIS),
    ("M\u00e9dication", RecordOnly.MEDICATION),
)

HONEST = (
    *("My part", "My  plan", "_My_ progress", "What I plan\u00a0to ask", "Next-time plan"),
    *("The planet", "Explanation", "Self\u2011compassion", "Whose progress is mine", "Dream_image"),
    *("\u0414\u0438\u0430\u043b\u043e\u0433", "\u03a8\u03c5\u03c7\u03ae", "na\u00efve hope"),
    *("\u03b2-side of me", "Caf\u00e9 dream", "\u5fc3 and me", "Was ich f\u00fchlte"),
)

MIXED = (
    "Diagnosi\u0455",  # the last letter is Cyrillic
    "Di\u0430gnosis",
    "\u0405ymptoms",
    "Pr\u03bfgnosis",  # a Greek omicron
    "My Pl\u0430n",
    "M\u0435\u200bdication",
)

UNSEEN = (
    *("a\u00adb", "a\u200bb", "\u202eabc", "a\u2066b\u2069", "\ufeffa", "a\u2060b", "a\u061cb"),
    *("a\u200d", "\u200ca", "a \u200d b", "a\u200d\u200db", "a\U000e0041b", "1\u200d2"),
)

JOINED = (
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, as it is written
    "\u0915\u094d\u200d\u0937",  # Hindi: the sign before the joiner is a mark
    "plain words",
    "",
    "\U0001f300 and \u2019",
)


def form(label: str, layer: str = "private", prompt: str = "What?") -> str:
    """Return the text of a form with one section."""
    return FORM.format(label=label, layer=layer, prompt=prompt)


def refused(text: str) -> CatalogBroken:
    """Return the error that a form is refused with."""
    with pytest.raises(CatalogBroken) as caught:
        catalog.parse_note_template(text, "mine.toml")
    return caught.value


@pytest.mark.parametrize(("label", "item"), DISGUISED, ids=[ascii(label) for label, _ in DISGUISED])
def test_an_item_is_found_however_it_is_written(label: str, item: RecordOnly) -> None:
    """Spaces, dashes, unseen signs, accents and other shapes of a letter hide nothing."""
    assert template_faults.named(label) is item


@pytest.mark.parametrize(("label", "item"), DISGUISED, ids=[ascii(label) for label, _ in DISGUISED])
def test_no_disguise_brings_an_item_to_the_private_side(label: str, item: RecordOnly) -> None:
    """A file with such a label is refused, for one reason or the other, with its place."""
    error = refused(form(label.replace("\t", " ")))
    assert error.where == "sections 1, label"
    assert item.value in error.why or "cannot be seen" in error.why


@pytest.mark.parametrize(("label", "item"), DISGUISED, ids=[ascii(label) for label, _ in DISGUISED])
def test_whoever_writes_the_form_is_told_at_the_section(label: str, item: RecordOnly) -> None:
    """In the editor of forms the same label is a fault of its section, and names the item."""
    section = Section("a", label, "What?", layer=Layer.PRIVATE)
    (fault, *_) = form_faults.found(NoteTemplate("mine", 1, "Mine", "A form.", (section,)))
    assert (fault.section, fault.field) == (0, "label")
    assert fault.why.startswith(item.value)


@pytest.mark.parametrize("label", HONEST, ids=ascii)
def test_an_honest_label_is_left_alone(label: str) -> None:
    """Other alphabets, accents and dashes are welcome, and stay as they were written."""
    assert template_faults.named(label) is None
    read = catalog.parse_note_template(form(label), "mine.toml")
    assert read.sections[0].label == label


@pytest.mark.parametrize("label", MIXED, ids=ascii)
def test_letters_that_only_look_alike_are_refused_by_a_sentence_of_their_own(label: str) -> None:
    """One word of two alphabets could be any word, so that it cannot be private."""
    section = Section("a", label, "What?", layer=Layer.PRIVATE)
    template = NoteTemplate("mine", 1, "Mine", "A form.", (section,))
    faults = dict(template_faults.in_template(template))
    assert "two alphabets" in faults["sections 1, label"]


def test_the_sentence_about_two_alphabets_reaches_the_therapist() -> None:
    """It says which file and which section, and that nothing was touched."""
    said = sentence(refused(form(MIXED[0])))
    assert "mine.toml" in said
    assert "two alphabets" in said
    assert "not touched" in said


@pytest.mark.parametrize("label", MIXED[:-1], ids=ascii)
def test_the_record_may_mix_its_letters(label: str) -> None:
    """There every one of these words is in its place, a slip of the keyboard too."""
    assert (
        catalog.parse_note_template(form(label, "record"), "mine.toml").sections[0].label == label
    )


@pytest.mark.parametrize("words", UNSEEN, ids=ascii)
@pytest.mark.parametrize("layer", Layer)
def test_a_sign_that_cannot_be_seen_is_refused_on_both_sides(words: str, layer: Layer) -> None:
    """In a label or a prompt it could show one thing and mean another."""
    for text in (form(words, layer.value), form("A", layer.value, prompt=words)):
        error = refused(text)
        assert "cannot be seen" in error.why
        assert error.where in ("sections 1, label", "sections 1, prompt")


@pytest.mark.parametrize("words", UNSEEN, ids=ascii)
def test_signs_that_cannot_be_seen_are_noticed(words: str) -> None:
    """At either end, between letters, and where a joiner has nothing to join."""
    assert as_seen.hides(words)


@pytest.mark.parametrize("words", JOINED, ids=ascii)
def test_what_joins_the_letters_of_a_word_stays(words: str) -> None:
    """Some languages cannot be written without it."""
    assert not as_seen.hides(words)


def test_an_unseen_sign_is_a_fault_of_its_section_in_the_editor() -> None:
    """Whoever pasted it learns at which section it stands, and in which field."""
    sections = (Section("a", "One", "What?"), Section("b", "Two\u00ad", "Wh\u200bat?"))
    (fault,) = form_faults.found(NoteTemplate("mine", 1, "Mine", "A form.", sections))
    assert (fault.section, fault.field) == (1, "label")
    assert "cannot be seen" in fault.why


@pytest.mark.parametrize(
    ("label", "seen"),
    [
        ("  Two   words ", "two words"),
        ("a\u2014b_c\u00a0d", "a b c d"),
        ("\u00c9t\u00e9", "ete"),
        ("\ufb01rst", "first"),
        ("STRASSE", "strasse"),
        ("Stra\u00dfe", "strasse"),
        ("\u200b\u00ad", ""),
        ("", ""),
    ],
    ids=ascii,
)
def test_what_a_label_looks_like(label: str, seen: str) -> None:
    """Small plain letters, and one space for every gap."""
    assert as_seen.words(label) == seen


def test_every_form_that_is_shipped_is_still_read() -> None:
    """None of them holds a sign that cannot be seen, or a word of two alphabets."""
    for template in catalog.note_templates():
        for section in template.sections:
            assert not as_seen.hides(section.label + section.prompt)
            assert not as_seen.mixes(section.label)

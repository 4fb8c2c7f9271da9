"""The page that a client keeps."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from practicenotes import catalog
from practicenotes.documents import handout
from practicenotes.documents.page import Paper
from practicenotes.domain.forms import Layer, Section
from practicenotes.domain.notes import Note, NoteSection, NoteState
from practicenotes.errors import GlyphMissing, RowDamaged


FORM = catalog.note_template("staying_safe")
TEXTS = {
    "signs": "I stop answering.",
    "alone": "- Walk round the pond\n- Radio",
    "numbers": "Night line, 555 0199",
    "made_on": "18 November 2025",
    "copy": "printed",
}


def plan(note: Note, texts: dict[str, str]) -> Note:
    """Return a plan with these answers."""
    sections = tuple(
        NoteSection(section.id, section.label, section.prompt, texts.get(section.id, ""))
        for section in FORM.sections
    )
    return replace(
        note, template_id="staying_safe", template_name="Staying-safe plan", sections=sections
    )


def also(note: Note, key: str, label: str, text: str) -> Note:
    """Return a note that still holds what was written under a section of another form."""
    return replace(note, sections=(*note.sections, NoteSection(key, label, "What?", text)))


def size_of(pdf: bytes) -> float:
    """Return the size of the letters in which most of a page is set."""
    with pikepdf.open(BytesIO(pdf)) as document:
        operators = pikepdf.parse_content_stream(document.pages[0])
    sizes = [float(part.operands[1]) for part in operators if str(part.operator) == "Tf"]
    return max(set(sizes) & set(handout.SIZES), key=sizes.count)


@pytest.mark.parametrize("paper", Paper)
def test_a_plan_is_one_page_in_large_type(note, practitioner, paper, read, faults) -> None:
    """What was written stands large in its order; days, picks and the edition small at the end."""
    pdf = handout.draw(plan(note, TEXTS), FORM, practitioner, 2, paper=paper)
    [text] = read(pdf)
    in_order = (
        "Staying-safe plan",
        "How I know it is getting worse",
        "I stop answering.",
        "What I can do by myself",
        "Walk round the pond",
        "Professional and emergency numbers",
        "Night line, 555 0199",
        "Made on",
        "18 November 2025",
        "Copy given",
        "printed",
        "Edition",
        "2, as it stood on 18 November 2025",
    )
    at = [text.index(part) for part in in_order]
    assert at == sorted(at)
    assert size_of(pdf) == handout.SIZES[0]
    assert faults(pdf) == []


def test_what_stayed_blank_and_the_questions_are_left_out(note, practitioner, read) -> None:
    """The client reads their own words, and no prompt of the tool."""
    [text] = read(handout.draw(plan(note, TEXTS), FORM, practitioner, 1))

    assert "Whom I can tell" not in text
    assert "?" not in text


def test_it_names_nobody_but_the_practice(note, practitioner, read) -> None:
    """Neither code name nor legal name nor the record's own facts stand on it."""
    pdf = handout.draw(plan(note, TEXTS), FORM, practitioner, 1)
    [text] = read(pdf)

    assert practitioner.name in text
    for word in ("Heron", "SHA-256", "Form", "Signed", "Risk"):
        assert word not in text
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.docinfo["/Title"] == "Staying-safe plan"


@pytest.mark.parametrize("lines", [22, 25, 28])
def test_a_longer_plan_is_set_smaller_before_it_takes_a_second_page(
    note, practitioner, read, lines
) -> None:
    """It stays on one page as long as it can be read."""
    texts = TEXTS | {"alone": "\n".join(f"- Thing {number}" for number in range(lines // 2))}
    texts["tell"] = "\n".join(f"Person {number}" for number in range(lines // 2))

    pdf = handout.draw(plan(note, texts), FORM, practitioner, 1)

    assert len(read(pdf)) == 1
    assert size_of(pdf) < handout.SIZES[0]


def test_a_very_long_plan_goes_on_overleaf(note, practitioner, read) -> None:
    """Nothing is cut off: what no page holds takes another."""
    texts = TEXTS | {"alone": "\n".join(f"- Thing {number}" for number in range(120))}

    pages = read(handout.draw(plan(note, texts), FORM, practitioner, 1))

    assert len(pages) > 1
    assert "Thing 119" in " ".join(pages)


def test_an_empty_plan_is_a_page(note, practitioner, read, faults) -> None:
    """It can be printed to be filled in by hand, and says that nothing is written."""
    pdf = handout.draw(plan(note, {}), FORM, practitioner, 1)

    assert "Nothing is written here yet." in read(pdf)[0]
    assert faults(pdf) == []


def test_one_entered_in_error_says_so(note, practitioner, read) -> None:
    """A plan that should not exist cannot be taken for one."""
    wrong = replace(plan(note, TEXTS), state=NoteState.IN_ERROR)

    assert "IN ERROR" in read(handout.draw(wrong, FORM, practitioner, 1))[0]


def test_what_is_damaged_is_never_printed(note, practitioner) -> None:
    """Neither the plan nor the lines of the practice, when they do not carry their mark."""
    with pytest.raises(RowDamaged):
        handout.draw(replace(plan(note, TEXTS), damaged=True), FORM, practitioner, 1)
    with pytest.raises(RowDamaged):
        handout.draw(plan(note, TEXTS), FORM, replace(practitioner, damaged=True), 1)


def test_a_sign_that_the_fonts_lack_is_named(note, practitioner) -> None:
    """A sign that would be an empty box stops the print, whole."""
    with pytest.raises(GlyphMissing):
        handout.draw(plan(note, {"signs": "\U00012345"}), FORM, practitioner, 1)


def test_what_another_form_left_is_not_the_clients(note, practitioner, read) -> None:
    """A session note that was made a plan keeps its own words; the page has none of them."""
    mixed = also(plan(note, TEXTS), "assessment", "Assessment", "Traits, query.")

    whole = " ".join(read(handout.draw(mixed, FORM, practitioner, 1)))

    assert "I stop answering." in whole
    for word in ("Assessment", "Traits", "query"):
        assert word not in whole


def test_a_page_whose_words_all_are_of_another_form_is_empty(note, practitioner, read) -> None:
    """Where nothing was written for the client, the page says so and prints nothing else."""
    mixed = also(plan(note, {}), "data", "Data", "He wept.")

    [text] = read(handout.draw(mixed, FORM, practitioner, 1))

    assert "Nothing is written here yet." in text
    assert "He wept." not in text


def test_a_private_section_of_the_form_is_never_printed(note, practitioner, read) -> None:
    """Only what the form keeps in the record can go to the client, whatever key a note holds."""
    private = Section("mine", "Mine", "What do I make of it?", layer=Layer.PRIVATE)
    form = replace(FORM, sections=(*FORM.sections, private))
    mixed = also(plan(note, TEXTS), "mine", "Mine", "I felt shut out.")

    whole = " ".join(read(handout.draw(mixed, form, practitioner, 1)))

    assert "shut out" not in whole
    assert handout.left_out(mixed, form) == ("Mine",)


def test_what_is_left_out_is_named(note) -> None:
    """By the labels of the sections that hold words; an empty one is not worth a sentence."""
    own = plan(note, TEXTS)
    mixed = also(also(own, "data", "Data", "He wept."), "response", "Response", "  ")

    assert handout.left_out(own, FORM) == ()
    assert handout.left_out(mixed, FORM) == ("Data",)


def test_a_sign_in_what_is_left_out_stops_no_print(note, practitioner, read) -> None:
    """Letters that are not printed need no font."""
    mixed = also(plan(note, TEXTS), "data", "Data", "\U00012345")

    assert "I stop answering." in read(handout.draw(mixed, FORM, practitioner, 1))[0]

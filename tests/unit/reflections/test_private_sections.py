"""What is written in a private form is kept beneath its reflection, word for word."""

from dataclasses import replace

import pytest
from sqlalchemy import text

import factory
from practicenotes import catalog
from practicenotes.domain.forms import FormGroup, NoteTemplate
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import PrivateSection, Reflection
from practicenotes.domain.reflections.supervision_items import passage_of
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import RowDamaged
from practicenotes.reflections import reflections
from practicenotes.vault import Store


FORMS = [form for form in catalog.note_templates() if form.group is FormGroup.ALONE]


def written(form: NoteTemplate) -> tuple[PrivateSection, ...]:
    """Return a word in every section of a form."""
    return tuple(
        PrivateSection(form.id, form.version, s.id, s.label, s.prompt, f"on {s.id}")
        for s in form.sections
    )


def save(private: Store, reflection: Reflection) -> None:
    """Keep a reflection."""
    private.run(reflections.save, reflection, factory.AT)


def get(private: Store, hours: list[SessionId], heron: ClientId) -> Reflection:
    """Return the reflection on the first hour."""
    return private.run(reflections.get, hours[0], heron)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_private_form_is_kept(
    private: Store, hours: list[SessionId], heron: ClientId, form: NoteTemplate
) -> None:
    """Each section comes back with its label, its prompt and its words, in its order."""
    save(private, Reflection(hours[0], heron, sections=written(form)))

    found = get(private, hours, heron)

    assert found.sections == written(form)
    assert not found.is_empty
    assert private.run(reflections.of_client, heron) == (found,)


def test_a_section_is_written_over_and_taken_out(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """What is emptied is gone, what is changed is changed, and two forms stand side by side."""
    gibbs, kolb = (written(catalog.note_template(name)) for name in ("gibbs", "kolb"))
    save(private, Reflection(hours[0], heron, sections=gibbs + kolb))
    changed = (replace(gibbs[0], text="again"), replace(gibbs[1], text=" "), *kolb)
    save(private, Reflection(hours[0], heron, sections=changed))

    assert get(private, hours, heron).sections == (changed[0], *kolb)


def test_a_reflection_that_is_emptied_is_gone(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """With the last word of the last form the reflection goes, and no row is left behind."""
    save(private, Reflection(hours[0], heron, sections=written(FORMS[0])))
    save(private, Reflection(hours[0], heron))

    assert factory.rows_of(private, "SELECT * FROM reflection_section") == []
    assert factory.rows_of(private, "SELECT * FROM reflection") == []


def test_a_damaged_section_is_never_shown_as_text(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """Words that were changed from outside are withheld, and nothing is written over them."""
    whole = Reflection(hours[0], heron, sections=written(catalog.note_template("kolb")))
    save(private, whole)
    changed = text("UPDATE reflection_section SET body = 'forged' WHERE position = 1")
    private.run(lambda db: db.execute(changed))

    found = get(private, hours, heron)

    assert found.damaged
    assert "forged" not in repr(found)
    with pytest.raises(RowDamaged):
        save(private, replace(whole, sections=()))


def test_a_passage_for_supervision_holds_what_private_forms_say(
    hours: list[SessionId], heron: ClientId
) -> None:
    """Taken whole, a reflection brings each section under its label."""
    kolb = written(catalog.note_template("kolb"))
    passage = passage_of(Reflection(hours[0], heron, sections=kolb), catalog.facet_book())

    assert passage.startswith("What I lived through:\non experience\n")


def test_words_stay_under_what_they_were_written_under(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """An edition that asks otherwise does not relabel them; words of its own it labels."""
    then = PrivateSection("mine", 1, "felt", "What I felt", "How was I?", "shame")
    now = replace(then, version=2, label="What the client felt", prompt="How was he?")
    save(private, Reflection(hours[0], heron, sections=(then,)))

    save(private, Reflection(hours[0], heron, sections=(now,)))
    assert get(private, hours, heron).sections == (then,)

    anew = replace(now, text="he was ashamed")
    save(private, Reflection(hours[0], heron, sections=(anew,)))
    assert get(private, hours, heron).sections == (anew,)


def test_words_that_stay_can_still_change_their_place(
    private: Store, hours: list[SessionId], heron: ClientId
) -> None:
    """Order is of the page, not of the words."""
    first, second, *_ = written(catalog.note_template("gibbs"))
    save(private, Reflection(hours[0], heron, sections=(first, second)))
    save(private, Reflection(hours[0], heron, sections=(second, first)))

    assert get(private, hours, heron).sections == (second, first)

"""A form that is being changed is kept as it stands, and becomes a version in one act."""

from dataclasses import replace

import pytest

import editings
import factory
from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.editions import Origin
from practicenotes.domain.form_drafts import FormDraft
from practicenotes.domain.forms import KeptForm, NoteTemplate, Section
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import CatalogBroken, NotFound
from practicenotes.records import form_drafts, forms, notes
from practicenotes.vault import Store


MINE = NoteTemplate("mine", 1, "Mine", "A form.", (Section("mood", "Mood", "How was it?"),))


def begun(record: Store, template: NoteTemplate = MINE) -> FormDraft:
    """Begin to change a form."""
    return record.run(form_drafts.begin, template, factory.AT)


def published(record: Store, template: NoteTemplate = MINE) -> KeptForm:
    """Save a form of the therapist’s own."""
    new = replace(template, id="", version=0)
    return record.run(form_drafts.publish, begun(record, new), factory.AT)


def test_a_draft_is_kept_with_its_faults(record: Store) -> None:
    """An empty form, and one that no catalog would read, come back as they stood."""
    draft = begun(record, rules.empty())
    faulty = replace(draft, template=rules.added(draft.template, 0))
    assert record.run(form_drafts.keep, faulty, factory.later(minutes=1)) == factory.later(
        minutes=1
    )

    found = record.run(form_drafts.get, draft.id)

    assert (found.template, found.becomes) == (faulty.template, 1)
    assert record.run(form_drafts.listed) == (found,)


@pytest.mark.parametrize("seed", range(12))
def test_any_draft_comes_back(record: Store, seed: int) -> None:
    """Whatever was typed."""
    form = editings.some_form(seed, catalog.note_templates()[seed])
    draft = begun(record, rules.empty())
    record.run(form_drafts.keep, replace(draft, template=form), factory.AT)
    assert record.run(form_drafts.get, draft.id).template == form


def test_a_change_that_was_begun_goes_on(record: Store) -> None:
    """A form is changed in one place; two new forms are two."""
    published(record)
    first = begun(record)
    assert begun(record).id == first.id
    assert begun(record, rules.empty()).id != begun(record, rules.empty()).id


def test_the_draft_changed_last_stands_first(record: Store) -> None:
    """As a therapist looks for it."""
    one, two = begun(record, rules.empty()), begun(record, rules.empty())
    record.run(form_drafts.keep, two, factory.later(days=1))
    record.run(form_drafts.keep, one, factory.later(days=2))
    assert [draft.id for draft in record.run(form_drafts.listed)] == [one.id, two.id]


def test_a_draft_is_thrown_away_and_comes_back(record: Store) -> None:
    """Undo keeps it again under its id; the form itself was never touched."""
    draft = begun(record)
    record.run(form_drafts.throw_away, draft.id)
    with pytest.raises(NotFound):
        record.run(form_drafts.get, draft.id)
    record.run(form_drafts.keep, draft, factory.AT)
    assert record.run(form_drafts.get, draft.id).template == MINE
    record.run(form_drafts.throw_away, rules.FormDraftId("gone"))


def test_saving_makes_a_version_and_ends_the_draft(record: Store) -> None:
    """A new form is named by its name, the next change of it is version 2."""
    kept = published(record)
    assert (kept.template, kept.origin) == (MINE, Origin.OWN)

    draft = begun(record)
    changed = rules.changed(draft.template, 0, label="Feeling")
    assert draft.becomes == 2
    second = record.run(form_drafts.publish, replace(draft, template=changed), factory.AT)

    assert second.template.version == 2
    assert second.template.sections[0].id == "mood"
    assert record.run(form_drafts.listed) == ()
    assert [form.version for form in record.run(forms.offered, ())] == [2]


def test_a_form_with_a_fault_is_not_saved(record: Store) -> None:
    """Nothing is published, and the draft stays."""
    draft = begun(record, rules.empty())
    with pytest.raises(CatalogBroken):
        record.run(form_drafts.publish, draft, factory.AT)
    assert record.run(form_drafts.listed) == (draft,)
    assert record.run(forms.listed) == ()


def test_a_version_is_never_written_over(record: Store) -> None:
    """Not even one that can no longer be read: its number is taken for ever."""
    published(record)
    record.run(form_drafts.publish, begun(record), factory.AT)
    factory.meddle(record, "UPDATE form SET source = 'x' WHERE version = 2")

    third = record.run(form_drafts.publish, begun(record), factory.AT)

    assert third.template.version == 3
    assert "mine" in record.run(form_drafts.taken)
    assert record.run(forms.get, "mine", 3) == third


def test_an_older_note_keeps_the_form_that_it_was_written_with(
    record: Store, hour: SessionId
) -> None:
    """A change of the form reaches no note that was begun before."""
    note = record.run(notes.begin, hour, published(record).template, factory.AT)
    changed = rules.changed(rules.added(MINE, 0), 0, label="New", prompt="What?")
    draft = replace(begun(record), template=changed)
    record.run(form_drafts.publish, draft, factory.AT)

    assert record.run(forms.of_note, note) == MINE


def test_a_damaged_draft_is_left_out(record: Store) -> None:
    """The others are still there, and a change of the same form can be begun."""
    damaged = begun(record)
    factory.meddle(record, "UPDATE form_draft SET form_id = 'mine', version = 9")

    assert record.run(form_drafts.listed) == ()
    assert begun(record).id != damaged.id

"""Every form on one shelf: shipped and own, offered and retired, and what a file brings."""

from dataclasses import replace

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.editions import Origin
from practicenotes.domain.forms import KeptForm, NoteTemplate, Section
from practicenotes.errors import FormTaken, NotFound
from practicenotes.records import form_drafts, form_shelf, forms, notes
from practicenotes.records.form_shelf import Incoming
from practicenotes.vault import Store


MINE = NoteTemplate("mine", 1, "Mine", "A form.", (Section("mood", "Mood", "How was it?"),))
OTHER = replace(MINE, sections=(Section("mood", "Feeling", "And now?"),))


def taken_in(record: Store, template: NoteTemplate, incoming: Incoming = Incoming.ASK) -> KeptForm:
    """Bring the form of a file in."""
    return record.run(form_shelf.take_in, template, incoming, factory.AT)


def ids(record: Store) -> list[str]:
    """Return the ids of the forms that a note can be begun with."""
    return [form.id for form in record.run(forms.offered, catalog.note_templates())]


def test_every_shipped_form_stands_on_the_shelf(record: Store) -> None:
    """Also before any note was begun with it, in its one version."""
    shelf = record.run(form_shelf.of)

    assert {line.template for line in shelf.forms} == set(catalog.note_templates())
    assert not any(line.is_own or line.retired_at for line in shelf.forms)
    assert shelf.drafts == ()


def test_a_form_of_ones_own_has_its_versions(record: Store) -> None:
    """The newest first; a draft stands beside it."""
    taken_in(record, MINE)
    taken_in(record, OTHER, Incoming.VERSION)
    draft = record.run(form_drafts.begin, OTHER, factory.AT)

    shelf = record.run(form_shelf.of)
    line = shelf.find("mine")

    assert [kept.template.version for kept in line.versions] == [2, 1]
    assert (line.template.sections, line.is_own) == (OTHER.sections, True)
    assert shelf.drafts == (draft,)
    assert shelf.find("gone") is None


@pytest.mark.parametrize("form_id", ["dap", "mine"])
def test_a_form_is_retired_and_brought_back(record: Store, form_id: str) -> None:
    """Whether it is shipped or one’s own, and in whichever version it is offered."""
    taken_in(record, MINE)
    taken_in(record, OTHER, Incoming.VERSION)

    record.run(form_shelf.retire, form_id, factory.AT)
    assert form_id not in ids(record)
    assert record.run(form_shelf.of).find(form_id).retired_at == factory.AT

    record.run(form_shelf.bring_back, form_id, factory.AT)
    assert form_id in ids(record)


@pytest.mark.parametrize("operation", [form_shelf.retire, form_shelf.bring_back])
def test_only_a_form_that_is_there_is_retired(record: Store, operation) -> None:
    """An unknown one is refused."""
    with pytest.raises(NotFound):
        record.run(operation, "gone", factory.AT)


def test_a_file_brings_a_form(record: Store) -> None:
    """Under its own id and version, and it is offered."""
    kept = taken_in(record, replace(MINE, version=4))

    assert (kept.template.version, kept.origin) == (4, Origin.OWN)
    assert "mine" in ids(record)


def test_the_same_form_again_changes_nothing(record: Store) -> None:
    """Whatever number the file gives it; a shipped one stays shipped."""
    taken_in(record, MINE)
    assert taken_in(record, replace(MINE, version=7)).template == MINE
    assert taken_in(record, catalog.note_template("dap")).origin is Origin.SHIPPED
    assert len(record.run(forms.listed)) == 1


def test_a_taken_id_asks_first(record: Store) -> None:
    """Nothing comes in until it is said how; a version of a shipped form is no answer."""
    taken_in(record, MINE)
    with pytest.raises(FormTaken) as own:
        taken_in(record, OTHER)
    changed = replace(catalog.note_template("dap"), name="Other")
    with pytest.raises(FormTaken) as shipped:
        taken_in(record, changed, Incoming.VERSION)

    assert (own.value.own, shipped.value.own) == (True, False)
    assert len(record.run(forms.listed)) == 1


def test_it_comes_in_as_a_version_or_as_a_copy(record: Store) -> None:
    """The next number, or an id of its own; the other form stays as it is."""
    taken_in(record, MINE)
    version = taken_in(record, OTHER, Incoming.VERSION).template
    copy = taken_in(record, replace(OTHER, name="Ours"), Incoming.COPY).template
    dap = taken_in(
        record, replace(catalog.note_template("dap"), name="Dap"), Incoming.COPY
    ).template

    assert (version.id, version.version) == ("mine", 2)
    assert (copy.id, copy.version) == ("mine_2", 1)
    assert (dap.id, dap.version) == ("dap_2", 1)
    assert record.run(forms.get, "mine", 1).template == MINE


def test_a_version_is_offered_though_the_one_before_was_retired(record: Store) -> None:
    """Who saves a new version wants it."""
    taken_in(record, MINE)
    record.run(form_shelf.retire, "mine", factory.AT)
    draft = record.run(form_drafts.begin, MINE, factory.AT)
    changed = rules.changed(draft.template, 0, label="Feeling")
    record.run(form_drafts.publish, replace(draft, template=changed), factory.AT)

    assert "mine" in ids(record)


DAMAGE = [
    "UPDATE form SET source = source || ' ' WHERE form_id = 'mine'",
    "UPDATE form SET origin = 'odd' WHERE form_id = 'mine'",
    "UPDATE form SET made_at = 'once' WHERE form_id = 'mine'",
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_form_comes_in_though_its_row_here_is_damaged(record: Store, damage: str) -> None:
    """It is kept under the next version, stands on the shelf, and is offered."""
    taken_in(record, MINE)
    factory.meddle(record, damage)
    assert record.run(form_shelf.of).find("mine") is None

    kept = taken_in(record, MINE)

    assert (kept.template, kept.origin) == (replace(MINE, version=2), Origin.OWN)
    line = record.run(form_shelf.of).find("mine")
    assert [each.template for each in line.versions] == [kept.template]
    assert record.run(forms.get, "mine", 2) == kept
    assert "mine" in ids(record)


def test_the_damaged_row_stays_as_it_was_found(record: Store) -> None:
    """It is counted among those that cannot be read, so that it can be looked into."""
    taken_in(record, MINE)
    factory.meddle(record, DAMAGE[0])
    taken_in(record, MINE)

    assert record.run(form_shelf.of).unread == 1
    assert factory.rows_of(record, "SELECT version FROM form ORDER BY version") == [(1,), (2,)]


def test_the_same_form_again_is_the_one_that_was_kept_beside(record: Store) -> None:
    """Bringing it a third time adds no third version."""
    taken_in(record, MINE)
    factory.meddle(record, DAMAGE[0])
    once = taken_in(record, MINE)

    assert taken_in(record, MINE) == once
    assert len(record.run(forms.listed)) == 1


def test_no_number_is_given_twice(record: Store) -> None:
    """With several damaged versions the form gets the number after the last of them."""
    taken_in(record, MINE)
    taken_in(record, OTHER, Incoming.VERSION)
    factory.meddle(record, DAMAGE[0])

    assert taken_in(record, MINE).template.version == 3


def test_a_damaged_version_beside_a_sound_one_is_passed_over(record: Store) -> None:
    """The sound one is here; what the damaged one was comes in as one says."""
    taken_in(record, MINE)
    taken_in(record, OTHER, Incoming.VERSION)
    factory.meddle(record, f"{DAMAGE[0]} AND version = 1")

    with pytest.raises(FormTaken):
        taken_in(record, MINE)
    assert taken_in(record, MINE, Incoming.VERSION).template == replace(MINE, version=3)
    assert record.run(forms.get, "mine", 2).template.sections == OTHER.sections


def test_a_note_begun_in_a_damaged_form_is_kept_with_a_sound_one(record: Store) -> None:
    """The note has the version that can be read again, not the one that cannot."""
    heron = factory.add_client(record)
    taken_in(record, MINE)
    factory.meddle(record, DAMAGE[0])

    note = record.run(notes.begin_another, heron, None, MINE, factory.AT)

    assert (note.template_id, note.template_version) == ("mine", 2)
    assert record.run(forms.of_note, note) == replace(MINE, version=2)


def test_a_shipped_form_keeps_its_number(record: Store) -> None:
    """Its row may be damaged: the program has it, and its next version is the program's."""
    dap = catalog.note_template("dap")
    heron = factory.add_client(record)
    record.run(notes.begin_another, heron, None, dap, factory.AT)
    factory.meddle(record, "UPDATE form SET source = 'x' WHERE form_id = 'dap'")

    note = record.run(notes.begin_another, heron, None, dap, factory.AT)

    assert note.template_version == dap.version
    assert record.run(forms.of_note, note) == dap
    assert taken_in(record, dap).template == dap

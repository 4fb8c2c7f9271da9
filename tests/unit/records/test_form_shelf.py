"""Every form on one shelf: shipped and own, offered and retired, and what a file brings."""

from dataclasses import replace

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.forms import KeptForm, NoteTemplate, Origin, Section
from practicenotes.errors import FormTaken, NotFound
from practicenotes.records import form_drafts, form_shelf, forms
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

"""Whatever is done on the page, in whatever order: nothing is lost, and all of it can be undone."""

import random
from dataclasses import replace

import pytest

from practicenotes import catalog
from practicenotes.catalog import form_faults
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.forms import FieldKind, Layer, RecordOnly
from practicenotes.records import form_drafts


WORDS = ("Plan", "Mood", "My part", "", "次に", "low; high", "Symptoms", " spaced ")


def press(column, chance):
    """Do one thing to the form, as a hand would."""
    cards = column.cards
    if not cards or chance.random() < 0.15:
        column.add(chance.choice(list(Layer)))
        return
    card = chance.choice(cards)
    act = chance.choice(("type", "type", "type", "value", "move", "open", "remove", "head"))
    if act == "type":
        column.go_to(cards.index(card), "label")
        line = card.fields.form.field(chance.choice(("label", "prompt", "help")))
        line.setText(chance.choice(WORDS))
        line.textEdited.emit(line.text())
    elif act == "value":
        kind = chance.choice(list(FieldKind))
        choice = (("kind", kind), ("covers", (RecordOnly.PLAN,)), ("layer", Layer.PRIVATE))
        card.changed.emit(*chance.choice(choice))
    elif act == "move":
        card.move_wanted.emit(chance.choice((-1, 1)))
    elif act == "open":
        card.head.click()
    elif act == "remove" and len(cards) > 2:
        card.removal_wanted.emit()
    elif act == "head":
        name = column.head.field(chance.choice(("name", "summary")))
        name.setText(chance.choice(WORDS))
        name.textEdited.emit(name.text())


def agrees(desk):
    """Say whether the page shows the form as it stands, card by card."""
    column, form = desk.editor.column, desk.form
    assert [card.head.text().partition("  ")[0] for card in column.cards] == [
        str(number) for number in range(1, len(form.sections) + 1)
    ]
    assert [card.layer for card in column.cards] == [section.layer for section in form.sections]
    for card, section in zip(column.cards, form.sections, strict=True):
        assert section.label in card.head.text()
        if card.fields:
            typed = card.fields.form.values()
            assert rules.plain(typed["label"]) == section.label
            assert typed["kind"] is section.kind
    faults = form_faults.found(form)
    told = {fault.section for fault in faults} - {None}
    assert told == {n for n, card in enumerate(column.cards) if card.faults()}
    assert desk.editor.header.save.isEnabled() is not bool(faults)


@pytest.mark.parametrize("seed", range(6))
def test_anything_can_be_done_and_undone(desk, seed):
    """The page agrees with the form all the while; back at the beginning nothing is different."""
    chance = random.Random(seed)
    begun = rules.copied(chance.choice(catalog.note_templates()[:6]))
    editor = desk.write(begun)
    for _ in range(40):
        press(editor.column, chance)
        desk.move(seconds=chance.choice((0.1, 5)))
    agrees(desk)
    ended = desk.form
    desk.saved()
    assert desk.run(form_drafts.get, editor.draft.id).template == ended

    while editor.header.undo.isEnabled():
        editor.undo()
    assert desk.form == begun
    agrees(desk)

    while editor.header.redo.isEnabled():
        editor.redo()
    assert desk.form == ended
    agrees(desk)


@pytest.mark.parametrize("seed", range(3))
def test_what_the_page_lets_through_is_saved_as_it_stands(desk, seed):
    """A form without a fault on the page becomes a version with the same sections."""
    chance = random.Random(100 + seed)
    editor = desk.write(rules.copied(catalog.note_template("soap")))
    for _ in range(25):
        press(editor.column, chance)
    sound = tuple(
        replace(section, label=f"Part {n}", prompt="What?", kind=FieldKind.TEXT, options=())
        for n, section in enumerate(desk.form.sections)
    )
    form = replace(desk.form, name="Mine", summary="A form.", sections=sound)
    form = replace(form, sections=tuple(replace(s, covers=(), sets_aims=False) for s in sound))
    editor.column.changed.emit(form, (), "")
    assert form_faults.found(desk.form) == ()
    editor.publish()
    desk.until(lambda: desk.versions("mine"))

    kept = desk.run(form_drafts_of, "mine")
    assert [s.label for s in kept.sections] == [s.label for s in form.sections]
    assert kept == rules.settled(form, 1, ())


def form_drafts_of(db, form_id):
    """Return the newest version of a form."""
    from practicenotes.records import form_shelf

    return form_shelf.of(db).find(form_id).template

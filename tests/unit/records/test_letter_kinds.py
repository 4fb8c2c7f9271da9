"""Kinds of letters in the record: a letter keeps the one that it was begun with."""

from dataclasses import replace

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import letter_kind_drafts as rules
from practicenotes.domain.editions import Incoming, Kept, Origin
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.people import ClientId
from practicenotes.errors import CatalogBroken, FormTaken, UnknownKind
from practicenotes.records import brief, letter_kinds, letters, new_letter
from practicenotes.vault import Store


ATTENDANCE = catalog.letter_kind("attendance")
SHELF, DRAFTS, EDITIONS = letter_kinds.SHELF, letter_kinds.DRAFTS, letter_kinds.EDITIONS


def publish(record: Store, kind: LetterKind) -> Kept[LetterKind]:
    """Save a kind as a version."""
    draft = record.run(DRAFTS.begin, kind, factory.AT)
    return record.run(DRAFTS.publish, replace(draft, template=kind), factory.AT)


def own(record: Store) -> LetterKind:
    """Make a kind of one’s own."""
    return publish(record, rules.copied(ATTENDANCE)).template


def ids(record: Store) -> list[str]:
    """Return the ids of the kinds that a letter can be begun with."""
    return [kind.id for kind in record.run(letter_kinds.offered, catalog.letter_kinds())]


def test_a_kind_of_ones_own_is_offered_beside_the_others(record: Store, heron: ClientId) -> None:
    """Under an id made of its name; a letter can be begun with it."""
    kind = own(record)
    assert kind.id == "attendance_letter_my_letter"
    assert sorted(ids(record)) == sorted([kind.id, *(k.id for k in catalog.letter_kinds())])
    begun = record.run(brief.begin_of, heron, kind.id, factory.DAY, factory.AT)
    assert (begun.letter.kind_id, begun.kind) == (kind.id, kind)
    offer = record.run(new_letter.offer, heron, catalog.letter_kinds())
    assert offer.used_last == (kind.id,)
    assert kind in offer.kinds


def test_a_letter_keeps_the_version_it_was_begun_with(record: Store, heron: ClientId) -> None:
    """What is changed later is for letters that begin later."""
    kind = own(record)
    old = record.run(brief.begin_of, heron, kind.id, factory.DAY, factory.AT).letter
    newer = publish(record, replace(kind, footer="Another footer.")).template
    assert newer.version == 2
    new = record.run(brief.begin_of, heron, kind.id, factory.DAY, factory.AT).letter
    assert record.run(brief.gather, old.id).kind == kind
    assert record.run(brief.gather, new.id).kind == newer
    assert (old.footer, new.footer) == (kind.footer, "Another footer.")


def test_a_shipped_kind_is_kept_once_a_letter_is_begun_with_it(
    record: Store, heron: ClientId
) -> None:
    """So the letter can be read with it even when the program has another one by then."""
    letter = record.run(letters.begin, heron, ATTENDANCE, factory.DAY, factory.AT)
    record.run(letters.begin, heron, ATTENDANCE, factory.DAY, factory.AT)
    (kept,) = record.run(EDITIONS.listed)
    assert (kept.template, kept.origin) == (ATTENDANCE, Origin.SHIPPED)
    assert record.run(letter_kinds.of_letter, letter) == ATTENDANCE
    older = replace(letter, kind_version=7)
    assert record.run(letter_kinds.of_letter, older) == ATTENDANCE
    with pytest.raises(UnknownKind):
        record.run(letter_kinds.of_letter, replace(letter, kind_id="gone"))


def test_a_kind_that_was_retired_is_offered_no_longer(record: Store, heron: ClientId) -> None:
    """Its letters stay, and it can be brought back."""
    letter = record.run(brief.begin_of, heron, "attendance", factory.DAY, factory.AT).letter
    record.run(SHELF.retire, "attendance", factory.AT)
    assert "attendance" not in ids(record)
    with pytest.raises(UnknownKind) as caught:
        record.run(brief.begin_of, heron, "attendance", factory.DAY, factory.AT)
    assert caught.value.what == "kind of letter"
    assert record.run(brief.gather, letter.id).kind == ATTENDANCE
    record.run(SHELF.bring_back, "attendance", factory.AT)
    assert "attendance" in ids(record)


def test_a_faulty_draft_is_kept_and_not_published(record: Store) -> None:
    """It is there as it was left, and no letter can begin with it."""
    draft = record.run(DRAFTS.begin, rules.empty(), factory.AT)
    faulty = replace(draft, template=rules.added(rules.empty(), 0))
    record.run(DRAFTS.keep, faulty, factory.AT)
    (kept,) = record.run(DRAFTS.listed)
    assert kept.template == faulty.template
    with pytest.raises(CatalogBroken):
        record.run(DRAFTS.publish, faulty, factory.AT)
    assert record.run(DRAFTS.get, draft.id).template == faulty.template
    record.run(DRAFTS.throw_away, draft.id)
    assert record.run(DRAFTS.listed) == ()


def test_what_a_kind_never_offers_is_kept_by_the_record_too(record: Store) -> None:
    """A copy of the attendance letter that offers the reason cannot be saved."""
    kind = rules.changed(rules.copied(ATTENDANCE), 0, passages=True)
    draft = record.run(DRAFTS.begin, kind, factory.AT)
    with pytest.raises(CatalogBroken, match="parts 1, passages"):
        record.run(DRAFTS.publish, replace(draft, template=kind), factory.AT)


def test_a_kind_from_a_file_comes_in_as_a_version_or_a_copy(record: Store) -> None:
    """Nobody decides for the therapist; the same one is simply here already."""
    mine = own(record)
    assert record.run(SHELF.take_in, mine, Incoming.ASK, factory.AT).template == mine
    other = replace(mine, footer="Theirs.")
    with pytest.raises(FormTaken) as caught:
        record.run(SHELF.take_in, other, Incoming.ASK, factory.AT)
    assert (caught.value.own, caught.value.what) == (True, "kind of letter")
    assert record.run(SHELF.take_in, other, Incoming.VERSION, factory.AT).template.version == 2
    copy = record.run(SHELF.take_in, other, Incoming.COPY, factory.AT).template
    assert (copy.id, copy.version) == (f"{mine.id}_2", 1)
    shipped = replace(ATTENDANCE, footer="Theirs.")
    with pytest.raises(FormTaken):
        record.run(SHELF.take_in, shipped, Incoming.VERSION, factory.AT)


def test_a_damaged_version_is_counted_and_never_used(record: Store, heron: ClientId) -> None:
    """What was changed from outside is not offered; a letter of it falls back on the program."""
    kind = own(record)
    factory.meddle(record, "UPDATE letter_kind SET source = replace(source, 'attended', 'missed')")
    shelf = record.run(SHELF.of)
    assert shelf.unread == 1
    assert shelf.find(kind.id) is None
    assert kind.id not in ids(record)


def test_both_kinds_of_shelf_hear_of_changes_in_letters() -> None:
    """Whoever shows letters reads the kinds anew after each of these acts."""
    from practicenotes.domain.changes import Changes, touched_by

    for act in (SHELF.retire, SHELF.bring_back, SHELF.take_in, DRAFTS.publish, DRAFTS.begin):
        assert Changes.LETTERS in touched_by(act)
    assert touched_by(DRAFTS.keep) is Changes.NONE

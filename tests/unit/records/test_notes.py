"""A record note's life: begun once, saved without end, signed once, then only added to."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import notes as rules
from practicenotes.domain import times
from practicenotes.domain.forms import Layer
from practicenotes.domain.notes import AddendumKind, Note, NoteId, NoteState, RevisionReason
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.errors import NoteEmpty, NoteNotSigned, NoteSigned, NotFound, RowDamaged
from practicenotes.records import chains, notes, practice, revisions, sessions
from practicenotes.records.schema import NoteRow
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


TEXTS = {"data": "He spoke of the letter.", "plan": "Bring one sentence."}


@pytest.fixture
def draft(record: Store, hour: SessionId) -> Note:
    """Give a draft with two sections that hold words."""
    return factory.write_note(record, hour, TEXTS)


@pytest.fixture
def signed(record: Store, draft: Note) -> Note:
    """Give the same note, signed."""
    return record.run(notes.sign, draft.id, factory.AT)


def texts(note: Note) -> dict[str, str]:
    """Return what stands in each section."""
    return {section.key: section.text for section in note.sections}


def in_file(record: Store) -> list[Any]:
    """Return every row of every note as it lies in the file."""
    return [
        factory.rows_of(record, f"SELECT * FROM {table} ORDER BY row")
        for table in ("note", "note_section", "note_revision", "addendum")
    ]


# --- beginning -----------------------------------------------------------------------------------


def test_a_note_begins_empty_in_the_form_that_was_chosen(record: Store, hour: SessionId) -> None:
    """It has the record sections of the form and no others, and is a draft of that session."""
    note = record.run(notes.begin, hour, factory.template("data", "plan"), factory.AT)
    assert texts(note) == {"data": "", "plan": ""}
    assert (note.state, note.session_id, note.is_empty) == (NoteState.DRAFT, hour, True)
    assert (note.begun_at, note.saved_at, note.signed_at) == (factory.AT, factory.AT, None)
    assert (note.template_id, note.template_version, note.template_name) == ("free", 1, "Free")


FORMS = [form for form in catalog.note_templates() if form.of_layer(Layer.RECORD)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_shipped_form_can_be_written_and_signed(
    record: Store, hour: SessionId, form: Any
) -> None:
    """Each section of the record takes its words and keeps its label and question."""
    note = record.run(notes.begin, hour, form, factory.AT)
    meant = form.of_layer(Layer.RECORD)
    written = {section.id: f"words on {section.label}" for section in meant}
    record.run(notes.save, note.id, written, factory.AT)
    signed = record.run(notes.sign, note.id, factory.AT)
    assert [(s.key, s.label, s.prompt) for s in signed.sections] == [
        (section.id, section.label, section.prompt) for section in meant
    ]
    assert texts(signed) == written


def test_beginning_again_finds_what_was_begun(record: Store, hour: SessionId, draft: Note) -> None:
    """A session has one note, whatever form is asked for; not a word changes."""
    again = record.run(notes.begin, hour, factory.template("other"), factory.later(hours=1))
    assert again == draft
    assert len(record.run(notes.of_client, draft.client_id)) == 1


def test_beginning_finds_a_signed_note_too(record: Store, hour: SessionId, signed: Note) -> None:
    """To begin once more does not begin once more."""
    assert record.run(notes.begin, hour, factory.template(), factory.AT) == signed


def test_a_note_entered_in_error_makes_room_for_another(
    record: Store, hour: SessionId, draft: Note
) -> None:
    """What does not stand is neither found for the session nor gone on with."""
    _enter_in_error(record, draft)
    assert record.run(notes.of_session, hour) is None
    fresh = record.run(notes.begin, hour, factory.template(), factory.AT)
    assert fresh.id != draft.id
    assert {note.id for note in record.run(notes.of_client, draft.client_id)} == {
        draft.id,
        fresh.id,
    }


def test_a_note_needs_a_session(record: Store) -> None:
    """An unknown session is not found."""
    with pytest.raises(NotFound) as refused:
        record.run(notes.begin, SessionId("0"), factory.template(), factory.AT)
    assert refused.value.what == "session"


@pytest.mark.parametrize(
    ("weeks", "was", "now"),
    [
        (1, Attendance.PLANNED, Attendance.ATTENDED),
        (0, Attendance.PLANNED, Attendance.ATTENDED),
        (-1, Attendance.PLANNED, Attendance.PLANNED),
        (1, Attendance.MISSED, Attendance.MISSED),
        (1, Attendance.LATE, Attendance.LATE),
    ],
)
def test_what_is_written_about_has_taken_place(
    record: Store, heron: ClientId, weeks: int, was: Attendance, now: Attendance
) -> None:
    """A planned session of the past or of today counts as held; one of next week does not."""
    starts_at = factory.weeks_ago(weeks)
    hour = factory.add_session(record, heron, starts_at=starts_at, attendance=was)
    record.run(notes.begin, hour, factory.template(), factory.AT)
    assert record.run(sessions.get, hour).attendance is now


def test_what_is_changed_on_the_way_is_entered_in_the_trail(record: Store, heron: ClientId) -> None:
    """That a session took place, and that a note got another form, is told like any other act."""
    hour = factory.add_session(record, heron, attendance=Attendance.PLANNED)
    note = record.run(notes.begin, hour, factory.template("data"), factory.AT)
    record.run(notes.change_form, note.id, factory.template("plan"), factory.AT)

    told = [(e.act, e.object) for e in record.run(audit.entries)]

    assert ("change", f"session:{hour}") in told
    assert told[0] == ("change form", f"note:{note.id}")


# --- saving --------------------------------------------------------------------------------------


def test_what_was_saved_is_what_is_read(record: Store, draft: Note) -> None:
    """Only the sections that are named change; the time is that of the saving."""
    at = factory.later(minutes=3)
    assert record.run(notes.save, draft.id, {"plan": "Löwe\n\n“…” \U0001f33f"}, at) == at
    note = record.run(notes.get, draft.id)
    assert texts(note) == TEXTS | {"plan": "Löwe\n\n“…” \U0001f33f"}
    assert note.saved_at == at


def test_only_what_differs_is_written(record: Store, draft: Note) -> None:
    """A section that was not touched keeps its revision."""
    record.run(notes.save, draft.id, TEXTS | {"plan": "another"}, factory.AT)
    kept = "SELECT key, revision FROM note_section ORDER BY key"
    (data, plan) = factory.rows_of(record, kept)
    assert plan.revision == data.revision + 1


def test_a_text_for_a_section_that_is_not_there_is_never_lost_unheard(
    record: Store, draft: Note
) -> None:
    """Nothing at all is saved, and the section is named."""
    with pytest.raises(NotFound) as refused:
        record.run(notes.save, draft.id, {"plan": "new", "gone": "words"}, factory.AT)
    assert (refused.value.what, refused.value.id) == ("section", "gone")
    assert texts(record.run(notes.get, draft.id)) == TEXTS


def test_a_note_that_is_not_there_cannot_be_saved(record: Store) -> None:
    """An unknown note is not found by any way."""
    for ask in _ways(NoteId("0")):
        with pytest.raises(NotFound) as refused:
            record.run(ask)
        assert refused.value.what == "note"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (["", "  second "], "second"),
        (["# A heading\nand more", ""], "A heading"),
        (["- **a point**", ""], "a point"),
        (["", ""], ""),
        (["\n\nlater", ""], "later"),
    ],
)
def test_the_first_line_stands_for_the_note_in_lists(
    record: Store, hour: SessionId, written: list[str], shown: str
) -> None:
    """It is the first line that has words, without the signs of its form."""
    factory.write_note(record, hour, dict(zip(("data", "plan"), written, strict=True)))
    (kept,) = factory.rows_of(record, "SELECT summary FROM note")
    assert kept.summary == shown


@pytest.mark.parametrize("text", ["word " * 40, "w" * 200])
def test_a_long_first_line_is_cut_between_words(record: Store, hour: SessionId, text: str) -> None:
    """No list shows more than its line; a single endless word is cut where it must be."""
    factory.write_note(record, hour, {"data": text})
    (kept,) = factory.rows_of(record, "SELECT summary FROM note")
    assert len(kept.summary) <= notes.SUMMARY_LENGTH
    assert kept.summary in ("word " * 17 + "word…", "w" * 90)


# --- another form --------------------------------------------------------------------------------


def test_another_form_keeps_every_text(record: Store, draft: Note) -> None:
    """What both forms know stays; what the new one lacks stands at the end, under its old label."""
    form = factory.template("plan", "risk", id="other", version=3, name="Other")
    note = record.run(notes.change_form, draft.id, form, factory.later(minutes=1))
    assert [(s.key, s.label, s.text) for s in note.sections] == [
        ("plan", "Plan", TEXTS["plan"]),
        ("risk", "Risk", ""),
        ("data", "Data", TEXTS["data"]),
    ]
    assert (note.template_id, note.template_version, note.template_name) == ("other", 3, "Other")


def test_an_empty_section_of_the_old_form_is_gone(record: Store, hour: SessionId) -> None:
    """Only words are carried along."""
    note = factory.write_note(record, hour, {"data": " ", "plan": "words"})
    changed = record.run(notes.change_form, note.id, factory.template("risk"), factory.AT)
    assert [section.key for section in changed.sections] == ["risk", "plan"]


def test_changing_the_form_back_and_forth_loses_nothing(record: Store, draft: Note) -> None:
    """Fifty random changes between all shipped forms leave every word where it can be found."""
    source = random.Random(5)
    forms = (factory.template("data", "plan"), *catalog.note_templates())
    for _ in range(50):
        record.run(notes.change_form, draft.id, source.choice(forms), factory.AT)
    back = record.run(notes.change_form, draft.id, forms[0], factory.AT)
    assert texts(back) == TEXTS
    assert [section.label for section in back.sections] == ["Data", "Plan"]


def test_a_later_edition_of_a_form_changes_no_note(record: Store, hour: SessionId) -> None:
    """The labels and questions that a note was written under are its own."""
    note = record.run(notes.begin, hour, factory.template("plan"), factory.AT)
    edited = factory.template("plan", version=2, name="New name")
    assert record.run(notes.begin, hour, edited, factory.AT) == note
    assert note.sections[0].label == "Plan"
    assert note.template_version == 1


# --- revisions -----------------------------------------------------------------------------------


def keep(record: Store, note: Note, minutes: int = 0) -> int:
    """Keep a revision."""
    at = factory.later(minutes=minutes)
    return record.run(revisions.keep, note.id, RevisionReason.LEFT, at)


@pytest.mark.release(60)
def test_every_revision_can_be_read_again(record: Store, draft: Note) -> None:
    """Each says what the note said, when and why it was kept, oldest first."""
    for number in range(1, 4):
        record.run(notes.save, draft.id, {"plan": f"plan {number}"}, factory.AT)
        assert keep(record, draft, number) == number
    kept = record.run(revisions.of_note, draft.id)
    assert [revision.number for revision in kept] == [1, 2, 3]
    assert [revision.sections[1].text for revision in kept] == ["plan 1", "plan 2", "plan 3"]
    assert kept[0].sections[0].label == "Data"
    assert kept[2].kept_at == factory.later(minutes=3)
    assert {revision.reason for revision in kept} == {RevisionReason.LEFT}


def test_a_revision_is_kept_only_of_something_new(record: Store, draft: Note) -> None:
    """Leaving the page twice without a word in between keeps one."""
    assert [keep(record, draft), keep(record, draft)] == [1, 1]
    record.run(notes.save, draft.id, {"plan": "new"}, factory.AT)
    assert keep(record, draft) == 2


@pytest.mark.release(60)
def test_a_revision_never_changes(record: Store, draft: Note) -> None:
    """Writing on, another form and the signature leave what was kept as it was."""
    keep(record, draft)
    before = factory.rows_of(record, "SELECT * FROM note_revision")
    record.run(notes.save, draft.id, {"plan": "new"}, factory.AT)
    record.run(notes.change_form, draft.id, factory.template("risk"), factory.AT)
    record.run(notes.sign, draft.id, factory.AT)
    assert factory.rows_of(record, "SELECT * FROM note_revision WHERE number = 1") == before


@pytest.mark.release(60)
def test_signing_keeps_a_revision_of_what_was_signed(record: Store, signed: Note) -> None:
    """The last revision of a signed note is what it says."""
    (kept,) = record.run(revisions.of_note, signed.id)
    assert (kept.reason, kept.sections) == (RevisionReason.SIGNED, signed.sections)


@pytest.mark.parametrize(
    "damage", ["sections = '[]'", "sections = 'x'", "reason = 'x'", "number = 5"]
)
def test_a_damaged_revision_leaves_the_others_readable(
    record: Store, draft: Note, damage: str
) -> None:
    """It is marked and says nothing; the next one is kept behind it."""
    keep(record, draft)
    record.run(notes.save, draft.id, {"plan": "new"}, factory.AT)
    keep(record, draft)
    factory.meddle(record, f"UPDATE note_revision SET {damage} WHERE number = 2")
    first, second = record.run(revisions.of_note, draft.id)
    assert (first.damaged, said(first)) == (False, list(TEXTS.values()))
    assert (second.damaged, second.sections) == (True, ())
    assert keep(record, draft) == second.number + 1


def test_a_revision_that_vanished_is_missed_by_the_trail(record: Store, draft: Note) -> None:
    """Each revision has an entry of its own, so that none can be taken out unseen."""
    keep(record, draft)
    assert _astray(record) == ()
    (kept,) = factory.rows_of(record, "SELECT id FROM note_revision")
    factory.meddle(record, "DELETE FROM note_revision")
    assert _astray(record) == (f"note_revision:{kept.id}",)


# --- signing -------------------------------------------------------------------------------------


def test_a_signed_note_says_by_whom_and_when(record: Store, draft: Note) -> None:
    """The author is the practitioner, the instant that of signing, the words those of the draft."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    at = factory.later(hours=1)
    note = record.run(notes.sign, draft.id, at)
    assert (note.state, note.signed_by, note.signed_at) == (
        NoteState.SIGNED,
        "Dr. Ada Brandt",
        at,
    )
    assert texts(note) == TEXTS
    assert note == record.run(notes.get, draft.id)
    assert note.digest == rules.digest(note, "")


@pytest.mark.parametrize("written", ["", " \n\t"])
def test_a_note_without_a_word_cannot_be_signed(
    record: Store, hour: SessionId, written: str
) -> None:
    """There would be nothing to stand for; it stays a draft without a revision."""
    note = factory.write_note(record, hour, {"plan": written})
    with pytest.raises(NoteEmpty):
        record.run(notes.sign, note.id, factory.AT)
    assert record.run(notes.get, note.id) == note
    assert record.run(revisions.of_note, note.id) == ()


@pytest.mark.parametrize(
    ("after", "late"), [(timedelta(hours=23), False), (timedelta(hours=26), True)]
)
def test_a_note_signed_after_a_day_says_so(
    record: Store, heron: ClientId, after: timedelta, late: bool
) -> None:
    """Both times are read from the clock on the wall."""
    starts_at = times.on_the_wall(factory.AT - after)
    hour = factory.add_session(record, heron, starts_at=starts_at)
    assert factory.sign_note(record, hour).signed_late is late


def _attempts(note: NoteId) -> list[Callable[..., Any]]:
    return [
        lambda db: notes.save(db, note, {"plan": "other"}, factory.AT),
        lambda db: notes.save(db, note, {}, factory.AT),
        lambda db: notes.change_form(db, note, factory.template("risk"), factory.AT),
        lambda db: notes.sign(db, note, factory.AT),
    ]


def test_a_signed_note_cannot_be_changed(record: Store, signed: Note) -> None:
    """Saving, another form and signing again are refused, and no byte of it changes."""
    before = in_file(record)
    for attempt in _attempts(signed.id):
        with pytest.raises(NoteSigned):
            record.run(attempt)
    assert in_file(record) == before


def test_leaving_the_page_of_a_signed_note_adds_nothing(record: Store, signed: Note) -> None:
    """The revision of the signature is the last."""
    assert keep(record, signed, 60) == 1
    assert len(record.run(revisions.of_note, signed.id)) == 1


# --- the chain -----------------------------------------------------------------------------------


@pytest.fixture
def course(record: Store, heron: ClientId) -> list[Note]:
    """Give five signed notes of one client, one of which was signed out of order."""
    hours = [factory.add_session(record, heron, starts_at=factory.weeks_ago(n)) for n in range(5)]
    order = (4, 2, 3, 1, 0)
    return [
        factory.sign_note(record, hours[n], {"plan": f"plan {n}"}, factory.later(minutes=step))
        for step, n in enumerate(order)
    ]


def test_each_signed_note_names_the_one_signed_before(record: Store, course: list[Note]) -> None:
    """The chain follows the order of signing, not that of the sessions."""
    digests = [note.digest for note in course]
    assert [note.previous_digest for note in course] == ["", *digests[:-1]]
    assert record.run(chains.is_unbroken, course[0].client_id)


@pytest.mark.release(60)
def test_the_chain_goes_on_when_the_clock_was_set_back(record: Store, course: list[Note]) -> None:
    """A note signed at an earlier time still names the one signed last."""
    hour = factory.add_session(record, course[0].client_id, starts_at=factory.weeks_ago(9))
    note = factory.sign_note(record, hour, at=factory.later(days=-30))
    assert note.previous_digest == course[-1].digest
    after = factory.add_session(record, course[0].client_id, starts_at=factory.weeks_ago(8))
    assert factory.sign_note(record, after, at=factory.AT).previous_digest == note.digest
    assert record.run(chains.is_unbroken, note.client_id)


def test_every_client_has_a_chain_of_its_own(record: Store, course: list[Note]) -> None:
    """The first signed note of another client names none."""
    wren = factory.add_client(record, "Wren")
    assert factory.sign_note(record, factory.add_session(record, wren)).previous_digest == ""
    assert record.run(chains.is_unbroken, wren)


def test_a_client_without_a_signed_note_has_nothing_broken(record: Store, draft: Note) -> None:
    """Drafts are in no chain."""
    assert record.run(chains.is_unbroken, draft.client_id)


@pytest.mark.parametrize("gone", range(4))
def test_a_signed_note_that_was_taken_out_breaks_the_chain(
    record: Store, course: list[Note], gone: int
) -> None:
    """The note after it names one that is not there."""
    _take_out(record, course[gone])
    assert not record.run(chains.is_unbroken, course[0].client_id)


@pytest.mark.parametrize("gone", range(5))
def test_a_signed_note_that_was_taken_out_is_missed_by_the_trail(
    record: Store, course: list[Note], gone: int
) -> None:
    """Even the newest one, which no other note names."""
    (revision,) = factory.rows_of(
        record, "SELECT id FROM note_revision WHERE note_id = ?", course[gone].id
    )
    _take_out(record, course[gone])
    missed = {f"note:{course[gone].id}", f"note_revision:{revision.id}"}
    assert set(_astray(record)) == missed


@pytest.mark.parametrize("at", range(5))
def test_an_older_text_put_back_under_a_signature_is_seen(
    record: Store, heron: ClientId, at: int
) -> None:
    """A section whose own mark fits, but which is not what was signed, makes the note damaged."""
    hours = [factory.add_session(record, heron, starts_at=factory.weeks_ago(n)) for n in range(5)]
    drafts = [factory.write_note(record, hour, {"plan": "first words"}) for hour in hours]
    old = _section(record, drafts[at])
    for note in drafts:
        record.run(notes.save, note.id, {"plan": "what was signed"}, factory.AT)
        record.run(notes.sign, note.id, factory.AT)
    _put_back(record, drafts[at], old)
    found = record.run(notes.get, drafts[at].id)
    assert found.damaged
    assert texts(found) == {"plan": DAMAGED}
    assert not record.run(chains.is_unbroken, heron)


def test_all_chains_are_looked_at(record: Store, course: list[Note], draft: Note) -> None:
    """Clients with signed notes are counted, drafts alone are none, and a broken chain is named."""
    wren = factory.add_client(record, "Wren")
    factory.sign_note(record, factory.add_session(record, wren))
    before = record.run(chains.of_practice)
    _take_out(record, course[1])

    assert before == chains.Chains(clients=2, signatures=6, withdrawn=0, broken=())
    assert record.run(chains.of_practice).broken == (course[0].client_id,)
    assert draft.signed_at is None


def test_a_section_that_vanished_from_a_signed_note_is_seen(record: Store, signed: Note) -> None:
    """What is left is not what was signed, and is not shown as if it were."""
    factory.meddle(record, "DELETE FROM note_section WHERE key = 'plan'")
    found = record.run(notes.get, signed.id)
    assert (found.damaged, texts(found)) == (True, {"data": DAMAGED})


# --- adding --------------------------------------------------------------------------------------


def add(record: Store, note: Note, text: str = "He called.", at: Any = factory.AT) -> Note:
    """Add to a note."""
    arguments = (AddendumKind.ADDENDUM, "came to mind", text, at)
    return record.run(notes.add_to, note.id, *arguments)


def test_what_is_added_stands_beside_what_was_signed(record: Store, signed: Note) -> None:
    """Addenda have their own kind, reason and time, in their order; the note stays as it is."""
    add(record, signed)
    at = factory.later(days=2)
    amended = (AddendumKind.AMENDMENT, "wrong day", "It was Monday.", at)
    note = record.run(notes.add_to, signed.id, *amended)
    assert [(a.kind, a.reason, a.text, a.signed_at) for a in note.addenda] == [
        (AddendumKind.ADDENDUM, "came to mind", "He called.", factory.AT),
        amended,
    ]
    assert (note.sections, note.digest, note.state) == (
        signed.sections,
        signed.digest,
        NoteState.SIGNED,
    )
    assert record.run(chains.is_unbroken, note.client_id)


def test_nothing_is_added_to_a_draft(record: Store, draft: Note) -> None:
    """A draft is simply changed."""
    with pytest.raises(NoteNotSigned):
        add(record, draft)


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_is_added_without_a_word(record: Store, signed: Note, text: str) -> None:
    """An empty addendum is none."""
    with pytest.raises(NoteEmpty):
        add(record, signed, text)
    assert record.run(notes.get, signed.id).addenda == ()


def test_the_trail_tells_the_whole_life(record: Store, signed: Note) -> None:
    """Begun, kept, signed and added to: each with the thing that came into being."""
    add(record, signed)
    entries = [(e.act, e.object.partition(":")[0]) for e in record.run(audit.entries)][::-1]
    assert entries[-4:] == [
        ("begin", "note"),
        ("keep revision", "note_revision"),
        ("sign", "note"),
        ("addendum", "addendum"),
    ]


# --- finding -------------------------------------------------------------------------------------


def test_the_note_before_is_that_of_the_last_session_that_has_one(
    record: Store, heron: ClientId
) -> None:
    """Sessions without a note and notes that do not stand are passed over, other clients too."""
    hours = [factory.add_session(record, heron, starts_at=factory.weeks_ago(n)) for n in range(4)]
    wren = factory.add_client(record, "Wren")
    factory.write_note(record, factory.add_session(record, wren, starts_at=factory.weeks_ago(1)))
    oldest = factory.sign_note(record, hours[3])
    in_error = factory.write_note(record, hours[2])
    _enter_in_error(record, in_error)
    assert record.run(notes.before, hours[0]) == oldest
    newer = factory.write_note(record, hours[1])
    assert record.run(notes.before, hours[0]) == newer
    assert record.run(notes.before, hours[3]) is None
    assert record.run(notes.before, SessionId("0")) is None


def test_of_two_sessions_at_one_time_the_first_is_before_the_second(
    record: Store, heron: ClientId
) -> None:
    """The order is the one in which sessions are numbered."""
    one, two = (factory.add_session(record, heron) for _ in range(2))
    first, _ = (factory.write_note(record, hour) for hour in (one, two))
    assert record.run(notes.before, two) == first
    assert record.run(notes.before, one) is None


def test_notes_come_in_the_order_of_their_beginning(record: Store, course: list[Note]) -> None:
    """All of a client's notes, each with its own sections and addenda."""
    add(record, course[1])
    found = record.run(notes.of_client, course[0].client_id)
    assert [note.id for note in found] == [note.id for note in course]
    assert [len(note.addenda) for note in found] == [0, 1, 0, 0, 0]
    assert [texts(note) for note in found] == [texts(note) for note in course]
    assert record.run(notes.count) == 5


# --- damage --------------------------------------------------------------------------------------


DAMAGE = [
    ("note", "summary = 'x'"),
    ("note", "state = 'lost'"),
    ("note", "begun_at = 'once'"),
    ("note", "template_name = 'x'"),
    ("note", "signed_late = 3"),
    ("note_section", "body = 'x'"),
    ("note_section", "body = ''"),
    ("note_section", "label = 'x'"),
    ("note_section", "key = 'plan2'"),
    ("note_section", "position = 9"),
]


@pytest.mark.parametrize(("table", "damage"), DAMAGE)
def test_a_damaged_draft_is_shown_as_damaged_and_not_signed(
    record: Store, draft: Note, table: str, damage: str
) -> None:
    """No word of the damaged row comes out, and nobody can put a name under it."""
    where = "WHERE key = 'plan'" if table == "note_section" else ""
    factory.meddle(record, f"UPDATE {table} SET {damage} {where}")
    found = record.run(notes.get, draft.id)
    assert found.damaged
    if table == "note_section":
        assert sorted(texts(found).values()) == sorted([TEXTS["data"], DAMAGED])
    before = in_file(record)
    for refused in (
        lambda db: notes.sign(db, draft.id, factory.AT),
        lambda db: notes.add_to(db, draft.id, AddendumKind.ADDENDUM, "", "x", factory.AT),
    ):
        with pytest.raises(RowDamaged):
            record.run(refused)
    assert in_file(record) == before


@pytest.mark.parametrize(("table", "damage"), DAMAGE[:5])
def test_a_damaged_note_cannot_be_saved_over(
    record: Store, draft: Note, table: str, damage: str
) -> None:
    """What is kept stays as it was found, by whatever way one comes."""
    factory.meddle(record, f"UPDATE {table} SET {damage}")
    before = in_file(record)
    for attempt in _attempts(draft.id):
        with pytest.raises(RowDamaged):
            record.run(attempt)
    assert in_file(record) == before


def test_a_damaged_section_cannot_be_saved_over_and_the_others_can(
    record: Store, draft: Note
) -> None:
    """What is typed into an intact section is kept; the damaged one stays as it was found."""
    factory.meddle(record, "UPDATE note_section SET body = 'x' WHERE key = 'plan'")
    with pytest.raises(RowDamaged):
        record.run(notes.save, draft.id, {DAMAGED: "new"}, factory.AT)
    record.run(notes.save, draft.id, {"data": "written on"}, factory.AT)
    assert texts(record.run(notes.get, draft.id)) == {"data": "written on", DAMAGED: DAMAGED}
    with pytest.raises(RowDamaged):
        keep(record, draft)


@pytest.mark.parametrize(("table", "damage"), DAMAGE)
def test_a_damaged_signed_note_gives_nothing_away(
    record: Store, signed: Note, table: str, damage: str
) -> None:
    """It is damaged, takes no addendum, breaks the chain; the rest of the record is readable."""
    other = factory.add_session(record, signed.client_id, starts_at=factory.weeks_ago(1))
    factory.sign_note(record, other, {"plan": "other"}, factory.later(hours=1))
    where = "WHERE note_id = ? AND key = 'plan'" if table == "note_section" else "WHERE id = ?"
    factory.meddle(record, f"UPDATE {table} SET {damage} {where}", signed.id)
    hurt, whole = record.run(notes.of_client, signed.client_id)
    assert (hurt.damaged, whole.damaged) == (True, False)
    with pytest.raises(RowDamaged):
        add(record, signed)
    assert not record.run(chains.is_unbroken, signed.client_id)


def test_a_damaged_addendum_marks_its_note(record: Store, signed: Note) -> None:
    """Its words do not come out; those that were signed do."""
    add(record, signed)
    factory.meddle(record, "UPDATE addendum SET body = 'never said'")
    note = record.run(notes.get, signed.id)
    assert note.damaged
    assert note.addenda[0].text == DAMAGED
    assert texts(note) == TEXTS


def test_nobody_signs_under_a_damaged_name(record: Store, draft: Note) -> None:
    """Where the practitioner's own row was touched, a note stays a draft."""
    record.run(practice.save, factory.practitioner(), factory.AT)
    factory.meddle(record, "UPDATE practitioner SET name = 'Someone Else'")
    with pytest.raises(RowDamaged):
        record.run(notes.sign, draft.id, factory.AT)
    assert record.run(notes.get, draft.id).state is NoteState.DRAFT


# --- small ways ----------------------------------------------------------------------------------


def said(revision: Any) -> list[str]:
    """Return the texts of a revision."""
    return [section.text for section in revision.sections]


def _ways(note: NoteId) -> list[Callable[..., Any]]:
    return [
        *_attempts(note),
        lambda db: notes.get(db, note),
        lambda db: revisions.keep(db, note, RevisionReason.LEFT, factory.AT),
        lambda db: notes.add_to(db, note, AddendumKind.ADDENDUM, "", "x", factory.AT),
    ]


def _astray(record: Store) -> tuple[str, ...]:
    def check(db: Any) -> tuple[str, ...]:
        return audit.check(db.connection(), db.info["audit_key"]).astray

    return record.run(check)


def _enter_in_error(record: Store, note: Note) -> None:
    def change(db: Any) -> None:
        db.get_one(NoteRow, note.id).state = NoteState.IN_ERROR

    record.run(change)


def _take_out(record: Store, note: Note) -> None:
    for table in ("note_section", "note_revision"):
        factory.meddle(record, f"DELETE FROM {table} WHERE note_id = ?", note.id)
    factory.meddle(record, "DELETE FROM note WHERE id = ?", note.id)


def _section(record: Store, note: Note) -> tuple[Any, ...]:
    chosen = "SELECT body, revision, mac FROM note_section WHERE note_id = ?"
    (found,) = factory.rows_of(record, chosen, note.id)
    return tuple(found)


def _put_back(record: Store, note: Note, state: tuple[Any, ...]) -> None:
    factory.meddle(
        record,
        "UPDATE note_section SET body = ?, revision = ?, mac = ? WHERE note_id = ?",
        *state,
        note.id,
    )

"""A letter may draw on facts and on what was signed, and on nothing that anyone made up."""

from datetime import date
from typing import Any

import pytest

import factory
from practicenotes.domain import letters
from practicenotes.domain.letter_kinds import Fact, Part, Phrase
from practicenotes.domain.letters import Offer, Origin
from practicenotes.domain.notes import AddendumKind, NoteState
from practicenotes.domain.people import ClientId, Person
from practicenotes.domain.sessions import Attendance, Modality
from practicenotes.records import clients, goals, measures, notes, offers
from practicenotes.records.schema import NoteRow
from practicenotes.reflections import reflections
from practicenotes.vault import Store


def fact(record: Store, client: ClientId, which: Fact) -> Offer:
    """Return one fact as it is offered."""
    found = record.run(offers.facts, client, factory.letter_kind())
    (offer,) = [offer for offer in found if offer.key == which.value]
    return offer


def said(record: Store, client: ClientId, which: Fact) -> str | None:
    """Return the sentence that a fact would make."""
    sentence = fact(record, client, which).sentence
    return sentence.text if sentence else None


def passages(record: Store, client: ClientId) -> tuple[Offer, ...]:
    """Return the passages that are offered."""
    return record.run(offers.passages, client, factory.letter_kind())


def hold(record: Store, client: ClientId, *weeks: int, **told: Any) -> None:
    """Hold sessions, each so many weeks ago."""
    for count in weeks:
        factory.add_session(record, client, starts_at=factory.weeks_ago(count), **told)


def change(record: Store, client: ClientId, **told: Any) -> None:
    """Change the client's file."""
    record.run(clients.change, client, factory.client(**told), factory.AT)


def agree(record: Store, client: ClientId, text: str, on: date = factory.DAY) -> str:
    """Agree on a goal."""
    return record.run(goals.add, client, text, on, factory.AT)


def measured(record: Store, client: ClientId, total: int, **told: Any) -> None:
    """File a questionnaire."""
    record.run(measures.add, factory.result(client, total, **told), None, factory.AT)


# --- facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", list(Fact))
def test_a_fact_that_the_record_does_not_know_is_offered_without_a_sentence(
    record: Store, heron: ClientId, which: Fact
) -> None:
    """It is listed, says that there is nothing yet, and can put no word into a letter."""
    change(record, heron, people=())
    offer = fact(record, heron, which)
    assert (offer.sentence, offer.detail) == (None, offers.NOTHING_YET)


def test_only_what_the_kind_may_mention_is_offered_and_in_its_order(
    record: Store, heron: ClientId
) -> None:
    """Each offer says where it would stand."""
    rules = {rule.fact: rule for rule in factory.letter_kind().rules}
    later = (rules[Fact.DATES_SEEN], rules[Fact.REASON])
    kind = factory.letter_kind(
        parts=(Part("a", offers=(rules[Fact.RISK],)), Part("b", offers=later))
    )
    found = record.run(offers.facts, heron, kind)
    assert [(offer.key, offer.part) for offer in found] == [
        ("risk", "a"),
        ("dates_seen", "b"),
        ("reason", "b"),
    ]


@pytest.mark.parametrize(
    ("weeks", "sentence", "detail"),
    [
        (
            (11,),
            "We met once from 2 September 2025 to 2 September 2025.",
            "1 session since 2 September 2025",
        ),
        (
            (1, 11, 2),
            "We met three times from 2 September 2025 to 11 November 2025.",
            "3 sessions since 2 September 2025",
        ),
        (
            range(1, 15),
            "We met 14 times from 12 August 2025 to 11 November 2025.",
            "14 sessions since 12 August 2025",
        ),
    ],
)
def test_the_dates_are_those_of_sessions_that_were_held(
    record: Store, heron: ClientId, weeks: Any, sentence: str, detail: str
) -> None:
    """Missed and planned ones, and another client's, do not count."""
    hold(record, heron, *weeks)
    hold(record, heron, 30, attendance=Attendance.MISSED)
    hold(record, heron, -1, attendance=Attendance.PLANNED)
    hold(record, factory.add_client(record, "Wren"), 20)
    offer = fact(record, heron, Fact.DATES_SEEN)
    assert offer.sentence is not None
    assert (offer.sentence.text, offer.detail) == (sentence, detail)


@pytest.mark.parametrize(
    ("written", "in_the_sentence"),
    [
        ("Grief after a loss.", "grief after a loss"),
        ("PHQ-9 was high", "PHQ-9 was high"),
        ("I cannot sleep", "I cannot sleep"),
        ("A wish to stop", "a wish to stop"),
        (" quarrels ", "quarrels"),
        ("Ängste", "ängste"),
        ("X", "X"),
    ],
)
def test_a_phrase_fits_into_its_sentence(
    record: Store, heron: ClientId, written: str, in_the_sentence: str
) -> None:
    """No full stop in the middle, no capital but where it belongs."""
    change(record, heron, reason=written)
    assert said(record, heron, Fact.REASON) == f"The reason was {in_the_sentence}."


def test_medication_is_told_as_it_was_written(record: Store, heron: ClientId) -> None:
    """Names of medicines keep their capitals."""
    change(record, heron, medication="Sertraline 50 mg.")
    assert said(record, heron, Fact.MEDICATION) == "Told of Sertraline 50 mg."


@pytest.mark.parametrize(
    ("texts", "listed"),
    [
        (["Sleep through the night."], "sleep through the night"),
        (["Sleep", "Say no"], "sleep; and say no"),
        (["Sleep", "Say no", "Rest"], "sleep; say no; and rest"),
    ],
)
def test_the_focus_lists_what_is_worked_towards(
    record: Store, heron: ClientId, texts: list[str], listed: str
) -> None:
    """All goals in their order; one that was reached is no longer worked towards."""
    reached = agree(record, heron, "Drive again")
    record.run(goals.reach, reached, factory.DAY, factory.AT)
    assert said(record, heron, Fact.FOCUS) is None
    for text in texts:
        agree(record, heron, text)
    assert said(record, heron, Fact.FOCUS) == f"We work towards: {listed}."


def test_a_change_has_two_ends_on_one_questionnaire(record: Store, heron: ClientId) -> None:
    """The first and the last total of the form that was filled in last; one total is no change."""
    measured(record, heron, 17, taken_on=date(2025, 9, 2))
    assert said(record, heron, Fact.MEASURE_CHANGE) is None
    measured(record, heron, 14, taken_on=date(2025, 10, 7))
    measured(record, heron, 9, taken_on=date(2025, 11, 4))
    offer = fact(record, heron, Fact.MEASURE_CHANGE)
    assert offer.sentence is not None
    assert offer.sentence.text == "PHQ-9: 17 (2 September 2025), 9 (4 November 2025)."
    assert offer.detail == "PHQ-9: 17, 14, 9"
    measured(record, heron, 5, measure_id="gad7", name="GAD-7", taken_on=date(2025, 11, 18))
    assert said(record, heron, Fact.MEASURE_CHANGE) is None


def test_the_risk_is_what_was_said_when_it_was_last_asked(record: Store, heron: ClientId) -> None:
    """Sessions in which it was not asked, or that were not held, say nothing about it."""
    hold(record, heron, 3, risk="Thoughts, no plan.")
    hold(record, heron, 2, risk="None reported.")
    hold(record, heron, 1)
    hold(record, heron, 0, risk="unknown", attendance=Attendance.MISSED)
    assert said(record, heron, Fact.RISK) == "Asked on 4 November 2025: none reported."
    assert fact(record, heron, Fact.RISK).detail == "session 2, 4 November 2025"


def test_attendance_counts_what_the_client_cancelled_or_missed(
    record: Store, heron: ClientId
) -> None:
    """What the therapist cancelled is not held against the client; before any session: nothing."""
    hold(record, heron, 5, 4, attendance=Attendance.CANCELLED_BY_CLIENT)
    assert said(record, heron, Fact.ATTENDANCE) is None
    hold(record, heron, 3, attendance=Attendance.CANCELLED_BY_THERAPIST)
    hold(record, heron, 2)
    assert said(record, heron, Fact.ATTENDANCE) == "Cancelled: two; missed: none."
    hold(record, heron, 1, attendance=Attendance.MISSED)
    assert said(record, heron, Fact.ATTENDANCE) == "Cancelled: two; missed: one."


def test_each_appointment_that_was_held_is_listed(record: Store, heron: ClientId) -> None:
    """The day and the time on the wall, in their order; one that did not take place is left out."""
    hold(record, heron, 2)
    assert said(record, heron, Fact.APPOINTMENTS) == "Held: 4 November 2025 at 13:00."
    hold(record, heron, 1)
    hold(record, heron, 0, attendance=Attendance.MISSED)
    both = "4 November 2025 at 13:00; and 11 November 2025 at 13:00"
    assert said(record, heron, Fact.APPOINTMENTS) == f"Held: {both}."
    assert fact(record, heron, Fact.APPOINTMENTS).detail == "2 appointments"


def test_the_day_of_birth_is_that_of_the_one_person(record: Store, heron: ClientId) -> None:
    """Of two people one could not tell whose it is, so nothing is offered."""
    assert said(record, heron, Fact.BORN) == "Born on 2 April 1985."
    two = (Person("Jonas Weber", date(1985, 4, 2)), Person("Ana Weber", date(1986, 1, 3)))
    change(record, heron, people=two)
    assert said(record, heron, Fact.BORN) is None


def test_the_rhythm_is_that_of_the_file(record: Store, heron: ClientId) -> None:
    """As it was written down, inside a sentence."""
    change(record, heron, rhythm="Weekly, Tuesdays 13:00.")
    assert said(record, heron, Fact.RHYTHM) == "As a rule: weekly, Tuesdays 13:00."


def test_the_setting_is_that_of_the_hours_held(record: Store, heron: ClientId) -> None:
    """Every way of meeting, the usual one first, and the usual length."""
    hold(record, heron, 5, 4)
    assert said(record, heron, Fact.SETTING) == "We meet in person for 50 minutes."
    hold(record, heron, 3, modality=Modality.VIDEO, minutes=80)
    hold(record, heron, 2, modality=Modality.PHONE, attendance=Attendance.MISSED)
    assert said(record, heron, Fact.SETTING) == "We meet in person and by video for 50 minutes."


def test_goals_that_were_reached_are_listed_in_the_order_of_reaching(
    record: Store, heron: ClientId
) -> None:
    """One that is still ahead is not among them."""
    sleep, drive = agree(record, heron, "Sleep"), agree(record, heron, "Drive again.")
    agree(record, heron, "Rest")
    record.run(goals.reach, drive, date(2025, 10, 1), factory.AT)
    record.run(goals.reach, sleep, date(2025, 11, 1), factory.AT)
    assert said(record, heron, Fact.REACHED) == "Reached: drive again; and sleep."
    assert fact(record, heron, Fact.REACHED).detail == "goals, 1 November 2025"


def test_the_latest_questionnaire_stands_alone(record: Store, heron: ClientId) -> None:
    """One total is enough, and it is the last one."""
    measured(record, heron, 17, taken_on=date(2025, 9, 2))
    measured(record, heron, 9, taken_on=date(2025, 11, 4))
    assert said(record, heron, Fact.MEASURE_NOW) == "PHQ-9: 9 (4 November 2025)."


def test_a_sentence_of_the_kind_is_offered_and_says_what_it_asks(
    record: Store, heron: ClientId
) -> None:
    """It comes after the facts of its part, as the template’s own, its places still empty."""
    phrases = (Phrase("back", "Coming back", "You can {how}."), Phrase("end", "End", "We end."))
    rule = next(iter(factory.letter_kind().rules))
    part = Part("a", offers=(rule,), phrases=phrases)
    kind = factory.letter_kind(parts=(part,), asks=("how",))
    _, back, end = record.run(offers.facts, heron, kind)
    assert (back.key, back.label, back.part) == ("back", "Coming back", "a")
    assert (back.detail, end.detail) == ("you fill in: how", offers.AS_IT_STANDS)
    assert back.sentence is not None
    assert back.sentence.text == "You can {how}."
    assert back.sentence.source.origin is Origin.TEMPLATE
    taken = letters.take((), kind, back)
    assert letters.includes(taken, back)
    assert letters.leave_out(taken, back) == ()


def test_a_fact_names_its_source(record: Store, heron: ClientId) -> None:
    """A sentence carries where it came from and of which day it speaks."""
    hold(record, heron, 1)
    sentence = fact(record, heron, Fact.DATES_SEEN).sentence
    assert sentence is not None
    assert (sentence.source.origin, sentence.source.record_id) == (Origin.RECORD, "dates_seen")
    assert sentence.source.on == factory.weeks_ago(1).date()
    assert sentence.source.label == "dates_seen: 1 session since 11 November 2025"


_OF_FILE = {Fact.REASON, Fact.MEDICATION, Fact.BORN, Fact.RHYTHM}
_OF_RESULTS = {Fact.MEASURE_CHANGE, Fact.MEASURE_NOW}
_OF_GOALS = {Fact.FOCUS, Fact.REACHED}
_OF_DIARY = {Fact.DATES_SEEN, Fact.RISK, Fact.ATTENDANCE, Fact.APPOINTMENTS, Fact.SETTING}


def whole(record: Store, client: ClientId) -> None:
    """Give every fact something to say."""
    change(record, client, reason="Grief", medication="none", rhythm="Weekly")
    record.run(goals.reach, agree(record, client, "Drive"), factory.DAY, factory.AT)
    hold(record, client, 3, 2, risk="none reported")
    agree(record, client, "Sleep")
    measured(record, client, 17)
    measured(record, client, 9)


@pytest.mark.parametrize(
    ("damage", "silenced"),
    [
        ("UPDATE client SET reason = 'x'", _OF_FILE),
        ("UPDATE person SET name = 'x'", _OF_FILE),
        ("UPDATE goal SET words = 'x'", _OF_GOALS),
        ("UPDATE goal SET reached_on = NULL, number = 2", _OF_GOALS),
        (
            "UPDATE measure_result SET total = 3 WHERE row = 2",
            {Fact.MEASURE_CHANGE, Fact.MEASURE_NOW},
        ),
        (
            "UPDATE session SET starts_at = '2001-01-01T10:00' WHERE row = 1",
            _OF_DIARY,
        ),
        (
            "UPDATE session SET attendance = 'missed' WHERE row = 1",
            _OF_DIARY,
        ),
    ],
)
def test_a_fact_that_rests_on_a_damaged_row_is_not_offered(
    record: Store, heron: ClientId, damage: str, silenced: set[Fact]
) -> None:
    """Not even its numbers: it says that it cannot be read, and the others are as they were."""
    whole(record, heron)
    assert all(said(record, heron, which) for which in Fact)
    factory.meddle(record, damage)
    for which in Fact:
        offer = fact(record, heron, which)
        assert (offer.sentence is None) is (which in silenced)
        assert (offer.detail == offers.UNREADABLE) is (which in silenced)


# --- passages ------------------------------------------------------------------------------------


def test_passages_come_from_signed_notes_latest_first(record: Store, heron: ClientId) -> None:
    """Each section that has words, on one line, with the session and label it comes from."""
    for weeks in (2, 1):
        hour = factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks))
        texts = {"data": f"Week {weeks}.\n\nHe   slept.", "plan": " ", "risk": "asked"}
        factory.sign_note(record, hour, texts)
    found = passages(record, heron)
    assert [(offer.label, offer.sentence.text if offer.sentence else "") for offer in found] == [
        ("session 2, Data", "Week 1. He slept."),
        ("session 2, Risk", "asked"),
        ("session 1, Data", "Week 2. He slept."),
        ("session 1, Risk", "asked"),
    ]
    first = found[0]
    assert (first.part, first.detail) == ("work", "11 November 2025")
    assert first.sentence is not None
    assert first.sentence.source.record_id == first.key
    assert len({offer.key for offer in found}) == 4


def test_a_passage_is_offered_without_its_marks(record: Store, heron: ClientId) -> None:
    """A letter is plain words: neither headings nor bullets nor stars come along."""
    text = "## Sleep\n\n- **Six** hours\n- some *rest*\n\n1. one walk"
    factory.sign_note(record, factory.add_session(record, heron), {"data": text})
    (offer,) = passages(record, heron)
    assert offer.sentence
    assert offer.sentence.text == "Sleep Six hours some rest one walk"


def test_nothing_of_a_draft_is_offered(record: Store, heron: ClientId) -> None:
    """What is not signed may still change, and is nobody's word yet."""
    factory.write_note(record, factory.add_session(record, heron), {"plan": "a draft"})
    assert passages(record, heron) == ()


def test_nothing_of_a_note_entered_in_error_is_offered(record: Store, heron: ClientId) -> None:
    """What does not stand is not quoted."""
    note = factory.sign_note(record, factory.add_session(record, heron))

    def enter(db: Any) -> None:
        db.get_one(NoteRow, note.id).state = NoteState.IN_ERROR

    record.run(enter)
    assert passages(record, heron) == ()


def test_nothing_of_a_reflection_is_offered(record: Store, private: Store, heron: ClientId) -> None:
    """What the therapist keeps for themselves is in no offer of any kind."""
    hour = factory.add_session(record, heron)
    factory.sign_note(record, hour, {"plan": "a plan"})
    thought = factory.reflection(hour, heron, "trust_safety", free="canary", next_time="canary")
    private.run(reflections.save, thought, factory.AT)
    facts = record.run(offers.facts, heron, factory.letter_kind())
    assert "canary" not in repr((facts, passages(record, heron)))
    assert "a word on" not in repr((facts, passages(record, heron)))


def test_nothing_of_another_client_is_offered(record: Store, heron: ClientId) -> None:
    """A letter is about one client."""
    wren = factory.add_client(record, "Wren")
    factory.sign_note(record, factory.add_session(record, wren))
    assert passages(record, heron) == ()


def test_a_passage_of_an_amended_note_says_so(record: Store, heron: ClientId) -> None:
    """Before a sentence is quoted that was corrected later, the therapist is told."""
    note = factory.sign_note(record, factory.add_session(record, heron))
    arguments = ("wrong day", "It was Monday.", factory.AT)
    record.run(notes.add_to, note.id, AddendumKind.ADDENDUM, *arguments)
    assert "amended" not in passages(record, heron)[0].detail
    record.run(notes.add_to, note.id, AddendumKind.AMENDMENT, *arguments)
    assert passages(record, heron)[0].detail == "18 November 2025, amended since"


def test_a_note_on_a_session_that_was_not_held_is_named_by_its_day(
    record: Store, heron: ClientId
) -> None:
    """A note on a missed hour has no number to be called by."""
    hour = factory.add_session(record, heron, attendance=Attendance.MISSED)
    factory.sign_note(record, hour, {"plan": "call him"})
    assert passages(record, heron)[0].label == "18 November 2025, Plan"


def test_a_kind_without_passages_offers_none(record: Store, heron: ClientId) -> None:
    """Only where a letter has a place for them."""
    factory.sign_note(record, factory.add_session(record, heron))
    kind = factory.letter_kind(parts=(Part("a", "Thank you."),))
    assert record.run(offers.passages, heron, kind) == ()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE note_section SET body = 'never said' WHERE key = 'plan' AND note_id = ?",
        "UPDATE note_section SET label = 'x' WHERE key = 'data' AND note_id = ?",
        "DELETE FROM note_section WHERE key = 'data' AND note_id = ?",
        "UPDATE note SET signed_by = 'x' WHERE id = ?",
    ],
)
def test_nothing_of_a_damaged_note_is_offered(record: Store, heron: ClientId, damage: str) -> None:
    """Not even its intact sections; other notes are offered as before."""
    hurt, fine = (
        factory.sign_note(
            record,
            factory.add_session(record, heron, starts_at=factory.weeks_ago(weeks)),
            {"data": f"words {weeks}", "plan": "more"},
        )
        for weeks in (2, 1)
    )
    factory.meddle(record, damage, hurt.id)
    assert {offer.key.partition("/")[0] for offer in passages(record, heron)} == {fine.id}


def test_a_passage_of_a_damaged_session_is_not_named_after_it(
    record: Store, heron: ClientId
) -> None:
    """The number and day of a session that someone touched are not put under a quotation."""
    factory.sign_note(record, factory.add_session(record, heron))
    factory.meddle(record, "UPDATE session SET starts_at = '2001-01-01T10:00'")
    (offer,) = passages(record, heron)
    assert (offer.label, offer.detail) == ("18 November 2025, Plan", "18 November 2025")


@pytest.mark.parametrize("gap", [{"total": None}, {"answers": (*[1] * 8, None)}])
def test_what_is_guessed_or_missing_is_not_told(
    record: Store, heron: ClientId, gap: dict[str, object]
) -> None:
    """A form without a total, or with an estimated one, is passed over in a letter."""
    for day, total, told in ((1, 15, {}), (8, 11, {}), (15, 9, gap)):
        taken: dict[str, Any] = {"total": total, "taken_on": date(2025, 11, day), **told}
        record.run(measures.add, factory.result(heron, **taken), None, factory.AT)
    assert said(record, heron, Fact.MEASURE_CHANGE) == (
        "PHQ-9: 15 (1 November 2025), 11 (8 November 2025)."
    )


def test_words_about_somebody_else_are_not_offered(record: Store, heron: ClientId) -> None:
    """A letter cannot draw on what is marked; a section that says nothing else is not offered."""
    hour = factory.add_session(record, heron)
    texts = {"data": "He spoke of ⟦her sister⟧ his work.", "plan": "⟦Her sister drinks.⟧"}
    factory.sign_note(record, hour, texts)
    offered = [offer.sentence.text for offer in passages(record, heron) if offer.sentence]
    assert offered == ["He spoke of … his work."]

"""What a note worked towards is offered, chosen, and fixed by signing."""

import pytest
from sqlalchemy import text

import factory
from practicenotes import catalog
from practicenotes.domain import settings as known
from practicenotes.domain.notes import GoalLink, Note
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NoteSigned
from practicenotes.records import chains, goal_links, goals, notes, settings, signatures
from practicenotes.vault import Store


@pytest.fixture
def note(record: Store, hour: SessionId) -> Note:
    """Give a draft with a word in it."""
    begun = record.run(notes.begin, hour, catalog.note_template("dap"), factory.AT)
    record.run(notes.save, begun.id, {"data": "He came."}, factory.AT)
    return record.run(notes.get, begun.id)


@pytest.fixture
def plan(record: Store, heron: ClientId) -> Note:
    """Give a treatment plan with two objectives."""
    form = catalog.note_template("treatment_plan")
    begun = record.run(notes.begin_another, heron, None, form, factory.AT)
    texts = {"goal": "Sleep better", "objectives": "- Sleep six hours\n- Ask once a week"}
    record.run(notes.save, begun.id, texts, factory.AT)
    return begun


def test_goals_and_the_lines_of_the_plan_are_offered(
    record: Store, heron: ClientId, plan: Note
) -> None:
    """Goals of the file come first, then what the plan says, each once; what is reached is over."""
    goal = record.run(goals.add, heron, "Sleep better", factory.DAY, factory.AT)
    done = record.run(goals.add, heron, "Go out", factory.DAY, factory.AT)
    record.run(goals.reach, done, factory.DAY, factory.AT)

    assert record.run(goal_links.offered, heron) == (
        GoalLink("Sleep better", goal_id=goal),
        GoalLink("Sleep six hours", plan_id=plan.id),
        GoalLink("Ask once a week", plan_id=plan.id),
    )


def test_without_goals_nothing_is_offered(record: Store, heron: ClientId) -> None:
    """A file without a goal or a plan offers nothing."""
    assert record.run(goal_links.offered, heron) == ()


def test_the_newest_plan_counts(record: Store, heron: ClientId, plan: Note) -> None:
    """A later plan takes the place of the one before; an empty one does not."""
    form = catalog.note_template("treatment_plan")
    later = record.run(notes.begin_another, heron, None, form, factory.AT)
    assert [link.plan_id for link in record.run(goal_links.offered, heron)] == [plan.id] * 3

    record.run(notes.save, later.id, {"objectives": "Walk"}, factory.AT)

    assert record.run(goal_links.offered, heron) == (GoalLink("Walk", plan_id=later.id),)


def test_links_are_chosen_and_taken_back(record: Store, heron: ClientId, note: Note, plan) -> None:
    """A draft is linked to exactly what was chosen last, and stands so in every reading of it."""
    first, second, _ = record.run(goal_links.offered, heron)
    assert record.run(goal_links.choose, note.id, (first, second), factory.AT).goals == (
        first,
        second,
    )

    assert record.run(goal_links.choose, note.id, (second,), factory.AT).goals == (second,)
    assert record.run(notes.get, note.id).goals == (second,)


def test_a_link_keeps_its_words(record: Store, heron: ClientId, note: Note) -> None:
    """A goal that is put into other words, or taken out, leaves the note as it was."""
    goal = record.run(goals.add, heron, "Sleep better", factory.DAY, factory.AT)
    record.run(goal_links.choose, note.id, record.run(goal_links.offered, heron), factory.AT)
    record.run(goals.change, goal, "Rest", factory.AT)
    record.run(goals.remove, goal, factory.AT)

    assert [link.words for link in record.run(notes.get, note.id).goals] == ["Sleep better"]


def test_a_signed_note_keeps_its_links(record: Store, note: Note) -> None:
    """Signing fixes what the note was linked to."""
    link = GoalLink("Sleep better")
    record.run(goal_links.choose, note.id, (link,), factory.AT)
    record.run(notes.sign, note.id, factory.AT)

    with pytest.raises(NoteSigned):
        record.run(goal_links.choose, note.id, (), factory.AT)

    signed = record.run(notes.get, note.id)
    assert (signed.goals, signed.damaged) == ((link,), False)


def test_a_link_that_is_damaged_is_not_shown(record: Store, note: Note) -> None:
    """Words that were changed from outside stand beside no note; the note itself is whole."""
    record.run(goal_links.choose, note.id, (GoalLink("Sleep better"),), factory.AT)
    record.run(lambda db: db.execute(text("UPDATE goal_link SET words = 'forged'")))

    found = record.run(notes.get, note.id)

    assert (found.goals, found.damaged) == ((), False)


@pytest.mark.parametrize(
    "forged",
    ["UPDATE goal_link SET words = 'forged'", "DELETE FROM goal_link"],
)
def test_what_a_signed_note_worked_towards_cannot_change_unseen(
    record: Store, note: Note, heron: ClientId, forged: str
) -> None:
    """Changed or taken away from outside, it breaks the signature and the chain."""
    record.run(goal_links.choose, note.id, (GoalLink("Sleep better"),), factory.AT)
    record.run(notes.sign, note.id, factory.AT)
    assert record.run(chains.is_unbroken, heron)

    record.run(lambda db: db.execute(text(forged)))
    assert record.run(notes.get, note.id).damaged
    assert not record.run(chains.is_unbroken, heron)


def test_a_withdrawn_signature_covers_the_goals_of_its_time(
    record: Store, note: Note, heron: ClientId
) -> None:
    """Another goal is chosen after the signature was withdrawn; both signatures hold."""
    record.run(settings.put, known.WITHDRAW_HOURS, 24)
    record.run(goal_links.choose, note.id, (GoalLink("Sleep better"),), factory.AT)
    record.run(notes.sign, note.id, factory.AT)
    record.run(signatures.withdraw, note.id, "the wrong goal", factory.AT)
    record.run(goal_links.choose, note.id, (GoalLink("Walk"),), factory.AT)
    assert record.run(chains.is_unbroken, heron)

    record.run(notes.sign, note.id, factory.AT)
    assert record.run(chains.is_unbroken, heron)
    assert record.run(chains.of_practice).signatures == 2


def test_only_notes_of_a_plan_are_read_for_its_lines(
    record: Store, heron: ClientId, note: Note, plan: Note
) -> None:
    """A plan that was entered in error, or is damaged, offers nothing."""
    assert len(record.run(goal_links.offered, heron)) == 3

    changed = text("UPDATE note_section SET body = 'forged' WHERE \"key\" = 'objectives'")
    record.run(lambda db: db.execute(changed))

    assert record.run(goal_links.offered, heron) == ()

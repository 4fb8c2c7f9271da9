"""The private side answers yes or no for a run of words, whichever table it stands in."""

import factory
from practicenotes.domain import phrases as rules
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Reflection
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections import episodes, phrases, reflections
from practicenotes.reflections.schema import ReflectionRevisionRow
from practicenotes.vault import Store, rows


CLIENT, SESSION = ClientId("c" * 32), SessionId("5" * 32)


def test_a_run_is_found_in_any_field_and_table(private: Store) -> None:
    """What I noticed, what I wrote freely, and what the client said in a moment of strain."""
    written = Reflection(SESSION, CLIENT, free="I felt pulled to rescue him, again!")
    private.run(reflections.save, written, factory.AT)
    said = "It is fine, really; you need not worry about me."
    private.run(episodes.add, factory.episode(CLIENT, SESSION, client_words=said), factory.AT)

    asked = (*rules.runs("i felt PULLED to rescue him"), *rules.runs("you need not worry about me"))
    assert private.run(phrases.stand, asked) == (True, True)


def test_what_stands_nowhere_is_answered_with_no(private: Store) -> None:
    """Each run has its own answer, and an answer is a yes or a no and nothing else."""
    private.run(
        reflections.save,
        Reflection(SESSION, CLIENT, free="I felt pulled to rescue him, again!"),
        factory.AT,
    )
    asked = ("we have met ten times since", "i felt pulled to rescue him")
    answer = private.run(phrases.stand, asked)
    assert answer == (False, True)
    assert all(isinstance(each, bool) for each in answer)


def test_the_labels_of_a_former_wording_are_nobodys_words(private: Store) -> None:
    """What was written is found there, and the words of the form above it are not."""
    label = "What did I feel pulled to do"
    row = ReflectionRevisionRow(
        session_id=SESSION,
        client_id=CLIENT,
        number=1,
        kept_at=factory.AT,
        passages=[["free", label, "I felt pulled to rescue him, again!"]],
    )
    private.run(lambda db: rows.keep(db, row))

    asked = (*rules.runs(label)[:1], *rules.runs("i felt pulled to rescue him"))
    assert private.run(phrases.stand, asked) == (False, True)


def test_an_empty_private_side_knows_nothing(private: Store) -> None:
    """No row, no yes."""
    assert private.run(phrases.stand, ("we have met ten times since",)) == (False,)

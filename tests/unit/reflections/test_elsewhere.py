"""Private words that were saved elsewhere come back into their places, or beside them."""

from dataclasses import replace
from datetime import date
from typing import Any

from factory import AT, later
from practicenotes.domain.elsewhere import Came
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, PrivateSection, Reflection
from practicenotes.domain.reflections.endings import Ending
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.domain.reflections.questions import Question, QuestionKind
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.reflections.supervision_items import SupervisionItem, SupervisionItemId
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.records import elsewhere as record_elsewhere
from practicenotes.reflections import (
    elsewhere,
    endings,
    learnings,
    memory,
    questions,
    reflections,
    second_looks,
    supervision,
    unfinished,
)
from practicenotes.vault import Store


THEN = later(minutes=1)


def reflection(session_id: SessionId, client_id: ClientId) -> Reflection:
    entry = FacetEntry("trust_safety", "He looked away.", answer=Answer.RATED, rating=2)
    section = PrivateSection("free", 1, "aside", "Aside", "Only for you", "A dream.")
    return Reflection(
        session_id, client_id, (entry,), free="I was tired with him.", sections=(section,)
    )


def flagged(private: Store, client_id: ClientId, session_id: SessionId) -> SupervisionItem:
    item = SupervisionItem(SupervisionItemId(""), client_id, session_id, "He left.", "Why?")
    return private.run(supervision.get, private.run(supervision.flag, item, AT))


def test_every_kind_of_private_thing_comes_back(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Each stands where it was written, down to the facet and the question."""
    item = replace(
        flagged(private, heron, hours[0]),
        said="Wait.",
        sentences=(Sentence("He left.", "They left.", True),),
    )
    question = Question(hours[1], QuestionKind.DIP, now=2.0, was=7.5)
    whole = reflection(hours[0], heron)
    sheet = Unfinished(Mark("moment", (heron,)), {"words": "Not now."})
    writes: list[Any] = [
        (reflections.save, (whole, THEN)),
        (memory.come_back, (hours[2], heron, "The coat.", THEN)),
        (supervision.save, (item, THEN)),
        (learnings.save, (Learning(date(2025, 11, 17), "Wait.", (heron,)), THEN)),
        (second_looks.save, (SecondLook(hours[3], heron, words="Again."), THEN)),
        (endings.save, (Ending(heron, turning_points="The spring."), THEN)),
        (questions.answer, (heron, question, "He was ill.", THEN)),
        (unfinished.keep, (sheet, THEN)),
    ]

    returned = private.run(elsewhere.bring_back, elsewhere.pack(writes), later(hours=1))

    assert [each.came for each in returned] == [Came.BACK] * 8
    found = private.run(reflections.get, hours[0], heron)
    assert replace(found, saved_at=None) == whole
    assert private.run(memory.of_session, hours[2], heron).came_back == "The coat."
    assert private.run(supervision.get, item.id).sentences == item.sentences
    assert private.run(learnings.of_week, date(2025, 11, 17)).clients == (heron,)
    assert private.run(second_looks.get, hours[3], heron).words == "Again."
    assert private.run(endings.of_client, heron).turning_points == "The spring."
    assert private.run(unfinished.find, sheet.mark) is not None
    assert returned[0].lines == (
        ("", "I was tired with him."),
        ("", "He looked away."),
        ("Aside", "A dream."),
    )


def test_each_is_left_alone_where_its_place_changed(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """What was written later stays, and the words are given back beside it."""
    question = Question(hours[1], QuestionKind.FACET, "trust_safety")
    item = flagged(private, heron, hours[0])
    sheet = Unfinished(Mark("moment", (heron,)), {"words": "Not now."})

    def writes(words: str, at: Any) -> list[Any]:
        return [
            (reflections.save, (Reflection(hours[0], heron, free=words), at)),
            (memory.come_back, (hours[2], heron, words, at)),
            (supervision.save, (replace(item, said=words), at)),
            (learnings.save, (Learning(date(2025, 11, 17), words), at)),
            (second_looks.save, (SecondLook(hours[3], heron, words=words), at)),
            (endings.save, (Ending(heron, turning_points=words), at)),
            (questions.answer, (heron, question, words, at)),
            (unfinished.keep, (replace(sheet, words={"words": words}), at)),
        ]

    packed = elsewhere.pack(writes("before", THEN))
    for operation, arguments in writes("after", later(minutes=2)):
        private.run(operation, *arguments)

    beside = private.run(elsewhere.bring_back, packed, later(hours=1))
    there = elsewhere.pack(writes("after", THEN))
    known = private.run(elsewhere.bring_back, there, later(hours=2))

    assert {each.came for each in beside} == {Came.BESIDE}
    assert private.run(reflections.get, hours[0], heron).free == "after"
    assert {each.came for each in known} == {Came.THERE}


def test_nothing_private_is_packed_with_the_record() -> None:
    """The record knows no operation of this side."""
    assert elsewhere.knows(reflections.save)
    assert not record_elsewhere.knows(reflections.save)

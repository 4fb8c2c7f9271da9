"""A record that is handed over in any selection holds what was chosen, and no private word."""

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from test_every_paper import holds, within
from test_wall import CANARY, _written, client_id, session_id  # noqa: F401 - they write canaries

import factory
from practicenotes import catalog
from practicenotes.documents import record as record_paper
from practicenotes.documents import request_pack
from practicenotes.domain import record_paper as rules
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import USUAL, Choice, Part, RecordPaper
from practicenotes.domain.record_requests import Omission, RecordRequest, RequestId
from practicenotes.domain.redaction import EVERYWHERE, Removal, RemovalId, RemovalReason
from practicenotes.exchange import paper_file
from practicenotes.records import notes, record_papers, signatures
from practicenotes.ui.printing.pages import Pages
from practicenotes.vault import Store


NOTES = 12
PASSWORD = "seven quiet herons"
SEALED = 25  # releases: then one is sealed, which takes long on purpose


def word(number: int) -> str:
    """Return the word that stands in one note and nowhere else."""
    return f"quillwort{number}x"


@dataclass
class Course:
    """A record of some length, and in which note each word stands."""

    paper: RecordPaper
    marks: dict[NoteId, str]


@pytest.fixture
def course(record: Store, client_id: ClientId) -> Course:  # noqa: F811
    """Give a year of notes, of which every fourth is a draft."""
    marks = {}
    for number in range(NOTES):
        held = factory.add_session(
            record, client_id, starts_at=factory.weeks_ago(4 * number), risk="none"
        )
        note = record.run(notes.begin, held, catalog.note_template("dap"), factory.AT)
        marks[note.id] = word(number)
        record.run(notes.save, note.id, {"data": f"He spoke of {word(number)}."}, factory.AT)
        if number % 4:
            record.run(signatures.sign, note.id, factory.AT)
    return Course(record.run(record_papers.gather, client_id), marks)


def any_choice(course: Course, chance: random.Random) -> tuple[Choice, tuple[Removal, ...]]:
    """Return any selection that the page offers, and words that are to be missing."""
    keys = [item.key for item in rules.items(course.paper)]
    days = [factory.HELD_AT.date() - timedelta(weeks=chance.randint(0, 60)) for _ in range(2)]
    some = frozenset(part for part in USUAL if chance.random() < 0.7)
    choice = Choice(
        parts=some | {Part.NOTES} if chance.random() < 0.8 else some | {Part.CLIENT},
        since=min(days) if chance.random() < 0.3 else None,
        until=max(days) if chance.random() < 0.3 else None,
        drafts=chance.random() < 0.5,
        addenda=chance.random() < 0.5,
        in_error=chance.random() < 0.5,
        third_party=chance.random() < 0.5,
        reasons=chance.random() < 0.5,
        left_out=frozenset(chance.sample(keys, chance.randint(0, len(keys) // 2))),
    )
    gone = chance.sample(sorted(course.marks.values()), chance.randint(0, 3))
    return choice, tuple(
        Removal(RemovalId(each), EVERYWHERE, "", 0, each, chance.choice(list(RemovalReason)))
        for each in gone
    )


def wanted(course: Course, choice: Choice, removals: tuple[Removal, ...]) -> set[str]:
    """Return the words that the paper has to hold; of all others it may hold none."""
    there = {note.id for note in rules.chosen(course.paper, choice).whole.notes}
    gone = {each.words for each in removals}
    said = {mark for note_id, mark in course.marks.items() if note_id in there}
    return said - gone if Part.NOTES in choice.parts else set()


def drawn(paper: RecordPaper, choice: Choice, chance: random.Random) -> bytes:
    """Draw it as the page does: on its own, or as the answer to a request."""
    today = factory.DAY
    if chance.random() < 0.5:
        return record_paper.draw_telling(paper, choice, today).data
    left_out = tuple((key, chance.choice(list(Omission)[:-1])) for key in sorted(choice.left_out))
    asked = RecordRequest(
        *(RequestId(""), paper.whole.client.id, "the client", today),
        choice=choice,
        left_out=left_out,
    )
    return request_pack.draw_telling(asked, paper, today).data


def read(data: bytes) -> list[str]:
    """Return what the preview shows, page by page."""
    with closing(Pages(data)) as pages:
        return ["".join(pages.text(number).split()) for number in range(len(pages))]


@pytest.mark.release(61)
def test_any_release_holds_what_was_chosen_and_no_private_word(
    course: Course, tmp_path: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """What is saved has the pages of the preview, each note that was chosen, and no other."""
    chance, count, pages = random.Random(61), (1_000 if harder else 10), 0
    private, wrong = 0, []
    for number in range(count):
        choice, removals = any_choice(course, chance)
        data = drawn(replace(course.paper, removals=removals), choice, chance)
        seen, saved = read(data), tmp_path / f"{number}.pdf"
        paper_file.write(saved, data)
        assert read(saved.read_bytes()) == seen
        pages += len(seen)
        inside = within(data).lower()
        private += CANARY in "".join(seen) or any(
            CANARY.encode(code) in inside for code in ("utf-8", "utf-16-be", "utf-16-le")
        )
        said = {mark for mark in course.marks.values() if mark in "".join(seen)}
        if said != wanted(course, choice, removals):
            wrong.append((choice, removals, said))
        if number % SEALED == 0:
            paper_file.write(saved.with_suffix(".sealed.pdf"), data, PASSWORD)
            sealed = saved.with_suffix(".sealed.pdf").read_bytes()
            assert not holds(sealed, CANARY, PASSWORD)
            assert all(mark.encode() not in sealed for mark in course.marks.values())
        saved.unlink()
    tried(f"{count:,} releases, {pages:,} pages: {private} private, {len(wrong)} not as chosen")
    assert (private, wrong) == (0, [])

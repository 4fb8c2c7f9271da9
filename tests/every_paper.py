"""Every paper that the program draws, each from what a record holds, as the pages draw it."""

import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module

from practicenotes import catalog, documents
from practicenotes.documents import (
    card,
    contacts,
    disposal,
    executor,
    handout,
    letter,
    measure_form,
    measure_sheet,
    note,
    recovery,
    request_pack,
    safe_harbour,
)
from practicenotes.documents import record as whole_record
from practicenotes.domain import course, times
from practicenotes.domain import letters as rules
from practicenotes.domain.disposal import Disposal
from practicenotes.domain.encryption import Encryption
from practicenotes.domain.letters import Letter
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, Part
from practicenotes.domain.record_requests import RecordRequest, RequestId
from practicenotes.records import (
    clients,
    letterheads,
    letters,
    measures,
    note_papers,
    notes,
    offers,
    practice,
    record_papers,
    record_requests,
)
from practicenotes.records import executor as reading
from practicenotes.vault import Store


AT = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)
KEY = ("7QM4", "X0TB", "9HKD", "2WVE", "R3NA", "6ZPC", "84GJ", "YF1S", "D5M8")
HOME = documents.__name__
DRAWN_ELSEWHERE = {"supervision"}  # from what was released on the private side


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper: its name here, the module that drew it, its bytes, and words in their order."""

    name: str
    module: str
    data: bytes
    in_order: tuple[str, ...]


def modules() -> set[str]:
    """Return the modules that draw a paper."""
    found = pkgutil.iter_modules(documents.__path__)
    return {
        each.name
        for each in found
        if inspect.isfunction(getattr(import_module(f"{HOME}.{each.name}"), "draw", None))
    }


def every(record: Store, client_id: ClientId) -> Iterator[Drawn]:
    """Yield every paper about a client, and those about nobody."""
    who = record.run(practice.get)
    code_name = record.run(clients.get, client_id).code_name
    yield from _letters(record, client_id)
    yield from _notes(record, client_id)
    book, today = catalog.facet_book(), AT.date()
    for name in ("", code_name):
        drawn = card.draw(book.card_lines(), book.client_card, today, code_name=name)
        said = ("Date:", book.client_card.instruction.split()[0])
        yield Drawn(f"card {name}".strip(), "card", drawn, said)
    for measure in catalog.measures():
        if measure.prints:
            drawn = measure_form.draw(measure, who, today)
            said = (measure.name, measure.items[0].text, measure.items[-1].text)
            yield Drawn(f"form {measure.id}", "measure_form", drawn, said)
    record.run(
        measures.add,
        MeasureResult("", client_id, "phq9", "PHQ-9", today, 15),
        None,
        AT,
    )
    found = record.run(measures.of_client, client_id)
    results = course.of(catalog.measure("phq9"), [r for r in found if r.measure_id == "phq9"])
    drawn = measure_sheet.draw(results, code_name, who, today)
    yield Drawn("results", "measure_sheet", drawn, (results.measure.name, "18 November 2025"))
    yield from _records(record, client_id)
    yield Drawn(
        *("recovery sheet", "recovery", recovery.draw("Practice", KEY, today)),
        ("Recovery sheet", "When you need it", "Where to keep it"),
    )
    for part in (executor.WHOLE, executor.FIRST, executor.SECOND):
        drawn = executor.draw("Practice", KEY, today, part=part)
        said = ("Executor sheet", "Step by step", "What it opens, and what it does not")
        yield Drawn(f"executor sheet {part}", "executor", drawn, said)
    reached = record.run(reading.reached, AT)
    drawn = contacts.draw(reached, who, times.on_the_wall(AT))
    said = ("Contacts and appointments", code_name, "How to reach them", "Next appointments")
    yield Drawn("contacts", "contacts", drawn, said)
    known = Encryption("Practice", "1.0", 512, 3, 4, sheet_tried=True)
    said = ("How this practice is encrypted", "Where the keys are", "What you add")
    yield Drawn("encryption", "safe_harbour", safe_harbour.draw(known, today), said)


def _records(record: Store, client_id: ClientId) -> Iterator[Drawn]:
    """Yield the whole record, and the pack that answers a request for it."""
    today = AT.date()
    parts = (Part.CLIENT.value, Part.NOTES.value, Part.MEASURES.value)
    drawn = whole_record.draw(record.run(record_papers.gather, client_id), Choice(), today)
    yield Drawn("record", "record", drawn, ("Client record", "Contents", *parts))
    gone = Disposal("Heron", "notes on paper", today, "shredded", "seven years", "M. Lindqvist")
    certified = disposal.draw(gone, record.run(practice.get), today)
    yield Drawn("certificate", "disposal", certified, ("Certificate of disposal", "shredded"))
    asked = RecordRequest(RequestId(""), client_id, "the client", today)
    found = record.run(record_requests.gather, record.run(record_requests.add, asked, AT))
    pack = request_pack.draw(*found, today)
    yield Drawn("record request", "request_pack", pack, ("Record request", "the client", *parts))


def _letters(record: Store, client_id: ClientId) -> Iterator[Drawn]:
    """Yield every kind of letter with everything ticked: as a draft, and approved where it may."""
    head, who = record.run(letterheads.get), record.run(practice.get)
    for kind in catalog.letter_kinds():
        begun = record.run(letters.begin, client_id, kind, AT.date(), AT)
        taken = record.run(offers.facts, client_id, kind)
        taken += record.run(offers.passages, client_id, kind)
        for offer in taken:
            begun = replace(begun, paragraphs=rules.take(begun.paragraphs, kind, offer))
        agreed = rules.Consent(AT.date(), "in session", "dates and progress", has_read=True)
        begun = replace(begun, consent=agreed, recipient=begun.recipient or "Dr A. Brook")
        record.run(letters.save, begun, AT)
        pages = letter.draw(begun, who, letterhead=head, draft=True)
        yield Drawn(f"draft {kind.id}", "letter", pages, _order(begun))
        if not rules.unfilled(begun):
            large = letter.draw(begun, who, letterhead=head, draft=False, large=True)
            yield Drawn(f"large {kind.id}", "letter", large, _order(begun))
            final = letter.draw(begun, who, letterhead=head, draft=False)
            record.run(letters.approve, begun.id, final, AT)
            kept = record.run(letters.pages, begun.id)
            yield Drawn(f"approved {kind.id}", "letter", kept, _order(begun))


def _order(begun: Letter) -> tuple[str, ...]:
    said = (begun.recipient, begun.subject, *(p.text for p in begun.paragraphs), begun.closing)
    return tuple(words for words in said if words.strip() and "{" not in words)


def _notes(record: Store, client_id: ClientId) -> Iterator[Drawn]:
    """Yield every note, and a plan for the client to keep."""
    plan = catalog.note_template("staying_safe")
    begun = record.run(notes.begin_another, client_id, None, plan, AT)
    texts = {"signs": "I stop answering.", "numbers": "Night line, 555 0199"}
    record.run(notes.save, begun.id, texts, AT)
    for each in record.run(notes.of_client, client_id):
        paper = record.run(note_papers.gather, each.id)
        about = (paper.code_name, paper.session, paper.practitioner)
        said = tuple(section.label for section in paper.note.sections if section.text.strip())
        yield Drawn(f"note {each.template_id}", "note", note.draw(paper.note, *about), said)
    paper = record.run(note_papers.gather, begun.id)
    drawn = handout.draw(paper.note, paper.form, paper.practitioner, paper.edition)
    yield Drawn("plan", "handout", drawn, tuple(texts.values()))

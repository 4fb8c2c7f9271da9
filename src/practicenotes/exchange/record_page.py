"""One client's record as a page to read or print: HTML that needs nothing but a browser."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from practicenotes.domain import attachments, letters, times
from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.cards import ClientCard
from practicenotes.domain.letters import Letter, Origin, Source
from practicenotes.domain.measures import Acknowledged
from practicenotes.domain.notes import Addendum, Note
from practicenotes.domain.people import Client, Person, Practitioner
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.domain.whole import WholeRecord
from practicenotes.exchange import hypertext


_LEFT_OUT = (
    "This is the clinical record of one client. It does not hold earlier versions of what is "
    "written here, the list of who opened or changed what, or anything that is not part of the "
    "clinical record."
)
_NO_LINKS: Mapping[AttachmentId, str] = {}
_NOTHING = "Nothing is recorded here."
_ORIGINS = {
    Origin.TEMPLATE: "always in this kind of letter",
    Origin.RECORD: "the record",
    Origin.YOURS: "written for this letter",
}


def page(whole: WholeRecord, links: Mapping[AttachmentId, str] = _NO_LINKS) -> bytes:
    """Return the whole record as UTF-8 HTML; what is damaged is named and left out.

    `links` says where each file lies, as seen from this page.
    """
    name = "Client" if whole.client.damaged else whole.client.code_name
    sections = [(f"part-{number}", *part) for number, part in enumerate(_sections(whole, links), 1)]
    body = [
        "<header>",
        hypertext.heading(1, name),
        hypertext.paragraph(_LEFT_OUT),
        hypertext.facts(_practitioner(whole.practitioner)),
        "</header>",
        hypertext.contents((anchor, title) for anchor, title, _ in sections),
        "<main>",
    ]
    for anchor, title, said in sections:
        parts = [part for part in said if part] or [hypertext.paragraph(_NOTHING)]
        body += [f'<section id="{anchor}">', hypertext.heading(2, title), *parts, "</section>"]
    return hypertext.document(f"{name}, record", [*body, "</main>"]).encode()


def _sections(
    whole: WholeRecord, links: Mapping[AttachmentId, str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the title of each section and the pieces that stand in it."""
    known = {session.id for session in whole.sessions if not session.damaged}
    notes: dict[SessionId | None, list[Note]] = {None: []}
    for note in whole.notes:
        at = note.session_id if note.session_id in known and not note.damaged else None
        notes.setdefault(at, []).append(note)
    yield "Client", list(_client(whole.client))
    yield "Goals", _goals(whole)
    yield "Sessions and their notes", list(_sessions(whole, notes))
    yield "Notes of no session", [part for note in notes[None] for part in _note(note, 3)]
    yield "The frame", _frame(whole)
    yield "Questionnaires", _measures(whole)
    yield "Client cards", [part for card in whole.cards for part in _card(card)]
    yield "Letters", [part for letter in whole.letters for part in _letter(letter)]
    files = ((each, links.get(each.id, "")) for each in whole.attachments)
    yield "Files", [part for each, link in files for part in _attachment(each, link)]


def _practitioner(them: Practitioner) -> Iterator[tuple[str, str]]:
    if them.damaged:
        yield "Kept by", "The name and address are damaged and were left out."
        return
    yield "Kept by", them.name
    yield "Profession", them.profession
    yield "Registration", them.registration
    yield "Address", "\n".join(them.address)
    yield "Telephone", them.phone
    yield "E-mail", them.email


def _client(client: Client) -> Iterator[str]:
    if client.damaged:
        yield _damaged("file", client.id)
        return
    yield hypertext.facts(
        [
            ("Code name", client.code_name),
            ("File", client.id),
            ("Kind", client.kind.value),
            ("Status", client.status.value),
            ("Since", _day(client.since)),
            ("Reason for coming", client.reason),
            ("Rhythm", client.rhythm),
            ("Pronoun", client.pronoun),
            ("Referred by", client.referrer),
            ("Address of the referrer", client.referrer_address),
            ("Medication", client.medication),
            ("Consent", client.consent),
        ]
    )
    for person in client.people:
        yield hypertext.heading(3, person.name)
        yield hypertext.facts(_person(person))


def _person(person: Person) -> Iterator[tuple[str, str]]:
    yield "Part", person.part
    yield "Born", _day(person.born)
    yield "Contact", person.contact
    yield "Left this file", _day(person.left_on)


def _goals(whole: WholeRecord) -> list[str]:
    rows = [
        (str(goal.number), goal.text, _day(goal.agreed_on), _day(goal.reached_on))
        for goal in whole.goals
        if not goal.damaged
    ]
    heads = ("Number", "Goal", "Agreed", "Reached")
    return [
        hypertext.table("What was agreed to work towards", heads, rows),
        *(_damaged("goal", goal.id) for goal in whole.goals if goal.damaged),
    ]


def _sessions(whole: WholeRecord, notes: Mapping[SessionId | None, list[Note]]) -> Iterator[str]:
    people = {person.id: person.name for person in whole.client.people}
    for session in whole.sessions:
        if session.damaged:
            yield _damaged("session", session.id)
            continue
        number = f"Session {session.number}, " if session.number else ""
        yield hypertext.heading(3, number + times.with_weekday(session.starts_at))
        present = ", ".join(people.get(person, person) for person in session.present)
        yield hypertext.facts(_session(session, present))
        for note in notes.get(session.id, ()):
            yield from _note(note, 4)


def _session(session: Session, present: str) -> Iterator[tuple[str, str]]:
    yield "Began", times.clock(session.starts_at)
    yield "Length", f"{session.minutes} minutes"
    yield "How", session.modality.value
    yield "Attendance", session.attendance.value
    yield "Present", present
    yield "Place", session.place
    yield "Risk", session.risk


def _note(note: Note, level: int) -> Iterator[str]:
    """Yield one note under a heading of this level."""
    if note.damaged:
        yield _damaged("note", note.id)
        return
    yield hypertext.heading(level, f"Note, {note.template_name}, {note.state.value}")
    yield hypertext.facts(
        [
            ("Form", f"{note.template_name}, version {note.template_version}"),
            ("Begun", _moment(note.begun_at)),
            ("Last saved", _moment(note.saved_at)),
            ("Signed", _moment(note.signed_at)),
            ("Signed by", note.signed_by),
            ("Signed late", "more than 24 hours after the session" if note.signed_late else ""),
            ("Goals touched", "\n".join(link.words for link in note.goals)),
            ("SHA-256", note.digest),
            ("SHA-256 of what was signed before", note.previous_digest),
            *_remarks(note),
        ]
    )
    if note.is_empty:
        yield hypertext.paragraph("Nothing was written.")
    for section in note.sections:
        if section.text.strip():
            yield hypertext.heading(level + 1, section.label)
            yield hypertext.paragraph(section.prompt, "prompt")
            yield hypertext.note(section.text, level + 1)
    for addendum in note.addenda:
        yield from _addendum(addendum, level + 1)


def _remarks(note: Note) -> Iterator[tuple[str, str]]:
    """Yield what is said about the whole note, and the signatures that were withdrawn."""
    for remark in note.remarks:
        yield remark.kind.value.capitalize(), f"{_moment(remark.at)}, {remark.by}: {remark.reason}"
    for was in note.withdrawals:
        signed = f"signed {_moment(was.signed_at)}, {was.signed_by}"
        yield "Signature withdrawn", f"{signed}, withdrawn {_moment(was.at)}: {was.reason}"
        yield "SHA-256 of what was withdrawn", was.digest
        yield "SHA-256 of what was signed before that", was.previous_digest


def _addendum(addendum: Addendum, level: int) -> Iterator[str]:
    kind = addendum.kind.value.capitalize()
    yield hypertext.heading(level, f"{kind}, {_moment(addendum.signed_at)}")
    yield hypertext.facts([("Reason", addendum.reason)])
    yield hypertext.note(addendum.text, level)


def _frame(whole: WholeRecord) -> list[str]:
    rows = [
        (_day(event.on), event.kind.value, event.words)
        for event in whole.frame_events
        if not event.damaged
    ]
    heads = ("Day", "What", "In words")
    return [
        hypertext.table("What happened to the agreed frame", heads, rows),
        *(_damaged("event", event.id) for event in whole.frame_events if event.damaged),
    ]


def _measures(whole: WholeRecord) -> list[str]:
    rows = [
        (
            _day(result.taken_on),
            result.name,
            "–" if result.total is None else str(result.total),
            ", ".join("–" if answer is None else str(answer) for answer in result.answers),
            "; ".join(_seen(each) for each in result.acknowledged),
            str(result.scoring_version),
        )
        for result in whole.measures
        if not result.damaged
    ]
    heads = ("Day", "Questionnaire", "Total", "Answers", "Acknowledged", "Version of the scoring")
    return [
        hypertext.table("Answers as they were given", heads, rows),
        *(_damaged("questionnaire", result.id) for result in whole.measures if result.damaged),
    ]


def _seen(seen: Acknowledged) -> str:
    said = f": {seen.words}" if seen.words else ""
    return f"question {seen.item}, answered {seen.value}, on {_moment(seen.at)}{said}"


def _card(card: ClientCard) -> Iterator[str]:
    if card.damaged:
        yield _damaged("client card", card.id)
        return
    yield hypertext.heading(3, f"Filled in {card.given.value}, {times.in_full(card.taken_on)}")
    finished = _moment(card.finished_at) or "it was begun and not given back"
    facts = [("Last saved", _moment(card.saved_at)), ("Finished", finished)]
    yield hypertext.facts([*facts, ("Entered in error", card.why)])
    rows = [
        (line.words, "left empty" if line.answer is None else str(line.answer))
        for line in card.lines
    ]
    yield hypertext.table("How far each line fitted, from 0 to 10", ("Line", "Answer"), rows)
    yield hypertext.paragraph(card.comment)


def _letter(letter: Letter) -> Iterator[str]:
    if letter.damaged:
        yield _damaged("letter", letter.id)
        return
    yield hypertext.heading(3, f"{letter.kind_name}, {times.in_full(letter.written_on)}")
    yield hypertext.facts(_letter_facts(letter))
    sent = letters.addressed(letter)
    yield hypertext.heading(4, "Text")
    for words in (sent.subject, sent.greeting, *(part.text for part in sent.paragraphs)):
        yield hypertext.paragraph(words)
    yield hypertext.paragraph(sent.closing)
    yield hypertext.paragraph(sent.footer)
    rows = [(s.text, _source(s.source)) for part in sent.paragraphs for s in part.sentences]
    yield hypertext.table("Where the sentences come from", ("Sentence", "Taken from"), rows)


def _attachment(attachment: Attachment, link: str) -> Iterator[str]:
    if attachment.damaged:
        yield _damaged("attached file", attachment.id)
        return
    yield hypertext.heading(3, attachment.name)
    yield hypertext.facts(
        [
            ("What", attachment.kind.value),
            ("Received", _day(attachment.received_on)),
            ("In words", attachment.words),
            ("Size", attachments.size_in_words(attachment.size)),
            ("Kind of file", attachment.media_type),
            ("SHA-256", attachment.digest),
        ]
    )
    yield hypertext.link(link) if link else ""


def _letter_facts(letter: Letter) -> Iterator[tuple[str, str]]:
    yield "State", letter.state.value
    corrects = letter.replaces_on or letter.replaces
    yield "Replaces", f"the letter of {_day(letter.replaces_on)}" if corrects else ""
    yield "To", letter.recipient
    yield "Address", letter.recipient_address
    yield "Begun", _moment(letter.begun_at)
    yield "Last saved", _moment(letter.saved_at)
    yield "Approved", _moment(letter.approved_at)
    yield "SHA-256 of its pages", letter.pdf_digest
    yield "Client agreed on", _day(letter.consent.given_on)
    yield "How", letter.consent.form
    yield "To what", letter.consent.scope
    yield "What for", letter.consent.purpose
    yield "Asked again on", _day(letter.consent.confirmed_on)
    yield "Client has read it", "yes" if letter.consent.has_read else "no"


def _source(source: Source) -> str:
    revision = "" if source.revision is None else f"revision {source.revision}"
    was = f"reworded from {source.was}" if source.was else ""
    said = (_ORIGINS[source.origin], source.label, revision, _day(source.on), was)
    return ", ".join(part for part in said if part)


def _damaged(what: str, identity: str) -> str:
    return hypertext.paragraph(f"One {what} is damaged and was left out: {identity}.")


def _day(day: date | None) -> str:
    return times.in_full(day) if day else ""


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    at = times.on_the_wall(at)
    return f"{times.in_full(at)}, {times.clock(at)}"

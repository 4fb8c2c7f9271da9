"""The wall, from end to end: what is written on the private side comes out nowhere.

Two ways out are meant, and both are one explicit act of the therapist: the sheet for supervision,
which holds released sentences and no others, and the archive of one's own reflections, which holds
everything and is sealed. They are tried at the end; nothing else here may know a private word.
"""

import contextlib
import io
import os
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from journey import files_with
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Db

from practicenotes import app, catalog
from practicenotes.documents import card as card_paper
from practicenotes.documents import letter as letter_paper
from practicenotes.documents import note as note_paper
from practicenotes.documents import record as record_paper
from practicenotes.documents import supervision as sheet_paper
from practicenotes.domain import letters as rules
from practicenotes.domain.attachments import TEXT, AttachmentKind, NewAttachment
from practicenotes.domain.cards import CardId, CardLine, ClientCard, Given
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.hours import Hour, HourId, HourKind
from practicenotes.domain.people import ClientId, NewClient, Person, Practitioner
from practicenotes.domain.record_paper import Choice
from practicenotes.domain.reflections import (
    Answer,
    EpisodeId,
    FacetEntry,
    Happened,
    PrivateSection,
    Reflection,
    Sighting,
    StrainEpisode,
)
from practicenotes.domain.reflections.endings import Ending
from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.domain.reflections.looking_back import Guess, Memory, SecondLook
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.domain.reflections.questions import Question, QuestionKind
from practicenotes.domain.reflections.sayings import Saying, SayingId
from practicenotes.domain.reflections.sheet_drafts import SheetDraft
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.reflections.supervision_items import SupervisionItem, SupervisionItemId
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.domain.writing.snippets import Snippet, SnippetId
from practicenotes.exchange import archive_file, record_files
from practicenotes.exchange import hours as hours_table
from practicenotes.records import (
    attachments,
    cards,
    client_consents,
    clients,
    goals,
    hours,
    letters,
    names,
    notes,
    offers,
    paperwork,
    practice,
    record_papers,
    sessions,
    timeline,
    today,
    whole,
)
from practicenotes.reflections import (
    archive,
    archive_pages,
    endings,
    episodes,
    guesses,
    history,
    hypotheses,
    learnings,
    memory,
    pulls,
    questions,
    reflections,
    sayings,
    second_looks,
    snippets,
    supervision,
    trash,
    unfinished,
)
from practicenotes.reflections import words as private_words
from practicenotes.reflections.schema import Base as PrivateTables
from practicenotes.vault import Store, Vault


AT = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)
CANARY = "kanarienvogel"
KNOWN = "the record may say this"
# Columns that hold ids, words of a closed list, or what only the vault's care writes.
CLOSED = {
    "id",
    "session_id",
    "client_id",
    "reflection_id",
    "facet_id",
    "answer",
    "happened",
    "kind",
}
CLOSED |= {"state", "sightings", "tried", "value", "clients", "episode_id", "about", "at"}
CLOSED |= {
    "object_table",
    "object_id",
    "alias",
    "left_so",
    "sheet_on",
    "card_id",
    "answers",
    "memory",
}
CLOSED |= {"sheet"}
CLOSED |= {"form_id", "key", "alias", "left_so", "sheet_on", "card_id", "answers", "memory"}
RELEASED = "a sentence that was seen and released"
PASSPHRASE = "correct horse battery staple"
CARD = CardId("d" * 32)


def canary(field: str) -> str:
    """Return what is written into one private field."""
    return f"{CANARY}-{field.replace('_', '-')}"


@pytest.fixture
def session_id(record: Store) -> SessionId:
    """Give a session of a client with one signed note."""
    record.run(practice.save, Practitioner("M. Lindqvist", address=("4 Orchard Lane",)), AT)
    new = NewClient(
        "Heron", people=(Person("Tom Ashdown"),), referrer="Dr Fenwick", reason="low mood"
    )
    client_id = record.run(clients.add, new, AT)
    record.run(goals.add, client_id, "Sleep six hours", date(2025, 9, 9), AT)
    log = Hour(HourId(""), AT.date(), HourKind.SUPERVISION, 60, "H. Abernathy", KNOWN)
    record.run(hours.add, log, AT)
    held = Session(
        SessionId(""),
        client_id,
        datetime(2025, 11, 18, 13, 0),
        attendance=Attendance.ATTENDED,
        risk="none reported",
    )
    session_id = record.run(sessions.add, held, AT)
    note = record.run(notes.begin, session_id, catalog.note_template("dap"), AT)
    record.run(notes.save, note.id, {"data": KNOWN, "plan": KNOWN}, AT)
    record.run(notes.sign, note.id, AT)
    line = CardLine("trust_safety", "a line", 7)
    said = ClientCard(CARD, client_id, AT.date(), (line,), KNOWN, Given.ON_PAPER, session_id)
    record.run(cards.add, said, AT)
    kind, day = AttachmentKind.OTHER, AT.date()
    paper = NewAttachment(client_id, kind, "paper.txt", TEXT, day, KNOWN.encode(), KNOWN)
    kept = record.run(attachments.add, paper, AT)
    agreed = ClientConsent(ConsentId(""), client_id, KNOWN, day, KNOWN, day, attachment_id=kept)
    record.run(client_consents.add, agreed, AT)
    return session_id


@pytest.fixture
def client_id(record: Store, session_id: SessionId) -> ClientId:
    """Give the client of that session."""
    return record.run(sessions.get, session_id).client_id


@pytest.fixture(autouse=True)
def _written(private: Store, session_id: SessionId, client_id: ClientId) -> None:
    """Write a canary into every private field."""
    entry = FacetEntry(
        "trust_safety",
        noticed=canary("noticed"),
        said_or_done=canary("said_or_done"),
        my_part=canary("my_part"),
        answer=Answer.RATED,
        rating=3,
    )
    reflection = Reflection(
        session_id,
        client_id,
        entries=(entry,),
        free=canary("free"),
        next_time=canary("next_time"),
        happened=Happened.PARTLY,
        in_the_way=canary("in_the_way"),
        for_supervision=True,
        sections=(
            PrivateSection("gibbs", 1, "feelings", *map(canary, ("label", "prompt", "body"))),
        ),
    )
    private.run(reflections.save, reflection, AT)
    episode = StrainEpisode(
        EpisodeId(""),
        client_id,
        session_id,
        StrainKind.MIXED,
        sightings=(Sighting("w_defer"),),
        client_words=canary("client_words"),
        my_part=canary("my_part"),
    )
    private.run(episodes.add, episode, AT)
    question = Question(session_id, QuestionKind.DIP)
    private.run(questions.answer, client_id, question, canary("answer"), AT)
    _think(private, session_id, client_id)
    private.run(supervision.flag, _passage(session_id, client_id), AT)
    _look_back(private, session_id, client_id, entry)
    _let_go(private, session_id, client_id)
    begun = Unfinished(Mark("moment", (client_id, session_id, "")), {"my_part": canary("words")})
    private.run(unfinished.keep, begun, AT)


def _think(private: Store, session_id: SessionId, client_id: ClientId) -> None:
    """Write a canary into all that is thought between the hours."""
    name, words, against = canary("name"), canary("words"), canary("against")
    pull = Pull(PullId(""), session_id, client_id, PullKind.URGE, name, words)
    private.run(pulls.add, pull, AT)
    saying = Saying(SayingId(""), client_id, AT.date(), words, canary("thought"), session_id)
    private.run(sayings.add, saying, AT)
    supposed = Hypothesis(HypothesisId(""), client_id, words, against, learned=canary("learned"))
    private.run(hypotheses.add, supposed, AT)
    private.run(learnings.save, Learning(AT.date(), words, (client_id,)), AT)
    looks = ("turning_points", "ruptures_mended", "new_experiences", "never_spoken")
    private.run(endings.save, Ending(client_id, *map(canary, looks)), AT)
    private.run(private_words.learn, canary("word"), AT)
    private.run(snippets.keep, Snippet(SnippetId(""), canary("key"), words), AT)


def _passage(session_id: SessionId, client_id: ClientId) -> SupervisionItem:
    """Return a passage with a canary in every field, of which one sentence is released."""
    sentences = (
        Sentence(canary("sentences"), canary("sentences")),
        Sentence(canary("original"), RELEASED, released=True),
    )
    return SupervisionItem(
        SupervisionItemId(""),
        client_id,
        session_id,
        passage=canary("passage"),
        question=canary("question"),
        sentences=sentences,
        said=canary("said"),
        did=canary("did"),
        changed=canary("changed"),
    )


def _look_back(
    private: Store, session_id: SessionId, client_id: ClientId, entry: FacetEntry
) -> None:
    """Write a canary into all that is thought when an hour is come back to."""
    guess = Guess(CARD, client_id, (("trust_safety", 6),), canary("words"))
    private.run(guesses.make, guess, AT)
    look = SecondLook(session_id, client_id, (entry,), canary("words"))
    private.run(second_looks.save, look, AT)
    private.run(memory.say, session_id, client_id, Memory.HAZY, AT)
    private.run(memory.come_back, session_id, client_id, canary("came_back"), AT)


def _let_go(private: Store, session_id: SessionId, client_id: ClientId) -> None:
    """Keep a former wording, and put another reflection into the trash."""
    private.run(history.turn, AT, on=True)
    private.run(history.keep, session_id, client_id, catalog.facet_book(), AT)
    other = Reflection(SessionId("e" * 32), client_id, free=canary("kept"))
    private.run(reflections.save, other, AT)
    private.run(trash.put, other.session_id, AT)


def test_every_private_field_holds_a_canary(private: Store) -> None:
    """No text column of the private store is left out of this test."""
    for table in PrivateTables.metadata.sorted_tables:
        if table.name.startswith("audit") or table.name == "setting":
            continue
        words = [c.name for c in table.columns if str(c.type) == "TEXT" and c.name not in CLOSED]
        found = private.run(
            lambda db, name=table.name: (
                db.connection().execute(text(f"SELECT * FROM {name}")).mappings().one()
            )
        )

        unmarked = [word for word in words if CANARY not in str(found[word])]

        timed = ("_at", "_on", "_of")
        assert [word for word in unmarked if not word.endswith(timed)] == [], table.name


def _letter_texts(record: Store, client_id: ClientId) -> Iterator[str]:
    """Yield a draft and an approved letter with everything ticked, as the PDF says them."""
    kind = catalog.letter_kind("progress")
    begun = record.run(letters.begin, client_id, kind, AT.date(), AT)
    offered = record.run(offers.facts, client_id, kind)
    offered += record.run(offers.passages, client_id, kind)
    for offer in offered:
        if offer.sentence and rules.places(offer.sentence.text):
            continue  # it waits for words of the writer
        begun = replace(begun, paragraphs=rules.take(begun.paragraphs, kind, offer))
    agreed = rules.Consent(AT.date(), "in session", "dates and progress", has_read=True)
    begun = replace(begun, consent=agreed)
    record.run(letters.save, begun, AT)
    author = record.run(practice.get)
    yield _pdf_text(letter_paper.draw(begun, author, draft=True))
    final = letter_paper.draw(begun, author, draft=False)
    record.run(letters.approve, begun.id, final, AT)
    yield _pdf_text(record.run(letters.pages, begun.id))


def _pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    words = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words + data.decode("latin-1")


@pytest.mark.release(38)
def test_papers_hold_no_canary(record: Store, client_id: ClientId) -> None:
    """Letters and printed notes say what the record says and nothing of the reflections."""
    said = list(_letter_texts(record, client_id))
    for note in record.run(notes.of_client, client_id):
        session = record.run(sessions.get, note.session_id)
        author = record.run(practice.get)
        said.append(_pdf_text(note_paper.draw(note, "Heron", session, author)))

    assert len(said) == 3
    assert all(KNOWN in paper for paper in said)
    book = catalog.facet_book()
    choice = Choice(in_error=True, third_party=True, reasons=True)
    whole_paper = record.run(record_papers.gather, client_id)
    said.append(_pdf_text(record_paper.draw(whole_paper, choice, AT.date())))
    empty = card_paper.draw(book.card_lines(), book.client_card, AT.date(), code_name="Heron")
    said.append(_pdf_text(empty))
    assert not [paper for paper in said if CANARY in paper]


def test_exports_hold_no_canary(record: Store, client_id: ClientId, tmp_path: Path) -> None:
    """The record as HTML and JSON says what the record says and nothing of the reflections."""
    list(_letter_texts(record, client_id))
    written = record_files.write(
        *(record.run(whole.of_client, client_id), tmp_path / "out"),
        content=lambda each: record.run(attachments.content, each),
    )

    said = [path.read_text("utf-8") for path in written]

    assert any(KNOWN in page for page in said)
    assert not [page for page in said if CANARY in page]


def test_views_of_the_record_hold_no_canary(
    record: Store, client_id: ClientId, session_id: SessionId
) -> None:
    """Timeline, day and lists of the record know nothing of the reflections."""
    now = datetime(2025, 11, 18, 14, 0)
    seen = [
        record.run(timeline.of_client, client_id),
        record.run(today.get, now.date()),
        record.run(clients.find, now),
        record.run(whole.of_client, client_id),
        record.run(names.book, client_id),
        record.run(hours.every),
        record.run(today.recent, date(2025, 11, 25)),
        record.run(cards.of_session, session_id),
        record.run(paperwork.of_client, client_id),
        record.run(client_consents.due, now.date()),
    ]

    assert KNOWN in repr(seen)
    assert CANARY not in repr(seen)


def test_terminal_says_no_canary(vault: Vault, tmp_path: Path, recovery_key: object) -> None:
    """No command of the terminal prints or writes a word of the reflections."""
    vault.close()
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")
    out = tmp_path / "out"
    to = str(out / "letter.pdf")
    out.mkdir()
    said = io.StringIO()
    for command in (
        ["info"],
        ["clients"],
        ["search", KNOWN],
        ["search", CANARY],
        ["letter", "--client", "Heron", "--kind", "progress", "--to", to],
        ["export", "--client", "Heron", "--to", str(out / "export")],
        ["files", "--client", "Heron"],
        ["hours", "--to", str(out / "hours.csv")],
        ["verify"],
        ["backup", "--to", str(out)],
    ):
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            options = ["--json", "--vault", str(vault.folder), "--recovery-key-file", str(key)]
            assert app.command_line([*options, *command]) == 0, command

    assert KNOWN.removeprefix("the") in said.getvalue()  # the first word is told apart
    assert CANARY not in said.getvalue()
    assert files_with([CANARY], out) == []


@pytest.mark.release(35)
def test_no_file_holds_a_canary(vault: Vault, tmp_path: Path) -> None:
    """Neither the vault's folder nor its backup holds a private word in clear, open or closed."""
    open_still = files_with([CANARY, KNOWN], vault.folder)
    copy = vault.backup(tmp_path / "copies", at=AT)
    with zipfile.ZipFile(copy) as members:
        inside = [name for name in members.namelist() if CANARY.encode() in members.read(name)]
    vault.close()

    assert open_still == []
    assert inside == []
    assert files_with([CANARY, KNOWN], tmp_path) == []


@pytest.mark.release(38)
def test_the_record_itself_holds_no_canary(record: Store) -> None:
    """Decrypted, no table or index of the record knows a private word."""

    def rows(db: Db) -> str:
        tables = db.execute(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).scalars()
        return "".join(repr(db.execute(text(f'SELECT * FROM "{t}"')).all()) for t in tables.all())

    held = record.run(rows)

    assert KNOWN in held
    assert CANARY not in held


@pytest.mark.release(36)
def test_an_error_of_the_private_store_says_no_canary(private: Store) -> None:
    """What a failed write carried is in no word of its error."""
    broken = text("UPDATE reflection SET free = :words, session_id = NULL")

    with pytest.raises(DBAPIError) as raised:
        private.run(lambda db: db.execute(broken, {"words": canary("free")}))

    assert CANARY not in "".join(traceback.format_exception(raised.value))


# --- the two ways out that are meant -----------------------------------------------------------


def _sheet(record: Store, private: Store, client_id: ClientId) -> bytes:
    """Draw the sheet of the passage as the program does."""
    [item] = private.run(supervision.every)
    book = record.run(names.book, client_id)
    draft = SheetDraft(item.sentences, item.alias, book, AT.date(), item.left_so)
    return sheet_paper.draw(draft.sheet(AT.date()))


def test_a_sheet_holds_released_sentences_alone(
    record: Store, private: Store, client_id: ClientId
) -> None:
    """What the therapist released goes out, and no other word that is private."""
    page = _pdf_text(_sheet(record, private, client_id))

    assert RELEASED in " ".join(page.split())
    assert CANARY not in page
    assert "Heron" not in page


def test_the_table_of_hours_holds_no_canary(record: Store) -> None:
    """The log is the record's, and knows nothing of what was said in its hours."""
    table = hours_table.table(record.run(hours.every)).decode()
    assert KNOWN in table
    assert CANARY not in table


def _taken(record: Store, private: Store) -> dict[str, bytes]:
    """Gather the archive as the program does."""
    taken = private.run(archive.gather)
    key = archive_pages.Key(*record.run(names.whose, taken.sessions), catalog.facet_book())
    return archive_pages.members(taken, key, AT)


def test_an_archive_holds_every_canary_under_its_passphrase(
    record: Store, private: Store, tmp_path: Path
) -> None:
    """Nothing that was written is left behind, and nothing of it can be read without the key."""
    members = _taken(record, private)
    path = tmp_path / "reflections.zip.age"
    archive_file.write(path, members, AT, passphrase=PASSPHRASE, entropy=os.urandom, work=10)
    opened = archive_file.opened(path, PASSPHRASE)

    data = opened[archive_pages.DATA].decode()
    fields = ("noticed", "said_or_done", "my_part", "free", "next_time", "in_the_way", "passage")
    fields += ("client_words", "question", "sentences", "original", "said", "did", "changed")
    fields += ("name", "words", "against", "thought", "learned", "turning_points")
    fields += ("ruptures_mended", "new_experiences", "never_spoken", "word", "key")
    assert [field for field in fields if canary(field) not in data] == []
    assert canary("passage").encode() in opened["client-01.html"]
    assert files_with([CANARY, "Heron", KNOWN], tmp_path) == []


def test_an_archive_holds_nothing_of_the_record(record: Store, private: Store) -> None:
    """Code names and days are the only things that the record lends to it."""
    everything = b"".join(_taken(record, private).values()).decode()
    assert "Heron" in everything
    for word in (KNOWN, "Ashdown", "Fenwick", "low mood", "Orchard"):
        assert word not in everything


def test_an_unpacked_archive_is_the_only_thing_that_can_be_read(
    record: Store, private: Store, tmp_path: Path
) -> None:
    """Where it was unpacked to, and nowhere else; the terminal says no word of it."""
    path, out = tmp_path / "reflections.zip.age", tmp_path / "out"
    archive_file.write(
        path, _taken(record, private), AT, passphrase=PASSPHRASE, entropy=os.urandom, work=10
    )
    key = tmp_path / "key"
    key.write_text(f"{PASSPHRASE}\n")
    said = io.StringIO()
    command = ["--passphrase-file", str(key), "open-archive", str(path), "--to", str(out)]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        assert app.command_line(command) == 0

    assert CANARY not in said.getvalue()
    assert {found.parent for found in files_with([CANARY], tmp_path)} == {out}

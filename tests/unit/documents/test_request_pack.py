"""What answers a request for a record."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from practicenotes.documents import request_pack
from practicenotes.domain.notes import NoteId, NoteSection
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.record_paper import Choice, Part, RecordPaper
from practicenotes.domain.record_requests import Omission, RecordRequest, RequestId
from practicenotes.domain.redaction import Removal, RemovalId, RemovalReason
from practicenotes.domain.whole import WholeRecord


DAY = date(2025, 11, 18)
C = ClientId("c1")


@pytest.fixture
def paper(note, session, letter, practitioner) -> RecordPaper:
    """Give a record of a session with two notes, and a letter."""
    other = replace(
        note,
        id=NoteId("n2"),
        session_id=None,
        template_name="Contact",
        sections=(NoteSection("data", "Data", "", "Marta rang about the garden."),),
        addenda=(),
    )
    whole = WholeRecord(
        practitioner,
        Client(C, "Heron"),
        sessions=(session,),
        notes=(note, other),
        letters=(letter,),
    )
    return RecordPaper(whole)


@pytest.fixture
def request_() -> RecordRequest:
    """Give a request for everything."""
    return RecordRequest(
        RequestId("r"),
        C,
        "Hart & Lowe Solicitors",
        date(2025, 11, 3),
        "all notes since August",
        remarks="for me alone",
    )


def _read(pdf: bytes, read) -> tuple[str, str]:
    first, *rest = read(pdf)
    return " ".join(first.split()), " ".join(" ".join(rest).split())


def test_the_first_page_tells_what_was_asked_and_what_is_there(
    paper, request_, read, faults
) -> None:
    """Who, when and what, what is in the pack, and that nothing is left out."""
    pdf = request_pack.draw(request_, paper, DAY)
    first, rest = _read(pdf, read)
    for words in (
        *("Record request", "Hart & Lowe Solicitors", "3 November 2025", "all notes since August"),
        *("Drawn up 18 November 2025", "Sessions and notes: 2", "Letters: 1", "Client cards: none"),
        *(request_pack.OUT, request_pack.ALL, "Contents"),
    ):
        assert words in first
    assert "He spoke of the garden." in rest
    assert "for me alone" not in first + rest
    assert faults(pdf) == []


def test_what_is_left_out_is_named_with_its_reason(paper, request_, read) -> None:
    """Neither its words nor those of its session are in the pack."""
    asked = replace(
        request_,
        choice=Choice(frozenset(Part) - {Part.LETTERS}, left_out=frozenset({"note:n1"})),
        left_out=(("note:n1", Omission.HARM),),
    )
    first, rest = _read(request_pack.draw(asked, paper, DAY), read)
    assert "Session 10, DAP, 18 November 2025: likely to cause serious harm" in first
    assert "Letters: not asked for" in first
    assert "Letters: 1" not in first
    assert "He spoke of the garden." not in rest
    assert "No thoughts of harming himself" not in rest
    assert "Contact" in rest


def test_words_removed_anywhere_are_not_on_the_first_page_either(paper, request_, read) -> None:
    """Also where the request itself names them."""
    gone = Removal(
        RemovalId("x"), "", "", 0, "Marta", RemovalReason.THIRD_PARTY, at=datetime.now(UTC)
    )
    asked = replace(request_, scope="what Marta said", asked_by="Marta’s solicitor")
    first, rest = _read(request_pack.draw(asked, replace(paper, removals=(gone,)), DAY), read)
    assert "Marta" not in first + rest
    assert request_pack.MARKED in first
    assert "[removed: third party] rang about the garden." in rest


def test_the_same_pack_gives_the_same_bytes(paper, request_) -> None:
    """Nothing in it depends on when it was drawn."""
    drawn = request_pack.draw(request_, paper, DAY)
    assert request_pack.draw(request_, paper, DAY) == drawn

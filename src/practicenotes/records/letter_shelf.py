"""Gathers the letters of a client and what left the practice."""

from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session as Db

from practicenotes.domain.letter_shelf import LetterShelf, ShelvedLetter
from practicenotes.domain.letters import LetterState
from practicenotes.domain.people import ClientId, for_a_screen
from practicenotes.records import clients, disclosures, letter_about, letters


def of_client(db: Db, client_id: ClientId) -> LetterShelf:
    """Return the letters of a client with what replaced each, and the list of disclosures.

    A version that is a draft still has replaced nothing yet.
    """
    found = letters.of_client(db, client_id)
    days = {letter.id: letter.written_on for letter in found if letter.state is not _DRAFT}
    newer = letter_about.replaced(db, days)
    client = clients.get(db, client_id)
    named = partial(for_a_screen, code_name=client.code_name, people=client.people)
    shelved = tuple(
        ShelvedLetter(
            letter,
            named(letter.recipient.strip()),
            days.get(newer[letter.id]) if letter.id in newer else None,
        )
        for letter in found
    )
    left = disclosures.of_client(db, client_id)
    seen = tuple(replace(each, recipient=named(each.recipient)) for each in left)
    return LetterShelf(client_id, shelved, seen)


_DRAFT = LetterState.DRAFT

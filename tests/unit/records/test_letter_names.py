"""The record names everybody a letter might name by mistake, file by file."""

from datetime import UTC, datetime

import factory
from practicenotes import catalog
from practicenotes.domain.letter_check import Concern
from practicenotes.domain.letters import Letter
from practicenotes.domain.people import ClientId, Person
from practicenotes.domain.sessions import SessionId
from practicenotes.records import letter_names, letters
from practicenotes.vault import Store


AT = datetime(2025, 11, 18, 14, 20, tzinfo=UTC)


def begun(record: Store, client: ClientId, kind: str = "progress") -> Letter:
    """Begin a letter of this kind."""
    return record.run(letters.begin, client, catalog.letter_kind(kind), AT.date(), AT)


def known(record: Store, client: ClientId, kind: str = "progress") -> dict[str, Concern]:
    """Return every name with what it is to be looked at for."""
    found = record.run(letter_names.of_letter, begun(record, client, kind)).names
    return {name.words: name.concern for name in found}


def test_other_files_give_code_names_and_legal_names(record: Store, heron: ClientId) -> None:
    """The own file gives its code name and its people, as somebody and not as another client."""
    factory.add_client(record, "Wren", people=(Person("Mara Lind"), Person("Ole Lind")))
    assert known(record, heron) == {
        "Heron": Concern.SOMEBODY,
        "Jonas Weber": Concern.SOMEBODY,
        "Wren": Concern.OTHER_CLIENT,
        "Mara Lind": Concern.OTHER_CLIENT,
        "Ole Lind": Concern.OTHER_CLIENT,
    }


def test_a_kind_with_an_alias_bears_no_legal_name(record: Store, heron: ClientId) -> None:
    """Its subject has the code name, which is no finding; the legal name is one."""
    letter = begun(record, heron, "consultation")
    assert letter.subject == "Request for consultation: Heron"
    assert known(record, heron, "consultation") == {"Jonas Weber": Concern.LEGAL_NAME}


def test_marked_passages_give_their_words_and_what_looks_like_a_name(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """The client’s own name and ordinary words in them are no names of others."""
    text = "He came. ⟦Her sister Ada drinks, Jonas says. She never rings.⟧ He left with Paul."
    factory.write_note(record, hour, {"plan": text})
    found = record.run(letter_names.of_letter, begun(record, heron))
    assert found.about_others == ("Her sister Ada drinks, Jonas says. She never rings.",)
    named = [each.words for each in found.names if "passage" in each.who]
    assert named == ["Ada"]


def test_what_is_damaged_is_left_out(record: Store, heron: ClientId) -> None:
    """A name that somebody may have put there is not looked for."""
    factory.add_client(record, "Wren", people=(Person("Mara Lind"),))
    factory.meddle(record, "UPDATE person SET name = 'X' WHERE name = 'Mara Lind'")
    assert set(known(record, heron)) == {"Heron", "Jonas Weber", "Wren"}

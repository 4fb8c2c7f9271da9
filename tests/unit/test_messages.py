"""Every error has its sentence, and no sentence says more than it should."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from practicenotes import errors, messages
from practicenotes.domain import findings
from practicenotes.errors import (
    PracticeNotesError,
    StoreChanged,
    StoreLost,
)
from practicenotes.messages import terminal, vault


FACTS: dict[str, Any] = {
    "folder": Path("/home/m/practice"),
    "path": Path("/home/m/practice/record-1.db"),
    "host": "desk",
    "since": datetime(2025, 11, 18, tzinfo=UTC),
    "groups": (2, 7),
    "reason": "common",
    "places": ("recipient’s name", "date of the referral"),
    "pages": (3,),
    "known": ("progress",),
    "at": datetime(2026, 3, 12, 16, 2, tzinfo=UTC),
}


def walk(kind: type[PracticeNotesError]) -> Iterator[type[PracticeNotesError]]:
    for child in kind.__subclasses__():
        yield child
        yield from walk(child)


def made(kind: type[PracticeNotesError]) -> PracticeNotesError:
    """Raise-ready error with every fact filled in."""
    return kind(**{fact.name: FACTS.get(fact.name, "x7") for fact in fields(kind)})  # type: ignore[arg-type]


KINDS = sorted(walk(PracticeNotesError), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_has_its_own_sentence(kind: type[PracticeNotesError]) -> None:
    """No error that we raise on purpose is told as an accident."""
    said = messages.sentence(made(kind))

    assert said != messages.UNEXPECTED
    assert said[0].isupper() or said.startswith(("/", "“"))
    assert said.endswith(".")
    assert "{" not in said


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_sentence_pleads_shouts_or_talks_like_a_machine(kind: type[PracticeNotesError]) -> None:
    """Sentences stay calm and plain, and never grow beyond what one glance takes in."""
    for said in (messages.sentence(made(kind)), messages.in_terminal(made(kind))):
        assert not re.search(
            r"please|oops|sorry|!|error|invalid|failed|null|exception", said, re.IGNORECASE
        )
        assert len(said.replace(str(FACTS["path"]), "").replace(str(FACTS["folder"]), "")) <= 200
        assert "None" not in said


@pytest.mark.parametrize("kind", terminal.SAYS, ids=lambda kind: kind.__name__)
def test_the_terminal_sends_nobody_to_a_window(kind: type[PracticeNotesError]) -> None:
    """Where it has words of its own, the way on is a command or an option, and no button."""
    said = messages.in_terminal(made(kind))

    assert said != messages.sentence(made(kind))
    assert not re.search(r"in the window|page|button|menu|prompt|Go back|“Open as", said)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_facts_that_are_not_known_leave_no_hole(kind: type[PracticeNotesError]) -> None:
    """An error raised with its required facts alone still reads as a sentence."""
    needed = {
        fact.name: FACTS.get(fact.name, "x7")
        for fact in fields(kind)  # type: ignore[arg-type]
        if fact.default is fact.default_factory
    }
    assert "None" not in messages.sentence(kind(**needed))


@pytest.mark.parametrize("reason", ["too_short", "too_long", "common", "about_you"])
def test_a_refused_passphrase_is_told_why(reason: str) -> None:
    """Each rule has its own words."""
    said = messages.sentence(errors.PassphraseRefused(reason, least=15))

    assert said.split(".")[0] not in {
        messages.sentence(errors.PassphraseRefused(other)).split(".")[0]
        for other in {"too_short", "too_long", "common", "about_you"} - {reason}
    }


def test_a_damaged_place_of_an_open_practice_leads_to_its_repair_and_to_no_restore() -> None:
    """In the window to the check, in the terminal to the repair; before it opens, to a backup."""
    worn = errors.StoreDamaged(FACTS["path"], "place")

    assert "Check now, on the Practice page" in messages.sentence(worn)
    assert "“repair FILE”" in messages.in_terminal(worn)
    assert "estore" not in messages.sentence(worn) + messages.in_terminal(worn)
    assert "Restore the latest backup" in messages.at_the_prompt(worn)
    assert "Check now" not in messages.at_the_prompt(worn)
    for said in (messages.sentence(worn), messages.in_terminal(worn)):
        assert len(said.replace(str(FACTS["path"]), "")) <= 200


def test_a_backup_with_other_keys_says_what_opens_it() -> None:
    """A key is nothing that anybody can type: it is the passphrase of the day of the backup."""
    said = messages.sentence(errors.BackupKeysDiffer(FACTS["path"]))

    assert said.endswith("at the prompt, opens it with the passphrase of its day.")


def test_keys_that_open_nothing_are_told_with_both_reasons_and_a_way_that_always_leads_on() -> None:
    """Where a file is damaged, each newer backup is refused as well: a new folder takes any."""
    said = messages.sentence(errors.KeysUnfit(FACTS["folder"]))

    assert "replaced since, or a file there is damaged" in said
    assert said.endswith("or restore one into a new folder.")


@pytest.mark.parametrize("kind", vault.FOR_READER, ids=lambda kind: kind.__name__)
def test_a_reader_is_sent_to_no_page_that_is_not_there(
    kind: type[PracticeNotesError],
) -> None:
    """Nothing of theirs is saved, and what repairs a practice lies behind the prompt."""
    error = made(kind)
    if isinstance(error, errors.StoreDamaged):
        error.how = "place"
    said = messages.to_reader(error)

    assert said != messages.sentence(error)
    assert not re.search(r"Practice page|File menu|Save what|saving then", said)
    assert len(said.replace(str(FACTS["path"]), "")) <= 200


def test_a_file_that_opens_no_more_is_told_a_reader_as_anybody() -> None:
    """The backup that is named there is restored at the prompt in any case."""
    cut = errors.StoreDamaged(FACTS["path"], "cut")

    assert messages.to_reader(cut) == messages.sentence(cut)


def test_the_doubtful_groups_of_a_key_are_named() -> None:
    """One group or several: the therapist knows where to look on the paper."""
    assert "group 4 " in messages.sentence(errors.RecoveryKeyMistyped((4,)))
    assert "groups 2, 4 and 9 " in messages.sentence(errors.RecoveryKeyMistyped((2, 4, 9)))
    assert "nine groups of four" in messages.sentence(errors.RecoveryKeyMistyped())


def test_a_slip_in_one_part_of_two_names_the_part() -> None:
    """Whoever holds two sheets knows which of them to take up again."""
    told = messages.sentence(errors.ExecutorKeyMistyped((3,), 2))

    assert told.startswith("Part 2 has a slip in it. Look at group 3 again.")
    assert messages.sentence(errors.ExecutorKeyMistyped((), 2)).startswith("Part 2 is not whole")


@pytest.mark.parametrize(
    "kind", [errors.WrongPassphrase, errors.WrongSecondPassphrase], ids=lambda kind: kind.__name__
)
def test_a_wrong_passphrase_is_told_with_what_to_do(kind: type[PracticeNotesError]) -> None:
    """Nothing is lost, nothing limits the tries, and there is another way."""
    told = messages.sentence(kind())

    assert "Nothing was changed." in told
    assert "as often as you like" in told
    assert "The recovery key opens" in told


def test_another_window_on_this_computer_is_not_called_another_computer() -> None:
    """Where no window is to be found there is still something to do."""
    here = messages.sentence(errors.VaultBusy(FACTS["folder"], "desk", FACTS["since"]))
    there = errors.VaultBusy(FACTS["folder"], "desk", FACTS["since"], is_elsewhere=True)

    assert "open in another window on this computer since" in here
    assert here.endswith("Close it there; if you find none, restart the computer.")
    assert "open on the computer desk since" in messages.sentence(there)


@pytest.mark.parametrize(
    ("needs", "wanted"), [("1.4", "version 1.4 or a later one"), ("", "the newest version")]
)
def test_a_newer_practice_says_what_to_install(needs: str, wanted: str) -> None:
    """The version is named where it is known, and nothing that only a machine understands."""
    said = messages.sentence(errors.VaultNewer(Path("/home/m"), needs, "schema 2"))

    assert said.endswith(f"Nothing was changed. Install {wanted} to open it.")
    assert "schema" not in said


def test_a_newer_backup_is_not_told_of_the_practice() -> None:
    """It is the program that is to be newer, and the practice is as good as it was."""
    said = messages.sentence(errors.BackupNewer(Path("/home/m"), "1.4", "schema 2"))

    assert said.startswith("This backup was made by a newer PracticeNotes. Nothing was changed.")
    assert said.endswith("Install version 1.4 or a later one to use it.")
    assert messages.of_backup(errors.BackupNewer(Path("/home/m"), "1.4")) == said


def test_a_mistake_of_ours_shows_nothing_of_its_content() -> None:
    """What an unexpected error carries is never shown: it may hold a note."""
    said = messages.sentence(ValueError("he said it was fine"))

    assert said == messages.UNEXPECTED
    assert "fine" not in said


def test_a_brace_in_a_name_is_only_a_brace() -> None:
    """What a person typed is never read as a template."""
    assert "{folder}" in messages.sentence(errors.CodeNameTaken("{folder}"))


SOUND: dict[str, object] = {
    "pages": 4,
    "rows": {"note": 3},
    "bad_pages": (),
    "damaged_rows": (),
    "sound": True,
    "audit": {"broken_at": None, "head_fits": True, "astray": ()},
}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"damaged_rows": (("note", "a"),)}, "Found: 1 damaged entry."),
        ({"audit": {"broken_at": 1, "head_fits": False}}, "Found: a break in the audit trail."),
        ({"audit": {"broken_at": None, "head_fits": False}}, "Found: a break in the audit trail."),
        (
            {"audit": {"broken_at": None, "head_fits": True, "astray": ("note:a", "note:b")}},
            "Found: 2 entries missing or older than the audit trail knows.",
        ),
        (
            {"audit": {"broken_at": None, "head_fits": True, "adds_up": False}},
            "Found: a part that is older than what was saved last.",
        ),
        ({"bad_pages": (3, 4)}, "Found: 2 damaged pages."),
        ({"audit": None}, "Found: damage to the file."),
    ],
)
def test_a_check_says_what_it_found(told: dict[str, object], said: str) -> None:
    """Each kind of damage is named, and the sound store is said to be sound."""
    stores = {"record": SOUND | {"sound": False} | told, "private": SOUND}

    lines = messages.verification({"sound": False, "stores": stores}).splitlines()

    assert lines[0] == f"The record: 4 pages and 3 entries were read. {said}"
    assert lines[1].endswith("and every mark is right.")


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ({"bad_pages": (3,)}, "First let what is damaged be repaired from a backup"),
        ({"damaged_rows": ("note:a",)}, "First let what is damaged be repaired from a backup"),
        ({"audit": {"adds_up": False}}, "First let what is damaged be repaired from a backup"),
        ({"complaints": ("unreadable",)}, "First let what is damaged be repaired from a backup"),
        ({"audit": {"broken_at": 3}}, "Look into the newest backup, and compare."),
    ],
)
def test_a_check_names_one_thing_to_do_first(told: dict[str, object], first: str) -> None:
    """Whoever reads of damage is sent one way, and not two at once."""
    stores = {"record": SOUND | {"sound": False} | told}

    last = messages.verification({"sound": False, "stores": stores}).splitlines()[-1]

    unread = {"bad_pages", "complaints"} & told.keys()
    safe = "Nothing" if unread else "The rest is safe, and nothing"
    assert last.startswith(f"{safe} was changed. {first}")


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"bad_pages": (3,)}, "1 damaged page"),
        ({"complaints": ("unreadable",)}, "damage to the file"),
    ],
)
def test_entries_behind_damage_are_not_said_to_be_none(told: dict[str, object], found: str) -> None:
    """They were not read, and nothing is said of them: neither that they are gone nor safe."""
    told = {"sound": False, "rows": {}} | told

    said = messages.verification({"sound": False, "stores": {"record": SOUND | told}})

    assert said.startswith(f"The record: 4 pages were read. Found: {found}.\n")
    assert "safe" not in said


@pytest.mark.parametrize(
    ("pages", "said"), [((3,), "1 damaged page holds"), ((3, 4), "2 damaged pages hold")]
)
def test_pages_that_hold_nothing_are_told_of_and_no_reason_to_act(
    pages: tuple[int, ...], said: str
) -> None:
    """Not every mark is right then, but every entry is; where the other file is damaged, too."""
    free = SOUND | {"bad_pages": pages}
    row = SOUND | {"sound": False, "damaged_rows": ("note:a",)}

    alone = messages.verification({"sound": True, "stores": {"record": free}})
    beside = messages.verification({"sound": False, "stores": {"record": row, "private": free}})

    right = f"4 pages and 3 entries were read. Every entry is right; {said} nothing any more.\n"
    assert alone == f"The record: {right}{findings.WHOLE}"
    assert f"\nThe reflections: {right}The rest is safe" in beside


def test_one_entry_is_counted_as_one() -> None:
    """A practice that has just begun has one entry, and not “1 entries”."""
    told = {"sound": True, "rows": {"practice": 1}}

    said = messages.verification({"sound": True, "stores": {"record": SOUND | told}})

    assert said.startswith("The record: 4 pages and 1 entry were read, and every mark is right.")


def test_a_file_that_is_not_there_is_first_looked_for() -> None:
    """A stick that was pulled is connected again, and only then a backup restored."""
    gone = SOUND | {"sound": False, "complaints": ("missing",)}

    both = messages.verification({"sound": False, "stores": {"record": gone, "private": gone}})
    one = messages.verification({"sound": False, "stores": {"record": SOUND, "private": gone}})

    assert both.endswith(f"\nNothing was changed. {findings.AWAY}")
    assert one.endswith(f"\nThe rest is safe, and nothing was changed. {findings.WINDOW.one_away}")
    assert "restore" not in one


@pytest.mark.parametrize(
    ("record", "private"), [((), ("lost",)), (("unreadable",), ("missing",)), (("lost",), ())]
)
def test_only_a_file_that_is_gone_beside_one_that_opens_is_put_back_alone(
    record: tuple[str, ...], private: tuple[str, ...]
) -> None:
    """No page puts it back where the other file does not open, or the disk does not answer."""
    stores = {
        name: SOUND | {"sound": not why, "complaints": why}
        for name, why in (("record", record), ("private", private))
    }

    said = messages.verification({"sound": False, "stores": stores})

    assert said.endswith(findings.AWAY)


def test_the_check_in_a_terminal_names_commands_or_the_page_that_has_the_button() -> None:
    """The record is repaired by a command; what nothing there opens or compares, in the program."""
    row = SOUND | {"sound": False, "damaged_rows": ("note:a",)}
    trail = SOUND | {"sound": False, "audit": {"broken_at": 3}}

    def last(record: dict[str, object], private: dict[str, object]) -> str:
        facts = {"sound": False, "stores": {"record": record, "private": private}}
        return messages.verification_in_terminal(facts).splitlines()[-1]

    assert "First “repair FILE” puts back" in last(row, row)
    assert "“Check now”, on the Practice page, offers to repair them" in last(SOUND, row)
    assert "“See the backups”, on the Practice page" in last(trail, SOUND)


@pytest.mark.parametrize(
    "error",
    [errors.DiskFailing(FACTS["path"]), StoreLost(), StoreChanged()],
    ids=lambda error: type(error).__name__,
)
def test_a_disk_that_was_only_read_is_not_told_to_have_lost_a_change(
    error: PracticeNotesError,
) -> None:
    """The same is said of a backup, of a paper and of a command that changes nothing."""
    for said in (messages.sentence(error), messages.in_terminal(error)):
        assert "last change" not in said
        assert "not saved" not in said


def test_a_practice_that_was_opened_read_only_is_opened_anew() -> None:
    """To try again helps only where it was closed to writing later."""
    opened = errors.OpenedReadOnly()

    assert messages.sentence(opened).endswith("Allow writing in its folder, then lock and unlock.")
    assert "lock" not in messages.in_terminal(opened)
    assert messages.sentence(errors.StoreReadOnly()).endswith("try again.")


def test_files_that_changed_while_they_were_away_have_a_way_of_their_own() -> None:
    """Nothing is saved over them by waiting, nor by a lock, so neither is spoken of."""
    assert "by itself" in messages.sentence(StoreLost())
    changed = messages.sentence(StoreChanged())
    assert "Save what you wrote elsewhere" in changed
    assert "by itself" not in changed


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("missing", "The record: the file is not there."),
        ("lost", "The record: the file cannot be read here."),
        ("unreadable", "The record: 0 pages and 3 entries were read. Found: damage to the file."),
    ],
)
def test_a_check_says_why_a_file_was_not_read(why: str, said: str) -> None:
    """A file that is not there is not called damaged."""
    stores = {"record": SOUND | {"sound": False, "pages": 0, "complaints": (why,)}}

    assert messages.verification({"sound": False, "stores": stores}).splitlines()[0] == said


@pytest.mark.parametrize(
    ("clients", "broken", "said"),
    [
        (0, [], "Everything is as it was written."),
        (1, [], "Signed notes of 1 client: each is what was signed."),
        (3, ["a"], "Signed notes of 3 clients: those of 1 client are not what was signed, or"),
        (3, ["a", "b"], "Signed notes of 3 clients: those of 2 clients are not what was signed"),
    ],
)
def test_a_check_tells_of_signed_notes(clients: int, broken: list[str], said: str) -> None:
    """Whether they are what was signed is told without a name; where none is signed, not at all."""
    signed = {"clients": clients, "broken": broken}
    facts = {"sound": not broken, "stores": {"record": SOUND}, "signed_notes": signed}

    assert messages.verification(facts).splitlines()[1].startswith(said)

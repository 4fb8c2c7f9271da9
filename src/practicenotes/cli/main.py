"""Read a command line, run one command, say what came of it."""

import argparse
import errno
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes import __version__, messages
from practicenotes.cli import care_commands, commands, key_commands, repairing, secrets, typed
from practicenotes.cli.asked import Asked, Outcome
from practicenotes.cli.stops import Stops
from practicenotes.domain.attachments import AttachmentKind
from practicenotes.domain.record_paper import Part
from practicenotes.errors import PracticeNotesError
from practicenotes.vault import Schema, StoreName


DONE, REFUSED, USAGE = 0, 1, 2

_OUT_OF_A_BACKUP = {commands.restore, key_commands.rebuild_keys}  # what is typed is to open that
UNSAID = (
    "This was done, and what came of it could not be said: the output is full or closed. A key that"
    " was to be shown is not shown again: make a new one."
)


def main(
    arguments: Sequence[str],
    *,
    schemas: Mapping[StoreName, Schema],
    now: Callable[[], datetime],
    anchors: Path | None = None,
) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or damaged, 2 usage."""
    parsed = _parser().parse_args(arguments)
    with Stops() as stops:
        asked = Asked(
            given=parsed,
            vault=parsed.vault,
            secret=secrets.Source(
                *(parsed.passphrase_file, parsed.recovery_key_file, parsed.executor_key_file),
                parsed.second_passphrase_file,
            ),
            schemas=schemas,
            now=now,
            stops=stops,
            anywhere=parsed.in_synchronised_folder,
            anchors=anchors,
            closed_elsewhere=parsed.closed_elsewhere,
        )
        return _carried_out(asked)


def _carried_out(asked: Asked) -> int:
    """Carry out a command, and say what came of it; return the exit code."""
    try:
        outcome = asked.given.command(asked)
    except (PracticeNotesError, MemoryError) as error:
        of_backup = asked.given.command in _OUT_OF_A_BACKUP
        _tell((messages.of_backup_in_terminal if of_backup else messages.in_terminal)(error))
        return REFUSED
    for line in asked.told:
        _tell(line)
    try:
        _say(outcome, as_json=asked.given.json)
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # a full disk behind it, or no output at all
        _tell(UNSAID)
        return REFUSED
    return DONE if outcome.good else REFUSED


def _say(outcome: Outcome, *, as_json: bool) -> None:
    if sys.stdout is None:  # it was closed before the program began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that knows fewer signs shows ?
    words = outcome.words
    if as_json:
        words = json.dumps(outcome.facts, ensure_ascii=False, indent=2, default=str)
    if words:
        print(_harmless(words), flush=True)


def _tell(words: str) -> None:
    """Tell one line beside the outcome, or nobody: where that cannot be, the exit code tells."""
    with suppress(OSError):
        print(f"practicenotes: {_line(words)}", file=sys.stderr, flush=True)


def _harmless(words: str) -> str:
    """Return words without the signs that a terminal obeys: a note commands nothing."""
    return "".join(
        sign if sign == "\n" or unicodedata.category(sign) != "Cc" else "\N{REPLACEMENT CHARACTER}"
        for sign in words
    )


def _line(words: str) -> str:
    """Return words that are one line, whatever name was typed."""
    return _harmless(" ".join(words.splitlines()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="practicenotes-cli",
        description=(
            "Work with a PracticeNotes vault from a terminal. Reflections are never shown;"
            " only an archive that was made of them can be unpacked."
        ),
        allow_abbrev=False,  # --passphrase is no short form of --passphrase-file
    )
    parser.add_argument("--version", action="version", version=f"PracticeNotes {__version__}")
    parser.add_argument(
        "--vault",
        type=typed.path,
        metavar="DIR",
        default=Path("Main.practice"),
        help="the vault's folder",
    )
    parser.add_argument(
        "--passphrase-file", metavar="FILE", help="read the passphrase from FILE, or - for input"
    )
    parser.add_argument(
        "--recovery-key-file", metavar="FILE", help="open with the recovery key in FILE instead"
    )
    parser.add_argument(
        "--executor-key-file",
        metavar="FILE",
        help="read the record with the executor's key in FILE; two parts stand in two lines",
    )
    parser.add_argument(
        "--second-passphrase-file",
        metavar="FILE",
        help=(
            "read the passphrase of the reflections, where they have one, from FILE, or - for the"
            " line of input behind the passphrase, and behind a new one if that comes from there"
        ),
    )
    parser.add_argument(
        "--in-synchronised-folder",
        action="store_true",
        help="use a vault that another program keeps in step all the same",
    )
    parser.add_argument(
        "--closed-elsewhere",
        action="store_true",
        help="say that the computer which opened the vault and left its mark has it open no more",
    )
    parser.add_argument("--json", action="store_true", help="say it as JSON")
    chosen = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for name, (run, told, options) in _COMMANDS.items():
        sub = chosen.add_parser(name, help=told, description=told, allow_abbrev=False)
        sub.set_defaults(command=run)
        for option, settings in options.items():
            sub.add_argument(option, **settings)
    return parser


_Options = dict[str, dict[str, Any]]

_TO_FOLDER: dict[str, Any] = {"type": typed.path, "required": True, "metavar": "DIR"}
_CLIENT: dict[str, Any] = {"required": True, "metavar": "ID", "help": "id or code name"}


_NEW_PASSPHRASE: dict[str, Any] = {"metavar": "FILE", "help": "read the new passphrase there"}
_SHEET: dict[str, Any] = {
    "type": typed.path,
    "metavar": "FILE.pdf",
    "help": "where the sheet is written",
}
_SEALED: dict[str, Any] = {
    "metavar": "FILE",
    "help": "the PDF opens only with the password in FILE, or - for input",
}


def _in_versions(what: str) -> _Options:
    """Return the options of a command about what is kept in versions."""
    return {
        "act": {"choices": ["list", "export", "import"], "nargs": "?", "default": "list"},
        "what": {"nargs": "?", "metavar": f"{what}|FILE", "help": "an id, or a file"},
        "--to": {"type": typed.path, "metavar": "FILE.toml", "help": "where it is written"},
        "--version": {
            "type": typed.number,
            "metavar": "NUMBER",
            "help": "which version is written; default: the newest",
        },
        "--as": {
            "dest": "come_in",
            "choices": ["version", "copy"],
            "default": "ask",
            "help": "how what has a taken id comes in",
        },
    }


_COMMANDS: dict[str, tuple[Callable[[Asked], Outcome], str, _Options]] = {
    "init": (commands.init, "make a new vault; its recovery key is shown once", {}),
    "demo": (
        commands.demo,
        "make a vault with a fictional practice",
        {"--size": {"choices": ["small"], "default": "small"}},
    ),
    "info": (commands.info, "say what the vault holds", {}),
    "clients": (commands.clients, "list the clients by code name", {}),
    "letter": (
        commands.letter,
        "write a letter from the record as a PDF",
        {
            "--client": _CLIENT,
            "--kind": {"required": True, "metavar": "KIND"},
            "--to": {"type": typed.path, "required": True, "metavar": "FILE.pdf"},
            "--recipient": {"metavar": "NAME", "help": "default: who referred the client"},
            "--facts": {
                "metavar": "FACT,...",
                "help": "what the letter may mention; default: all that its kind offers",
            },
            "--place": {
                "action": "append",
                "type": typed.place,
                "default": [],
                "metavar": "NAME=WORDS",
                "help": "what only you can say, for one place that the kind asks about",
            },
            "--password-file": _SEALED,
        },
    ),
    "letters": (commands.list_letters, "list the letters of one client", {"--client": _CLIENT}),
    "save-letter": (
        commands.save_letter,
        "write an approved letter as a PDF, exactly as it was approved",
        {
            "letter": {"metavar": "ID", "help": "as “letters” lists it"},
            "--to": {"type": typed.path, "required": True, "metavar": "FILE.pdf"},
            "--password-file": _SEALED,
        },
    ),
    "print-record": (
        commands.print_record,
        "write one client’s record as one PDF with a table of contents",
        {
            "--client": _CLIENT,
            "--to": {"type": typed.path, "required": True, "metavar": "FILE.pdf"},
            "--parts": {
                "metavar": "PART,...",
                "help": f"{', '.join(part.name.lower() for part in Part)}; default: all but pages",
            },
            "--since": {"type": typed.day, "metavar": "DAY", "help": "2025-08-26"},
            "--until": {"type": typed.day, "metavar": "DAY"},
            "--no-drafts": {"action": "store_true", "help": "leave out what is not signed"},
            "--in-error": {"action": "store_true", "help": "with what was entered in error"},
            "--third-parties": {
                "action": "store_true",
                "help": "with passages that are marked as about somebody else",
            },
        },
    ),
    "export": (
        commands.export,
        "write one client's record as HTML and JSON, with its files",
        {"--client": _CLIENT, "--to": _TO_FOLDER},
    ),
    "files": (commands.list_files, "list the files of one client", {"--client": _CLIENT}),
    "add-file": (
        commands.add_file,
        "keep a file in one client's record (25 MB at most)",
        {
            "file": {"type": typed.path, "metavar": "FILE"},
            "--client": _CLIENT,
            "--kind": {
                "choices": [kind.value for kind in AttachmentKind],
                "default": AttachmentKind.OTHER.value,
            },
            "--about": {"metavar": "WORDS", "default": "", "help": "what it is, for search"},
        },
    ),
    "save-file": (
        commands.save_file,
        "write a copy of a file of the record, unencrypted",
        {
            "file": {"metavar": "ID", "help": "as “files” lists it"},
            "--to": {"type": typed.path, "required": True, "metavar": "FILE"},
        },
    ),
    "hours": (
        commands.hours,
        "list the log of supervision and further training",
        {
            "--year": {"type": typed.number, "metavar": "YEAR", "help": "default: every year"},
            "--to": {"type": typed.path, "metavar": "FILE.csv", "help": "write it as a table too"},
        },
    ),
    "forms": (
        commands.forms,
        "list the forms for notes, or write one into a file, or take one in",
        _in_versions("FORM"),
    ),
    "letter-kinds": (
        commands.kinds,
        "list the kinds of letters, or write one into a file, or take one in",
        _in_versions("KIND"),
    ),
    "measures": (
        commands.measures,
        "list what one client said on questionnaires",
        {"--client": _CLIENT},
    ),
    "search": (
        commands.search,
        "find words in notes, addenda, letters and about files",
        {"words": {"nargs": "+", "metavar": "WORDS"}},
    ),
    "backup": (commands.backup, "write a verified, encrypted copy", {"--to": _TO_FOLDER}),
    "backups": (
        commands.list_backups,
        "list the backups of the vault in a folder",
        {"folder": {"type": typed.path, "metavar": "DIR"}},
    ),
    "restore": (
        commands.restore,
        "unpack a backup into a new folder",
        {"file": {"type": typed.path, "metavar": "FILE"}, "--to": _TO_FOLDER},
    ),
    "repair": (
        repairing.repair,
        "put back what is damaged in the record, or one whole file, as a backup has it",
        {"file": {"type": typed.path, "metavar": "FILE"}},
    ),
    "open-archive": (
        commands.open_archive,
        "unpack an archive of reflections into a new folder",
        {"file": {"type": typed.path, "metavar": "FILE"}, "--to": _TO_FOLDER},
    ),
    "change-passphrase": (
        key_commands.change_passphrase,
        "let a new passphrase open the vault; the recovery key can stand for the old one",
        {"--new-passphrase-file": _NEW_PASSPHRASE},
    ),
    "new-recovery-key": (
        key_commands.new_recovery_key,
        "make a new recovery key, which is shown once; the old one opens old backups only",
        {},
    ),
    "rebuild-keys": (
        key_commands.rebuild_keys,
        "take the keys out of a backup, where both key files are lost or damaged",
        {"file": {"type": typed.path, "metavar": "FILE"}},
    ),
    "executor-sheet": (
        commands.executor_sheet,
        "make, try or revoke the sheet for whoever acts for you, or say whether one is in force",
        {
            "act": {"choices": ["say", "make", "try", "revoke"], "nargs": "?", "default": "say"},
            "--two-parts": {"action": "store_true", "help": "two sheets, useless alone"},
            "--to": {
                "type": typed.path,
                "metavar": "FILE.pdf",
                "help": "where the sheet is written",
            },
            "--key-file": {"metavar": "FILE", "help": "the key as it was typed from the paper"},
        },
    ),
    "second-passphrase": (
        key_commands.second_passphrase,
        "set, change or take away a passphrase for the reflections alone, or tell of it",
        {
            "act": {
                "choices": ["show", "set", "change", "remove"],
                "nargs": "?",
                "default": "show",
            },
            "--new-passphrase-file": _NEW_PASSPHRASE,
        },
    ),
    "replace-keys": (
        key_commands.replace_keys,
        "encrypt everything anew: new keys, passphrase and recovery key; the old open it no more",
        {
            "--new-passphrase-file": _NEW_PASSPHRASE,
            "--without-second-passphrase": {
                "action": "store_true",
                "help": "take the passphrase of the reflections away: the new one opens both",
            },
        },
    ),
    "passphrase": (
        care_commands.passphrase,
        "draw six words for a passphrase, and say the rules; or try one that lies in a file",
        {"--try": {"dest": "try_file", "metavar": "FILE", "help": "may it be one?"}},
    ),
    "recovery-sheet": (
        care_commands.recovery_sheet,
        "try the recovery key in --recovery-key-file, and write its sheet as a PDF",
        {"--to": _SHEET},
    ),
    "bring-back": (
        care_commands.bring_back,
        "bring one client's file or one note back out of a backup; nothing is written over",
        {
            "file": {"type": typed.path, "metavar": "FILE"},
            "--client": {"metavar": "NAME", "help": "id or code name: what is missing of the file"},
            "--note": {"metavar": "ID", "help": "this note alone"},
        },
    ),
    "hand-over": (
        care_commands.hand_over,
        "write the backup in which the practice goes to another computer, and mark this copy",
        {"--to": _TO_FOLDER},
    ),
    "take-back": (
        care_commands.take_back,
        "let a copy that was handed over be written in again",
        {},
    ),
    "remove": (
        care_commands.remove,
        "delete the practice from this computer, its keys first; backups stay",
        {"--word": {"metavar": "WORD", "help": f"“{care_commands.WORD}”, typed in full"}},
    ),
    "verify": (commands.verify, "check every page, row and chain of the vault", {}),
}

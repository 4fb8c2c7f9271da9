"""What is done on bad days and when moving, in a terminal: passphrase, sheet, one note, removal."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import factory
from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import care_commands, main
from practicenotes.domain import settings as known
from practicenotes.domain.notes import Note
from practicenotes.errors import PracticeHandedOver
from practicenotes.records import settings
from practicenotes.vault import RecoveryKey, Vault


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Give a way to run one command with the recovery key, which is in a file."""
    (tmp_path / "key").write_text(f"{recovery_key}\n")

    def command(*options: str) -> tuple[int, Any]:
        asked = ["--vault", str(vault_folder), "--recovery-key-file", str(tmp_path / "key")]
        how, options = ([], options[1:]) if options[0] == "--words" else (["--json"], options)
        code = main.main([*how, *asked, *options], schemas=SCHEMAS, now=lambda: AT)
        said = capsys.readouterr()
        if not how or not said.out.strip():
            return code, (said.out or said.err.removeprefix("practicenotes: ")).strip()
        return code, json.loads(said.out)

    return command


def test_six_words_are_drawn_and_may_be_a_passphrase(run: Run, tmp_path: Path) -> None:
    """What is drawn passes its own rules; what others know is refused, and nothing is opened."""
    _, drawn = run("passphrase")
    assert len(drawn["passphrase"].split()) == 6
    for text, outcome in ((drawn["passphrase"], main.DONE), ("practicenotes", main.REFUSED)):
        (tmp_path / "tried").write_text(text)
        code, said = run("passphrase", "--try", str(tmp_path / "tried"))
        assert code == outcome
    assert "15 characters" in said


def test_a_recovery_sheet_is_tried_and_drawn_again(
    run: Run, vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """The key counts as tried, and the paper has its nine groups."""
    sheet = tmp_path / "sheet.pdf"
    code, _ = run("recovery-sheet", "--to", str(sheet))
    assert code == main.DONE
    with pypdfium2.PdfDocument(sheet) as document:
        words = document[0].get_textpage().get_text_range()
    assert all(group in words for group in recovery_key.groups)
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        assert vault.record.run(settings.get, known.RECOVERY_TRIED)


def test_a_sheet_is_not_drawn_without_its_key(
    vault_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The passphrase does not know the key: the option that does is named."""
    (tmp_path / "pass").write_text("correct horse battery staple")
    asked = ["--vault", str(vault_folder), "--passphrase-file", str(tmp_path / "pass")]
    assert main.main([*asked, "recovery-sheet"], schemas=SCHEMAS, now=lambda: AT) == main.REFUSED
    assert "--recovery-key-file" in capsys.readouterr().err


def test_one_note_and_one_client_come_back(
    run: Run, vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """A note that is there comes as a draft beside itself; a client file that is whole stays."""
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        client_id = factory.add_client(vault.record)
        session_id = factory.add_session(vault.record, client_id)
        note_id = factory.write_note(vault.record, session_id).id
        backup = str(vault.backup(tmp_path / "stick", at=AT))
    code, told = run("bring-back", backup, "--note", note_id)
    assert (code, told["note"] != note_id) == (main.DONE, True)
    nothing = {"entries": 0, "notes": 0, "left": 0}
    assert run("bring-back", backup, "--client", "heron") == (main.DONE, nothing)
    assert run("bring-back", backup, "--client", "Nobody")[0] == main.REFUSED
    assert "--note ID" in run("bring-back", backup)[1]


def test_it_is_said_whether_anything_of_a_client_file_was_missing(
    run: Run, vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """Nothing, one note, or one that has no room; in a copy that was handed over it is refused."""
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        session_id = factory.add_session(vault.record, factory.add_client(vault.record))
        note = factory.sign_note(vault.record, session_id)
        file = str(vault.backup(tmp_path / "stick", at=AT))
    words = ("--words", "bring-back", file, "--client", "heron")

    assert run(*words) == (main.DONE, care_commands.NOTHING_MISSING)
    lose(vault_folder, recovery_key, note)
    assert run(*words) == (main.DONE, care_commands.BACK.format(notes=1))
    lose(vault_folder, recovery_key, note)
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        factory.sign_note(vault.record, session_id, {"plan": "another"})
    left = care_commands.NO_ROOM.format(left=1)
    assert run(*words) == (main.DONE, f"{care_commands.NOTHING_BACK} {left}")

    assert run("hand-over", "--to", str(tmp_path / "other"))[0] == main.DONE
    code, told = run(*words)
    assert (code, told) == (main.REFUSED, f"{messages.in_terminal(PracticeHandedOver(AT))}")


def lose(folder: Path, key: RecoveryKey, note: Note) -> None:
    """Let a note vanish from the record of a closed practice."""
    with closing(Vault.open(folder, key, SCHEMAS, at=AT)) as vault:
        factory.lose(vault.record, "note", note.id)


def test_a_practice_is_handed_over_and_taken_back(run: Run, tmp_path: Path) -> None:
    """The backup is written, the copy is read and no more, until it is taken back."""
    assert run("take-back")[0] == main.REFUSED
    _, told = run("hand-over", "--to", str(tmp_path / "stick"))
    assert Path(told["file"]).is_file()
    code, refusal = run("hand-over", "--to", str(tmp_path / "stick"))
    assert code == main.REFUSED
    assert "handed over to another computer" in refusal
    assert run("take-back")[0] == main.DONE
    assert run("hand-over", "--to", str(tmp_path / "other"))[0] == main.DONE


def test_a_practice_is_removed_with_a_word(run: Run, vault_folder: Path) -> None:
    """Without the word nothing happens; with it the folder is gone."""
    assert "--word remove" in run("remove")[1]
    assert vault_folder.is_dir()
    code, told = run("remove", "--word", "remove")
    assert (code, told["folder_gone"]) == (main.DONE, True)
    assert not vault_folder.exists()

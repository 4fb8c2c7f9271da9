"""What a refusal says in the terminal: a way that can be gone, and nothing that is not so."""

import os
import re
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.errors import (
    BackupKeysDiffer,
    HeaderDamaged,
    HeaderTampered,
    PracticeHandedOver,
    PracticeNotesError,
    RowDamaged,
    StoreChanged,
    StoreDamaged,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.vault import RecoveryKey, Vault, archive, header, renewing
from practicenotes.vault.audit import entries


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
STORE = Path("record-1.db")
NAMING = [  # a command
    *(StoreDamaged(STORE, how) for how in ("missing", "cut", "place")),
    BackupKeysDiffer(Path("one.backup")),
    HeaderDamaged(Path("Main.practice")),
    PracticeHandedOver(AT),
    RowDamaged("note", "1"),
    StoreChanged(STORE),
]

Run = Callable[..., str]


@pytest.fixture
def run(vault_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run a command that is refused, with the passphrase, and to have its words."""
    (tmp_path / "old").write_text("correct horse battery staple\n")

    def command(*words: str, key: str = "--passphrase-file", file: str = "old") -> str:
        asked = ["--vault", str(vault_folder), key, str(tmp_path / file), *words]
        assert main.main(asked, schemas=SCHEMAS, now=lambda: AT) == main.REFUSED
        return capsys.readouterr().err.removeprefix("practicenotes: ").rstrip("\n")

    return command


@pytest.mark.parametrize("error", NAMING, ids=lambda error: type(error).__name__)
def test_a_command_that_is_named_can_be_typed_so(error: PracticeNotesError) -> None:
    """What stands there in quotes is taken as it is, with every option that it needs."""
    named = re.findall("“([^”]+)”", messages.in_terminal(error))

    assert named
    for words in named:
        main._parser().parse_args(words.split())


def test_an_opening_that_was_entered_is_not_denied(
    run: Run, vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path
) -> None:
    """What is missing comes out once the practice is open: it says that nothing was changed."""
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        file = vault.backup(tmp_path / "stick", at=AT)
    said = run("bring-back", str(file))

    assert "Nothing was changed." in said
    assert "opened" not in said
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        assert vault.record.run(entries)[0].act == "unlock"


@pytest.mark.parametrize("command", ["restore", "rebuild-keys"])
def test_a_backup_that_does_not_open_is_not_taken_for_the_practice(
    run: Run, vault: Vault, recovery_key: RecoveryKey, tmp_path: Path, command: str
) -> None:
    """The passphrase and the sheet of now are newer than it: an older one may fit, and does."""
    file = vault.backup(tmp_path / "stick", at=AT)
    fresh = RecoveryKey.new(os.urandom)
    renewing.replace_recovery_key(vault, recovery_key, fresh, at=AT)
    vault.close()
    secrets = {"new": "seven quiet herons by the weir", "sheet": fresh, "older": recovery_key}
    for name, secret in secrets.items():
        (tmp_path / name).write_text(f"{secret}\n")
    for name in header.COPIES:
        (vault.folder / name).unlink()
    words = [
        command,
        str(file),
        *(["--to", str(tmp_path / "made")] if command == "restore" else []),
    ]

    assert run(*words, file="new") == messages.of_backup(WrongPassphrase())
    sheet = {"key": "--recovery-key-file", "file": "sheet"}
    assert run(*words, **sheet) == messages.of_backup(WrongRecoveryKey())
    asked = ["--vault", str(vault.folder), "--recovery-key-file", str(tmp_path / "older"), *words]
    assert main.main(asked, schemas=SCHEMAS, now=lambda: AT) == main.DONE


def test_keys_in_a_backup_that_were_changed_send_to_another_backup(
    run: Run, vault: Vault, tmp_path: Path
) -> None:
    """Another program wrote into its key file: the latest one, which it may be, is not advised."""
    file = vault.backup(tmp_path / "stick", at=AT)
    vault.close()
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    head = header.parse(members[archive.KEYS]).header
    file.unlink()
    archive.pack(file, members | {archive.KEYS: header.render(head, bytes(32))})
    said = run("restore", str(file), "--to", str(tmp_path / "made"))

    assert said == messages.of_backup(HeaderTampered(file))
    assert "Choose another backup." in said
    assert not (tmp_path / "made").exists()

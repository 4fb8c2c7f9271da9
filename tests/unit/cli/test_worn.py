"""What a command has done is told as done, though a worn disk takes no entry of it."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import factory
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.cli.asked import NOT_ENTERED
from practicenotes.domain import settings as known
from practicenotes.errors import DiskFailing, WrongPassphrase, WrongRecoveryKey
from practicenotes.records import settings
from practicenotes.vault import RecoveryKey, Vault, executor, replacing, second
from practicenotes.vault.executor_key import ExecutorKey


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
SECRETS = {
    "old": "correct horse battery staple",
    "new": "seven quiet herons by the weir",
    "own": "a quiet garden behind the house",
    "other": "another garden with seven gates",
}

Run = Callable[..., str]


@pytest.fixture
def run(vault: Vault, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run a command that is carried out, and to have all that it says."""
    for name, secret in SECRETS.items():
        (tmp_path / name).write_text(f"{secret}\n")
    given = ["--vault", str(vault.folder), "--passphrase-file", str(tmp_path / "old")]

    def command(*words: str) -> str:
        told = [str(tmp_path / word[1:]) if word.startswith("@") else word for word in words]
        code = main.main([*given, *told], schemas=SCHEMAS, now=lambda: AT)
        said = capsys.readouterr()
        assert code == main.DONE, said.err
        return said.out + said.err

    return command


@pytest.fixture
def worn(vault: Vault) -> Path:
    """Give the folder of a practice whose trail has a worn page, closed."""
    factory.wear_out(vault.record, "audit")
    vault.close()
    return vault.folder


def opened(folder: Path, key: str | RecoveryKey) -> Vault:
    """Open the record of a practice that is damaged elsewhere."""
    return Vault.open(folder, key, {"record": SCHEMAS["record"]}, at=AT)


def test_a_passphrase_that_is_changed_is_told_so(run: Run, worn: Path) -> None:
    """The new one opens the practice and the old one does not; the trail is told of beside it."""
    said = run("change-passphrase", "--new-passphrase-file", "@new")

    assert f"The passphrase of {worn} is changed." in said
    assert NOT_ENTERED in said
    opened(worn, SECRETS["new"]).close()
    with pytest.raises(WrongPassphrase):
        opened(worn, SECRETS["old"])


def test_a_recovery_key_that_is_in_force_is_shown(
    run: Run, worn: Path, recovery_key: RecoveryKey
) -> None:
    """It opens the practice and waits for its trial; the one before it opens nothing."""
    with closing(opened(worn, recovery_key)) as vault:
        vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    said = run("new-recovery-key")

    assert NOT_ENTERED in said
    shown = said.partition("Recovery key: ")[2].splitlines()[0]
    with closing(opened(worn, RecoveryKey.parse(shown))) as vault:
        assert vault.record.run(settings.get, known.RECOVERY_TRIED) is False
    with pytest.raises(WrongRecoveryKey):
        opened(worn, recovery_key)


def test_each_step_of_a_second_passphrase_is_told_as_done(run: Run, worn: Path) -> None:
    """Set, changed and taken away: what is said is what then opens the reflections."""
    assert NOT_ENTERED in run("second-passphrase", "set", "--new-passphrase-file", "@own")
    change = ("second-passphrase", "change", "--new-passphrase-file", "@other")
    assert NOT_ENTERED in run("--second-passphrase-file", "@own", *change)
    with closing(opened(worn, SECRETS["old"])) as vault:
        second.check(vault, SECRETS["other"])
    remove = ("second-passphrase", "remove")
    assert NOT_ENTERED in run("--second-passphrase-file", "@other", *remove)
    with closing(opened(worn, SECRETS["old"])) as vault:
        assert not second.is_set(vault)


def test_an_executor_sheet_is_made_tried_and_revoked(run: Run, worn: Path, tmp_path: Path) -> None:
    """Its key is shown and opens the key files; once revoked, none is laid there."""
    said = run("executor-sheet", "make")
    shown = said.partition("key: ")[2].splitlines()[0]
    with closing(opened(worn, SECRETS["old"])) as vault:
        executor.attempt(vault, ExecutorKey.parse(shown))
    (tmp_path / "sheet").write_text(shown)
    assert "in force" in run("executor-sheet", "try", "--key-file", "@sheet")
    assert "No executor sheet opens" in run("executor-sheet", "revoke")
    with closing(opened(worn, SECRETS["old"])) as vault:
        assert executor.laid(vault) is None


def test_new_keys_are_shown_though_the_disk_fails_behind_them(
    run: Run, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is looked for behind the change hides nothing: the key that is shown opens it."""
    vault.close()

    def fail(*_: object) -> None:
        raise DiskFailing(vault.folder)

    monkeypatch.setattr(replacing, "left", fail)
    said = run("replace-keys", "--new-passphrase-file", "@new")

    shown = said.partition("Recovery key: ")[2].splitlines()[0]
    opened(vault.folder, RecoveryKey.parse(shown)).close()


def test_a_backup_that_cannot_be_remembered_is_told_of(
    run: Run, vault: Vault, tmp_path: Path
) -> None:
    """The entry that says when the last one was made is damaged; the file lies there."""
    vault.record.run(settings.put, known.LAST_BACKUP, "never")
    factory.meddle(vault.record, "UPDATE setting SET value = '[0]' WHERE name = 'last_backup'")
    vault.close()
    said = run("backup", "--to", str(tmp_path / "copies"))

    assert "Wrote" in said
    assert len(list((tmp_path / "copies").iterdir())) == 1

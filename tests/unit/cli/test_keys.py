"""All keys are replaced in a terminal: what is said, and what opens afterwards."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.domain import settings as known
from practicenotes.errors import PassphraseRefused, WrongPassphrase, WrongRecoveryKey
from practicenotes.records import backups, settings
from practicenotes.reflections import words
from practicenotes.vault import RecoveryKey, Vault, keyring
from practicenotes.vault.audit import entries
from practicenotes.vault.slots import Slot


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
OLD, NEW = "correct horse battery staple", "seven quiet herons by the weir"

Run = Callable[..., int]


@pytest.fixture
def run(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to replace the keys of a practice whose old key lies in a file."""
    for name, secret in (("old", OLD), ("new", NEW), ("key", str(recovery_key))):
        (tmp_path / name).write_text(f"{secret}\n")

    def command(*options: str, new: str = "new") -> int:
        given = options or ("--passphrase-file", str(tmp_path / "old"))
        asked = ["--vault", str(vault_folder), *given]
        asked += ["replace-keys", "--new-passphrase-file", str(tmp_path / new)]
        return main.main(asked, schemas=SCHEMAS, now=lambda: AT)

    return command


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return what was said as JSON."""
    return json.loads(capsys.readouterr().out)


def test_the_new_key_is_shown_once_and_the_old_secrets_open_nothing(
    run: Run,
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The words name the new recovery key and each old backup; only the new secrets open it."""
    copies = tmp_path / "copies"
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        vault.record.run(backups.add, str(copies), AT)
        vault.record.run(settings.put, known.RECOVERY_TRIED, True)
        old = vault.backup(copies, at=AT)
    assert run() == main.DONE
    said = capsys.readouterr().out
    key = RecoveryKey.parse(said.partition("Recovery key: ")[2].splitlines()[0])

    assert str(old) in said
    assert "executor" not in said
    for wrong, refusal in ((OLD, WrongPassphrase), (recovery_key, WrongRecoveryKey)):
        with pytest.raises(refusal):
            Vault.open(vault_folder, wrong, SCHEMAS, at=AT)
    for right in (NEW, key):
        with closing(Vault.open(vault_folder, right, SCHEMAS, at=AT)) as vault:
            assert vault.verify().is_sound
            assert vault.private.run(words.every) == ()
            assert vault.record.run(settings.get, known.RECOVERY_TRIED) is False
            acts = [entry.act for entry in vault.record.run(entries)]
    assert acts.count("replace all keys") == 1
    assert old.exists()


def test_a_program_is_told_the_same(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON come the key, what is gone, and the old copies; the old sheet will do to ask."""
    assert run("--recovery-key-file", str(tmp_path / "key"), "--json") == main.DONE
    facts = told(capsys)

    assert len(facts["recovery_key"].split("-")) == 9
    assert (facts["gone"], facts["old_copies"]) == ([], [])


def test_an_executor_who_had_a_sheet_is_told_of(
    run: Run,
    vault_folder: Path,
    recovery_key: RecoveryKey,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A sheet that another hand holds is void from now on, and the words say so."""
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        vault.with_keys(_add_a_foreign_slot)
    assert run() == main.DONE

    assert "executor’s sheet no longer opens anything" in capsys.readouterr().out


def _add_a_foreign_slot(ring: keyring.Keyring) -> None:
    recovery = ring.header.of_type("recovery")[0]
    slot = Slot(
        "executor", "ab" * 16, recovery.created, recovery.kdf, "record", bytes(12), bytes(48)
    )
    ring.adopt(replace(ring.header, slots=(*ring.header.slots, slot)))


@pytest.mark.parametrize("new", ["old", "key"])
def test_what_may_not_follow_is_refused_in_words(
    run: Run,
    vault_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    new: str,
) -> None:
    """The same passphrase again, or one that is too short, changes nothing."""
    (tmp_path / "key").write_text("short\n")
    before = (vault_folder / "keys-a.txt").read_bytes()
    assert run(new=new) == main.REFUSED
    reason = "same" if new == "old" else "too_short"

    assert messages.sentence(PassphraseRefused(reason)) in capsys.readouterr().err
    assert (vault_folder / "keys-a.txt").read_bytes() == before
    assert not list(vault_folder.glob("*-2.db"))


def test_the_passphrase_of_now_is_asked_for(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever does not know it replaces nothing."""
    (tmp_path / "old").write_text("not the passphrase at all\n")

    assert run() == main.REFUSED
    assert messages.sentence(WrongPassphrase()) in capsys.readouterr().err


# --- one secret alone ----------------------------------------------------------------------------


def command(folder: Path, tmp_path: Path, secret: str, *words: str) -> int:
    """Run one command with the secret in a file."""
    option = "--recovery-key-file" if secret == "key" else "--passphrase-file"
    options = ["--vault", str(folder), option, str(tmp_path / secret)]
    return main.main([*options, *words], schemas=SCHEMAS, now=lambda: AT)


@pytest.mark.parametrize("secret", ["old", "key"])
def test_a_passphrase_is_changed(
    run: Run,
    vault_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    secret: str,
) -> None:
    """With the old one or the recovery key; the words say what old backups still open with."""
    before = {path.name: path.read_bytes()[:16] for path in vault_folder.glob("*.db")}
    words = ("change-passphrase", "--new-passphrase-file", str(tmp_path / "new"))
    assert command(vault_folder, tmp_path, secret, *words) == main.DONE
    assert "Old backups still open with the old one." in capsys.readouterr().out
    with pytest.raises(WrongPassphrase):
        Vault.open(vault_folder, OLD, SCHEMAS, at=AT)
    with closing(Vault.open(vault_folder, NEW, SCHEMAS, at=AT)) as vault:
        assert "change passphrase" in [entry.act for entry in vault.record.run(entries)]

    assert {path.name: path.read_bytes()[:16] for path in vault_folder.glob("*.db")} == before


def test_a_recovery_key_is_made_anew(
    run: Run,
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is shown once and waits for its trial; the old one opens this vault no more."""
    assert command(vault_folder, tmp_path, "old", "new-recovery-key") == main.DONE
    said = capsys.readouterr().out
    key = RecoveryKey.parse(said.partition("Recovery key: ")[2].splitlines()[0])
    with pytest.raises(WrongRecoveryKey):
        Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)
    with closing(Vault.open(vault_folder, key, SCHEMAS, at=AT)) as vault:
        vault.check_key(OLD)
        assert vault.record.run(settings.get, known.RECOVERY_TRIED) is False
        assert "replace recovery key" in [entry.act for entry in vault.record.run(entries)]


# --- both key files are lost ---------------------------------------------------------------------


@pytest.mark.release(25)
def test_a_backup_gives_lost_keys_back(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`rebuild-keys` writes both key files anew; until then every command says what is amiss."""
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
        file = vault.backup(tmp_path / "copies", at=AT)
    for name in ("keys-a.txt", "keys-b.txt"):
        (vault_folder / name).unlink()

    assert command(vault_folder, tmp_path, "key", "info") == main.REFUSED
    assert "“rebuild-keys FILE” takes the keys out of a backup" in capsys.readouterr().err
    assert command(vault_folder, tmp_path, "key", "rebuild-keys", str(file)) == main.DONE
    assert str(vault_folder) in capsys.readouterr().out
    assert command(vault_folder, tmp_path, "key", "info") == main.DONE
    capsys.readouterr()
    assert command(vault_folder, tmp_path, "key", "rebuild-keys", "nothing") == main.DONE
    assert "nothing was taken out of the backup" in capsys.readouterr().out

"""A damaged practice is repaired in a terminal."""

import errno
import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import factory
from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main, repairing
from practicenotes.domain import findings
from practicenotes.errors import DiskFull, FolderSynchronised, StoreDamaged, StoreLost, VaultBusy
from practicenotes.records import attachments, notes
from practicenotes.reflections import reflections
from practicenotes.vault import RecoveryKey, Vault, anchor, files


AT = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)

Run = Callable[..., int]


@pytest.fixture
def run(vault_folder: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Run:
    """Give a way to run one command on a practice that is closed by then."""
    (tmp_path / "key").write_text(f"{recovery_key}\n")
    given = ["--vault", str(vault_folder), "--recovery-key-file", str(tmp_path / "key")]

    def command(*words: str) -> int:
        seen = tmp_path / "anchors"
        return main.main([*given, *words], schemas=SCHEMAS, now=lambda: AT, anchors=seen)

    return command


def test_what_is_damaged_is_as_in_the_backup(
    vault: Vault,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The count is said, the note is whole, and a second repair finds nothing to do."""
    heron = factory.add_client(vault.record)
    note = factory.sign_note(vault.record, factory.add_session(vault.record, heron))
    file = vault.backup(tmp_path / "stick", at=AT)
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    vault.close()

    said = []
    for _ in range(2):
        assert run("--json", "repair", str(file)) == main.DONE
        said.append(json.loads(capsys.readouterr().out))

    assert [each["restored"] for each in said] == [1, 0]
    assert [each["sound"] for each in said] == [True, True]
    with closing(Vault.open(vault.folder, recovery_key, SCHEMAS, at=AT)) as opened:
        assert opened.record.run(notes.get, note.id) == note
        assert opened.verify().is_sound


@pytest.mark.parametrize(
    ("where", "asked", "code"),
    [
        ("note", "search", main.REFUSED),
        ("audit", "info", main.DONE),
        ("note_section_words_config", "search", main.REFUSED),
    ],
)
def test_a_damaged_page_of_a_practice_that_opens_is_mended_where_it_is(
    vault: Vault,
    tmp_path: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    where: str,
    asked: str,
    code: int,
) -> None:
    """Notes, trail or index of the search: the sentence names the repair, and the repair mends."""
    factory.sign_note(
        vault.record, factory.add_session(vault.record, factory.add_client(vault.record))
    )
    file = vault.backup(tmp_path / "stick", at=AT)
    path = vault.record.path
    factory.wear_out(vault.record, where)
    vault.close()
    words = (asked, "sentence") if asked == "search" else (asked,)

    assert run(*words) == code
    told = messages.in_terminal(StoreDamaged(path, "place"))
    assert capsys.readouterr().err == (f"practicenotes: {told}\n" if code else "")
    assert run("verify") == main.REFUSED
    assert "1 damaged page" in capsys.readouterr().out
    assert run("repair", str(file)) == main.DONE
    assert "did not open" not in capsys.readouterr().out
    assert run("verify") == run(*words) == main.DONE


def test_what_no_repair_mends_is_said_at_its_end(
    vault: Vault, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """A break in the trail stays, is told as the check tells it, and the command ends with 1."""
    factory.add_client(vault.record)
    file = vault.backup(tmp_path / "stick", at=AT)
    factory.meddle(vault.record, "DELETE FROM audit WHERE seq = 1")
    vault.close()

    assert run("verify") == main.REFUSED
    found = capsys.readouterr().out.splitlines()
    assert run("repair", str(file)) == main.REFUSED
    told = capsys.readouterr().out.splitlines()
    assert run("--json", "repair", str(file)) == main.REFUSED
    facts = json.loads(capsys.readouterr().out)

    assert "a break in the audit trail" in told[1]
    assert told[2:-1] == found[1:-1]
    assert found[-1].endswith(f"nothing was changed. {findings.TERMINAL.compare}")
    assert told[-1] == f"Not everything is right yet. {findings.TERMINAL.compare}"
    assert (facts["damaged"], facts["sound"], facts["found"]["sound"]) == (0, False, False)


def test_damage_in_the_reflections_is_sent_to_the_program(
    vault: Vault, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing in a terminal opens them, so the repair says where they are repaired, and ends 1."""
    file = vault.backup(tmp_path / "stick", at=AT)
    path = vault.folder / "private-1.db"
    vault.close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    for words in (("verify",), ("repair", str(file))):
        assert run(*words) == main.REFUSED
        assert capsys.readouterr().out.endswith(f" {findings.TERMINAL.private}\n")


def test_damage_that_a_backup_has_too_is_sent_to_an_older_one(
    vault: Vault, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was damaged when the backup was made stays so, and the sentence says where to look."""
    heron = factory.add_client(vault.record)
    factory.sign_note(vault.record, factory.add_session(vault.record, heron))
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    file = vault.backup(tmp_path / "stick", at=AT)
    vault.close()

    assert run("repair", str(file)) == main.REFUSED
    assert capsys.readouterr().out.endswith(f"{findings.STILL}\n")


def test_reflections_that_are_gone_are_not_called_damaged(
    vault: Vault, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """A backup needs them too; the sentence names the file, and what puts it back."""
    path = vault.folder / "private-1.db"
    vault.close()
    path.rename(tmp_path / "elsewhere.db")

    assert run("backup", "--to", str(tmp_path / "stick")) == main.REFUSED
    told = capsys.readouterr().err
    assert told.startswith(f"practicenotes: The file {path} is not there. Nothing was changed")
    assert "Put it back, or let “repair FILE” do that" in told


def test_a_check_names_the_command_that_puts_the_one_missing_file_back(
    vault: Vault, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was written since in the other file stays, as no restore would let it."""
    file = vault.backup(tmp_path / "stick", at=AT)
    factory.add_client(vault.record)
    vault.close()
    (vault.folder / "private-1.db").unlink()

    assert run("verify") == main.REFUSED
    assert capsys.readouterr().out.endswith(f" {findings.TERMINAL.one_away}\n")
    assert run("repair", str(file)) == main.DONE
    assert run("verify") == main.DONE
    capsys.readouterr()
    assert run("clients") == main.DONE
    assert "Heron" in capsys.readouterr().out


def spoil(path: Path) -> None:
    """Let a bit of the first page decay."""
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


@pytest.fixture
def file(vault: Vault, tmp_path: Path) -> Path:
    """Make a backup of a practice with Heron, then add a consent and a reflection; close it."""
    heron = factory.add_client(vault.record)
    session = factory.add_session(vault.record, heron)
    written = vault.backup(tmp_path / "stick", at=AT)
    vault.record.run(attachments.add, factory.attachment(heron), AT)
    vault.private.run(reflections.save, factory.reflection(session, heron, "pull"), AT)
    anchor.keep(vault, tmp_path / "anchors", at=AT)
    vault.close()
    return written


@pytest.mark.parametrize(("name", "kept"), [("private", 1), ("record", 0)])
def test_a_file_that_does_not_open_is_put_back_alone(
    vault_folder: Path,
    file: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    name: str,
    kept: int,
) -> None:
    """The way that is named leads there, the other file keeps all, and no window asks of it."""
    path = vault_folder / f"{name}-1.db"
    spoil(path)
    if name == "record":
        assert run("info") == main.REFUSED
        told = messages.in_terminal(StoreDamaged(path, "pages"))
        assert "“repair FILE” puts back this one alone" in told
        assert capsys.readouterr().err == f"practicenotes: {told}\n"
    assert run("--json", "repair", str(file)) == main.DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["put_back"], said["restored"], said["sound"]) == (name, 0, True)
    assert run("verify") == main.DONE
    assert run("repair", str(file)) == main.DONE
    assert "did not open" not in capsys.readouterr().out

    opened = Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)
    heron = factory.rows_of(opened.record, "SELECT id FROM client")[0][0]
    assert len(opened.record.run(attachments.of_client, heron)) == kept
    assert len(opened.private.run(reflections.of_client, heron)) == 1 - kept
    assert anchor.look(opened, tmp_path / "anchors") is None
    opened.close()


def test_nothing_is_put_back_where_the_practice_may_not_be_opened(
    vault_folder: Path, file: Path, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a synchronised folder, or open elsewhere until that is said: told, and nothing changes."""
    spoil(vault_folder / "private-1.db")
    away = tmp_path / "Dropbox" / "P.practice"
    away.parent.mkdir()
    vault_folder.rename(away)
    before = sorted(path.name for path in away.iterdir())
    assert run("--vault", str(away), "repair", str(file)) == main.REFUSED
    told = messages.in_terminal(FolderSynchronised(away, "Dropbox"))
    assert capsys.readouterr().err == f"practicenotes: {told}\n"

    away.rename(vault_folder)
    mark = {"host": "OFFICE-PC", "pid": 1, "since": AT.isoformat()}
    (vault_folder / files.LOCK).write_text(json.dumps(mark))
    assert run("repair", str(file)) == main.REFUSED
    busy = VaultBusy(vault_folder, "OFFICE-PC", AT, left=True, is_elsewhere=True)
    assert capsys.readouterr().err == f"practicenotes: {messages.in_terminal(busy)}\n"
    assert sorted(path.name for path in vault_folder.iterdir()) == before
    assert run("--closed-elsewhere", "repair", str(file)) == main.DONE


@pytest.mark.parametrize("name", ["record", "private"])
def test_what_is_refused_after_a_file_was_put_back_takes_nothing_of_it_back(
    vault_folder: Path,
    file: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    """The outcome tells of the file, then of what came next; the command ends with 1."""

    def full(*_given: object) -> None:
        raise DiskFull(vault_folder)

    spoil(vault_folder / f"{name}-1.db")
    with monkeypatch.context() as patched:
        patched.setattr(repairing.mending, "mend", full)
        assert run("--json", "repair", str(file)) == main.REFUSED
    said = json.loads(capsys.readouterr().out)
    assert (said["put_back"], said["restored"], said["sound"]) == (name, None, None)

    spoil(vault_folder / f"{name}-2.db")
    with monkeypatch.context() as patched:
        patched.setattr(repairing.mending, "mend", full)
        assert run("repair", str(file)) == main.REFUSED
    done, refused = capsys.readouterr().out.splitlines()
    put_back, aside = repairing.PUT_BACK[name], repairing.ASIDE
    assert done == f"{put_back} {aside} {repairing.SO_FAR}"
    assert refused == messages.in_terminal(DiskFull(vault_folder))
    assert run("verify") == main.DONE


def test_what_is_refused_after_a_repair_takes_nothing_of_it_back(
    vault: Vault,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The entries are counted, though the check at the end was not to be had."""
    heron = factory.add_client(vault.record)
    factory.sign_note(vault.record, factory.add_session(vault.record, heron))
    file = vault.backup(tmp_path / "stick", at=AT)
    factory.meddle(vault.record, "UPDATE note_section SET body = 'changed'")
    vault.close()

    def lost(_vault: Vault) -> None:
        raise StoreLost(vault.folder)

    monkeypatch.setattr(repairing.inspection, "of", lost)
    assert run("repair", str(file)) == main.REFUSED
    told = capsys.readouterr().out
    assert told.startswith("Entries that are again as in the backup: 1. Damaged still: 0.")
    assert f"{repairing.SO_FAR}\n{messages.in_terminal(StoreLost(vault.folder))}" in told


@pytest.mark.parametrize("harm", ["a first page", "a row"])
def test_a_damaged_file_that_stays_in_its_place_is_not_said_to_lie_aside(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    file: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    harm: str,
) -> None:
    """Where another program holds it open, it is named, and goes there with the next opening."""
    path = vault_folder / "record-1.db"
    if harm == "a row":
        with closing(Vault.open(vault_folder, recovery_key, SCHEMAS, at=AT)) as vault:
            factory.meddle(vault.record, "UPDATE client SET code_name = 'x'")
    else:
        spoil(path)

    def held_open(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "held open")

    with monkeypatch.context() as patched:
        patched.setattr(files, "retire", held_open)
        assert run("repair", str(file)) == main.DONE
    assert repairing.IN_PLACE.format(path=path) in capsys.readouterr().out
    assert run("info") == main.DONE
    assert (vault_folder / "quarantine" / path.name).exists()

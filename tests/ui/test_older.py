"""An older copy of the practice is asked about before it is used as the latest."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app import remembering
from practicenotes.app.program import Program
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.people import NewClient
from practicenotes.errors import DiskFailing, MemoryShort
from practicenotes.records import clients, settings
from practicenotes.ui.device import Device
from practicenotes.ui.older import OLDER, OlderPage
from practicenotes.ui.renewal import Renewal
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Vault, anchor
from practicenotes.vault.audit import entries


@pytest.fixture
def program(
    qapp: QApplication, theme: Theme, vault_folder: Path, tmp_path: Path
) -> Iterator[Program]:
    """Give the program on a computer that remembers nothing yet."""
    started = Program(qapp, Device(tmp_path / "config"), vault_folder)
    yield started
    started.close()
    if started.front:
        started.front.close()
        started.front.deleteLater()
    started.deleteLater()


@pytest.fixture
def opened(recovery_key: RecoveryKey) -> Callable[[Path], Vault]:
    """Give a way to open a practice with its key."""
    return lambda folder: Vault.open(folder, recovery_key, SCHEMAS, at=times.utc_now())


@pytest.fixture
def older(
    program: Program, vault_folder: Path, opened: Callable[[Path], Vault], tmp_path: Path
) -> Path:
    """Give a copy of a practice that was worked in here since, and locked."""
    vault = opened(vault_folder)
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.close()
    copy = Path(copytree(vault_folder, tmp_path / "Older.practice"))
    program.enter(opened(vault_folder))
    assert program.vault
    program.vault.record.run(clients.add, NewClient("Heron"), times.utc_now())
    program.lock()
    return copy


def _words(page: QWidget) -> list[str]:
    return [label.accessibleName() or label.text() for label in page.findChildren(QLabel)]


def question(program: Program) -> OlderPage:
    """Return the question that stands in front."""
    assert isinstance(program.front, OlderPage)
    return program.front


def test_the_latest_practice_is_not_asked_about(
    program: Program, older: Path, vault_folder: Path, opened: Callable[[Path], Vault]
) -> None:
    """Lock and unlock lead straight back to the desk."""
    program.enter(opened(vault_folder))

    assert isinstance(program.front, Window)


@pytest.mark.release(18)
def test_an_older_practice_asks_first(
    program: Program, older: Path, opened: Callable[[Path], Vault]
) -> None:
    """The question says both days, and no page of the practice is there yet."""
    program.enter(opened(older))
    words = _words(question(program))
    today = times.in_full(times.on_the_wall(times.utc_now()).date())

    assert any(line.startswith(OLDER.format(days=today)[:60]) and today in line for line in words)
    assert program.desk is None


def test_an_older_practice_is_not_taken_for_the_latest_for_want_of_memory(
    program: Program,
    older: Path,
    opened: Callable[[Path], Vault],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The prompt says that memory is short, and the next try asks as ever."""

    def fail(*_: object, **__: object) -> None:
        raise MemoryShort

    with monkeypatch.context() as short:
        short.setattr(anchor.audit, "end", fail)
        program.enter(opened(older))
    assert isinstance(program.front, Unlock)
    assert messages.sentence(MemoryShort()) in _words(program.front)
    assert program.vault is None

    program.enter(opened(older))
    question(program)


def test_an_older_practice_whose_disk_does_not_answer_is_not_remembered(
    program: Program,
    older: Path,
    opened: Callable[[Path], Vault],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though it is shown where it could not be looked at, the next key asks about it."""

    def fail(*_: object, **__: object) -> None:
        raise DiskFailing(older)

    with monkeypatch.context() as away:
        away.setattr(anchor.audit, "end", fail)
        program.enter(opened(older))
    program.lock()

    program.enter(opened(older))
    question(program)


def test_a_restore_on_purpose_goes_on_and_is_entered(
    program: Program, older: Path, vault_folder: Path, opened: Callable[[Path], Vault]
) -> None:
    """Confirmed, the desk stands, the trail tells of it, and neither copy is asked about again."""
    program.enter(opened(older))
    question(program).confirm.click()
    assert isinstance(program.front, Window)
    assert program.vault
    assert "open an older copy" in [entry.act for entry in program.vault.record.run(entries)]

    for folder in (older, vault_folder):
        program.lock()
        program.enter(opened(folder))
        assert isinstance(program.front, Window)


def test_older_reflections_alone_are_known(
    program: Program,
    older: Path,
    vault_folder: Path,
    opened: Callable[[Path], Vault],
) -> None:
    """Though no entry tells of their words, each sitting is told of: an older file asks first."""
    copy = (vault_folder / "private-1.db").read_bytes()
    program.enter(opened(vault_folder))
    program.lock()
    (vault_folder / "private-1.db").write_bytes(copy)
    program.enter(opened(vault_folder))
    question(program)


def test_closed_again_it_does_not_become_the_latest(
    program: Program, older: Path, opened: Callable[[Path], Vault]
) -> None:
    """*Close it again* leads to the prompt, and the next opening asks once more."""
    program.enter(opened(older))
    question(program).next.click()
    assert isinstance(program.front, Unlock)
    assert program.vault is None

    program.enter(opened(older))
    question(program)


def test_an_older_copy_is_known_though_the_program_was_killed(
    program: Program,
    older: Path,
    vault_folder: Path,
    opened: Callable[[Path], Vault],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is written is remembered soon after, and not only when the practice is locked."""
    monkeypatch.setattr(remembering, "OFTEN", 0)
    program.enter(opened(vault_folder))
    assert program.vault
    before = Path(copytree(vault_folder, tmp_path / "Before.practice"))
    with closing(opened(before)) as copy:
        program._doors[0].run(program, clients.add, NewClient("Wren"), times.utc_now())
        known_here = program._device.anchors
        qtbot.waitUntil(lambda: anchor.look(copy, known_here) is not None)


def test_with_the_recovery_key_the_question_comes_first(
    program: Program,
    older: Path,
    opened: Callable[[Path], Vault],
    recovery_key: RecoveryKey,
) -> None:
    """Whoever opens an old copy with the recovery key is asked before the new passphrase."""
    program._prompt.recovered.emit(str(recovery_key), opened(older))
    question(program).confirm.click()

    assert isinstance(program.front, Renewal)


@pytest.mark.parametrize(("width", "size"), [(1280, 100), (1024, 200)])
@pytest.mark.parametrize("parted", [False, True])
def test_every_word_of_the_question_has_room(
    theme: Theme,
    qtbot: QtBot,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
    parted: bool,
) -> None:
    """In large text too it is read whole, and every control has a name."""
    theme.set_text_size(size)
    page = OlderPage(times.utc_now(), times.utc_now(), parted=parted)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()

    qtbot.waitUntil(lambda: clipped(page) == [])
    assert unnamed(page) == []

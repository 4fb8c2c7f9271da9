"""What every test shares: windows are made offscreen, and a real vault is made once and copied."""

import gc
import os
import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any import of Qt

from faults.table import pytest_collection_modifyitems, pytest_terminal_summary, tried
from patience import Patient
from practicenotes.records.schema import SCHEMA as RECORD
from practicenotes.reflections.schema import SCHEMA as PRIVATE
from practicenotes.vault import Cost, RecoveryKey, Store, Vault


__all__ = ["pytest_collection_modifyitems", "pytest_terminal_summary", "tried"]

SCHEMAS = {"record": RECORD, "private": PRIVATE}
PASSPHRASE = "correct horse battery staple"
ENDED = count(1)  # tests
DESK = 500  # widgets; a desk has more
ALL = 200  # of them, until everything is looked at
CHEAP = Cost(65_536, 2, 1)  # the least that the format allows
MADE_AT = datetime(2025, 8, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def harder() -> bool:
    """Say whether this is a release, for which everything is tried more often."""
    return os.environ.get("PRACTICENOTES_FAULTS") == "release"


def pytest_configure() -> None:
    """Work on a disk in memory where there is one: a synced save costs nothing there."""
    gc.disable()  # as in the program: nothing is collected on the thread of a store
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, where a run goes on behind
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 << 30:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_finish() -> None:
    """Set aside what is loaded, so that collecting what one test has lost takes no time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Let go of what a test has lost, on the thread of its windows; now and then of all that is.

    What pytest itself still holds goes first: it would grow old here, and stay for many tests.
    """
    if isinstance(item, pytest.Function):
        item.funcargs.clear()
    if "qapp" in getattr(item, "fixturenames", ()):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect(1 if next(ENDED) % ALL else 2)
    if len(QApplication.allWidgets()) > DESK:  # each switch of the theme would take a second
        gc.collect()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Give a hand at the windows that does not lose patience on a busy computer."""
    return Patient(request)


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryKey]:
    """Make one empty vault for the whole run; every test takes a copy."""
    folder = tmp_path_factory.mktemp("vault") / "Practice.practice"
    vault, recovery = Vault.create(folder, PASSPHRASE, SCHEMAS, at=MADE_AT, cost=CHEAP)
    vault.close()
    return folder, recovery


@pytest.fixture
def recovery_key(new_vault: tuple[Path, RecoveryKey]) -> RecoveryKey:
    """Give the key that opens the vault without deriving one from the passphrase."""
    return new_vault[1]


@pytest.fixture
def vault_folder(new_vault: tuple[Path, RecoveryKey], tmp_path: Path) -> Path:
    """Give a vault of one's own, closed."""
    return shutil.copytree(new_vault[0], tmp_path / "Practice.practice")


@pytest.fixture
def vault(vault_folder: Path, recovery_key: RecoveryKey) -> Iterator[Vault]:
    """Give a vault of one's own, open."""
    opened = Vault.open(vault_folder, recovery_key, SCHEMAS, at=MADE_AT)
    yield opened
    opened.close()


@pytest.fixture
def record(vault: Vault) -> Store:
    """Give the record of a vault: `record.run(operation, *arguments)`."""
    return vault.record


@pytest.fixture
def private(vault: Vault) -> Store:
    """Give the private store of a vault: `private.run(operation, *arguments)`."""
    return vault.private

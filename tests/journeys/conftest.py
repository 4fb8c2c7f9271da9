"""What journeys share: an account with an empty home, a screen, a practice that opens at once."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.people import NewClient, Person
from practicenotes.records import clients, settings
from practicenotes.vault import RecoveryKey


sys.path.insert(0, str(Path(__file__).parent))

import real_window
from journey import CODE_NAME, opened
from refusal import Desk


@pytest.fixture
def home() -> Iterator[Path]:
    """Give an empty home with a short name: sockets below it allow no long one."""
    with tempfile.TemporaryDirectory(prefix="pn-") as folder:
        yield Path(folder)


@pytest.fixture
def screen(home: Path) -> Iterator[real_window.Screen]:
    """Give a screen of one's own, for an account whose home is empty."""
    real_window.skip_where_impossible()
    with real_window.screen(home) as own:
        yield own


@pytest.fixture
def practice(vault_folder: Path, recovery_key: RecoveryKey) -> Path:
    """Give a closed vault with one client, whose recovery key was tried long ago."""
    with closing(opened(vault_folder, recovery_key)) as vault:
        vault.record.run(settings.put, known.RECOVERY_TRIED, True)
        client = NewClient(CODE_NAME, people=(Person("Tom Ashdown"),), referrer="Dr A. Fenwick")
        vault.record.run(clients.add, client, times.utc_now())
    return vault_folder


@pytest.fixture
def desk(practice: Path, recovery_key: RecoveryKey, tmp_path: Path) -> Desk:
    """Give a closed practice with a file that holds its recovery key."""
    key = tmp_path / "key"
    key.write_text(f"{recovery_key}\n")
    return Desk(tmp_path, practice, key)

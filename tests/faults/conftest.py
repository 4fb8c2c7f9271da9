"""A vault with toy stores; PRACTICENOTES_FAULTS=release tries it harder."""

import shutil
import sys
from pathlib import Path

import pytest

from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


sys.path.insert(0, str(Path(__file__).parent))

import toy_store


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryKey]:
    """Make one empty vault for the whole run; every test takes a copy."""
    folder = tmp_path_factory.mktemp("faults") / "Practice.practice"
    vault, recovery = Vault.create(
        folder, toy_store.PASSPHRASE, toy_store.schemas(), at=toy_store.AT, cost=toy_store.CHEAP
    )
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

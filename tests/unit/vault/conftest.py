"""A vault with two toy stores, made once and copied: the vault knows no tables of its own."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


sys.path.insert(0, str(Path(__file__).parents[2] / "faults"))

import toy_store


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryKey]:
    """Make one vault for the whole run, with three notes in each store; every test takes a copy."""
    folder = tmp_path_factory.mktemp("toy") / "Practice.practice"
    vault, recovery = Vault.create(
        folder, toy_store.PASSPHRASE, toy_store.schemas(), at=toy_store.AT, cost=toy_store.CHEAP
    )
    for store in (vault.record, vault.private):
        for number in range(3):
            store.run(toy_store.write, f"note {number}", toy_store.body_of(number))
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
def reopen(vault_folder: Path, recovery_key: RecoveryKey) -> Iterator[Callable[..., Vault]]:
    """Open the vault as often as a test likes; whatever is still open is closed at the end."""
    opened: list[Vault] = []

    def open_it(**choices: object) -> Vault:
        chosen = {"key": recovery_key, "schemas": toy_store.schemas(), "at": toy_store.AT}
        opened.append(Vault.open(vault_folder, **(chosen | choices)))
        return opened[-1]

    yield open_it
    for vault in opened:
        vault.close()


@pytest.fixture
def vault(reopen: Callable[..., Vault]) -> Vault:
    """Give a vault of one's own, open."""
    return reopen()


@pytest.fixture
def record(vault: Vault) -> Store:
    """Give the record of a vault: `record.run(operation, *arguments)`."""
    return vault.record

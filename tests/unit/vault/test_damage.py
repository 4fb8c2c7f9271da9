"""A store that does not open is told of by what happened to its file."""

from collections.abc import Callable
from pathlib import Path

import pytest
import toy_store

from practicenotes import messages
from practicenotes.errors import StoreDamaged
from practicenotes.vault import damage
from practicenotes.vault.database import PAGE
from practicenotes.vault.vault import Vault


@pytest.fixture
def file(vault: Vault) -> Path:
    """Give the record of a practice that was closed, grown to some pages."""
    for number in range(10, 20):
        vault.record.run(toy_store.write, f"note {number}", toy_store.body_of(number))
    vault.close()
    return vault.record.path


def first_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


WAYS: dict[str, Callable[[Path], object]] = {
    damage.MISSING: lambda path: path.unlink(),
    damage.EMPTY: lambda path: path.write_bytes(b""),
    damage.CUT: lambda path: path.write_bytes(path.read_bytes()[: -PAGE // 2]),
    damage.FOREIGN: lambda path: path.write_bytes(path.with_name("private-1.db").read_bytes()),
    damage.PAGES: first_page,
    damage.ORDER: lambda path: path.write_bytes(path.read_bytes()[: 2 * PAGE]),
}


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.release(16)
def test_each_way_of_damage_has_its_own_words(
    file: Path, how: str, reopen: Callable[..., Vault]
) -> None:
    """Nothing opens, the file stays as it was found, and the sentence says what happened."""
    WAYS[how](file)
    before = file.read_bytes() if file.exists() else None

    with pytest.raises(StoreDamaged) as caught:
        reopen()

    assert caught.value.how == how
    said = messages.sentence(caught.value)
    others = {messages.sentence(StoreDamaged(file, other)) for other in WAYS if other != how}
    assert said not in others
    assert (file.read_bytes() if file.exists() else None) == before

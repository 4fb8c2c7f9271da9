"""A day of continuous saving: no error, no file that grows, no memory that grows.

python soak.py [HOURS [SECONDS BETWEEN TWO SAVES]]
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


sys.path.insert(0, str(Path(__file__).parent))

import toy_store
from toy_store import AT, CHEAP, PASSPHRASE, schemas

from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.vault import Vault


NOTES = 200  # after which old notes are written over: what is kept stays as much as it is
WARM = 400  # saves after which memory is counted from: caches are full by then
MOST_GROWTH, MOST_MEMORY = 1.2, 50 * 1024  # times the live data; KiB
TOLD_EVERY = 3600.0  # seconds


@dataclass(slots=True)
class Soak:
    """How far it has come."""

    saves: int = 0
    memory: int = 0

    def line(self, vault: Vault) -> str:
        """Return how it stands."""
        return f"{self.saves:,} saves, file {growth(vault):.2f} of live data, {self.grown} KiB more"

    @property
    def grown(self) -> int:
        """How much memory the program took since it was warm, in KiB."""
        return resident() - self.memory if self.memory else 0


def resident() -> int:
    """Return how much memory this program has taken at most, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def growth(vault: Vault) -> float:
    """Return how much larger the file is than what lives in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        vault.record.copy_into(copy)
        return vault.record.path.stat().st_size / copy.stat().st_size


def saved(vault: Vault, hours: float, between: float, soak: Soak) -> Iterator[str]:
    """Save until the time is over, as somebody does who never stops typing; yield how it stands."""
    end, told, chance, notes = (
        time.monotonic() + hours * 3600,
        time.monotonic(),
        random.Random(),
        [],
    )
    while time.monotonic() < end:
        body = toy_store.body_of(soak.saves)[: chance.randint(200, 3_000)]
        if len(notes) < NOTES:
            notes.append(vault.record.run(toy_store.write, f"note {len(notes)}", body))
        else:
            vault.record.run(toy_store.change, chance.choice(notes), body)
        soak.saves += 1
        if soak.saves == WARM:
            soak.memory = resident()
        if time.monotonic() - told >= TOLD_EVERY:
            told = time.monotonic()
            yield soak.line(vault)
        time.sleep(between)


def main(hours: str = "24", between: str = "2") -> int:
    """Save for some hours, say each hour how it stands, and at the end whether all is well."""
    soak = Soak()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "Soak.practice"
        vault, key = Vault.create(folder, PASSPHRASE, schemas(), at=AT, cost=CHEAP)
        with closing(vault):
            for line in saved(vault, float(hours), float(between), soak):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
            last, size = soak.line(vault), growth(vault)
        sound = is_sound(folder, key, soak)
    well = sound and size <= MOST_GROWTH and soak.grown < MOST_MEMORY
    sys.stdout.write(
        f"{last}, {'sound' if sound else 'NOT SOUND'}: {'passed' if well else 'FAILED'}\n"
    )
    return 0 if well else 1


def is_sound(folder: Path, key: RecoveryKey, soak: Soak) -> bool:
    """Say whether the vault opens, is whole, and has an entry for each save."""
    with closing(Vault.open(folder, key, schemas(), at=AT)) as vault:
        report = vault.verify()
    trail = report.stores[0].audit
    return report.is_sound and trail is not None and trail.count == soak.saves


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

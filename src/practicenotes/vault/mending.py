"""Mends a store that is damaged, entry by entry, out of a backup; the damaged file is set aside.

What can be read of the store goes into a copy of the backup, where it is newer; what cannot stays
there as the backup has it. The header that names the copy is the moment that counts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from practicenotes.errors import PracticeNotesError, StoreClosed, StoreDamaged
from practicenotes.vault import audit, changeover, database, files, merging, tally, verify
from practicenotes.vault.header import StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.merging import Merged, Things
from practicenotes.vault.schema import Schema
from practicenotes.vault.store import Store, set_aside
from practicenotes.vault.vault import Vault
from practicenotes.vault.verify import StoreReport


Entered = Callable[[Session, Things, datetime], object]  # tells the trail of what was mended


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of it in one store: the entries that were put back, and what is damaged still.

    Whether it is `complete`, as it was saved last, is None where that cannot be known.

    The file that was `replaced` lies in the quarantine, unless the disk kept it in its place.
    """

    store: StoreName
    restored: Things
    report: StoreReport
    replaced: Path
    complete: bool | None


@dataclass(frozen=True, slots=True)
class Repair:
    """The stores that were mended; one that was `refused` beside them is as it was."""

    done: tuple[Mended, ...]
    refused: StoreName | None


def mend(
    vault: Vault,
    file: Path,
    schemas: Mapping[StoreName, Schema],
    entered: Mapping[StoreName, Entered],
) -> Repair:
    """Mend each store in which anything is damaged; return what was done, store by store.

    Raises what `changeover.unpacked` raises, StoreReadOnly, StoreClosed, or StoreDamaged where the
    copy would be no better; the vault is then as it was. Where one store was mended, the other one
    is refused and nothing is raised.
    """

    def work(ring: Keyring, stores: Sequence[Store], going: Callable[[], None]) -> Repair:
        mender = _Mender(ring, file, schemas, entered, going)
        return set_aside(stores, partial(mender.mend, stores))

    return vault.alone(work)


@dataclass(frozen=True, slots=True)
class _Mender:
    """Mends the stores of one vault while nobody uses them."""

    ring: Keyring
    file: Path
    schemas: Mapping[StoreName, Schema]
    entered: Mapping[StoreName, Entered]
    going: Callable[[], None]

    def mend(self, stores: Iterable[Store]) -> Repair:
        """Mend what is damaged, one store after the other: what stops one does not stop both."""
        done: list[Mended] = []
        refusals: dict[StoreName, Exception] = {}
        for store in stores:
            try:
                with files.plain_errors(self.ring.folder):
                    done += self._mended(store)
            except StoreClosed:
                raise
            except (PracticeNotesError, MemoryError) as error:
                refusals[store.name] = error
        if refusals and not done:
            raise next(iter(refusals.values()))
        return Repair(tuple(done), next(iter(refusals), None))

    def _mended(self, store: Store) -> Iterator[Mended]:
        """Mend one store, if anything in it is damaged."""
        found = verify.check(store.path, self.ring.store_keys()[store.name], self.going)
        stale = found.audit is not None and not found.audit.adds_up
        if found.damaged_rows or not found.is_readable or stale:
            yield self._mend(store, found)

    def _mend(self, store: Store, found: StoreReport) -> Mended:
        damaged, fresh = store.path, changeover.next_file(store.path)
        part = files.part_of(fresh)
        files.remove_parts(self.ring.folder)
        try:
            merged = self._merged(store, part)
            report = self._checked(part, found)
            files.sync(part)
        except BaseException:
            files.remove_parts(self.ring.folder)
            raise
        changeover.turn(self.ring, store.name, part, fresh)
        store.turn_to(fresh, self.ring.store_keys()[store.name])
        return Mended(store.name, merged.kept, report, damaged, merged.complete)

    def _checked(self, part: Path, found: StoreReport) -> StoreReport:
        """Check the copy; raises StoreDamaged unless it is better than what it is to replace."""
        report = verify.check(part, self.ring.store_keys()[found.store], self.going)
        if not report.is_readable or len(report.damaged_rows) > len(found.damaged_rows):
            raise StoreDamaged(part)
        return report

    def _merged(self, store: Store, part: Path) -> Merged:
        """Lay the store of the backup at `part`, and bring it up to what can be read of now."""
        wanted, store_keys = self.schemas[store.name], self.ring.store_keys()[store.name]
        made = changeover.unpacked(self.ring, self.file, store.name, part, wanted)
        with (
            closing(database.open_file(store.path, store_keys.database)) as damaged,
            closing(database.open_file(part, store_keys.database)) as copied,
        ):
            merged = merging.merge(damaged, copied, store_keys, self.going)
        with closing(Store(part, store_keys, self.ring.entropy)) as copy:
            copy.on_connection(partial(audit.settle, key=store_keys.audit))
            copy.on_connection(partial(tally.settle, key=store_keys.audit))
            copy.run(self.entered[store.name], merged.kept, made)
        return merged

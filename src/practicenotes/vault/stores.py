"""The stores of one vault that are open: opened with its keys, brought up to date, and let go."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from functools import partial

from practicenotes.errors import StoreClosed, StoreDamaged, VaultNewer
from practicenotes.vault import changeover, damage, schema
from practicenotes.vault.header import STORES, StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.schema import Schema
from practicenotes.vault.store import Store


class OpenStores:
    """Those that are open now, the record first."""

    def __init__(self, ring: Keyring) -> None:
        self._ring = ring
        self._open: dict[StoreName, Store] = {}

    def __iter__(self) -> Iterator[Store]:
        """Go through them in their order."""
        return iter([self._open[name] for name in STORES if name in self._open])

    def get(self, name: StoreName) -> Store:
        """Return one of them; raises StoreClosed if it is not open."""
        if name not in self._open:
            raise StoreClosed
        return self._open[name]

    def find(self, name: StoreName) -> Store | None:
        """Return one of them, or None."""
        return self._open.get(name)

    @property
    def writable(self) -> bool:
        """Whether each of them can be written to."""
        return all(store.writable for store in self)

    def open(self, names: Mapping[StoreName, Schema]) -> None:
        """Open those of the named that the keys open, and that are not open yet."""
        for name, store_keys in self._ring.store_keys().items():
            if name in names and name not in self._open:
                path, entropy = self._ring.path(name), self._ring.entropy
                self._open[name] = damage.open_store(path, store_keys, entropy)

    def bring_up(self, schemas: Mapping[StoreName, Schema], back_up: Callable[[], object]) -> None:
        """Change the named over where they are older; refuse what is newer, or not as it should be.

        Raises VaultNewer, StoreDamaged and what `back_up` raises, which comes before any change.
        """
        if older := self._older(schemas):
            back_up()
            changeover.change(self._ring, older, schemas)
            for name in older:
                self.let_go(name)
            self.open(schemas)
        for store in self:
            wanted = schemas.get(store.name)
            if wanted and not store.on_connection(partial(schema.fits, schema=wanted)):
                raise StoreDamaged(store.path)

    def let_go(self, name: StoreName) -> None:
        """Close one and forget it, with its keys."""
        if store := self._open.pop(name, None):
            store.close()

    def close(self) -> None:
        """Close each of them."""
        for store in self:
            store.close()

    def visited(self, visiting: ExitStack) -> Mapping[StoreName, Store]:
        """Return every store that the keys open; others are open only until `visiting` ends."""
        found = dict(self._open)
        for name, store_keys in self._ring.store_keys().items():
            if name not in found:
                visitor = Store(self._ring.path(name), store_keys, self._ring.entropy)
                found[name] = visiting.enter_context(closing(visitor))
        return {name: found[name] for name in STORES if name in found}

    def _older(self, schemas: Mapping[StoreName, Schema]) -> dict[StoreName, Store]:
        """Return those that are to be changed over; raise VaultNewer for one that is newer."""
        older = {}
        for store in self:
            if store.name in schemas:
                version, wanted = (
                    store.on_connection(schema.version_of),
                    schemas[store.name].version,
                )
                if version > wanted:
                    raise VaultNewer(store.path.parent, why=f"schema {version}")
                if version < wanted:
                    older[store.name] = store
        return older

"""Brings stores of an older schema up to date, each on a copy; nothing old is deleted.

Backup, copy, upgrade the copy, check it, write the header that names it: until that last step the
vault opens as it was, and after it, as it is to be.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from practicenotes import __version__
from practicenotes.errors import StoreDamaged
from practicenotes.vault import files, schema, verify
from practicenotes.vault.header import StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.schema import Schema
from practicenotes.vault.store import Store


def change(
    ring: Keyring, older: Mapping[StoreName, Store], schemas: Mapping[StoreName, Schema]
) -> None:
    """Upgrade a copy of each older store, and let the header name the copies from now on."""
    head = ring.header
    for name, store in older.items():
        path = next_file(store.path)
        _upgraded(ring, store, schemas[name], path)
        place = replace(head.place(name), file=path.name)
        head = replace(head, record=place) if name == "record" else replace(head, private=place)
    ring.adopt(replace(head, min_app=__version__))


def _upgraded(ring: Keyring, store: Store, wanted: Schema, path: Path) -> None:
    store_keys = ring.store_keys()[store.name]
    part = files.part_of(path)
    part.unlink(missing_ok=True)
    store.copy_into(part)
    with closing(Store(part, store_keys, ring.entropy)) as copy:
        copy.on_connection(partial(schema.bring_up, schema=wanted))
    if not verify.check(part, store_keys).is_readable:
        raise StoreDamaged(part)
    files.sync(part)
    files.replace(part, path)


def next_file(path: Path) -> Path:
    """Return the next free name: a file that the header does not name is nobody's to overwrite."""
    name, _, number = path.stem.rpartition("-")
    later = (path.with_name(f"{name}-{n}{path.suffix}") for n in count(int(number) + 1))
    return next(free for free in later if not free.exists())

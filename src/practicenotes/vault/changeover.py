"""Brings stores of an older schema up to date, each on a copy; nothing old is deleted.

Backup, copy, upgrade the copy, check it, write the header that names it: until that last step the
vault opens as it was, and after it, as it is to be. A copy out of a backup takes the same way.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

from practicenotes import __version__
from practicenotes.errors import BackupKeysDiffer, BackupNewer, StoreDamaged
from practicenotes.vault import backup, files, leftovers, schema, verify
from practicenotes.vault.header import Header, StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.schema import Schema
from practicenotes.vault.store import Store


def change(
    ring: Keyring, older: Mapping[StoreName, Store], schemas: Mapping[StoreName, Schema]
) -> None:
    """Upgrade a copy of each older store, and let the header name the copies from now on."""
    head = ring.header
    copies = {name: next_file(store.path) for name, store in older.items()}
    with _nothing_left(copies.values()):
        for name, path in copies.items():
            _upgraded(ring, older[name], schemas[name], path)
            head = _naming(head, name, path)
        ring.adopt(replace(head, min_app=__version__))


def unpacked(ring: Keyring, file: Path, name: StoreName, part: Path, wanted: Schema) -> datetime:
    """Lay one store of a backup at `part`, brought up to date; return when the backup was made.

    Raises what `backup.unpack_store` raises.
    """
    store_keys, made = backup.unpack_store(file, ring.masters, name, part)
    if store_keys != ring.store_keys()[name]:
        raise BackupKeysDiffer(file)
    with closing(Store(part, store_keys, ring.entropy)) as copy:
        version = copy.on_connection(schema.version_of)
        if version > wanted.version:
            raise BackupNewer(file, why=f"schema {version}")
        if version < wanted.version:
            copy.on_connection(partial(schema.bring_up, schema=wanted))
    return made


def turn(ring: Keyring, name: StoreName, part: Path, fresh: Path) -> None:
    """Let the header name a finished copy, and set the file aside that it named before."""
    old = ring.path(name)
    with _nothing_left([fresh]):
        files.replace(part, fresh)
        ring.adopt(_naming(ring.header, name, fresh))
    with suppress(OSError):  # what cannot be moved now goes at the next opening
        files.retire(old)


@contextmanager
def _nothing_left(copies: Iterable[Path]) -> Iterator[None]:
    """Delete copies that come to nothing: on a full disk, each try would leave one more."""
    try:
        yield
    except BaseException:
        leftovers.drop(copies)
        raise


def _naming(head: Header, name: StoreName, path: Path) -> Header:
    place = replace(head.place(name), file=path.name)
    return replace(head, record=place) if name == "record" else replace(head, private=place)


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

"""Copies of the vault's own files that lie beside them, known by key and trail and not by name.

A program that keeps folders in step keeps both files where two computers wrote, and each such
program names the second one in its own way. None of them is ever opened as the practice: which
files are its own, the key header says. They are looked at in a copy, and left as they are.
"""

import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from practicenotes.domain import copies
from practicenotes.domain.strays import Course, Stray
from practicenotes.errors import NotFound, PracticeNotesError, StoreClosed
from practicenotes.vault import audit, files, header, pages, strict, verify
from practicenotes.vault.audit import End
from practicenotes.vault.database import PAGE
from practicenotes.vault.header import COPIES, STORES, StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


_NAMED = re.compile(r"(record|private)-[0-9]+\b.*\.db", re.IGNORECASE)
_KEYS = "keys"


def lie_here(vault: Vault) -> tuple[str, ...]:
    """Return the names of the copies, which are looked at no further."""
    return tuple(path.name for path, _, _ in vault.with_keys(_recognised))


def find(vault: Vault) -> tuple[Stray, ...]:
    """Return what each copy is, and how it stands to the practice; none of them is touched."""
    found = vault.with_keys(_recognised)
    return tuple(_examined(vault, *each) for each in found)


def records(ring: Keyring) -> list[Path]:
    """Return the copies of the record that these keys open."""
    return [path for path, of, opens in _recognised(ring) if opens and of == "record"]


@contextmanager
def copied(path: Path, to: Path) -> Iterator[Path]:
    """Yield a copy of a file, which is gone afterwards; raises NotFound where nothing is."""
    if not path.exists():  # who keeps the folders in step may have taken it away
        raise NotFound("copy", path.name)
    try:
        with files.plain_errors(to.parent):
            remove(to)
            files.make(to)
            with path.open("rb") as source, to.open("r+b") as target:
                while block := source.read(256 * PAGE):
                    target.write(block)
        yield to
    finally:
        remove(to)


def remove(path: Path) -> None:
    """Remove a copy that was made to be looked at."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _recognised(ring: Keyring) -> list[tuple[Path, str, bool]]:
    """Return each copy, what it is a copy of, and whether these keys open it."""
    own = {*COPIES, files.LOCK, *(ring.header.place(name).file for name in STORES)}
    found = []
    try:
        listed = sorted(ring.folder.iterdir())
    except OSError:
        return []
    for path in listed:
        spare = path.name.endswith((files.PART, "-journal")) or header.is_store_file(path.name)
        if path.name in own or spare or path.is_symlink() or not path.is_file():
            continue
        with suppress(OSError):
            if of := _of(ring, path):
                found.append((path, of, True))
            elif match := _NAMED.fullmatch(path.name):
                found.append((path, match[1].lower(), False))
    return found


def _of(ring: Keyring, path: Path) -> str:
    """Return what a file is a copy of, as its own marks say; nothing of a stranger."""
    size = path.stat().st_size
    if size <= header.MOST_BYTES:
        with suppress(strict.Broken, header.Newer):
            if header.parse(path.read_bytes()).header.vault == ring.header.vault:
                return _KEYS
    for name, keys in ring.store_keys().items():
        if size >= PAGE and pages.begins(path, keys.raw, keys.salt):
            return name
    return ""


def _examined(vault: Vault, path: Path, of: str, opens: bool) -> Stray:
    stray = Stray(path.name, of, Course.UNSEEN if opens else Course.STRANGE)
    if not opens:
        return stray
    with suppress(OSError, PracticeNotesError):
        if of == _KEYS:
            return Stray(path.name, of, vault.with_keys(partial(_course_of_keys, path)))
        name: StoreName = "record" if of == "record" else "private"
        return vault.with_keys(partial(_looked_at, vault, path, name))
    return stray


def _course_of_keys(path: Path, ring: Keyring) -> Course:
    data = path.read_bytes()
    gen = header.parse(data).header.gen
    if data == ring.data:
        return Course.SAME
    return Course.BEHIND if gen < ring.header.gen else Course.AHEAD


def _looked_at(vault: Vault, path: Path, name: StoreName, ring: Keyring) -> Stray:
    keys = ring.store_keys()[name]
    with copied(path, ring.folder / f"{name}-00.db{files.PART}") as copy:
        report = verify.check(copy, keys)
        if not report.is_readable:
            return Stray(path.name, name, Course.DAMAGED)
        with closing(Store(copy, keys, os.urandom)) as theirs, _ours(vault, ring, name) as ours:
            ends, here = theirs.on_connection(audit.end), ours.on_connection(audit.end)
            course = _course(theirs, ours, ends, here)
            return Stray(
                *(path.name, name, course if report.is_sound else Course.DAMAGED),
                *(ends.at, here.at),
                *(_holds(name, report.rows), _holds(name, ours.on_connection(verify.rows))),
            )


def _course(theirs: Store, ours: Store, ends: End, here: End) -> Course:
    if (ends.count, ends.head) == (here.count, here.head):
        return Course.SAME
    if ours.on_connection(partial(audit.link_at, seq=ends.count)) == ends.head:
        return Course.BEHIND
    if theirs.on_connection(partial(audit.link_at, seq=here.count)) == here.head:
        return Course.AHEAD
    return Course.PARTED


@contextmanager
def _ours(vault: Vault, ring: Keyring, name: StoreName) -> Iterator[Store]:
    """Yield the store of the practice; one that is not in use is open only meanwhile."""
    try:
        store = vault.record if name == "record" else vault.private
    except StoreClosed:
        with closing(Store(ring.path(name), ring.store_keys()[name], os.urandom)) as visitor:
            yield visitor
    else:
        yield store


def _holds(name: StoreName, rows: dict[str, int]) -> dict[str, int]:
    """Return what a record holds; of reflections nothing is counted."""
    counted = copies.counts({"record": rows}) if name == "record" else {}
    return {word: count for word, count in counted.items() if word != "reflections"}

"""Backups: both stores and the key header in one file, read back before it gets its name.

A backup that was not read back is not a backup, and a restore never overwrites anything.
"""

import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from practicenotes import __version__
from practicenotes.errors import (
    BackupKeysDiffer,
    BackupNewer,
    BackupNotVerified,
    BackupUnreadable,
    DiskFull,
    FolderInside,
    FolderNotWritable,
    HeaderTampered,
    StoreReadOnly,
    TargetExists,
)
from practicenotes.vault import archive, files, header, keys, strict, unread, verify
from practicenotes.vault.archive import DATABASES, KEYS, MANIFEST, Archive
from practicenotes.vault.course import Course
from practicenotes.vault.header import COPIES, STORES, Header, StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.keys import Masters, StoreKeys
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import Instant
from practicenotes.vault.schema import Schema
from practicenotes.vault.store import Store
from practicenotes.vault.verify import Report, StoreReport


SUFFIX = ".backup"
ASKED, BEFORE_MIGRATION = "asked", "before-migration"

_FORMAT = 1
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_CHUNK = 1024 * 1024
_LABEL = 8  # of the vault's 32 digits, enough to tell one practice's backups from another's


def write(
    ring: Keyring,
    stores: Callable[[], AbstractContextManager[Mapping[StoreName, Store]]],
    to: Path,
    at: datetime,
    reason: str,
    course: Course | None = None,
) -> Path:
    """Write a verified backup into a folder and return its path.

    The stores are held only while they are copied; reflections that a second passphrase keeps
    closed are copied unread. Raises FolderInside, TargetExists, BackupNotVerified,
    ReflectionsUnsettled, DiskFull or FolderNotWritable.
    """
    if to.resolve().is_relative_to(ring.folder.resolve()):
        raise FolderInside(to)
    stem = f"PracticeNotes_{ring.header.vault[:_LABEL]}_{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    target = to / f"{stem}{SUFFIX}"
    with files.plain_errors(to):
        if target.exists():
            raise TargetExists(target)
    course = course or Course()
    files.remove_scratch(to, f"{stem.rpartition('_')[0]}_*")
    scratch = to / f"{stem}{files.PART}"
    with (
        files.folder_for(to),
        files.gone_unless_done(target),
        files.scratch(scratch) as work,
        _near(ring, work) as near,
    ):
        copies = {}
        with stores() as held:
            data, gen, store_keys = ring.data, ring.header.gen, ring.store_keys()
            steps = 2 * len(held) + 1
            for done, (name, store) in enumerate(held.items()):
                copies[name] = _copied(store, near, work / DATABASES[name], course)
                course.going()
                course.progress((done + 1) / steps)
            closed = _as_they_lie(ring, work, course)
        for name, copy in copies.items():
            copies[name] = _carried(copy, work / DATABASES[name], course)
        facts = {name: unread.facts(copy) for name, copy in closed.items()}
        for done, (name, copy) in enumerate(copies.items()):
            facts[name] = _facts(_checked(copy, store_keys[name], course.going))
            course.progress((len(copies) + done + 1) / steps)
        made = _Made(copies | closed, facts, data, gen)
        finished = _pack(ring, made, at, reason, work / target.name)
        course.going()
        files.replace(finished, target)
        course.progress(1.0)
    return target


def seen(file: Path) -> datetime:
    """Return when a backup was made, as its outside tells; that it is complete, but not yet whose.

    Raises BackupUnreadable, FileNotReadable or BackupNewer.
    """
    with archive.opened(file) as packed:
        try:
            vault = _reading(packed).header.vault
            body = _listed(packed)
            strict.require(body.get("vault") == vault, "another vault")
            return Instant().read(strict.text(body.get("at"), _INSTANT))
        except ValueError as error:
            raise BackupUnreadable(file, f"manifest: {error}") from None


def unlocked(file: Path, key: str | RecoveryKey) -> tuple[Header, Masters]:
    """Return the key header in a backup and the keys that it wraps; the stores are not looked at.

    Raises BackupUnreadable, WrongPassphrase, WrongRecoveryKey, BackupNewer or HeaderTampered.
    """
    with archive.opened(file) as packed:
        reading = _reading(packed)
    masters = keys.unlock(reading.header, key)
    if not reading.is_marked_by(masters.header()):
        raise HeaderTampered(file)
    return reading.header, masters


def verify_file(file: Path, key: str | RecoveryKey) -> Report:
    """Check a backup in full, with its own passphrase or recovery key, and say what it holds.

    Raises BackupUnreadable, WrongPassphrase, WrongRecoveryKey, BackupNewer or HeaderTampered.
    """
    with (
        archive.opened(file) as packed,
        files.scratch(file.with_name(file.name + files.PART)) as work,
    ):
        _, reports = _unpack(packed, key, work)
    return Report(reports)


def restore(
    file: Path,
    folder: Path,
    key: str | RecoveryKey | Masters,
    schemas: Mapping[StoreName, Schema],
    *,
    at: datetime,
) -> Report:
    """Make a new vault folder from a backup, once all of it was checked; say what it holds.

    Raises what `verify_file` raises, BackupKeysDiffer for keys that are held already, and
    FolderInUse, FolderNotWritable or DiskFull.
    """
    tag = f"{at:%Y%m%dT%H%M%S%f}"
    with archive.opened(file) as packed, files.new_folder(folder, tag) as part:
        data, reports = _unpack(packed, key, part)
        for report in reports:
            wanted = schemas.get(report.store)
            if wanted is not None and report.version > wanted.version:
                raise BackupNewer(file, why=f"schema {report.version}")
        for copy in COPIES:
            files.write(part / copy, data)
    return Report(reports)


def unpack_store(
    file: Path, masters: Masters, name: StoreName, to: Path
) -> tuple[StoreKeys, datetime]:
    """Lay one store of a backup at `to`, still encrypted, once it was checked; say of which day.

    Raises BackupUnreadable, BackupNewer, BackupKeysDiffer, DiskFull or FolderNotWritable.
    """
    with archive.opened(file) as packed, files.plain_errors(to.parent):
        reading = _reading(packed)
        if not reading.is_marked_by(masters.header()):
            raise BackupKeysDiffer(file)
        facts = _manifest(packed, masters, reading.header)
        store_keys = masters.store(name, reading.header)
        if store_keys is None or DATABASES[name] not in packed.names:
            raise BackupUnreadable(file, DATABASES[name])
        packed.unpack(DATABASES[name], to)
        report = verify.check(to, store_keys)
        told = facts.get(name)
        if not (report.is_readable and (unread.is_so(told) or told == _facts(report))):
            raise BackupUnreadable(file, DATABASES[name])
        return store_keys, Instant().read(_listed(packed)["at"])


@dataclass(frozen=True, slots=True)
class _Made:
    """The copies of one moment, what was found in them, and the key header of that moment."""

    copies: Mapping[StoreName, Path]
    facts: Mapping[StoreName, Mapping[str, Any]]
    data: bytes
    gen: int


@contextmanager
def _near(ring: Keyring, work: Path) -> Iterator[Path | None]:
    """Yield the folder where the stores are copied while they wait, if `work` is on another disk.

    A stick may be slow, and whatever is to be saved would wait for it.
    """
    if not _is_apart(ring, work):
        yield None
        return
    try:
        yield ring.folder
    finally:
        for name in STORES:
            with suppress(OSError):
                files.part_of(ring.path(name)).unlink(missing_ok=True)


def _is_apart(ring: Keyring, work: Path) -> bool:
    return work.stat().st_dev != ring.folder.stat().st_dev


def _as_they_lie(ring: Keyring, work: Path, course: Course) -> dict[StoreName, Path]:
    """Copy what is closed to its owner as it lies; nobody can open and write it meanwhile."""
    if not ring.is_shut:
        return {}
    target = work / DATABASES["private"]
    salt = ring.header.private.salt
    return {"private": unread.copied(ring.path("private"), salt, target, course.going)}


def _copied(store: Store, near: Path | None, far: Path, course: Course) -> Path:
    """Copy a store beside itself, or straight to where it goes if there is no room; say where."""
    if near:
        part = files.part_of(near / store.path.name)
        with suppress(DiskFull, FolderNotWritable, StoreReadOnly):
            part.unlink(missing_ok=True)
            store.copy_into(part, course.ends)
            return part
    store.copy_into(far, course.ends)
    return far


def _carried(copy: Path, far: Path, course: Course) -> Path:
    """Bring a copy to where it goes; the stores do not wait for it."""
    if copy != far:
        files.make(far)
        with copy.open("rb") as source, far.open("r+b") as target:
            while chunk := source.read(_CHUNK):
                course.going()
                target.write(chunk)
        files.sync(far)
        copy.unlink()
    return far


def _checked(copy: Path, store_keys: StoreKeys, going: Callable[[], None]) -> StoreReport:
    """Check a copy: damaged rows are kept and told of, but an unreadable copy is no backup."""
    report = verify.check(copy, store_keys, going)
    if not report.is_readable:
        raise BackupNotVerified(copy)
    return report


def _pack(ring: Keyring, made: _Made, at: datetime, reason: str, target: Path) -> Path:
    """Pack everything into one file, read it back, and return it."""
    digests = {KEYS: sha256(made.data).hexdigest()}
    for name, copy in made.copies.items():
        with copy.open("rb") as file:
            digests[DATABASES[name]] = archive.digest(file)
    facts = strict.canonical(dict(made.facts.items()))
    body = {
        "app": __version__,
        "at": Instant().write(at),
        "facts": keys.seal(ring.masters, facts, ring.entropy).hex(),
        "format": _FORMAT,
        "gen": made.gen,
        "reason": reason,
        "sha256": digests,
        "vault": ring.header.vault,
    }
    manifest = strict.canonical(body | {"mac": _mark(body, ring.masters).hex()})
    members = {DATABASES[name]: copy for name, copy in made.copies.items()}
    archive.pack(target, {KEYS: made.data, MANIFEST: manifest, **members})
    with archive.opened(target) as packed:
        same = all(packed.digest(name) == wanted for name, wanted in digests.items())
        if not same or packed.read(MANIFEST) != manifest:
            raise BackupNotVerified(target)
    return target


def _unpack(
    packed: Archive, key: str | RecoveryKey | Masters, folder: Path
) -> tuple[bytes, tuple[StoreReport, ...]]:
    """Check a backup and lay its stores into a folder; return the header and the reports."""
    reading = _reading(packed)
    held = isinstance(key, Masters)
    masters = key if isinstance(key, Masters) else keys.unlock(reading.header, key)
    if not reading.is_marked_by(masters.header()):
        raise BackupKeysDiffer(packed.path) if held else HeaderTampered(packed.path)
    facts = _manifest(packed, masters, reading.header)
    reports = []
    for name in STORES:
        if DATABASES[name] in packed.names:
            copy = folder / reading.header.place(name).file
            packed.unpack(DATABASES[name], copy)
            store_keys = masters.store(name, reading.header)
            if store_keys is not None:
                reports.append(verify.check(copy, store_keys))
    for report in reports:
        seen = not unread.is_so(facts.get(report.store))  # else only the report can tell
        if seen and not (report.is_readable and facts.get(report.store) == _facts(report)):
            raise BackupUnreadable(packed.path, DATABASES[report.store])
    return reading.data, tuple(reports)


def _reading(packed: Archive) -> header.Reading:
    """Return what the key header in a backup says."""
    try:
        return header.parse(packed.read(KEYS))
    except header.Newer as error:
        raise BackupNewer(packed.path, error.needs, str(error)) from None
    except strict.Broken as error:
        raise BackupUnreadable(packed.path, f"keys: {error}") from None


def said(data: bytes, masters: Masters) -> dict[str, Any]:
    """Return what a manifest says, with its facts unsealed, once its mark is right.

    Raises strict.Broken for a manifest that these keys did not mark.
    """
    body = strict.parse(data)
    strict.require(strict.number(body.get("format"), 1, 2**31) <= _FORMAT, "format")
    strict.require_keys(body, "app at facts format gen mac reason sha256 vault")
    mark = strict.raw(body.pop("mac"), 32)
    strict.require(hmac.compare_digest(mark, _mark(body, masters)), "mark")
    return body | {"facts": strict.parse(keys.unseal(masters, bytes.fromhex(body["facts"])))}


def _listed(packed: Archive) -> dict[str, Any]:
    """Return what the manifest says, before it is known whose it is."""
    body = strict.parse(packed.read(MANIFEST))
    written_as = strict.number(body.get("format"), 1, 2**31)
    if written_as > _FORMAT:
        raise BackupNewer(packed.path, why=f"backup format {written_as}")
    return body


def _manifest(packed: Archive, masters: Masters, head: Header) -> dict[str, Any]:
    """Return what the manifest says of each store, once it is known to be ours and to be true."""
    try:
        _listed(packed)
        body = said(packed.read(MANIFEST), masters)
        strict.require((body["vault"], body["gen"]) == (head.vault, head.gen), "another vault")
        found = {name: packed.digest(name) for name in packed.names if name != MANIFEST}
        strict.require(found == body["sha256"], "contents")
        facts: dict[str, Any] = body["facts"]
    except strict.Broken as error:
        raise BackupUnreadable(packed.path, f"manifest: {error}") from None
    return facts


def _facts(report: StoreReport) -> dict[str, Any]:
    """Return what a backup says of a store; sealed, for counts tell of clients and sessions."""
    return {
        "audit": [report.audit.count if report.audit else 0, report.audit_head],
        "damaged": len(report.damaged_rows),
        "pages": report.pages,
        "rows": report.rows,
        "sound": report.is_sound,
        "version": report.version,
    }


def _mark(body: Mapping[str, Any], masters: Masters) -> bytes:
    return hmac.digest(masters.manifest(), strict.canonical(body), sha256)

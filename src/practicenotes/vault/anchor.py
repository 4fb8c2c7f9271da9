"""What this computer saw of a vault last, kept outside it: an older copy is known by it.

Marks and trail say that a copy is whole. That it is not the latest, only somebody can tell who
remembers the latest.
"""

import contextlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from practicenotes.errors import PracticeNotesError
from practicenotes.vault import audit, files, keys, strict
from practicenotes.vault.header import StoreName
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.rows import Instant
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


_MOST_LINES = 8  # of copies that were opened on purpose, the latest first
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Older:
    """The vault is not the one last used here; `parted` says that it went its own way since."""

    last_used: datetime  # the one that this computer knows
    ends: datetime | None  # the last entry of the one that was opened now
    parted: bool


def look(vault: Vault, folder: Path) -> Older | None:
    """Return how an open vault falls behind what was seen of it here; None if it does not.

    A vault that was never seen here, or an anchor that cannot be read, tells nothing.
    """
    if earlier := vault.with_keys(lambda ring: _earlier_keys(ring, folder)):
        return Older(earlier, vault.record.on_connection(audit.end).at, parted=False)
    lines = vault.with_keys(lambda ring: _read(ring, folder))
    if not lines or any(_follows(vault.stores, line) for line in lines):
        return None
    newest = lines[0]
    record = vault.record.on_connection(audit.end)
    behind = any(
        store.on_connection(audit.end).count < newest["ends"][store.name][0]
        for store in vault.stores
        if store.name in newest["ends"]
    )
    return Older(Instant().read(newest["at"]), record.at, parted=not behind)


def keep(vault: Vault, folder: Path, *, at: datetime) -> None:
    """Remember how far an open vault goes; a computer that keeps nothing costs only the memory."""
    vault.with_keys(lambda ring: _keep(ring, vault.stores, folder, at))


def agree_to(
    ring: Keyring, stores: Iterable[Store], folder: Path, put_back: StoreName, *, at: datetime
) -> None:
    """Remember a store as it was put back on purpose, unless the other one is older as well."""
    stores = tuple(stores)
    if any(_follows(stores, line, but=put_back) for line in _read(ring, folder)):
        _keep(ring, stores, folder, at, but=put_back)


def forget(vault: str, folder: Path) -> None:
    """Remember nothing of a vault any more."""
    (folder / _name(vault)).unlink(missing_ok=True)


def _keep(
    ring: Keyring,
    stores: Iterable[Store],
    folder: Path,
    at: datetime,
    but: StoreName | None = None,
) -> None:
    seen = _read(ring, folder)
    lines = [line for line in seen if not _follows(stores, line)]
    ends = {store.name: _end(store) for store in stores}
    now = {"at": Instant().write(at), "ends": _closed(stores, seen, ends, but) | ends}
    with contextlib.suppress(OSError, PracticeNotesError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = _written(ring, [now, *lines][:_MOST_LINES])
        files.write(folder / _name(ring.header.vault), data)


def _name(vault: str) -> str:
    return f"{vault}.json"


def _end(store: Store) -> list[Any]:
    end = store.on_connection(audit.end)
    return [end.count, end.head.hex()]


def _closed(
    stores: Iterable[Store],
    seen: Sequence[dict[str, Any]],
    open_ends: Mapping[StoreName, list[Any]],
    but: StoreName | None,
) -> dict[str, list[Any]]:
    """Return how far the reflections went when they were last open, while they are not."""
    if "private" in open_ends:
        return {}
    known = [line for line in seen if "private" in line["ends"] and _follows(stores, line, but)]
    return {"private": known[0]["ends"]["private"]} if known else {}


def _follows(stores: Iterable[Store], line: dict[str, Any], but: StoreName | None = None) -> bool:
    """Say whether the trails of open stores lead through the ends that were seen, but for one."""
    for store in stores:
        if store.name == but or store.name not in line["ends"]:
            continue
        count, head = line["ends"][store.name]
        found = store.on_connection(partial(audit.link_at, seq=count))
        if found.hex() != head:
            return False
    return True


def _earlier_keys(ring: Keyring, folder: Path) -> datetime | None:
    """Return when this vault was used here last, if its keys were replaced since this copy.

    Nobody can check the mark of keys that this copy does not have: what is said there leads to a
    question, and to nothing else.
    """
    if _read(ring, folder):
        return None
    with contextlib.suppress(OSError, strict.Broken, LookupError, TypeError, ValueError):
        body = _kept(ring, folder)
        if strict.number(body["gen"], 1, 2**53 - 1) > ring.header.gen:
            return Instant().read(body["lines"][0]["at"])
    return None


def _kept(ring: Keyring, folder: Path) -> dict[str, Any]:
    with (folder / _name(ring.header.vault)).open("rb") as file:
        return strict.parse(file.read(_MOST_BYTES))


def _read(ring: Keyring, folder: Path) -> Sequence[dict[str, Any]]:
    """Return what was seen, latest first; nothing unless these keys marked it."""
    try:
        body = _kept(ring, folder)
        mark = strict.raw(body.pop("mac", ""), 32)
        strict.require(hmac.compare_digest(mark, _mark(ring, body)), "mark")
    except (OSError, strict.Broken):
        return ()
    lines: list[dict[str, Any]] = body["lines"]
    return lines


def _written(ring: Keyring, lines: Sequence[dict[str, Any]]) -> bytes:
    body = {"gen": ring.header.gen, "lines": list(lines), "vault": ring.header.vault}
    return strict.canonical(body | {"mac": _mark(ring, body).hex()})


def _mark(ring: Keyring, body: dict[str, Any]) -> bytes:
    key = keys.subkey(ring.masters.record, "anchor")
    return hmac.digest(key, strict.canonical(body), sha256)

"""The key header: what the two key files say, byte for byte, before any of it is believed.

Everything is checked before a key is derived, so that a forged header can neither take the
computer's memory nor be mistaken for a wrong passphrase. `docs/vault-format.md` has the bytes.
"""

import base64
import binascii
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from practicenotes import __version__
from practicenotes.errors import HeaderDamaged, VaultMissing, VaultNewer


StoreName = Literal["record", "private"]
STORES: tuple[StoreName, StoreName] = ("record", "private")
COPIES = ("keys-a.txt", "keys-b.txt")
FIRST_APP = "0.1"
MOST_BYTES = 64 * 1024

_MAGIC = "PRACTICENOTES-KEYS "
_FORMAT = 1
_MOST_SLOTS = 8
_LINES = 4
_HEX = re.compile(r"(?:[0-9a-f]{2})*")
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_FILE = re.compile(r"(record|private)-[1-9][0-9]{0,8}\.db")


class Broken(ValueError):
    """These bytes are not a whole key header."""


class Newer(ValueError):
    """A newer program wrote this header; the text says which is needed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, passes over it, lanes side by side."""

    memory_kib: int = 262_144
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Argon2:
    """How a passphrase becomes the key of its slot."""

    cost: Cost
    salt: bytes

    def as_json(self) -> dict[str, Any]:
        """Return it as the header writes it."""
        cost = {"m": self.cost.memory_kib, "p": self.cost.lanes, "t": self.cost.passes}
        return {"alg": "argon2id", "salt": self.salt.hex(), **cost}


@dataclass(frozen=True, slots=True)
class Hkdf:
    """How a random secret becomes the key of its slot."""

    salt: bytes

    def as_json(self) -> dict[str, Any]:
        """Return it as the header writes it."""
        return {"alg": "hkdf-sha256", "salt": self.salt.hex()}


_KINDS: Mapping[str, tuple[type[Argon2] | type[Hkdf], tuple[str, ...]]] = {
    "passphrase": (Argon2, ("record+private", "record")),
    "private": (Argon2, ("private",)),
    "recovery": (Hkdf, ("record+private",)),
    "executor": (Hkdf, ("record",)),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """The master keys, or one of them, wrapped under one secret."""

    type: str
    id: str
    created: str
    kdf: Argon2 | Hkdf
    wraps: str
    nonce: bytes = b""
    wrapped: bytes = b""

    def as_json(self) -> dict[str, Any]:
        """Return it as the header writes it."""
        return self._facts() | {"nonce": self.nonce.hex(), "wrapped": self.wrapped.hex()}

    def bound_to(self, vault: str) -> bytes:
        """Return what the wrapping covers besides the keys: the vault and the slot's own facts."""
        return canonical({"slot": self._facts(), "vault": vault})

    def _facts(self) -> dict[str, Any]:
        plain = {"type": self.type, "id": self.id, "created": self.created, "wraps": self.wraps}
        return plain | {"kdf": self.kdf.as_json()}


@dataclass(frozen=True, slots=True)
class ForeignSlot:
    """A slot of a kind that this program does not know: kept as it is, opened by others."""

    type: str
    fields: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return it as it was."""
        return dict(self.fields)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store lies, under which generation of its key, and with which salt."""

    epoch: int
    file: str
    salt: bytes

    def as_json(self) -> dict[str, Any]:
        """Return it as the header writes it."""
        return {"epoch": self.epoch, "file": self.file, "salt": self.salt.hex()}


@dataclass(frozen=True, slots=True)
class Header:
    """What the key files say."""

    vault: str
    gen: int
    min_app: str
    slots: tuple[Slot | ForeignSlot, ...]
    record: Place
    private: Place

    def place(self, store: StoreName) -> Place:
        """Return where a store lies."""
        return self.record if store == "record" else self.private

    def of_type(self, kind: str) -> tuple[Slot, ...]:
        """Return the slots of one kind."""
        return tuple(s for s in self.slots if isinstance(s, Slot) and s.type == kind)


@dataclass(frozen=True, slots=True)
class Reading:
    """A header as it was read: whole, but not yet known to be written by someone with the key."""

    header: Header
    data: bytes
    mark: bytes

    def is_marked_by(self, key: bytes) -> bool:
        """Whether the header was written by someone who held this header key."""
        covered = b"".join(self.data.splitlines(keepends=True)[:2])
        return hmac.compare_digest(self.mark, hmac.digest(key, covered, sha256))


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return the one JSON text of a value: ASCII, keys sorted, no spaces."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii")


def render(header: Header, key: bytes) -> bytes:
    """Return the bytes of a key file, marked with the header key."""
    body = {
        "gen": header.gen,
        "min_app": header.min_app,
        "slots": [slot.as_json() for slot in header.slots],
        "stores": {name: header.place(name).as_json() for name in STORES},
        "vault": header.vault,
    }
    covered = f"{_MAGIC}{_FORMAT}\n".encode() + canonical(body) + b"\n"
    marked = covered + base64.b64encode(hmac.digest(key, covered, sha256)) + b"\n"
    return marked + sha256(marked).hexdigest().encode() + b"\n"


def parse(data: bytes) -> Reading:
    """Read a key file's bytes; raise Broken or Newer and nothing else."""
    if len(data) > MOST_BYTES:
        raise Broken("too long")
    lines = data.split(b"\n")
    version = _version(lines[0])
    covered, _, last = data.removesuffix(b"\n").rpartition(b"\n")
    if not data.endswith(b"\n") or last != sha256(covered + b"\n").hexdigest().encode():
        raise Broken("checksum")
    if version != _FORMAT:
        raise Newer(f"key file format {version}")
    if len(lines) != _LINES + 1:
        raise Broken("lines")
    try:
        body = json.loads(lines[1].decode("ascii"))
        mark = base64.b64decode(lines[2], validate=True)
    except (ValueError, RecursionError, binascii.Error):
        raise Broken("encoding") from None
    _require(isinstance(body, dict) and canonical(body) == lines[1] and len(mark) == 32, "form")  # noqa: PLR2004
    return Reading(_header(body), data, mark)


def read(folder: Path) -> tuple[Reading, tuple[Path, ...]]:
    """Return the newest whole header of a vault, and the copies that should be written anew.

    Raises VaultMissing, VaultNewer or HeaderDamaged.
    """
    readings: dict[Path, Reading] = {}
    paths = [folder / name for name in COPIES]
    for path in paths:
        try:
            with path.open("rb") as file:
                readings[path] = parse(file.read(MOST_BYTES + 1))
        except Newer as error:
            raise VaultNewer(folder, str(error)) from None
        except (Broken, OSError):
            continue
    if not readings:
        known = any(path.exists() for path in paths) or any(
            _FILE.fullmatch(path.name) for path in folder.glob("*.db")
        )
        raise HeaderDamaged(folder) if known else VaultMissing(folder)
    newest = max(readings.values(), key=lambda reading: reading.header.gen)
    stale = (path for path in paths if path not in readings or readings[path].data != newest.data)
    return newest, tuple(stale)


def is_store_file(name: str) -> bool:
    """Whether this is the name of a store's database."""
    return _FILE.fullmatch(name) is not None


def _version(line: bytes) -> int:
    magic, number = line[: len(_MAGIC)], line[len(_MAGIC) :]
    if magic != _MAGIC.encode() or not re.fullmatch(rb"[1-9][0-9]{0,5}", number):
        raise Broken("magic")
    return int(number)


def _header(body: dict[str, Any]) -> Header:
    _keys(body, "gen min_app slots stores vault")
    gen, min_app, slots, stores = body["gen"], body["min_app"], body["slots"], body["stores"]
    _require(isinstance(min_app, str) and _VERSION.fullmatch(min_app) is not None, "min_app")
    if _numbers(min_app) > _numbers(__version__):
        raise Newer(min_app)
    _require(isinstance(slots, list) and 0 < len(slots) <= _MOST_SLOTS, "slots")
    _keys(stores, "private record")
    header = Header(
        vault=_bytes(body["vault"], 16).hex(),
        gen=_number(gen, 1, 2**53 - 1),
        min_app=min_app,
        slots=tuple(_slot(fields) for fields in slots),
        record=_place(stores["record"], "record"),
        private=_place(stores["private"], "private"),
    )
    _require(len(header.of_type("passphrase")) == 1, "one passphrase")
    return header


def _slot(fields: Any) -> Slot | ForeignSlot:
    _require(isinstance(fields, dict) and isinstance(fields.get("type"), str), "slot")
    if fields["type"] not in _KINDS:
        return ForeignSlot(fields["type"], fields)
    _keys(fields, "created id kdf nonce type wrapped wraps")
    kdf_kind, may_wrap = _KINDS[fields["type"]]
    _require(fields["wraps"] in may_wrap, "wraps")
    _require(isinstance(fields["created"], str), "created")
    _require(_INSTANT.fullmatch(fields["created"]) is not None, "created")
    masters = 1 + fields["wraps"].count("+")
    return Slot(
        type=fields["type"],
        id=_bytes(fields["id"], 16).hex(),
        created=fields["created"],
        kdf=_argon2(fields["kdf"]) if kdf_kind is Argon2 else _hkdf(fields["kdf"]),
        wraps=fields["wraps"],
        nonce=_bytes(fields["nonce"], 12),
        wrapped=_bytes(fields["wrapped"], 32 * masters + 16),
    )


def _argon2(fields: Any) -> Argon2:
    _keys(fields, "alg m p salt t")
    _require(fields["alg"] == "argon2id", "alg")
    cost = Cost(
        memory_kib=_number(fields["m"], 65_536, 1_048_576),
        passes=_number(fields["t"], 2, 12),
        lanes=_number(fields["p"], 1, 8),
    )
    return Argon2(cost, _bytes(fields["salt"], 16))


def _hkdf(fields: Any) -> Hkdf:
    _keys(fields, "alg salt")
    _require(fields["alg"] == "hkdf-sha256", "alg")
    return Hkdf(_bytes(fields["salt"], 16))


def _place(fields: Any, store: StoreName) -> Place:
    _keys(fields, "epoch file salt")
    file = fields["file"]
    _require(isinstance(file, str) and is_store_file(file) and file.startswith(store), "file")
    return Place(_number(fields["epoch"], 1, 2**31), file, _bytes(fields["salt"], 16))


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise Broken(what)


def _keys(fields: Any, names: str) -> None:
    _require(isinstance(fields, dict) and sorted(fields) == names.split(), names)


def _number(value: Any, least: int, most: int) -> int:
    _require(type(value) is int and least <= value <= most, "number")
    return int(value)


def _bytes(value: Any, length: int) -> bytes:
    _require(isinstance(value, str) and _HEX.fullmatch(value) is not None, "hex")
    _require(len(value) == 2 * length, "length")
    return bytes.fromhex(value)


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"[0-9.]*[0-9]", version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()

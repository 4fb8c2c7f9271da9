"""The slots of the key header: each wraps the master keys under one secret.

What a slot may cost is checked here, before any key is derived, so that a forged header can take
neither the computer's memory nor its time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from practicenotes.vault import strict


_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


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
        return strict.canonical({"slot": self._facts(), "vault": vault})

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


def read(fields: Any) -> Slot | ForeignSlot:
    """Return one slot of the header, or raise strict.Broken."""
    strict.require(isinstance(fields, dict) and isinstance(fields.get("type"), str), "slot")
    if fields["type"] not in _KINDS:
        return ForeignSlot(fields["type"], fields)
    strict.require_keys(fields, "created id kdf nonce type wrapped wraps")
    read_kdf, may_wrap = _KINDS[fields["type"]]
    strict.require(fields["wraps"] in may_wrap, "wraps")
    masters = 1 + fields["wraps"].count("+")
    return Slot(
        type=fields["type"],
        id=strict.raw(fields["id"], 16).hex(),
        created=strict.text(fields["created"], _INSTANT),
        kdf=read_kdf(fields["kdf"]),
        wraps=fields["wraps"],
        nonce=strict.raw(fields["nonce"], 12),
        wrapped=strict.raw(fields["wrapped"], 32 * masters + 16),
    )


def _argon2(fields: Any) -> Argon2:
    strict.require_keys(fields, "alg m p salt t")
    strict.require(fields["alg"] == "argon2id", "alg")
    cost = Cost(
        memory_kib=strict.number(fields["m"], 65_536, 1_048_576),
        passes=strict.number(fields["t"], 2, 12),
        lanes=strict.number(fields["p"], 1, 8),
    )
    return Argon2(cost, strict.raw(fields["salt"], 16))


def _hkdf(fields: Any) -> Hkdf:
    strict.require_keys(fields, "alg salt")
    strict.require(fields["alg"] == "hkdf-sha256", "alg")
    return Hkdf(strict.raw(fields["salt"], 16))


_KINDS: Mapping[str, tuple[Callable[[Any], Argon2 | Hkdf], tuple[str, ...]]] = {
    "passphrase": (_argon2, ("record+private", "record")),
    "private": (_argon2, ("private",)),
    "recovery": (_hkdf, ("record+private",)),
    "executor": (_hkdf, ("record",)),
}

"""The key header: what the two key files say, byte for byte, before any of it is believed.

Everything is checked before a key is derived, so that a forged header can neither take the
computer's memory nor be mistaken for a wrong passphrase. `docs/vault-format.md` has the bytes.
"""

import base64
import binascii
import contextlib
import hmac
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from practicenotes import __version__
from practicenotes.errors import FileNotReadable, HeaderDamaged, VaultMissing, VaultNewer
from practicenotes.vault import slots, strict
from practicenotes.vault.slots import ForeignSlot, Slot


StoreName = Literal["record", "private"]
STORES: tuple[StoreName, StoreName] = ("record", "private")
COPIES = ("keys-a.txt", "keys-b.txt")
FIRST_APP = "0.1"
MOST_BYTES = 64 * 1024

_MAGIC = "PRACTICENOTES-KEYS "
_FORMAT = 1
_MOST_SLOTS = 8
_LINES = 4
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}")
_FILE = re.compile(r"(record|private)-[1-9][0-9]{0,8}\.db")


class Newer(ValueError):
    """A newer program wrote this header; the text says what is newer.

    `needs` is the version of the program that reads it, where the header tells.
    """

    def __init__(self, what: str, needs: str = "") -> None:
        super().__init__(what)
        self.needs = needs


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


def render(header: Header, key: bytes) -> bytes:
    """Return the bytes of a key file, marked with the header key."""
    body = {
        "gen": header.gen,
        "min_app": header.min_app,
        "slots": [slot.as_json() for slot in header.slots],
        "stores": {name: header.place(name).as_json() for name in STORES},
        "vault": header.vault,
    }
    covered = f"{_MAGIC}{_FORMAT}\n".encode() + strict.canonical(body) + b"\n"
    marked = covered + base64.b64encode(hmac.digest(key, covered, sha256)) + b"\n"
    return marked + sha256(marked).hexdigest().encode() + b"\n"


def parse(data: bytes) -> Reading:
    """Read a key file's bytes; raise strict.Broken or Newer and nothing else."""
    strict.require(len(data) <= MOST_BYTES, "length")
    lines = data.split(b"\n")
    version = _version(lines[0])
    covered, _, last = data.removesuffix(b"\n").rpartition(b"\n")
    whole = data.endswith(b"\n") and last == sha256(covered + b"\n").hexdigest().encode()
    strict.require(whole, "checksum")
    if version != _FORMAT:
        raise Newer(f"key file format {version}")
    strict.require(len(lines) == _LINES + 1, "lines")
    try:
        mark = base64.b64decode(lines[2], validate=True)
    except binascii.Error:
        raise strict.Broken("mark") from None
    return Reading(_header(strict.parse(lines[1])), data, mark)


def read(folder: Path) -> Reading:
    """Return the newest whole header of a vault.

    Raises VaultMissing, VaultNewer, HeaderDamaged or FileNotReadable.
    """
    readings, forbidden = [], False
    for name in COPIES:
        try:
            with (folder / name).open("rb") as file:
                readings.append(parse(file.read(MOST_BYTES + 1)))
        except Newer as error:
            raise VaultNewer(folder, error.needs, str(error)) from None
        except PermissionError:
            forbidden = True
        except (strict.Broken, OSError):
            continue
    if readings:
        return max(readings, key=lambda reading: reading.header.gen)
    if forbidden:
        raise FileNotReadable(folder)
    raise HeaderDamaged(folder) if _is_known(folder) else VaultMissing(folder)


def _is_known(folder: Path) -> bool:
    """Whether anything of a vault lies there; under a name that no disk takes lies nothing."""
    with contextlib.suppress(OSError):
        left = [folder / name for name in COPIES] + [*folder.glob("*.db")]
        ours = (path for path in left if path.name in COPIES or is_store_file(path.name))
        return any(path.exists() for path in ours)
    return False


def is_store_file(name: str) -> bool:
    """Whether this is the name of a store's database."""
    return _FILE.fullmatch(name) is not None


def _version(line: bytes) -> int:
    magic, version = line[: len(_MAGIC)], line[len(_MAGIC) :]
    known = magic == _MAGIC.encode() and re.fullmatch(rb"[1-9][0-9]{0,5}", version) is not None
    strict.require(known, "magic")
    return int(version)


def _header(body: dict[str, Any]) -> Header:
    strict.require_keys(body, "gen min_app slots stores vault")
    min_app = strict.text(body["min_app"], _VERSION)
    if _numbers(min_app) > _numbers(__version__):
        raise Newer(f"for version {min_app}", min_app)
    listed, stores = body["slots"], body["stores"]
    strict.require(isinstance(listed, list) and 0 < len(listed) <= _MOST_SLOTS, "slots")
    strict.require_keys(stores, "private record")
    header = Header(
        vault=strict.raw(body["vault"], 16).hex(),
        gen=strict.number(body["gen"], 1, 2**53 - 1),
        min_app=min_app,
        slots=tuple(slots.read(fields) for fields in listed),
        record=_place(stores["record"], "record"),
        private=_place(stores["private"], "private"),
    )
    strict.require(len(header.of_type("passphrase")) == 1, "one passphrase")
    strict.require(len(header.of_type("private")) <= 1, "one passphrase of the reflections")
    return header


def _place(fields: Any, store: StoreName) -> Place:
    strict.require_keys(fields, "epoch file salt")
    file = strict.text(fields["file"], _FILE)
    strict.require(file.startswith(store), "file")
    return Place(strict.number(fields["epoch"], 1, 2**31), file, strict.raw(fields["salt"], 16))


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"[0-9.]*[0-9]", version)
    return tuple(int(part) for part in found.group().split(".")) if found else ()

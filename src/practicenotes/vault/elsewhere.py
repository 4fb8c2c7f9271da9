"""A file for words that no store took: each part under the key of its store, open to nobody else.

It lies wherever there is room, and is opened by the keys of the same practice, also by those that a
backup brings back. One line says what it is; the second is JSON: the practice's id, and the parts.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from practicenotes.errors import FileNotReadable, FolderInside, WordsOfOthers, WordsUnreadable
from practicenotes.vault import files, keys
from practicenotes.vault.header import STORES
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.vault import Vault


SUFFIX = ".practicewords"
_FIRST = b"PRACTICENOTES-WORDS 1\n"
_MOST = 64 * 1024 * 1024  # bytes: more than anybody types between two saves
_NONCE = 12


def write(vault: Vault, target: Path, parts: Mapping[str, bytes]) -> None:
    """Write words beside a place and move them there, whole or not at all.

    Raises FolderInside, FolderNotWritable, DiskFull, DiskFailing or StoreClosed.
    """
    if target.resolve().is_relative_to(vault.folder.resolve()):
        raise FolderInside(target.parent)

    def sealed(ring: Keyring) -> bytes:
        told: dict[str, str] = {"vault": ring.header.vault}
        for name, part in parts.items():
            if part:
                nonce = ring.entropy(_NONCE)
                cipher = AESGCM(_key(ring, name)).encrypt(nonce, part, _bound(ring, name))
                told[name] = base64.b64encode(nonce + cipher).decode()
        return _FIRST + json.dumps(told, sort_keys=True).encode() + b"\n"

    files.write(target, vault.with_keys(sealed))


def read(vault: Vault, path: Path) -> dict[str, bytes]:
    """Return what was written, as far as the keys of this practice open it.

    Raises WordsUnreadable, WordsOfOthers, FileNotReadable or StoreClosed.
    """
    told = _told(path)
    return vault.with_keys(lambda ring: _opened(ring, path, told))


def _opened(ring: Keyring, path: Path, told: Mapping[str, str]) -> dict[str, bytes]:
    if told["vault"] != ring.header.vault:
        raise WordsOfOthers(path)
    found: dict[str, bytes] = {}
    for name in STORES:
        if name in told and _master(ring, name):
            try:
                sealed = base64.b64decode(told[name], validate=True)
                found[name] = AESGCM(_key(ring, name)).decrypt(
                    sealed[:_NONCE], sealed[_NONCE:], _bound(ring, name)
                )
            except InvalidTag:  # as it was written, or under keys that were replaced since
                raise WordsOfOthers(path) from None
            except (binascii.Error, ValueError):
                raise WordsUnreadable(path) from None
    return found


def _told(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError:
        raise FileNotReadable(path) from None
    first, _, rest = data.partition(b"\n")
    try:
        told = json.loads(rest) if first + b"\n" == _FIRST and len(data) <= _MOST else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not {"vault"} <= set(told) <= {"vault", *STORES}:
        raise WordsUnreadable(path)
    if not all(isinstance(each, str) for each in told.values()):
        raise WordsUnreadable(path)
    return told


def _key(ring: Keyring, name: str) -> bytes:
    master = _master(ring, name)
    assert master is not None
    return keys.subkey(master, f"{name}-elsewhere")


def _master(ring: Keyring, name: str) -> bytes | None:
    return ring.masters.record if name == "record" else ring.masters.private


def _bound(ring: Keyring, name: str) -> bytes:
    return _FIRST + f"{ring.header.vault}/{name}".encode()

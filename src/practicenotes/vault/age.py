"""A file under a passphrase that other programs open too: age, version 1.

The format is public (age-encryption.org/v1) and has several readers by other hands; decision 008
says why it was taken. Only its passphrase form is written and read here.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Callable, Iterator
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from practicenotes.vault import strict
from practicenotes.vault.keys import encoded


BEGINNING = b"age-encryption.org/v1\n"
WORK = 18  # the power of two of scrypt's N: 256 MiB, about a second
MOST_WORK = 20  # a forged file may not take more than 1 GiB

_LABEL = b"age-encryption.org/v1/scrypt"
_CHUNK = 64 * 1024
_TAG = 16
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n"
    rb"---"
)
_MARK = re.compile(rb" ([A-Za-z0-9+/]{43})\n")


class WrongKey(Exception):
    """The passphrase does not open this file."""


def seal(data: bytes, passphrase: str, entropy: Callable[[int], bytes], work: int = WORK) -> bytes:
    """Return data as an age file that this passphrase opens."""
    file_key, salt, nonce = entropy(16), entropy(16), entropy(16)
    wrapped = ChaCha20Poly1305(_wrap_key(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
    header = b"%s-> scrypt %s %d\n%s\n---" % (BEGINNING, _text(salt), work, _text(wrapped))
    mark = _text(hmac.digest(_derived(file_key, b"", b"header"), header, sha256))
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    sealed = (
        cipher.encrypt(place, data[at : at + _CHUNK], None)
        for at, place in _places(len(data), _CHUNK)
    )
    return b"".join((header, b" ", mark, b"\n", nonce, *sealed))


def open_sealed(sealed: bytes, passphrase: str) -> bytes:
    """Return what `seal` was given; raises WrongKey, or strict.Broken for any other file."""
    head = _HEADER.match(sealed)
    strict.require(head is not None, "header")
    assert head is not None
    salt, work, wrapped = _raw(head[1], 16), int(head[2]), _raw(head[3], 32)
    strict.require(work <= MOST_WORK, "work")
    mark = _MARK.match(sealed, head.end())
    strict.require(mark is not None, "mark")
    assert mark is not None
    try:
        file_key = ChaCha20Poly1305(_wrap_key(passphrase, salt, work)).decrypt(
            bytes(12), wrapped, None
        )
    except (InvalidTag, UnicodeEncodeError):
        raise WrongKey from None
    expected = hmac.digest(_derived(file_key, b"", b"header"), head[0], sha256)
    strict.require(hmac.compare_digest(_raw(mark[1], 32), expected), "mark")
    return _payload(sealed[mark.end() :], file_key)


def _payload(sealed: bytes, file_key: bytes) -> bytes:
    nonce, body = sealed[:16], sealed[16:]
    strict.require(len(nonce) == len(bytes(16)) and len(body) >= _TAG, "length")
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    whole = _CHUNK + _TAG
    try:
        return b"".join(
            cipher.decrypt(place, body[at : at + whole], None)
            for at, place in _places(len(body), whole)
        )
    except InvalidTag:
        raise strict.Broken("payload") from None


def _places(length: int, step: int) -> Iterator[tuple[int, bytes]]:
    """Yield where each piece begins and its nonce, which counts and says which one is the last."""
    count = max(1, -(-length // step))
    for number in range(count):
        last = number == count - 1
        yield number * step, number.to_bytes(11, "big") + bytes([last])


def _wrap_key(passphrase: str, salt: bytes, work: int) -> bytes:
    kdf = Scrypt(salt=_LABEL + salt, length=32, n=2**work, r=8, p=1)
    return kdf.derive(encoded(passphrase))


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info).derive(file_key)


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _raw(text: bytes, length: int) -> bytes:
    """Return the bytes of a text that is written in the one way in which it may be."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise strict.Broken("base64") from None
    strict.require(len(data) == length and _text(data) == text, "base64")
    return data

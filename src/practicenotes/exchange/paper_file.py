"""A paper as a file outside the vault: as it is, or sealed so that a password opens it."""

import stringprep
import unicodedata
from io import BytesIO
from pathlib import Path

from practicenotes.errors import PassphraseRefused
from practicenotes.exchange import files
from practicenotes.vault import strength


MOST_BYTES = 127  # of a password in UTF-8: a PDF reads no more, and cuts silently
_NEVER = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


def write(path: Path, data: bytes, password: str = "") -> None:
    """Write the pages whole or not at all, sealed if there is a password.

    Raises PassphraseRefused, DiskFull, FolderNotWritable and NameTooLong.
    """
    files.write_beside(path, sealed(data, password) if password else data)


def sealed(data: bytes, password: str) -> bytes:
    """Return a PDF that nobody opens without the password (AES-256); raises PassphraseRefused."""
    import pikepdf

    key = prepared(password)
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner=key, user=key, R=6, aes=True))
    return out.getvalue()


def prepared(password: str) -> str:
    """Return a password as every program that opens the file will read it (SASLprep, RFC 4013).

    One sign can be typed in several ways; raises PassphraseRefused for what cannot be typed again.
    """
    plain = "".join(
        " " if stringprep.in_table_c12(sign) else sign
        for sign in password
        if not stringprep.in_table_b1(sign)
    )
    plain = unicodedata.normalize("NFKC", plain)
    if not plain.strip():
        raise PassphraseRefused("none")
    if any(refuses(sign) for sign in plain for refuses in _NEVER):
        raise PassphraseRefused("untypable")
    if len(plain.encode()) > MOST_BYTES:
        raise PassphraseRefused("long_for_pdf")
    return plain


def check(password: str) -> None:
    """Raise PassphraseRefused if a file could not be sealed with this; nothing seals nothing."""
    if password:
        prepared(password)


def level(password: str) -> int:
    """Return how long a password holds against someone who has the file, from 0 to 4."""
    return strength(password).level

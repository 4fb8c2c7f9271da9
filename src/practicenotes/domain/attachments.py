"""A file that is kept in the record: a consent form, a contract, a letter that was received."""

import codecs
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NewType

from practicenotes.domain import pictures
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId


AttachmentId = NewType("AttachmentId", str)

MEGABYTE = 1_000_000
MOST_BYTES = 25 * MEGABYTE
LONGEST_NAME = 120  # characters; what is longer is cut before its ending
NAMELESS = "File"

PDF, TEXT, UNKNOWN = "application/pdf", "text/plain", "application/octet-stream"
_LONGEST_ENDING = 12
_PDF_WITHIN = 1024  # bytes; some programs write something before it
_BEGINNINGS = ((b"\xff\xd8\xff", pictures.JPEG), (b"\x89PNG\r\n\x1a\n", pictures.PNG))
_NO_TEXT = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D})


class AttachmentKind(Enum):
    """What a file is to the record."""

    CONSENT = "consent form"
    CONTRACT = "contract"
    RECEIVED = "received letter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file that is to be kept, with its content as it will be kept."""

    client_id: ClientId
    kind: AttachmentKind
    name: str
    media_type: str
    received_on: date
    content: bytes = field(repr=False)
    words: str = ""
    session_id: SessionId | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the record as lists show it; the content is fetched when it is to be read."""

    id: AttachmentId
    client_id: ClientId
    kind: AttachmentKind
    name: str
    media_type: str
    size: int  # bytes
    digest: str  # SHA-256 of the content, hex
    words: str
    received_on: date
    added_at: datetime
    session_id: SessionId | None = None
    retired_at: datetime | None = None
    damaged: bool = False


def media_type_of(data: bytes) -> str:
    """Return what a file is by its content: its name can say anything."""
    for beginning, media_type in _BEGINNINGS:
        if data.startswith(beginning):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return pictures.WEBP
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    return TEXT if _is_text(data) else UNKNOWN


def text_of(data: bytes) -> str:
    """Return a plain text as it reads; signs that do not belong to it show as such."""
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def tidy_name(name: str) -> str:
    """Return the name of a file as it may be shown: one line, no hidden signs, not too long."""
    shown = "".join(sign if _is_shown(sign) else " " for sign in unicodedata.normalize("NFC", name))
    words = " ".join(shown.split()).strip(". ")
    stem, dot, ending = words.rpartition(".")
    if dot and stem and len(ending) <= _LONGEST_ENDING:
        return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"
    return words[:LONGEST_NAME].rstrip() or NAMELESS


def size_in_words(size: int) -> str:
    """Return how large a file is, as people say it."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB"
    return f"{max(1, round(size / 1000))} kB"


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(data.translate(None, _NO_TEXT)) == len(data)


def _is_shown(sign: str) -> bool:
    """Say whether a sign may stand in a name: nothing that hides, turns round, or is a half."""
    return sign not in "/\\" and unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}

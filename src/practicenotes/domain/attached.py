"""Files of a record that go on paper as pages: which of them can, and why others cannot."""

from enum import Enum

from practicenotes.domain import attachments, pictures


MOST_PAGES = 1000  # of one file
MOST_TOGETHER = 150 * attachments.MEGABYTE  # bytes of all files of one paper
MOST_DOTS = 60_000_000  # of a picture: what a good telephone takes


class Unset(Enum):
    """Why a file cannot be set as pages; the values end a sentence that names it."""

    KIND = "only PDFs and pictures (JPEG, PNG, WebP) can be"
    LOCKED = "it opens with a password only"
    DAMAGED = "it is damaged, or not what it says it is"
    LARGE = "it is too large for paper"
    HIDDEN = "parts of it are hidden, and paper would show them"
    FORM = "it is a form that only the program which made it can show"
    STOPPED = "it stopped what reads it, or took more time or room than a file may"


def can_be_set(media_type: str) -> bool:
    """Say whether files of this kind are set as pages, as far as the kind tells."""
    return media_type == attachments.PDF or pictures.is_known(media_type)


def sentence(name: str, why: Unset) -> str:
    """Return what is said of a file that was left out."""
    return f"“{name}” cannot be set as pages: {why.value}."

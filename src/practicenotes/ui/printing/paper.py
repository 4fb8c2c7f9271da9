"""A finished paper on its way out: its pages, what it is called, and who hears that it went."""

import re
from collections.abc import Callable
from dataclasses import dataclass


MOST_BYTES = 160  # of the name of a file: most systems take 255, and something is added to it

Told = Callable[[], object]


def _just_told(_how: str, tell: Told) -> None:
    tell()


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF, what a printer's queue may call it, and what a file of it is offered as.

    `noun` says the kind and never whom it is about. `went_out` hears "print" or "save" once that
    is done; it enters it in the audit trail, and then lets the therapist be told. `remarks` are
    said beside the pages, and are not on them. Once it is no longer `wanted`, because the page
    beneath is about another client by then, nothing is asked.
    """

    data: bytes
    noun: str
    name: str
    went_out: Callable[[str, Told], object] = _just_told
    remarks: tuple[str, ...] = ()
    wanted: Callable[[], bool] = _always

    @property
    def job(self) -> str:
        """The name of the job: printers keep it."""
        return f"PracticeNotes {self.noun}"

    @property
    def file_name(self) -> str:
        """The name that is offered for a file."""
        return f"{harmless(self.name, self.noun.capitalize())}.pdf"


def harmless(name: str, otherwise: str = "Letter") -> str:
    """Return a name without signs that a file system might take for something else."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", name).strip(" .")
    return plain.encode()[:MOST_BYTES].decode(errors="ignore").strip(" .") or otherwise

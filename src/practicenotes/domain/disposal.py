"""What is said of a record that was destroyed: what, when, how and under which rule, no more."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Disposal:
    """One disposal; `reference` is the code name or file number, never a legal name."""

    reference: str
    what: str
    destroyed_on: date
    how: str
    rule: str
    by: str
    witness: str = ""
    copies: str = ""  # backups that may still hold it, and until when

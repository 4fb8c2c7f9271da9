"""How a practice is encrypted, as far as anyone may know it who is not to open it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Encryption:
    """What a guess at the passphrase costs, in which program, and whether the sheet was tried."""

    practice: str
    version: str  # of the program
    memory_mib: int
    passes: int
    lanes: int
    sheet_tried: bool

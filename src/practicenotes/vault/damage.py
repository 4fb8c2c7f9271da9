"""Tells the ways apart in which the file of a store can be no good, for words that help."""

from collections.abc import Callable
from pathlib import Path

from practicenotes.errors import StoreDamaged
from practicenotes.vault import pages
from practicenotes.vault.database import PAGE
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.pages import Marks
from practicenotes.vault.store import Store


MISSING, EMPTY, CUT, FOREIGN = "missing", "empty", "cut", "foreign"
PAGES = "pages"  # some do not fit their mark
ORDER = "order"  # each fits its own, and yet they make no store together
_ENOUGH = 25_000  # pages, 100 MB: whoever waits for the prompt is not kept for longer


def open_store(path: Path, keys: StoreKeys, entropy: Callable[[int], bytes]) -> Store:
    """Open a store; raises StoreDamaged that says how, and whatever else keeps it shut."""
    try:
        return Store(path, keys, entropy)
    except StoreDamaged:
        raise StoreDamaged(path, how=kind(path, keys)) from None


def kind(path: Path, keys: StoreKeys) -> str:
    """Return what is the matter with a file that does not open, as far as its bytes tell."""
    try:
        size = path.stat().st_size
        if size == 0:
            return EMPTY
        with path.open("rb") as file:
            marks = Marks(keys.raw, keys.salt)
            found = pages.read(file, marks, lambda: None, most=_ENOUGH)
    except OSError:
        return MISSING
    whole = size // PAGE
    torn = {found.total} if size % PAGE and found.total > whole else set()
    bad = set(found.bad) - torn
    if bad and len(bad) == found.total - len(torn):
        return FOREIGN
    if bad:
        return PAGES
    return CUT if torn else ORDER

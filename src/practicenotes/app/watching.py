"""Asks before an older copy of a practice is used as the latest, and remembers the latest."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from practicenotes.domain import times
from practicenotes.errors import MemoryShort, PracticeNotesError
from practicenotes.records import access
from practicenotes.ui.older import OlderPage
from practicenotes.vault import Vault, anchor
from practicenotes.vault.anchor import Older


class Watch:
    """Knows whether the open practice may become the one that this computer remembers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._agreed = False
        self._looked_at: frozenset[str] = frozenset()
        self._keeping = threading.Lock()  # while it is worked in, and when it is closed

    def look(self, vault: Vault) -> Older | None:
        """Return how a practice falls behind the one last used here, if it does.

        Where that cannot be read, nothing is remembered; raises MemoryShort, for the next try.
        """
        found, self._agreed = None, False
        try:
            found = anchor.look(vault, self._folder)
            self._agreed = found is None
        except MemoryShort:
            raise
        except PracticeNotesError:  # what is damaged is told of where it is read
            pass
        self._looked_at = _open(vault)
        return found

    def question(
        self, vault: Vault, older: Older, go_in: Callable[[], object], close: Callable[[], object]
    ) -> OlderPage:
        """Return the page that asks whether an older copy was restored on purpose."""
        page = OlderPage(older.last_used, older.ends, parted=older.parted)

        def confirmed() -> None:
            try:
                self.agree(vault)
            except PracticeNotesError as error:
                page.refuse(error)
            else:
                go_in()

        page.confirmed.connect(confirmed)
        page.refused.connect(close)
        return page

    def asks(
        self, vault: Vault, go_in: Callable[[], object], close: Callable[[], object]
    ) -> OlderPage | None:
        """Go in, or return what stands before reflections that were just opened and are older."""
        if older := self.look(vault):
            return self.question(vault, older, go_in, close)
        go_in()
        return None

    def agree(self, vault: Vault) -> None:
        """Take an older copy as the one in use: it was restored on purpose."""
        self._agreed = True
        vault.record.run(access.older_opened, times.utc_now())
        self.keep(vault)

    def keep(self, vault: Vault) -> None:
        """Remember how far the practice goes, unless it waits for an answer or for a look.

        Reflections that were opened just now may be older: until they were looked at, nothing is
        remembered.
        """
        if self._agreed and _open(vault) <= self._looked_at:
            with self._keeping, contextlib.suppress(PracticeNotesError):
                anchor.keep(vault, self._folder, at=times.utc_now())


def _open(vault: Vault) -> frozenset[str]:
    return frozenset(store.name for store in vault.stores)

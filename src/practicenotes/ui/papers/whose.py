"""Whose record a page is about by now: an answer about another one comes too late."""

from collections.abc import Callable
from typing import TypeVar

from practicenotes.domain.people import ClientId


Found = TypeVar("Found")


class Whose:
    """The client of a page, and of everything that is asked over it."""

    def __init__(self) -> None:
        self.client_id: ClientId | None = None

    def turn(self, client_id: ClientId | None) -> bool:
        """Be about this client from now on; say whether it was another one before."""
        before, self.client_id = self.client_id, client_id
        return before != client_id

    def is_still(self, client_id: ClientId) -> bool:
        """Say whether the page is about this client."""
        return client_id == self.client_id

    def still(self, client_id: ClientId, act: Callable[[Found], object]) -> Callable[[Found], None]:
        """Return what does something with an answer, if it is about the same client by then."""

        def then(found: Found) -> None:
            if self.is_still(client_id):
                act(found)

        return then

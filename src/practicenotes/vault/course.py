"""How what runs long hears that it is to end: of a lock, and of whatever waits for a store."""

from collections.abc import Callable
from dataclasses import dataclass

from practicenotes.errors import StoreClosed


@dataclass(frozen=True, slots=True)
class Course:
    """Who hears how far a backup is, and who can end it; what either raises leaves nothing behind.

    `progress` hears 0.0 to 1.0; `going` is asked again and again, and raises StoreClosed.
    """

    progress: Callable[[float], None] = lambda _share: None
    going: Callable[[], None] = lambda: None

    def ends(self) -> bool:
        """Say whether it is to end now."""
        try:
            self.going()
        except StoreClosed:
            return True
        return False


class Ends:
    """Ends what has begun so far; what begins later goes its way."""

    def __init__(self) -> None:
        self._told = 0

    def now(self) -> None:
        """End whatever is under way."""
        self._told += 1

    def going(self) -> Callable[[], None]:
        """Return what raises StoreClosed once that which begins now is to end."""
        begun = self._told

        def going() -> None:
            if self._told != begun:
                raise StoreClosed

        return going

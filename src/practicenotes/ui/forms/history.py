"""What was done to a form while it was written, one step after the other, and back again."""

from datetime import datetime, timedelta
from typing import Any

from practicenotes.domain.forms import NoteTemplate


PAUSE = timedelta(seconds=1)  # typing on after a longer one is a step of its own
MOST = 500  # steps

Key = tuple[str, ...]  # which field of which section


class History:
    """A form, or a kind of letter, as it stands, and all that it was before.

    Typing in one field is one step, until the hand rests or goes elsewhere.
    """

    def __init__(self, template: Any) -> None:
        self.now = template
        self._before: list[Any] = []
        self._after: list[Any] = []
        self._key: Key = ()
        self._at: datetime | None = None

    def put(self, template: Any, key: Key, at: datetime) -> None:
        """Take what the form is now; `key` says what was done, so that typing stays one step."""
        if template == self.now:
            return
        goes_on = key and key == self._key and self._at and at - self._at <= PAUSE
        if not goes_on:
            self._before = [*self._before[-MOST + 1 :], self.now]
        self.now = template
        self._after.clear()
        self._key, self._at = key, at

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._after)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.now)
            self.now = self._before.pop()
            self._key = ()

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        if self._after:
            self._before.append(self.now)
            self.now = self._after.pop()
            self._key = ()


def difference(before: NoteTemplate, after: NoteTemplate) -> tuple[int | None, str]:
    """Return where two forms differ first: the section (None: the head), and its field."""
    was = {section.id: section for section in before.sections}
    for at, section in enumerate(after.sections):
        old = was.get(section.id)
        if old is None:
            return at, "label"
        if old != section:
            fields = section.__dataclass_fields__
            return at, next(n for n in fields if getattr(old, n) != getattr(section, n))
    moved = [s.id for s in before.sections] != [s.id for s in after.sections]
    if moved and after.sections:
        pairs = zip(before.sections, after.sections, strict=False)
        at = next((n for n, (b, a) in enumerate(pairs) if b.id != a.id), len(after.sections) - 1)
        return at, "label"
    return None, next(
        (n for n in ("name", "summary", "use", "for_client") if _differ(before, after, n)), "name"
    )


def _differ(before: NoteTemplate, after: NoteTemplate, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))

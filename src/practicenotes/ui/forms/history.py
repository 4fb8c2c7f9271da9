"""What was done to a form while it was written, one step after the other, and back again."""

from datetime import datetime, timedelta

from practicenotes.domain.forms import NoteTemplate


PAUSE = timedelta(seconds=1)  # typing on after a longer one is a step of its own
MOST = 500  # steps

Key = tuple[str, ...]  # which field of which section


class History:
    """The form as it stands, and every form that it was before.

    Typing in one field is one step, until the hand rests or goes elsewhere.
    """

    def __init__(self, template: NoteTemplate) -> None:
        self.now = template
        self._before: list[NoteTemplate] = []
        self._after: list[NoteTemplate] = []
        self._key: Key = ()
        self._at: datetime | None = None

    def put(self, template: NoteTemplate, key: Key, at: datetime) -> None:
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

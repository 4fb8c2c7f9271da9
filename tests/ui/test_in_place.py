"""Parts of a page are shown where they stand, and never as a window of their own for a moment."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

import factory
from practicenotes.domain.before_signing import Asked
from practicenotes.domain.notes import Note, NoteId, NoteState
from practicenotes.domain.people import ClientId
from practicenotes.ui.letter.veil import Veil
from practicenotes.ui.session.record_asked import Questions
from practicenotes.ui.theme import Theme


class _Watch(QObject):
    """Keeps which windows were shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep a window that is shown, and stop nothing."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@pytest.fixture
def windows(qapp: QApplication, theme: Theme) -> Iterator[list[QWidget]]:
    """Give the list of the windows that were shown since."""
    watch = _Watch()
    qapp.installEventFilter(watch)
    yield watch.windows
    qapp.removeEventFilter(watch)


def test_a_window_that_is_shown_is_seen(windows: list[QWidget]) -> None:
    """The watch of these tests misses none."""
    alone = QWidget()
    alone.show()

    assert windows == [alone]
    alone.close()


def _asked() -> QWidget:
    note = Note(
        id=NoteId("n"),
        client_id=ClientId("c"),
        session_id=None,
        template_id="free",
        template_version=1,
        template_name="Free",
        state=NoteState.DRAFT,
        sections=(),
        begun_at=factory.AT,
        saved_at=factory.AT,
    )
    return Questions(Asked(empty=("Plan",)), note, None)


@pytest.mark.parametrize("make", [_asked, lambda: Veil(QWidget())])
def test_what_is_put_together_is_not_shown_yet(
    make: Callable[[], QWidget], windows: list[QWidget]
) -> None:
    """A part that may be hidden or seen waits for its place either way."""
    part = make()

    assert not windows
    assert not part.isVisible()

"""The door to reflections that are closed: whoever asks there hears so, and no more happens."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject

from practicenotes.domain.changes import Changes, touched_by
from practicenotes.errors import ReflectionsShut
from practicenotes.ui.tasks import Broadcast, Failed, Result, Tasks


class ShutDoor(Tasks):
    """Refuses whatever is asked; the pages say once why, so the window tells it of writes alone."""

    def __init__(self, broadcast: Broadcast) -> None:
        super().__init__(_refused, broadcast)

    def run(
        self,
        asker: QObject,
        operation: Callable[..., Result],
        *arguments: object,
        then: Callable[[Result], object] | None = None,
        failed: Failed | None = None,
        unheard: Callable[[Result], object] | None = None,
    ) -> None:
        """Let `failed` hear that the reflections are closed."""

        def quiet(error: Exception) -> bool:
            claimed = failed(error) if failed else False
            return claimed is not False or touched_by(operation) is Changes.NONE

        super().run(asker, operation, *arguments, then=then, failed=quiet, unheard=unheard)


def _refused(*_asked: object) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_exception(ReflectionsShut())
    return future

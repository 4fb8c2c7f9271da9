"""Before a note is signed: answers of its session that ask to be seen are shown, one by one."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from practicenotes.domain.measures import Flag, Measure, MeasureResult
from practicenotes.domain.sessions import SessionId
from practicenotes.records import measures
from practicenotes.ui.measures.asking import SeenDialog
from practicenotes.ui.tasks import Tasks


def ask(
    side: QWidget,
    tasks: Tasks,
    now: Callable[[], datetime],
    session_id: SessionId,
    seen: Callable[[], object],
) -> None:
    """Ask that each answer was seen, and hear when none is left; put aside, nothing is kept."""

    def show(waiting: tuple[tuple[Measure, MeasureResult, Flag], ...]) -> None:
        if not waiting:
            seen()
            return
        measure, result, flag = waiting[0]
        dialog = SeenDialog(measure, result, flag, side)

        def kept(_: object) -> None:
            dialog.accept()
            tasks.run(side, measures.unseen, session_id, then=show)

        def keep() -> None:
            words = dialog.form.values()["words"]
            given = (result.id, flag.item, words, now())
            dialog.hand_in(tasks, measures.acknowledge, *given, then=kept)

        dialog.asked.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    tasks.run(side, measures.unseen, session_id, then=show)

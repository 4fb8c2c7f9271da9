"""Before a note is signed: answers of its session that ask to be seen are shown, one by one."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from practicenotes.domain.measures import Flag, Measure, MeasureResult
from practicenotes.domain.notes import NoteId
from practicenotes.domain.sessions import Session
from practicenotes.domain.unfinished import Mark
from practicenotes.records import measures, sessions, signing, unfinished
from practicenotes.ui.measures.asking import SeenDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing


SHEET = "seen_to_sign"


def ask(
    side: QWidget,
    tasks: Tasks,
    now: Callable[[], datetime],
    session: Session,
    note_id: NoteId,
    changed: Callable[[Session], object],
    seen: Callable[[], object],
) -> None:
    """Ask that each answer was seen, and hear when none is left; put aside, nothing is kept.

    What was asked and said can become the session's risk line as well, where there is none yet.
    """

    def show(waiting: tuple[tuple[Measure, MeasureResult, Flag], ...]) -> None:
        if not waiting:
            seen()
            return
        measure, result, flag = waiting[0]
        dialog = SeenDialog(measure, result, flag, side, has_line=bool(session.risk.strip()))
        about = (session.client_id, session.id, note_id, result.id, str(flag.item))
        standing = Standing(dialog, tasks, unfinished, Mark(SHEET, about), now)

        def kept(_: object) -> None:
            dialog.accept()
            tasks.run(side, sessions.get, session.id, then=changed)
            tasks.run(side, measures.unseen, session.id, then=show)

        def keep() -> None:
            words = dialog.form.values()["words"]
            line_of = session.id if dialog.as_risk_line else None
            given = (result.id, flag.item, words, line_of, now())
            standing.hand_in(signing.acknowledge, *given, then=kept)

        dialog.asked.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    tasks.run(side, measures.unseen, session.id, then=show)

"""What is done with a note from its menu: its former wordings, and its way into the trash."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.notes import GOALS, NoteId, NoteSection, Revision, RevisionReason
from practicenotes.records import revisions, trash
from practicenotes.records.write_up import WriteUp
from practicenotes.ui.saving import Autosave
from practicenotes.ui.session.former_wordings import FormerWordings, Kept, Wording
from practicenotes.ui.session.record_form import RecordForm
from practicenotes.ui.session.record_reading import InError
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.strip import UndoStrip


NONE_YET = (
    "No former wording is kept yet. One is kept every ten minutes of writing, when you leave the"
    " page, and when you sign."
)
WRITTEN_SINCE = "It is undone, except in the sections that you have written in since."
DELETED = "The draft is in the trash for thirty days. Practice brings it back."


class RecordActs(QObject):
    """Shows, keeps and takes back wordings, and deletes a draft.

    `standing` returns the note as it stands on the page.

    Signals:
        taken_back(texts, line): this wording is to stand in the draft again, with its name.
        deleted(str): the note is in the trash; what is to be said about it.
    """

    taken_back = Signal(object, str)
    deleted = Signal(str)

    def __init__(
        self,
        over: QWidget,
        tasks: Tasks,
        now: Callable[[], datetime],
        saves: Autosave,
        standing: Callable[[], WriteUp],
    ) -> None:
        super().__init__(over)
        self._over, self._tasks, self._now = over, tasks, now
        self._saves, self._standing = saves, standing

    def show_history(self, *, writable: bool) -> None:
        """Show every former wording of the note."""

        def standing() -> Wording:
            return _wording(self._standing().note.sections)

        note_id = self._standing().note.id
        dialog = FormerWordings(self._over, standing, NONE_YET, writable=writable)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.keep_wanted.connect(partial(self._keep, dialog, note_id))
        dialog.asked.connect(partial(self._take_back, dialog, note_id))
        self._read(dialog, note_id, dialog.show_sheet)

    def delete(self) -> None:
        """Put the draft into the trash, once all of it is saved."""
        self._saves.then(self._delete_saved)

    def show_errors(self) -> None:
        """Show what was entered in error for this session."""
        found = self._standing()
        dialog = InError(found.around.in_error, found.session, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_sheet()

    def _read(
        self, dialog: FormerWordings, note_id: NoteId, then: Callable[[], object] = lambda: None
    ) -> None:
        def show(found: tuple[Revision, ...]) -> None:
            dialog.show_kept([_kept(each) for each in found])
            then()

        self._tasks.run(dialog, revisions.of_note, note_id, then=show)

    def _keep(self, dialog: FormerWordings, note_id: NoteId) -> None:
        """Keep what stands now, once the store has it."""

        def keep() -> None:
            self._tasks.run(
                *(dialog, revisions.keep, note_id, RevisionReason.ASKED, self._now()),
                then=lambda _: self._read(dialog, note_id),
                failed=dialog.refuse,
            )

        self._saves.then(keep)

    def _take_back(self, dialog: FormerWordings, note_id: NoteId) -> None:
        """Keep what stands now as a wording of its own, and put the chosen one in its place."""
        texts, chosen = dialog.texts(), dialog.chosen
        line = chosen.line if chosen else ""

        def put(_: object) -> None:
            dialog.accept()
            if self._standing().note.id == note_id:
                self.taken_back.emit(texts, line)

        def keep() -> None:
            arguments = (note_id, RevisionReason.REPLACED, self._now())
            self._tasks.run(dialog, revisions.keep, *arguments, then=put, failed=dialog.refuse)

        self._saves.then(keep)

    def _delete_saved(self) -> None:
        note_id = self._standing().note.id
        self._tasks.run(
            *(self, trash.put_note, note_id, self._now()),
            then=lambda _: self.deleted.emit(DELETED),
        )


def put_back(form: RecordForm, undo: UndoStrip, texts: Mapping[str, str], line: str) -> None:
    """Put a former wording into the draft, and offer the way back to what stood there."""
    before = form.texts()
    form.take_back(texts)
    said = f"The wording of {line.partition(' · ')[0]} stands in the draft again."
    undo.offer(said, "Undo", partial(_undo, form, undo, before, form.texts()))


def _undo(
    form: RecordForm, undo: UndoStrip, before: Mapping[str, str], put: Mapping[str, str]
) -> None:
    """Bring back what stood there before, except where something was written since."""
    now = form.texts()
    untouched = {key: text for key, text in before.items() if now.get(key) == put.get(key)}
    form.take_back(untouched)
    if len(untouched) < len(before):
        undo.say(WRITTEN_SINCE)


def _wording(sections: tuple[NoteSection, ...]) -> Wording:
    return tuple((each.key, each.label, each.text) for each in sections if each.key != GOALS)


def _kept(revision: Revision) -> Kept:
    """Return a wording with when and why it was kept: 18 November 2025, 14:02 · signed."""
    if revision.damaged:
        return Kept("damaged", (), damaged=True)
    at = times.on_the_wall(revision.kept_at)
    line = f"{times.in_full(at)}, {times.clock(at)} · {revision.reason.value}"
    return Kept(line, _wording(revision.sections))

"""What the window may do to replace all keys, and the button that leads there."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from practicenotes.app import keeping
from practicenotes.app.watching import Watch
from practicenotes.domain import times
from practicenotes.errors import PracticeNotesError
from practicenotes.records import access, backups
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.replacing import Came, KeyCare, ReplaceKeys
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.vault import RecoveryKey, Vault, files, replacing
from practicenotes.vault.replacing import Secrets


DONE = "All keys are replaced."


def offer(page: PracticePage, vault: Vault, work: Work, watch: Watch | None) -> None:
    """Put the button on the practice page; the `watch` remembers the new keys at once."""

    def open_dialog() -> None:
        dialog = ReplaceKeys(care(vault, watch), work, page.window())
        dialog.replaced.connect(lambda: page.told.emit(DONE))
        dialog.replaced.connect(page.refresh)
        dialog.backup_wanted.connect(page.backup.now.click)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    button = Button("Replace all keys…", icon="rotate-ccw")
    button.clicked.connect(open_dialog)
    page.key_acts.addWidget(button)


def care(vault: Vault, watch: Watch | None) -> KeyCare:
    """Return what can be done about the keys of an open vault."""

    def begin(old: str, new: str) -> tuple[str, ...]:
        replacing.check(vault, old, new)
        return keeping.new_recovery_key().groups

    def delete(path: Path) -> None:
        with files.plain_errors(path.parent):
            path.unlink()

    return KeyCare(
        strength=keeping.level,
        begin=begin,
        sheet=partial(keeping.recovery_sheet, vault.label),
        replace=partial(_replace, vault, watch),
        delete=delete,
    )


def _replace(
    vault: Vault,
    watch: Watch | None,
    old: str,
    new: str,
    typed: str,
    progress: Callable[[float], None],
) -> Came:
    """Replace the keys, and really unlock with what was typed from the new sheet."""
    at = times.utc_now()
    secrets = Secrets(old, new, RecoveryKey.parse(typed))
    entered = partial(access.keys_replaced, at=at)
    came = replacing.replace_keys(vault, secrets, at=at, progress=progress, entered=entered)
    if watch:
        watch.keep(vault)
    tried = False
    left: tuple[Path, ...] = ()
    with contextlib.suppress(PracticeNotesError):  # it has happened, whatever fails from here on
        places = vault.record.run(backups.standing, at).places
        left = replacing.left(vault, (Path(place.path) for place in places))
        vault.check_key(new)
        keeping.try_recovery_key(vault, typed)
        tried = True
    return Came(tried, "executor" in came.gone, left)

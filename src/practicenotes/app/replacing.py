"""What the window may do to replace all keys, and the button that leads there."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from practicenotes.app import keeping
from practicenotes.app.watching import Watch
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.errors import PracticeNotesError, ReflectionsShut
from practicenotes.records import access, backups, settings
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.replacing import Came, KeyCare, NewRecoveryKey, ReplaceKeys
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.vault import RecoveryKey, Vault, files, renewing, replacing, second
from practicenotes.vault.replacing import Secrets


DONE = "All keys are replaced."
RENEWED = "The new recovery key is in force."


def offer(page: PracticePage, vault: Vault, work: Work, watch: Watch | None) -> None:
    """Put the buttons on the practice page; the `watch` remembers the new keys at once."""

    def replace_all() -> None:
        dialog = ReplaceKeys(care(vault, watch), work, page.window())
        dialog.replaced.connect(page.copies.make)  # there is no backup under the new keys yet
        dialog.backup_wanted.connect(page.backup.now.click)
        _open(dialog, page, DONE)

    def renew() -> None:
        _open(NewRecoveryKey(care(vault, watch), work, page.window()), page, RENEWED)

    for words, icon, act in (
        ("New recovery key…", "file-text", renew),
        ("Replace all keys…", "rotate-ccw", replace_all),
    ):
        button = Button(words, icon=icon)
        button.clicked.connect(act)
        page.key_acts.addWidget(button)


def _open(dialog: ReplaceKeys | NewRecoveryKey, page: PracticePage, told: str) -> None:
    dialog.replaced.connect(lambda: page.told.emit(told))
    dialog.replaced.connect(page.refresh)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def care(vault: Vault, watch: Watch | None) -> KeyCare:
    """Return what can be done about the keys of an open vault."""

    def begin(old: str, new: str, kept: str) -> tuple[str, ...]:
        replacing.check(vault, old, new, kept)
        return keeping.new_recovery_key().groups

    def fresh(passphrase: str) -> tuple[str, ...]:
        if vault.is_shut:  # the new sheet is to open both
            raise ReflectionsShut
        vault.check_key(passphrase)
        return keeping.new_recovery_key().groups

    def delete(path: Path) -> None:
        with files.plain_errors(path.parent):
            path.unlink()

    return KeyCare(
        strength=keeping.level,
        has_second=lambda: second.is_set(vault),
        begin=begin,
        sheet=partial(keeping.recovery_sheet, vault.label),
        replace=partial(_replace, vault, watch),
        delete=delete,
        fresh=fresh,
        renew=partial(_renew, vault),
    )


def _renew(vault: Vault, passphrase: str, typed: str) -> bool:
    """Put the new recovery key in force, and say whether it really unlocked."""
    at = times.utc_now()
    renewing.replace_recovery_key(vault, passphrase, RecoveryKey.parse(typed), at=at)
    access.enter(vault, access.keys_replaced, at, "recovery key")
    try:
        vault.try_recovery_key(RecoveryKey.parse(typed))
    except PracticeNotesError:  # it is in force all the same
        return False
    access.enter(vault, settings.put, known.RECOVERY_TRIED, True)
    return True


def _replace(
    vault: Vault,
    watch: Watch | None,
    old: str,
    new: str,
    kept: str,
    typed: str,
    progress: Callable[[float], None],
) -> Came:
    """Replace the keys, and really unlock with what was typed from the new sheet."""
    at = times.utc_now()
    secrets = Secrets(old, new, RecoveryKey.parse(typed), second=kept)
    entered = partial(access.keys_replaced, at=at)
    came = replacing.replace_keys(vault, secrets, at=at, progress=progress, entered=entered)
    if watch:
        watch.keep(vault)
    tried = copied = False
    left: tuple[Path, ...] = ()
    with contextlib.suppress(PracticeNotesError):  # it has happened, whatever fails from here on
        places = vault.record.run(backups.standing, at).places
        copied = bool(places)
        left = replacing.left(vault, (Path(place.path) for place in places))
        vault.check_key(new)
        if kept:
            second.check(vault, kept)
        keeping.try_recovery_key(vault, typed)
        tried = True
    gone = came.gone
    return Came(tried, "executor" in gone, copied, left, "private" in gone, kept=bool(kept))

"""The practice page: lines for letters, backups, checks, the passphrase and the look."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import copy_care
from practicenotes import messages
from practicenotes.domain import settings as known
from practicenotes.errors import (
    DiskFull,
    FolderNotWritable,
    PassphraseRefused,
    PracticeNotesError,
    WrongPassphrase,
)
from practicenotes.records import elsewhere, practice, settings, unfinished
from practicenotes.ui import backup_words
from practicenotes.ui.passphrase_dialog import DIFFER, PassphraseDialog
from practicenotes.ui.practice import LINES, NOT_TRIED, PracticePage, VaultCare
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.vault import Cost, Vault, check_passphrase, strength


OLD, NEW = "correct horse battery staple", "seven quiet herons by the weir"
AT = datetime(2025, 11, 18, 8, 12).astimezone(UTC)
CHEAP = Cost(65_536, 2, 1)


@pytest.fixture
def doors(qapp: QApplication, vault: Vault, broadcast: Broadcast) -> Iterator[Tasks]:
    """Give the door to the record of an empty practice."""
    door = Tasks(vault.record.submit, broadcast)
    yield door
    vault.close()
    door.deleteLater()


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, doors: Tasks, work: Work, vault: Vault, tmp_path: Path
) -> PracticePage:
    """Show the page of a practice that is really backed up, checked and rekeyed."""
    care = VaultCare(
        folder=vault.folder,
        back_up=lambda to: vault.backup(to, at=AT),
        verify=lambda: vault.verify().facts(),
        change_passphrase=lambda old, new: vault.change_passphrase(old, new, at=AT, cost=CHEAP),
        strength=lambda typed: strength(typed).level,
        check_passphrase=vault.check_key,
        copies=copy_care.idle(),
    )
    shown = PracticePage(doors, work, care, lambda: AT)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    shown.show()
    shown.activateWindow()
    shown.refresh()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.waitUntil(lambda: not doors.busy)
    return shown


def said(page: QWidget) -> list[str]:
    """Return every word that is seen."""
    labels = page.findChildren(QLabel)
    return [label.accessibleName() or label.text() for label in labels if label.isVisible()]


def press(qtbot: QtBot, page: QWidget, words: str) -> None:
    """Click the button that says so."""
    buttons = [b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


# --- lines -----------------------------------------------------------------------------------


def test_the_lines_of_a_letterhead_are_kept(
    qtbot: QtBot, page: PracticePage, vault: Vault, doors: Tasks
) -> None:
    """What is typed stands in the record after *Keep these lines*, an address line by line."""
    qtbot.keyClicks(page._form.field("name"), "M. Lindqvist")
    page._form.field("address").setPlainText("4 Orchard Lane\n\n Fernhill ")
    with qtbot.waitSignal(page.told) as told:
        press(qtbot, page, "Keep these lines")

    kept = vault.record.run(practice.get)
    assert (kept.name, kept.address) == ("M. Lindqvist", ("4 Orchard Lane", "Fernhill"))
    assert told.args == ["Your lines are kept."]


def test_reading_anew_loses_nothing_that_is_typed(
    qtbot: QtBot, page: PracticePage, doors: Tasks
) -> None:
    """Coming back to the page leaves lines that are not kept yet as they were typed."""
    qtbot.keyClicks(page._form.field("name"), "M. Lind")
    page.refresh()
    qtbot.waitUntil(lambda: not doors.busy)

    assert page._form.field("name").text() == "M. Lind"


def test_lines_that_are_typed_outlive_a_program_that_is_killed(
    qtbot: QtBot, page: PracticePage, vault: Vault, doors: Tasks, work: Work
) -> None:
    """They stand in another window as they were typed; once they are kept, they wait no more."""
    page._form.field("address").setPlainText("4 Orchard")
    qtbot.keyClicks(page._form.field("name"), "M. Lind")
    find = lambda: vault.record.run(unfinished.find, LINES)  # noqa: E731
    qtbot.waitUntil(lambda: find() is not None, timeout=20_000)

    after = PracticePage(doors, work, page._care, lambda: AT)
    qtbot.addWidget(after)
    after.refresh()
    qtbot.waitUntil(lambda: not doors.busy)

    typed = after._form.values()
    assert (typed["name"], typed["address"]) == ("M. Lind", "4 Orchard")
    assert after.has_unsaved
    assert vault.record.run(practice.get).name == ""
    page.flush()
    qtbot.waitUntil(lambda: not page.has_unsaved)
    qtbot.keyClicks(after._form.field("name"), "qvist")
    after.flush()
    assert find() is None  # also where a lock closes the store now: no older line comes back
    assert vault.record.run(practice.get).name == "M. Lindqvist"


def test_lines_that_the_disk_refuses_are_tried_again_without_a_word_each_time(
    qtbot: QtBot, page: PracticePage, vault: Vault, doors: Tasks, broadcast: Broadcast
) -> None:
    """The window hears why they wait, no error opens again and again, and they are kept at last."""
    raised: list[Exception] = []
    stuck: list[Exception] = []
    broadcast.raised.connect(raised.append)
    broadcast.stuck.connect(stuck.append)
    submit = doors._submit

    def full(*_: object) -> Any:
        raise DiskFull(None)

    doors._submit = full
    qtbot.keyClicks(page._form.field("name"), "M. Lind")
    page.flush()
    qtbot.waitUntil(lambda: len(stuck) > 1, timeout=20_000)
    assert page.has_unsaved
    assert all(elsewhere.knows(write.operation) for write in page.outstanding())
    doors._submit = submit
    qtbot.waitUntil(lambda: not page.has_unsaved, timeout=20_000)

    assert (raised, page.outstanding()) == ([], ())
    assert vault.record.run(practice.get).name == "M. Lind"


# --- backup and check ------------------------------------------------------------------------


def test_a_backup_is_made_where_the_therapist_says(
    qtbot: QtBot,
    page: PracticePage,
    vault: Vault,
    doors: Tasks,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """*Back up now* asks for a folder, writes a backup there, and the page says when."""
    assert "There is no backup yet." in said(page)
    place = tmp_path / "copies"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    told: list[str] = []
    page.told.connect(told.append)
    press(qtbot, page, "Back up now…")
    qtbot.waitUntil(lambda: f"Backed up to {place}, opened and verified." in told)
    qtbot.waitUntil(lambda: not doors.busy)

    assert len(list(place.iterdir())) == 1
    assert "Last backup: today 08:12, opened and verified." in said(page)
    assert datetime.fromisoformat(str(vault.record.run(settings.get, known.LAST_BACKUP))) == AT
    assert all(button.isEnabled() for button in page.findChildren(QPushButton))


def test_a_backup_that_fails_is_told_and_not_remembered(
    qtbot: QtBot, page: PracticePage, broadcast: Broadcast, vault: Vault, tmp_path: Path
) -> None:
    """An error goes to the window, the buttons work again, and no backup is claimed."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder")
    page.backup.back_up_into(taken)
    qtbot.waitUntil(lambda: bool(raised))

    assert isinstance(raised[0], PracticeNotesError)
    assert "There is no backup yet." in said(page)
    assert vault.record.run(settings.get, known.LAST_BACKUP) == ""
    assert all(button.isEnabled() for button in page.findChildren(QPushButton))


def test_a_check_says_what_it_found(qtbot: QtBot, page: PracticePage) -> None:
    """*Check now* reads both stores and says in words that they are as they were written."""
    press(qtbot, page, "Check now")
    qtbot.waitUntil(lambda: any("Everything is as it was written." in w for w in said(page)))


def test_the_way_from_the_day_leads_to_the_button(page: PracticePage) -> None:
    """Asked for a backup from elsewhere, the keyboard stands on *Back up now*."""
    page.focus_backup()

    assert QApplication.focusWidget().text() == "Back up now…"


# --- keys ------------------------------------------------------------------------------------


@pytest.mark.release(29)
def test_an_untried_recovery_key_is_said(
    qtbot: QtBot, page: PracticePage, vault: Vault, doors: Tasks
) -> None:
    """While the recovery key was never tried, one line says so; afterwards it is gone."""
    assert NOT_TRIED in said(page)

    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    page.refresh()
    qtbot.waitUntil(lambda: not doors.busy)
    assert NOT_TRIED not in said(page)


@pytest.fixture
def asking(qtbot: QtBot, page: PracticePage) -> PassphraseDialog:
    """Open the form for another passphrase."""
    press(qtbot, page, "Change passphrase…")
    dialog = page.findChild(PassphraseDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def fill(qtbot: QtBot, dialog: PassphraseDialog, old: str, new: str, again: str) -> None:
    """Type three passphrases, as one does."""
    for asked, text in ((dialog.old, old), (dialog.new, new), (dialog.again, again)):
        asked.field.clear()
        asked.field.setFocus()
        qtbot.keyClicks(asked.field.field, text)


def test_another_passphrase_opens_the_practice(
    qtbot: QtBot, page: PracticePage, asking: PassphraseDialog, vault: Vault
) -> None:
    """Old once, new twice and Enter: from now on only the new one opens the folder."""
    assert QApplication.focusWidget() is asking.old.field.field
    fill(qtbot, asking, OLD, NEW, NEW)
    with qtbot.waitSignal(page.told) as told:
        qtbot.keyClick(asking.again.field.field, Qt.Key.Key_Return)
    assert told.args == ["The passphrase is changed."]
    assert not asking.isVisible()

    vault.close()
    Vault.open(vault.folder, NEW, {}, at=AT).close()
    with pytest.raises(WrongPassphrase):
        Vault.open(vault.folder, OLD, {}, at=AT)


def test_a_wrong_old_passphrase_is_said_beside_it(qtbot: QtBot, asking: PassphraseDialog) -> None:
    """The form stays, says so beneath the old one, and takes another try."""
    fill(qtbot, asking, "not this one at all", NEW, NEW)
    press(qtbot, asking, "Change passphrase")
    assert not asking.main.isEnabled()
    qtbot.waitUntil(lambda: bool(asking.old.said()))

    assert asking.old.said() == messages.sentence(WrongPassphrase())
    assert asking.isVisible()
    assert asking.main.isEnabled()
    assert asking.old.field.field.selectedText() == "not this one at all"
    assert asking.new.field.text() == NEW


def test_a_weak_passphrase_is_said_beside_it(qtbot: QtBot, asking: PassphraseDialog) -> None:
    """A new one that breaks a rule is named beneath it, in the words of the first run."""
    fill(qtbot, asking, OLD, "short", "short")
    press(qtbot, asking, "Change passphrase")
    qtbot.waitUntil(lambda: bool(asking.new.said()))

    with pytest.raises(PassphraseRefused) as refused:
        check_passphrase("short")
    assert asking.new.said() == messages.sentence(refused.value)


def test_two_that_differ_change_nothing(
    qtbot: QtBot, asking: PassphraseDialog, vault: Vault
) -> None:
    """A slip in the second one is said beneath it, and nothing is asked of the vault."""
    fill(qtbot, asking, OLD, NEW, NEW[:-1])
    with qtbot.assertNotEmitted(asking.given):
        press(qtbot, asking, "Change passphrase")

    assert asking.again.said() == DIFFER
    vault.check_key(OLD)


def test_the_strength_is_said_while_one_types(qtbot: QtBot, asking: PassphraseDialog) -> None:
    """After a pause the meter says honestly how long the new one would hold."""
    qtbot.keyClicks(asking.new.field.field, "password1")
    qtbot.waitUntil(lambda: asking._meter.said().startswith("Found within minutes"))
    asking.new.field.clear()
    qtbot.waitUntil(lambda: asking._meter.said() == "")


def test_every_error_of_the_vault_keeps_the_form(qtbot: QtBot, asking: PassphraseDialog) -> None:
    """What concerns no field is said at the foot."""
    asking.refuse(FolderNotWritable(Path("there")))

    assert asking.problem() == messages.sentence(FolderNotWritable(Path("there")))


# --- look ------------------------------------------------------------------------------------


def test_the_look_is_asked_for(qtbot: QtBot, page: PracticePage, theme: Theme) -> None:
    """The segments show the look that there is, and ask for another."""
    assert page._appearance.value is Appearance.LIGHT
    assert page._size.value == 100
    with qtbot.waitSignal(page.look_chosen) as look:
        press(qtbot, page, "Dark")
    with qtbot.waitSignal(page.size_chosen) as size:
        press(qtbot, page, "150 %")
    assert (look.args, size.args) == ([Appearance.DARK], [150])

    theme.set_text_size(110)
    assert page._size.value is None
    theme.set_text_size(200)
    assert page._size.value == 200


@pytest.mark.parametrize(("size", "width"), [(100, 1200), (100, 720), (150, 900), (200, 864)])
def test_nothing_is_clipped(
    qtbot: QtBot,
    theme: Theme,
    page: PracticePage,
    clipped: Callable[[QWidget], list[str]],
    size: int,
    width: int,
) -> None:
    """Every word is whole, even the folder of the practice, and nothing scrolls sideways."""
    theme.set_text_size(size)
    page.resize(width, 620)
    qtbot.wait(30)

    assert clipped(page) == []


def test_everything_that_tab_reaches_has_a_name(
    page: PracticePage,
    asking: PassphraseDialog,
    unnamed: Callable[[QWidget], list[str]],
) -> None:
    """A screen reader can name every control of the page and of its form."""
    assert unnamed(page) == []
    assert unnamed(asking) == []


def test_a_backup_is_dated_as_one_speaks() -> None:
    """Today is today, and any other day has its date in full."""
    today: Any = datetime(2025, 11, 18, 12)

    assert backup_words.when(AT.isoformat(), today) == "today 08:12"
    assert backup_words.when(AT.isoformat(), today.replace(day=19)) == "18 November 2025, 08:12"


def test_what_heads_a_letter_is_told(qtbot: QtBot, page: PracticePage) -> None:
    """Other lines and another letterhead are both heard by whoever draws letters."""
    with qtbot.waitSignal(page.headed):
        press(qtbot, page, "Keep these lines")
    with qtbot.waitSignal(page.headed):
        page.letterhead.told.emit("The letterhead is kept.")

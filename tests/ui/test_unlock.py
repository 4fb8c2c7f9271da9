"""The unlock window: nothing is told, nothing is lost, and waiting grows."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.errors import (
    HeaderDamaged,
    RecoveryKeyMistyped,
    StoreDamaged,
    VaultBusy,
    WrongPassphrase,
    WrongRecoveryKey,
)
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.unlock import COLUMN, Greeting, Unlock, wait_after


RESTORE = "Restore from a backup…"
GREETING = Greeting("Main practice", "1.0", last_backup="Last backup today 08:12, verified")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Unlock:
    """Show the unlock page."""
    unlock = Unlock(GREETING)
    qtbot.addWidget(unlock)
    unlock.resize(1280, 800)
    unlock.show()
    unlock.setFocus()
    return unlock


def press(qtbot: QtBot, page: QWidget, words: str) -> None:
    """Press the button with these words."""
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    wanted = next(b for b in buttons if b.text().replace("&", "") == words)
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)


def seen(page: QWidget) -> str:
    """Return all words that can be seen."""
    return " ".join(
        label.accessibleName() or label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
    )


def field(page: QWidget) -> QLineEdit:
    """Return the field of the passphrase."""
    return next(f for f in page.findChildren(QLineEdit) if f.accessibleName() == "Passphrase")


def test_enter_gives_the_passphrase_that_was_typed(qtbot: QtBot, page: Unlock) -> None:
    """The cursor stands in the field; typing and Enter is all it takes."""
    with qtbot.waitSignal(page.passphrase_given) as given:
        qtbot.keyClicks(page.focusWidget(), "six plain words")
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)

    assert given.args == ["six plain words"]


def test_an_empty_field_gives_nothing(qtbot: QtBot, page: Unlock) -> None:
    """Enter in an empty field does not count as a try."""
    with qtbot.assertNotEmitted(page.passphrase_given):
        qtbot.keyClick(field(page), Qt.Key.Key_Return)


def test_a_second_enter_does_not_try_twice(qtbot: QtBot, page: Unlock) -> None:
    """While a key is being made the field holds still and a second Enter does nothing more."""
    tries: list[str] = []
    page.passphrase_given.connect(tries.append)
    qtbot.keyClicks(field(page), "six plain words")
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    qtbot.keyClicks(field(page), "x")
    qtbot.keyClick(field(page), Qt.Key.Key_Return)

    assert tries == ["six plain words"]


def test_a_wrong_passphrase_stays_selected_and_is_explained(qtbot: QtBot, page: Unlock) -> None:
    """One sentence says what happened, and typing begins anew at once."""
    qtbot.keyClicks(field(page), "wrong")
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    page.refuse(WrongPassphrase())

    assert field(page).selectedText() == "wrong"
    assert page.focusWidget() is field(page)
    assert "That passphrase does not open this practice. Nothing was changed." in seen(page)
    assert "try again in" not in seen(page)
    assert page.failures == 1


def test_from_the_third_try_on_one_has_to_wait(qtbot: QtBot, page: Unlock) -> None:
    """The wait is counted down in words, Enter is idle meanwhile, and works again afterwards."""
    for _ in range(3):
        page.refuse(WrongPassphrase())
    qtbot.keyClicks(field(page), "right at last")

    assert "You can try again in 8 seconds." in seen(page)
    with qtbot.assertNotEmitted(page.passphrase_given):
        qtbot.keyClick(field(page), Qt.Key.Key_Return)
    for _ in range(7):
        page._tick()
    assert "You can try again in 1 second." in seen(page)
    page._tick()
    assert "try again" not in seen(page)
    with qtbot.waitSignal(page.passphrase_given):
        qtbot.keyClick(field(page), Qt.Key.Key_Return)


def test_what_stood_in_the_way_of_a_right_key_makes_nobody_wait(qtbot: QtBot, page: Unlock) -> None:
    """Once it is said to be gone, what is typed is tried at once."""
    for _ in range(3):
        page.refuse(WrongPassphrase())
    qtbot.keyClicks(field(page), "right at last")

    with qtbot.waitSignal(page.passphrase_given) as given:
        page.try_again()

    assert given.args == ["right at last"]
    assert "try again" not in seen(page)


def test_starting_anew_does_not_shorten_the_wait(qtbot: QtBot, theme: Theme) -> None:
    """Tries are counted across starts: a fresh window begins with the wait that is due."""
    unlock = Unlock(Greeting("Main practice", "1.0", failures=4))
    qtbot.addWidget(unlock)
    unlock.show()

    assert "You can try again in 16 seconds." in seen(unlock)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 8), (4, 16), (5, 32), (6, 60), (400, 60)]
)
def test_waiting_grows_and_ends(failures: int, seconds: int) -> None:
    """Two tries are free, then the wait doubles, and never exceeds a minute."""
    assert wait_after(failures) == seconds


def test_a_practice_that_is_open_elsewhere_counts_as_no_wrong_try(page: Unlock) -> None:
    """Only a wrong secret makes one wait."""
    since = datetime(2026, 11, 26, 9, 12).astimezone()
    page.refuse(VaultBusy(Path("Main"), "OFFICE-PC", since, is_elsewhere=True))

    assert page.failures == 0
    assert "already open on the computer OFFICE-PC since 26 November 2026, 09:12." in seen(page)


def test_that_caps_lock_is_on_is_still_said_when_it_was_why(qtbot: QtBot, page: Unlock) -> None:
    """A try in vain does not take the hint away that explains it."""
    qtbot.keyClick(field(page), "A")
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    page.refuse(WrongPassphrase())

    assert page._view.warning.said().startswith("Caps Lock is on. That passphrase does not open")


@pytest.mark.parametrize(("how", "goes_on"), [("", RESTORE), ("place", RESTORE), ("missing", "")])
def test_the_keyboard_stands_where_damage_leads(page: Unlock, how: str, goes_on: str) -> None:
    """A damaged file is restored; one that is not there can be put back, and tried again."""
    page.refuse(StoreDamaged(Path("record-1.db"), how))

    stands = page.focusWidget()
    assert (stands.accessibleName() or stands.text()).replace("&", "") == (goes_on or "Passphrase")
    assert "Check now" not in seen(page)  # that lies behind the prompt
    assert page.failures == 0


@pytest.mark.parametrize(
    ("typed", "modifier", "warns"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("7", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_caps_lock_is_noticed_from_what_is_typed(
    qtbot: QtBot, page: Unlock, typed: str, modifier: Qt.KeyboardModifier, warns: bool
) -> None:
    """A capital without Shift, or a small letter with it, can only be Caps Lock."""
    qtbot.keyClick(field(page), typed, modifier)

    assert ("Caps Lock is on." in seen(page)) is warns


def test_nothing_jumps_when_a_warning_appears(qtbot: QtBot, page: Unlock) -> None:
    """The row for warnings is always there: no button moves under the pointer."""
    unlock = next(b for b in page.findChildren(QPushButton) if b.text() == "&Unlock")
    before = unlock.mapTo(page, unlock.rect().topLeft())
    page.refuse(WrongPassphrase())
    page.refuse(WrongPassphrase())
    page.refuse(WrongPassphrase())
    qtbot.wait(0)

    assert unlock.mapTo(page, unlock.rect().topLeft()) == before


def test_show_uncovers_the_passphrase_and_says_what_it_does(qtbot: QtBot, page: Unlock) -> None:
    """The button has a name of its own, and it tells what the next press will do."""
    qtbot.keyClicks(field(page), "six plain words")
    press(qtbot, page, "Show")

    assert field(page).echoMode() is QLineEdit.EchoMode.Normal
    hide = next(b for b in page.findChildren(QPushButton) if b.text() == "Hide")
    assert hide.accessibleName() == "Hide the passphrase"
    press(qtbot, page, "Hide")
    assert field(page).echoMode() is QLineEdit.EchoMode.Password


def test_the_recovery_key_is_typed_without_tab(qtbot: QtBot, page: Unlock) -> None:
    """Nine groups in one go: the cursor moves on, capitals are made, the button comes next."""
    press(qtbot, page, "Use the recovery key")
    for sign in "7qm4x0tb9hkd2wver3na6zpc84gjyf1sd5m8":
        qtbot.keyClicks(page.focusWidget(), sign)

    with qtbot.waitSignal(page.recovery_key_given) as given:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert given.args == ["7QM4-X0TB-9HKD-2WVE-R3NA-6ZPC-84GJ-YF1S-D5M8"]


def test_the_recovery_key_may_be_pasted_here(qtbot: QtBot, page: Unlock) -> None:
    """Someone who keeps the key in a safe place on a disk is not made to type it."""
    press(qtbot, page, "Use the recovery key")
    QGuiApplication.clipboard().setText(" 7QM4 X0TB 9HKD\n2WVE R3NA 6ZPC\n84GJ YF1S D5M8 ")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    with qtbot.waitSignal(page.recovery_key_given) as given:
        press(qtbot, page, "Unlock")
    assert given.args == ["7QM4-X0TB-9HKD-2WVE-R3NA-6ZPC-84GJ-YF1S-D5M8"]


def test_words_around_a_pasted_key_are_left_out(qtbot: QtBot, page: Unlock) -> None:
    """What was kept beside the key, or comes with a scanned code, does not push it aside."""
    press(qtbot, page, "Use the recovery key")
    key = "7QM4-X0TB-9HKD-2WVE-R3NA-6ZPC-84GJ-YF1S-D5M8"
    QGuiApplication.clipboard().setText(f"Recovery key of Main:\n{key.lower()}\nkeep it")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert page._view.fields.key() == key


def test_a_mistyped_recovery_key_leads_to_the_doubtful_group(qtbot: QtBot, page: Unlock) -> None:
    """The group is named and selected, and a slip of the hand counts as no wrong try."""
    press(qtbot, page, "Use the recovery key")
    page.refuse(RecoveryKeyMistyped((4,)))

    assert "Look at group 4 again." in seen(page)
    assert page.focusWidget().accessibleName() == "Group 4 of 9"
    assert page.failures == 0


def test_a_key_of_another_practice_stays_and_is_typed_over(qtbot: QtBot, page: Unlock) -> None:
    """Thirty-six signs are not to be typed again; whoever has another key begins at once."""
    press(qtbot, page, "Use the recovery key")
    for sign in "7qm4x0tb9hkd2wver3na6zpc84gjyf1sd5m8":
        qtbot.keyClicks(page.focusWidget(), sign)
    page.refuse(WrongRecoveryKey())

    assert page._view.fields.key() == "7QM4-X0TB-9HKD-2WVE-R3NA-6ZPC-84GJ-YF1S-D5M8"
    assert page.focusWidget().accessibleName() == "Group 1 of 9"
    assert page.focusWidget().selectedText() == "7QM4"


def test_a_key_that_is_not_whole_leads_to_its_first_short_group(qtbot: QtBot, page: Unlock) -> None:
    """Typing goes on where it was broken off."""
    press(qtbot, page, "Use the recovery key")
    for sign in "7qm4x0t":
        qtbot.keyClicks(page.focusWidget(), sign)
    page.refuse(RecoveryKeyMistyped())

    assert page.focusWidget().accessibleName() == "Group 2 of 9"


def test_a_wrong_recovery_key_counts_like_a_wrong_passphrase(qtbot: QtBot, page: Unlock) -> None:
    """Guessing is no quicker on the other way in."""
    press(qtbot, page, "Use the recovery key")
    for _ in range(3):
        page.refuse(WrongRecoveryKey())
    press(qtbot, page, "Use the passphrase")

    assert "You can try again in 8 seconds." in seen(page)


def test_what_was_typed_is_let_go(qtbot: QtBot, page: Unlock) -> None:
    """After it has served, the passphrase is in no field any more."""
    qtbot.keyClicks(field(page), "six plain words")
    page.forget()

    assert not [f for f in page.findChildren(QLineEdit) if f.text()]


def test_another_practice_can_be_opened(qtbot: QtBot, page: Unlock) -> None:
    """The link at the foot asks for another folder."""
    with qtbot.waitSignal(page.another_wanted):
        press(qtbot, page, "Open another")


def test_only_an_automatic_lock_speaks_of_what_was_being_written(
    qtbot: QtBot, page: Unlock
) -> None:
    """The line that text is saved appears only where someone was interrupted."""
    interrupted = Unlock(Greeting("Main practice", "1.0", after_automatic_lock=True))
    qtbot.addWidget(interrupted)
    interrupted.show()

    assert "What you were writing is saved" in seen(interrupted)
    assert "What you were writing is saved" not in seen(page)


def test_the_keyboard_goes_down_the_page(qtbot: QtBot, page: Unlock) -> None:
    """Tab follows the eye: field, Show, Unlock, recovery key, another practice."""
    names = []
    for _ in range(5):
        widget = page.focusWidget()
        names.append(widget.accessibleName() or widget.text().replace("&", ""))
        qtbot.keyClick(widget, Qt.Key.Key_Tab)

    assert names == [
        "Passphrase",
        "Show the passphrase",
        "Unlock",
        "Use the recovery key",
        "Open another",
    ]


@pytest.mark.parametrize("way", ["", "Use the recovery key"])
def test_everything_has_a_name(
    qtbot: QtBot, page: Unlock, unnamed: Callable[[QWidget], list[str]], way: str
) -> None:
    """A screen reader can name whatever the Tab key reaches."""
    if way:
        press(qtbot, page, way)
    assert unnamed(page) == []


@pytest.mark.parametrize("way", ["", "Use the recovery key"])
@pytest.mark.parametrize("size", [80, 100, 200])
def test_nothing_is_clipped_in_a_small_window(
    qtbot: QtBot, theme: Theme, clipped: Callable[[QWidget], list[str]], size: int, way: str
) -> None:
    """At 1024 × 700 every word is whole at every size of text, even with two lines of warning."""
    theme.set_text_size(size)
    unlock = Unlock(Greeting("Main practice", "1.0", after_automatic_lock=True))
    qtbot.addWidget(unlock)
    unlock.resize(1024, 700)
    unlock.show()
    if way:
        press(qtbot, unlock, way)
    for _ in range(3):
        unlock.refuse(WrongPassphrase())
    qtbot.wait(10)

    assert clipped(unlock) == []


def test_the_page_is_dark_in_a_dark_theme(qtbot: QtBot, theme: Theme, page: Unlock) -> None:
    """The ground under the column is the ground of the theme."""
    theme.set_appearance(Appearance.DARK)

    assert page.grab().toImage().pixelColor(20, 20) == theme.colour("window")


def test_a_long_sentence_is_shown_whole(qtbot: QtBot, page: Unlock) -> None:
    """The path of a practice may be long: the row grows with what is said, and cuts nothing off."""
    deep = Path("/home/margarethe") / "/".join(f"folder number {n}" for n in range(12))
    page.refuse(HeaderDamaged(deep))
    warning = page._view.warning
    qtbot.waitUntil(lambda: warning.height() >= warning.heightForWidth(warning.width()))

    assert messages.sentence(HeaderDamaged(deep)) in seen(page)
    assert page._view.width() <= COLUMN

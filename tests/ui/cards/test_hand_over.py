"""The card in the client's hands: nothing else is seen, and only the passphrase leads out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from practicenotes import catalog
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain import settings as known
from practicenotes.records import cards, settings
from practicenotes.ui import announce
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.choosing import LinesDialog
from practicenotes.ui.cards.give_back import THANKS
from practicenotes.ui.cards.hand_over import HandOver
from practicenotes.ui.locking import Notices
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.widgets.scale import PASSED
from practicenotes.vault import RecoveryKey, Vault
from practicenotes.vault.audit import entries

from .conftest import Sitting, said


PASSPHRASE = "correct horse battery staple"
BOOK = catalog.facet_book()
TRIED = (
    *("Alt+Left", "Alt+Right", "Ctrl+L", "Ctrl+K", "Ctrl+W", "Ctrl+Q", "Ctrl+N", "Ctrl+P"),
    *("Esc", "Ctrl+Tab", "Ctrl+Shift+F", "Ctrl+F", "Ctrl+S", "Ctrl+R", "Ctrl+Shift+S", "Menu"),
    *("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+0", "Ctrl++", "Ctrl+-", "Shift+F10"),
    *("Alt", "Alt+F", "Alt+E", "Alt+V", "Alt+C", "Alt+S", "Alt+L", "Alt+H", "Alt+D", "Alt+P"),
    *(f"F{number}" for number in range(1, 13)),
    *("Back", "Forward", "Meta+L", "Ctrl+Shift+L", "Ctrl+Shift+N", "Ctrl+Shift+D"),
)


def seen(window: QWidget) -> set[QWidget]:
    """Return what shows words or can be used in a window now."""
    kinds = (QLabel, QAbstractButton, QMenu)
    return {
        each
        for each in window.findChildren(QWidget)
        if each.isVisible() and isinstance(each, kinds)
    }


def press(sequence: str, where: QWidget) -> None:
    """Press a key with its modifiers, as the keyboard sends it."""
    combination = QKeySequence(sequence)[0]
    QTest.keyClick(where, combination.key(), combination.keyboardModifiers())
    QApplication.processEvents()


def give(page: HandOver, typed: str) -> None:
    """Type a passphrase into the last step, and press Enter."""
    field = page.give_back.field.field
    field.clear()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)


def acts(sitting: Sitting, newest: int = 6) -> list[str]:
    """Return what the trail of the record tells, latest first."""
    return [entry.act for entry in sitting.vault.record.run(lambda db: entries(db, newest))]


def test_the_client_sees_the_card_and_nothing_else(sitting: Sitting) -> None:
    """No rail, no menu, no status line, no name of anybody, and the plain title of the program."""
    page = sitting.hand_over()

    window = sitting.window
    assert all(page.isAncestorOf(each) for each in seen(window))
    assert not window.menuBar().isVisible()
    assert not window.statusBar().isVisible()
    assert window.windowTitle() == "PracticeNotes"
    words = " ".join(said(window))
    assert "Heron" not in words
    assert "Weber" not in words
    for line in BOOK.card_lines():
        assert line.words in words
    assert BOOK.client_card.instruction in words
    assert BOOK.client_card.open_question in words
    assert "You may leave any line empty." in words


def test_no_key_leads_out_or_shows_anything(sitting: Sitting) -> None:
    """Neither a shortcut of any menu nor a key that means something elsewhere is heard."""
    window = sitting.window
    in_menus = [
        action.shortcut().toString()
        for action in window.findChildren(QAction)
        if not action.shortcut().isEmpty()
    ]
    assert len(in_menus) > 12
    page = sitting.hand_over()
    before, front = window.page, seen(window)

    for step in (page.sheet, page.give_back):
        for sequence in (*TRIED, *in_menus):
            press(sequence, QApplication.focusWidget() or page)
            assert window.alone, sequence
            assert all(page.isAncestorOf(each) for each in seen(window)), sequence
            assert not [
                w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window
            ]
            assert not window.findChildren(QDialog), sequence
        assert (seen(window) == front) or step is page.give_back
        page.ask_back()

    assert window.page is before
    assert sitting.program.vault is not None
    assert window.windowState() & Qt.WindowState.WindowFullScreen


def test_what_the_therapist_does_with_menus_is_off_until_the_end(sitting: Sitting) -> None:
    """Even an action that is triggered by its shortcut elsewhere finds its menu gone."""
    page = sitting.hand_over()

    menus = sitting.window.menuBar().actions()
    assert menus
    assert not [menu.text() for menu in menus if menu.isVisible()]

    page.ask_back()
    give(page, PASSPHRASE)
    sitting.until(lambda: sitting.window.alone is None)
    assert all(menu.isVisible() for menu in menus)
    assert sitting.window.menuBar().isVisible()


def test_tab_stays_on_the_card(sitting: Sitting) -> None:
    """Sixty steps of the Tab key, there and back, reach the card alone."""
    page = sitting.hand_over()
    reached = set()

    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _ in range(30):
            QTest.keyClick(sitting.window.focusWidget(), key)
            reached.add(sitting.window.focusWidget())

    assert len(reached) > 6
    assert all(page.isAncestorOf(each) for each in reached)


def test_the_clipboard_brings_nothing_onto_the_card(sitting: Sitting) -> None:
    """What the therapist copied before can be pasted with no key, button or menu."""
    clipboard = QApplication.clipboard()
    clipboard.setText("words about somebody else")
    page = sitting.hand_over()
    comment = page.sheet.comment
    comment.setFocus()

    for sequence in ("Ctrl+V", "Shift+Ins"):
        press(sequence, comment)
    comment.paste()
    QTest.mouseClick(comment.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(5, 5))
    QTest.mouseClick(comment.viewport(), Qt.MouseButton.RightButton, pos=QPoint(5, 5))
    page.ask_back()
    press("Ctrl+V", page.give_back.field.field)
    clipboard.clear()

    assert comment.text() == ""
    assert page.give_back.field.text() == ""
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]


def test_a_letter_with_altgr_can_be_typed(sitting: Sitting) -> None:
    """A sign that a keyboard makes with Ctrl and Alt together is written like any other."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    page = sitting.hand_over()
    comment = page.sheet.comment
    comment.setFocus()
    QTest.keyClicks(comment, "post")
    for modifiers in (both, Qt.KeyboardModifier.AltModifier):
        sign = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_At, modifiers, "@")
        QApplication.sendEvent(comment, sign)

    assert comment.text() == "post@"


def test_every_answer_is_kept_as_it_is_given(sitting: Sitting) -> None:
    """Numbers, what was taken back and words are in the record before the computer is back."""
    page = sitting.hand_over()
    first, second, *_ = page.sheet.lines.scales.values()

    sitting.qtbot.mouseClick(first.button(7), Qt.MouseButton.LeftButton)
    sitting.until(lambda: sitting.cards()[0].lines[0].answer == 7)
    second.button(3).click()
    second.button(PASSED).click()
    QTest.keyClicks(page.sheet.comment, "A little slower.")
    page.sheet.finish.click()
    sitting.until(lambda: not page.saves.has_unsaved)

    (card,) = sitting.cards()
    assert [line.answer for line in card.lines] == [7, None, None, None, None]
    assert (card.comment, card.session_id, card.finished_at) == (
        "A little slower.",
        sitting.hour,
        None,
    )
    assert THANKS in said(page)


def test_the_passphrase_leads_back(sitting: Sitting) -> None:
    """The window is as it was before, the card is finished, and the trail tells of it."""
    before = sitting.window.page
    page = sitting.hand_over()
    next(iter(page.sheet.lines.scales.values())).button(4).click()
    page.sheet.finish.click()

    give(page, PASSPHRASE)
    sitting.until(lambda: sitting.window.alone is None)
    sitting.until(lambda: sitting.cards()[0].finished_at)
    sitting.idle()

    assert sitting.window.page is before
    assert sitting.window.menuBar().isVisible()
    assert sitting.window.statusBar().isVisible()
    assert not sitting.window.windowState() & Qt.WindowState.WindowFullScreen
    assert not sitting.desk.has_unsaved
    assert acts(sitting)[:4] == ["finish", "take back the screen", "hand over the screen", "begin"]


def test_a_wrong_passphrase_leads_nowhere(sitting: Sitting) -> None:
    """After the third the next try has to wait, on this screen and on the prompt alike."""
    page = sitting.hand_over()
    page.ask_back()

    for count in (1, 2, 3):
        give(page, f"not this one {count}")
        sitting.until(lambda count=count: page.give_back.failures == count)
        assert sitting.window.alone
    assert "You can try again in 8 seconds." in page.give_back.warning.said()
    assert not page.give_back.take.isEnabled()
    give(page, PASSPHRASE)

    assert sitting.window.alone
    assert sitting.device.get(known.FAILED_UNLOCKS) == 3
    page.give_back._waits_for = 1
    page.give_back._tick()
    give(page, PASSPHRASE)
    sitting.until(lambda: sitting.window.alone is None)
    sitting.idle()
    assert sitting.device.get(known.FAILED_UNLOCKS) == 0
    assert "failed unlocks: 3" in acts(sitting)


def test_the_client_may_go_back_to_the_card(sitting: Sitting) -> None:
    """From the thanks the way back is open, and what was typed as a passphrase is gone."""
    page = sitting.hand_over()
    page.ask_back()
    QTest.keyClicks(page.give_back.field.field, "let me see")

    page.give_back.back.click()

    assert page.sheet.isVisible()
    assert page.give_back.field.text() == ""
    assert sitting.window.alone


def test_closing_the_window_asks_for_the_passphrase(sitting: Sitting) -> None:
    """The first time it asks, the second time the practice is locked, with the answers kept."""
    page = sitting.hand_over()
    next(iter(page.sheet.lines.scales.values())).button(2).click()
    folder = sitting.vault.folder
    window = sitting.window

    assert not window.close()
    assert page.give_back.isVisible()
    assert sitting.program.vault is not None

    assert not window.close()
    sitting.until(lambda: isinstance(sitting.program.front, Unlock))
    assert sitting.program.vault is None
    assert folder == sitting.program.folder


def test_an_idle_lock_keeps_what_was_answered(
    sitting: Sitting, recovery_key: RecoveryKey, vault_folder: Path
) -> None:
    """The usual prompt comes, the card is in the record, and can be gone on with."""
    page = sitting.hand_over()
    next(iter(page.sheet.lines.scales.values())).button(9).click()
    page.sheet.comment.insertPlainText("not fini")

    sitting.program.lock(automatic=True)

    assert isinstance(sitting.program.front, Unlock)
    assert not sitting.program.front.isFullScreen()
    QApplication.sendPostedEvents(None, 0)
    vault = Vault.open(vault_folder, recovery_key, SCHEMAS, at=datetime.now(UTC))
    (card,) = vault.record.run(cards.of_client, sitting.heron)
    sitting.program.enter(vault)
    sitting.idle()
    assert (card.lines[0].answer, card.comment, card.finished_at) == (9, "not fini", None)

    again = sitting.hand_over()
    assert again.sheet.lines.lines()[0].answer == 9
    assert again.sheet.comment.text() == "not fini"
    assert len(sitting.cards()) == 1


def test_keys_work_at_the_prompt_after_a_lock(sitting: Sitting) -> None:
    """The watch over the keys ends with the window that was handed over."""
    sitting.hand_over()
    sitting.program.lock(automatic=True)
    prompt = sitting.program.front
    assert isinstance(prompt, Unlock)

    QApplication.clipboard().setText(PASSPHRASE)
    field = next(f for f in prompt.findChildren(QLineEdit) if f.accessibleName() == "Passphrase")
    field.setFocus()
    press("Ctrl+V", field)
    QApplication.clipboard().clear()

    assert field.text() == PASSPHRASE


def test_a_card_without_a_word_is_gone(sitting: Sitting) -> None:
    """Where the client would rather say nothing, nothing is kept but the trail."""
    page = sitting.hand_over()
    page.ask_back()
    give(page, PASSPHRASE)
    sitting.until(lambda: sitting.window.alone is None)
    sitting.idle()

    assert sitting.cards() == ()
    assert acts(sitting)[0] == "forget"


def test_nothing_is_spoken_while_the_screen_is_handed_over(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen reader hears nothing of the practice, not even what failed elsewhere."""
    heard: list[str] = []
    page = sitting.hand_over()
    monkeypatch.setattr(announce, "QAccessible", _Listener(heard))

    sitting.window.say("Heron, timeline")
    Notices(sitting.window).warn(20)
    sitting.program.tell(RuntimeError("Heron"))
    sitting.desk.flush()

    assert heard == []
    assert "Heron" not in " ".join(said(page.window()))


class _Listener:
    """Stands where announcements go."""

    def __init__(self, heard: list[str]) -> None:
        self._heard = heard

    def updateAccessibility(self, event: Any) -> None:  # noqa: N802
        self._heard.append(event.message())

    AnnouncementPoliteness = announce.QAccessible.AnnouncementPoliteness


@pytest.mark.parametrize(
    ("width", "height", "size"), [(1280, 800, 100), (1024, 700, 100), (1024, 700, 200)]
)
def test_card_and_thanks_fit_any_window(
    sitting: Sitting,
    theme: Theme,
    clipped: Any,
    unnamed: Any,
    width: int,
    height: int,
    size: int,
) -> None:
    """Nothing is cut off, every stop of the Tab key has a name, and a finger meets every number."""
    theme.set_text_size(size)
    page = sitting.hand_over()
    page.setFixedSize(width, height)
    QApplication.processEvents()

    assert clipped(page) == []
    assert unnamed(page) == []
    for scale in page.sheet.lines.scales.values():
        assert min(scale.button(5).width(), scale.button(5).height()) >= 44 * size // 100
    page.ask_back()
    QApplication.processEvents()
    assert clipped(page) == []
    assert unnamed(page) == []


def test_the_lines_are_chosen_once_and_remembered(sitting: Sitting) -> None:
    """What was ticked for one card stands ticked for the next; one line at least is needed."""
    sitting.take(CardAct.HAND_OVER)
    dialog = sitting.dialog(LinesDialog)
    assert [box.isChecked() for box in dialog.boxes.values()].count(True) == 5
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.main.isEnabled()
    dialog.boxes["emotional_expression"].setChecked(True)
    dialog.main.click()
    sitting.until(lambda: sitting.window.alone)
    sitting.idle()

    (card,) = sitting.cards()
    assert [line.facet_id for line in card.lines] == ["emotional_expression"]
    kept = sitting.vault.record.run(settings.get, known.CARD_LINES)
    assert kept == "emotional_expression"


def test_the_menus_offer_the_card(sitting: Sitting) -> None:
    """Client menu, client page and session page all begin with the same words."""
    words = ["Hand over the client card…", "Type in a client card…", "Print a client card…"]
    sitting.open_session()

    offered = [
        [action.text().replace("&", "") for action in menu.actions()]
        for menu in sitting.window.findChildren(QMenu)
        if menu not in set(sitting.desk.notes.page.findChildren(QMenu))
    ]

    assert sum(all(word in menu for word in words) for menu in offered) == 3
    assert sum("Read the client card…" in menu for menu in offered) == 1


def test_the_session_page_hands_over_its_own_hour(sitting: Sitting) -> None:
    """What was typed on the page is saved first, and the card belongs to that session."""
    sitting.open_session()
    sitting.desk.session.private.free.insertPlainText("for me")

    sitting.desk.session.record.head.card_wanted.emit(CardAct.HAND_OVER)
    sitting.dialog(LinesDialog).main.click()
    sitting.until(lambda: sitting.window.alone)
    sitting.idle()

    assert sitting.cards()[0].session_id == sitting.hour
    assert not sitting.desk.has_unsaved

"""Help is read in a window of its own, by keyboard, large, and also before anything is unlocked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.alone import Alone
from practicenotes.ui.device import Device
from practicenotes.ui.help import opening, topics
from practicenotes.ui.help.window import HelpWindow
from practicenotes.ui.passphrase_dialog import PassphraseDialog
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Greeting, Unlock
from practicenotes.ui.window import Window


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[HelpWindow]:
    """Give the help at its first page."""
    with qtbot.waitExposed(shown := opening.show(topics.TROUBLE)):
        pass
    yield shown
    shown.close()


@pytest.fixture
def help_key(theme: Theme, qapp: QApplication) -> Iterator[None]:
    """Let F1 be heard, as the program does."""
    key = opening.HelpKey(qapp)
    key.begin(QWidget())
    yield
    qapp.removeEventFilter(key)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Give the settings of a computer."""
    return Device(tmp_path / "config")


def test_words_are_found_on_the_page(window: HelpWindow, qtbot: QtBot):
    """What is typed is counted, and Enter goes from place to place and round."""
    qtbot.keyClick(window.sheet, "f", Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, "recovery sheet")
    count = int(window.count.said().split()[-1])
    assert count > 1
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.count.said() == f"2 of {count}"
    window.step(count - 1)
    assert window.count.said() == f"1 of {count}"
    window.search.setText("xylophone")
    assert window.count.said() == "Not found"


def test_a_link_leads_to_another_page_and_back_again(window: HelpWindow, qtbot: QtBot):
    """One may read on, and return with Alt+Left."""
    assert not window.back.isEnabled()
    window.sheet.anchorClicked.emit(QUrl(topics.KEYS))
    assert window.page.value == topics.KEYS
    assert "Whoever" in window.sheet.toPlainText()
    qtbot.keyClick(window.sheet, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page.value == topics.TROUBLE


def test_every_page_is_read_at_twice_the_size(
    window: HelpWindow,
    theme: Theme,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
):
    """Nothing is cut off at 200 % in a small window, nothing scrolls sideways, all has a name."""
    theme.set_text_size(200)
    window.resize(1024, 700)
    for topic in topics.TITLES:
        window.show_topic(topic)
        assert window.sheet.horizontalScrollBar().maximum() == 0, topic
    assert clipped(window) == []
    assert unnamed(window) == []


def test_a_page_of_help_fetches_nothing(window: HelpWindow):
    """Not even a picture that somebody wrote into a page is read from anywhere."""
    assert window.sheet.loadResource(2, QUrl("file:///etc/passwd")) is None


def test_help_is_at_hand_before_anything_is_unlocked(help_key: None, qtbot: QtBot):
    """Whoever has forgotten the passphrase reads at the prompt what is left to do."""
    page = Unlock(Greeting("Main", "0.1"))
    qtbot.addWidget(page)
    page.show()
    link = next(b for b in page.findChildren(QPushButton) if "Help" in b.text())
    link.click()
    (window,) = opening._open
    qtbot.waitUntil(window.isActiveWindow)
    assert "I have forgotten the passphrase" in window.sheet.toPlainText()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opening.shown())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_F1)
    assert opening.shown()
    opening.show(topics.TROUBLE).close()


def test_f1_opens_the_page_that_fits(help_key: None, qtbot: QtBot, device: Device):
    """In a sheet over the practice the help is about that sheet, and stays open beside it."""
    over = Window(device)
    qtbot.addWidget(over)
    over.show()
    sheet = PassphraseDialog(lambda _: 0, over)
    sheet.open()
    qtbot.waitUntil(sheet.isActiveWindow)
    qtbot.keyClick(sheet.old, Qt.Key.Key_F1)
    (window,) = opening._open
    assert window.page.value == topics.KEYS
    assert not window.isModal()
    sheet.reject()
    over.menu("&Help").actions()[0].trigger()
    assert window.page.value == topics.TROUBLE
    window.close()


def test_a_client_who_holds_the_screen_is_led_to_no_help(theme: Theme, qtbot: QtBot):
    """A window that was handed over opens nothing beside itself."""
    window, stack, page = QMainWindow(), QStackedWidget(), QWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(stack)
    alone = Alone(window, stack, page)
    opening.show_here(window)
    assert not opening.shown()
    alone.end()

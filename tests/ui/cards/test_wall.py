"""The wall around guesses and second looks while the program runs."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QStatusBar, QWidget

import factory
from practicenotes.domain.cards import Given
from practicenotes.domain.reflections import Reflection
from practicenotes.exchange import record_files
from practicenotes.records import search, whole
from practicenotes.reflections import reflections
from practicenotes.ui.cards.guessing import GuessDialog
from practicenotes.ui.cards.over_time import OverTimeDialog
from practicenotes.ui.cards.reading import ReadingDialog
from practicenotes.ui.style import on_private

from .conftest import Sitting


CANARY = "kanarienvogel"
ALOUD = "the client said this"


def texts(widget: QWidget) -> list[str]:
    """Return everything that a widget shows or says."""
    found = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    for name in ("text", "toPlainText", "said"):
        say = getattr(widget, name, None)
        text = say() if callable(say) else say
        found += [text] if isinstance(text, str) else []
    return found


def holding(word: str) -> list[QWidget]:
    """Return the widgets of the whole program that hold a word."""
    return [w for w in QApplication.allWidgets() if any(word in text for text in texts(w))]


@pytest.fixture
def read(sitting: Sitting) -> ReadingDialog:
    """Open a card after a guess with a canary in it."""
    card_id = sitting.file_card(7, comment=ALOUD, given=Given.ON_PAPER)
    sitting.desk.cards.open(card_id)
    guessing = sitting.dialog(GuessDialog)
    guessing.words.insertPlainText(CANARY)
    guessing.main.click()
    reading = sitting.dialog(ReadingDialog)
    sitting.idle()
    sitting.until(
        lambda: not [d for d in sitting.window.findChildren(GuessDialog) if d.isVisible()]
    )
    QApplication.processEvents()
    assert isinstance(reading, ReadingDialog)
    return reading


def test_a_guess_stands_on_the_private_ground_alone(sitting: Sitting, read: ReadingDialog) -> None:
    """Where the words of a guess are seen, the lock and the words beside it are seen too."""
    found = holding(CANARY)

    assert found
    assert all(on_private(widget) for widget in found)
    sitting.idle()
    read.over_time.click()
    dialog = sitting.dialog(OverTimeDialog)
    dialog._show("")
    sitting.qtbot.wait(50)
    assert [widget for widget in holding(CANARY) if dialog.isAncestorOf(widget)]
    assert all(on_private(widget) for widget in holding(CANARY))


def test_a_guess_is_in_no_title_status_line_or_clipboard(
    sitting: Sitting, read: ReadingDialog, tmp_path: Path
) -> None:
    """Nor in any file of the device."""
    windows = QApplication.topLevelWidgets()
    outside = [each.windowTitle() for each in windows]
    outside += [bar.currentMessage() for w in windows for bar in w.findChildren(QStatusBar)]
    outside += [QApplication.clipboard().text(), sitting.window._status.said()]
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    assert [text for text in outside if CANARY in text] == []
    assert not any(CANARY.encode(code) in data for data in files for code in ("utf-8", "utf-16-le"))


def test_the_record_says_what_the_client_said_and_nothing_of_the_guess(
    sitting: Sitting, read: ReadingDialog, tmp_path: Path
) -> None:
    """Its export and its search know the card, if at all, and never the guess."""
    record = sitting.vault.record
    out = record_files.write(record.run(whole.of_client, sitting.heron), tmp_path / "out")
    said = [path.read_text("utf-8") for path in out]

    assert all(ALOUD in page for page in said)
    assert not [page for page in said if CANARY in page]
    assert record.run(search.find, CANARY) == ()


def test_the_first_look_is_in_no_widget_of_the_second(sitting: Sitting) -> None:
    """While the second is written, no part of the program holds a word of the first."""
    thought = Reflection(sitting.hour, sitting.heron, free=CANARY)
    sitting.vault.private.run(reflections.save, thought, factory.AT)

    sitting.desk.look_again(sitting.hour)
    sitting.until(lambda: sitting.desk.second_look.writing)
    sitting.idle()

    assert holding(CANARY) == []

"""The letterhead is set by keyboard, seen as it will print, kept, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from practicenotes import messages
from practicenotes.domain.letterhead import PLAIN, Layout, Letterhead, PaperSize
from practicenotes.errors import FileTooLarge
from practicenotes.records import letterheads
from practicenotes.ui.letterhead import card as cards
from practicenotes.ui.letterhead.dialog import LetterheadDialog
from practicenotes.ui.letterhead.picture_field import MOVES, NONE_YET, TAKEN_OUT, UNUSABLE
from practicenotes.ui.theme import Theme


FULL = Letterhead(Layout.UK, PaperSize.A4, "de-AT", ("Chamber, no. 1",))


def _kept(shown) -> Letterhead:
    return shown.played.record.run(letterheads.get)


def test_an_empty_letter_shows_who_writes(shown) -> None:
    """The pages show the lines of the practice and say nothing of any client."""
    dialog = shown.open()
    read = shown.drawn(dialog)

    assert "M. Lindqvist" in read
    assert "Name of the recipient" in read
    assert NONE_YET in (dialog.logo.said(), dialog.signature.said())
    assert "DRAFT" not in read


def test_the_letterhead_is_set_by_keyboard_alone(shown) -> None:
    """Tab leads through the form; a layout, a language and a line are chosen and kept."""
    dialog = shown.open()
    keys = shown.qtbot.keyClick
    assert QApplication.focusWidget() is dialog.form.field("layout")
    keys(QApplication.focusWidget(), Qt.Key.Key_Down)
    keys(QApplication.focusWidget(), Qt.Key.Key_Down)
    keys(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.form.field("language")
    shown.qtbot.keyClicks(QApplication.focusWidget(), "German")
    keys(QApplication.focusWidget(), Qt.Key.Key_Down)
    lines = dialog.form.field("registrations")
    while not (
        lines is QApplication.focusWidget() or lines.isAncestorOf(QApplication.focusWidget())
    ):
        keys(QApplication.focusWidget(), Qt.Key.Key_Tab)
    shown.qtbot.keyClicks(QApplication.focusWidget(), "Chamber, no. 1")
    shown.keep(dialog)

    assert _kept(shown) == Letterhead(
        Layout.DIN_B, PaperSize.BY_LANGUAGE, "de-AT", ("Chamber, no. 1",)
    )
    assert shown.told == [cards.KEPT]
    assert shown.card.chosen.said() == "DIN 5008, form B, on A4. German (Austria)."


def test_what_is_chosen_is_seen_at_once(shown) -> None:
    """Another paper and a further line are on the pages a moment later."""
    dialog = shown.open()
    dialog.form.field("registrations").setPlainText("Chamber, no. 1\n\n  Insured by Example  ")
    dialog.form.set_values({"paper": PaperSize.LETTER, "layout": Layout.US})
    dialog.proof.touch()
    read = shown.drawn(dialog)

    assert "Chamber, no. 1" in read
    assert dialog.given().registrations == ("Chamber, no. 1", "Insured by Example")
    assert round(dialog.preview.sheets.sizes[0].width()) == 612


def test_pictures_are_taken_and_kept(shown, picture, tmp_path: Path) -> None:
    """A logo and a signature are seen in the form and on the pages, and kept with the rest."""
    for name, size in (("logo.png", (400, 160)), ("hand.png", (300, 90))):
        (tmp_path / name).write_bytes(picture("PNG", size=size))
    dialog = shown.open()
    plain = dialog.preview.data
    dialog.logo.take(tmp_path / "logo.png")
    dialog.signature.take(tmp_path / "hand.png")
    shown.settle()
    shown.drawn(dialog)
    assert b"/Alt (Logo)" in dialog.preview.data
    assert b"/Alt (Signature)" in dialog.preview.data
    assert b"/Alt (Logo)" not in plain
    shown.keep(dialog)

    assert _kept(shown).logo.startswith(b"\x89PNG")
    assert _kept(shown).signature.startswith(b"\x89PNG")
    assert shown.card.chosen.said().endswith("With a logo and a signature.")


def test_a_picture_that_is_taken_out_can_be_put_back(shown, picture) -> None:
    """Taking out is said, and the same button brings it back."""
    shown.played.record.run(letterheads.save, replace(PLAIN, logo=picture()), shown.played.now())
    shown.card.refresh()
    shown.settle()
    dialog = shown.open()
    assert dialog.logo.content == picture()

    dialog.logo.remove.click()
    assert (dialog.logo.content, dialog.logo.said()) == (b"", TAKEN_OUT)
    dialog.logo.remove.click()
    assert dialog.logo.content == picture()
    dialog.logo.remove.click()
    shown.keep(dialog)
    assert _kept(shown).logo == b""


def test_a_logo_of_forty_megabytes_is_refused_with_the_limit(shown, tmp_path: Path) -> None:
    """One sentence names the file and the limit, and what stood there stays."""
    path = tmp_path / "logo.png"
    with path.open("wb") as file:
        file.truncate(40_000_000)
    dialog = shown.open()
    dialog.logo.take(path)
    shown.settle()

    assert dialog.logo.said() == messages.sentence(FileTooLarge("logo.png", 10))
    assert "10 MB" in dialog.logo.said()
    assert dialog.logo.choose.isEnabled()


@pytest.mark.parametrize("content", [b"no picture at all", b"\x89PNG\r\n\x1a\n cut off"])
def test_a_damaged_picture_is_refused_in_one_sentence(shown, content, tmp_path: Path) -> None:
    """What is no picture, or was cut off, changes nothing."""
    (tmp_path / "logo.png").write_bytes(content)
    dialog = shown.open()
    dialog.logo.take(tmp_path / "logo.png")
    shown.settle()

    assert dialog.logo.said() == UNUSABLE
    assert dialog.logo.content == b""


def test_of_a_moving_picture_the_first_is_used_and_that_is_said(shown, tmp_path: Path) -> None:
    """An animated logo stands still on paper."""
    from PIL import Image

    first, second = Image.new("RGB", (80, 40), "red"), Image.new("RGB", (80, 40), "blue")
    first.save(tmp_path / "logo.gif", save_all=True, append_images=[second], duration=100)
    dialog = shown.open()
    dialog.logo.take(tmp_path / "logo.gif")
    shown.settle()

    assert dialog.logo.said() == MOVES
    assert dialog.logo.content


def test_a_line_without_a_glyph_is_named_and_the_last_pages_stay(shown) -> None:
    """A sign that no font has is said beside the form."""
    dialog = shown.open()
    before = dialog.preview.data
    dialog.form.field("registrations").setPlainText("Chamber 🙂")
    shown.qtbot.waitUntil(lambda: "🙂" in dialog._refused.said(), timeout=30_000)

    assert dialog._refused.isVisible()
    assert dialog.preview.data == before


def test_what_was_kept_can_be_undone(shown) -> None:
    """The strip brings back the letterhead of before, whole."""
    shown.played.record.run(letterheads.save, FULL, shown.played.now())
    shown.card.refresh()
    shown.settle()
    dialog = shown.open()
    dialog.form.set_values({"layout": Layout.DIN_A})
    shown.keep(dialog)
    assert _kept(shown).layout is Layout.DIN_A

    shown.card.undo.acted.emit()
    shown.settle()
    assert _kept(shown) == FULL
    assert shown.told == [cards.KEPT, cards.BACK]


def test_leaving_keeps_nothing(shown) -> None:
    """Esc leaves the letterhead as it was."""
    dialog = shown.open()
    dialog.form.set_values({"layout": Layout.DIN_A})
    shown.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    shown.settle()

    assert _kept(shown) == PLAIN
    assert shown.told == []


def test_a_letterhead_that_was_changed_from_outside_is_said(shown) -> None:
    """The card says that no letter is drawn with it, and what to do."""
    shown.played.record.run(letterheads.save, FULL, shown.played.now())
    statement = "UPDATE letterhead SET language = 'fr-FR'"
    shown.played.record.on_connection(lambda connection: connection.exec_driver_sql(statement))
    shown.card.refresh()
    shown.settle()

    assert shown.card.chosen.said() == cards.DAMAGED


@pytest.mark.parametrize(
    ("size", "room"), [(100, (1280, 800)), (100, (1024, 700)), (200, (1280, 800))]
)
def test_nothing_is_clipped(
    shown,
    picture,
    theme: Theme,
    size: int,
    room: tuple[int, int],
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
) -> None:
    """Words, buttons and pages are whole in every size, and everything has a name."""
    theme.set_text_size(size)
    shown.window.resize(*room)
    dialog = shown.open()
    dialog.logo.show_picture(picture())
    shown.qtbot.wait(50)

    assert clipped(dialog) == []
    assert unnamed(dialog) == []
    assert dialog.width() <= room[0]
    assert isinstance(dialog, LetterheadDialog)

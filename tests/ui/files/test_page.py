"""The files of a client: added, described, copied out, taken out and put back."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from practicenotes.domain.attachments import AttachmentKind
from practicenotes.errors import DiskFull, FileEmpty, FileTooLarge, NotAFile
from practicenotes.records import attachments
from practicenotes.vault import audit


# What the library that reads pictures says of a damaged one.
pytestmark = pytest.mark.qt_log_ignore(r"JPEG data|datastream", extend=True)

Open = Callable[..., Any]


def acts(shown: Any) -> list[str]:
    """Return what the trail tells of files, latest first."""
    entries = shown.played.record.run(audit.entries)
    return [entry.act for entry in entries if entry.object.startswith("attachment:")]


def listed(shown: Any) -> Any:
    """Return the files of the client as the record has them."""
    return shown.played.record.run(attachments.of_client, shown.client_id)


def test_no_files_are_a_sentence_and_a_button(open_files: Open) -> None:
    """Where nothing is yet, the page says so and offers the one thing to do."""
    shown = open_files()
    assert "No files yet." in shown.said()
    assert "Up to 25 MB a file." in shown.said()
    shown.page.setFocus()
    assert shown.page.empty.button.hasFocus()


def test_a_file_is_chosen_asked_about_and_kept(
    open_files: Open, tmp_path: Path, pdf: bytes
) -> None:
    """From the button to the list: it is kept whole, under what was typed about it."""
    shown = open_files()
    (tmp_path / "scan 1.pdf").write_bytes(pdf)
    shown.press("Add a file…")
    shown.place(tmp_path / "scan 1.pdf")
    dialog = shown.dialog()
    assert "It is kept as it came" in shown.said(dialog)
    assert "The file itself still lies where it was" in shown.said(dialog)
    dialog.form.set_values(
        {"kind": AttachmentKind.CONTRACT, "name": "Contract.pdf", "words": " two pages "}
    )
    shown.press("Keep in the record", dialog)
    shown.settle()
    [kept] = listed(shown)
    assert (kept.name, kept.kind, kept.words) == (
        "Contract.pdf",
        AttachmentKind.CONTRACT,
        "two pages",
    )
    assert shown.played.record.run(attachments.content, kept.id) == pdf
    assert shown.rows() == ["Contract.pdf, contract · 18 November"]
    assert shown.page.reader.shown == kept
    assert shown.told == ["“Contract.pdf” is kept."]
    assert acts(shown) == ["add"]


def test_files_that_are_dropped_are_asked_about_one_after_the_other(
    open_files: Open, tmp_path: Path, pdf: bytes, picture: Callable[..., bytes]
) -> None:
    """Two files are two questions; what is put aside is not kept."""
    shown = open_files()
    (tmp_path / "one.pdf").write_bytes(pdf)
    (tmp_path / "two.png").write_bytes(picture("PNG"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("one.pdf", "two.png")])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, button, keys)
    shown.page.dragEnterEvent(entered)
    assert entered.isAccepted()
    shown.page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, keys))
    shown.dialog().reject()
    shown.qtbot.waitUntil(
        lambda: (
            len(shown.dialogs()) == 1 and "two.png" in str(shown.dialogs()[0].form.values()["name"])
        )
    )
    assert listed(shown) == ()
    shown.press("Keep in the record", shown.dialog())
    shown.settle()
    assert [each.name for each in listed(shown)] == ["two.png"]


@pytest.mark.parametrize("url", ["https://127.0.0.1/letter.pdf", ""])
def test_what_is_not_on_this_computer_cannot_be_dropped(open_files: Open, url: str) -> None:
    """An address is not taken for a file, and nothing is fetched."""
    shown = open_files()
    data = QMimeData()
    data.setUrls([QUrl(url)] if url else [])
    data.setText("words")
    event = QDragEnterEvent(
        QPointF(9, 9).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    shown.page.dragEnterEvent(event)
    assert not event.isAccepted()


def test_a_photograph_comes_in_without_place_and_camera(
    open_files: Open, tmp_path: Path, picture: Callable[..., bytes]
) -> None:
    """What the camera wrote is gone, and the dialog says so before anything is kept."""
    shown = open_files()
    (tmp_path / "letter.jpg").write_bytes(picture(comment=b"Camera Works, 52.5 N 13.4 E"))
    shown.drop(tmp_path / "letter.jpg")
    assert "Where, when and with what it was taken is left out" in shown.said(shown.dialog())
    shown.press("Keep in the record", shown.dialog())
    shown.settle()
    [kept] = listed(shown)
    assert b"Camera" not in shown.played.record.run(attachments.content, kept.id)


def test_a_torn_picture_is_kept_as_it_came_and_that_is_said(
    open_files: Open, tmp_path: Path
) -> None:
    """What cannot be cleaned is named before it is kept."""
    shown = open_files()
    (tmp_path / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe1torn")
    shown.drop(tmp_path / "torn.jpg")
    assert "This picture is damaged" in shown.said(shown.dialog())
    shown.press("Keep in the record", shown.dialog())
    shown.settle()
    assert len(listed(shown)) == 1


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: path.mkdir(), NotAFile),
        (lambda path: path.touch(), FileEmpty),
        (lambda path: path.write_bytes(b"x" * 25_000_001), FileTooLarge),
    ],
)
def test_what_cannot_be_kept_is_told_in_one_sentence_and_asks_nothing(
    open_files: Open, tmp_path: Path, make: Callable[[Path], object], error: type[Exception]
) -> None:
    """A folder, an empty file and one too large open no dialog, and the next file still comes."""
    shown = open_files()
    make(tmp_path / "first")
    (tmp_path / "next.txt").write_text("words")
    shown.drop(tmp_path / "first", tmp_path / "next.txt")
    assert [type(each) for each in shown.raised] == [error]
    assert shown.dialog().form.values()["name"] == "next.txt"
    assert listed(shown) == ()


def test_a_vault_that_is_full_keeps_the_question_open(
    open_files: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog stays with all that was typed, says why, and keeps the file once there is room."""
    shown = open_files()
    (tmp_path / "words.txt").write_text("words")
    shown.drop(tmp_path / "words.txt")
    dialog = shown.dialog()
    append = audit.append
    monkeypatch.setattr(audit, "append", _full)
    dialog.form.set_values({"words": "typed"})
    shown.press("Keep in the record", dialog)
    shown.qtbot.waitUntil(lambda: bool(dialog.problem()))
    assert "is full" in dialog.problem()
    assert listed(shown) == ()
    monkeypatch.setattr(audit, "append", append)
    shown.press("Keep in the record", dialog)
    shown.settle()
    assert [each.words for each in listed(shown)] == ["typed"]


def _full(*_: object, **__: object) -> None:
    raise DiskFull


def test_a_day_is_needed(open_files: Open, tmp_path: Path) -> None:
    """Without a day the dialog says where, and nothing is kept."""
    shown = open_files()
    (tmp_path / "words.txt").write_text("words")
    shown.drop(tmp_path / "words.txt")
    dialog = shown.dialog()
    dialog.form.set_values({"received_on": None})
    shown.press("Keep in the record", dialog)
    assert "This needs a day" in shown.said(dialog)
    assert listed(shown) == ()


def test_what_is_said_about_a_file_is_changed(open_files: Open) -> None:
    """The list and the head of the file say the new words, and the file is not read again."""
    shown = open_files()
    shown.keep()
    shown.take("consent.pdf")
    shown.press("Change…")
    dialog = shown.dialog()
    dialog.form.set_values({"name": "Consent, signed.pdf", "words": "for recordings"})
    shown.press("Keep changes", dialog)
    shown.settle()
    assert shown.rows() == ["Consent, signed.pdf, consent form · 18 November"]
    assert "for recordings" in shown.said()
    assert acts(shown) == ["change", "add"]


def test_a_copy_is_saved_for_this_account_and_entered_in_the_trail(
    open_files: Open, tmp_path: Path, pdf: bytes
) -> None:
    """The copy is byte for byte what was kept; that it is not encrypted is said twice."""
    shown = open_files()
    shown.keep(pdf)
    shown.take("consent.pdf")
    shown.press("Save a copy…")
    assert shown.dialog().windowTitle() == "Save a copy that is not encrypted"
    shown.place(tmp_path / "copy.pdf")
    shown.settle()
    assert (tmp_path / "copy.pdf").read_bytes() == pdf
    assert stat.S_IMODE((tmp_path / "copy.pdf").stat().st_mode) == 0o600
    assert "The copy is not encrypted" in shown.told[-1]
    assert acts(shown) == ["save a copy", "add"]


def test_a_file_is_taken_out_and_put_back_at_once(open_files: Open) -> None:
    """The strip takes it back; nothing is lost."""
    shown = open_files()
    kept = shown.keep()
    shown.take("consent.pdf")
    shown.press("Take out")
    shown.settle()
    assert listed(shown) == ()
    assert shown.page.reader.shown is None
    assert shown.page.undo.said() == "“consent.pdf” was taken out."
    shown.press("Undo")
    shown.settle()
    assert [each.id for each in listed(shown)] == [kept]
    assert acts(shown) == ["bring back", "retire", "add"]


def test_a_file_that_was_taken_out_earlier_is_put_back_from_the_list(open_files: Open) -> None:
    """What was taken out is folded away, and one line brings it back."""
    shown = open_files()
    kept = shown.keep()
    shown.played.record.run(attachments.retire, kept, shown.played.now())
    shown.settle()
    assert shown.rows() == []
    shown.press("1 file taken out, folded away")
    shown.take("consent.pdf, taken out, kept until 18 December")
    assert "removed for good on 18 December" in shown.said(shown.dialog())
    shown.press("Put it back", shown.dialog())
    shown.settle()
    assert [each.id for each in listed(shown)] == [kept]


def test_a_file_that_was_taken_out_is_removed_for_good_on_asking(open_files: Open) -> None:
    """Nothing of it is left in the practice, and the trail says so."""
    shown = open_files()
    kept = shown.keep()
    shown.played.record.run(attachments.retire, kept, shown.played.now())
    shown.settle()
    shown.press("1 file taken out, folded away")
    shown.take("consent.pdf, taken out")
    shown.press("Remove for good", shown.dialog())
    shown.settle()
    assert shown.played.record.run(attachments.retired, shown.client_id) == ()
    assert acts(shown) == ["remove for good", "retire", "add"]


def test_a_damaged_entry_is_named_and_cannot_be_opened(open_files: Open) -> None:
    """What was changed from outside stands in the list as that."""
    import factory

    shown = open_files()
    shown.keep()
    factory.meddle(shown.played.record, "UPDATE attachment SET words = 'never said'")
    shown.page.open(shown.client_id)
    shown.settle()
    assert shown.rows()[0].startswith("A damaged file")
    assert "never said" not in shown.said()


def test_a_file_goes_to_the_client_whom_it_was_chosen_for(open_files: Open, tmp_path: Path) -> None:
    """Though another file is chosen for somebody else before the first one was read."""
    shown = open_files()
    other = shown.played.id_of("Sparrow")
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(name)
    shown.page.adding.take(shown.client_id, None, [tmp_path / "one.txt"])
    shown.page.adding.take(other, None, [tmp_path / "two.txt"])
    shown.qtbot.waitUntil(lambda: len(shown.dialogs()) == 2)
    for dialog in shown.dialogs():
        shown.press("Keep in the record", dialog)
    shown.settle()

    assert [each.name for each in listed(shown)] == ["one.txt"]
    shown.client_id = other
    shown.settle()
    assert [each.name for each in listed(shown)] == ["two.txt"]


def test_another_client_sees_none_of_it(open_files: Open) -> None:
    """What was open of one client is let go of when another is shown."""
    shown = open_files()
    shown.keep()
    shown.take("consent.pdf")
    shown.client_id = shown.played.id_of("Sparrow")
    shown.settle()
    assert "consent.pdf" not in shown.said()
    assert shown.page.reader.preview.data == b""


@pytest.mark.parametrize(("width", "height", "text"), [(1280, 800, 100), (1024, 700, 200)])
def test_nothing_is_clipped_or_without_a_name(
    open_files: Open,
    theme: Any,
    clipped: Any,
    unnamed: Any,
    width: int,
    height: int,
    text: int,
    pdf: bytes,
) -> None:
    """Everything is seen whole in a small window with large text, and read aloud by name."""
    theme.set_text_size(text)
    shown = open_files(width=width, height=height)
    shown.keep(pdf, words="signed by both")
    shown.take("consent.pdf")
    assert clipped(shown.window) == []
    assert unnamed(shown.window) == []


def test_everything_is_reached_by_the_tab_key_in_the_order_of_reading(
    open_files: Open, pdf: bytes
) -> None:
    """From the files over the consents to what can be done with the file, and into it."""
    shown = open_files(width=1400)
    shown.keep(pdf)
    shown.take("consent.pdf")
    stops = []
    for _ in range(8):
        focus = QApplication.focusWidget()
        stops.append(focus.accessibleName() or getattr(focus, "text", str)())
        shown.qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert stops[:7] == [
        "consent.pdf, consent form · 18 November",
        "Note a consent…",
        "Save a copy…",
        "Change…",
        "Take out",
        "Smaller pages",
        "Larger pages",
    ]


def test_a_name_of_any_signs_is_kept_and_shown(open_files: Open, tmp_path: Path) -> None:
    """Three hundred signs and signs of every kind are cut and tidied, never refused."""
    shown = open_files()
    name = "".join(chr(plane * 0x10000 + 0x1F600) for plane in range(2)) + "\u202eه&" * 12
    (tmp_path / f"{name}.txt").write_text("words")
    shown.drop(tmp_path / f"{name}.txt")
    dialog = shown.dialog()
    field = dialog.form.field("name")
    assert isinstance(field, QLineEdit)
    assert "\u202e" not in field.text()
    dialog.form.set_values({"name": "x" * 300 + ".txt"})
    shown.press("Keep in the record", dialog)
    shown.settle()
    [kept] = listed(shown)
    assert len(kept.name) == 120
    assert replace(kept, name="").name == ""

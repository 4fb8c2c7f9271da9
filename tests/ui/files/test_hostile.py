"""A PDF that stops what reads it: one sentence, nothing taken in, and the program goes on."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import strange_readers
from practicenotes import messages
from practicenotes.apart import program, reading
from practicenotes.errors import ReadingStopped


def test_a_hostile_pdf_is_neither_taken_in_nor_shown_and_the_next_one_is(
    open_files: Callable[..., Any], pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An evening with a file that crashes its reader: while it is added, and while it is read."""
    shown = open_files()
    shown.keep(pdf, name="from a stranger.pdf")
    path = tmp_path / "sent by post.pdf"
    path.write_bytes(pdf)
    with monkeypatch.context() as hostile:
        start = [sys.executable, "-P", strange_readers.__file__]
        hostile.setattr(program, "command", lambda: start)
        shown.drop(path)
        assert [type(error) for error in shown.raised] == [ReadingStopped]
        assert "“sent by post.pdf”" in messages.sentence(shown.raised[0])
        assert shown.dialogs() == []
        shown.take("from a stranger.pdf")
        said = shown.page.reader.sentence.said()
        assert "“from a stranger.pdf” stopped what reads it" in said
        assert "It is kept as it came" in said
        assert shown.page.reader.preview.data == b""
    shown.keep(pdf, name="from a friend.pdf")
    shown.take("from a friend.pdf")
    assert "M. Lindqvist" in shown.page.reader.preview.text()
    reading.end()
    assert "M. Lindqvist" in shown.page.reader.preview.text()


def test_a_page_that_stops_what_reads_it_ends_the_showing(
    open_files: Callable[..., Any], pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a later page does it, the sentence comes in place of the pages, and can be acted on."""
    shown = open_files()
    shown.keep(pdf, name="from a stranger.pdf")
    shown.take("from a stranger.pdf")
    start = [sys.executable, "-P", strange_readers.__file__]
    monkeypatch.setattr(shown.page.reader.preview.sheets._outside._reading, "_start", [*start, ""])
    reading.end()
    shown.page.reader.preview.sheets.zoom_by(2)
    shown.qtbot.waitUntil(lambda: "stopped what reads it" in shown.said(), timeout=20_000)

    assert shown.page.reader.preview.data == b""
    assert shown.page.reader.copy.isEnabled()


def test_a_hostile_picture_is_not_taken_in(
    open_files: Callable[..., Any],
    picture: Callable[..., bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A photograph that crashes its reader is named in one sentence, and nothing is asked."""
    path = tmp_path / "from a telephone.jpg"
    path.write_bytes(picture())
    shown = open_files()
    start = [sys.executable, "-P", strange_readers.__file__]
    monkeypatch.setattr(program, "command", lambda: start)
    shown.drop(path)

    assert [messages.sentence(error)[:24] for error in shown.raised] == ["“from a telephone.jpg” s"]
    assert shown.dialogs() == []

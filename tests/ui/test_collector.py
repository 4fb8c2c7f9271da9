"""Windows that are lost together are let go where windows live."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.collector import Collector, collect


WORDS = 5_000  # more than Python lets pass before it collects by itself
MORE = 1_000  # enough for that, each time that it is looked


def _busy() -> int:
    """Ask for memory as a store does that reads many rows."""
    return sum(len(row) for row in [[number] for number in range(WORDS)])


def _lose() -> list[int]:
    """Make a window that only itself refers to; return where its thread will be written."""
    ended: list[int] = []
    window = QWidget()
    window.itself = window  # type: ignore[attr-defined]
    window.destroyed.connect(
        lambda: ended.append(threading.get_ident()), Qt.ConnectionType.DirectConnection
    )
    return ended


@pytest.fixture
def collecting() -> Iterator[None]:
    """Begin as Python does, which collects by itself; go on as every other test."""
    gc.enable()
    yield
    gc.disable()


@pytest.mark.usefixtures("collecting")
def test_a_lost_window_ends_on_the_thread_of_the_windows(qtbot: QtBot) -> None:
    """Whatever asks for memory elsewhere, a window is taken down beside its events."""
    parent = QObject()
    Collector(parent)
    ended = _lose()

    with ThreadPoolExecutor(1) as store:
        for _ in range(20):
            store.submit(_busy).result()
    assert not ended

    gc.collect(0)
    assert ended == [threading.get_ident()]


def test_what_is_lost_is_let_go_without_anyone_asking(qtbot: QtBot) -> None:
    """Between two events the collector does what is due."""
    parent = QObject()
    Collector(parent)
    ended = _lose()
    rows: list[list[int]] = []

    def let_go() -> bool:
        """Ask for more while waiting: what older tests lose meanwhile is counted off again."""
        rows.extend([number] for number in range(MORE))
        return bool(ended)

    qtbot.waitUntil(let_go)

    assert ended == [threading.get_ident()]


def test_nothing_is_collected_before_it_is_due(qtbot: QtBot) -> None:
    """A quiet moment costs nothing: what is young stays until there is enough of it."""
    gc.collect()
    ended = _lose()

    collect()
    assert not ended

    gc.collect()
    assert ended

"""The door between widgets and storage holds while widgets come and go."""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import NewClient
from practicenotes.errors import CodeNameTaken, MemoryShort, NotFound, StoreClosed
from practicenotes.records import clients
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.vault import Store


ROUNDS = 12
OPERATIONS = 400


def find(number: int) -> int:
    return number


@writes(Changes.NOTES)
def sign(number: int) -> int:
    return number


def miss(number: int) -> int:
    raise NotFound("note", str(number))


@writes(Changes.NOTES)
def fail_to_sign(number: int) -> int:
    raise NotFound("note", str(number))


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as one_thread:
        yield one_thread


@pytest.fixture
def tasks(pool: ThreadPoolExecutor, broadcast: Broadcast) -> Iterator[Tasks]:
    door = Tasks(pool.submit, broadcast)
    yield door
    pool.shutdown()
    door.deleteLater()


@pytest.fixture
def heard(broadcast: Broadcast) -> list[tuple[Changes, object]]:
    """Collect what the other views hear."""
    said: list[tuple[Changes, object]] = []
    broadcast.changed.connect(lambda touched, initiator: said.append((touched, initiator)))
    return said


@pytest.fixture
def told(broadcast: Broadcast) -> list[Exception]:
    """Collect the errors that reach the window."""
    errors: list[Exception] = []
    broadcast.raised.connect(errors.append)
    return errors


def test_a_result_comes_back_on_the_ui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    """The operation runs elsewhere; its result is heard where widgets live."""
    asker = QWidget()
    qtbot.addWidget(asker)
    threads = []

    tasks.run(asker, threading.get_ident, then=threads.append)
    tasks.run(asker, find, 7, then=lambda _: threads.append(threading.get_ident()))
    qtbot.waitUntil(lambda: len(threads) == 2)

    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()
    assert not tasks.busy


def test_a_write_is_heard_once_by_everyone_and_a_reading_by_nobody(
    qtbot: QtBot, tasks: Tasks, heard: list[tuple[Changes, object]]
) -> None:
    """Only the write is broadcast, after its own asker has been told, with the asker's name."""
    asker = QWidget()
    qtbot.addWidget(asker)
    order: list[object] = []

    tasks.run(asker, find, 1, then=order.append)
    tasks.run(asker, sign, 2, then=lambda number: order.append((number, list(heard))))
    qtbot.waitUntil(lambda: not tasks.busy and bool(heard))

    assert order == [1, (2, [])]
    assert heard == [(Changes.NOTES, asker)]


def test_a_dead_asker_is_not_told_and_the_others_still_hear_of_the_write(
    qtbot: QtBot, tasks: Tasks, pool: ThreadPoolExecutor, heard: list[tuple[Changes, object]]
) -> None:
    """A page closed while its write was under way stays closed, and the lists are still renewed."""
    parent = QWidget()
    qtbot.addWidget(parent)
    asker = QLabel(parent)
    gate = threading.Event()
    pool.submit(gate.wait)
    told: list[int] = []

    tasks.run(asker, sign, 3, then=told.append)
    with qtbot.waitSignal(asker.destroyed):
        asker.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: bool(heard))

    assert told == []
    assert heard == [(Changes.NOTES, None)]


def test_a_callback_that_breaks_does_not_hide_the_write_from_others(
    qtbot: QtBot, tasks: Tasks, heard: list[tuple[Changes, object]]
) -> None:
    """A bug in one view is reported, and the other views still learn what was written."""
    asker = QWidget()
    qtbot.addWidget(asker)

    with qtbot.captureExceptions() as caught:
        tasks.run(asker, sign, 4, then=lambda number: number / 0)
        qtbot.waitUntil(lambda: bool(heard))

    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


@pytest.mark.parametrize(
    ("answer", "reaches_the_window"), [(None, False), (True, False), (False, True)]
)
def test_an_error_goes_to_its_asker_first(
    qtbot: QtBot,
    tasks: Tasks,
    told: list[Exception],
    heard: list[tuple[Changes, object]],
    answer: bool | None,
    reaches_the_window: bool,
) -> None:
    """The asker may claim an error; one that it declines is told by the window; nothing changed."""
    asker = QWidget()
    qtbot.addWidget(asker)
    mine: list[Exception] = []

    def failed(error: Exception) -> bool | None:
        mine.append(error)
        return answer

    tasks.run(asker, fail_to_sign, 5, failed=failed)
    qtbot.waitUntil(lambda: bool(mine))

    assert isinstance(mine[0], NotFound)
    assert told == (mine if reaches_the_window else [])
    assert heard == []


def test_an_error_that_nobody_waits_for_reaches_the_window(
    qtbot: QtBot, tasks: Tasks, told: list[Exception]
) -> None:
    """No error is lost because a page did not think of it."""
    asker = QWidget()
    qtbot.addWidget(asker)

    tasks.run(asker, miss, 6)
    qtbot.waitUntil(lambda: bool(told))

    assert [error.id for error in told if isinstance(error, NotFound)] == ["6"]


def test_a_failed_operation_keeps_no_text_of_its_frames(
    qtbot: QtBot, tasks: Tasks, told: list[Exception]
) -> None:
    """What a failing operation held in its variables does not live on in the error."""

    def fails() -> None:
        secret = "he said it was fine"
        raise NotFound("note", str(len(secret)))

    asker = QWidget()
    qtbot.addWidget(asker)
    tasks.run(asker, fails)
    qtbot.waitUntil(lambda: bool(told))

    trace = told[0].__traceback__
    kept = {}
    while trace:
        kept |= trace.tb_frame.f_locals if trace.tb_frame.f_code.co_name == "fails" else {}
        trace = trace.tb_next
    assert "secret" not in kept


def test_a_store_that_is_closed_already_answers_like_any_failure(
    qtbot: QtBot, broadcast: Broadcast, told: list[Exception]
) -> None:
    """A task given after the lock fails through the same door and does not raise in the widget."""

    def closed(*_: object) -> Future[object]:
        raise StoreClosed

    asker = QWidget()
    qtbot.addWidget(asker)
    door = Tasks(closed, broadcast)
    door.run(asker, find, 8)
    qtbot.waitUntil(lambda: bool(told))
    door.deleteLater()

    assert isinstance(told[0], StoreClosed)


def test_a_task_that_the_lock_overtook_is_told_as_such(
    qtbot: QtBot, tasks: Tasks, pool: ThreadPoolExecutor, told: list[Exception]
) -> None:
    """What still waited when the store closed fails with StoreClosed instead of staying silent."""
    asker = QWidget()
    qtbot.addWidget(asker)
    gate = threading.Event()
    pool.submit(gate.wait)
    tasks.run(asker, sign, 9)
    pool.shutdown(wait=False, cancel_futures=True)
    gate.set()
    qtbot.waitUntil(lambda: bool(told))

    assert isinstance(told[0], StoreClosed)


def test_an_operation_that_is_done_at_once_answers_after_its_asker_has_gone_on(
    qtbot: QtBot, broadcast: Broadcast
) -> None:
    """A store that is quicker than the page finds the page as it is after it has asked."""

    def at_once(operation: Callable[..., int], *arguments: int) -> Future[int]:
        done: Future[int] = Future()
        done.set_result(operation(*arguments))
        return done

    door, asker = Tasks(at_once, broadcast), QObject()
    order: list[object] = []
    door.run(asker, find, 3, then=order.append)
    order.append("gone on")
    qtbot.waitUntil(lambda: len(order) == 2)
    door.deleteLater()

    assert order == ["gone on", 3]


def test_what_lands_after_the_program_has_ended_is_told_to_nobody(
    qtbot: QtBot, pool: ThreadPoolExecutor
) -> None:
    """A late failure finds no window, and that is no fault of the program."""
    ended, asker = Broadcast(), QObject()
    door = Tasks(pool.submit, ended)
    door.run(asker, miss, 3)
    shiboken6.delete(ended)
    qtbot.waitUntil(lambda: not door.busy)
    door.deleteLater()


def test_work_that_comes_too_late_is_told_as_such(qtbot: QtBot, broadcast: Broadcast) -> None:
    """After the door was closed, a late timer gets an answer and no fault of the program."""
    door, asker = Work(broadcast), QObject()
    told: list[Exception] = []
    door.close()
    door.run(asker, find, 7, failed=lambda error: told.append(error) or True)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], StoreClosed)
    door.deleteLater()


def test_work_for_which_no_thread_begins_is_told_as_a_want_of_memory(
    qtbot: QtBot, broadcast: Broadcast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The practice is not called locked, and what was told as not done is not done later either."""
    door, asker = Work(broadcast), QObject()
    told: list[Exception] = []
    done: list[int] = []

    def no_room(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as short:
        short.setattr(threading.Thread, "start", no_room)
        door.run(asker, done.append, 1, failed=lambda error: told.append(error) or True)
    door.run(asker, done.append, 2)
    qtbot.waitUntil(lambda: not door.busy)

    assert [type(error) for error in told] == [MemoryShort]
    assert done == [2]
    door.close()
    door.deleteLater()


@pytest.mark.parametrize("gone", ["asker", "program", "door"])
def test_what_was_opened_for_nobody_is_closed(qtbot: QtBot, gone: str) -> None:
    """The page was left, or the program ends: whoever opens says what becomes of it then."""
    broadcast, asker, may_go_on = Broadcast(), QObject(), threading.Event()
    door = Work(broadcast)
    heard: list[bool] = []
    closed: list[bool] = []
    door.run(asker, may_go_on.wait, then=heard.append, unheard=closed.append)
    if gone == "asker":
        shiboken6.delete(asker)
    elif gone == "program":
        shiboken6.delete(broadcast)
    may_go_on.set()
    if gone == "door":
        door.close()

    qtbot.waitUntil(lambda: not door.busy)
    assert (heard, closed) == ([], [True])
    door.close()
    door.deleteLater()


def test_long_work_goes_through_the_same_door(qtbot: QtBot, work: Work) -> None:
    """A plain function runs off the UI thread and its result comes back."""
    asker = QWidget()
    qtbot.addWidget(asker)
    results: list[int] = []

    work.run(asker, sum, [1, 2, 3], then=results.append)
    qtbot.waitUntil(lambda: results == [6])


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_operations_outlive_the_widgets_that_asked(
    qtbot: QtBot,
    tasks: Tasks,
    heard: list[tuple[Changes, object]],
    told: list[Exception],
    round_number: int,
) -> None:
    """Four hundred operations outlive the widgets that come and go, and none is lost."""
    parent = QWidget()
    qtbot.addWidget(parent)
    answered: list[int] = []

    for number in range(OPERATIONS):
        page = QLabel(parent)
        operation = (find, sign, fail_to_sign)[(number + round_number) % 3]
        tasks.run(page, operation, number, then=answered.append)
        if number % 2:
            page.deleteLater()
        if number % 7 == 0:
            qtbot.wait(0)
        if number % 50 == 0:
            gc.collect(1)  # what lives longer than a test is not looked at again and again
    qtbot.waitUntil(lambda: not tasks.busy)

    writes_made = sum((number + round_number) % 3 == 1 for number in range(OPERATIONS))
    failures = sum((number + round_number) % 3 == 2 for number in range(OPERATIONS))
    assert len(heard) == writes_made
    assert len(told) == failures
    kept = {n for n in range(0, OPERATIONS, 2) if (n + round_number) % 3 != 2}
    assert kept <= set(answered)


def test_a_real_store_answers_through_the_door(
    qtbot: QtBot,
    record: Store,
    broadcast: Broadcast,
    heard: list[tuple[Changes, object]],
    told: list[Exception],
) -> None:
    """Writes, readings and refusals of an encrypted store come back while pages come and go."""
    door = Tasks(record.submit, broadcast)
    parent = QWidget()
    qtbot.addWidget(parent)
    at = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)
    names: list[str] = []

    for number in range(60):
        page = QLabel(parent)
        door.run(page, clients.add, NewClient(f"Client {number // 2}"), at)
        page.deleteLater()
    asker = QLabel(parent)
    lines = at.replace(tzinfo=None)
    door.run(asker, clients.find, lines, then=lambda f: names.extend(c.code_name for c in f))
    qtbot.waitUntil(lambda: not door.busy, timeout=20_000)
    door.deleteLater()

    assert sorted(names) == sorted(f"Client {number}" for number in range(30))
    assert [touched for touched, _ in heard] == [Changes.CLIENTS] * 30
    assert {type(error) for error in told} == {CodeNameTaken}
    assert len(told) == 30


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from 3.12 on")
def test_qt_keeps_its_hands_off_none_and_true(qapp: object) -> None:
    """A thousand calls and emissions move no count of None or True (PySide6 6.12.0 did)."""

    class Bell(QObject):
        rung = Signal()

    label, bell = QLabel(), Bell()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(1000):
        label.setText("x")
        bell.rung.emit()
    after = sys.getrefcount(None), sys.getrefcount(True)

    assert abs(after[0] - before[0]) <= 50
    assert abs(after[1] - before[1]) <= 50

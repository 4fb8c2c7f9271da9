"""Lines that wait for their button are kept as they are typed, and let go of once they are kept."""

from typing import Any

from pytestqt.qtbot import QtBot

from factory import AT
from practicenotes.domain.unfinished import Mark
from practicenotes.errors import DiskFull, MemoryShort
from practicenotes.records import unfinished
from practicenotes.ui.begun import Begun
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.form import Field, Form
from practicenotes.vault import Vault


MARK = Mark("lines", ("",))


def test_what_could_not_be_let_go_of_is_let_go_of_later(
    qtbot: QtBot, theme: Theme, vault: Vault, broadcast: Broadcast
) -> None:
    """A disk that refuses once leaves no line behind that would come back over newer ones."""
    refused: list[Any] = []
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)

    def submit(operation: Any, *arguments: Any) -> Any:
        if operation is unfinished.forget and not refused:
            refused.append(operation)
            raise DiskFull(None)
        return vault.record.submit(operation, *arguments)

    door, form = Tasks(submit, broadcast), Form([Field("name", "Name")])
    qtbot.addWidget(form)
    waits = True
    Begun(form, door, unfinished, MARK, lambda: AT, lambda: waits)
    find = lambda: vault.record.run(unfinished.find, MARK)  # noqa: E731
    form.set_values({"name": "M. Lind"})
    qtbot.waitUntil(lambda: find() is not None, timeout=20_000)

    waits = False
    qtbot.waitUntil(lambda: find() is None, timeout=20_000)

    assert refused
    assert raised == []
    qtbot.waitUntil(lambda: not door.busy)
    vault.close()
    door.deleteLater()


def test_what_is_no_trouble_of_the_disk_is_told_once(
    qtbot: QtBot, theme: Theme, vault: Vault, broadcast: Broadcast
) -> None:
    """The window hears of it though it is tried again, and once more where it comes back."""
    refused: list[Any] = []
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    refuses = True

    def submit(operation: Any, *arguments: Any) -> Any:
        if operation is unfinished.keep and refuses:
            refused.append(operation)
            raise MemoryShort
        return vault.record.submit(operation, *arguments)

    door, form = Tasks(submit, broadcast), Form([Field("name", "Name")])
    qtbot.addWidget(form)
    begun = Begun(form, door, unfinished, MARK, lambda: AT, lambda: True)
    qtbot.waitUntil(lambda: not door.busy)

    def write(name: str, times: int) -> None:
        form.set_values({"name": name})
        for _ in range(times):
            begun._write()
            qtbot.waitUntil(lambda: not door.busy)

    write("M. Lind", 3)
    assert len(refused) > 2
    assert [type(error) for error in raised] == [MemoryShort]
    refuses = False
    write("M. Lindqvist", 1)
    refuses = True
    write("M. Lindquist", 2)

    assert [type(error) for error in raised] == [MemoryShort, MemoryShort]
    begun._clock.stop()
    vault.close()
    door.deleteLater()

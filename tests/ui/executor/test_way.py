"""The way in for an executor: one key, or two parts of it."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.errors import ExecutorKeyMistyped, WrongExecutorKey
from practicenotes.ui.executor.way import ExecutorView
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Greeting, Unlock
from practicenotes.vault.executor_key import ExecutorKey


ONE, TWO = ExecutorKey(bytes(range(20))), ExecutorKey(bytes(range(20, 40)))


def shown(qtbot: QtBot) -> Unlock:
    unlock = Unlock(Greeting("Main practice", "1.0"))
    qtbot.addWidget(unlock)
    unlock.resize(1280, 800)
    unlock.show()
    unlock._turn_to_executor()
    return unlock


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Unlock:
    """Show the unlock page with the way for an executor in front."""
    return shown(qtbot)


@pytest.fixture
def view(page: Unlock) -> ExecutorView:
    """Give that way."""
    return page.findChildren(ExecutorView)[0]


def fields(view: ExecutorView) -> list[QLineEdit]:
    return [field for field in view.findChildren(QLineEdit) if field.isVisible()]


def type_key(qtbot: QtBot, view: ExecutorView, key: ExecutorKey, first: int = 0) -> None:
    fields(view)[first].setFocus()
    for sign in "".join(key.groups).lower():
        qtbot.keyClicks(view.window().focusWidget(), sign)


def test_a_key_is_typed_and_given(qtbot: QtBot, page: Unlock, view: ExecutorView) -> None:
    """Nine groups are typed without Tab, the cursor ends on the button, and Enter gives the key."""
    type_key(qtbot, view, ONE)
    assert page.window().focusWidget() is view.unlock
    with qtbot.waitSignal(page.executor_key_given) as given:
        view.unlock.click()
    assert given.args == [str(ONE)]


def test_two_parts_are_given_together(qtbot: QtBot, page: Unlock, view: ExecutorView) -> None:
    """Behind the first part the cursor goes on to the second; both are given in two lines."""
    view.parts.click()
    assert len(fields(view)) == 18
    called = [each.accessibleName() for each in fields(view)]
    assert (called[0], called[9]) == ("Part 1, group 1 of 9", "Part 2, group 1 of 9")
    type_key(qtbot, view, ONE)
    for sign in "".join(TWO.groups):
        qtbot.keyClicks(page.window().focusWidget(), sign)
    with qtbot.waitSignal(page.executor_key_given) as given:
        view.unlock.click()
    assert given.args == [f"{ONE}\n{TWO}"]
    view.set_busy(False)
    view.parts.click()
    assert fields(view)[0].accessibleName() == "Group 1 of 9"
    assert len(fields(view)) == 9


def test_a_wrong_key_counts_and_is_explained(page: Unlock, view: ExecutorView) -> None:
    """The sentence says that it may be one part of two; a try in vain counts as any other."""
    page.refuse(WrongExecutorKey())
    assert "one of two parts" in view.warning.said()
    assert page.failures == 1


def test_a_slip_is_marked_in_its_part(qtbot: QtBot, page: Unlock, view: ExecutorView) -> None:
    """A group of the second part that cannot be right is named and marked there."""
    view.parts.click()
    type_key(qtbot, view, ONE)
    type_key(qtbot, view, TWO, first=9)
    page.refuse(ExecutorKeyMistyped((4,), part=2))
    assert view.warning.said().startswith("Part 2 has a slip in it. Look at group 4 again.")
    assert [n for n, field in enumerate(fields(view), 1) if field.property("wrong")] == [13]
    assert page.failures == 0


def test_a_part_that_is_short_is_gone_to(qtbot: QtBot, page: Unlock, view: ExecutorView) -> None:
    """Whoever typed the first part only is led to the second, and named what is missing."""
    view.parts.click()
    type_key(qtbot, view, ONE)
    page.refuse(ExecutorKeyMistyped((), part=2))
    assert view.warning.said().startswith("Part 2 is not whole yet.")
    assert page.focusWidget() is fields(view)[9]


def test_what_was_typed_is_forgotten(qtbot: QtBot, page: Unlock, view: ExecutorView) -> None:
    """Nothing of the key is left in the fields, and the passphrase is one click away."""
    type_key(qtbot, view, ONE)
    page.forget()
    assert not any(field.text() for field in fields(view))
    view.other.click()
    assert not view.isVisible()


@pytest.mark.parametrize("size", [100, 200])
def test_all_of_it_has_a_name_and_room(
    qtbot: QtBot, theme: Theme, size: int, unnamed, clipped
) -> None:
    """With large text, in a small window and with both parts, nothing is cut or without a name."""
    theme.set_text_size(size)
    page = shown(qtbot)
    page.resize(1024, 700)
    page.findChildren(ExecutorView)[0].parts.click()
    assert unnamed(page) == []
    qtbot.waitUntil(lambda: clipped(page) == [])


def test_a_mistyped_key_is_told_as_the_executors() -> None:
    """The sentence does not speak of a recovery key."""
    told = messages.sentence(ExecutorKeyMistyped())
    assert told.startswith("This is not a whole executor’s key.")

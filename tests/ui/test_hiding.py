"""While names are hidden, code names stand everywhere and nothing uncovers a legal name."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from evenings import AT, Evening
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient, Person
from practicenotes.records import clients
from practicenotes.ui import hidden, hiding
from practicenotes.ui.device import Device
from practicenotes.ui.hiding import Hiding
from practicenotes.ui.rail import RailButton
from practicenotes.ui.session.record_reading import Reading
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.window import Window


LEGAL = "Jonas Weber"


@pytest.fixture(autouse=True)
def _shown_behind_the_test() -> Iterator[None]:
    yield
    hidden.hide_names(False)


@pytest.fixture
def named(evening: Evening) -> Evening:
    """Give an evening with a client who has a legal name, and whose page is in front."""
    file = NewClient("Heron", people=(Person(LEGAL),))
    evening.vault.record.run(clients.change, evening.client, file, AT)
    evening.desk.show_client(evening.client)
    evening.until(lambda: evening.desk.clients.page._client)
    return evening


def front(evening: Evening) -> Window:
    """Return the window of the open practice."""
    assert isinstance(evening.program.front, Window)
    return evening.program.front


def tool(evening: Evening) -> Hiding:
    """Return the tool of the window in front."""
    return front(evening).findChildren(Hiding)[-1]


def words(page: QWidget) -> str:
    """Return every word that is seen in labels."""
    return " ".join(each.said() for each in page.findChildren(Words) if each.isVisible())


def test_one_key_hides_a_name_that_was_shown(named: Evening) -> None:
    """It is covered at once, F8 uncovers none, and the same key lets it be uncovered again."""
    window = front(named)
    (covered,) = [each for each in window.findChildren(CoveredName) if each.isVisible()]
    covered.turn()
    named.until(lambda: LEGAL in words(window))

    QTest.keySequence(window, hiding.KEY)
    assert LEGAL not in words(window)
    assert "names are hidden" in words(window)
    window.turn_names()
    covered.reveal(LEGAL)
    assert covered.covered
    assert LEGAL not in words(window)

    QTest.keySequence(window, hiding.KEY)
    window.turn_names()
    named.until(lambda: LEGAL in words(window))


def test_the_tool_says_what_it_does_next(named: Evening) -> None:
    """At the foot of the rail, above *Lock*, reached by keyboard and named for a screen reader."""
    button = tool(named).button
    tools = [b for b in front(named).findChildren(RailButton) if not b.isCheckable()]
    below = sorted(tools, key=lambda each: each.y())
    assert [each.text() for each in below][-2:] == ["Hide names", "Lock"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)

    assert hidden.names()
    assert (button.text(), button.accessibleName()) == ("Show names", "Show names")
    assert tool(named).action.text() == "Show names"


def test_the_computer_remembers_it(named: Evening) -> None:
    """After a lock names are still hidden; the practice itself knows nothing of it."""
    tool(named).turn()

    named.lock()

    assert hidden.names()
    assert tool(named).button.text() == "Show names"
    device = named.program._device
    assert device.get(known.HIDE_NAMES) is True
    assert Device(device._file.parent).get(known.HIDE_NAMES) is True
    assert "names are hidden" in words(front(named))


def test_the_reading_of_a_note_is_about_the_code_name(named: Evening) -> None:
    """Beneath the heading stands whom it is about: by legal name, or by code name while hidden."""
    named.show_session()
    signing = named.desk.session.record.signing
    signing.read(signing=False)
    first = named.sheet(Reading)
    assert f"About {LEGAL}" in words(first)
    first.reject()
    tool(named).turn()

    signing.read(signing=False)
    again = named.sheet(Reading)

    assert "About Heron" in words(again)
    assert LEGAL not in words(again)


def test_a_subject_that_is_being_written_is_covered(named: Evening) -> None:
    """The field is put away, its words are kept, and the preview covers the name as well."""
    named.desk.new_letter(named.client)
    letter = named.desk.letter
    named.until(lambda: letter.letter is not None)
    subject = letter.panes.sheet.subject
    subject.show_subject(f"Re: {LEGAL}", frozen=False)
    subject.covered.turn()
    subject.open()
    assert LEGAL in subject.field.text()

    tool(named).turn()

    assert subject.is_covered
    assert not letter.panes.isVisible()
    assert LEGAL not in subject.field.text() + words(letter)
    assert subject.text == f"Re: {LEGAL}"


def test_a_settings_file_of_another_make_hides_nothing(named: Evening) -> None:
    """A value that means nothing counts as the default: names can be uncovered."""
    device = named.program._device
    device._values[known.HIDE_NAMES.name] = "yes"
    tool(named).turn()
    tool(named).turn()

    assert not hidden.names()
    assert device.get(known.HIDE_NAMES) is False


def test_a_letter_is_veiled_until_it_is_asked_for(named: Evening) -> None:
    """Nothing of it is seen, printed or saved; its one button shows it, until its page is left."""
    named.desk.new_letter(named.client, "client_summary")
    letter = named.desk.letter
    named.until(lambda: letter.letter is not None)
    letter.panes.sheet.recipient.setText(LEGAL)
    text = letter.panes.sheet.text
    text.setFocus()

    QTest.keySequence(text, hiding.KEY)
    assert letter.veil.isVisible()
    assert not letter.panes.isVisible()
    assert not letter.header.print.isEnabled()
    assert letter.veil.said.button.hasFocus()
    QTest.keyClick(letter.veil.said.button, Qt.Key.Key_Space)
    assert letter.panes.isVisible()
    assert text.hasFocus()
    assert letter.panes.sheet.subject.is_covered

    front(named).go_back()
    named.desk.open_letter(letter.letter.id)
    named.until(letter.isEnabled)
    assert letter.veil.isVisible()
    tool(named).turn()
    assert letter.panes.isVisible()

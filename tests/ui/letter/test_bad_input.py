"""What a letter is given at its worst: each gets a page that can be read, and a safe draft."""

from datetime import timedelta

import pypdfium2
import pytest
from PySide6.QtTest import QTest

from practicenotes import catalog
from practicenotes.domain.letters import LetterState
from practicenotes.domain.people import NewClient, Person
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import clients, sessions
from practicenotes.ui.letter.shelf import LetterShelfPage

from .conftest import FIRST, NOW


MANY = 600


def text_of(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def begin(heron, client, kind="progress"):
    heron.page.begin(client, kind)
    heron.qtbot.waitUntil(lambda: heron.page.letter is not None)
    heron.settle()
    return heron.page.letter


def approve(heron):
    heron.page.header.approve.click()
    heron.qtbot.waitUntil(lambda: heron.kept().state is LetterState.APPROVED, timeout=60_000)
    heron.settle()


def shown(heron):
    """Return the pages that stand beside the letter, and see that none were refused."""
    assert not heron.page.panes.refusal.isVisible()
    return text_of(heron.page.panes.preview.data)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "greeting"),
    [("د. سمير حداد", "Dear د. سمير حداد"), ("王小明医生", "Dear 王小明医生")],
)
def test_a_recipient_in_another_script_can_be_read(agreed, name, greeting):
    """The name stands in the letter as it was typed, is drawn, and is kept with the exact pages."""
    sheet = agreed.page.panes.sheet
    sheet.recipient.selectAll()
    QTest.keyClick(sheet.recipient, "\b")
    sheet.recipient.insert(name)
    sheet.recipient.textEdited.emit(name)
    agreed.settle()

    assert sheet.greeting.text() == greeting
    assert shown(agreed)
    approve(agreed)
    kept = agreed.kept()
    assert kept.recipient == name
    assert agreed.pages(kept.id) == agreed.page.panes.preview.data
    assert agreed.scalar("SELECT count(*) FROM disclosure") == 1


@pytest.mark.parametrize("name", ["N" * 200, "Anna Katharina " * 13], ids=["a word", "words"])
def test_names_of_two_hundred_signs_widen_nothing(heron, name):
    """Neither the letter nor the list; on paper they take several lines, and all are covered."""
    file = NewClient(
        name, people=(Person(name),), referrer=name, referrer_address="2 Market Street"
    )
    client = heron.record.run(clients.add, file, NOW)
    begin(heron, client)
    heron.agree()
    page = heron.page

    assert page.minimumSizeHint().width() <= 640
    assert page.panes.consent.minimumSizeHint().width() <= 360
    assert page.panes.preview.covers > 2
    page.panes.sheet.subject.covered.turn()
    assert page.panes.sheet.subject.minimumSizeHint().width() <= 500
    assert page.header.name.toolTip() == name.strip()
    assert "".join(name.split()) in "".join(shown(heron)).replace(" ", "")
    approve(heron)
    shelf = LetterShelfPage(page.panes.watch._record, heron.clock)
    heron.qtbot.addWidget(shelf)
    shelf.open(client)
    heron.qtbot.waitUntil(lambda: len(shelf.left) == 1)
    assert shelf.minimumSizeHint().width() <= 640


# --- how much there is ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind.id for kind in catalog.letter_kinds()])
def test_an_empty_record_gives_a_letter_with_its_places(heron, kind):
    """Nothing is invented: what the record does not say cannot be ticked, and the page is drawn."""
    client = heron.record.run(clients.add, NewClient("Wren"), NOW)
    begin(heron, client, kind)

    boxes = heron.page.panes.offers.facts
    facts = {rule.fact.value for rule in catalog.letter_kind(kind).rules}
    assert not [key for key in facts & set(boxes) if boxes[key].isEnabled()]
    assert "None" not in " ".join(shown(heron))
    assert heron.page.panes.places.isVisible()
    assert not heron.page.header.approve.isEnabled()


def test_a_client_with_six_hundred_sessions(heron):
    """Every appointment stands on the pages that follow, the first and the last among them."""
    client = heron.record.run(clients.add, NewClient("Wren", referrer="Dr A. Moss"), NOW)

    def hold(db):
        for week in range(MANY):
            at = FIRST - timedelta(weeks=week)
            held = Session(SessionId(""), client, at, attendance=Attendance.ATTENDED)
            sessions.add(db, held, NOW)

    heron.record.run(hold)
    begin(heron, client, "attendance")
    heron.fact("appointments").click()
    heron.fact("dates_seen").click()
    heron.settle()

    pages = shown(heron)
    assert len(pages) >= 5
    assert "2 September 2025 at" in " ".join(pages)
    assert "600" in " ".join(pages) or "six hundred" in " ".join(pages)

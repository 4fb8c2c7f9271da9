"""The lines of files and consents, and what each of them says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from practicenotes.domain.attachments import Attachment, AttachmentId, AttachmentKind
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.people import Client, ClientId, Person, PersonId
from practicenotes.records.paperwork import Paperwork
from practicenotes.ui.files.listed import ListedFiles
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.row_button import ChosenRow, RowButton
from practicenotes.ui.widgets.words import Words


AT = datetime(2025, 11, 18, 12, 0, tzinfo=UTC)
TODAY = AT.date()
HERON = Client(ClientId("heron"), "Heron")
FILE = Attachment(
    id=AttachmentId("1"),
    client_id=HERON.id,
    kind=AttachmentKind.CONTRACT,
    name="Contract.pdf",
    media_type="application/pdf",
    size=1000,
    digest="",
    words="",
    received_on=date(2025, 8, 12),
    added_at=AT,
)
CONSENT = ClientConsent(ConsentId("1"), HERON.id, "Recordings", date(2025, 8, 12), "in writing")

Show = Callable[..., ListedFiles]


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Show:
    """Give what shows some paperwork."""
    listed = ListedFiles()
    qtbot.addWidget(listed)
    listed.resize(300, 600)
    listed.show()

    def shown(shown: AttachmentId | None = None, **held: Any) -> ListedFiles:
        listed.show_paperwork(replace(Paperwork(HERON), **held), shown, TODAY)
        return listed

    return shown


def rows(listed: ListedFiles) -> list[str]:
    """Return the lines that are seen, as they are read aloud."""
    found = listed.findChildren(RowButton)
    return [row.accessibleName() for row in found if row.isVisible()]


def test_nothing_yet_is_said_twice(show: Show) -> None:
    """There are no files, and nothing was agreed to."""
    listed = show()
    said = [words.said() for words in listed.findChildren(Words)]
    assert said == ["None yet.", "Nothing is noted yet of what was agreed to."]
    assert not listed.focus_shown()


def test_the_file_that_is_shown_is_told_as_that(show: Show) -> None:
    """A screen reader hears which of them stands beside the list, and the keyboard goes there."""
    other = replace(FILE, id=AttachmentId("2"), name="Letter.pdf")
    listed = show(AttachmentId("2"), files=(FILE, other))
    found = {row.text(): row.accessibleDescription() for row in listed.findChildren(ChosenRow)}
    assert found == {"Contract.pdf": "", "Letter.pdf": "shown"}
    assert listed.focus_shown()


def test_a_name_of_markup_is_a_name(show: Show) -> None:
    """What a file is called is shown and never obeyed."""
    assert rows(show(files=(replace(FILE, name="<b>&amp;</b>.pdf"),))) == [
        "<b>&amp;</b>.pdf, contract · 12 August"
    ]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "in writing · 12 August"),
        ({"form": ""}, "12 August"),
        ({"review_on": date(2026, 3, 3)}, "in writing · 12 August · until 3 March"),
        ({"review_on": TODAY}, "in writing · 12 August · look again, due since 18 November"),
        (
            {"review_on": TODAY, "withdrawn_on": date(2025, 11, 2)},
            "in writing · 12 August · taken back on 2 November",
        ),
    ],
)
def test_a_consent_says_how_it_stands(show: Show, told: dict[str, Any], said: str) -> None:
    """How and when it was given, and what becomes of it, in words alone."""
    assert rows(show(consents=(replace(CONSENT, **told),))) == [f"Recordings, {said}"]


def test_a_consent_of_one_of_several_says_whose_it_is(show: Show) -> None:
    """By the part in the file, and by the legal name only where there is no part."""
    people = (Person("Ada Brook", part="mother", id=PersonId("a")),)
    client = replace(HERON, people=people)
    consent = replace(CONSENT, person_id=PersonId("a"))
    assert rows(show(client=client, consents=(consent,)))[0].startswith("Recordings, mother · ")


def test_what_is_damaged_cannot_be_taken(show: Show) -> None:
    """It stands there in words, and nothing happens when it is clicked."""
    listed = show(files=(replace(FILE, damaged=True),), consents=(replace(CONSENT, damaged=True),))
    found = [row for row in listed.findChildren(RowButton) if row.isVisible()]
    assert [row.text() for row in found] == ["A damaged file", "A damaged line"]
    assert not any(row.isEnabled() for row in found)


def test_what_was_taken_out_is_folded_away_until_asked_for(show: Show, qtbot: QtBot) -> None:
    """One button says how many there are; folded out, each says until when it is kept."""
    out = replace(FILE, retired_at=AT)
    listed = show(retired=(out, replace(out, id=AttachmentId("2"), name="Letter.pdf")))
    assert rows(listed) == []
    [fold] = [b for b in listed.findChildren(QPushButton) if b.isCheckable()]
    assert fold.accessibleName() == "2 files taken out, folded away"
    fold.click()
    assert rows(listed) == [
        "Contract.pdf, taken out, kept until 18 December",
        "Letter.pdf, taken out, kept until 18 December",
    ]
    with qtbot.waitSignal(listed.retired_wanted) as asked:
        listed.findChildren(RowButton)[0].click()
    assert asked.args == [out]
    listed = show(retired=(out,))
    assert rows(listed) == ["Contract.pdf, taken out, kept until 18 December"]

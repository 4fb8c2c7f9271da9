"""Client cards on the timeline: that they are there, and never what they say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from practicenotes.records import cards, timeline
from practicenotes.records.timeline import EntryKind
from practicenotes.ui.clients.timeline import FILED, UNFINISHED, record_state

from .conftest import Shown


def test_a_card_stands_on_the_timeline(open_clients: Callable[..., Shown]) -> None:
    """With its day, how far it was filled in, and that it is filed."""
    shown = open_clients()
    shown.client("Heron")

    rows = [row for row in shown.rows("Timeline") if "Client card" in row]

    assert len(rows) == 3
    assert rows[0] == (
        "Tuesday 11 November 2025, Client card,"
        " filled in on screen, 4 of 5 lines, words added, filed"
    )
    assert "filled in on paper" in rows[2]


def test_no_answer_stands_on_the_timeline(open_clients: Callable[..., Shown], played: Any) -> None:
    """What the client said is seen when the card is opened, after a guess was offered."""
    shown = open_clients()
    shown.client("Heron")

    comments = [
        card.comment
        for card in played.record.run(cards.of_client, played.id_of("Heron"))
        if card.comment
    ]

    assert comments
    assert not [word for word in comments if word in "\n".join(shown.rows("Timeline"))]
    assert not [word for word in comments if word in "\n".join(shown.said())]


def test_enter_opens_a_card(open_clients: Callable[..., Shown], played: Any) -> None:
    """The page asks for it by its id."""
    shown = open_clients()
    shown.client("Heron")
    asked: list[str] = []
    shown.section.page.card_opened.connect(asked.append)

    view = shown.view("Timeline")
    view.setCurrentIndex(shown.row("Timeline", "Client card"))
    shown.key(view, Qt.Key.Key_Return)

    latest = played.record.run(cards.of_client, played.id_of("Heron"))[-1]
    assert asked == [latest.id]


@pytest.mark.qt_log_ignore(r"does not support (raise|grabbing the keyboard)", extend=True)
def test_the_menu_of_a_card_opens_it(open_clients: Callable[..., Shown]) -> None:
    """There is nothing else to be done with it from there."""
    shown = open_clients()
    shown.client("Heron")

    menu = shown.menu_of("Client card")

    assert [action.text().replace("&", "") for action in menu.actions()] == ["Open"]
    menu.close()


def test_measures_include_cards(open_clients: Callable[..., Shown]) -> None:
    """Narrowed to what was measured, the timeline shows forms and cards, and no hour."""
    shown = open_clients()
    shown.client("Heron")

    shown.press("Measures")

    rows = [row for row in shown.rows("Timeline") if "," in row]
    assert [row for row in rows if "Client card" in row]
    assert [row for row in rows if "PHQ-9" in row]
    assert not [row for row in rows if "Session" in row]


def test_the_header_offers_what_can_be_done_with_cards(
    open_clients: Callable[..., Shown], played: Any
) -> None:
    """Each act is asked for with the client that is shown."""
    shown = open_clients()
    shown.client("Juniper")
    asked: list[tuple[Any, str]] = []
    shown.section.page.card_wanted.connect(lambda act, client: asked.append((act, client)))
    header = shown.section.page._header

    for menu in header.findChildren(type(header._menu())):
        for action in menu.actions():
            if "client card" in action.text().replace("&", ""):
                action.trigger()

    assert {act.name for act, _ in asked} == {"HAND_OVER", "TYPE_IN", "PRINT"}
    assert {client for _, client in asked} == {played.id_of("Juniper")}


def test_a_card_that_was_not_given_back_has_a_state_of_its_own(played: Any) -> None:
    """It is neither filed nor a draft."""
    entries = played.record.run(timeline.of_client, played.id_of("Heron"))
    (entry, *_) = [each for each in entries if each.kind is EntryKind.CARD]
    now = entry.at

    assert record_state(entry, now) is FILED
    assert record_state(replace(entry, finished=False), now) is UNFINISHED
    assert UNFINISHED.word == "not given back"

"""The list of clients: who stands in it, how one is found, and that it keeps its place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from practicenotes.domain.people import ClientId, ClientLine, ClientStatus, FileKind, NewClient
from practicenotes.records import clients
from practicenotes.ui.clients.client_rows import about
from practicenotes.ui.tasks import Broadcast
from practicenotes.ui.theme import Theme


LIST, TIMELINE = "Clients", "Timeline"


def change_status(played: Any, code_name: str, status: ClientStatus) -> None:
    """Keep another status in a client's file."""
    client_id = played.id_of(code_name)
    client = played.record.run(clients.get, client_id)
    new = NewClient(client.code_name, client.kind, status, client.since, client.people)
    played.record.run(clients.change, client_id, new, played.now())


def test_everyone_stands_under_a_code_name(open_clients: Callable[..., Any]) -> None:
    """The list says when the work goes on and how far it has come, and no legal name."""
    rows = open_clients().rows(LIST)

    assert rows[0] == "Active · 8"
    assert "Heron, today · 12 sessions" in rows
    assert "Wren and Lark, Tue 2 Dec · 3 sessions · couple" in rows
    assert "Sparrow, today · first contact" in rows
    assert "Alder, Tue 2 Dec · 13 sessions" in rows
    assert not any("Thorsby" in row for row in rows)


def test_a_draft_is_a_word_with_its_colour(open_clients: Callable[..., Any]) -> None:
    """Moss, with a note that is not signed, has the word draft beside the name; Heron has not."""
    shown = open_clients()

    assert shown.row(LIST, "Moss").data().endswith(", draft")
    assert shown.has_colour(shown.view(LIST), shown.row(LIST, "Moss"), "draft")
    assert not shown.has_colour(shown.view(LIST), shown.row(LIST, "Juniper"), "draft")


def test_a_name_is_found_as_it_is_typed(open_clients: Callable[..., Any]) -> None:
    """Letters narrow the list to the names that hold them, and Esc brings all back."""
    shown = open_clients()
    shown.qtbot.keyClicks(shown.field(), "er")

    found = [row.split(",")[0] for row in shown.rows(LIST)]
    assert found == ["Active · 3", "Alder", "Heron", "Juniper"]
    shown.key(shown.field(), Qt.Key.Key_Escape)
    assert len(shown.rows(LIST)) == 9


def test_a_legal_name_finds_its_file_and_stays_covered(
    open_clients: Callable[..., Any], played: Any
) -> None:
    """Whoever types a legal name sees the code name of the file, and nowhere the legal one."""
    shown = open_clients()
    [person] = played.record.run(clients.get, played.id_of("Heron")).people
    surname = person.name.split()[-1]
    shown.field().setText(surname)
    shown.settle()
    assert [row.split(",")[0] for row in shown.rows("Clients")][1:] == ["Heron"]
    assert surname not in " ".join(shown.rows("Clients"))
    shown.field().setText("He")
    shown.settle()
    assert "Heron" in " ".join(shown.rows("Clients"))


def test_nobody_found_is_said(open_clients: Callable[..., Any]) -> None:
    """When no name holds the letters, a sentence says so in place of the list."""
    shown = open_clients()
    shown.qtbot.keyClicks(shown.field(), "heronx")

    assert "Nobody here is called “heronx”." in shown.said()
    assert shown.rows(LIST) == []
    shown.key(shown.field(), Qt.Key.Key_Backspace)
    assert "Nobody here is called “heronx”." not in shown.said()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_field_leads_into_the_list(open_clients: Callable[..., Any], key: Qt.Key) -> None:
    """Down and Enter go from the field to the first name that was found, and show it."""
    shown = open_clients()
    shown.qtbot.keyClicks(shown.field(), "mos")
    shown.key(shown.field(), key)
    shown.settle()

    assert QApplication.focusWidget() is shown.view(LIST)
    assert shown.chosen(LIST).startswith("Moss")
    assert "Moss" in shown.said()


def test_typing_in_the_list_jumps_to_a_name(open_clients: Callable[..., Any]) -> None:
    """Letters typed in the list itself choose the next name that begins with them."""
    shown = open_clients()
    shown.qtbot.keyClicks(shown.view(LIST), "te")
    shown.settle()

    assert shown.chosen(LIST).startswith("Teasel")
    assert "Teasel" in shown.said()


def test_arrows_show_one_client_after_the_other(open_clients: Callable[..., Any]) -> None:
    """Down in the list shows the next client, and Enter goes on to the timeline."""
    shown = open_clients()
    shown.client("Heron")
    shown.view(LIST).setFocus()
    shown.key(shown.view(LIST), Qt.Key.Key_Down)
    shown.settle()
    assert "Juniper" in shown.said()

    shown.key(shown.view(LIST), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is shown.view(TIMELINE)


def test_past_work_is_folded_away(open_clients: Callable[..., Any], played: Any) -> None:
    """Those whose work rests or is over stand behind one button, and are found by name."""
    change_status(played, "Teasel", ClientStatus.PAUSED)
    change_status(played, "Birch", ClientStatus.ENDED)
    change_status(played, "Moss", ClientStatus.ENDED)
    shown = open_clients()

    assert shown.rows(LIST)[0] == "Active · 5"
    assert not any(row.startswith(("Teasel", "Birch")) for row in shown.rows(LIST))
    shown.press("Paused 1 · Ended 2")
    names = [row.split(",")[0] for row in shown.rows(LIST)]
    assert names[6:] == ["Paused · 1", "Teasel", "Ended · 2", "Birch", "Moss"]

    shown.press("Paused 1 · Ended 2")
    shown.qtbot.keyClicks(shown.field(), "birch")
    assert shown.rows(LIST)[0] == "Ended · 1"
    assert shown.rows(LIST)[1].startswith("Birch")


def test_nothing_past_needs_no_button(open_clients: Callable[..., Any]) -> None:
    """Where everyone's work goes on, no button offers what there is not."""
    shown = open_clients()

    assert shown.section.listed._past.isHidden()


def test_a_change_keeps_choice_and_place(open_clients: Callable[..., Any], played: Any) -> None:
    """When the list is read anew, the chosen client and the place in the list stay."""
    for number in range(20):
        new = NewClient(f"Client {number:02}")
        played.record.run(clients.add, new, played.now())
    shown = open_clients(height=500)
    shown.choose(LIST, "Client 12")
    shown.settle()
    bar = shown.view(LIST).verticalScrollBar()
    at = bar.value()
    assert at > 0

    played.doors[0].run(shown.section, clients.add, NewClient("Zilpzalp"), played.now())
    shown.settle()

    assert any(row.startswith("Zilpzalp") for row in shown.rows(LIST))
    assert shown.chosen(LIST).startswith("Client 12")
    assert bar.value() == at


def test_a_change_of_words_replaces_no_row(open_clients: Callable[..., Any], played: Any) -> None:
    """A client who is renamed in place keeps the row, and the page that is shown."""
    shown = open_clients()
    shown.client("Teasel")
    shown.view(LIST).model().modelReset.connect(lambda: shown.told.append("reset"))
    client = played.record.run(clients.get, played.id_of("Teasel"))
    new = NewClient("Teasels", since=client.since, people=client.people)
    played.doors[0].run(shown.section, clients.change, client.id, new, played.now())
    shown.settle()

    assert shown.chosen(LIST).startswith("Teasels")
    assert "reset" not in shown.told


def test_a_damaged_file_is_said(open_clients: Callable[..., Any], played: Any) -> None:
    """A client file that was changed from outside stands in the list as damaged."""
    played.record.on_connection(
        lambda connection: connection.exec_driver_sql(
            "UPDATE client SET reason = 'forged' WHERE code_name = 'Birch'"
        )
    )
    shown = open_clients()

    damaged = shown.row(LIST, "damaged")
    assert damaged.data() == "Damaged file, damaged"
    assert shown.has_colour(shown.view(LIST), damaged, "error")
    shown.choose(LIST, "damaged")
    shown.settle()
    assert "Damaged file" in shown.said()
    assert not any("\N{REPLACEMENT CHARACTER}" in words for words in shown.said())


def test_without_clients_the_page_offers_the_first(
    open_clients: Callable[..., Any], vault: Any, broadcast: Broadcast
) -> None:
    """In a new practice one sentence and one button stand where a client would."""
    shown = open_clients(stores=(vault.record, vault.private))

    assert "No clients yet." in shown.said()
    assert shown.rows(LIST) == []
    offered = [b for b in shown.section.findChildren(QPushButton) if b.text() == "New client"]
    shown.qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    assert shown.dialog().windowTitle() == "New client"


def test_the_list_grows_with_the_text(theme: Theme, open_clients: Callable[..., Any]) -> None:
    """At twice the text, a row of the list is twice as high and the list twice as wide."""
    shown = open_clients()
    view, listed = shown.view(LIST), shown.section.listed
    before = view.visualRect(shown.row(LIST, "Alder")).height(), listed.width()
    theme.set_text_size(200)
    shown.settle()

    after = view.visualRect(shown.row(LIST, "Alder")).height(), listed.width()
    assert after == tuple(2 * size for size in before)


def test_new_client_is_one_key_away(open_clients: Callable[..., Any]) -> None:
    """Enter on *New client* opens the form."""
    shown = open_clients()
    add = shown.button("New client")
    add.setFocus()
    shown.key(add, Qt.Key.Key_Return)

    assert shown.dialog().windowTitle() == "New client"


def test_words_about_a_client_are_exact() -> None:
    """One session is one session, and who is not planned has only what was held."""
    day = date(2025, 11, 18)
    line = ClientLine(
        id=ClientId("1"),
        code_name="Rook",
        kind=FileKind.FAMILY,
        status=ClientStatus.ACTIVE,
        sessions_held=1,
        last_seen=day,
        next_seen=None,
        has_draft=False,
    )

    assert about(line, day) == "1 session · family"
    assert about(replace(line, next_seen=day), day) == "today · 1 session · family"
    assert about(replace(line, damaged=True), day) == "damaged"

"""What the program does about a practice whose reflections are closed, without any window."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practicenotes import messages
from practicenotes.app import bookmark, copying, keeping, reflecting, replacing
from practicenotes.domain import findings
from practicenotes.domain.copies import Place, Reason, Trouble
from practicenotes.domain.people import ClientId
from practicenotes.errors import ReflectionsShut, WrongPassphrase, WrongSecondPassphrase
from practicenotes.ui import place as places
from practicenotes.ui.loose import Loose
from practicenotes.ui.spot import Spot
from practicenotes.vault import Cost, RecoveryKey, Vault, second
from practicenotes.vault.audit import entries


FIRST = "correct horse battery staple"
OWN = "a quiet garden behind the house"
NOW = datetime(2025, 11, 19, tzinfo=UTC)


@pytest.fixture
def shut(vault: Vault) -> Vault:
    """Give a practice as its first passphrase opens it: the reflections have their own."""
    second.put(vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    second.shut(vault)
    return vault


def test_the_place_is_kept_in_the_record(shut: Vault) -> None:
    """Where the therapist was is found again without the reflections, and once."""
    loose = Loose({"Search": "a letter"}, {})
    place = places.Place(client_id=ClientId("a" * 32), tab="thoughts", loose=loose)
    bookmark.lay(shut, place)
    assert bookmark.take(shut) == place
    assert bookmark.take(shut) is None


def test_the_record_hears_nothing_of_the_private_ground(vault: Vault) -> None:
    """But that the keyboard was on it; where, and words, wait until the reflections open there."""
    second.put(vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    seen = places.Place(section="practice", over=Spot(8))
    words = Loose({}, {"9": "kanarienvogel"})
    private = Spot(7, 2, 3, {"Facets": "trust", "Sides": "private"}, private=True)
    bookmark.lay(vault, replace(seen, spot=private, loose=words))
    second.shut(vault)
    assert bookmark.take(vault) == replace(
        seen, spot=Spot(0, parts={"Sides": "private"}, private=True)
    )

    reflecting.care(vault).reopen(OWN)
    assert bookmark.take(vault, seen) == replace(seen, spot=private, loose=words)
    assert bookmark.take(vault, seen) == seen


def test_a_place_on_the_private_ground_does_not_outlive_the_next_one(vault: Vault) -> None:
    """After a sitting with the record alone an earlier cursor is not taken, and its words are."""
    second.put(vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    seen = places.Place(section="practice")
    words = Loose({}, {"9": "kanarienvogel"})
    bookmark.lay(vault, replace(seen, spot=Spot(7, 2, private=True), loose=words))
    second.shut(vault)
    bookmark.take(vault)
    bookmark.lay(vault, seen)

    assert bookmark.take(vault) == seen
    reflecting.care(vault).reopen(OWN)
    assert bookmark.take(vault, seen) == replace(seen, loose=words)


def test_a_copy_says_that_the_reflections_were_not_read(shut: Vault, tmp_path: Path) -> None:
    """The place is told so, nothing of them is counted, and open they are read by the next."""
    place, care = Place(str(tmp_path), NOW), keeping.care(shut).copies
    tried = copying.copy_to(shut, place, Reason.DAILY)
    assert (tried.trouble, tried.trouble.has_copy) == (Trouble.UNREAD, True)
    overview = copying.overview(shut, (tried,))
    assert "reflections" not in {**overview.now, **overview.found[0].counts}
    assert not care.is_whole()
    reflecting.care(shut).reopen(OWN)
    assert care.is_whole()
    (tmp_path / "next").mkdir()
    place = Place(str(tmp_path / "next"), NOW)  # a name holds the second, and may be taken
    assert copying.copy_to(shut, place, Reason.DAILY).trouble is Trouble.NONE


def test_open_reflections_are_guarded_by_their_own_passphrase(shut: Vault) -> None:
    """Taken out, or behind a card that a client holds, they are led to by theirs alone."""
    check = keeping.care(shut).check_passphrase
    check(FIRST)
    second.unlock(shut, OWN)
    check(OWN)
    with pytest.raises(WrongSecondPassphrase):
        check(FIRST)


def test_a_change_that_was_cut_off_is_told_at_its_place(shut: Vault, tmp_path: Path) -> None:
    """No copy is made of half a change, and the line says what to do."""
    (shut.folder / "private-1.db-journal").write_bytes(b"half a change")
    tried = copying.copy_to(shut, Place(str(tmp_path), NOW), Reason.DAILY)
    assert (tried.trouble, tried.last) == (Trouble.UNSETTLED, None)


def test_a_check_says_what_it_did_not_read(shut: Vault) -> None:
    """The record is found sound, and nobody is told that everything is."""
    said = messages.verification(keeping.care(shut).verify())
    assert findings.SHUT in said
    assert findings.WHOLE not in said


def test_open_reflections_behind_a_prompt_ask_for_their_own_passphrase(vault: Vault) -> None:
    """What waits unsaved behind the prompt is not shown for the first passphrase alone."""
    second.put(vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    assert keeping.asks_second(vault)
    with pytest.raises(WrongPassphrase):
        keeping.check_key(vault, "unlock", FIRST)
    keeping.check_key(vault, "unlock", OWN)
    second.shut(vault)
    keeping.check_key(vault, "unlock", FIRST)


def test_each_act_is_done_and_entered(shut: Vault, recovery_key: RecoveryKey) -> None:
    """Opened, changed with the recovery key, taken away and set; the two trails tell of it."""
    care = reflecting.care(shut)
    assert (care.is_set(), care.is_shut()) == (True, True)
    care.reopen(OWN)
    care.change(str(recovery_key), "another garden with seven gates")
    care.take_away(FIRST)
    care.put(FIRST, OWN)
    acts = [entry.act for entry in shut.record.run(entries)]
    assert acts[:3] == [
        "set a second passphrase",
        "take away the second passphrase",
        "change the second passphrase",
    ]
    assert shut.private.run(entries)[0].act == "open the reflections"


def test_what_needs_both_keys_says_so_before_it_begins(shut: Vault) -> None:
    """No new recovery sheet is shown that would open half of the practice."""
    care = replacing.care(shut, None)
    new = "seven quiet herons here"
    assert care.has_second()
    for begin in (lambda: care.fresh(FIRST), lambda: care.begin(FIRST, new, "")):
        with pytest.raises(ReflectionsShut):
            begin()

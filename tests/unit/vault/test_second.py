"""A second passphrase stands before the reflections, and the record is open without it."""

import gc
import shutil
import types
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import toy_store
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_store import AT, CHEAP, PASSPHRASE

from practicenotes.errors import (
    PassphraseRefused,
    ReflectionsDamaged,
    ReflectionsShut,
    ReflectionsUnsettled,
    StoreClosed,
    StoreDamaged,
    WrongPassphrase,
    WrongRecoveryKey,
    WrongSecondPassphrase,
)
from practicenotes.vault import (
    anchor,
    backup,
    executor,
    header,
    keys,
    mending,
    rebuilding,
    renewing,
    replacing,
    schema,
    second,
    shelf,
)
from practicenotes.vault.database import PAGE
from practicenotes.vault.header import COPIES
from practicenotes.vault.keyring import Keyring
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.replacing import Secrets
from practicenotes.vault.vault import Vault


SECOND = "a quiet garden behind the house"
OTHER = "another garden with seven gates"
NEW = "another lantern over the water"
LATER = AT + timedelta(days=2)
Reopen = Callable[..., Vault]


@pytest.fixture(scope="session")
def apart(new_vault: tuple[Path, RecoveryKey], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set a second passphrase once for the whole run; every test takes a copy."""
    folder = shutil.copytree(new_vault[0], tmp_path_factory.mktemp("apart") / "Practice.practice")
    with closing(Vault.open(folder, new_vault[1], toy_store.schemas(), at=AT)) as vault:
        second.put(vault, PASSPHRASE, SECOND, at=AT, cost=CHEAP)
    return folder


@pytest.fixture
def vault_folder(apart: Path, tmp_path: Path) -> Path:
    """Give a vault of one's own, closed, whose reflections have their own passphrase."""
    return shutil.copytree(apart, tmp_path / "Practice.practice")


@pytest.fixture
def shut(vault: Vault) -> Vault:
    """Give the same vault with its reflections closed, as the first passphrase opens it."""
    second.shut(vault)
    return vault


def bring_back(vault: Vault, key: str | RecoveryKey = SECOND) -> None:
    """Open the reflections again."""
    second.reopen(vault, key, toy_store.schemas(), at=LATER)


def within(thing: object) -> Iterator[object]:
    """Yield whatever an object holds on to, but for the code that it is made of."""
    seen, waiting = {id(thing)}, [thing]
    while waiting:
        each = waiting.pop()
        yield each
        inside = gc.get_referents(each)
        if isinstance(each, types.FunctionType):
            inside = [each.__closure__, each.__defaults__, each.__kwdefaults__]
        for found in inside:
            if id(found) not in seen and not isinstance(found, types.ModuleType | type):
                seen.add(id(found))
                waiting.append(found)


# --- what opens what ---------------------------------------------------------------------------


def test_the_first_passphrase_opens_the_record_alone(vault: Vault, reopen: Reopen) -> None:
    """The notes are there, the reflections are not, until the second passphrase is given."""
    vault.close()
    opened = reopen(key=PASSPHRASE)
    assert len(opened.record.run(toy_store.bodies)) == 3
    assert opened.is_shut
    with pytest.raises(StoreClosed):
        _ = opened.private
    bring_back(opened)
    assert len(opened.private.run(toy_store.bodies)) == 3
    assert not opened.is_shut


def test_nothing_else_opens_the_reflections(vault: Vault, reopen: Reopen) -> None:
    """A wrong second passphrase, the first one, and another sheet leave them closed."""
    vault.close()
    opened = reopen(key=PASSPHRASE)
    for wrong, error in (
        (OTHER, WrongPassphrase),
        (PASSPHRASE, WrongPassphrase),
        (RecoveryKey(bytes(20)), WrongRecoveryKey),
    ):
        with pytest.raises(error):
            bring_back(opened, wrong)
    assert opened.is_shut
    with pytest.raises(WrongPassphrase):
        Keyring.unlock(opened.folder, SECOND, bytes)


def test_a_wrong_second_passphrase_costs_as_much_as_any(
    shut: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One key is derived, at the cost of the first passphrase."""
    costs = []
    derive = keys.argon2id
    monkeypatch.setattr(
        keys, "argon2id", lambda text, salt, cost: (costs.append(cost), derive(text, salt, cost))[1]
    )
    with pytest.raises(WrongPassphrase):
        bring_back(shut, OTHER)
    assert costs == [shut.passphrase_cost]


def test_the_recovery_key_opens_both(
    vault: Vault, reopen: Reopen, recovery_key: RecoveryKey
) -> None:
    """At the prompt it opens the whole practice, and later the reflections alone."""
    vault.close()
    whole = reopen(key=recovery_key)
    assert not whole.is_shut
    second.shut(whole)
    bring_back(whole, recovery_key)
    assert len(whole.private.run(toy_store.bodies)) == 3


def test_closed_reflections_leave_no_key_in_the_vault(vault: Vault) -> None:
    """Nothing that the vault holds on to is the key of the reflections, or was made from it."""
    private = vault.with_keys(lambda ring: ring.masters.private)
    store_keys = vault.with_keys(lambda ring: ring.store_keys())["private"]
    secrets = {private, store_keys.database, store_keys.seal, store_keys.audit, store_keys.raw}
    assert secrets & {each for each in within(vault) if isinstance(each, bytes | str)}
    vault.private.run(toy_store.write, "last", "words before it closes")
    second.shut(vault)
    assert not secrets & {each for each in within(vault) if isinstance(each, bytes | str)}
    bring_back(vault)
    assert "last" in vault.private.run(toy_store.bodies)


def test_reflections_without_a_second_passphrase_are_never_shut(
    vault: Vault, reopen: Reopen
) -> None:
    """Where the first passphrase opens both, nothing is said to be closed."""
    second.take_away(vault, PASSPHRASE, at=AT)
    vault.close()
    opened = reopen(key=PASSPHRASE)
    assert not second.is_set(opened)
    assert not opened.is_shut
    assert len(opened.private.run(toy_store.bodies)) == 3


# --- setting, changing, taking away ------------------------------------------------------------


def test_another_one_takes_its_place(vault: Vault, recovery_key: RecoveryKey) -> None:
    """Each step counts at once, and whoever forgot the second one shows the recovery key."""
    assert second.is_set(vault)
    second.change(vault, SECOND, OTHER, at=AT, cost=CHEAP)
    second.shut(vault)
    with pytest.raises(WrongSecondPassphrase):
        bring_back(vault, SECOND)
    bring_back(vault, OTHER)
    second.change(vault, recovery_key, SECOND, at=AT, cost=CHEAP)
    second.check(vault, SECOND)


def test_what_is_refused_changes_nothing(vault: Vault) -> None:
    """Wrong proof, a weak passphrase, and one that would open both leave the keys as they were."""
    before = (vault.folder / COPIES[0]).read_bytes()
    for attempt in (
        lambda: second.put(vault, OTHER, SECOND, at=AT),
        lambda: second.put(vault, PASSPHRASE, "short", at=AT),
        lambda: second.put(vault, PASSPHRASE, PASSPHRASE, at=AT),
        lambda: second.change(vault, OTHER, NEW, at=AT),
        lambda: second.change(vault, SECOND, PASSPHRASE, at=AT),
        lambda: second.take_away(vault, SECOND, at=AT),
        lambda: vault.change_passphrase(PASSPHRASE, SECOND, at=AT),
        lambda: vault.change_passphrase(PASSPHRASE, PASSPHRASE, at=AT),
    ):
        with pytest.raises((WrongPassphrase, PassphraseRefused)):
            attempt()
    assert (vault.folder / COPIES[0]).read_bytes() == before


def test_what_needs_both_keys_says_that_the_reflections_are_closed(shut: Vault) -> None:
    """Nothing is written with half of the keys."""
    before = (shut.folder / COPIES[0]).read_bytes()
    for attempt in (
        lambda: second.put(shut, PASSPHRASE, OTHER, at=AT),
        lambda: second.change(shut, SECOND, OTHER, at=AT),
        lambda: second.take_away(shut, PASSPHRASE, at=AT),
        lambda: renewing.replace_recovery_key(shut, PASSPHRASE, RecoveryKey(bytes(20)), at=AT),
        lambda: replacing.check(shut, PASSPHRASE, NEW),
    ):
        with pytest.raises(ReflectionsShut):
            attempt()
    assert (shut.folder / COPIES[0]).read_bytes() == before


def test_the_first_passphrase_changes_while_they_are_closed(shut: Vault, reopen: Reopen) -> None:
    """The second one stays what it was."""
    shut.change_passphrase(PASSPHRASE, NEW, at=AT, cost=CHEAP)
    shut.close()
    opened = reopen(key=NEW)
    assert opened.is_shut
    bring_back(opened)


def test_an_older_program_is_told_to_leave_it_alone(vault: Vault, vault_folder: Path) -> None:
    """The header asks for a program that knows of it, and one key file mends the other."""
    head = header.read(vault_folder).header
    assert [slot.type for slot in head.slots] == ["passphrase", "private", "recovery"]
    assert [slot.wraps for slot in head.slots] == ["record", "private", "record+private"]
    assert head.min_app != "0.1"
    vault.close()


def test_a_damaged_key_file_is_mended_by_the_first_passphrase(
    vault: Vault, vault_folder: Path, reopen: Reopen
) -> None:
    """The copy that is written anew still opens the reflections."""
    vault.close()
    (vault_folder / COPIES[1]).write_bytes(b"x")
    opened = reopen(key=PASSPHRASE)
    assert (vault_folder / COPIES[0]).read_bytes() == (vault_folder / COPIES[1]).read_bytes()
    bring_back(opened)


def test_an_executor_reads_the_record_beside_it(shut: Vault, reopen: Reopen) -> None:
    """The sheet is made while the reflections are closed, and opens the record as ever."""
    key = executor.make(shut, PASSPHRASE, at=AT)
    shut.close()
    reading = reopen(key=key)
    assert len(reading.record.run(toy_store.bodies)) == 3
    assert not reading.is_shut


def test_replacing_all_keys_takes_it_away_and_says_so(vault: Vault, reopen: Reopen) -> None:
    """Its slot is not made anew: the new passphrase opens both."""
    secrets = Secrets(PASSPHRASE, NEW, RecoveryKey(bytes(range(20))), CHEAP)
    came = replacing.replace_keys(vault, secrets, at=AT)
    assert came.gone == ("private",)
    vault.close()
    assert len(reopen(key=NEW).private.run(toy_store.bodies)) == 3


def test_replacing_all_keys_keeps_it_where_it_is_given(vault: Vault, reopen: Reopen) -> None:
    """It stands before the reflections under the new keys too, and the new one opens the record."""
    secrets = Secrets(PASSPHRASE, NEW, RecoveryKey(bytes(range(20))), CHEAP, SECOND)
    came = replacing.replace_keys(vault, secrets, at=LATER)
    assert came.gone == ()
    vault.close()
    again = reopen(key=NEW)
    assert again.is_shut
    with pytest.raises(WrongPassphrase):
        second.unlock(again, NEW)
    second.reopen(again, SECOND, toy_store.schemas(), at=LATER)
    assert len(again.private.run(toy_store.bodies)) == 3


def test_replacing_all_keys_begins_with_no_wrong_second_one(vault: Vault) -> None:
    """One that does not open the reflections, or that is the new first one too, is refused."""
    with pytest.raises(WrongSecondPassphrase):
        replacing.check(vault, PASSPHRASE, NEW, OTHER)
    with pytest.raises(PassphraseRefused) as refused:
        replacing.check(vault, PASSPHRASE, SECOND, SECOND)
    assert refused.value.reason == "second"


@pytest.mark.parametrize("lost", ["backup", "sheet"])
def test_lost_key_files_come_back_with_the_first_passphrase(
    vault: Vault, reopen: Reopen, tmp_path: Path, recovery_key: RecoveryKey, lost: str
) -> None:
    """The backup gives them back, and the reflections stand behind their passphrase as before."""
    file = vault.backup(tmp_path / "copies", at=AT)
    vault.close()
    for name in COPIES:
        (vault.folder / name).unlink()
    rebuilding.rebuild(vault.folder, file, PASSPHRASE if lost == "backup" else recovery_key)
    opened = reopen(key=PASSPHRASE)
    assert opened.is_shut
    bring_back(opened)


# --- copies while they are closed --------------------------------------------------------------


def test_a_backup_holds_the_closed_reflections_byte_for_byte(
    shut: Vault, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """It says that they were not read, and opens with everything that was written."""
    file = shut.backup(tmp_path / "copies", at=AT)
    (found,) = shelf.find(shut, tmp_path / "copies")
    assert (found.unread, found.sound) == (True, True)
    assert shelf.is_unread(shut, file)
    assert backup.verify_file(file, recovery_key).is_sound
    again = tmp_path / "again.practice"
    backup.restore(file, again, PASSPHRASE, toy_store.schemas(), at=LATER)
    with closing(Vault.open(again, PASSPHRASE, toy_store.schemas(), at=LATER)) as restored:
        assert restored.is_shut
        bring_back(restored)
        assert len(restored.private.run(toy_store.bodies)) == 3
        assert restored.verify().is_sound


def test_a_backup_after_they_were_opened_is_read_whole(shut: Vault, tmp_path: Path) -> None:
    """What was copied unread is verified by the next copy, and makes none needless before."""
    first = shut.backup(tmp_path / "copies", at=AT)
    bring_back(shut)
    written = shut.backup(tmp_path / "copies", at=LATER)
    assert shelf.tidy(shut, written) == ()
    assert not shelf.is_unread(shut, written)
    assert first.exists()


def test_a_change_that_was_cut_off_is_not_copied(shut: Vault, tmp_path: Path) -> None:
    """With a journal beside it the file alone is not what was written; nothing is made."""
    place = shut.folder / "private-1.db"
    place.with_name("private-1.db-journal").write_bytes(b"half a change")
    with pytest.raises(ReflectionsUnsettled):
        shut.backup(tmp_path / "copies", at=AT)
    assert not (tmp_path / "copies").exists()


def test_a_damaged_page_of_closed_reflections_is_found_when_they_open(
    shut: Vault, tmp_path: Path, recovery_key: RecoveryKey
) -> None:
    """The copy is made in good faith, and the check with their key tells of it."""
    path = shut.folder / "private-1.db"
    data = bytearray(path.read_bytes())
    data[9000] ^= 1
    path.write_bytes(data)
    file = shut.backup(tmp_path / "copies", at=AT)
    assert len(shut.verify().stores) == 1
    assert not backup.verify_file(file, recovery_key).is_sound
    bring_back(shut)
    assert not shut.verify().is_sound


def test_reflections_that_do_not_open_are_told_as_such(shut: Vault) -> None:
    """They stay closed, the record stays open, and the error says which file it is, and why."""
    path = shut.folder / "private-1.db"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(ReflectionsDamaged) as caught:
        bring_back(shut)

    assert (caught.value.path, caught.value.how) == (path, "cut")
    assert shut.is_shut
    assert len(shut.record.run(toy_store.bodies)) == 3


def test_the_record_is_mended_while_they_are_closed(shut: Vault, tmp_path: Path) -> None:
    """A repair touches what can be read, and nothing else."""
    file = shut.backup(tmp_path / "copies", at=AT)
    assert mending.mend(shut, file, toy_store.schemas(), {}).done == ()


# --- the anchor and older tables ---------------------------------------------------------------


def test_the_computer_remembers_both_stores_over_a_day_with_one(
    vault: Vault, tmp_path: Path, reopen: Reopen, vault_folder: Path
) -> None:
    """What it knew of the reflections stays while they are closed, so an older store is told."""
    seen, older = tmp_path / "anchors", (vault_folder / "private-1.db").read_bytes()
    vault.private.run(toy_store.write, "later", "x")
    anchor.keep(vault, seen, at=AT)
    vault.close()
    opened = reopen(key=PASSPHRASE)
    assert anchor.look(opened, seen) is None
    opened.record.run(toy_store.write, "a day without", "x")
    anchor.keep(opened, seen, at=LATER)
    bring_back(opened)
    assert anchor.look(opened, seen) is None
    opened.close()

    (vault_folder / "private-1.db").write_bytes(older)
    opened = reopen(key=PASSPHRASE)
    assert anchor.look(opened, seen) is None
    bring_back(opened)
    assert anchor.look(opened, seen) == anchor.Older(
        LATER, opened.record.on_connection(anchor.audit.end).at, parted=False
    )


def test_an_older_private_store_is_brought_up_to_date_when_it_opens(
    vault: Vault, reopen: Reopen, tmp_path: Path
) -> None:
    """The record comes first and alone; a backup stands before each of the two changes."""
    vault.close()
    places = {"backups": tmp_path / "before"}
    opened = reopen(key=PASSPHRASE, schemas=toy_store.schemas(2), **places)
    assert opened.record.on_connection(schema.version_of) == 2
    second.reopen(opened, SECOND, toy_store.schemas(2), at=LATER, **places)
    assert opened.private.on_connection(schema.version_of) == 2
    assert len(opened.private.run(toy_store.bodies)) == 3
    assert [each.unread for each in shelf.find(opened, tmp_path / "before")] == [False, True]
    assert opened.verify().is_sound


def test_a_record_that_is_damaged_is_not_told_as_safe(
    vault: Vault, reopen: Reopen, tmp_path: Path
) -> None:
    """The backup before a change reads both: what does not let itself be read is named as it is."""
    for number in range(40):
        vault.record.run(toy_store.write, f"long {number}", "marshland and long words " * 700)
    vault.close()
    opened = reopen(key=PASSPHRASE, schemas=toy_store.schemas(2), backups=tmp_path / "before")
    path = opened.record.path

    def spoil() -> None:
        data = bytearray(path.read_bytes())
        for page in range(len(data) // PAGE // 2, len(data) // PAGE):
            data[page * PAGE + 1000] ^= 1
        path.write_bytes(data)

    opened.record.set_aside(spoil)
    with pytest.raises(StoreDamaged) as caught:
        second.reopen(opened, SECOND, toy_store.schemas(2), at=LATER, backups=tmp_path / "before")

    assert (type(caught.value), caught.value.path) == (StoreDamaged, path)
    assert opened.is_shut


# --- the header --------------------------------------------------------------------------------

PASSPHRASES = st.text(min_size=1, max_size=20)
HASTY = Callable[[bytes, bytes, object], bytes]


@settings(max_examples=20, deadline=None)
@given(first=PASSPHRASES, other=PASSPHRASES, chance=st.randoms(use_true_random=False))
def test_each_slot_opens_what_it_wraps_and_survives_its_file(first, other, chance) -> None:
    """Whatever the secrets are, a header reads back as it was, and each opens its own store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "argon2id", lambda text, salt, _cost: keys.hkdf(text, salt, "hasty"))
        masters = keys.Masters(chance.randbytes(32), chance.randbytes(32))
        stamp = "2025-11-18T13:02:44.120Z"
        smith = keys.Locksmith("0f" * 16, stamp, masters, chance.randbytes)
        paper = RecoveryKey(chance.randbytes(20))
        places = (header.Place(1, f"{name}-1.db", chance.randbytes(16)) for name in header.STORES)
        slots = (
            *(smith.passphrase(first, CHEAP, "record"), smith.private(other, CHEAP)),
            smith.recovery(paper),
        )
        head = header.Header(smith.vault, 2, "0.1", slots, *places)
        read = header.parse(header.render(head, masters.header())).header
        assert read == head
        assert keys.unlock(read, first) == keys.Masters(masters.record, None)
        assert keys.unlock_private(read, other) == masters.private
        assert keys.unlock(read, paper) == masters
        if keys.encoded(first) != keys.encoded(other):
            for wrong in (
                lambda: keys.unlock(read, other),
                lambda: keys.unlock_private(read, first),
            ):
                with pytest.raises(WrongPassphrase):
                    wrong()


def test_two_second_passphrases_are_no_header(vault: Vault) -> None:
    """A header has one slot of the kind at most."""
    head = header.read(vault.folder).header
    (slot,) = head.of_type("private")
    twice = header.Header(
        *(head.vault, head.gen, head.min_app, (*head.slots, slot), head.record, head.private)
    )
    with pytest.raises(header.strict.Broken):
        header.parse(header.render(twice, bytes(32)))

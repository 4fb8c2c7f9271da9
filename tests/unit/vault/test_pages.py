"""The page check is a second opinion: it shares no line with the library that wrote the pages."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from practicenotes.vault import pages
from practicenotes.vault.keys import StoreKeys
from practicenotes.vault.pages import PageCount
from practicenotes.vault.vault import Vault


@pytest.fixture
def store(vault: Vault) -> tuple[Path, StoreKeys]:
    """Give a closed store and its keys."""
    found = vault.record.path, vault._ring.store_keys()["record"]
    vault.close()
    return found


def checked(store: tuple[Path, StoreKeys]) -> PageCount:
    """Return what the check finds now."""
    path, keys = store
    return pages.check(path, keys.raw, keys.salt, lambda: None)


def test_every_page_of_a_whole_store_fits(store: tuple[Path, StoreKeys]) -> None:
    """A store that was closed in order has no bad page, and all are counted."""
    assert checked(store) == PageCount(store[0].stat().st_size // 4096, ())


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page[:100] + bytes([page[100] ^ 1]) + page[101:],
        lambda page: page[:-80] + bytes([page[-80] ^ 1]) + page[-79:],
        lambda page: page[:-1] + bytes([page[-1] ^ 128]),
        lambda page: bytes(4096),
        lambda page: page[::-1],
    ],
)
def test_a_changed_page_is_named(
    store: tuple[Path, StoreKeys], damage: Callable[[bytes], bytes]
) -> None:
    """A flip in the text, the vector or the mark, or a page of zeros: it is found."""
    path = store[0]
    data = path.read_bytes()
    path.write_bytes(data[: 4 * 4096] + damage(data[4 * 4096 : 5 * 4096]) + data[5 * 4096 :])
    assert checked(store).bad == (5,)


def test_the_first_page_is_checked_after_the_salt(store: tuple[Path, StoreKeys]) -> None:
    """The salt is known from the header, and the rest of the first page is covered."""
    path = store[0]
    data = path.read_bytes()
    path.write_bytes(bytes(16) + data[16:])
    assert checked(store).bad == ()
    path.write_bytes(data[:16] + bytes([data[16] ^ 1]) + data[17:])
    assert checked(store).bad == (1,)


def test_pages_that_changed_places_are_both_named(store: tuple[Path, StoreKeys]) -> None:
    """The mark of a page covers its number."""
    path = store[0]
    data = path.read_bytes()
    two, three = data[4096:8192], data[8192:12288]
    path.write_bytes(data[:4096] + three + two + data[12288:])
    assert checked(store).bad == (2, 3)


def test_a_cut_page_and_appended_bytes_are_bad(store: tuple[Path, StoreKeys]) -> None:
    """A file that is not what it was at its end has a bad page there."""
    path = store[0]
    whole = checked(store).total
    os.truncate(path, path.stat().st_size - 1)
    assert checked(store) == PageCount(whole, (whole,))
    os.truncate(path, path.stat().st_size + 4097)
    assert checked(store) == PageCount(whole + 1, (whole, whole + 1))

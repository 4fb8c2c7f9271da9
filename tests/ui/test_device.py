"""What is remembered on this computer: looks and places, and nothing that a client is in."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from practicenotes.domain import settings
from practicenotes.domain.settings import ALL, Home
from practicenotes.ui.device import Device


def test_a_choice_is_there_the_next_time(tmp_path: Path) -> None:
    """What was chosen is read again by the next program, with its type."""
    device = Device(tmp_path / "new" / "folder")
    device.put(settings.TEXT_SIZE, 150)
    device.put(settings.APPEARANCE, "dark")

    again = Device(tmp_path / "new" / "folder")
    assert again.get(settings.TEXT_SIZE) == 150
    assert again.get(settings.APPEARANCE) == "dark"
    assert again.get(settings.LOCK_AFTER_MINUTES) == 5


@pytest.mark.parametrize("broken", ["", "{", "[1, 2]", '{"text_size": "large"}', "\ufeff{}"])
def test_a_broken_file_only_loses_looks(tmp_path: Path, broken: str) -> None:
    """Whatever stands in the file, the program starts with its defaults and can keep choices."""
    (tmp_path / "device.json").write_text(broken, "utf-8")
    device = Device(tmp_path)
    assert device.get(settings.TEXT_SIZE) == 100

    device.put(settings.TEXT_SIZE, 125)
    assert Device(tmp_path).get(settings.TEXT_SIZE) == 125


def test_true_is_not_a_size(tmp_path: Path) -> None:
    """A value of another type counts as never chosen, also where the language is lax about it."""
    (tmp_path / "device.json").write_text('{"text_size": true}', "utf-8")

    assert Device(tmp_path).get(settings.TEXT_SIZE) == 100


@pytest.mark.parametrize("setting", [s for s in ALL if s.home is Home.VAULT])
def test_what_belongs_in_the_vault_never_comes_here(
    tmp_path: Path, setting: settings.Setting
) -> None:
    """A setting of the vault is neither read from this computer nor written to it."""
    device = Device(tmp_path)

    with pytest.raises(ValueError, match=setting.name):
        device.put(setting, setting.default)
    with pytest.raises(ValueError, match=setting.name):
        device.get(setting)
    assert not (tmp_path / "device.json").exists()


def test_a_disk_that_takes_nothing_costs_only_the_choice(tmp_path: Path) -> None:
    """Where nothing can be written, the choice holds until the program ends."""
    (tmp_path / "folder").write_text("a file where the folder should be")
    device = Device(tmp_path / "folder")
    device.put(settings.TEXT_SIZE, 150)

    assert device.get(settings.TEXT_SIZE) == 150
    assert Device(tmp_path / "folder").get(settings.TEXT_SIZE) == 100


def test_a_write_that_breaks_off_leaves_the_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file stands until the new one is complete."""
    device = Device(tmp_path)
    device.put(settings.TEXT_SIZE, 150)

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "replace", full)
    device.put(settings.TEXT_SIZE, 200)

    assert json.loads((tmp_path / "device.json").read_text("utf-8")) == {"text_size": 150}


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
def test_the_folder_is_for_its_owner(tmp_path: Path) -> None:
    """A folder that is made for the settings can be read by nobody else."""
    Device(tmp_path / "mine").put(settings.TEXT_SIZE, 150)

    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (settings.APPEARANCE, "purple"),
        (settings.LOCK_AFTER_MINUTES, -5),
        (settings.LOCK_AFTER_MINUTES, 10**9),
        (settings.FAILED_UNLOCKS, 10**12),
        (settings.TEXT_SIZE, 0),
    ],
)
def test_a_value_that_means_nothing_is_the_default(
    tmp_path: Path, setting: settings.Setting, value: object
) -> None:
    """A file that somebody spoilt never keeps the program from starting, or from locking."""
    (tmp_path / "device.json").write_text(json.dumps({setting.name: value}), "utf-8")

    assert Device(tmp_path).get(setting) == setting.default


def test_a_file_nested_without_end_costs_only_looks(tmp_path: Path) -> None:
    """What no reader can take in counts as no settings at all."""
    (tmp_path / "device.json").write_text("[" * 100_000, "utf-8")

    assert Device(tmp_path).get(settings.TEXT_SIZE) == 100


@pytest.mark.skipif(os.name == "nt", reason="this system has other rights")
def test_only_this_account_reads_the_settings(tmp_path: Path) -> None:
    """The settings name the place of a practice: they are nobody else's business."""
    (tmp_path / "device.part").touch(0o644)

    Device(tmp_path).put(settings.LAST_VAULT, "/home/m/Main.practice")

    assert (tmp_path / "device.json").stat().st_mode & 0o777 == 0o600

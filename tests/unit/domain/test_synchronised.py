"""A synchronised folder is known by its name, or by what the other program leaves in it."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from practicenotes.domain import synchronised


POSIX = (
    ("/home/m/OneDrive/Main.practice", "OneDrive"),
    ("/Users/m/Library/CloudStorage/OneDrive-Personal/Main.practice", "OneDrive"),
    ("/home/m/Dropbox/Main.practice", "Dropbox"),
    ("/Users/m/Dropbox (Personal)/papers/Main.practice", "Dropbox"),
    ("/Users/m/Google Drive/My Drive/Main.practice", "Google Drive"),
    ("/run/user/1000/gvfs/google-drive:host=example/Main.practice", "Google Drive"),
    ("/Users/m/Library/Mobile Documents/com~apple~CloudDocs/Main.practice", "iCloud Drive"),
    ("/home/m/Nextcloud/Main.practice", "Nextcloud"),
    ("/home/m/Nextcloud2/Main.practice", "Nextcloud"),
    ("/home/m/ownCloud/Main.practice", "ownCloud"),
    ("/home/m/Syncthing/Main.practice", "Syncthing"),
    ("/home/m/Sync/Main.practice", "Syncthing or Sync.com"),
    ("/home/m/pCloudDrive/Main.practice", "pCloud"),
    ("/home/m/MEGA/Main.practice", "MEGA"),
    ("/home/m/Box/Main.practice", "Box"),
    ("/Users/m/Library/CloudStorage/Box-Box/Main.practice", "Box"),
    ("/Users/m/Library/CloudStorage/Strange/Main.practice", "a file provider"),
    ("/home/m/Tresorit/My tresor/Main.practice", "Tresorit"),
    ("/home/m/Seafile/Main.practice", "Seafile"),
    ("/home/m/kDrive/Main.practice", "kDrive"),
)
WINDOWS = (
    (r"C:\Users\m\OneDrive - Fernhill Practice\Main.practice", "OneDrive"),
    (r"C:\Users\m\iCloudDrive\Main.practice", "iCloud Drive"),
    (r"G:\My Drive\Main.practice", "Google Drive"),
    (r"C:\Users\m\MEGAsync\Main.practice", "MEGA"),
    (r"C:\Users\m\Box Sync\Main.practice", "Box"),
    (r"P:\pCloud Drive\Main.practice", "pCloud"),
    (r"C:\Users\m\Proton Drive\m\Main.practice", "Proton Drive"),
    (r"C:\Users\m\SpiderOak Hive\Main.practice", "SpiderOak"),
)
PLAIN = (
    "/home/m/.local/share/PracticeNotes/Main.practice",
    "/Users/m/Documents/Main.practice",
    "/media/m/STICK/Main.practice",
    "/home/m/Synchronous/Main.practice",
    "/home/m/boxes/megaphone/Main.practice",
)


@pytest.mark.parametrize(("path", "service"), POSIX)
@pytest.mark.release(55)
def test_a_known_folder_is_named(path: str, service: str) -> None:
    """Under each of these names a practice would be copied while it is written."""
    assert synchronised.named_in(PurePosixPath(path).parts).startswith(service)


@pytest.mark.parametrize(("path", "service"), WINDOWS)
@pytest.mark.release(55)
def test_a_known_folder_of_windows_is_named(path: str, service: str) -> None:
    """Drives and folders that synchronising programs make on Windows are known as well."""
    assert synchronised.named_in(PureWindowsPath(path).parts) == service


@pytest.mark.parametrize("path", PLAIN)
def test_an_ordinary_folder_is_nobodys(path: str) -> None:
    """A folder whose name only resembles one is left in peace."""
    assert synchronised.named_in(PurePosixPath(path).parts) == ""


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache", ".nextcloudsync.log"])
@pytest.mark.release(55)
def test_a_folder_of_any_name_is_known_by_its_mark(tmp_path: Path, mark: str) -> None:
    """What the program leaves at the top tells of every folder beneath it."""
    (tmp_path / mark).mkdir()

    assert synchronised.service(tmp_path / "papers" / "Main.practice")
    assert synchronised.service(tmp_path.parent / "beside") == ""


def test_a_link_into_such_a_folder_is_followed(tmp_path: Path) -> None:
    """A practice that only seems to lie elsewhere is found where it lies."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "papers").symlink_to(tmp_path / "Dropbox", target_is_directory=True)

    assert synchronised.service(tmp_path / "papers" / "Main.practice") == "Dropbox"

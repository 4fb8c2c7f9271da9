"""The container of a backup takes what it wrote itself, and nothing that merely looks like it."""

import subprocess
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from practicenotes.errors import BackupMissing, BackupUnreadable
from practicenotes.vault import archive


MEMBERS = {"keys.txt": b"keys", "manifest.json": b"{}"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Pack a small archive."""
    (tmp_path / "store.db").write_bytes(bytes(range(256)) * 40)
    path = tmp_path / "x.backup"
    archive.pack(path, {**MEMBERS, "record.db": tmp_path / "store.db"})
    return path


def signed(data: bytes) -> bytes:
    """Return an archive with its last 64 bytes made right, as anyone can."""
    return data[:-64] + sha256(data[:-64]).hexdigest().encode()


def packed(path: Path, *members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    """Write a ZIP of any members, with a right checksum."""
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
        file.comment = b"0" * 64
    path.write_bytes(signed(path.read_bytes()))
    return path


def refusal(path: Path) -> str:
    """Return why an archive is not opened, or not read to its end."""

    def read() -> None:
        with archive.opened(path) as opened:
            for name in opened.names:
                opened.digest(name)

    with pytest.raises(BackupUnreadable) as caught:
        read()
    return caught.value.why


def test_what_was_packed_is_unpacked(path: Path, tmp_path: Path) -> None:
    """Members come back byte for byte, and their digests are right."""
    with archive.opened(path) as opened:
        assert opened.names == ["keys.txt", "manifest.json", "record.db"]
        assert opened.read("keys.txt") == b"keys"
        assert opened.digest("manifest.json") == sha256(b"{}").hexdigest()
        opened.unpack("record.db", tmp_path / "out.db")
    assert (tmp_path / "out.db").read_bytes() == (tmp_path / "store.db").read_bytes()


def test_any_unzip_can_open_it(path: Path, tmp_path: Path) -> None:
    """The container is plain ZIP, stored: the standard library and unzip read it."""
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        assert {info.compress_type for info in file.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.read("keys.txt") == b"keys"


def test_the_last_bytes_are_the_checksum_of_the_rest(path: Path) -> None:
    """Without any key one can tell whether a file is complete."""
    data = path.read_bytes()
    assert data[-64:] == sha256(data[:-64]).hexdigest().encode()


def test_every_flip_cut_and_addition_is_refused(path: Path) -> None:
    """Any byte that changed, is missing or was added: it is not opened."""
    data = path.read_bytes()
    wrong = [data[:length] for length in (0, 1, 63, 64, 1000, len(data) - 1)]
    wrong += [data + b"x", b"x" + data]
    wrong += [
        data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
        for at in range(0, len(data), 37)
        for bit in (1, 32)
    ]
    for changed in wrong:
        path.write_bytes(changed)
        assert refusal(path) == "checksum"


@pytest.mark.parametrize(
    "members",
    [
        [("../keys.txt", b"")],
        [("/keys.txt", b"")],
        [("keys.txt", b""), ("record.db", b"")],
        [("keys.txt", b""), ("manifest.json", b"")],
        [("keys.txt", b""), ("manifest.json", b""), ("record.db", b""), ("record.db", b"")],
        [("keys.txt", b""), ("manifest.json", b""), ("record.db", b""), ("more.db", b"")],
        [("keys.txt", b""), ("manifest.json", b""), ("record.db", b""), ("folder/", b"")],
        [("keys.txt", b"x" * 65_537), ("manifest.json", b""), ("record.db", b"")],
        [],
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_other_than_the_known_ones_are_refused(
    tmp_path: Path, members: list[tuple[str, bytes]]
) -> None:
    """Paths, strangers, doubles, missing and oversized members: nothing is unpacked."""
    assert refusal(packed(tmp_path / "x", *members)).startswith("member")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """Compressed members are not taken at all."""
    whole = [("keys.txt", b""), ("manifest.json", b""), ("record.db", bytes(10_000_000))]
    assert refusal(packed(tmp_path / "x", *whole, method=zipfile.ZIP_DEFLATED)) == "member"


def claiming(data: bytes, size: int) -> bytes:
    """Let the directory claim another size for the last member."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 20] + size.to_bytes(4, "little") * 2 + data[at + 28 :]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: claiming(data, 2**32 - 2),
        lambda data: claiming(data, 5_000_000),
        lambda data: data.replace(b"PK\x03\x04", b"PK\x03\x05"),
        lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x03"),
        lambda data: data.replace(b"PK\x05\x06", b"PK\x05\x07"),
        lambda data: data.replace(bytes(range(256)), bytes(256), 1),
        lambda data: data.replace(b"record.db", b"recorx.db", 1),
    ],
)
def test_a_container_that_contradicts_itself_is_refused(
    path: Path, change: Callable[[bytes], bytes]
) -> None:
    """Sizes, signatures, names and checks that do not agree are found."""
    path.write_bytes(signed(change(path.read_bytes())))
    assert refusal(path) in {"container", "member", "members"}


def test_what_is_no_file_is_no_backup(tmp_path: Path) -> None:
    """A folder is refused like any other wrong file; what is not there is not called damaged."""
    assert refusal(tmp_path) == "file"
    with pytest.raises(BackupMissing):
        archive.manifest(tmp_path / "nowhere")


def test_the_unzip_program_agrees(path: Path) -> None:
    """Info-ZIP tests the archive without a complaint, where it is installed."""
    try:
        found = subprocess.run(["unzip", "-tq", path], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("unzip is not installed")
    assert "No errors detected" in found.stdout

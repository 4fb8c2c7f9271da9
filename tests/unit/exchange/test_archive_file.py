"""An archive of reflections: sealed, whole, and unpacked by its passphrase alone."""

import io
import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practicenotes.errors import (
    ArchiveLocked,
    ArchiveMissing,
    ArchiveUnreadable,
    DiskFull,
    FolderInUse,
    FolderMissing,
)
from practicenotes.exchange import archive_file
from practicenotes.vault import age


AT = datetime(2025, 11, 18, 13, 0, tzinfo=UTC)
PASSPHRASE = "seven quiet herons by the weir"
MEMBERS = {"overview.html": b"<p>kanarienvogel</p>", "reflections.json": b"{}\n"}
QUICK = 10


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Give a sealed archive."""
    path = tmp_path / "Reflections.zip.age"
    archive_file.write(path, MEMBERS, AT, passphrase=PASSPHRASE, entropy=os.urandom, work=QUICK)
    return path


def seal(path: Path, packed: bytes) -> Path:
    """Seal any bytes as an archive."""
    path.write_bytes(age.seal(packed, PASSPHRASE, os.urandom, QUICK))
    return path


def zipped(*names: str) -> bytes:
    """Return a ZIP with these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, b"words")
    return packed.getvalue()


def test_a_sealed_archive_says_nothing(sealed: Path) -> None:
    """Neither a word nor the name of a member can be read, by nobody but this account."""
    data = sealed.read_bytes()
    assert b"kanarienvogel" not in data
    assert b"overview" not in data
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600


def test_it_opens_with_its_passphrase(sealed: Path) -> None:
    """Everything comes back."""
    assert archive_file.opened(sealed, PASSPHRASE) == MEMBERS


def test_it_is_unpacked_for_this_account_alone(sealed: Path, tmp_path: Path) -> None:
    """The folder is new, and nobody else may look into it."""
    folder = tmp_path / "out"

    written = archive_file.unpack(sealed, folder, PASSPHRASE, "tag")

    assert {path.name: path.read_bytes() for path in written} == MEMBERS
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Reflections.zip.age", "out"]


def test_without_a_passphrase_any_zip_reader_opens_it(tmp_path: Path) -> None:
    """Whoever insists gets an ordinary ZIP, still for this account alone."""
    path = tmp_path / "Reflections.zip"
    archive_file.write(path, MEMBERS, AT, passphrase=None, entropy=os.urandom)

    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == MEMBERS
        assert archive.testzip() is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_passphrase_unpacks_nothing(sealed: Path, tmp_path: Path) -> None:
    """The file is named, and no folder is made."""
    with pytest.raises(ArchiveLocked) as refused:
        archive_file.unpack(sealed, tmp_path / "out", "another passphrase", "tag")
    assert refused.value.path == sealed
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("what", ["missing", "folder", "plain", "empty", "cut", "changed"])
def test_what_is_no_archive_is_refused(sealed: Path, tmp_path: Path, what: str) -> None:
    """Whatever is wrong with the file, nothing is written."""
    path = tmp_path / "other"
    data = sealed.read_bytes()
    if what == "folder":
        path.mkdir()
    elif what != "missing":
        path.write_bytes(
            {
                "plain": zipped("overview.html"),
                "empty": b"",
                "cut": data[:-1],
                "changed": data[:-1] + bytes([data[-1] ^ 1]),
            }[what]
        )
    with pytest.raises(ArchiveUnreadable) as refused:
        archive_file.unpack(path, tmp_path / "out", PASSPHRASE, "tag")
    assert isinstance(refused.value, ArchiveMissing) == (what == "missing")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../up.html",
        "/abs.html",
        "a/b.html",
        "run.exe",
        "page.HTML",
        ".html",
        "c:x.html",
        "a\\b.html",
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """Names that this program would not have written are refused before anything is unpacked."""
    path = seal(tmp_path / "forged.zip.age", zipped("overview.html", name))
    with pytest.raises(ArchiveUnreadable):
        archive_file.unpack(path, tmp_path / "out", PASSPHRASE, "tag")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["forged.zip.age"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_stands_once(tmp_path: Path) -> None:
    """Two members of one name are a forgery."""
    path = seal(tmp_path / "forged.zip.age", zipped("a.html", "a.html"))
    with pytest.raises(ArchiveUnreadable):
        archive_file.opened(path, PASSPHRASE)


def test_what_is_sealed_must_be_a_zip(tmp_path: Path) -> None:
    """Any other content is no archive of ours."""
    path = seal(tmp_path / "forged.zip.age", b"words")
    with pytest.raises(ArchiveUnreadable):
        archive_file.opened(path, PASSPHRASE)


def test_a_folder_with_something_in_it_is_left_alone(sealed: Path, tmp_path: Path) -> None:
    """Nothing that is there is touched."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(FolderInUse):
        archive_file.unpack(sealed, folder, PASSPHRASE, "tag")
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_full_disk_leaves_nothing(small_disk: Path) -> None:
    """When the archive does not fit, no half of it stays."""
    members = {"overview.html": os.urandom(500_000)}
    with pytest.raises(DiskFull):
        archive_file.write(
            *(small_disk / "out.zip.age", members, AT),
            passphrase=PASSPHRASE,
            entropy=os.urandom,
            work=QUICK,
        )
    assert list(small_disk.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Writing into nowhere is told plainly."""
    with pytest.raises(FolderMissing):
        archive_file.write(
            tmp_path / "nowhere" / "out.zip", MEMBERS, AT, passphrase=None, entropy=os.urandom
        )


def test_a_readable_copy_never_touches_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a sealed archive is made, no file is opened but the sealed one."""
    opened: list[str] = []
    write = Path.open

    def hear(self: Path, *arguments: object, **settings: object) -> object:
        opened.append(self.name)
        return write(self, *arguments, **settings)

    monkeypatch.setattr(Path, "open", hear)
    archive_file.write(
        tmp_path / "out.zip.age", MEMBERS, AT, passphrase=PASSPHRASE, entropy=os.urandom, work=QUICK
    )
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip.age"]
    assert set(opened) <= {"out.zip.age", "out.zip.age.part"}

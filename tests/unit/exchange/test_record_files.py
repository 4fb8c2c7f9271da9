"""One client's record leaves as two files, or not at all."""

import json
import stat
from dataclasses import replace
from urllib.parse import quote

import pytest

from practicenotes.errors import DiskFull, FolderMissing, RowDamaged, TargetExists
from practicenotes.exchange import record_data, record_files, record_page


def _named(whole, name: str):
    return replace(whole, client=replace(whole.client, code_name=name))


def test_the_record_leaves_as_a_page_and_as_data(whole, tmp_path) -> None:
    """Both files carry the code name, are for this account alone, and say the same."""
    folder = tmp_path / "out"
    page, data = record_files.write(_named(whole, "Heron"), folder)
    assert [page.name, data.name] == ["Heron-record.html", "Heron-record.json"]
    assert sorted(folder.iterdir()) == [page, data]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (page, data)} == {0o600}
    assert json.loads(data.read_bytes())["client"]["code_name"] == "Heron"
    assert "<h1>Heron</h1>" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("code_name", "stem"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("/absolute", "absolute"),
        ("C:\\CON", "C--CON"),
        ("..", "client"),
        ("Ærø 2", "Ærø-2"),
        ("日" * 300, "日" * 50),
        ("line\nfeed\x00", "line-feed"),
    ],
)
def test_code_names_make_harmless_file_names(whole, tmp_path, code_name, stem) -> None:
    """No code name leads out of the folder or to a name that a system cannot keep."""
    folder = tmp_path / "deep" / "out"
    folder.mkdir(parents=True)
    written = record_files.write(_named(whole, code_name), folder)
    assert [path.name for path in written] == [f"{stem}-record.html", f"{stem}-record.json"]
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == sorted(written)


def test_a_damaged_client_is_not_named_by_a_damaged_name(whole, tmp_path) -> None:
    """The file name does not repeat what cannot be trusted."""
    hurt = replace(whole, client=replace(whole.client, damaged=True))
    page, _ = record_files.write(hurt, tmp_path)
    assert page.name == f"{whole.client.id}-record.html"


@pytest.mark.parametrize("suffix", ["html", "json"])
def test_nothing_is_written_over(whole, tmp_path, suffix) -> None:
    """Where one of the two is already there, neither is written."""
    there = tmp_path / f"Heron-record.{suffix}"
    there.write_text("mine")
    with pytest.raises(TargetExists) as refused:
        record_files.write(_named(whole, "Heron"), tmp_path)
    assert refused.value.path == there
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_dangling_link_is_something_that_is_already_there(whole, tmp_path) -> None:
    """A link to nowhere is not replaced either."""
    (tmp_path / "Heron-record.json").symlink_to(tmp_path / "nowhere")
    with pytest.raises(TargetExists):
        record_files.write(_named(whole, "Heron"), tmp_path)


def _with_files(whole, *names: str):
    kept = whole.attachments[0]
    many = (replace(kept, id=f"id{n}", name=name) for n, name in enumerate(names))
    return replace(_named(whole, "Heron"), attachments=tuple(many))


def test_the_files_of_a_record_leave_beside_it(whole, tmp_path) -> None:
    """Each lies under a harmless name of its own, and page and data say where."""
    names = ("consent.pdf", "consent.pdf", "日" * 120 + ".jpeg", 'a<b>"c":d?.txt')
    whole = _with_files(whole, *names)
    page, data, *files = record_files.write(whole, tmp_path, content=str.encode)
    assert [path.read_text() for path in files] == ["id0", "id1", "id2", "id3"]
    assert [path.name for path in files] == [
        "01 consent.pdf",
        "02 consent.pdf",
        f"03 {'日' * 50}.jpeg",
        "04 a-b--c--d-.txt",
    ]
    assert {path.parent for path in files} == {tmp_path / "Heron-files"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    links = json.loads(data.read_bytes())["files"]
    assert [tmp_path / links[f"id{n}"] for n in range(4)] == files
    for path in files:
        assert f'href="Heron-files/{quote(path.name)}"' in page.read_text("utf-8")


def test_a_file_that_is_damaged_is_named_and_left_out(whole, tmp_path) -> None:
    """The others leave, and page and data say of this one only that it is damaged."""

    def content(attachment_id: str) -> bytes:
        if attachment_id == "id0":
            raise RowDamaged("file", attachment_id)
        return b"whole"

    whole = _with_files(whole, "torn.pdf", "whole.pdf")
    page, data, *files = record_files.write(whole, tmp_path, content=content)
    assert [path.name for path in files] == ["02 whole.pdf"]
    assert "One attached file is damaged and was left out: id0." in page.read_text("utf-8")
    assert json.loads(data.read_bytes())["attachments"][0] == {"id": "id0", "damaged": True}
    assert "torn.pdf" not in page.read_text("utf-8")


def test_a_trail_that_takes_no_entry_keeps_no_file_of_the_record_either(whole, tmp_path) -> None:
    """Folder and files are taken back as well."""

    def refuse() -> None:
        raise DiskFull(tmp_path)

    whole = _with_files(whole, "consent.pdf")
    with pytest.raises(DiskFull):
        record_files.write(whole, tmp_path / "out", refuse, str.encode)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_parent_is_refused_without_a_trace(whole, tmp_path) -> None:
    """Only the last part of a path is made."""
    with pytest.raises(FolderMissing):
        record_files.write(whole, tmp_path / "missing" / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_between_the_two_files_keeps_neither(whole, small_disk) -> None:
    """With room for the page alone, no page is left behind, and no folder."""
    whole = replace(whole, client=replace(whole.client, reason="because " * 1000))
    room = small_disk / "ballast"
    page, data = (len(made) for made in (record_page.page(whole), record_data.dump(whole)))
    assert min(page, data) > 4096  # two blocks of the disk each
    for kept in range(60_000, 0, -4096):
        room.write_bytes(b"x" * kept)
        try:
            record_files.write(whole, small_disk / "out")
        except DiskFull:
            assert list(small_disk.iterdir()) == [room]
        else:
            break
    assert kept < 60_000 - 4096  # it was refused at least twice before there was room for both
    assert len(list((small_disk / "out").iterdir())) == 2


def test_a_trail_that_takes_no_entry_keeps_no_file(whole, tmp_path) -> None:
    """What is not entered in the trail is not handed over."""

    def refuse() -> None:
        raise DiskFull(tmp_path)

    with pytest.raises(DiskFull):
        record_files.write(whole, tmp_path / "out", refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays_when_writing_fails(whole, small_disk) -> None:
    """What was not made here is not taken away here."""
    folder = small_disk / "out"
    folder.mkdir()
    (small_disk / "ballast").write_bytes(b"x" * 61_000)
    with pytest.raises(DiskFull):
        record_files.write(whole, folder)
    assert list(folder.iterdir()) == []

"""One form as a file: what is written is read as the same form, and anything else is refused."""

import os
from pathlib import Path

import pytest

import editings
from practicenotes import catalog, messages
from practicenotes.catalog import form_faults
from practicenotes.domain import form_drafts
from practicenotes.domain.forms import NoteTemplate
from practicenotes.errors import CatalogBroken, FileMissing, FolderMissing, NotAFile
from practicenotes.exchange import form_file


@pytest.mark.parametrize("template", catalog.note_templates(), ids=lambda each: each.id)
def test_a_form_goes_out_and_comes_back(template: NoteTemplate, tmp_path: Path) -> None:
    """Under its id, readable by this account alone, and nothing else is left there."""
    path = tmp_path / form_file.name_for(template)
    form_file.write(path, template)

    assert form_file.read(path) == template
    assert [left.name for left in tmp_path.iterdir()] == [f"{template.id}.toml"]
    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_any_form_that_can_be_saved_goes_out_and_comes_back(seed: int, tmp_path: Path) -> None:
    """Whatever signs stand in it."""
    form = editings.some_form(seed, catalog.note_templates()[seed % 20])
    if form_faults.found(form):
        return
    settled = form_drafts.settled(form, 3, ())
    form_file.write(tmp_path / "form.toml", settled)
    assert form_file.read(tmp_path / "form.toml") == settled


GOOD = (
    'id = "mine"\nversion = 1\nname = "Mine"\nsummary = "A form."\n'
    '[[sections]]\nid = "a"\nlabel = "A"\nprompt = "What?"\n'
)
HOSTILE = {
    "ten megabytes": GOOD.encode() + b"#" * (10 * 1024 * 1024),
    "deep nesting": GOOD.encode() + b"x = " + b"[" * 1900,
    "unknown field": GOOD.encode() + b"colour = 1\n",
    "binary": os.urandom(4096) + b"\xff",
    "zeros": bytes(5000),
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a list for a form": b"sections = 1\n",
    "endless number": GOOD.encode() + b"x = " + b"9" * 1990,
    "dotted": GOOD.encode() + b"a" + b".a" * 900 + b" = 1",
    "twice": GOOD.encode() * 2,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_form_is_refused_in_plain_words(content: bytes, tmp_path: Path) -> None:
    """The sentence names the file and never its folder, says why, and what is safe."""
    path = tmp_path / "theirs.toml"
    path.write_bytes(content)

    with pytest.raises(CatalogBroken) as refused:
        form_file.read(path)

    said = messages.sentence(refused.value)
    assert "theirs.toml" in said
    assert str(tmp_path) not in said
    assert "not touched" in said
    assert len(said) < 600


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """And so is a folder."""
    for path, kind in ((tmp_path / "gone.toml", FileMissing), (tmp_path, NotAFile)):
        with pytest.raises(kind):
            form_file.read(path)


def test_a_place_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """Nothing is left behind."""
    with pytest.raises(FolderMissing):
        form_file.write(tmp_path / "gone" / "dap.toml", catalog.note_template("dap"))
    assert not list(tmp_path.iterdir())

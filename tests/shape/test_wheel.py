"""The wheel carries everything that the program reads, and the program finds it there."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from practicenotes import catalog
from practicenotes.ui.help import topics


ROOT = Path(__file__).parents[2]
READ_ALL = """
from practicenotes import catalog, resources
print(resources.root())
print(*(template.id for template in catalog.note_templates()))
print(*(kind.id for kind in catalog.letter_kinds()))
print(len(catalog.facet_book().facets))
print(resources.help_text("keys.md").splitlines()[0])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel that was built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run([*build, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def files(folder: Path) -> set[str]:
    """Return every file under a folder, as a path inside it."""
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_wheel_carries_the_resources(wheel: Path):
    """Each shipped file is in the wheel, byte for byte."""
    wanted = files(ROOT / "resources")
    with zipfile.ZipFile(wheel) as archive:
        for name in wanted:
            carried = archive.read(f"practicenotes/resources/{name}")
            assert carried == (ROOT / "resources" / name).read_bytes(), name
    assert "templates/dap.toml" in wanted


def test_wheel_carries_the_program_and_nothing_else(wheel: Path):
    """Program, shipped files, help and the wheel's own papers: no test, no leftover."""
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    program = {f"practicenotes/{name}" for name in files(ROOT / "src" / "practicenotes")}
    shipped = {f"practicenotes/resources/{name}" for name in files(ROOT / "resources")}
    helping = {f"practicenotes/resources/help/{topic}.md" for topic in topics.TITLES}
    assert carried == program | shipped | helping


def test_wheel_names_its_commands_and_its_licence(wheel: Path):
    """Both commands are entry points, and the licence travels with the program."""
    with zipfile.ZipFile(wheel) as archive:
        papers = {Path(name).name: name for name in archive.namelist() if ".dist-info/" in name}
        commands = archive.read(papers["entry_points.txt"]).decode()
        licence = archive.read(papers["LICENSE"]).decode()
    assert "[console_scripts]\npracticenotes-cli = " in commands
    assert "[gui_scripts]\npracticenotes = " in commands
    assert licence == (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.release(62)
def test_wheel_carries_the_bill_of_materials(wheel: Path):
    """Whoever has only the wheel can see what it was locked with."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if ".dist-info/sboms/" in name]
        assert archive.read(name) == (ROOT / "installers" / "sbom.cdx.json").read_bytes()


def test_program_finds_its_files_in_the_wheel(wheel: Path, tmp_path: Path):
    """Unpacked away from the checkout, the program reads the files that came with it."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    told = subprocess.run(
        [sys.executable, "-c", READ_ALL],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert told == [
        str(tmp_path / "practicenotes" / "resources"),
        " ".join(template.id for template in catalog.note_templates()),
        " ".join(kind.id for kind in catalog.letter_kinds()),
        "10",
        "# Passphrase, recovery sheet and keys",
    ]

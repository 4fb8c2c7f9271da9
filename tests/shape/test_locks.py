"""Nothing is installed but what was locked, file by file."""

import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"


@pytest.mark.release(62)
@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_package_is_pinned_with_its_hashes(name: str) -> None:
    """Each has one version, and the hash of each of its files."""
    lock = (REQUIREMENTS / f"{name}.txt").read_text("utf-8")
    packages = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
    assert len(packages) > 20
    for package in packages:
        assert re.match(r"[\w.-]+==[\w.]+ [^=]*?(;.*)?\\\n    --hash=sha256:\w{64}", package), (
            package
        )


@pytest.mark.release(62)
def test_the_set_up_installs_by_hash_alone() -> None:
    """The one call that installs packages asks for hashes; the other installs ourselves alone."""
    script = (REQUIREMENTS / "setup.sh").read_text("utf-8")
    calls = [line.strip() for line in script.splitlines() if '"${pip[@]}" install' in line]
    first, second = calls
    assert "--require-hashes -r" in first
    assert "--no-deps --no-build-isolation --editable ." in second


def wheel(folder: Path) -> Path:
    """Make the smallest package that there is."""
    file = folder / "heron-1.0-py3-none-any.whl"
    info = "heron-1.0.dist-info"
    with zipfile.ZipFile(file, "w") as whole:
        whole.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: heron\nVersion: 1.0\n")
        whole.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        whole.writestr(f"{info}/RECORD", "")
    return file


@pytest.mark.release(62)
def test_a_file_with_another_hash_is_refused(tmp_path: Path) -> None:
    """A package that is not, bit by bit, the one that was locked is not installed."""
    file = wheel(tmp_path)
    lock = tmp_path / "lock.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    alone = ["--no-deps", "--target", tmp_path / "to"]
    said = {}
    for kind, digest in {"wrong": "0" * 64, "right": sha256(file.read_bytes()).hexdigest()}.items():
        lock.write_text(f"heron @ {file.as_uri()} --hash=sha256:{digest}\n")
        command = [*pip, *alone, "--require-hashes", "-r", lock]
        said[kind] = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (tmp_path / "to").exists() is (kind == "right")
    assert said["wrong"].returncode != 0
    assert "HASHES" in said["wrong"].stderr
    assert said["right"].returncode == 0

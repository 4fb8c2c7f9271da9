"""The bill of materials names every locked package, and is that of these locks."""

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


ROOT = Path(__file__).parents[2]
BILL = ROOT / "installers" / "sbom.cdx.json"
LOCKS = {
    name: (ROOT / "requirements" / f"{name}.txt").read_text("utf-8") for name in ("run", "dev")
}


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """Give the script that writes the bill."""
    spec = importlib.util.spec_from_file_location("sbom", ROOT / "requirements" / "sbom.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["sbom"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    """Give the bill that is shipped."""
    return json.loads(BILL.read_text("utf-8"))


@pytest.mark.release(62)
def test_every_locked_package_stands_in_the_bill(bill: dict[str, Any]) -> None:
    """Each has its version, a licence and every hash that the lock allows, and nothing is added."""
    named = {each["name"]: each for each in bill["components"]}
    for lock in LOCKS.values():
        for package in re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]:
            name, version = re.match(r"([\w.-]+)==(\S+)", package).groups()
            hashes = {each["content"] for each in named[name]["hashes"]}
            assert named[name]["version"] == version
            assert hashes == set(re.findall(r"sha256:(\w{64})", package)) != set()
            assert named[name]["licenses"][0]["expression"]
            assert named[name]["purl"] == f"pkg:pypi/{name}@{version}"
    assert named.keys() == set(re.findall(r"^([\w.-]+)==", "".join(LOCKS.values()), re.MULTILINE))


@pytest.mark.release(62)
def test_the_bill_is_that_of_these_locks(bill: dict[str, Any], maker: ModuleType) -> None:
    """Whoever changes a lock writes the bill anew: `make sbom`."""
    assert maker.bill() == bill


def test_what_runs_is_told_from_what_only_checks(bill: dict[str, Any]) -> None:
    """The parts of the program are required, the tools are not, and each is needed by something."""
    scopes = {each["name"]: each["scope"] for each in bill["components"]}
    needed = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    ours = bill["metadata"]["component"]["bom-ref"]
    assert {scopes[name] for name in ("cryptography", "cffi", "reportlab", "lxml")} == {"required"}
    assert {scopes[name] for name in ("pytest", "ruff", "sqlcipher3", "hatchling")} == {"excluded"}
    reached, more = {ours}, {ours}
    while more := {ref for each in more for ref in needed[each]} - reached:
        reached |= more
    required = {each["bom-ref"] for each in bill["components"] if each["scope"] == "required"}
    assert reached == required | {ours}


def test_what_lies_within_a_wheel_is_told(bill: dict[str, Any]) -> None:
    """Whoever asks which SQLite, OpenSSL or Qt is in it finds the answer."""
    within = {
        part["name"]: part["version"]
        for each in bill["components"]
        for part in each.get("components", ())
    }
    assert within.keys() >= {"SQLite", "OpenSSL", "Qt", "PDFium", "qpdf", "libxml2"}
    assert tuple(map(int, within["SQLite"].split("."))) >= (3, 51, 3)
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in within.values())


def test_a_licence_that_nobody_told_stops_the_bill(
    maker: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new package without a licence in SPDX terms, or an old installation, is not passed over."""
    chunspell = maker.locked("run")["chunspell"]
    assert maker.licence(chunspell) == maker.LICENCES["chunspell"]
    monkeypatch.delitem(maker.LICENCES, "chunspell")
    with pytest.raises(SystemExit, match="say it in"):
        maker.licence(chunspell)
    alembic = maker.locked("run")["alembic"]
    other = maker.Package(alembic.name, "0.0.1", "", alembic.hashes, alembic.via)
    with pytest.raises(SystemExit, match="run the set-up again"):
        maker.licence(other)


def test_no_licence_is_told_twice(maker: ModuleType) -> None:
    """Where a package says its licence in SPDX terms, the table does not."""
    for name in maker.LICENCES.keys() - {"colorama"}:  # which only Windows needs
        assert not maker.metadata.metadata(name).get("License-Expression"), name

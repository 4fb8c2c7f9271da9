"""The walls of the house stand, and each would notice being walked through."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest


ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
IDS = {contract["name"]: contract["id"] for contract in CONTRACTS}

# contract that must break, module that does the deed, what it imports (inside a function)
VIOLATIONS = [
    ("layers", "errors", "practicenotes.resources"),
    ("layers", "vault", "practicenotes.catalog"),
    ("layers", "documents", "practicenotes.records"),
    ("layers", "ui", "practicenotes.cli"),
    ("layers", "a_package_that_no_layer_names", "json"),
    ("acyclic", "domain.people", "practicenotes.domain.sessions"),
    ("private", "documents", "practicenotes.domain.reflections"),
    ("private", "records", "practicenotes.domain.reflections"),
    ("private", "documents", "practicenotes.domain.reflections.sheets"),
    ("private", "exchange", "practicenotes.reflections"),
    ("private", "exchange", "practicenotes.domain.alliance"),
    ("private", "cli", "practicenotes.reflections"),
    ("private", "ui.letter", "practicenotes.reflections"),
    ("private", "ui.printing", "practicenotes.reflections"),
    ("domain", "domain.letters", "zxcvbn"),
    ("domain", "domain.facets", "practicenotes.resources"),
    ("qt", "__main__", "PySide6.QtWidgets"),
    ("qt", "exchange", "PySide6.QtCore"),
    ("qt", "messages", "shiboken6"),
    ("rows", "ui", "practicenotes.records.schema"),
    ("rows", "exchange", "practicenotes.records.schema"),
    ("sql", "ui", "sqlalchemy"),
    ("sql", "cli", "alembic.command"),
    ("keys", "records", "cryptography.fernet"),
    ("keys", "ui", "apsw"),
    ("spelling", "ui.writing", "hunspell"),
    ("drawing", "ui", "reportlab.pdfgen.canvas"),
    ("pdf", "records", "pikepdf"),
    ("preview", "documents", "pypdfium2"),
]


def broken_contracts(src: Path) -> set[str]:
    """Check the tree in `src` against our contracts, in a process that knows no other tree."""
    checked = subprocess.run(
        [
            *(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"),
            *("--no-logo", "--no-cache", "--config", str(ROOT / "pyproject.toml")),
        ],
        env={**os.environ, "PYTHONPATH": str(src), "COLUMNS": "200", "NO_COLOR": "1"},
        cwd=src,
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", checked.stdout, re.MULTILINE))
    assert verdicts.keys() == IDS.keys(), checked.stdout + checked.stderr
    broken = {IDS[name] for name, verdict in verdicts.items() if verdict == "BROKEN"}
    assert bool(broken) == bool(checked.returncode)
    return broken


def module_file(src: Path, module: str) -> Path:
    """Return the file of a module below `practicenotes`, whether it is a package or not."""
    place = src.joinpath("practicenotes", *module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


@pytest.fixture
def copied_src(tmp_path: Path) -> Path:
    """Return a copy of the code that may be spoilt."""
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignored))


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Return who imports whom, imports inside functions included."""
    return grimp.build_graph("practicenotes", include_external_packages=True, cache_dir=None)


def test_the_tree_keeps_every_contract() -> None:
    """The code as it stands breaks no contract."""
    assert broken_contracts(ROOT / "src") == set()


@pytest.mark.parametrize(("contract", "module", "imported"), VIOLATIONS)
def test_a_violation_breaks_its_contract(
    copied_src: Path, contract: str, module: str, imported: str
) -> None:
    """One import through a wall, even inside a function, breaks the contract that guards it."""
    with module_file(copied_src, module).open("a", encoding="utf-8") as file:
        file.write(f"\n\ndef _deed() -> None:\n    import {imported}\n")

    assert broken_contracts(copied_src) == {contract}


def test_every_contract_is_proved() -> None:
    """No contract is without a deliberate violation above."""
    assert {contract for contract, _, _ in VIOLATIONS} == set(IDS.values())


def test_no_ring_of_modules(imports: grimp.ImportGraph) -> None:
    """No module can reach itself again, not even through its own package."""
    modules = [name for name in imports.modules if name.startswith("practicenotes")]
    rings = [
        (importer, imported)
        for importer in modules
        for imported in imports.find_modules_directly_imported_by(importer)
        if imported in modules and imports.chain_exists(imported, importer, as_packages=False)
    ]

    assert rings == []


def test_the_domain_needs_nothing_installed(imports: grimp.ImportGraph) -> None:
    """Everything that the domain imports is the domain, the errors or the standard library."""
    domain = {"practicenotes.domain", *imports.find_descendants("practicenotes.domain")}
    imported = {
        found for name in domain for found in imports.find_modules_directly_imported_by(name)
    }

    assert imported - domain - {"practicenotes.errors"} - sys.stdlib_module_names == set()


def test_the_root_package_imports_nothing(imports: grimp.ImportGraph) -> None:
    """Asking for the version of PracticeNotes loads nothing else."""
    assert imports.find_modules_directly_imported_by("practicenotes") == set()

#!/usr/bin/env python3
"""Write the bill of materials: every locked package with its version, licence and hashes.

`sbom.py FILE` writes it as CycloneDX 1.6. The locks say which packages, which files and who needs
whom; the installed packages say their licences. Nothing changes in it unless one of them does.
"""

import json
import operator
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any


ROOT = Path(__file__).parents[1]
OURS = "practicenotes"
_PACKAGE = re.compile(r"^([\w.-]+)==([^\s;]+)([^\n]*)\n((?:[ #].*\n?)*)", re.MULTILINE)
_BACKEND = "cryptography.hazmat.backends.openssl"
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^ +#(?: via(?=.))? +(?!via$|-c )(\S.*)$", re.MULTILINE)
_BY_US = f"{OURS} (pyproject.toml)"  # as opposed to what only builds or checks

# What a package says in words, or in its licence file alone, in the terms of the SPDX list.
LICENCES = {
    "apsw-sqlite3mc": "Zlib AND MIT AND blessing",
    "charset-normalizer": "MIT",
    "chunspell": "MIT AND (MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later)",
    "colorama": "BSD-3-Clause",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "lxml": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pathspec": "MPL-2.0",
    "pluggy": "MIT",
    "pypdfium2": "Apache-2.0 AND BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "pytest-qt": "MIT",
    "reportlab": "BSD-3-Clause",
    "rich": "MIT",
    "shiboken6": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "sortedcontainers": "Apache-2.0",
    "sqlcipher3": "Zlib",
    "trove-classifiers": "Apache-2.0",
    "zxcvbn": "MIT",
}

# What a wheel carries within it, which no list of packages names, and who tells its version.
INSIDE = (
    ("apsw-sqlite3mc", "SQLite", "apsw", "sqlite_lib_version"),
    ("apsw-sqlite3mc", "SQLite3 Multiple Ciphers", "apsw", "mc_version"),
    ("cryptography", "OpenSSL", _BACKEND, "backend.openssl_version_text"),
    ("lxml", "libxml2", "lxml.etree", "LIBXML_VERSION"),
    ("lxml", "libxslt", "lxml.etree", "LIBXSLT_VERSION"),
    ("pikepdf", "qpdf", "pikepdf", "__libqpdf_version__"),
    ("pypdfium2", "PDFium", "pypdfium2.version", "PDFIUM_INFO"),
    ("pyside6-essentials", "Qt", "PySide6.QtCore", "qVersion"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """One package of a lock: which file of it may be installed, and for whom."""

    name: str
    version: str
    only_where: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Return the name under which every list of faults knows it."""
        return f"pkg:pypi/{self.name}@{self.version}"


def locked(purpose: str) -> dict[str, Package]:
    """Return the packages of a lock, by name."""
    text = (ROOT / "requirements" / f"{purpose}.txt").read_text("utf-8")
    found = {}
    for name, version, where, rest in _PACKAGE.findall(text):
        only_where = where.partition(";")[2].strip(" \\")
        hashes, via = tuple(_HASH.findall(rest)), tuple(_VIA.findall(rest))
        found[name] = Package(name, version, only_where, hashes, via)
    return found


def licence(package: Package) -> str:
    """Return the licence as an expression of the SPDX list, as the package or the table has it."""
    try:
        told = metadata.metadata(package.name)
    except metadata.PackageNotFoundError:  # a part that only other systems need
        told = None
    if told and told["Version"] != package.version:
        sys.exit(f"{package.name} is installed as {told['Version']}: run the set-up again")
    said = told.get("License-Expression") if told else None
    if not said and package.name not in LICENCES:
        sys.exit(f"{package.name} does not say its licence in SPDX terms: say it in {__file__}")
    return said or LICENCES[package.name]


def inside(name: str) -> dict[str, str]:
    """Return the libraries of other makers that lie within the files of a package."""
    return {
        library: version(operator.attrgetter(where)(import_module(module)))
        for package, library, module, where in INSIDE
        if package == name
    }


def version(told: object) -> str:
    """Return the figures of a version, however a library tells it."""
    said = told() if callable(told) else told
    text = ".".join(map(str, said)) if isinstance(said, tuple) else str(said)
    return re.search(r"\d+(\.\d+)+", text)[0]


def component(package: Package, scope: str) -> dict[str, Any]:
    """Return one package as CycloneDX has it; any one of its hashes is that of a right file."""
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "scope": scope,
        "hashes": [{"alg": "SHA-256", "content": each} for each in package.hashes],
        "licenses": [{"expression": licence(package)}],
        "purl": package.purl,
    }
    if package.only_where:
        found["properties"] = [{"name": f"{OURS}:only-where", "value": package.only_where}]
    if within := inside(package.name):
        found["components"] = [
            {"type": "library", "name": name, "version": each} for name, each in within.items()
        ]
    return found


def running(packages: dict[str, Package]) -> set[str]:
    """Return the names of what the program itself needs, and of what that needs."""
    found: set[str] = set()
    while more := {
        name
        for name, package in packages.items()
        if name not in found and (_BY_US in package.via or found.intersection(package.via))
    }:
        found |= more
    return found


def needs(packages: dict[str, Package], us: str) -> Iterator[dict[str, Any]]:
    """Yield who needs whom."""
    refs = {name: package.purl for name, package in packages.items()} | {OURS: us}
    needed: dict[str, list[str]] = {ref: [] for ref in refs.values()}
    for package in packages.values():
        parents = {each for each in package.via if each == _BY_US or each in packages}
        for parent in parents:
            needed[refs[parent.split()[0]]].append(package.purl)
    for ref, names in sorted(needed.items()):
        yield {"ref": ref, "dependsOn": sorted(names)}


def bill() -> dict[str, Any]:
    """Return the whole bill: what runs is required, what only builds and checks is excluded."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    us = f"pkg:pypi/{OURS}@{project['version']}"
    run, dev = locked("run"), locked("dev")
    packages = run | dev
    needed = running(run)
    scopes = {name: "required" if name in needed else "excluded" for name in packages}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": us,
                "name": OURS,
                "version": project["version"],
                "licenses": [{"expression": project["license"]}],
                "purl": us,
            }
        },
        "components": [component(packages[name], scopes[name]) for name in sorted(packages)],
        "dependencies": list(needs(packages, us)),
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(f"{json.dumps(bill(), indent=1)}\n", "utf-8")

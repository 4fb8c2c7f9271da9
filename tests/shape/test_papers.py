"""The papers say what is true: decisions are listed and whole, links lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PAPERS = sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("installers/**/*.md")})


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_one_whole_screen(page: Path) -> None:
    """A decision has its five parts in order, and is listed under its own title."""
    text = page.read_text("utf-8")
    title = text.splitlines()[0].removeprefix("# ")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        *("Summary", "Context", "Decision", "Consequences", "Alternatives")
    ]
    assert f"[{title}]({page.name})" in (page.parent / "README.md").read_text("utf-8")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(paper: Path) -> None:
    """Every link to a file of the repository finds it."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", paper.read_text("utf-8"))

    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_every_dependency_is_accounted_for() -> None:
    """Each library that the program needs has its line in the decision on dependencies."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
    names = [re.split(r"[<>=]", line)[0] for line in declared]
    told = (ROOT / "docs" / "decisions" / "007-dependencies.md").read_text("utf-8")

    assert [name for name in names if f"\n| {name} " not in told] == []


def test_every_package_is_told() -> None:
    """The map in the README names each package of the program that has rules of its own."""
    told = (ROOT / "README.md").read_text("utf-8")
    packages = {path.parent.name for path in (ROOT / "src/practicenotes").glob("*/__init__.py")}

    assert {name for name in packages - {"errors"} if f" {name} " not in told} == set()


def test_every_target_is_told() -> None:
    """Every target of the Makefile that a person may type has its line in `make help`."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    public = re.findall(r"^\.PHONY: ([a-z ]+)$", makefile, re.MULTILINE)[0].split()

    assert sorted(re.findall(r"^([a-z]+):.* ## ", makefile, re.MULTILINE)) == sorted(public)

"""The house stays small, typed, quiet and offline."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
TESTS = ROOT / "tests"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

VAGUE = {"common", "controller", "helper", "helpers", "manager", "misc", "util", "utils"}

# Files in which one handler may catch any error at all, because nothing may escape from there.
CATCH_ALL: set[str] = set()

NETWORK = {
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib"),
    *("socket", "socketserver", "ssl", "urllib.request", "urllib3", "webbrowser", "websockets"),
    *("xmlrpc", "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets"),
}
LOCAL = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}  # to raise the window

ADDRESSES = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(com|org)|crates\.io|(deb|security)\.debian\.org"
    r"|archive\.ubuntu\.com|--(extra-index-url|index-url|find-links)"
)
MACHINE_PATHS = re.compile(r"(?<![\w.~}])/(opt|root|tmp|work)/\w")  # /home/m is fiction


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every Python file in a folder."""
    for file in sorted(folder.rglob("*.py")):
        yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8")


def nodes(folder: Path, *kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Yield every piece of syntax of some kinds, with the file and line where it stands."""
    for place, text in files(folder):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, kinds):
                yield f"{place}:{getattr(node, 'lineno', 1)}", node


def lengths(kind: str) -> dict[str, int]:
    """Return the lines of each file, function or class of the program."""
    if kind == "file":
        return {place: text.count("\n") for place, text in files(SRC)}
    kinds = FUNCTIONS if kind == "function" else (ast.ClassDef,)
    return {place: node.end_lineno - node.lineno + 1 for place, node in nodes(SRC, *kinds)}


def written_lines(folder: Path) -> int:
    """Count the lines of a folder that hold more than space or a comment."""
    lines = (line.strip() for _, text in files(folder) for line in text.splitlines())
    return sum(1 for line in lines if line and not line.startswith("#"))


def imported_names() -> Iterator[tuple[str, str]]:
    """Yield every name that the program imports in full, with its place."""
    for place, node in nodes(SRC, ast.Import, ast.ImportFrom):
        stem = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        for alias in node.names:
            yield place, stem + alias.name


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every file that the repository holds."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for place in listed.stdout.splitlines():
        content = (ROOT / place).read_bytes() if (ROOT / place).is_file() else b"\0"
        if b"\0" not in content:
            yield place, content.decode("utf-8")


@pytest.mark.parametrize(("kind", "most"), [("file", 500), ("function", 60), ("class", 250)])
def test_nothing_is_too_long(kind: str, most: int) -> None:
    """No file, function or class is longer than a reader can hold."""
    assert {place: lines for place, lines in lengths(kind).items() if lines > most} == {}


@pytest.mark.parametrize(("kind", "usual"), [("file", 300), ("function", 35)])
def test_nearly_everything_is_short(kind: str, usual: int) -> None:
    """At most one file or function in twenty is longer than usual."""
    found = lengths(kind)
    longer = {place: lines for place, lines in found.items() if lines > usual}

    assert len(longer) <= len(found) / 20, longer


def test_every_parameter_is_typed() -> None:
    """Every parameter of every function says what it takes."""
    taken = (
        (place, (*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))))
        for place, node in nodes(SRC, *FUNCTIONS)
        for a in (node.args,)
    )
    untyped = [
        f"{place} {parameter.arg}"
        for place, parameters in taken
        for parameter in parameters
        if parameter.annotation is None and parameter.arg not in {"self", "cls"}
    ]

    assert untyped == []


def test_every_module_says_why_it_exists() -> None:
    """Every module of the program opens with one line that is a sentence."""
    opening = {
        place: (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
        for place, text in files(SRC)
    }

    assert [place for place, line in opening.items() if not line.endswith(".")] == []


def test_every_test_states_its_outcome() -> None:
    """Every test function has a docstring of one sentence."""
    silent = [
        f"{place} {node.name}"
        for place, node in nodes(TESTS, *FUNCTIONS)
        if node.name.startswith("test_")
        and not re.fullmatch(r"[^\n]+(\n[^\n]+)*\.", ast.get_docstring(node) or "")
    ]

    assert silent == []


def test_modules_are_nouns_of_the_trade() -> None:
    """No module has a name that could hold anything."""
    assert [place for place, _ in files(SRC) if VAGUE & set(re.split(r"[/_.]", place))] == []


def test_errors_are_not_swallowed() -> None:
    """Only the places named above catch any error at all without raising it again."""
    swallowing = [
        place
        for place, handler in nodes(SRC, ast.ExceptHandler)
        if (handler.type is None or "Exception" in re.findall(r"\w+", ast.unparse(handler.type)))
        or "BaseException" in ast.unparse(handler.type)
        if not (isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None)
    ]

    assert len(swallowing) <= 3
    assert {place.split(":")[0] for place in swallowing} == CATCH_ALL


def test_tests_outweigh_the_code() -> None:
    """There is at least one line of test for each line of the program."""
    assert written_lines(TESTS) >= written_lines(SRC)


def test_nothing_reaches_for_the_network() -> None:
    """The program imports nothing that could open a connection to another computer."""
    reaching = [
        f"{place} {name}"
        for place, name in imported_names()
        if name not in LOCAL and any(f"{name}.".startswith(f"{module}.") for module in NETWORK)
    ]

    assert reaching == []


@pytest.mark.parametrize("forbidden", [ADDRESSES, MACHINE_PATHS], ids=["address", "path"])
def test_nothing_names_one_machine(forbidden: re.Pattern[str]) -> None:
    """No tracked file holds the address of a package index or a path of somebody's machine."""
    named = [
        f"{place}:{number} {line.strip()}"
        for place, text in tracked_texts()
        for number, line in enumerate(text.splitlines(), 1)
        if forbidden.search(line)
    ]

    assert named == []

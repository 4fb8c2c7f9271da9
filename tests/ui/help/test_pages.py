"""The pages of help are true: what they name is in the program, and they lead to each other."""

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from practicenotes.cli import main
from practicenotes.ui.help import topics


ROOT = Path(__file__).parents[3]
SRC = ROOT / "src" / "practicenotes"
PAPERS = ("record-export.md", "reflections-archive.md")  # read in the file, and not in the program
# Emphasis that names nothing to be pressed.
SAID = {"Promise.", "Ends", "For whoever asks after a loss.", "Other programs of your account"}
SAID |= {"Not built yet"}
SAID |= {"Changing the passphrase does not help if it was known before"}


# What is said of a button whose label ends with a day.
BEGINNINGS = {"Repair from the backup": "Repair from the backup of "}


@pytest.fixture(scope="module")
def words_of_the_program() -> set[str]:
    """Return every text of the program, whole, without the marks of its keys."""
    return {
        node.value.replace("&", "")
        for file in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def commands(text: str) -> Iterator[list[str]]:
    """Yield each line for a terminal that a page gives, word by word, behind the program's name."""
    for quoted in re.findall(r"(?:```\n|`)(practicenotes-cli [^`]+)`", text):
        yield shlex.split(quoted)[1:]


@pytest.mark.parametrize("topic", topics.TITLES)
def test_a_page_bears_its_title(topic: str):
    """The list of pages has the names that stand over them."""
    assert topics.text(topic).splitlines()[0] == f"# {topics.TITLES[topic]}"


@pytest.mark.parametrize("topic", topics.TITLES)
def test_what_a_page_tells_to_press_is_there(topic: str, words_of_the_program: set[str]):
    """Each name in italics is one that the program shows, letter for letter, or that of a file."""
    named = re.findall(r"(?<!\*)\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)", topics.text(topic))
    asked = {" ".join(name.split()) for name in named if not re.search(r"\.\w", name)} - SAID

    assert {BEGINNINGS.get(name, name) for name in asked} - words_of_the_program == set()


@pytest.mark.parametrize("topic", topics.TITLES)
def test_the_keys_that_a_page_names_are_keys_of_the_program(
    topic: str, words_of_the_program: set[str]
):
    """Each key or pair of keys is one that some part of the program hears."""
    keys = re.findall(r"\b(?:(?:Ctrl|Alt|Shift)\+)+\w+|\bF\d+\b", topics.text(topic))

    assert set(keys) - words_of_the_program == set()


def test_every_line_for_a_terminal_is_understood():
    """As it stands on the page, with its placeholders, each line is one that the program takes."""
    pages = [topics.text(topic) for topic in topics.TITLES]
    papers = [(ROOT / "docs" / name).read_text("utf-8") for name in PAPERS]
    told = [line for text in (*pages, *papers) for line in commands(text)]
    not_taken = []
    for line in told:
        try:
            main._parser().parse_args(line)
        except (SystemExit, argparse.ArgumentError):
            not_taken.append(line)

    assert not_taken == []
    assert len(told) > 15  # the look is not blind


@pytest.mark.parametrize("paper", ["README.md", "CHANGELOG.md"])
def test_the_other_papers_name_commands_that_exist(paper: str):
    """A command that is named there is one of those that the terminal has."""
    typed = re.findall(r"practicenotes-cli\s([a-z][a-z-]+)", (ROOT / paper).read_text("utf-8"))

    assert set(typed) - set(main._COMMANDS) == set()


@pytest.mark.parametrize("topic", [t for t in topics.TITLES if t != topics.TROUBLE])
def test_a_page_says_what_it_cannot_do(topic: str):
    """Each page that tells of a protection tells where it ends; the page of trouble leads there."""
    text = topics.text(topic)

    assert "cannot do" in text or re.search(r"^\*Ends\*", text, re.MULTILINE)


@pytest.mark.parametrize("topic", topics.TITLES)
def test_links_lead_to_pages_of_help(topic: str):
    """No link leads out of the program."""
    targets = re.findall(r"\]\(([^)]+)\)", topics.text(topic))

    assert [target for target in targets if target not in topics.TITLES] == []


def test_what_only_an_auditor_reads_stays_in_the_file():
    """The page of promises is read without the names of tests."""
    assert "*Promise.*" in topics.text(topics.SECURITY)
    assert "test_" not in topics.text(topics.SECURITY)
    assert "prints one table" not in topics.text(topics.SECURITY)

"""The pages of help are true: what they name is in the program, and they lead to each other."""

import ast
import re
from pathlib import Path

import pytest

from practicenotes.cli import main
from practicenotes.ui.help import topics


ROOT = Path(__file__).parents[3]
SRC = ROOT / "src" / "practicenotes"
# Emphasis that names nothing to be pressed.
SAID = {"Promise.", "Ends", "For whoever asks after a loss.", "Other programs of your account"}
SAID |= {"Changing the passphrase does not help if it was known before"}


@pytest.fixture(scope="module")
def words_of_the_program() -> str:
    """Return every text of the program, without the marks of its keys."""
    found = [
        node.value.replace("&", "")
        for file in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return "\n".join(found)


@pytest.mark.parametrize("topic", topics.TITLES)
def test_a_page_bears_its_title(topic: str):
    """The list of pages has the names that stand over them."""
    assert topics.text(topic).splitlines()[0] == f"# {topics.TITLES[topic]}"


@pytest.mark.parametrize("topic", topics.TITLES)
def test_what_a_page_tells_to_press_is_there(topic: str, words_of_the_program: str):
    """Each name in italics is one that the program shows, or the name of a file."""
    named = re.findall(r"(?<!\*)\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)", topics.text(topic))
    asked = {" ".join(name.split()) for name in named if not re.search(r"\.\w", name)} - SAID

    assert [name for name in asked if name not in words_of_the_program] == []


@pytest.mark.parametrize("topic", topics.TITLES)
def test_what_a_page_tells_to_type_is_there(topic: str):
    """Each command of the terminal that a page names exists."""
    typed = re.findall(r"practicenotes-cli (?:--[a-z-]+\s[A-Z]+\s)*([a-z-]+)", topics.text(topic))

    assert [command for command in typed if command not in main._COMMANDS] == []


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

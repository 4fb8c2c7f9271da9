"""The second passphrase in a terminal: set, told of, changed, and taken away."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from practicenotes import messages
from practicenotes.app.stores import SCHEMAS
from practicenotes.cli import main
from practicenotes.domain import findings
from practicenotes.errors import (
    PassphraseRefused,
    ReflectionsShut,
    SecondPassphraseUntold,
    WrongSecondPassphrase,
)
from practicenotes.messages import terminal as terminal_words
from practicenotes.vault import RecoveryKey


NOW = datetime(2025, 11, 18, 18, 0, tzinfo=UTC)
SECRETS = {
    "first": "correct horse battery staple",
    "own": "a quiet garden behind the house",
    "other": "another garden with seven gates",
    "new": "seven quiet herons by the weir",
}


class Terminal:
    """Runs commands on one practice; each secret lies in a file of its name."""

    def __init__(self, vault: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._vault, self._folder, self._capsys = vault, folder, capsys
        self.error = ""

    def run(self, *words: str, key: str = "first", second: str = "") -> tuple[int, Any]:
        """Run a command with the first passphrase, and the second where it is named."""
        told = ["--vault", str(self._vault), "--json", "--passphrase-file", self.file(key)]
        told += ["--second-passphrase-file", self.file(second)] if second else []
        code = main.main([*told, *words], schemas=SCHEMAS, now=lambda: NOW)
        said = self._capsys.readouterr()
        self.error = said.err
        return code, json.loads(said.out) if said.out else {}

    def words(self, *words: str) -> str:
        """Run a command with the first passphrase and return what it says to a reader."""
        told = ["--vault", str(self._vault), "--passphrase-file", self.file("first")]
        main.main([*told, *words], schemas=SCHEMAS, now=lambda: NOW)
        return self._capsys.readouterr().out

    def file(self, name: str) -> str:
        """Return the file with a secret."""
        return "-" if name == "-" else str(self._folder / name)


@pytest.fixture
def terminal(
    vault_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Terminal:
    """Give a terminal in front of a practice whose reflections have their own passphrase."""
    for name, secret in {**SECRETS, "sheet": str(recovery_key)}.items():
        (tmp_path / name).write_text(f"{secret}\n")
    made = Terminal(vault_folder, tmp_path, capsys)
    assert made.run("second-passphrase") == (main.DONE, {"second_passphrase": False})
    code, told = made.run("second-passphrase", "set", "--new-passphrase-file", made.file("own"))
    assert (code, told) == (main.DONE, {"second_passphrase": True})
    return made


def test_it_is_changed_and_taken_away(terminal: Terminal) -> None:
    """Each step needs the one of now; a wrong one changes nothing and gets the one sentence."""
    change = ("second-passphrase", "change", "--new-passphrase-file", terminal.file("other"))
    assert terminal.run(*change, second="new")[0] == main.REFUSED
    assert messages.sentence(WrongSecondPassphrase()) in terminal.error
    assert terminal.run(*change, second="own")[0] == main.DONE
    assert terminal.run("second-passphrase", "remove", second="own")[0] == main.REFUSED
    assert terminal.run("second-passphrase", "remove", second="other")[0] == main.DONE
    assert terminal.run("second-passphrase")[1] == {"second_passphrase": False}


def test_commands_say_what_they_did_not_read(terminal: Terminal, tmp_path: Path) -> None:
    """Check and backup go on with the record, and read both where both keys are given."""
    copies = tmp_path / "copies"
    code, told = terminal.run("verify")
    assert (code, told["shut"], list(told["stores"])) == (main.DONE, ["private"], ["record"])
    code, told = terminal.run("verify", second="own")
    assert (code, told["shut"], len(told["stores"])) == (main.DONE, [], 2)
    code, told = terminal.run("backup", "--to", str(copies))
    assert (code, told["reflections_read"]) == (main.DONE, False)


def test_what_checks_names_the_option_that_opens_them(terminal: Terminal, tmp_path: Path) -> None:
    """A check and a repair say how the reflections are read too, and no window is spoken of."""
    told = terminal.run("backup", "--to", str(tmp_path / "copies"))[1]
    for words in (["verify"], ["repair", told["file"]]):
        assert terminal_words.SHUT in terminal.words(*words).splitlines()
        assert findings.SHUT not in terminal.words(*words)


def test_what_needs_both_keys_asks_for_the_second(terminal: Terminal) -> None:
    """Replacing all keys is refused with the first alone; given, the second one stays."""
    replace = ("replace-keys", "--new-passphrase-file", terminal.file("new"))
    assert terminal.run(*replace)[0] == main.REFUSED
    assert messages.in_terminal(ReflectionsShut()) in terminal.error
    code, told = terminal.run(*replace, second="own")
    assert (code, told["gone"], told["second_passphrase"]) == (main.DONE, [], True)
    assert terminal.run("second-passphrase", key="new")[1] == {"second_passphrase": True}


def test_secrets_may_come_line_by_line(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """From standard input each is a line of its own, read once; one that is missing is told."""
    remove = ("second-passphrase", "remove")
    typed = f"{SECRETS['first']}\n"
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    assert terminal.run(*remove, key="-", second="-")[0] == main.REFUSED
    assert "nothing stands in the first line of standard input" in terminal.error
    assert "opened" not in terminal.error
    monkeypatch.setattr("sys.stdin", StringIO(f"{typed}{SECRETS['own']}\n"))
    assert terminal.run(*remove, key="-", second="-")[0] == main.DONE


def test_one_passphrase_for_both_is_told_as_what_it_is(terminal: Terminal) -> None:
    """Neither may become the other, and the sentence says whose it is."""
    change = ("change-passphrase", "--new-passphrase-file", terminal.file("own"))
    assert terminal.run(*change, second="own")[0] == main.REFUSED
    assert messages.sentence(PassphraseRefused("second")) in terminal.error
    change = ("second-passphrase", "change", "--new-passphrase-file", terminal.file("first"))
    assert terminal.run(*change, second="own")[0] == main.REFUSED
    assert messages.sentence(PassphraseRefused("first")) in terminal.error


def test_it_goes_with_all_keys_only_if_that_was_said(terminal: Terminal) -> None:
    """The sheet opens both, and still nothing is replaced before somebody says that it may go."""
    sheet = ("--recovery-key-file", terminal.file("sheet"))
    replace = ("replace-keys", "--new-passphrase-file", terminal.file("new"))
    assert terminal.run(*sheet, *replace)[0] == main.REFUSED
    assert messages.sentence(SecondPassphraseUntold()) in terminal.error
    code, told = terminal.run(*sheet, *replace, "--without-second-passphrase")
    assert (code, told["gone"]) == (main.DONE, ["private"])
    assert terminal.run("second-passphrase", key="new")[1] == {"second_passphrase": False}


def test_what_there_is_not_is_neither_changed_nor_taken_away(terminal: Terminal) -> None:
    """Nor is one set over another; nothing is written, and what there is is told."""
    new = ("--new-passphrase-file", terminal.file("new"))
    code, told = terminal.run("second-passphrase", "set", *new)
    assert (code, told) == (main.REFUSED, {"second_passphrase": True})
    assert terminal.run("second-passphrase", "remove", second="own")[0] == main.DONE
    for act in (("change", *new), ("remove",)):
        code, told = terminal.run("second-passphrase", *act, second="own")
        assert (code, told) == (main.REFUSED, {"second_passphrase": False})


def test_the_recovery_key_sets_none_and_takes_none_away(terminal: Terminal) -> None:
    """Only the passphrase of the practice does, and nobody is told that theirs is wrong."""
    sheet = ("--recovery-key-file", terminal.file("sheet"))
    for act in ("set", "remove"):
        assert terminal.run(*sheet, "second-passphrase", act)[0] == main.REFUSED
        assert f"second-passphrase {act} needs the passphrase of the practice" in terminal.error

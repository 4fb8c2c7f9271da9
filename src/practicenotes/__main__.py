"""Start the program: its window, or one command in a terminal."""

import argparse
import io
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from practicenotes import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="practicenotes", description="Notes, reflection and letters for one psychotherapist."
    )
    parser.add_argument("vault", nargs="?", type=Path, metavar="DIR", help="the vault to open")
    parser.add_argument("--version", action="version", version=f"PracticeNotes {__version__}")
    parser.add_argument("--selftest", action="store_true", help="paint the first window and quit")
    parser.add_argument(
        "--demo", type=Path, metavar="DIR", help="show a fictional practice, made in DIR"
    )
    # What a lock tells the process that comes after it.
    parser.add_argument("--after-lock", choices=("idle", "hand"), help=argparse.SUPPRESS)
    parser.add_argument("--config", type=Path, help=argparse.SUPPRESS)
    # What the program tells the process that reads a file from outside for it.
    parser.add_argument("--read-apart", metavar="KIND", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)

    from practicenotes import app

    if given.read_apart:
        return app.read_apart(given.read_apart)
    if given.demo:
        return app.demo(given.demo.absolute())  # a file dialog has a folder of its own
    folder = given.vault and given.vault.absolute()  # it is looked for from elsewhere next time
    return app.window(
        folder, selftest=given.selftest, config=given.config, after_lock=given.after_lock or ""
    )


def cli(arguments: Sequence[str] | None = None) -> int:
    """Run one command in the terminal; return the exit code.

    Whoever stops it, by the keyboard, by closing the terminal or by asking the process to end, is
    told so in one line, and what was being written is taken back. What the caller has ignored, as
    `nohup` does, stops nothing.
    """
    from practicenotes.cli import stops

    stops.heed()
    if sys.stderr is None:  # it was closed: what is to be told there is not an outcome
        sys.stderr = io.StringIO()
    try:
        from practicenotes import app

        app.watch_terminal()
        return app.command_line(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        with suppress(OSError):  # the terminal is gone
            sys.stderr.write("practicenotes: Stopped. What was saved before is safe.\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())

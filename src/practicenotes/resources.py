"""The only code that knows where shipped files lie: checkout, wheel or frozen program."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder of shipped files.

    A wheel and a frozen program carry it inside the package; a checkout has it beside `src`.
    """
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parents[1] / "resources"


def path(*parts: str) -> Path:
    """Return the path of one shipped file or folder."""
    return root().joinpath(*parts)


def read_text(*parts: str) -> str:
    """Return the text of one shipped file."""
    return path(*parts).read_text("utf-8")


def help_text(name: str) -> str:
    """Return a page of help; a checkout has it in `docs`, where it can be read without us."""
    inside = path("help", name)
    return (inside if inside.is_file() else root().parent / "docs" / name).read_text("utf-8")

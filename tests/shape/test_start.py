"""The prompt stands before anything heavy is loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path


UNTIL_USABLE = Path(__file__).parents[1] / "benchmarks" / "until_usable.py"
HEAVY = {
    *("alembic", "apsw", "cryptography", "markdown_it", "pikepdf", "PIL", "pypdfium2"),
    *("reportlab", "sqlalchemy", "zxcvbn"),
}


def test_the_prompt_stands_before_anything_heavy(vault_folder: Path, tmp_path: Path) -> None:
    """When the field for the passphrase is first painted, Qt is loaded, and no other library."""
    told = subprocess.run(
        [sys.executable, str(UNTIL_USABLE), str(vault_folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout, told.stderr

    loaded = {name.split(".")[0] for name in json.loads(told.stdout)["loaded"]}

    assert "PySide6" in loaded
    assert loaded & HEAVY == set()

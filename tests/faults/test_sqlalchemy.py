"""Whatever of SQLAlchemy's own suite passes on the standard library's module passes on ours."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest


HERE = Path(__file__).parent
EXCEPTION = "native_datetime"  # an option of the standard library's module that nothing here uses
FILES = {
    "conftest.py": "from own_dialect import Own\n"
    "from sqlalchemy.testing.plugin.pytestplugin import *\n",
    "test_suite.py": "from sqlalchemy.testing.suite import *\n",
    "setup.cfg": "[sqla_testing]\nrequirement_cls=own_dialect:Requirements\n"
    "profile_file=profiles.txt\n[db]\ndefault=sqlite://\n",
}


def passed(folder: Path, database: str) -> set[str]:
    """Run the suite upon one module, and return the names of what passed."""
    report = folder / "report.xml"
    quiet = ("-q", "-W", "ignore", "--tb=no", "-p", "no:cacheprovider", "-p", "no:randomly")
    subprocess.run(
        [sys.executable, "-m", "pytest", *quiet, f"--junitxml={report}", "--dburi", database],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])},
        capture_output=True,
        check=False,
    )
    cases = ET.parse(report).iter("testcase")
    return {
        f"{case.attrib['classname'].partition('_sqlite')[0]}.{case.attrib['name']}"
        for case in cases
        if not len(case)
    }


@pytest.mark.release(63)
def test_our_module_passes_what_the_standard_library_passes(
    tmp_path: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """The general suite, which the installed package carries, finds no difference."""
    if not harder:
        pytest.skip("tried before a release")
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    theirs = passed(tmp_path, "sqlite://")
    ours = passed(tmp_path, "sqlite+own://")
    missing = {name for name in theirs - ours if EXCEPTION not in name}
    tried(f"general suite, all the wheel has: {len(ours)} of {len(theirs)}")
    assert len(theirs) > 600
    assert missing == set()

"""The two sides of the page know nothing of each other; only the page itself knows both."""

import grimp
import pytest


PAGE = "practicenotes.ui.session"


@pytest.fixture(scope="module")
def house():
    """Give who imports whom in the whole program."""
    return grimp.build_graph("practicenotes", cache_dir=None)


def reached(house, module):
    """Return everything that a module imports, directly or not."""
    return house.find_upstream_modules(f"{PAGE}.{module}")


def test_the_record_side_cannot_reach_a_reflection(house):
    """Nothing that draws or saves the record note can name what is private."""
    private = {"practicenotes.reflections", "practicenotes.domain.reflections"}

    for module in ("record_side", "header", "dialog", "progress"):
        assert not [m for m in reached(house, module) if m.startswith(tuple(private))]
        assert not [m for m in reached(house, module) if m.startswith(f"{PAGE}.private_")]


def test_the_private_side_cannot_reach_the_record(house):
    """Nothing that draws or saves a reflection can write into the record."""
    found = reached(house, "private_side")

    assert "practicenotes.reflections.reflections" in found
    assert not [m for m in found if m.startswith(("practicenotes.records", f"{PAGE}.record_"))]


def test_the_page_joins_them(house):
    """The page alone knows both sides."""
    both = {f"{PAGE}.record_side", f"{PAGE}.private_side"}
    joining = [m for m in house.find_children(PAGE) if both <= reached(house, m.split(".")[-1])]

    assert joining == [f"{PAGE}.page"]

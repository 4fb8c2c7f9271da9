"""Rules on ratings of the relationship: pure functions on numbers and ids."""

from practicenotes.domain.alliance.asking import dips
from practicenotes.domain.alliance.course import Dip, Level, Pace, State
from practicenotes.domain.alliance.drifting import Drift, drift, drifts
from practicenotes.domain.alliance.ratings import composite, composites, pair_for
from practicenotes.domain.alliance.reference import dips_reference


__all__ = [
    "Dip",
    "Drift",
    "Level",
    "Pace",
    "State",
    "composite",
    "composites",
    "dips",
    "dips_reference",
    "drift",
    "drifts",
    "pair_for",
]

"""Finding passages: for people who look into the search, and for programs that build on it."""

from assistant.finding.conditions import Conditions, narrowed
from assistant.finding.finder import Finder
from assistant.finding.found import MOST, USUAL, Findings, Found, Unsearchable, Why

__all__ = [
    "MOST",
    "USUAL",
    "Conditions",
    "Finder",
    "Findings",
    "Found",
    "Unsearchable",
    "Why",
    "narrowed",
]

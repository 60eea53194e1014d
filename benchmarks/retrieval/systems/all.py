"""The systems by their short names, in the order of the tables."""

from __future__ import annotations

from benchmarks.retrieval.systems.base import System
from benchmarks.retrieval.systems.chroma import Chroma
from benchmarks.retrieval.systems.dense import Dense
from benchmarks.retrieval.systems.hybrid import Cited, Hybrid
from benchmarks.retrieval.systems.lexical import OverBlanks, OverMorphemes

SYSTEMS: dict[str, System] = {
    "blanks": OverBlanks(),
    "morphemes": OverMorphemes(),
    "dense": Dense(),
    "index": Hybrid(),
    "bogo": Cited(),
    "chroma": Chroma(),
}

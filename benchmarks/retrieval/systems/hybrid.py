"""Our own search: the index alone, and with what the answer cites first, as people are shown it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.retrieval.judging import Found
from benchmarks.retrieval.preparing import Prepared
from benchmarks.retrieval.systems.base import Built, Find

if TYPE_CHECKING:
    from index.library import Library

GENERATIONS = "generations"


class Hybrid:
    """`library.search.passages`.  Indexing begins at the catalogue, when the files are read."""

    title = "보고, 색인만"

    def build(self, prepared: Prepared, folder: Path) -> Built:
        from index.morphemes import Morphemes

        shutil.copytree(
            prepared.home, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(GENERATIONS)
        )
        Morphemes().terms("준비")  # loads Kiwi
        library = _library(folder)
        try:
            started = time.perf_counter()
            library.rebuild()
            seconds = time.perf_counter() - started
            passages = library.search.stats().passages
        finally:
            library.close()
        return Built(passages, seconds, folder / GENERATIONS)

    def open(self, prepared: Prepared, folder: Path) -> Find:
        from index.types import SearchFilter

        library = _library(folder)
        pieces = {passage.id: passage.piece for passage in prepared.passages}

        def find(question: str, k: int) -> list[Found]:
            hits = library.search.passages(question, k, SearchFilter())
            return [Found(pieces[hit.id], hit.score) for hit in hits]

        return find


class Cited(Hybrid):
    """`bogo search`: the passages that the answer by rules cites, then the index's own."""

    title = "보고"

    def open(self, prepared: Prepared, folder: Path) -> Find:
        from assistant.assistant import Assistant
        from assistant.finding import Finder

        library = _library(folder)
        finder = Finder(
            Assistant(library.catalogue, library.search), library.catalogue, library.search
        )
        pieces = {passage.id: passage.piece for passage in prepared.passages}

        def find(question: str, k: int) -> list[Found]:
            found = finder.find(question, k=k).found
            return [Found(pieces[one.passage.id], -rank) for rank, one in enumerate(found)]

        return find


def _library(home: Path) -> Library:
    from assistant.settings import Settings
    from assistant.wiring.library import open_library

    return open_library(Settings.load({"BOGO_HOME": str(home)}))

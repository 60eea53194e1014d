"""Our own search, by the door that answers use: `library.search.passages`."""

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
    """Indexing begins at the catalogue: reading the files is no part of it."""

    title = "보고"

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


def _library(home: Path) -> Library:
    from assistant.settings import Settings
    from assistant.wiring.library import open_library

    return open_library(Settings.load({"BOGO_HOME": str(home)}))

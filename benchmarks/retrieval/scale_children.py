"""The steps of the benchmark of scale, each in a process of its own.

python -m benchmarks.retrieval.scale_children make POOL PASSAGES SEED WHOLE SPOOL RESULT
python -m benchmarks.retrieval.scale_children build SPOOL DOCUMENTS INDEX RESULT
python -m benchmarks.retrieval.scale_children ask SPOOL DOCUMENTS INDEX POOL SEED RESULT
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.retrieval.corpus import Pool, made
from benchmarks.retrieval.feeding import Spool, index_all, opened
from benchmarks.retrieval.measuring import memory, on_disk, peak_memory, spread
from index.types import EVERYTHING, Document, SearchFilter

MODULE = "benchmarks.retrieval.scale_children"
QUESTIONS = 300
FILTERS = ("all", "tenth", "department", "document")
_FOUND = 10


def make(pool: Pool, passages: int, seed: int, whole: bool, folder: Path) -> dict[str, Any]:
    """The corpus in files, and how much of it repeats itself."""
    corpus = Spool.write(folder, made(pool, passages, seed, whole=whole))
    characters, lines, distinct = 0, 0, set()
    for passage in corpus.iter_passages(EVERYTHING):
        characters += len(passage.text)
        for line in passage.text.split("\n"):
            lines += 1
            distinct.add(hash(line))
    return {
        "pool_lines": len(pool.lines),
        "characters_per_passage": characters / passages,
        "distinct_lines": len(distinct) / lines,
    }


def build(corpus: Spool, folder: Path) -> dict[str, Any]:
    """One build; what the one before it left in the folder is taken over."""
    from index.morphemes import Morphemes

    Morphemes().terms("준비")  # loads Kiwi
    passages = sum(document.passages for document in corpus.documents(EVERYTHING))
    started = time.perf_counter()
    generation = index_all(folder, corpus)
    seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "passages_per_second": passages / seconds,
        "bytes_per_passage": on_disk(generation) / passages,
        "build_peak_bytes": peak_memory(),
    }


def ask(corpus: Spool, folder: Path, questions: Sequence[str], seed: int) -> dict[str, Any]:
    """A server's life: opened, asked, and looked at from outside."""
    documents = corpus.documents(EVERYTHING)
    rng = np.random.default_rng(seed)
    drawn = [documents[at] for at in rng.integers(len(documents), size=len(questions))]
    started = time.perf_counter()
    search = opened(folder, corpus)
    search.passages("준비", _FOUND, SearchFilter())
    outcome: dict[str, Any] = {
        "open_seconds": time.perf_counter() - started,
        "opened_bytes": memory(),
    }
    for kind in FILTERS:
        seconds = []
        for question, document in zip(questions, drawn, strict=True):
            kept = _filter(kind, document)
            before = time.perf_counter()
            search.passages(question, _FOUND, kept)
            seconds.append(time.perf_counter() - before)
        outcome[kind] = spread(seconds)
    outcome |= {"asked_bytes": memory(), "ask_peak_bytes": peak_memory()}
    search.close()
    return outcome


def _filter(kind: str, document: Document) -> SearchFilter:
    """No condition, an agency (a tenth), a department (a twentieth), or one document."""
    if kind == "document":
        return SearchFilter(documents=(document.id,))
    if kind == "department":
        return SearchFilter(departments=(document.department,))
    return SearchFilter(agencies=(document.agency,)) if kind == "tenth" else SearchFilter()


def _pool(path: str) -> Pool:
    held = json.loads(Path(path).read_text("utf-8"))
    return Pool(tuple(held["lines"]), tuple(held["questions"]))


def main(words: list[str]) -> None:
    *given, result = words
    match given:
        case ["make", pool, passages, seed, whole, spool]:
            outcome = make(_pool(pool), int(passages), int(seed), bool(int(whole)), Path(spool))
        case ["build", spool, documents, index]:
            outcome = build(Spool(Path(spool), int(documents)), Path(index))
        case ["ask", spool, documents, index, pool, seed]:
            corpus = Spool(Path(spool), int(documents))
            questions = _pool(pool).asked(QUESTIONS, int(seed))
            outcome = ask(corpus, Path(index), questions, int(seed))
        case _:
            raise SystemExit(__doc__)
    Path(result).write_text(json.dumps(outcome), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The vectors in Chroma: which rows it holds, checksums of its files, and opening it safely."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.files import checksum, checksums
from index.types import Vectors, VectorStore

CHROMA = "chroma"
_DATABASE = "chroma.sqlite3"
_PERSISTED = "index_metadata.pickle"

_log = logging.getLogger(__name__)


def write_store(
    folder: Path, ids: Sequence[str], documents: Sequence[str], vectors: Vectors
) -> None:
    """Write all rows that have a direction into a new Chroma folder."""
    from index.chroma import ChromaStore

    rows = _directed(vectors)
    store = ChromaStore(folder)
    try:
        store.add([ids[row] for row in rows], vectors[rows], [documents[row] for row in rows])
    finally:
        store.close()


def store_checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of the files of every persisted vector index.

    The database is left out, because Chroma writes into it even while reading, and so are the
    files of an index that was never persisted (below 1,000 rows): Chroma makes those anew at
    every opening, from the database.
    """
    persisted = sorted(path.parent for path in folder.glob(f"*/{_PERSISTED}"))
    return {
        f"{part.name}/{name}": sum_ for part in persisted for name, sum_ in checksums(part).items()
    }


def open_store(
    folder: Path, expected: Mapping[str, str], ids: Sequence[str], vectors: Vectors
) -> VectorStore | None:
    """The Chroma store that holds these vectors; None, with a line in the log, where it does not.

    `expected` are the `store_checksums` of when it was written.
    """
    problem = _file_problem(folder, expected)
    if not problem:
        from index.chroma import ChromaStore

        rows = _directed(vectors)
        try:
            store = ChromaStore(folder)
            problem = store.problem([ids[row] for row in rows], vectors[rows])
            if not problem:
                return store
            store.close()
        except Exception as error:  # a damaged store raises whatever its parts raise
            problem = f"{type(error).__name__}: {error}"
    _log.warning("벡터 저장소가 손상되어 배열로 대신합니다: %s", problem)
    return None


def _file_problem(folder: Path, expected: Mapping[str, str]) -> str:
    """What is wrong with the files; some damage would end the process that opens them."""
    for name, sum_ in expected.items():
        if not (folder / name).is_file() or checksum(folder / name) != sum_:
            return f"{name} 파일이 처음과 다릅니다"
    try:
        with closing(sqlite3.connect(f"file:{folder / _DATABASE}?mode=ro", uri=True)) as database:
            (answer,) = database.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return "" if answer == "ok" else str(answer)


def _directed(vectors: Vectors) -> list[int]:
    """Rows that are not all zeros: only those have a cosine to anything."""
    return [int(row) for row in np.flatnonzero(np.any(vectors != 0, axis=1))]

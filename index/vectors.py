"""The vectors in Chroma, written after a generation is published and checked when it is opened.

chroma/        the store
chroma.json    how many rows it holds, some of them, and its files' checksums; written last
"""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import Damaged
from index.files import checksum, checksums, write_whole
from index.passage_rows import PassageRows
from index.types import Vectors, VectorStore

if TYPE_CHECKING:
    from index.chroma import ChromaStore

CHROMA, STORE = "chroma", "chroma.json"
_DATABASE = "chroma.sqlite3"
_PERSISTED = "index_metadata.pickle"
_SAMPLES = 20
_BATCH = 5_000
_FOUND = 0.9  # of the samples find themselves, or the array is searched in the store's place

_log = logging.getLogger(__name__)


def is_written(generation: Path) -> bool:
    """Whether the store was written to its end."""
    return (generation / STORE).is_file()


def write_store(
    generation: Path,
    rows: PassageRows,
    vectors: Vectors,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Write all rows that have a direction; `progress` gets how many were looked at."""
    from index.chroma import ChromaStore

    folder = generation / CHROMA
    shutil.rmtree(folder, ignore_errors=True)  # what a process left that died
    folder.mkdir()
    written: list[int] = []
    store = ChromaStore(folder)
    try:
        for start in range(0, len(rows), _BATCH):
            progress(start)
            part = vectors[start : start + _BATCH]
            kept = np.flatnonzero(part.any(axis=1))
            ids = [rows.id(start + int(at)) for at in kept]
            if ids:
                store.add(ids, part[kept], [rows.document(start + int(at)) for at in kept])
            written += (start + kept).tolist()
    finally:
        store.close()
    samples = written[:: max(1, len(written) // _SAMPLES)]
    about = {"rows": len(written), "samples": samples, "checksums": store_checksums(folder)}
    checked = _opened(folder, about, rows, vectors)
    checked.close()
    write_whole(generation / STORE, json.dumps(about))


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


def open_store(generation: Path, rows: PassageRows, vectors: Vectors) -> VectorStore | None:
    """The store that holds these vectors; None, with a line in the log, where it does not."""
    try:
        about = json.loads((generation / STORE).read_text("utf-8"))
        store = _opened(generation / CHROMA, about, rows, vectors)
    except Exception as error:  # a damaged store raises whatever its parts raise
        _log.warning("벡터 저장소가 손상되어 배열로 대신합니다: %s", error)
        return None
    if store.finds([(rows.id(row), vectors[row]) for row in about["samples"]]) < _FOUND:
        store.close()
        _log.info("거의 같은 벡터가 많아 벡터 저장소 대신 배열에서 찾습니다.")
        return None
    return store


def _opened(
    folder: Path, about: Mapping[str, Any], rows: PassageRows, vectors: Vectors
) -> ChromaStore:
    """The store, where its files and a sample of its rows are as they should be; else Damaged."""
    from index.chroma import ChromaStore

    problem = _file_problem(folder, about["checksums"])
    if problem:
        raise Damaged(problem)
    store = ChromaStore(folder)
    samples = [(rows.id(row), vectors[row]) for row in about["samples"]]
    problem = store.problem(about["rows"], samples)
    if problem:
        store.close()
        raise Damaged(problem)
    return store


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

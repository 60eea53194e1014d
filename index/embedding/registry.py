"""Embeddings by name: `kiwi`, or the name or folder of a sentence-transformers model."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from index.embedding import model_folder
from index.embedding.sentence import SentenceEmbedding
from index.embedding.tuning import Tuning
from index.morphemes import Morphemes
from index.tokens.texts import TokenTexts
from index.types import Embedder

KIWI = "kiwi"


class Embedding(Embedder, Protocol):
    """An embedder that a generation keeps: what it needs to embed questions is saved beside it."""

    @property
    def name(self) -> str: ...

    def save(self, folder: Path) -> None: ...


def fitted(
    name: str,
    texts: TokenTexts,
    morphemes: Morphemes,
    *,
    previous: Path | None = None,
    tuning: Tuning | None = None,
    allow_hub: bool = False,
) -> Embedding:
    """The embedding to build a generation over `texts` with.

    `previous` is the folder that the last generation saved an embedding of the same name in.
    The default embedding takes the tuning where it fits.
    """
    if name != KIWI:
        return _sentence(name, allow_hub)
    from index.embedding.kiwi import KiwiEmbedding

    last = KiwiEmbedding.load(previous, morphemes) if previous is not None else None
    return KiwiEmbedding.fitted(texts, morphemes, last, tuning)


def opened(
    name: str, folder: Path, morphemes: Morphemes, *, made_with: str = "", allow_hub: bool = False
) -> Embedding:
    """The embedding that a generation was built with; `made_with` is its version."""
    if name != KIWI:
        return _sentence(name, allow_hub, made_with)
    from index.embedding.kiwi import KiwiEmbedding

    return KiwiEmbedding.load(folder, morphemes)


def full_name(name: str) -> str:
    """The name as a generation keeps it: `kiwi`, a whole path, or the name of a model."""
    return name if name == KIWI else model_folder.full_name(name)


def checked(name: str, *, allow_hub: bool = False) -> str:
    """The version that the embedding of this name has now, "" where that depends on the texts.

    Nothing is loaded or fetched; EmbeddingUnavailable where it is clear that it cannot be used.
    """
    if name == KIWI or (allow_hub and model_folder.find(name) is None):
        return ""
    return _sentence(name, allow_hub).version


def loaded(name: str, *, allow_hub: bool = False) -> None:
    """Bring the embedding's model into memory, or raise EmbeddingUnavailable."""
    if name != KIWI:
        _ = _sentence(name, allow_hub).dimensions


def _sentence(name: str, allow_hub: bool, made_with: str = "") -> SentenceEmbedding:
    return SentenceEmbedding(name, allow_hub=allow_hub, made_with=made_with)

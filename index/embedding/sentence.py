"""Any sentence-transformers model as an embedding, and the default embedding as such a model.

Nothing is fetched unless the hub is allowed, and code that a model brings along is never run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from index.embedding import in_memory, model_folder
from index.errors import EmbeddingUnavailable
from index.types import Embedder, Vectors

if TYPE_CHECKING:
    from index.embedding.sentence_library import LoadedModel

_AGAIN = 60  # seconds until a model that could not be loaded is tried once more


class SentenceEmbedding:
    """Implements `index.types.Embedder`; the model is loaded at the first use, by one thread."""

    def __init__(self, name: str, *, allow_hub: bool = False, made_with: str = "") -> None:
        """`made_with` is the version that a generation has vectors of: no other one may be used."""
        self.name = model_folder.full_name(name)
        self._allow_hub = allow_hub
        self._version = made_with
        self._lock = threading.Lock()
        self._model: LoadedModel | None = None
        self._failed: EmbeddingUnavailable | None = None
        self._failed_at = 0.0

    @property
    def version(self) -> str:
        """That of the model in memory once it is there, before that of what the folder holds."""
        if not self._version and self._awaits_download():
            self.loaded()
        return self._version or in_memory.checked_version(self.name, "")

    @property
    def dimensions(self) -> int:
        return self.loaded().dimensions

    def save(self, folder: Path) -> None:
        """Nothing is kept with a generation: the model stays where it is."""

    def encode(
        self, texts: Sequence[str], role: Literal["query", "passage"] = "passage"
    ) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions), float32.

        The prompts that the model declares are used, and for E5 models without any their own.
        """
        model = self.loaded()
        return model.encode(texts, role) if texts else np.zeros((0, model.dimensions), np.float32)

    def problem(self) -> str:
        """Why it cannot be used, in one sentence, as far as can be told without loading it."""
        if self._model is not None:
            return ""
        try:
            self._raise_recent()
            self.check()
        except EmbeddingUnavailable as error:
            return str(error)
        return ""

    def check(self) -> None:
        """Raise EmbeddingUnavailable where that is clear without loading; nothing is fetched."""
        if not self._awaits_download():
            in_memory.checked_version(self.name, self._version)

    def loaded(self) -> LoadedModel:
        """The model in memory; EmbeddingUnavailable, not tried again for a while, without it."""
        with self._lock:
            if self._model is None:
                self._raise_recent()
                try:
                    self._model, self._version = in_memory.load(
                        self.name, self._version, allow_hub=self._allow_hub
                    )
                except EmbeddingUnavailable as error:
                    self._failed, self._failed_at = error, time.monotonic()
                    raise
            return self._model

    def release(self) -> None:
        """Let go of the model's memory; who asks once more gets it loaded again."""
        with self._lock:
            self._model = None

    def _raise_recent(self) -> None:
        if self._failed is not None and time.monotonic() - self._failed_at < _AGAIN:
            raise EmbeddingUnavailable(str(self._failed)) from self._failed

    def _awaits_download(self) -> bool:
        return self._allow_hub and model_folder.find(self.name) is None


def as_sentence_transformer(embedding: Embedder | Path) -> Any:  # noqa: ANN401  no torch, no type
    """A `sentence_transformers.SentenceTransformer` whose `encode` gives the embedding's vectors.

    A folder is that of a library (BOGO_HOME), for the embedding of its current generation.  The
    model is put together here and can only be had in this way: it is not saved.
    """
    if isinstance(embedding, Path):
        from index.embedding.current import current_embedding

        embedding = current_embedding(embedding)
    return in_memory.library().EmbedderModel(embedding)

"""Any sentence-transformers model as an embedding, by name or by folder.

Nothing is fetched unless the hub is allowed, and code that a model brings along is never run.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from index.errors import EmbeddingUnavailable
from index.types import Vectors

_SAMPLE = 1 << 20
_BATCH = 32
_E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


class SentenceEmbedding:
    """Implements `index.types.Embedder`; the model is loaded at the first use."""

    def __init__(self, name: str, *, allow_hub: bool = False) -> None:
        self.name = name
        self._allow_hub = allow_hub
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def version(self) -> str:
        folder = Path(self.name)
        if folder.is_dir():
            return f"{folder.name}-{_fingerprint(folder)}"
        commit = getattr(getattr(self._model[0], "auto_model", None), "config", None)
        return f"{self.name}-{getattr(commit, '_commit_hash', None) or 'local'}"

    @property
    def dimensions(self) -> int:
        model = self._model  # the method got its shorter name after sentence-transformers 5.1
        counted = getattr(model, "get_embedding_dimension", None)
        return int((counted or model.get_sentence_embedding_dimension)())

    def save(self, folder: Path) -> None:
        """Nothing is kept with a generation: the model stays where it is."""

    def encode(
        self, texts: Sequence[str], role: Literal["query", "passage"] = "passage"
    ) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions), float32.

        The prompts that the model declares are used, and for E5 models without any the ones
        that they were trained with (Wang et al. 2022, "Text embeddings by weakly-supervised
        contrastive pre-training").
        """
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        vectors = self._model.encode(
            list(texts),
            prompt=self._prompt(role),
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, np.float32)

    def _prompt(self, role: Literal["query", "passage"]) -> str:
        declared = {key: text for key, text in self._model.prompts.items() if text}
        if not declared and "e5" in Path(self.name).name.lower():
            declared = _E5_PROMPTS
        return str(declared.get(role) or (declared.get("document", "") if role != "query" else ""))

    @property
    def _model(self) -> Any:  # noqa: ANN401  the library is imported at the first use
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Any:  # noqa: ANN401
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbeddingUnavailable(
                "sentence-transformers가 설치되어 있지 않아 이 임베딩 모형을 쓸 수 없습니다. "
                "pip install 'bogo[models]'로 설치하거나 기본 임베딩(kiwi)을 쓰시기 바랍니다."
            ) from error
        try:
            return SentenceTransformer(
                self.name,
                device="cpu",
                local_files_only=not self._allow_hub,
                trust_remote_code=False,
            )
        except Exception as error:  # the library raises whatever its parts raise
            raise EmbeddingUnavailable(
                f"임베딩 모형 ‘{self.name}’을(를) 이 컴퓨터에서 열 수 없습니다. "
                "모형 폴더나 이름을 확인하시기 바랍니다."
            ) from error


def _fingerprint(folder: Path) -> str:
    """Names, sizes, and both ends of every file: quick for weights of gigabytes."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLE))
            file.seek(max(0, size - _SAMPLE))
            digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:12]

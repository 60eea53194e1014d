"""All that touches sentence-transformers and torch, imported where a model is really needed.

A model is loaded from a folder of this machine, and an embedding of ours becomes a model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NoReturn

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from index.errors import EmbeddingUnavailable
from index.types import Embedder, Vectors

Role = Literal["query", "passage"]

_BATCH = 32
_ROLES: dict[Role, Sequence[str]] = {  # and what models call their prompts for them
    "query": ("query",),
    "passage": ("document", "passage", "corpus"),
}
_NOT_KEPT = (
    "기본 임베딩은 모델 폴더로 저장하거나 올릴 수 없습니다. "
    "쓸 때마다 as_sentence_transformer로 만드시기 바랍니다."
)


class LoadedModel:
    """A model that is in memory, with the prompts to use; safe for threads.

    Its first texts are embedded before anyone else has it: the tokenizer is set up by then and is
    only read afterwards.
    """

    def __init__(self, folder: Path, prompts: Mapping[str, str]) -> None:
        """`prompts` are for models that declare none."""
        disable_progress_bar()
        self._model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, trust_remote_code=False
        ).float()
        self._prompts = self._chosen(prompts)
        tried = [self.encode(["글", "보고서를 찾습니다"], role) for role in _ROLES]
        if not np.isfinite(tried).all():
            raise ValueError("vectors that are no numbers")
        self.dimensions = int(tried[0].shape[1])

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions), float32."""
        model = self._model
        vectors = (model.encode_query if role == "query" else model.encode_document)(
            list(texts),
            prompt=self._prompts[role],
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, np.float32)

    def _chosen(self, given: Mapping[str, str]) -> dict[Role, str]:
        """By role the declared prompt, else the given one, else what is put before any text."""
        declared = {name: text for name, text in self._model.prompts.items() if text}
        named = declared or given
        chosen = {
            role: next((named[name] for name in names if name in named), "")
            for role, names in _ROLES.items()
        }
        if any(chosen.values()):
            return chosen
        return dict.fromkeys(_ROLES, declared.get(self._model.default_prompt_name or "", ""))


def download(name: str) -> None:
    """Fetch a model from the hub into its cache on this machine.

    The library takes only the files that it needs; code among them is neither run nor asked for.
    """
    SentenceTransformer(name, device="cpu", local_files_only=False, trust_remote_code=False)


class EmbedderModule(torch.nn.Module):  # type: ignore[misc]
    """An embedder as the only module of a model.

    The vectors are made where the library expects tokens: morphemes are looked up on the
    processor, so nothing is left to compute on a device, and `forward` hands them on.
    """

    def __init__(self, embedder: Embedder) -> None:
        super().__init__()
        self._embedder = embedder

    def preprocess(
        self,
        inputs: Sequence[str],
        prompt: str | None = None,
        **_others: Any,  # noqa: ANN401  what other modules take
    ) -> dict[str, torch.Tensor]:
        """`vectors` of shape (len(inputs), dimensions), float32."""
        texts = [f"{prompt or ''}{text}" for text in inputs]
        return {"vectors": torch.from_numpy(self._embedder.encode(texts))}

    def tokenize(self, texts: Sequence[str]) -> dict[str, torch.Tensor]:
        return self.preprocess(texts)

    def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        return {**features, "sentence_embedding": features["vectors"]}

    def get_embedding_dimension(self) -> int:
        return self._embedder.dimensions

    def get_sentence_embedding_dimension(self) -> int:  # what older versions call it
        return self._embedder.dimensions

    def save(self, *_where: Any, **_how: Any) -> NoReturn:  # noqa: ANN401
        raise EmbeddingUnavailable(_NOT_KEPT)


class EmbedderModel(SentenceTransformer):  # type: ignore[misc]
    """A sentence-transformers model of an embedder; it is put together, never stored or sent.

    What is stored could only be read back by running the code of a module that is not the
    library's own, which is what we refuse of others.
    """

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(
            modules=[EmbedderModule(embedder)], device="cpu", similarity_fn_name="cosine"
        )

    def _refuse(self, *_where: Any, **_how: Any) -> NoReturn:  # noqa: ANN401
        raise EmbeddingUnavailable(_NOT_KEPT)

    save = save_pretrained = push_to_hub = save_to_hub = _refuse

"""A trial over the generation that serves, which is as it was afterwards."""

from __future__ import annotations

from pathlib import Path

from index.catalogue.store import SqlCatalogue
from index.embedding.kiwi import KiwiEmbedding
from index.embedding.tuning import Tuning
from index.errors import CannotTune
from index.generation import Manifest
from index.morphemes import Morphemes
from index.passage_rows import PassageRows
from index.tokens.passages import PassageTokens
from index.tuning.asking import Material, material
from index.tuning.judging import Verdict
from index.tuning.trial import Progress, tried
from index.types import EVERYTHING
from index.vectorising import embedded_digests


def try_over(
    generation: Path, catalogue: SqlCatalogue, progress: Progress
) -> tuple[Tuning, Verdict]:
    """A tuning for the embedding of this generation, and what it brings."""
    embedding = KiwiEmbedding.load(generation / "embedding", Morphemes())
    return tried(material_of(generation, catalogue, embedding), embedding, progress)


def material_of(generation: Path, catalogue: SqlCatalogue, embedding: KiwiEmbedding) -> Material:
    """The passages of this generation, with questions made of them."""
    rows = PassageRows.load(generation / "passages")
    ids = [rows.id(row) for row in range(len(rows))]
    revisions = Manifest.read(generation).documents
    found = {passage.id: passage for passage in catalogue.passages(ids, EVERYTHING)}
    if len(found) < len(ids):
        raise CannotTune("문서가 그사이 바뀌어 맞추지 못했습니다. 다시 시도하시기 바랍니다.")
    tokens = PassageTokens.load(generation / "tokens")
    return material(
        tokens.whole(),
        tokens.texts,
        embedded_digests(generation),
        [f"{revisions[found[key].document]}/{found[key].section}" for key in ids],
        embedding,
    )

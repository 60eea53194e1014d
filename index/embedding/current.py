"""The embedding of the generation that a library serves, for use outside of the search."""

from __future__ import annotations

import json
from pathlib import Path

from index.embedding.registry import Embedding, opened
from index.errors import NO_INDEX, Damaged, NotBuilt
from index.files import checksum
from index.generation import Manifest, software
from index.morphemes import Morphemes
from index.shelf import Shelf

_NAMES, _KEPT = "names.json", "embedding/"


def current_embedding(home: Path) -> Embedding:
    """The embedding that the library in this folder (BOGO_HOME) answers with now.

    Raises:
        NotBuilt: there is no index.
        Damaged: what the index keeps of the embedding is not as it was written.
    """
    place = Shelf(home.expanduser() / "generations").current()
    if place is None:
        raise NotBuilt(NO_INDEX)
    manifest = Manifest.read(place)
    needed = [name for name in manifest.checksums if name == _NAMES or name.startswith(_KEPT)]
    if manifest.software != software() or any(
        not (place / name).is_file() or checksum(place / name) != manifest.checksums[name]
        for name in needed
    ):
        raise Damaged("색인이 손상되어 임베딩을 읽을 수 없습니다. 색인을 다시 만드시기 바랍니다.")
    morphemes = Morphemes(json.loads((place / _NAMES).read_text("utf-8")))
    return opened(
        manifest.embedding,
        place / _KEPT,
        morphemes,
        made_with=manifest.embedding_version,
    )

"""What is learned from: passages, and questions made of a few words of one of their sentences.

After the inverse cloze task (Lee, Chang & Toutanova 2019, "Latent retrieval for weakly supervised
open domain question answering"), with two differences that were measured: the sentence stays in
its passage, since what people ask does share words with what answers it, and only some of its
words ask, since nobody asks with a whole sentence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedding.kiwi import KiwiEmbedding
from index.tokens.ragged import Numbers, Ragged, Rows
from index.tokens.table import BREAK
from index.tokens.texts import TokenTexts

MOST = 4_000  # passages; of more, as many are drawn
SEED = 20_251_120
_EACH = 6  # questions of a passage
_WORDS = (3, 5)

Halves = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Passages and their questions as the two halves of their vectors, unmapped meanings first.

    `of` is the passage of each question, `groups` the section of each passage by number.
    """

    passages: Halves  # (passages, 256) and (passages, 512)
    questions: Halves  # (questions, 256) and (questions, 512)
    of: Rows
    groups: NDArray[np.int64]


def material(
    passages: TokenTexts,
    texts: Ragged,
    digests: Sequence[bytes],
    sections: Sequence[str],
    embedding: KiwiEmbedding,
) -> Material:
    """Of passages as they are embedded; `texts` are their own words, without the headings.

    Each text counts once.  The order is that of the digests, so that the same documents give the
    same whatever else was read before them.
    """
    listed = np.array(digests, "V16").view("u1").reshape(-1, 16)
    rows = np.unique(listed, axis=0, return_index=True)[1][:MOST]
    drawn = np.random.default_rng(SEED)
    asked: list[Numbers] = []
    of: list[int] = []
    for at, row in enumerate(rows):
        made = _questions(texts.row(row), drawn)
        asked += made
        of += [at] * len(made)
    tokens = Ragged.of(asked, np.uint32)
    questions = TokenTexts(tokens, passages.table, passages.vectors)
    return Material(
        _whole(embedding, passages.take(rows)),
        _whole(embedding, questions),
        np.array(of, np.intp),
        _numbered([sections[row] for row in rows]),
    )


def _questions(text: Numbers, drawn: np.random.Generator) -> list[Numbers]:
    """Words of its sentences in their order; a sentence of fewer words than it takes asks none."""
    fewest, most = _WORDS
    ends = np.flatnonzero(text == BREAK)
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    spoken = [text[a:b] for a, b in zip(starts, ends, strict=True) if b - a >= fewest]
    made = []
    for _ in range(_EACH if spoken else 0):
        sentence = spoken[drawn.integers(len(spoken))]
        count = min(len(sentence), int(drawn.integers(fewest, most + 1)))
        kept = np.sort(drawn.permutation(len(sentence))[:count])
        made.append(np.append(sentence[kept], BREAK))
    return made


def _whole(embedding: KiwiEmbedding, texts: TokenTexts) -> Halves:
    parts = list(embedding.halves(texts))
    meanings = np.vstack([part for part, _ in parts])
    return meanings, np.vstack([names for _, names in parts]).astype(np.float64)


def _numbered(sections: Sequence[str]) -> NDArray[np.int64]:
    """A lasting number for each section, which says nothing of the others."""
    found = (hashlib.blake2b(one.encode(), digest_size=7).digest() for one in sections)
    return np.fromiter((int.from_bytes(one) for one in found), np.int64, len(sections))

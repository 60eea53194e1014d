"""The texts of a new generation as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from index.content import Content, searched_heading, statement_fields
from index.embedding.space import MorphemeSpace
from index.morphemes import Morphemes
from index.tokens.analysis import Analysis
from index.tokens.letters import letter_pairs
from index.tokens.passages import PassageTokens
from index.tokens.ragged import Ragged, flattened, side_by_side
from index.tokens.texts import TokenTexts
from index.types import Passage

_BATCH = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """The passages in the order of their ids, and what their texts are in numbers."""

    passages: Sequence[Passage]
    analysis: Analysis
    tokens: PassageTokens
    whole: TokenTexts  # heading and text of each passage, as they are embedded


def numbered(
    content: Content,
    morphemes: Morphemes,
    previous: Path | None,
    progress: Callable[[str, int, int], None],
) -> Numbered:
    """Analyse all texts; what `previous`, the last generation, knew is taken over."""
    passages = sorted(content.passages, key=lambda passage: passage.id)
    headings = [searched_heading(passage) for passage in passages]
    analysis = Analysis(morphemes, previous / "analysis" if previous is not None else None)
    texts = [*(passage.text for passage in passages), *headings, *_statement_texts(content)]
    analysis.learn(texts, lambda done: progress("형태소 분석", done, len(texts)))
    analysis.close()
    progress("형태소 분석", len(texts), len(texts))
    return _gathered(passages, headings, analysis, previous)


def _statement_texts(content: Content) -> list[str]:
    """Each distinct text once: labels repeat from cell to cell."""
    fields = (statement_fields(record).values() for record in content.statements)
    return list(dict.fromkeys(text for texts in fields for field in texts for text in field))


def _gathered(
    passages: Sequence[Passage],
    headings: Sequence[str],
    analysis: Analysis,
    previous: Path | None,
) -> Numbered:
    texts = Ragged.of((analysis.tokens(passage.text) for passage in passages), np.uint32)
    above = Ragged.of((analysis.tokens(heading) for heading in headings), np.uint32)
    letters = flattened(_letters(passages, headings), np.uint16)
    whole = TokenTexts(side_by_side(above, texts), analysis.table, _vectors(analysis, previous))
    tokens = PassageTokens.counted(whole, texts, above, letters)
    return Numbered(passages, analysis, tokens, whole)


def _letters(passages: Sequence[Passage], headings: Sequence[str]) -> Iterator[Ragged]:
    written = (f"{heading}\n{p.text}" for heading, p in zip(headings, passages, strict=True))
    while some := list(islice(written, _BATCH)):
        yield letter_pairs(some)


def _vectors(
    analysis: Analysis, previous: Path | None
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    space = MorphemeSpace()
    if previous is not None:
        last = PassageTokens.load(previous / "tokens")
        space.learn(last.table.ids, last.vectors)
    return space.vectors(analysis.table.ids)

"""Which passage holds a citation: by its lines, by its page, else by the words of its quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from index.types import Passage
from ingest.clean import squeezed

_ENOUGH = 0.8  # share of the quote's words, where nothing else tells the place
_WORD = re.compile(r"[^\s|:]+")


def holding(citation: Citation, passages: Sequence[Passage]) -> Passage | None:
    """The passage of the cited document in which the citation stands; None where there is none.

    Several may share the lines of one long paragraph or of a table that was cut: of those it is
    the one that covers most of the lines, then the one with the cited block, then the one that
    holds most of the quoted words.
    """
    words = [squeezed(word) for word in _WORD.findall(citation.quote)]
    best: Passage | None = None
    most: tuple[int, bool, float] = (0, False, 0.0)
    for passage in passages:
        share = _share(words, squeezed(passage.text))
        lines = _nearness(citation, passage)
        if lines is None:
            lines = int(share >= _ENOUGH)
        fit = (lines, _covers(citation, passage), share)
        if lines and fit > most:
            best, most = passage, fit
    return best


def _nearness(citation: Citation, passage: Passage) -> int | None:
    """Lines in common, or 1 for the same page; None where the format knows neither."""
    place = passage.place
    if citation.lines is not None and place.first_line is not None and place.last_line is not None:
        first, last = citation.lines
        return max(0, min(last, place.last_line) - max(first, place.first_line) + 1)
    if citation.page is not None and place.page is not None:
        return int(citation.page == place.page or _covers(citation, passage))
    return None


def _covers(citation: Citation, passage: Passage) -> bool:
    first, last = passage.blocks
    return citation.block is not None and first <= citation.block <= last


def _share(words: Sequence[str], text: str) -> float:
    return sum(word in text for word in words) / len(words) if words else 0.0

"""Whether a citation points at the evidence: by lines, by page, or by a quote with its figures."""

from __future__ import annotations

import re
from pathlib import PurePath

from assistant.evaluation.amounts import NUMBER
from assistant.evaluation.golden import Evidence, GoldenItem, Prediction, ToldCitation
from assistant.evaluation.wording import contains, squeeze

_CITATIONS_READ = 8  # a reader looks at the first few
_LONGEST_SPAN = 40  # lines
_LONGEST_QUOTE = 1200  # characters without white space, where only the quote tells the place
_LONGEST_REPRINT = 600  # characters of a quote that holds the figure at another place
_LARGE = 1000  # figures below this stand in too many places to identify one


def points_at_evidence(item: GoldenItem, prediction: Prediction) -> bool | None:
    """Whether one of the first citations shows the evidence; None where the item needs none."""
    evidence = [e for e in item.evidence if not e.supports_only]
    if not evidence or item.kind in ("unanswerable", "ambiguous"):
        return None
    return any(
        any(_points_at(citation, e) for e in evidence) or _reprints(citation, item, evidence)
        for citation in prediction.citations[:_CITATIONS_READ]
    )


def _points_at(citation: ToldCitation, evidence: Evidence) -> bool:
    if _file(citation) != evidence.file:
        return False
    if evidence.start_line is not None and len(citation.lines) == 2:
        first, last = citation.lines
        end = evidence.start_line if evidence.end_line is None else evidence.end_line
        return last - first < _LONGEST_SPAN and first <= end and last >= evidence.start_line
    if evidence.page and str(citation.page) == str(evidence.page):
        return True
    return _quotes(citation, evidence)


def _quotes(citation: ToldCitation, evidence: Evidence) -> bool:
    """Whether the citation's quote holds the evidence's text, or all of its figures."""
    quote, wanted = squeeze(citation.quote), squeeze(evidence.quote)
    if not wanted or len(quote) > _LONGEST_QUOTE:
        return False
    figures = [f for f in re.findall(NUMBER, evidence.quote) if _tells_the_place(f)]
    return wanted in quote or (bool(figures) and all(contains(quote, f) for f in figures))


def _tells_the_place(figure: str) -> bool:
    return len(figure) >= 3 and not re.fullmatch(r"(?:19|20)\d\d", figure)


def _reprints(citation: ToldCitation, item: GoldenItem, evidence: list[Evidence]) -> bool:
    """Whether the citation shows the same large figure at another place of the same report."""
    if len(citation.quote) > _LONGEST_REPRINT or _file(citation) not in {e.file for e in evidence}:
        return False
    printed = (
        f"{w.value:,}" for w in item.values if isinstance(w.value, int) and abs(w.value) >= _LARGE
    )
    return any(contains(squeeze(citation.quote), figure) for figure in printed)


def _file(citation: ToldCitation) -> str:
    return PurePath(citation.document).name

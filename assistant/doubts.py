"""What is said of figures that were not read with certainty: of scans, and of doubtful pages.

Such a figure is given with its page, and always with the word that the page itself decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Checked, Citation
from assistant.wording import say
from ingest.model import Trust


def doubts(citations: Iterable[Citation]) -> tuple[Checked, ...]:
    """One remark for each kind of doubt, naming the places that were read so."""
    found: dict[Trust, list[Citation]] = {}
    for citation in citations:
        if citation.trust is not Trust.READ:
            found.setdefault(citation.trust, []).append(citation)
    return tuple(
        Checked(
            kind=trust.value,
            message=_told(trust, _places(cited)),
            citations=tuple(citation.n for citation in cited),
        )
        for trust, cited in found.items()
    )


def _told(trust: Trust, places: str) -> str:
    if trust is Trust.SCANNED:
        return say("read_from_scan", places=places)
    return say("read_with_doubt", places=places)


def _places(cited: Iterable[Citation]) -> str:
    names = (
        f"‘{one.title or one.document}’" + (f" {one.page}쪽" if one.page is not None else "")
        for one in cited
    )
    return ", ".join(dict.fromkeys(names))

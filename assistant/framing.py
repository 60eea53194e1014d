"""The words of a question by which it names a document: its title, and what stands at its head.

`2022년 보건복지부 생계급여 결산액`: no cell holds the ministry, the head of its project sheet does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from assistant.profile import profile
from assistant.query import Term
from index.types import Document, StatementRecord
from ingest.clean import compared

IN_OWN_TITLE, IN_FRONT = 0.7, 0.5  # what such a word is worth in every statement of the document
FRONT = 20  # statements that stand at the head of a document
_SHARE = 10  # of so many documents, one more may have the word in its title

Words = Mapping[str, Mapping[str, float]]


def framed(
    terms: Sequence[Term], documents: Sequence[Document], fronts: Iterable[StatementRecord]
) -> Words:
    """By the document's id, what the words are worth that its title or its head holds.

    `fronts` are the statements at the heads of documents.  A word that many titles hold
    (`업무계획`) tells nothing apart.
    """
    words: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for record in fronts:
        text = " ".join((profile(record).own, profile(record).text, profile(record).near))
        for term in terms:
            if any(spelling in text for spelling in term.spellings):
                words[record.document.id][term.text] = IN_FRONT
    most = max(1, len(documents) // _SHARE)
    for term in terms:
        holding = [
            document.id
            for document in documents
            if any(
                spelling in _called(document.title, document.name) for spelling in term.spellings
            )
        ]
        if len(holding) <= most:
            for id_ in holding:
                words[id_][term.text] = IN_OWN_TITLE
    return words


@lru_cache(maxsize=10_000)
def _called(title: str, name: str) -> str:
    return compared(f"{title} {name.rpartition('.')[0]}")

"""The words of a question by which it names a document: its title, and what stands at its head.

`2022년 보건복지부 생계급여 결산액`: no cell holds the ministry, the head of its project sheet does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.profile import profile
from assistant.query import Term
from index.types import Document, StatementRecord
from ingest.clean import compared

IN_OWN_TITLE, IN_FRONT = 0.7, 0.5  # what such a word is worth in every statement of the document
FRONT = 20  # statements that stand at the head of a document
_ROWS = 3  # of a table that tells what the document is about
_SHARE = 10  # of so many documents, one more may have the word in its title


@dataclass(frozen=True, slots=True)
class Framing:
    """By document: the words of a question in its title, and in which blocks of its head."""

    titles: Mapping[str, Set[str]] = field(default_factory=dict)
    heads: Mapping[str, Mapping[str, Set[int]]] = field(default_factory=dict)

    def of(self, record: StatementRecord) -> dict[str, float]:
        """What the words are worth that the document of a statement is named by.

        The other rows of its own table say nothing of it.
        """
        heads = self.heads.get(record.document.id, {})
        own = {record.statement.block}
        words = {word: IN_FRONT for word, blocks in heads.items() if blocks - own}
        return words | dict.fromkeys(self.titles.get(record.document.id, ()), IN_OWN_TITLE)


def framing(
    terms: Sequence[Term], documents: Sequence[Document], fronts: Iterable[StatementRecord]
) -> Framing:
    """How the words of a question name documents.

    `fronts` are the statements at the heads of documents; a list of many rows is no head.  A word
    that many titles hold (`업무계획`) tells nothing apart.
    """
    return Framing(_titles(terms, documents), _heads(terms, fronts))


def _titles(terms: Sequence[Term], documents: Sequence[Document]) -> dict[str, set[str]]:
    most = max(1, len(documents) // _SHARE)
    words: defaultdict[str, set[str]] = defaultdict(set)
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
                words[id_].add(term.text)
    return words


def _heads(
    terms: Sequence[Term], fronts: Iterable[StatementRecord]
) -> dict[str, dict[str, set[int]]]:
    blocks: defaultdict[tuple[str, int], list[StatementRecord]] = defaultdict(list)
    for record in fronts:
        blocks[record.document.id, record.statement.block].append(record)
    words: defaultdict[str, dict[str, set[int]]] = defaultdict(dict)
    for (document, block), records in blocks.items():
        if len({record.statement.row for record in records}) > _ROWS:
            continue
        seen = [profile(record) for record in records]
        text = " ".join(ring for one in seen for ring in (one.own, one.text, one.near))
        for term in terms:
            if any(spelling in text for spelling in term.spellings):
                words[document].setdefault(term.text, set()).add(block)
    return words


@lru_cache(maxsize=10_000)
def _called(title: str, name: str) -> str:
    return compared(f"{title} {name.rpartition('.')[0]}")

"""The words that a follow-up brings itself, and what in a report holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant import lexicon
from assistant.lexicon import Operation, is_counting
from assistant.profile import profile
from assistant.query import Query, Term
from assistant.understanding import content
from index.types import SearchIndex, StatementRecord
from ingest.clean import compared
from ingest.periods import months

_LONG = 160  # letters; a longer text is about many things
_SHORT_LABEL = 3  # letters that an abbreviating label has at least
_FEW = 2  # words of a question that only names something
_NOWHERE = 9
_PLAIN = {Operation.TEXT, Operation.FIGURE}


_VERBAL = re.compile(  # an ending that makes a sentence: more than a name and its particle
    r"\s\S*(?:(?<![은는도이가만에서로과와])요|거에요|죠|니까|[는은인]지|[냐니나야어아해돼줘임음함됨])[\s?.!~]*$"
)
# The head of what is asked of a thing, where nothing says of which.
_ATTRIBUTE = re.compile(
    r"(?:료|비|액|수|률|율|금|명|일|시간|기간|장소|위치|대상|방법|내용|규모|면적|인원|번호|단가|가격|자격|절차|사유|이유)$"
)
_IN_WORDS = re.compile(r"무슨\s?(?!요일|달|월)[가-힣]|어떤\s?[가-힣]|어느\s?나라")


@dataclass(frozen=True, slots=True)
class Own:
    """A follow-up by itself: its query, its words less verbs and times, and them in one piece.

    `query` is `original` where a word for money that is only part of a longer one (경비 in
    기본경비) asks for no amount.
    """

    original: Query
    query: Query
    words: tuple[Term, ...]
    phrase: str

    @classmethod
    def of(cls, query: Query, search: SearchIndex) -> Own:
        verbs = search.verbs(query.text)
        times = {f"{month}월" for _, month in query.months}
        words = tuple(t for t in query.terms if t.text not in verbs and t.text not in times)
        said = tuple(t for t in words if not is_counting(t.text))
        words = said if said and query.families else words  # the unit says what is counted
        return cls(query, _without_parts(query, words), words, compared(content(query.text)))

    @property
    def names_office(self) -> bool:
        return bool(self.query.agencies or self.query.departments)

    @property
    def is_plain(self) -> bool:
        """Whether it only names something, and asks of it what was asked before."""
        query = self.query
        asks = query.wants_amount or query.wanted or query.operation not in _PLAIN
        return not (asks or self.asks_in_words or _VERBAL.search(query.text))

    @property
    def is_attribute(self) -> bool:
        """Whether it may be asked of anything: `이용료는 얼마야?`, unlike `북페스티벌은 언제야?`"""
        return bool(self.words) and _ATTRIBUTE.search(self._last_word) is not None

    def names(self, record: StatementRecord) -> bool:
        """Whether the labels right at a statement say all the words."""
        statement = record.statement
        last = compared(" ".join((*statement.row_path[-1:], *statement.column_path[-1:])))
        return bool(self.words) and all(
            any(spelling in last for spelling in word.spellings) for word in self.words
        )

    @property
    def _last_word(self) -> str:
        return max(self.words, key=lambda word: self.phrase.rfind(word.text)).text

    @property
    def asks_in_words(self) -> bool:
        """`무슨 사고였어?`: no amount answers that."""
        return not self.query.wants_amount and _IN_WORDS.search(self.query.text) is not None


def _without_parts(query: Query, words: Sequence[Term]) -> Query:
    if len(words) > _FEW:
        return query
    flat = query.squeezed
    for word in words:
        flat = flat.replace(word.text, " ")
    measures = tuple(m for m in query.measures if m.asked.search(flat))
    if measures == query.measures:
        return query
    families = lexicon.families(flat)
    asks = bool(measures or families) or query.operation is not Operation.FIGURE
    operation = query.operation if asks else Operation.TEXT
    return replace(query, measures=measures, families=families, operation=operation)


class Holder:
    """Which statements of a part of a report tell of the words of a follow-up.

    Where one statement holds a word in its own labels, another one that merely stands near it, or
    in the same row, does not tell of it.
    """

    def __init__(self, own: Own, records: Sequence[StatementRecord], *, table: bool) -> None:
        self._own = own
        self._rows = _rows_told(records) if table else {}
        self._table = table
        held = [self._worth(record) for record in records]
        self._needed = tuple(min(found) for found in zip(*held, strict=True))
        everywhere = max(self._needed, default=0) < _NOWHERE
        self.records = [
            record
            for record, worth in zip(records, held, strict=True)
            if everywhere and all(w <= n for w, n in zip(worth, self._needed, strict=True))
        ]

    def _worth(self, record: StatementRecord) -> list[int]:
        seen = profile(record)
        labels = compared(" ".join(figure.label for figure in record.statement.figures))
        text = seen.text if len(seen.text) <= _LONG else labels
        row = self._rows.get(-1 if record.statement.row is None else record.statement.row, "")
        rings = (
            ((seen.own,), (text,), (row,), (seen.near,))
            if self._table
            else ((seen.own, text, seen.near),)
        )
        covered = _covered_by_labels(self._own.phrase, record)
        return [0 if word.text in covered else _tier(word, rings) for word in self._own.words]


def _tier(word: Term, rings: Sequence[Sequence[str]]) -> int:
    for tier, group in enumerate(rings):
        if any(spelling in ring for spelling in word.spellings for ring in group):
            return tier
    return _NOWHERE


@dataclass(frozen=True, slots=True)
class _Covered:
    """Where in a phrase labels stand; a word that begins there or lies mostly there is said."""

    phrase: str
    spans: tuple[tuple[int, int], ...]

    def __contains__(self, word: str) -> bool:
        start = self.phrase.find(word)
        if start < 0:
            return False
        end = start + len(word)
        return any(
            a <= start < b and (b >= end or 2 * (b - start) >= len(word) or b - a > b - start)
            for a, b in self.spans
        )


def _covered_by_labels(phrase: str, record: StatementRecord) -> _Covered:
    """`인근초` stands for 인근 초등학교, `범죄예방` for 범죄예방용."""
    statement = record.statement
    spans = []
    for label in (*statement.row_path[-1:], *statement.column_path[-1:]):
        flat = compared(label)
        start = phrase.find(flat) if len(flat) >= _SHORT_LABEL else -1
        if start >= 0:
            spans.append((start, start + len(flat)))
    return _Covered(phrase, tuple(spans))


def in_months(query: Query, record: StatementRecord) -> bool:
    """Whether a statement is of the asked month, where one is asked."""
    asked = {month for _, month in query.months}
    if not asked:
        return True
    statement = record.statement
    labels = " ".join((*statement.row_path, *statement.column_path, *statement.heads[-1:]))
    return bool(asked & set(months(f"{labels} {record.basis_date}")))


def _rows_told(records: Iterable[StatementRecord]) -> dict[int, str]:
    """The short texts of each row of a table, by the row's number."""
    told: dict[int, str] = {}
    for record in records:
        row, text = record.statement.row, record.statement.text
        if row is not None and len(text) <= _LONG // 4:
            told[row] = f"{told.get(row, '')} {compared(text)}"
    return told

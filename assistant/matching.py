"""How well a statement, or one of its figures, answers a question.

The score is the share of the question's words (weighted by rarity) that the statement or its
labels hold, less what its own labels say beyond the question.  A figure of another year, unit or
measure than asked does not answer at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.distance import OSA

from assistant.jamo import letters
from assistant.lexicon import Measure
from assistant.profile import Profile, figure_label, profile
from assistant.query import Query, Term
from index.types import StatementRecord
from ingest.clean import squeezed
from ingest.model import Figure, StatementKind
from ingest.periods import years
from ingest.tables import is_total
from ingest.units import factor, family

# What a word found in each ring is worth.
OWN, TEXT, NEAR, PLACE, WIDE, MISTYPED = 1.0, 0.95, 0.9, 0.85, 0.6, 0.75
# What labels that the question does not name take off.
ROW_EXTRA, COLUMN_EXTRA, LABEL_EXTRA, HEAD_EXTRA, PROJECT_EXTRA = 0.14, 0.10, 0.10, 0.06, 0.12
OTHER_YEAR, NO_YEAR, NO_UNIT, NARROWER = 0.08, 0.03, 0.05, 0.35
_YEARISH = re.compile(
    r"(?:19|20)?\d{2}년?도?|\d{1,2}월?|연차별|소요재원|소요자원|당초예산|본예산|기준|[().,'’‘~\s-]|현황|구분"
)


@dataclass(frozen=True, slots=True)
class Match:
    """A statement, with the figure that is meant where one is asked, and how well it answers."""

    record: StatementRecord
    figure: Figure | None
    score: float
    coverage: float

    @property
    def amount(self) -> tuple[Decimal, str] | None:
        if self.figure is None:
            return None
        base = "원" if family(self.figure.unit) == "money" else self.figure.unit
        return self.figure.amount, base


def matches(query: Query, records: Iterable[StatementRecord]) -> list[Match]:
    """The statements that may answer, best first; figures one by one where amounts are asked."""
    found: list[Match] = []
    for record in records:
        seen = profile(record)
        if not _subject_fits(query, record, seen):
            continue
        coverage = covered(query.terms, seen)
        if query.wants_amount:
            found.extend(_figures(query, record, seen, coverage))
        else:
            extra = _extra(query, record, seen, None)
            found.append(
                Match(record, None, coverage - extra - _year_gap(query, record, None), coverage)
            )
    return sorted(found, key=lambda match: -match.score)


def covered(terms: Iterable[Term], seen: Profile) -> float:
    """The share of the words' weight that the statement and its labels hold, 0 to 1."""
    total = held = 0.0
    for term in terms:
        total += term.weight
        held += term.weight * held_by(term, seen)
    return held / total if total else 1.0


def held_by(term: Term, seen: Profile) -> float:
    """What one word of the question is worth in a statement: 1 in its own labels, 0 nowhere."""
    best = 0.0
    for spelling in term.spellings:
        for ring, worth in (
            (seen.own, OWN),
            (seen.text, TEXT),
            (seen.near, NEAR),
            (seen.place, PLACE),
            (seen.wide, WIDE),
        ):
            if worth <= best:
                break
            if spelling in ring:
                best = worth
                break
    if not best and len(term.text) >= 3:
        best = MISTYPED if _nearly(term.text, f"{seen.own} {seen.near} {seen.place}") else 0.0
    return best


def _nearly(word: str, text: str) -> bool:
    """Whether the word stands in the text but for one wrong letter (a mistyped jamo)."""
    target = letters(word)
    size = len(word)
    for start in range(len(text) - size + 1):
        window = text[start : start + size]
        if window[0] != word[0] and window[-1] != word[-1]:
            continue
        if OSA.distance(letters(window), target, score_cutoff=1) <= 1:
            return True
    return False


def _subject_fits(query: Query, record: StatementRecord, seen: Profile) -> bool:
    if query.agencies and record.agency not in query.agencies:
        return False
    if not query.departments:
        return True
    if any(name in seen.own for name in query.departments):
        return True
    return record.department in query.departments or (
        record.document.department in query.departments and not record.project
    )


def _figures(
    query: Query, record: StatementRecord, seen: Profile, coverage: float
) -> Iterator[Match]:
    for figure in record.statement.figures:
        if not _unit_fits(query, figure) or not _measure_fits(query.measures, figure, seen):
            continue
        if not _year_fits(query, record, figure):
            continue
        extra = _extra(query, record, seen, figure) + _year_gap(query, record, figure)
        extra += NO_UNIT if query.families and not figure.unit else 0.0
        named = _named_by(query.terms, figure)
        share = max(coverage, coverage + 0.05 * named)
        yield Match(record, figure, share - extra, coverage)


def _named_by(terms: Iterable[Term], figure: Figure) -> float:
    label = figure_label(figure)
    return float(bool(label) and any(s in label or label in s for t in terms for s in t.spellings))


def _unit_fits(query: Query, figure: Figure) -> bool:
    if not query.families:
        return True
    kind = family(figure.unit)
    return kind in query.families or not figure.unit


def _measure_fits(measures: tuple[Measure, ...], figure: Figure, seen: Profile) -> bool:
    """Whether the figure measures what is asked: 정원 is not 현원, 예산 is neither 집행액 nor 증감."""
    if not measures:
        return figure.measure not in {"증감률", "집행률"} or True
    measure = measures[0]
    if measure.family and family(figure.unit) not in {measure.family, ""}:
        return False
    label = figure_label(figure)
    if measure.name == "예산":
        return figure.measure not in {"증감", "증감률", "집행액", "집행률"} and not re.search(
            "집행|증감", seen.own + label
        )
    if label and measure.labels.search(label):
        return True
    if measure.name in {"정원", "현원"} and figure.label in {"정원", "현원"}:
        return False
    return measure.labels.search(seen.own) is not None


def _year_fits(query: Query, record: StatementRecord, figure: Figure) -> bool:
    """A figure of a named other year does not answer; one of an assumed year may."""
    if not query.years or figure.year is None or figure.year in query.years:
        return True
    if set(years(record.statement.text)) & set(query.years):
        return True
    return record.document.year in query.years and not _year_is_printed(record, figure)


def _year_is_printed(record: StatementRecord, figure: Figure) -> bool:
    """Whether the labels of the statement itself name the figure's year."""
    statement = record.statement
    named = years(
        " ".join((*statement.row_path, *statement.column_path, *statement.heads, record.caption))
    )
    return figure.year in named


def _year_gap(query: Query, record: StatementRecord, figure: Figure | None) -> float:
    """What a year that is not the asked one, or not the report's own, takes off."""
    year = figure.year if figure else record.statement.year
    if query.years:
        if year is None:
            return NO_YEAR
        if year in query.years:
            return 0.0
        if set(years(record.statement.text)) & set(query.years):
            return 0.0
        return OTHER_YEAR if record.document.year in query.years else 3 * OTHER_YEAR
    return 0.0 if year in (None, record.document.year) else OTHER_YEAR


def _extra(query: Query, record: StatementRecord, seen: Profile, figure: Figure | None) -> float:
    """What the statement's own labels say beyond the question: it may be about something narrower."""
    asked = asked_text(query)
    statement = record.statement
    rows = [squeezed(label) for label in statement.row_path if not is_total(label)]
    columns = [squeezed(label) for label in statement.column_path if not is_total(label)]
    extra = ROW_EXTRA * unasked(rows, asked, query) if statement.kind is StatementKind.CELL else 0.0
    if statement.kind is StatementKind.ITEM:
        extra += 0.5 * ROW_EXTRA * unasked(rows, asked, query)
    extra += COLUMN_EXTRA * unasked(columns, asked, query)
    if figure is not None and figure.label:
        extra += LABEL_EXTRA * unasked([figure_label(figure)], asked, query)
    if seen.head and statement.heads:
        extra += HEAD_EXTRA * unasked([seen.head], asked, query)
    if record.project:
        extra += PROJECT_EXTRA * unasked([squeezed(record.project)], asked, query) * 0.5
        if not query.terms and (query.departments or query.agencies or query.measures):
            extra += NARROWER  # the whole department or agency is asked, not one project
    if query.agencies and not query.departments and not query.terms and record.department:
        extra += NARROWER
    return extra


def asked_text(query: Query) -> str:
    """Everything that the question names, squeezed: its words, synonyms, departments, measures."""
    words = [s for term in query.terms for s in term.spellings]
    return " ".join((query.squeezed, *words, *query.departments, *query.agencies))


def unasked(labels: Iterable[str], asked: str, query: Query) -> float:
    """The share of the labels' letter pairs that the question does not name, 0 to 1."""
    worst = 0.0
    for label in labels:
        bare = _YEARISH.sub("", label)
        if any(measure.labels.search(bare) for measure in query.measures):
            bare = re.sub("|".join(m.labels.pattern for m in query.measures), "", bare)
        bare = re.sub(r"[액률율수의및()]+$", "", bare)
        if len(bare) < 2:
            continue
        pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
        worst = max(worst, 1 - sum(pair in asked for pair in pairs) / len(pairs))
    return worst


def same_amount(value: str, unit: str, figure: Figure) -> bool:
    """Whether a figure is the amount that the question states, in whatever unit of its family."""
    if family(unit) != family(figure.unit):
        return False
    return Decimal(value) * factor(unit) == abs(figure.amount)

"""How well a statement, or one of its figures, answers a question.

The score is the share of the question's words (weighted by rarity) that the statement or its
labels hold, less what its own labels say beyond the question.  A figure of another year, unit or
measure than asked does not answer at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figure_fit import is_counted, is_stated, measure_fits, stands_far, unit_fits
from assistant.framing import Framing
from assistant.labels import asked_text, extra, is_named
from assistant.profile import Profile, profile
from assistant.query import Query, Term
from assistant.words import abbreviates, is_short_for, nearly_in
from assistant.year_fit import told_year_fits, year_fits, year_gap
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.cells import is_page
from ingest.clean import compared, squeezed
from ingest.model import Figure, StatementKind
from ingest.numbers import cell_number
from ingest.units import family
from ingest.vocabulary import is_opening

# What a word found in each ring of a profile is worth, and in the rest of its project.
WORTH = (1.0, 0.92, 0.9, 0.85, 0.15)
MISTYPED, ABBREVIATED, BEGUN, IN_PROJECT, IN_ROW = 0.75, 0.8, 0.6, 0.6, 0.6
HELD = 0.5  # worth from which on a word is held
_CARRIES = 0.35  # of the weight of the heaviest word
_EDITION, _PLACE = re.compile(r"\d+[기차회]"), re.compile(r"[가-힣]{1,6}[시군구도]")
TITLED = 0.5  # share of the words that a title must hold, for its project to be meant
# What takes off: no unit, a later figure of a line, the former of `A → B`.
NO_UNIT, LATER, FORMER = 0.05, 0.02, 0.08
COUNTED = 0.06  # what a unit adds that the question names (`팀 수`, `몇 개소`)
OLDER = 0.01  # what a report that is not its agency's newest takes off, if no year is asked
BARE = 0.4  # what a statement takes off that says nothing of what is asked
WHOLE_PHRASE = 0.03  # what a word of the question adds that stands in one piece in a label
EXACT = 0.05  # what a row adds that is called just as the question says
QUOTED = 0.2  # what a label adds that is just what the question quotes
_QUOTED = re.compile(r"[‘“'\"]([^‘’“”'\"]{2,40})[’”'\"]")
NO_BUDGET = 0.08  # what money takes off that nothing calls a budget, where one is asked
_NAMES_BUDGET = re.compile(r"예산|사업비|소요|재원|경비")
TOTAL = 0.06  # what a total adds where all of something is asked
_ALL = re.compile(r"총(?![무괄장선리])|전체|모두|합계|통틀")
_MOST_KINDS = 6  # kinds of amounts: then any may be meant
WHOLE_LABEL, _LONG_LABEL = 0.03, 4  # what a label adds that the question names in full
_WHETHER = re.compile(r"(?:나요|까요?|습니까|입니까|는지)[?]*$")
_KINDS, _KINDS_ASKED = {"신규", "계속"}, re.compile(r"구분|신규|계속")
_SHORT = 2  # letters of a word that may be found by chance
_LONG = 160  # letters; a longer line is about many things
_ARROW = re.compile(r"[^\d가-힣]{0,3}(?:[가-힣]{1,3})?(?:\s*\([^()]*\))?\s*[→⇒➡]")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A statement, with the figure that is meant where one is asked, and how well it answers."""

    record: StatementRecord
    figure: Figure | None
    score: float
    coverage: float

    @property
    def known_figure(self) -> Figure:
        """The figure, where the question asked for an amount and so every match has one."""
        assert self.figure is not None  # noqa: S101
        return self.figure

    @property
    def amount(self) -> tuple[Decimal, str] | None:
        if self.figure is None:
            return None
        base = "원" if family(self.figure.unit) == "money" else self.figure.unit
        return self.figure.amount, base


def matches(
    query: Query,
    records: Iterable[StatementRecord],
    newest: Mapping[str, int] | None = None,
    framing: Framing | None = None,
) -> list[Match]:
    """The statements that may answer, best first; figures one by one where amounts are asked.

    `newest` is the year of each agency's newest report: it goes before older ones that say as
    much, unless the question names a year.  `framing` knows the words that name documents.
    """
    records = list(records)
    projects = _project_words(query.terms, records)
    rows = _row_words(query.terms, records)
    asked = asked_text(query)
    found: list[Match] = []
    for record in records:
        seen = profile(record)
        if is_page(record.statement.column_path) or not _subject_fits(query, record, seen):
            continue
        beside = rows.get(_row(record), {})
        named = framing.of(record) if framing else {}
        coverage = covered(
            query.terms, seen, projects.get(_project(record), {}), beside, named, record
        )
        if coverage <= 0:
            continue
        if any(phrase in ring for phrase in query.phrases for ring in (seen.own, seen.near)):
            coverage += WHOLE_PHRASE
        older = _is_older(query, record, newest or {})
        if query.wants_amount:
            found.extend(_figures(query, record, seen, coverage, asked, OLDER * older))
        elif told_year_fits(query, record):
            gap = extra(query, record, seen, None, asked) + year_gap(query, record, None)
            gap += 0.05 * max(0.0, len(seen.text) / _LONG - 1) + OLDER * older
            gap += BARE if _says_nothing(query, record) else 0.0
            found.append(Match(record, None, coverage - gap, coverage))
    return sorted(found, key=lambda match: _order(match, query))


def _order(match: Match, query: Query) -> tuple[float, int, bool, str, int, int]:
    """Best first; equals by the report of the asked year, or the newest, and the place in it.

    A row that names the department goes before a total above it that says the same.
    """
    document, statement = match.record.document, match.record.statement
    span = match.figure.span[0] if match.figure else 0
    year = document.year or 0
    away = min((abs(year - asked) for asked in query.years), default=-year)
    own = profile(match.record).own
    unnamed = not any(compared(name) in own for name in query.departments)
    return -round(match.score, 6), away, unnamed, document.name, statement.id, span


def _says_nothing(query: Query, record: StatementRecord) -> bool:
    """A bare number where whether is asked, and 신규 or 계속 of a list where that is not."""
    text = record.statement.text
    if text in _KINDS:
        return not _KINDS_ASKED.search(query.squeezed)
    return bool(_WHETHER.search(query.squeezed)) and cell_number(text) is not None


def _is_older(query: Query, record: StatementRecord, newest: Mapping[str, int]) -> bool:
    if query.years or query.document_years:
        return False
    return (record.document.year or 0) < newest.get(record.agency, 0)


def covered(
    terms: Sequence[Term],
    seen: Profile,
    project: Mapping[str, float],
    beside: Mapping[str, float],
    framed: Mapping[str, float],
    record: StatementRecord,
) -> float:
    """The share of the words' weight that the statement and its labels hold, 0 to 1.

    A cell also holds, for less, the words of its row's other cells, and a statement that speaks
    for its whole project (its budget line) those of the project's other statements.  What its
    document's title and head hold counts where it is all that a statement lacks.
    """
    worths: list[float] = []
    elsewhere = False
    whole_project = speaks_for_project(record) and _titled(terms, seen)
    for term in terms:
        worth = max(held_by(term, seen), beside.get(term.text, 0.0))
        if term.critical and worth < WORTH[2]:
            if not _holds_critical(term, beside, framed):
                return 0.0
            elsewhere = True
        if whole_project:
            worth = max(worth, project.get(term.text, 0.0))
        worths.append(worth)
    least = carrying(terms)
    pairs = list(zip(terms, worths, strict=True))
    if all(w >= HELD or t.text in framed or t.weight < least for t, w in pairs):
        worths = [max(worth, framed.get(term.text, 0.0)) for term, worth in pairs]
    if elsewhere and any(
        w < HELD and t.weight >= least for t, w in zip(terms, worths, strict=True)
    ):
        return 0.0
    total = sum(term.weight for term in terms)
    held = sum(term.weight * worth for term, worth in zip(terms, worths, strict=True))
    return held / total if total else 1.0


def carrying(terms: Iterable[Term]) -> float:
    """The least weight of a word that carries the question: what weighs less may be missing."""
    return _CARRIES * max((term.weight for term in terms), default=0.0)


def _holds_critical(term: Term, beside: Mapping[str, float], framed: Mapping[str, float]) -> bool:
    """Whether a place stands in the row, or the whole document is of an edition (`제6기`)."""
    if _EDITION.fullmatch(term.text):
        return term.text in framed
    return _PLACE.fullmatch(term.text) is not None and term.text in beside


def speaks_for_project(record: StatementRecord) -> bool:
    """Whether a statement is about its project as a whole: outside all lists, in no subsection."""
    if not record.project or record.statement.heads:
        return False
    section = record.section_path[-1]
    return section == record.project or is_opening(section)


def _titled(terms: Iterable[Term], seen: Profile) -> bool:
    """Whether the project's title holds at least half of the words that are asked."""
    weights = [(term.weight, any(s in seen.place for s in term.spellings)) for term in terms]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, held in weights if held) >= TITLED * total


def _project(record: StatementRecord) -> Key:
    return record.document.id, record.project


def _row(record: StatementRecord) -> tuple[str, int, int | None]:
    return record.document.id, record.statement.block, record.statement.row


def _row_words(
    terms: tuple[Term, ...], records: list[StatementRecord]
) -> dict[tuple[str, int, int | None], dict[str, float]]:
    """The question's words that the texts of each table row hold between them."""
    held: defaultdict[tuple[str, int, int | None], dict[str, float]] = defaultdict(dict)
    for record in records:
        if record.statement.row is None:
            continue
        text = profile(record).text
        for term in terms:
            if any(spelling in text for spelling in term.spellings):
                held[_row(record)][term.text] = IN_ROW
    return held


def _project_words(
    terms: tuple[Term, ...], records: list[StatementRecord]
) -> dict[Key, dict[str, float]]:
    """The question's words that each project's statements hold between them."""
    held: defaultdict[Key, dict[str, float]] = defaultdict(dict)
    for record in records:
        if not record.project:
            continue
        known = held[_project(record)]
        rings = profile(record).rings[:3]
        for term in terms:
            if term.text not in known and any(s in ring for s in term.spellings for ring in rings):
                known[term.text] = IN_PROJECT
    return held


def held_by(term: Term, seen: Profile) -> float:
    """What one word of the question is worth in a statement: 1 in its own labels, 0 nowhere."""
    for ring, worth in zip(seen.rings, WORTH, strict=True):
        for spelling in term.spellings:
            across = ring is seen.text and len(spelling) == _SHORT and spelling not in seen.raw
            if spelling in ring and not across:
                return worth
    if len(term.text) < 2:
        return 0.0
    short = seen.text if len(seen.text) <= _LONG else ""
    stem, suffix = term.text[:-1], term.text[-1]
    if len(stem) >= 2 and stem in seen.own and suffix in seen.near + seen.place:
        return ABBREVIATED  # `승합차` is 승합 under 공용차량
    if any(is_short_for(label, term.text) for label in seen.labels):
        return ABBREVIATED
    if len(term.text) >= 4 and _in_two(term.text, seen):
        return ABBREVIATED
    if len(term.text) >= 4 and any(abbreviates(term.text, ring) for ring in (seen.own, short)):
        return ABBREVIATED
    if len(term.text) >= 4 and any(term.text[:3] in ring for ring in (seen.own, short, seen.near)):
        return BEGUN
    return MISTYPED if nearly_in(term.text, f"{seen.own} {short} {seen.near} {seen.place}") else 0.0


def _in_two(word: str, seen: Profile) -> bool:
    """Whether a label holds a part of a compound, and what stands near it the rest.

    `노외주차장` is the row 노외 of a table about 주차장.
    """
    around = f"{seen.own} {seen.near} {seen.place}"
    for cut in range(2, len(word) - 1):
        first, last = word[:cut], word[cut:]
        if (first in seen.own and last in around) or (last in seen.own and first in around):
            return True
    return False


def _subject_fits(query: Query, record: StatementRecord, seen: Profile) -> bool:
    if query.agencies and record.agency not in query.agencies:
        return False
    if any(kind in ring for kind in query.unknown_bodies for ring in seen.rings):
        return False  # it is of another 재단 than the one that is asked for
    if query.document_years and record.document.year not in query.document_years:
        return False
    if not query.departments or any(compared(name) in seen.own for name in query.departments):
        return True
    return record.department in query.departments or (
        record.document.department in query.departments
        and not record.project
        and not record.department
    )


def _figures(
    query: Query, record: StatementRecord, seen: Profile, coverage: float, asked: str, older: float
) -> Iterator[Match]:
    budget = any(m.name == "예산" for m in query.measures) and "예산" in query.squeezed
    whole = _ALL.search(squeezed(query.text)) is not None
    anything = len(query.families) >= _MOST_KINDS
    for position, figure in enumerate(record.statement.figures):
        if not unit_fits(query, figure, seen) or not measure_fits(query, record, figure, seen):
            continue
        if not year_fits(query, record, figure) or is_stated(query, figure):
            continue
        if stands_far(query, record, figure):
            continue
        gap = extra(query, record, seen, figure, asked) + year_gap(query, record, figure)
        gap += older
        gap -= COUNTED if is_counted(figure, query) else 0.0
        gap += NO_UNIT if query.families and not figure.unit and not anything else 0.0
        gap += FORMER if _ARROW.match(record.statement.text[figure.span[1] :]) else 0.0
        gap -= EXACT * _is_exactly(query.terms, record) + QUOTED * _is_quoted(query, record)
        gap += NO_BUDGET * (
            budget and not _NAMES_BUDGET.search(seen.own + seen.near + figure.label)
        )
        gap -= TOTAL * (whole and _is_whole(record, figure, asked))
        gap -= WHOLE_LABEL * _names_label(record, asked)
        if record.statement.kind is not StatementKind.CELL or len(record.statement.figures) > 2:
            gap += 0.0 if is_named(figure, query) else LATER * position
        yield Match(record, figure, coverage - gap, coverage)


def _is_exactly(terms: Iterable[Term], record: StatementRecord) -> bool:
    path = record.statement.row_path
    own = compared(path[-1]) if path and record.statement.row is not None else ""
    return bool(own) and any(own in term.spellings for term in terms)


def _is_quoted(query: Query, record: StatementRecord) -> bool:
    """Whether a label is just what the question puts in quotation marks."""
    labels = {compared(x) for x in (*record.statement.row_path, *record.statement.column_path)}
    return any(compared(quoted) in labels for quoted in _QUOTED.findall(query.text))


def _is_whole(record: StatementRecord, figure: Figure, asked: str) -> bool:
    """Whether a figure is of all of what is asked: `총 4,525명`, or a total of a named row."""
    statement = record.statement
    if statement.row is None:
        return statement.text[: figure.span[0]].rstrip().endswith("총")
    labels = [path[-1] for path in (statement.row_path, statement.column_path) if path]
    totals = [is_total(label) for label in labels]
    return any(totals) and all(
        total or compared(label) in asked for label, total in zip(labels, totals, strict=True)
    )


def _names_label(record: StatementRecord, asked: str) -> bool:
    """Whether the question names a row or column in full: `구청 정보화교육`, not only `계`."""
    paths = (record.statement.row_path, record.statement.column_path)
    labels = (compared(path[-1]) for path in paths if path)
    return any(len(label) >= _LONG_LABEL and label in asked for label in labels)

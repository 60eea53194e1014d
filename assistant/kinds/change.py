"""Changes over time, and two subjects held against each other."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import draft
from assistant.conflicts import same_name
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import remainder
from assistant.kinds.difference import Side, between, told, with_verdict
from assistant.kinds.printed import printed_change
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.matching import Match
from assistant.picking import ENOUGH, NEAR, Pick
from assistant.query import Query, Term
from assistant.splitting import by_year_phrase, split
from assistant.wording import subject
from ingest.units import ANYTHING, family

_COMPARING = {"비하", "비교", "대비"}
_WHICH = re.compile(r"(?:어디|어느[가-힣]{1,2}|뭐|무엇|누)가(?:얼마나)?더")
_BASE = re.compile(  # `2024년 대비`, `24년 예산보다`: the year that is compared with
    r"(?<!\d)['’‘]?((?:20)?\d{2})년도?(?:에)?(?:의)?(?:당초|본)?(?:예산|사업비|정원|현원|실적)?"
    r"(?:액|에)?(?:대비|보다|비해|비하여|과비교|와비교)"
)


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if query.operation not in {Operation.DIFFERENCE, Operation.GROWTH, Operation.COMPARE}:
        return None
    if remainder.is_asked(query):
        return None
    if len({month for _, month in query.months}) > 1:
        return _between_months(desk)
    query = _with_other_measure(query)
    desk = desk if query is desk.query else replace(desk, query=query)
    subjects = _subjects(query)
    if len(subjects) > 1 and _asks_each(query):
        return _each(desk, subjects)
    base = _base_year(query)
    if base is not None:
        found = _since(desk, base)
        if found is not None or len(by_year_phrase(query)) < 2:
            return found
    pairs = _pair(desk)
    if pairs is not None:
        return between(desk, *pairs)
    if _WHICH.search(query.squeezed):
        return None  # two things are asked about, not two years of one
    if len(query.years) == 2 and query.years[1] - query.years[0] == 1:
        query = replace(query, years=query.years[1:])
    return printed_change(desk, query, _base(query)) or _against(desk, query)


def _between_months(desk: Desk) -> Draft | None:
    """The change between two months, each from what the report says as of it."""
    picks = []
    for year, month in desk.query.months:
        term = Term(f"{month}월", (f"{month}월",), 0.01, critical=True)
        years = (year,) if year else desk.query.years[:1]
        plain = _base(desk.query)
        question = replace(plain, terms=(*plain.terms, term), years=years, months=())
        pick = desk.pick(question)
        if pick is None or pick.best.figure is None or pick.best.figure.year not in years:
            return None
        picks.append((question, pick))
    if len(picks) != 2:
        return None
    (_, one), (_, other) = picks
    if one.best.figure is None or other.best.figure is None:
        return None
    if family(one.best.figure.unit) != family(other.best.figure.unit):
        return None
    return between(desk, *picks)


def _with_other_measure(query: Query) -> Query:
    """`정원보다 몇 명 많아` asks for 현원 against 정원."""
    pair = {"정원": "현원", "현원": "정원"}
    only = query.measures[0].name if len(query.measures) == 1 else ""
    if only not in pair or f"{only}보다" not in query.squeezed:
        return query
    return replace(query, measures=(*query.measures, MEASURE_BY_NAME[pair[only]]))


def _base_year(query: Query) -> int | None:
    """The year that the question compares with, where it names one (`2024년 대비`)."""
    found = _BASE.search(query.squeezed)
    if found is None or len(query.years) > 2:
        return None
    base = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
    return base if base in query.years else None


def _since(desk: Desk, base: int) -> Draft | None:
    """The change from a named year to the other named one, else to the newest report's own year."""
    kept = tuple(term for term in desk.query.terms if term.text not in _COMPARING)
    query = replace(desk.query, terms=kept)
    others = [year for year in query.years if year != base]
    newest = max((d.year for d in desk.landscape.documents if d.year), default=base)
    for target in others or dict.fromkeys((*_own_years(desk, query, base), newest, base + 1)):
        own = replace(query, years=(target,))
        if target <= base and not others:
            continue
        printed = printed_change(desk, own, _base(own)) if target == base + 1 else None
        found = printed or _against(desk, own, base)
        if found is not None:
            return found
    return None


def _own_years(desk: Desk, query: Query, base: int) -> list[int]:
    """The years of the reports that speak of the subject after the base year, newest first."""
    found = desk.matches(replace(_base(query), years=()))
    best = found[0].score if found else 0.0
    near = [m for m in found if m.coverage >= ENOUGH and m.score >= best - NEAR]
    years = {m.record.document.year for m in near if m.record.document.year}
    return sorted((year for year in years if year > base), reverse=True)


def _subjects(query: Query) -> list[Query]:
    """The question for each of several departments."""
    if len(query.departments) < 2:
        return [query]
    return [replace(query, departments=(name,)) for name in query.departments]


def _asks_each(query: Query) -> bool:
    """`A과와 B과가 작년보다 얼마씩 늘었는지`: a change for each, not between them."""
    changed = re.search(r"늘|줄|증가|감소|증감", query.squeezed) is not None
    return changed and (query.since_last_year or len(query.years) != 1 or "씩" in query.squeezed)


def _each(desk: Desk, subjects: list[Query]) -> Draft | None:
    drafts = []
    for question in subjects:
        own = replace(question, years=question.years[-1:])
        found = printed_change(desk, own, _base(own)) or _against(desk, own)
        if found is not None:
            drafts.append(found)
    if len(drafts) < len(subjects):
        return None
    values = tuple(value for found in drafts for value in found.values)
    return replace(drafts[0], text="\n".join(found.text for found in drafts), values=values)


def _pair(desk: Desk) -> tuple[tuple[Query, Pick], tuple[Query, Pick]] | None:
    plain = tuple(m for m in desk.query.measures if m.name not in {"증감", "증감률"})
    asked = replace(desk.query, measures=plain) if plain != desk.query.measures else desk.query
    questions = [_counted(question) for question in split(asked)]
    if len(questions) != 2:
        return None
    found = [(question, desk.pick(question)) for question in questions]
    (first, one), (second, other) = found
    if one is None or other is None:
        return None
    a, b = one.best.figure, other.best.figure
    if a is None or b is None or family(a.unit) != family(b.unit):
        return None
    if one.best.record.id == other.best.record.id and a.span == b.span:
        return None
    return (first, one), (second, other)


def _counted(query: Query) -> Query:
    """The question for whatever is counted of its subject, where it does not say what."""
    return query if query.wants_amount else replace(query, families=ANYTHING)


def _base(query: Query) -> Query:
    """The question for the figure whose change is asked, without the words for change."""
    measures = tuple(m for m in query.measures if m.name not in {"증감", "증감률"})
    families = tuple(f for f in query.families if f != "percent") or tuple(
        m.family for m in measures if m.family
    )
    if not measures and not families and query.terms:
        families = ANYTHING
    elif not measures and not families:
        measures = (MEASURE_BY_NAME["예산"],)
        families = ("money",)
    return replace(query, measures=measures, families=families)


def _against(desk: Desk, query: Query, before: int | None = None) -> Draft | None:
    """The change from the year before (or an earlier one), computed from both years' figures."""
    base = _base(query)
    pick = desk.pick(base)
    figure = pick.best.figure if pick else None
    if pick is None or figure is None or figure.year is None or len(query.years) > 1:
        return None
    if before is not None and figure.year not in query.years:
        return None
    before = figure.year - 1 if before is None else before
    earlier = desk.pick(replace(base, years=(before,), months=()))
    if earlier is None or earlier.best.figure is None or earlier.best.figure.year != before:
        return None
    if not _same_subject(desk, earlier.best, pick.best):
        return None
    cited = desk.cite((earlier.best, pick.best))
    named = subject(pick.best, base, year=False)
    sides = Side(earlier.best, f"{before}년"), Side(pick.best, f"{figure.year}년")
    found = with_verdict(told(desk, *sides, cited, named), desk.query, *sides)
    return replace(found, assumptions=draft.year_assumption(pick.best, desk.query))


def _same_subject(desk: Desk, a: Match, b: Match) -> bool:
    """Two years of one thing: its budget as a whole, or what the same labels name."""
    one, other = a.record, b.record
    if (one.agency, one.department) != (other.agency, other.department):
        return False
    if a.known_figure.label != b.known_figure.label:
        return False
    return same_name(desk, a, b)

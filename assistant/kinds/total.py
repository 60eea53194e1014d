"""Sums: the total that the report prints, or one added up here over cited cells."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant import draft, missing
from assistant.answer import Calculation, Checked, Operand, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds import figure as figures_asked
from assistant.kinds.asking_back import asked_back
from assistant.kinds.line import Line, along, asked_months, down, month
from assistant.kinds.not_addable import ADDING, located, refused, stated_parts, why_not
from assistant.korean import amount, number
from assistant.labels import asked_text, unasked
from assistant.lexicon import Operation
from assistant.matching import Match
from assistant.picking import CLOSE, ENOUGH, NEAR
from assistant.profile import profile
from assistant.query import Query
from assistant.splitting import split
from assistant.wording import marks, say, subject
from ingest.cell_kinds import is_total
from ingest.cells import ALL_YEARS
from ingest.periods import years as years_in
from ingest.units import factor, family

_FEWEST = 2
_NEVER_ADDED = {"percent", "grade", "age"}
_ROWS = 12  # rows that are looked at for all of the asked years
_SPAN_WORDS = re.compile(r"분기|반기|^\d+월$|^\d+~")
_LINKED = re.compile(r"[가-힣](?:이랑|랑|하고|와|과|에다?)\s.*(?:더하|더해|합치|합쳐|합하)")
_OVER_YEARS = re.compile(r"총사업비|총액|총예산|총소요|총비용|총규모|총투자")
_TOGETHER = re.compile(r"(?:의|[비액원명]|예산)합(?=[은이을?.]|$)")
_SEVERAL = re.compile(r"(?:[2-9]|두|세|네|다섯|여섯|일곱|여덟|아홉|열)(?:건|개|곳|가지|사업|항목)")
# Measures that stand beside others in a row, each in a column of its own.
_OF_A_COLUMN = {"집행액", "잔액", "불용액", "이월액", "결산액"}


def answer(desk: Desk) -> Draft | None:
    """A sum that the question asks for: as the report prints it, else added up."""
    query = desk.query
    if query.operation is Operation.FIGURE and _OVER_YEARS.search(query.squeezed):
        plain = _without_word(desk)
        return (None if query.years else _over_years(plain)) or figures_asked.answer(plain)
    together = query.operation is Operation.FIGURE and _TOGETHER.search(query.squeezed) is not None
    if query.operation is not Operation.SUM and not together:
        return None
    questions = split(query)
    if len(stated_parts(query)) > 1:
        return _of_stated(desk) or missing.nothing_found(desk)
    found = _named(desk, questions) if len(questions) > 1 else None
    if found is None and query.operation is Operation.SUM:
        found = _in_a_line(desk)
    several = _has_operands(query, questions) or _SEVERAL.search(query.squeezed) is not None
    if found is None and ADDING.search(query.squeezed) and several:
        return missing.nothing_found(desk)  # one operand is no answer
    return found


def _has_operands(query: Query, questions: list[Query]) -> bool:
    text = query.text
    for name in query.departments:
        text = text.replace(name, " ")
    several = len(questions) > 1 or len(query.years) > 1 or _LINKED.search(text) is not None
    return several or bool(asked_months(query.squeezed))


def _in_a_line(desk: Desk) -> Draft | None:
    """The total of a table's row or column, printed or added up over the asked parts."""
    line, best = _line(desk) or (None, None)
    if line is None or best is None or family(best.known_figure.unit) in _NEVER_ADDED:
        return None
    query = desk.query
    if not _is_one_sum(line, query):
        return None
    parts = _asked_parts(line, query)
    total = line.total
    if any(_measures_other(query, best, one) for one in (*parts, *([total] if total else []))):
        return _printed(desk, best, best) if is_total(_row(best)) else None
    whole = len(parts) < _FEWEST or len(parts) == len(line.parts)
    if total is not None and whole and "더하" not in query.squeezed:
        return _printed(desk, total, best)
    sum_of_others = _sum_of_others(parts)
    if sum_of_others is not None:
        return _printed(desk, sum_of_others, best)
    if len(parts) < _FEWEST:
        return None
    refusal = why_not(parts)
    if refusal is not None:
        return refused(desk, refusal)
    return added(desk, parts, total if whole else None)


def _measures_other(query: Query, best: Match, other: Match) -> bool:
    """Whether a figure is of another measure than the asked one, which the best match names.

    The row of 합계 over 예산액, 지출액 and 불용액 adds up nothing, and its 계 is of 예산액.
    """
    if not query.measures or query.measures[0].name not in _OF_A_COLUMN:
        return False
    labels = query.measures[0].labels
    asked = labels.search(profile(best.record).own) is not None
    return asked and labels.search(profile(other.record).own) is None


def _row(match: Match) -> str:
    return next(iter(match.record.statement.row_path), "")


def _sum_of_others(parts: list[Match]) -> Match | None:
    """The one that all others add up to: a total under a name of its own (`전체 카메라`)."""
    amounts = [match.known_figure.amount for match in parts]
    total = sum(amounts, Decimal(0))
    if len(parts) <= _FEWEST:
        return None
    return next((m for m, a in zip(parts, amounts, strict=True) if a and a * 2 == total), None)


def _over_years(desk: Desk) -> Draft | None:
    """`총사업비`: the figure over all years, printed beside those of single years."""
    query = replace(desk.query, operation=Operation.SUM)
    if not query.terms:
        return None
    found = [m for m in desk.matches(query) if m.coverage >= ENOUGH and m.figure is not None]
    over = [m for m in found if m.figure and m.figure.period == ALL_YEARS and _says_total(m)]
    if not over or over[0].score < found[0].score - NEAR:
        return None
    best = over[0]
    alike = [m for m in over[1:] if m.score >= best.score - CLOSE and m.amount != best.amount]
    others = [m for m in alike if _thing(m) != _thing(best)]
    if others:
        return asked_back(desk, desk.query, _each_once([best, *others]))
    return _printed(desk, best, best)


def _says_total(match: Match) -> bool:
    """A column beside those of single years, or a line that says so: 소요예산 alone does not."""
    statement = match.record.statement
    return statement.row is not None or "총" in "".join(statement.row_path)


def _without_word(desk: Desk) -> Desk:
    """The question less its word for a total, which labels may hold by chance (`당초예산`)."""
    query = desk.query
    kept = tuple(term for term in query.terms if not _OVER_YEARS.search(term.text))
    return desk if kept == query.terms else replace(desk, query=replace(query, terms=kept))


def _thing(match: Match) -> tuple[str, str, str]:
    record = match.record
    return record.agency, record.department or record.document.department, record.project


def _each_once(found: list[Match]) -> list[Match]:
    """One match for each thing: the first, which is the newest report's."""
    first: dict[tuple[str, str, str], Match] = {}
    for match in found:
        first.setdefault(_thing(match), match)
    return list(first.values())


def _is_one_sum(line: Line, query: Query) -> bool:
    """Whether the parts of a line may be added up: of one year, of asked years, or as it does.

    A budget beside that of the year before is no sum; yearly needs beside their 합계 are one.
    """
    years = {match.record.statement.year for match in line.parts}
    apart = {year for match in line.parts for year in years_in(" ".join(line.path(match)[-1:]))}
    one_year = len(years) < _FEWEST and len(apart) < _FEWEST
    return line.total is not None or len(query.years) > 1 or one_year


def _line(desk: Desk) -> tuple[Line, Match] | None:
    """The line of the best figure; the first that has all asked years or months where some are."""
    query, months = _without_months(desk.query)
    years = set(query.years)
    found = [
        match
        for match in desk.matches(query)
        if match.coverage >= ENOUGH
        and match.figure is not None
        and match.record.statement.row is not None
        and (not years or match.figure.year in years)
    ]
    if not months and len(years) < _FEWEST:
        return (along(desk, found[0]), found[0]) if found else None
    for match in found[:_ROWS]:
        for line in (along(desk, match), down(desk, match)):
            named = {month(line.path(part)) for part in line.parts}
            if set(months) <= named and (months or years <= {_year(p) for p in line.parts}):
                return line, match
    return None


def _without_months(query: Query) -> tuple[Query, tuple[int, ...]]:
    """The question less the words for a span of months, and the months."""
    months = asked_months(query.squeezed)
    if not months:
        return query, ()
    kept = tuple(t for t in query.terms if not (t.critical or _SPAN_WORDS.search(t.text)))
    return replace(query, terms=kept), months


def _year(match: Match) -> int | None:
    return match.record.statement.year


def _asked_parts(line: Line, query: Query) -> list[Match]:
    """The parts that the question names (months, years, a group), all where it names none."""
    parts = line.parts
    months = asked_months(query.squeezed)
    if months:
        return [part for part in parts if month(line.path(part)) in months]
    if query.years and any(_year(part) in query.years for part in parts):
        return [part for part in parts if _year(part) in query.years]
    asked = asked_text(query)
    named = [
        part
        for part in parts
        if line.across
        and len(line.path(part)) > 1
        and unasked([line.path(part)[0]], asked, query) == 0
    ]
    return named or parts


def _printed(desk: Desk, found: Match, match: Match) -> Draft:
    """The total that the report prints, for the question that `match` answers."""
    found = replace(found, score=match.score, coverage=match.coverage)
    figure = found.known_figure
    cited = desk.cite((found,))
    over = " 전체 연도" if figure.period == ALL_YEARS else ""
    named = f"{subject(found, desk.query, year=False)}{over} 합계"
    text = say(
        "figure", subject=named, amount=amount(figure.value, figure.unit), marks=marks(cited)
    )
    against = draft.warnings(found, desk)
    return Draft(
        text=draft.warned(text, against),
        checks=against,
        values=(draft.value(found, desk.query, cited[0]),),
        basis=draft.basis(found),
    )


def _named(desk: Desk, questions: list[Query]) -> Draft | None:
    """`A와 B를 합치면`: one sum for each kind of amount that is asked."""
    families = desk.query.families or tuple(dict.fromkeys(m.family for m in desk.query.measures))
    drafts = []
    for kind in families:
        picks = [desk.pick(replace(q, families=(kind,))) for q in questions]
        parts = [pick.best for pick in picks if pick]
        if len(parts) < len(picks) or not are_different(parts):
            continue
        refusal = why_not(parts)
        if refusal is not None:
            return refused(desk, refusal)
        drafts.append(added(desk, parts, None))
    if not drafts:
        return None
    return replace(
        drafts[0],
        text="\n".join(d.text for d in drafts),
        values=tuple(value for d in drafts for value in d.values),
    )


def _of_stated(desk: Desk) -> Draft | None:
    """The sum of the amounts that the question states, where the reports print each of them."""
    found = [located(desk, stated)[:1] for stated in stated_parts(desk.query)]
    parts = [match for matches in found for match in matches]
    if len(parts) < len(found) or not are_different(parts):
        return None
    refusal = why_not(parts)
    return refused(desk, refusal) if refusal else added(desk, parts, None)


def are_different(parts: list[Match]) -> bool:
    return len({(match.record.id, match.known_figure.span) for match in parts}) == len(parts)


def added(desk: Desk, parts: list[Match], total: Match | None = None) -> Draft:
    """The sum of cited figures, and whether the total that the report prints agrees with it."""
    figures = [match.known_figure for match in parts]
    unit = figures[0].unit
    result = sum((figure.amount for figure in figures), Decimal(0)) / factor(unit)
    cited = desk.cite(parts)
    formula = " + ".join(f"{number(figure.value)}" for figure in figures)
    calculation = Calculation(
        rule=Rule.SUM,
        formula=f"{formula} = {number(result)}{unit}",
        operands=tuple(
            Operand(label=subject(m, desk.query), value=f.value, unit=f.unit, citation=n)
            for m, f, n in zip(parts, figures, _each(desk, parts), strict=True)
        ),
        result=result,
        unit=unit,
    )
    text = say("computed", formula=formula, result=f"{number(result)}{unit}", marks=marks(cited))
    values = [Value(value=result, unit=unit, label="합계", calculation=calculation)]
    checks: tuple[Checked, ...] = ()
    if total is not None:
        printed = total.known_figure
        n = desk.book.cite(total.record)
        if printed.amount != result * factor(unit):
            told = f"{number(printed.value)}{printed.unit}"
            message = say("sum_disagrees", printed=told)
            text += f" {message} [{n}]"
            checks = (Checked(kind="sum", message=message, citations=(n,)),)
            values.append(
                Value(value=printed.value, unit=printed.unit, label="보고서의 합계", citation=n)
            )
        else:
            text += f" {say('sum_agrees')} [{n}]"
    return Draft(
        text=text,
        values=tuple(values),
        calculation=calculation,
        basis=draft.basis(parts[0]),
        checks=checks,
    )


def _each(desk: Desk, parts: list[Match]) -> list[int]:
    return [desk.book.cite(match.record) for match in parts]

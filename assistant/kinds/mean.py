"""Means: the one that the report prints, else one worked out over cited figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant import draft, missing
from assistant.answer import Calculation, Operand, Rule, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.line import along, asked_months, down, month
from assistant.kinds.lineup import lineups
from assistant.kinds.not_addable import Refusal, refused
from assistant.kinds.quoting import quoted
from assistant.kinds.wish import Wish, is_time
from assistant.korean import number
from assistant.matching import Match
from assistant.picking import ENOUGH
from assistant.profile import profile
from assistant.query import Query, Term
from assistant.wording import figure_amount, marks, say, subject
from index.types import StatementRecord
from ingest.clean import compared, squeezed
from ingest.periods import years as years_in
from ingest.units import FAMILIES, factor, family

_MEAN = re.compile(r"평균(?!연령|나이|기온|수명)")
_PER = re.compile(
    r"(?:(\S+)\s+)?(?:1|한|하나)\s?(명|인|건|곳|개소|개|대|팀|과|회|가구|세대)\s?당(?![가-힣]*직)"
)
_EACH = re.compile(
    r"(?<![가-힣])([가-힣]{0,6}(?:센터|호점|팀|과|동|학교|기관|시설|부서))\s?당(?=\s)"
)
_BY = re.compile(r"(과|팀|동|국|부서|센터|기관|학교)별")
_OVER_TIME = re.compile(r"연평균|해평균|월평균|연간평균|년평균|(?:최근|\d+년|동안|년간).*평균")
_LAST = re.compile(r"최근(\d+|두|세|네)(?:개)?년|(?<!\d)(\d)(?:개)?년(?:간|동안|치)?")
_WORDS = re.compile(r"평균|꼴|[명인건곳]당$|^\d?년간?$|최근|^\d개?년$")
_COUNTS = {"두": 2, "세": 3, "네": 4}
_IN_BRACKETS = re.compile(r"\([^()]*평균[^()]*\)")
_FEWEST = 2
_LOOKED_AT = 12
_REST = 2  # letters beside its figures that a cell of amounts may hold
_WHOLE_NUMBERS_FROM = 1000  # a mean of this size is rounded to whole numbers
_TENTHS, _WHOLE = "소수점 둘째 자리에서 반올림", "소수점 첫째 자리에서 반올림"


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    per = _PER.search(query.text) or _EACH.search(query.text)
    if per is None and _MEAN.search(query.squeezed) is None:
        return None
    plain = _plain(query)
    counted = per is not None and per.re is _PER
    printed = None if counted else _printed(desk, plain)
    if printed is not None:
        return printed
    if per is not None:
        if _is_told(desk, plain, per):
            return None
        found = _divided(desk, plain, per)
        return found if found or not counted else missing.nothing_found(desk)
    if any(m.family == "percent" for m in query.measures):
        return refused(desk, Refusal("not_averaged_rates", {}, _best(desk, plain)))
    found = _over_time(desk, plain) if _OVER_TIME.search(query.squeezed) else _of_rows(desk, plain)
    return found or missing.nothing_found(desk)


def _plain(query: Query) -> Query:
    terms = tuple(t for t in query.terms if not _WORDS.search(t.text))
    return replace(query, terms=terms, loose=False)


def _best(desk: Desk, query: Query) -> tuple[Match, ...]:
    pick = desk.pick(query)
    return (pick.best,) if pick else ()


# --- printed --------------------------------------------------------------------------------------


def _printed(desk: Desk, query: Query) -> Draft | None:
    """A mean that the report gives: in a row or column of means, or beside its sum in brackets."""
    asked = replace(query, families=query.families or (*FAMILIES, "money"))
    per = _EACH.search(query.text)
    for match in desk.matches(asked)[:_LOOKED_AT]:
        statement = match.record.statement
        labels = " ".join((*statement.row_path, *statement.column_path, match.known_figure.label))
        if match.coverage < ENOUGH or not _MEAN.search(compared(labels)):
            continue
        if per is not None and per[1] not in labels:
            continue
        beside = _IN_BRACKETS.search(labels) is not None
        figures = statement.figures[1:] if beside else statement.figures[:1]
        if len(figures) != 1:
            return quoted(desk, [match.record]) if figures else None
        cited = desk.cite((match,))
        found = replace(match, figure=figures[0])
        told = say(
            "figure", subject=subject(found, query), amount=figure_amount(figures[0]),
            marks=marks(cited),
        )  # fmt: skip
        value = draft.value(found, query, cited[0])
        return Draft(text=told, values=(value,), basis=draft.basis(found))
    return None


# --- a figure by another --------------------------------------------------------------------------


def _divided(desk: Desk, query: Query, per: re.Match[str]) -> Draft | None:
    """`종사자 한 명당 이용 인원`: a figure by the count that stands in the same row or column."""
    counted = squeezed(per[1] or "")
    unit = per[2] if per.re is _PER else ""
    own = tuple(t for t in query.terms if any(s in counted for s in t.spellings))
    rest = tuple(t for t in query.terms if t not in own)
    if not own or not rest:
        return None
    families = query.families or (*FAMILIES, "money")
    asked = replace(query, terms=_timeless(rest), families=families, numbers=(), months=())
    for part in desk.matches(asked)[:_LOOKED_AT]:
        if part.coverage < ENOUGH or not _is_amount(part.record):
            continue
        if not _is_of_months(desk, part, asked_months(query.squeezed)):
            continue
        if any(s in profile(part.record).own for t in own for s in t.spellings):
            continue
        whole = _beside(desk, part, [s for t in own for s in t.spellings], unit)
        if whole is not None and whole.known_figure.amount > 0:
            return _ratio(desk, part, whole, unit)
    return None


def _timeless(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(term for term in terms if not term.critical)


def _is_of_months(desk: Desk, part: Match, months: tuple[int, ...]) -> bool:
    """Whether a figure is the total of exactly the asked months; any is where none are asked."""
    if not months:
        return True
    for line in (along(desk, part), down(desk, part)):
        named = {month(line.path(cell)) for cell in line.parts}
        if line.is_total(part) and named == set(months):
            return True
    return False


def _is_amount(record: StatementRecord) -> bool:
    """Whether a cell holds amounts and next to nothing else: `807명 (31명)`."""
    statement = record.statement
    rest = statement.text
    for figure in statement.figures:
        rest = rest.replace(figure.printed, " ")
    return statement.row is not None and bool(statement.figures) and len(compared(rest)) <= _REST


def _beside(desk: Desk, part: Match, words: list[str], unit: str) -> Match | None:
    """The count in the part's row or column whose own labels hold the words."""
    statement = part.record.statement
    kind = family("명" if unit == "인" else unit) if unit else ""
    for cell in desk.cells(part.record):
        in_line = (cell.statement.row == statement.row) != (
            cell.statement.column == statement.column
        )
        labels = compared(" ".join((*cell.statement.row_path, *cell.statement.column_path)))
        figure = next(iter(cell.statement.figures), None)
        if not in_line or not _is_amount(cell):
            continue
        if figure is None or not any(word in labels for word in words):
            continue
        if not kind or family(figure.unit) == kind:
            return Match(cell, figure, 1.0, 1.0)
    return None


def _ratio(desk: Desk, part: Match, whole: Match, unit: str) -> Draft:
    a, b = part.known_figure, whole.known_figure
    cited = desk.cite((part, whole))
    result = _rounded(a.amount / b.amount, a.unit)
    names = subject(part, desk.query), subject(whole, desk.query)
    formula = f"{number(a.value)}{a.unit} ÷ {number(b.value)}{b.unit}"
    calculation = Calculation(
        rule=Rule.RATIO,
        formula=formula,
        operands=(
            Operand(label=names[0], value=a.value, unit=a.unit, citation=cited[0]),
            Operand(label=names[1], value=b.value, unit=b.unit, citation=cited[-1]),
        ),
        result=result.value,
        unit=result.unit,
        rounding=result.rounding,
    )
    each = f"1{unit or b.unit}당"
    text = say(
        "ratio", part=names[0], whole=names[1], each=each, formula=formula, result=str(result),
        rounding=result.rounding, marks=marks(cited),
    )  # fmt: skip
    value = Value(value=result.value, unit=result.unit, label=each, calculation=calculation)
    return Draft(
        text=text,
        values=(value,),
        calculation=calculation,
        basis=draft.basis(part),
        assumptions=draft.year_assumption(part, desk.query),
    )


def _is_told(desk: Desk, query: Query, per: re.Match[str]) -> bool:
    """Whether a line says it in these very words (`1인당 10만원` for `한 명당`)."""
    if per.re is _EACH:
        return False
    said = re.compile(r"[명인]당" if per[2] in {"명", "인"} else f"{per[2]}당")
    found = (m for m in desk.matches(query)[:_LOOKED_AT] if m.coverage >= ENOUGH)
    return any(
        said.search(squeezed(m.record.statement.text)) or said.search(profile(m.record).own)
        for m in found
    )


# --- over years, over rows ------------------------------------------------------------------------


def _over_time(desk: Desk, query: Query) -> Draft | None:
    """The mean of a row's or column's years or months, of those asked."""
    asked = replace(query, years=(), families=query.families or (*FAMILIES, "money"))
    if not asked.terms and not asked.departments:
        return None
    for match in desk.matches(asked)[:_LOOKED_AT]:
        if match.coverage < ENOUGH or match.record.statement.row is None:
            continue
        for line in (along(desk, match), down(desk, match)):
            parts = [part for part in line.parts if line.path(part)]
            if len(parts) >= _FEWEST and all(is_time(line.name(p)) for p in parts):
                chosen = _asked(parts, [years_in(line.name(p)) for p in parts], query)
                if len(chosen) >= _FEWEST:
                    return _mean(desk, chosen, [line.name(p) for p in chosen])
    return None


def _asked(parts: list[Match], named: Sequence[Sequence[int]], query: Query) -> list[Match]:
    """The parts of the asked years; the last ones of `최근 3년`, none of them only planned."""
    if query.years and len(query.years) > 1:
        return [p for p, n in zip(parts, named, strict=True) if set(n) & set(query.years)]
    last = _LAST.search(query.squeezed)
    dated = [(max(n), p) for p, n in zip(parts, named, strict=True) if n]
    if last is None or len(dated) < len(parts):
        return parts
    own = parts[0].record.document.year or max(year for year, _ in dated)
    count = next(_COUNTS.get(g) or int(g) for g in last.groups() if g)
    past = sorted((pair for pair in dated if pair[0] <= own), key=lambda pair: pair[0])
    return [part for _, part in past[-count:]] if len(past) >= count else []


def _of_rows(desk: Desk, query: Query) -> Draft | None:
    """The mean over the rows of a table: of all offices of a level, of all things that it lists."""
    by = _BY.search(query.squeezed)
    wished = Wish(noun=by[1] if by else "")
    asked = replace(query, families=query.families or (*FAMILIES, "money"))
    if not (asked.terms or asked.measures or asked.departments):
        return None
    found = lineups(desk, asked, wished)
    if len(found) != 1:
        return None
    lineup = found[0]
    return _mean(desk, list(lineup.rows), list(lineup.names))


@dataclass(frozen=True, slots=True)
class _Rounded:
    value: Decimal
    unit: str
    rounding: str

    def __str__(self) -> str:
        return f"{'약 ' if self.rounding else ''}{number(self.value)}{self.unit}"


def _rounded(amount: Decimal, unit: str) -> _Rounded:
    """An amount in the base unit, in `unit` or, where it is money too small for that, in 원."""
    value = amount / factor(unit)
    if family(unit) == "money" and unit != "원" and value < _WHOLE_NUMBERS_FROM:
        value, unit = amount, "원"
    step = Decimal(1) if value >= _WHOLE_NUMBERS_FROM else Decimal("0.1")
    shown = value.quantize(step, rounding=ROUND_HALF_UP)
    if shown == value:
        return _Rounded(shown.normalize() + 0 if shown % 1 else shown.quantize(1), unit, "")
    return _Rounded(shown, unit, _WHOLE if step == 1 else _TENTHS)


def _mean(desk: Desk, parts: list[Match], names: list[str]) -> Draft:
    figures = [match.known_figure for match in parts]
    cited = [desk.book.cite(match.record) for match in parts]
    unit = figures[0].unit
    total = sum((figure.amount for figure in figures), Decimal(0))
    result = _rounded(total / len(figures), unit)
    added = " + ".join(number(figure.value) for figure in figures)
    formula = f"({added}) ÷ {len(figures)}"
    calculation = Calculation(
        rule=Rule.MEAN,
        formula=formula,
        operands=tuple(
            Operand(label=name, value=f.value, unit=f.unit, citation=n)
            for name, f, n in zip(names, figures, cited, strict=True)
        ),
        result=result.value,
        unit=result.unit,
        rounding=result.rounding,
    )
    text = say(
        "mean", names=", ".join(names), formula=formula, result=str(result),
        rounding=result.rounding, marks=marks(cited),
    )  # fmt: skip
    value = Value(value=result.value, unit=result.unit, label="평균", calculation=calculation)
    return Draft(text=text, values=(value,), calculation=calculation, basis=draft.basis(parts[-1]))

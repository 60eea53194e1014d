"""증감, 증감률 and 집행률 against the columns that they are made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ingest.checks.grid import Grid, Number
from ingest.checks.results import Results
from ingest.clean import compared
from ingest.model import FindingKind
from ingest.periods import years

_CHANGE = re.compile(r"^(?:증감액?|증감\(천원\)|전년대비증[감가]액?)$")
_CHANGE_RATE = re.compile(r"증감률|증감율|증가율")
_BUDGET = re.compile(r"^예산(?:현)?액$")
_SPENT = re.compile(r"^집행액$|^지출액$")
_NEARLY = Decimal("0.1")  # percent
_SPENT_RATE = re.compile(r"^집행[률율]")


def check(grid: Grid, results: Results) -> None:
    _check_changes(grid, results)
    _check_spending(grid, results)


def _column(grid: Grid, label: re.Pattern[str]) -> int | None:
    for column in grid.columns:
        path = grid.table.column_paths[column]
        if path and label.search(compared(path[-1])):
            return column
    return None


def _check_changes(grid: Grid, results: Results) -> None:
    """The first two columns of years before 증감 are the new and the old amount."""
    change, rate = _column(grid, _CHANGE), _column(grid, _CHANGE_RATE)
    last = change if change is not None else rate
    if last is None:
        return
    paths = grid.table.column_paths
    yearly = [c for c in grid.columns if c < last and years(" ".join(paths[c]))]
    if len(yearly) != 2:
        return
    new, old = sorted(yearly, key=lambda c: -years(" ".join(paths[c]))[0])
    if any(c < last and c not in yearly and _is_money(grid, c) for c in grid.columns):
        return  # 당초, 추경 and 최종 of one year: which one is meant is not printed
    for row in grid.rows:
        after, before = grid.numbers.get((row, new)), grid.numbers.get((row, old))
        if after is None or before is None:
            continue
        if change is not None and (row, change) in grid.numbers:
            _change(grid.numbers[row, change], after, before, results)
        if rate is not None and (row, rate) in grid.numbers and before.amount:
            share = (after.amount - before.amount) / before.amount * 100
            _rate(grid.numbers[row, rate], (after, before), share, FindingKind.RATE, results)


def _is_money(grid: Grid, column: int) -> bool:
    return grid.family(column) == "money"


def _change(printed: Number, after: Number, before: Number, results: Results) -> None:
    expected = after.amount - before.amount
    # `전년 대비 증가` is printed without a sign.
    if printed.amount in {expected, abs(expected)}:
        results.hold(printed.ref, after.ref, before.ref)
    else:
        results.contradict(
            FindingKind.CHANGE,
            printed.ref,
            printed.figure,
            (after.ref, before.ref),
            expected,
            "증감",
        )


def _check_spending(grid: Grid, results: Results) -> None:
    budget, spent = _column(grid, _BUDGET), _column(grid, _SPENT)
    rate = _column(grid, _SPENT_RATE)
    if budget is None or spent is None or rate is None:
        return
    for row in grid.rows:
        whole, part = grid.numbers.get((row, budget)), grid.numbers.get((row, spent))
        printed = grid.numbers.get((row, rate))
        if whole is None or part is None or printed is None or not whole.amount:
            continue
        others = [grid.numbers.get((row, c)) for c in grid.columns if c not in {budget, rate}]
        if _is_of_another(printed, part, others):
            continue  # `집행률` of a 대상액 or 원인행위액
        share = part.amount / whole.amount * 100
        _rate(printed, (part, whole), share, FindingKind.EXECUTION_RATE, results)


def _is_of_another(printed: Number, part: Number, others: Sequence[Number | None]) -> bool:
    """Whether a rate is that of the part in another column than the budget, or of two others."""
    amounts = [n for n in others if n is not None and n.figure.unit == part.figure.unit]
    return any(
        abs(a.amount / b.amount * 100 - printed.amount) < _NEARLY
        for a in amounts
        for b in amounts
        if a is not b and b.amount
    )


def _rate(
    printed: Number,
    parts: tuple[Number, Number],
    share: Decimal,
    kind: FindingKind,
    results: Results,
) -> None:
    """A rate holds if it is the exact one rounded or cut off at its own number of decimals."""
    digits = Decimal(1).scaleb(printed.figure.value.as_tuple().exponent)  # type: ignore[arg-type]
    rounded = share.quantize(digits, rounding=ROUND_HALF_UP)
    cut = share.quantize(digits, rounding=ROUND_DOWN)
    refs = tuple(number.ref for number in parts)
    signed = {rounded, cut, abs(rounded), abs(cut)}
    if printed.amount in signed:
        results.hold(printed.ref, *refs)
    else:
        results.contradict(kind, printed.ref, printed.figure, refs, rounded, kind_name(kind))


def kind_name(kind: FindingKind) -> str:
    return "집행률" if kind is FindingKind.EXECUTION_RATE else "증감률"

"""The bundled samples add up: every sum, difference and rate in their tables is recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files

import pytest

SAMPLES = {
    entry.name: entry.read_text(encoding="utf-8")
    for entry in sorted(files("ingest").joinpath("samples").iterdir(), key=lambda e: e.name)
    if entry.name.endswith(".txt")
}
PLAN_2025 = "예시_2025_소통담당관_주요업무계획.txt"
PROGRESS_2024 = "예시_2024_소통담당관_주요업무_진행사항.txt"

AMOUNT = re.compile(r"(△?)(\d[\d,]*(?:\.\d+)?)\s*(?:건|명|회|개소|팀|천원)?")
PAIR = re.compile(r"(\d+) \((\d+)\)")
TOTALS = ("계", "합계")

Row = list[str]
Table = list[Row]
Numbers = tuple[Decimal, ...]


def tables(text: str) -> Iterator[Table]:
    """Runs of tab-separated lines."""
    run: Table = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            run.append(line.split("\t"))
        elif run:
            yield run
            run = []


def numbers(cell: str) -> Numbers | None:
    """A cell's value, two of them for `정원 (현원)`, None where it is no amount."""
    if cell == "-":
        return (Decimal(0),)
    if pair := PAIR.fullmatch(cell):
        return tuple(Decimal(part) for part in pair.groups())
    if amount := AMOUNT.fullmatch(cell):
        value = Decimal(amount[2].replace(",", ""))
        return (-value if amount[1] else value,)
    return None


def amounts(cells: Row) -> list[Decimal]:
    """Cells that must all hold an amount."""
    values = [value[0] for cell in cells if (value := numbers(cell))]
    assert len(values) == len(cells), cells
    return values


def total(cells: list[Numbers]) -> Numbers:
    return tuple(sum(parts, Decimal(0)) for parts in zip(*cells, strict=True))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def columns_that_add(table: Table) -> list[int]:
    """Columns whose cells are amounts to be summed: no rates, no unit prices, no dates."""
    return [
        column
        for column, name in enumerate(table[0])
        if column and not re.search(r"률|1인당", name)
    ]


def sums_of_rows(table: Table) -> Iterator[tuple[Row, list[Row]]]:
    """(total row, the rows that it sums) of a table, at both levels of a budget table."""
    groups = [i for i, row in enumerate(table) if i and row[1] == "계"]
    for start in groups:
        parts = table[start + 1 :]
        end = next((i for i, row in enumerate(parts) if row[0]), len(parts))
        yield table[start], parts[:end]
    if groups:
        yield table[1], [table[i] for i in groups]
        return
    for i, row in enumerate(table):
        if row[0] in (*TOTALS, "행정안전국"):
            yield row, table[i + 1 :]


def plan_years(table: Table) -> dict[str, Decimal]:
    """Year → total of an 연차별 소요재원 table."""
    totals = dict(zip(table[1], table[2], strict=True))
    return {year: value[0] for year, cell in totals.items() if year and (value := numbers(cell))}


@pytest.mark.parametrize("name", SAMPLES)
def test_total_rows_are_the_sum_of_their_parts(name: str) -> None:
    checked = 0
    for table in tables(SAMPLES[name]):
        for whole, parts in sums_of_rows(table):
            for column in columns_that_add(table):
                amount = numbers(whole[column])
                if amount is None:
                    continue
                cells = [value for row in parts if (value := numbers(row[column]))]
                assert total(cells) == amount, (whole, table[0][column])
                checked += 1
    assert checked >= 10


@pytest.mark.parametrize("name", SAMPLES)
def test_total_columns_are_the_sum_of_their_row(name: str) -> None:
    checked = 0
    for table in tables(SAMPLES[name]):
        if table[0][0] in TOTALS:
            table = [["", *row] for row in table]
        if table[0][1] not in TOTALS:
            continue
        for row in table[1:]:
            amount = numbers(row[1])
            if amount is not None:
                cells = [value for cell in row[2:] if (value := numbers(cell))]
                assert total(cells) == amount, row
                checked += 1
    assert checked >= 4


@pytest.mark.parametrize("name", SAMPLES)
def test_changes_and_rates_follow_from_their_amounts(name: str) -> None:
    checked = 0
    for table in tables(SAMPLES[name]):
        header = table[0]
        change = next((i for i, cell in enumerate(header) if cell in ("증감", "증가")), None)
        if change is not None:
            for row in table[1:]:
                one, other, difference = amounts(row[change - 2 : change + 1])
                assert difference in (one - other, other - one), row
                if header[-1].startswith("증감률"):
                    assert difference == one - other, row
                    assert rate_is_right(row[-1], one, other), row
                checked += 1
        if header[-1].startswith("집행률"):
            for row in table[1:]:
                budget, spent, rate = amounts(row[-3:])
                assert percent(spent, budget) == rate, row
                checked += 1
    assert checked >= 5


def rate_is_right(cell: str, now: Decimal, before: Decimal) -> bool:
    if not before:
        return cell == "-"
    if not now:
        return cell == "순감"
    rate = numbers(cell)
    return rate is not None and rate[0] == percent(now - before, before)


@pytest.mark.parametrize("name", [name for name in SAMPLES if "총무과" not in name])
def test_each_project_names_the_amount_of_its_plan_year(name: str) -> None:
    year = f"{re.search(r'예시_([0-9]{4})', name)[1]}년"  # type: ignore[index]
    projects = re.split(r"(?m)^\d \| ", SAMPLES[name])[1:]
    for project in projects:
        named = re.findall(rf"(?m)^(?:□ {year}|○) 소요예산 : ([\d,]+)천원", project)
        plans = [plan_years(t) for t in tables(project) if t[0][0] == "재원별"]
        assert named
        assert len(plans) == 1
        assert {plans[0][year]} == {Decimal(n.replace(",", "")) for n in named}, project[:40]
    assert len(projects) >= 3


@pytest.mark.parametrize("name", SAMPLES)
def test_the_staff_line_agrees_with_the_staff_table(name: str) -> None:
    line = re.search(r"인력현황 : 정원 (\d+)명 \[현원 (\d+)명\]", SAMPLES[name])
    table = next(t for t in tables(SAMPLES[name]) if PAIR.fullmatch(t[1][1]))
    assert line
    assert numbers(table[1][1]) == tuple(Decimal(n) for n in line.groups())


@pytest.mark.parametrize("name", SAMPLES)
def test_project_lists_match_the_projects(name: str) -> None:
    listed = [
        row[1] for table in tables(SAMPLES[name]) if table[0][0] == "연번" for row in table[1:]
    ]
    assert listed == re.findall(r"(?m)^\d \| (.+)$", SAMPLES[name])


def test_prizes_are_people_times_prize() -> None:
    table = next(t for t in tables(SAMPLES[PROGRESS_2024]) if t[0][-1] == "상금 계")
    for row in table[2:]:
        people, each, prize = amounts(row[1:])
        assert people * each == prize, row


def test_the_two_years_of_one_department_agree() -> None:
    def budget(name: str) -> Row:
        table = next(t for t in tables(SAMPLES[name]) if "증감률(%)" in t[0])
        return next(row for row in table if row[:2] == ["소통담당관", "계"])

    assert budget(PLAN_2025)[2:] == ["3,615,983", "3,302,921", "313,062", "9.5"]
    assert budget(PROGRESS_2024)[2] == budget(PLAN_2025)[3]


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_say_that_they_are_samples(name: str) -> None:
    assert name.startswith("예시_")
    assert "예시" in SAMPLES[name].splitlines()[-1]


def test_there_are_at_least_four_samples() -> None:
    assert len(SAMPLES) >= 4

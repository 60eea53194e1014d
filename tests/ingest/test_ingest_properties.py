"""Random tables, numbers and texts: what was written down is what is read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ingest_reading import misplaced, planned, read

from ingest.errors import IngestError
from ingest.model import Report, StatementKind
from ingest.numbers import cell_number, mentions

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Labels that name no unit, no year and no measure of their own.
ROWS = ("꽃길 조성", "물길 정비", "산길 잇기", "들길 넓히기", "별빛 도서관", "달빛 장터", "나눔터")
TOPS = ("봄맞이", "여름맞이", "가을걷이", "겨울나기", "설맞이")
SUBS = ("새로 시작", "이어 하기", "마무리", "되살림")
UNITS = ("천원", "백만원", "원", "명", "건", "회", "개소", "km")


@dataclass(frozen=True)
class Written:
    """A table as it is written down, and the figures that stand in it."""

    rows: list[list[str]]
    unit: str
    figures: list[tuple[Decimal, str, tuple[str, ...], tuple[str, ...], int, int]]


def printed(value: Decimal, mark: str) -> str:
    return f"{mark if value < 0 else ''}{abs(value):,}"


@st.composite
def amounts(draw) -> Decimal:
    if draw(st.booleans()):
        return Decimal(draw(st.integers(-9_999_999, 99_999_999)))
    return Decimal(draw(st.integers(-99_999, 999_999))) / 10


@st.composite
def headers(draw) -> tuple[list[list[str]], list[tuple[str, ...]], list[int]]:
    """Header rows, the path of each column, the year of each column."""
    if draw(st.booleans()):
        tops = draw(st.lists(st.sampled_from(TOPS), min_size=2, max_size=4, unique=True))
        if draw(st.booleans()):
            years = range(2029, 2029 + len(tops))
            return [[f"{y}년" for y in years]], [(f"{y}년",) for y in years], list(years)
        return [list(tops)], [(top,) for top in tops], [2031] * len(tops)
    groups = draw(st.lists(st.sampled_from(TOPS), min_size=1, max_size=3, unique=True))
    subs = draw(st.lists(st.sampled_from(SUBS), min_size=2, max_size=3, unique=True))
    upper = [cell for group in groups for cell in (group, *[""] * (len(subs) - 1))]
    paths = [(group, sub) for group in groups for sub in subs]
    return [upper, subs * len(groups)], paths, [2031] * len(paths)


@st.composite
def tables(draw) -> Written:
    header, column_paths, years = draw(headers())
    grouped = draw(st.booleans())
    groups = draw(st.lists(st.sampled_from(ROWS), min_size=2, max_size=4, unique=True))
    mark = draw(st.sampled_from("△▲-"))
    unit = draw(st.sampled_from(UNITS))
    left = ["구분", ""] if grouped else ["구분"]
    rows = [[*(left if level == 0 else [""] * len(left)), *row] for level, row in enumerate(header)]
    figures = []
    for group in groups:
        parts = draw(st.lists(st.sampled_from(SUBS), min_size=1, max_size=3, unique=True))
        for number, part in enumerate(parts if grouped else parts[:1]):
            path = (group, part) if grouped else (group,)
            values = [draw(amounts()) for _ in column_paths]
            missing = draw(st.sampled_from([None, None, *range(1, len(values))]))
            labels = [group if number == 0 else "", part] if grouped else [group]
            cells = [printed(value, mark) for value in values]
            if missing is not None:
                cells[missing] = draw(st.sampled_from(["-", "", "_"]))
            rows.append([*labels, *cells])
            figures += [
                (value, unit, path, column_paths[c], years[c], len(rows))
                for c, value in enumerate(values)
                if c != missing
            ]
    return Written(rows, unit, figures)


def as_tabs(rows: list[list[str]]) -> list[str]:
    return ["\t".join(row) for row in rows]


def as_pipes(rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def as_html(rows: list[list[str]]) -> list[str]:
    """One line for each row; blanks of headers and group labels are merged cells."""
    header = 2 if rows[1][0] == "" else 1
    left = 2 if rows[0][1] == "" and len(rows) > header and rows[0][0] == "구분" else 1
    if header == 2:
        left = sum(1 for cell in rows[1] if cell == "") or 1
    covered: set[tuple[int, int]] = set()
    lines = ["<table>"]
    for r, row in enumerate(rows):
        cells = []
        for c, cell in enumerate(row):
            if (r, c) in covered:
                continue
            down = across = 1
            if r < header:
                while (
                    c + across < len(row)
                    and row[c + across] == ""
                    and ((c + across < left) == (c < left))
                    and (r == 0)
                ):
                    across += 1
                down = header if c < left else 1
            elif c == 0 and left == 2:
                while r + down < len(rows) and rows[r + down][0] == "":
                    down += 1
            covered |= {(r + i, c + j) for i in range(down) for j in range(across)}
            cells.append(f'<td colspan="{across}" rowspan="{down}"><p>{cell}</p></td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return [*lines, "</table>"]


@quick
@pytest.mark.parametrize("layout", [as_tabs, as_pipes, as_html])
@given(written=tables())
def test_the_figures_of_a_table_are_read_as_they_were_written(layout, written):
    lines = layout(written.rows)
    report = planned(f"(단위 : {written.unit})\n\n" + "\n".join(lines))
    skipped = 1 if layout is as_pipes else 0  # the rule below the first row
    first = 10 if layout is as_html else 9
    found = [
        (f.value, f.unit, s.row_path, s.column_path, f.year, s.place.first_line)
        for s in report.statements
        if s.kind is StatementKind.CELL
        for f in s.figures
    ]
    assert found == [
        (value, unit, row, column, year, first + number - 1 + skipped)
        for value, unit, row, column, year, number in written.figures
    ]


@quick
@given(value=amounts(), mark=st.sampled_from("△▲-"), unit=st.sampled_from(("", *UNITS)))
def test_a_printed_cell_is_read_back(value, mark, unit):
    number = cell_number(printed(value, mark) + unit)
    assert number is not None
    assert (number.value, number.unit) == (value, unit)


@quick
@given(value=amounts(), before=st.sampled_from(["총 ", "꽃길 : ", "", "(", "물길 약 "]))
def test_a_printed_amount_is_read_back_in_a_sentence(value, before):
    value = abs(value)
    text = f"{before}{value:,}천원을 들여 정비"
    (number,) = mentions(text)
    assert (number.value, number.unit, number.amount) == (value, "천원", value * 1000)
    assert number.printed in text[slice(*number.span)]


@quick
@given(eok=st.integers(1, 9_999), man=st.integers(1, 9_999), cheon=st.integers(0, 9))
def test_amounts_in_words_are_summed(eok, man, cheon):
    text = f"사업비 {eok:,}억 {man:,}만" + (f" {cheon}천원" if cheon else "원")
    (number,) = mentions(text)
    assert number.amount == eok * 10**8 + man * 10**4 + cheon * 10**3


@quick
@given(low=st.integers(1, 500), more=st.integers(1, 500), tilde=st.sampled_from("~∼～"))
def test_both_ends_of_a_range_are_read(low, more, tilde):
    found = [(n.value, n.unit) for n in mentions(f"1인당 {low}{tilde}{low + more}만원 지급")]
    assert found[-2:] == [(low, "만원"), (low + more, "만원")]


PIECES = (
    *"□○-·※⇒①|\t\n \n()[]:~△,.'%0123456789",
    *("년", "월", "천원", "명", "꽃길", "물빛과", "물빛팀", "소요예산", "연차별", "합계", "구분", "목차"),
    *("주요사업", "연번", "쪽", "사업개요", "(단위: 천원)", "기준일", "Ⅰ.", "**", "<p>", "</p>", "---"),
    *("<table>", "<tr>", "<td>", "</td>", "<td rowspan=2>", "</tr>", "</table>"),
    *("2031년", "1,200", "21 (22)", "|---|", "\r\n", "\u3000", "\x1b", "제", "5~10만원", "국118"),
)  # fmt: skip


def _read_or_refused(data: bytes) -> Report | None:
    """The report, None where it was refused with a sentence; anything else goes through."""
    try:
        return read(data)
    except IngestError as error:
        refused = str(error)
    assert refused.endswith("다.")
    return None


@quick
@given(text=st.lists(st.sampled_from(PIECES), max_size=80).map("".join) | st.text(max_size=200))
@example(text="|||\n|||")
@example(text="\t\t\n\t\n")
@example(text="연번\t주요사업\t쪽\n1\t꽃길\t3")
def test_any_text_is_read_or_refused_and_every_place_is_in_the_file(text):
    report = _read_or_refused(text.encode())
    if report is None:
        return
    count = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    parts = (*report.sections, *report.blocks, *report.statements)
    for part in parts:
        assert 1 <= part.place.first_line <= part.place.last_line <= count
    for statement in report.statements:
        assert all(figure.value.is_finite() for figure in statement.figures)


@quick
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    report = _read_or_refused(data)
    assert report is None or report.source.size == len(data)


@quick
@given(lines=st.lists(st.sampled_from(
    ["□ 추진계획", "- 꽃길 3km 조성", " - 소요예산 : 1,200천원", "물길을 이어", "", "※ 3월~5월", "구분\t꽃길\n계\t1,200",
     "| 구분 | 물길 |\n|---|---|\n| 계 | 21 (22) |", "(단위 : 천원)", "2031년 소요예산 : 300천원", "1 꽃길", "**신규** 산길"]
), max_size=25))  # fmt: skip
def test_every_statement_stands_on_the_lines_of_its_place(lines):
    text = "\n".join(["2031년 주요업무계획", "", *lines])
    assert misplaced(read(text), text) == []

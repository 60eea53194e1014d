"""What a row tells of a figure: the columns of every format, in their order.

A cell is a text, a whole number, an exact decimal, a path (labels, outermost first) or None where
the report says nothing.  Formats decide how each of these looks; none makes a float of a decimal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from index.types import SAMPLES
from ingest.model import Check, PageSource, StatementKind
from ingest.units import family

if TYPE_CHECKING:
    from index.catalogue.figures import FigureRow

Cell = str | int | Decimal | tuple[str, ...] | None

CHECKS = {
    Check.CONFIRMED: "맞음",
    Check.CONTRADICTED: "어긋남",
    Check.UNCHECKED: "견줄 값 없음",
}
KINDS = {
    StatementKind.CELL: "표의 칸",
    StatementKind.ITEM: "항목",
    StatementKind.LINE: "문장",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it for programs, `heading` for people; `width` is in digits, for workbooks."""

    key: str
    heading: str
    width: int
    cell: Callable[[FigureRow], Cell]


def _sample(row: FigureRow) -> str:
    return "예시" if row.document.collection == SAMPLES else ""


def _won(row: FigureRow) -> Decimal | None:
    """Only money is converted; any other amount would repeat the value."""
    return row.amount if family(row.unit) == "money" else None


def _page_note(row: FigureRow) -> str:
    return "추정" if row.place.page_source is PageSource.LAYOUT else ""


COLUMNS = (
    Column("document", "문서", 26, attrgetter("document.name")),
    Column("title", "보고서", 22, attrgetter("document.title")),
    Column("sample", "예시", 6, _sample),
    Column("agency", "기관", 10, attrgetter("agency")),
    Column("department", "부서", 14, attrgetter("department")),
    Column("project", "사업", 28, attrgetter("project")),
    Column("section", "절", 28, attrgetter("section_path")),
    Column("heads", "상위 항목", 28, attrgetter("heads")),
    Column("row", "행 이름", 20, attrgetter("row_path")),
    Column("column", "열 이름", 20, attrgetter("column_path")),
    Column("label", "이름", 16, attrgetter("label")),
    Column("measure", "지표", 10, attrgetter("measure")),
    Column("printed", "적힌 대로", 14, attrgetter("printed")),
    Column("value", "값", 14, attrgetter("value")),
    Column("unit", "단위", 8, attrgetter("unit")),
    Column("amount", "금액(원)", 18, _won),
    Column("year", "연도", 7, attrgetter("year")),
    Column("period", "기간", 10, attrgetter("period")),
    Column("stage", "단계", 9, attrgetter("stage")),
    Column("basis_date", "기준일", 14, attrgetter("basis_date")),
    Column("check", "검산", 13, lambda row: CHECKS[row.check]),
    Column("reading", "읽기 참고", 20, attrgetter("reading")),
    Column("kind", "종류", 9, lambda row: KINDS[row.kind]),
    Column("text", "원문", 40, attrgetter("text")),
    Column("first_line", "원문 시작 행", 13, attrgetter("place.first_line")),
    Column("last_line", "원문 끝 행", 12, attrgetter("place.last_line")),
    Column("page", "쪽", 6, attrgetter("place.page")),
    Column("page_note", "쪽 참고", 9, _page_note),
    Column("id", "식별자", 32, attrgetter("statement")),
)


def digits(value: Decimal) -> str:
    """All digits of a decimal, without exponent or separators: Decimal("1E+3") → "1000"."""
    return f"{value:f}"


def path(labels: tuple[str, ...]) -> str:
    return " > ".join(labels)

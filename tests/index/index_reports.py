"""Reports put together by hand, small and large, as a reader would give them."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from ingest.model import (
    Basis,
    Block,
    BlockKind,
    Figure,
    Place,
    Report,
    Section,
    SectionKind,
    Source,
    Statement,
    StatementKind,
    Table,
)

THOUSAND = Decimal(1000)


class ReportMaker:
    """Builds a report line by line."""

    def __init__(
        self,
        name: str = "2025_주요업무계획.txt",
        *,
        agency: str = "금천구",
        department: str = "소통담당관",
        title: str = "2025년 주요업무계획",
        year: int = 2025,
    ) -> None:
        self.name, self.agency, self.department = name, agency, department
        self.title, self.year = title, year
        self.line = 1
        self.sections = [Section(0, None, SectionKind.REPORT, title, Place(1, 1))]
        self.blocks: list[Block] = []
        self.statements: list[Statement] = []

    def section(self, kind: SectionKind, title: str, parent: int = 0) -> int:
        place = self._place()
        self.sections.append(Section(len(self.sections), parent, kind, title, place))
        number = len(self.sections) - 1
        self.blocks.append(Block(len(self.blocks), BlockKind.HEADING, number, title, place))
        return number

    def line_of_text(self, section: int, text: str) -> None:
        place = self._place()
        block = Block(len(self.blocks), BlockKind.ITEM, section, text, place, "-")
        self.blocks.append(block)
        self.statements.append(
            Statement(len(self.statements), StatementKind.LINE, block.id, section, text, place)
        )

    def table(
        self,
        section: int,
        columns: tuple[str, ...],
        rows: dict[str, tuple[int, ...]],
        *,
        caption: str = "연차별 소요재원",
        unit: str = "천원",
    ) -> None:
        first = self.line
        grid = [("구분", *columns)]
        grid += [(label, *(f"{value:,}" for value in values)) for label, values in rows.items()]
        places = tuple(Place(line, line) for line in range(first, first + len(grid)))
        self.line += len(grid)
        block = len(self.blocks)
        table = Table(
            grid=tuple(grid),
            places=places,
            header_rows=1,
            header_columns=1,
            row_paths=((), *((label,) for label in rows)),
            column_paths=((), *((column,) for column in columns)),
            caption=caption,
            basis=Basis(unit, "2025. 1월 말", Place(first, first)),
        )
        place = Place(first, self.line - 1)
        self.blocks.append(Block(block, BlockKind.TABLE, section, "", place, table=table))
        for r, (label, values) in enumerate(rows.items(), start=1):
            for c, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
                self._cell(block, section, (r, c), (label, column), (value, unit), first + r)

    def report(self, content: bytes | None = None) -> Report:
        content = content if content is not None else repr((self.blocks, self.title)).encode()
        digest = hashlib.sha256(content).hexdigest()
        return Report(
            source=Source(self.name, digest, len(content), "text/plain", "utf-8"),
            title=self.title,
            agency=self.agency,
            department=self.department,
            kind="주요업무계획",
            year=self.year,
            report_date="2025. 1.",
            sections=tuple(self.sections),
            blocks=tuple(self.blocks),
            statements=tuple(self.statements),
        )

    def _cell(
        self,
        block: int,
        section: int,
        at: tuple[int, int],
        labels: tuple[str, str],
        amount: tuple[int, str],
        line: int,
    ) -> None:
        value, unit = amount
        printed = f"{value:,}"
        figure = Figure(
            value=Decimal(value),
            unit=unit,
            printed=printed,
            amount=value * THOUSAND if unit == "천원" else Decimal(value),
            label=labels[0],
            measure=labels[0],
            year=self.year,
            span=(0, len(printed)),
        )
        self.statements.append(
            Statement(
                id=len(self.statements),
                kind=StatementKind.CELL,
                block=block,
                section=section,
                text=printed,
                place=Place(line, line),
                row_path=(labels[0],),
                column_path=(labels[1],),
                row=at[0],
                column=at[1],
                year=self.year,
                figures=(figure,),
            )
        )

    def _place(self) -> Place:
        self.line += 1
        return Place(self.line, self.line)


def small_report(
    name: str = "2025_소통.txt",
    *,
    agency: str = "금천구",
    department: str = "소통담당관",
    amount: int = 748_818,
) -> Report:
    """One department, one project, a few lines and a table."""
    maker = ReportMaker(name, agency=agency, department=department)
    unit = maker.section(SectionKind.DEPARTMENT, department)
    project = maker.section(SectionKind.PROJECT, "공감 홍보", unit)
    maker.line_of_text(project, "구민과 소통하는 소식지를 매월 발행하여 구정을 알립니다.")
    maker.line_of_text(project, "누리소통망 콘텐츠를 제작하고 어린이 기자단을 운영합니다.")
    maker.table(project, ("2024년", "2025년"), {"계": (amount, 800_000), "구비": (amount, 1)})
    other = maker.section(SectionKind.PROJECT, "디지털 교육", unit)
    maker.line_of_text(other, "어르신을 위한 스마트폰 강좌와 무인 주문기 체험을 엽니다.")
    maker.table(other, ("2024년", "2025년"), {"계": (150_000, 174_462), "시비": (0, 20_000)})
    return maker.report()


def large_report(projects: int = 150, name: str = "큰_보고서.txt") -> Report:
    """About 33 statements and two passages for every project."""
    maker = ReportMaker(name, department="행정지원과")
    verbs = ("정비", "확충", "운영", "지원", "점검", "교육", "홍보", "개선")
    things = ("청사", "도서관", "공원", "하수관로", "경로당", "어린이집", "주차장", "전통시장")
    for department in range(10):
        unit = maker.section(SectionKind.DEPARTMENT, f"{things[department % 8]}{'행정'}과")
        for number in range(projects // 10):
            about = f"{things[number % 8]} {verbs[(number + department) % 8]}"
            title = f"{about} 사업 {department}-{number}"
            project = maker.section(SectionKind.PROJECT, title, unit)
            for item in range(8):
                text = f"{about}을 위한 {verbs[item]} 계획을 세우고 {number * 7 + item}개소를 살핌"
                maker.line_of_text(project, text)
            years = ("합계", "2024년", "2025년", "2026년", "2027년")
            rows = {
                label: tuple(1000 * number + 37 * column + row for column in range(5))
                for row, label in enumerate(("계", "국비", "시비", "구비", "기타"))
            }
            maker.table(project, years, rows)
    return maker.report()

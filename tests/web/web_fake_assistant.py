"""A small real implementation of the page's protocol: made-up answers, a made-up report."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from web_findings import some

from assistant.answer import (
    Answer,
    Basis,
    Calculation,
    CellPath,
    Checked,
    Choice,
    Citation,
    Operand,
    Reason,
    Rule,
    Status,
    Value,
    Versions,
)
from assistant.finding import Conditions, Findings
from assistant.rewording.stream import AnswerStream, ByRules
from assistant.web.ports import (
    DocumentPage,
    DocumentView,
    SourceLine,
    SourceTable,
    SourceView,
    Spot,
)

PORTAL = "https://portal.example.kr"
VERSIONS = Versions(software="0", index="0", prompt="0")
XSS = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
TRAPS = (
    "홍보 3월~5월, 점검 10월~12월\n2024. 1. 5.자 **별표** *참고* _밑줄_ $$x$$ `코드`\n\n"
    "# 제목\n- 항목"
)

FIGURE = "푸른과의 2025년 예산은 얼마입니까?"
CLARIFY = "푸른과의 예산은 얼마입니까?"
MISSING = "푸른과의 2031년 예산은 얼마입니까?"
COMPUTED = "푸른과의 예산은 얼마나 늘었습니까?"
LIST = "푸른과의 주요 사업은 무엇입니까?"
ATTACK = f"{XSS} 질문"
BROKEN = "고장"

GRID = (
    ("구분", "", "2025년", "2024년\n(당초예산)", "증감", "증감률(%)"),
    ("합계", "", "3,615,983", "3,302,921", "313,062", "9.5"),
    ("푸른과", "계", "3,615,983", "3,302,921", "313,062", "9.5"),
    ("", "정책사업비", "3,557,889", "3,252,337", "305,552", "9.4"),
    ("", "행정운영경비", "58,094", "50,584", "7,510", "14.8"),
    ("", "재무활동비", "0", "0", "0", "-"),
)


def citation(n: int = 1, **changes: object) -> Citation:
    base: dict[str, object] = {
        "n": n,
        "document": "2025 주요업무계획.txt",
        "document_id": "d1",
        "revision": "abcdef012345",
        "title": "2025년 주요업무계획",
        "section": "푸른과 › 일반현황 › 예산현황",
        "lines": (32, 39),
        "cell": CellPath(row=("푸른과", "계"), column=("2025년",)),
        "quote": "푸른과 계 3,615,983",
        "sample": True,
        "block": 7,
        "table_cell": (2, 2),
    }
    return Citation.model_validate(base | changes)


def answer(question: str, text: str, **changes: object) -> Answer:
    base: dict[str, object] = {
        "question": question,
        "status": Status.ANSWERED,
        "answer": text,
        "versions": VERSIONS,
    }
    return Answer.model_validate(base | changes)


def figure(question: str = FIGURE) -> Answer:
    return answer(
        question,
        "푸른과의 2025년 예산(본예산)은 3,615,983천원(약 36억 1,598만 원)입니다. [1]",
        values=(Value(value=Decimal(3615983), unit="천원", label="2025년 예산", citation=1),),
        citations=(citation(),),
        basis=Basis(year=2025, stage="본예산", unit="천원", basis_date="'25. 1월 말"),
        assumptions=("연도를 밝히지 않아 보고서의 2025년 기준으로 답했습니다.",),
        suggestions=(COMPUTED, LIST),
    )


def clarify() -> Answer:
    return answer(
        CLARIFY,
        "푸른과의 예산은 연도에 따라 다릅니다. 어느 연도를 찾으십니까?",
        status=Status.CLARIFY,
        reason=Reason.SEVERAL_READINGS,
        choices=(
            Choice(
                id="1", label="2025년 본예산", question=FIGURE, value=Decimal(3615983), unit="천원"
            ),
            Choice(
                id="2",
                label="2024년 당초예산",
                question="푸른과의 2024년 예산은 얼마입니까?",
                value=Decimal(3302921),
                unit="천원",
            ),
        ),
        citations=(citation(1), citation(2, table_cell=(2, 3))),
    )


def missing() -> Answer:
    return answer(
        MISSING,
        "푸른과의 2031년 예산은 보고서에 없습니다. 2024년과 2025년 예산이 있습니다.",
        status=Status.NOT_FOUND,
        reason=Reason.NO_SUCH_YEAR,
        nearest=(
            Choice(
                id="1", label="2025년 본예산", question=FIGURE, value=Decimal(3615983), unit="천원"
            ),
        ),
        suggestions=(LIST,),
    )


def computed() -> Answer:
    calculation = Calculation(
        rule=Rule.DIFFERENCE,
        formula="3,615,983 - 3,302,921 = 313,062",
        operands=(
            Operand(label="2025년 본예산", value=Decimal(3615983), unit="천원", citation=1),
            Operand(label="2024년 당초예산", value=Decimal(3302921), unit="천원", citation=2),
        ),
        result=Decimal(313062),
        unit="천원",
        rounding="반올림 없음",
    )
    return answer(
        COMPUTED,
        "푸른과의 예산은 2024년 3,302,921천원에서 2025년 3,615,983천원으로 "
        "313,062천원 늘었습니다. [1][2]",
        values=(
            Value(value=Decimal(313062), unit="천원", label="증가액", calculation=calculation),
        ),
        citations=(citation(1), citation(2, table_cell=(2, 3))),
        basis=Basis(period="2024년 → 2025년", unit="천원"),
        checks=(
            Checked(
                kind="sum",
                message="보고서의 증감 칸(313,062)과 계산 결과가 같습니다.",
                citations=(1,),
            ),
        ),
        series=(
            {"label": "푸른과", "year": 2024, "value": 3302921, "unit": "천원", "citation": 2},
            {"label": "푸른과", "year": 2025, "value": 3615983, "unit": "천원", "citation": 1},
        ),
    )


def listing() -> Answer:
    return answer(
        LIST,
        "푸른과의 주요 사업은 다음과 같습니다. [1]\n- 개청 기념 홍보: 3월~5월, 10월~12월\n"
        "- 2024. 1. 5.자로 시작한 디지털 교육\n- **소통** 강화",
        citations=(
            citation(1, cell=None, block=20, table_cell=None, lines=(102, 104), sample=False),
        ),
    )


def attack(question: str) -> Answer:
    return answer(
        question,
        f"{XSS}\n{TRAPS} [1][2] [9]",
        values=(Value(value=Decimal(1), unit=XSS, label=XSS, citation=1),),
        citations=(
            citation(1, document=f"{XSS}.txt", title=XSS, section=XSS, quote=XSS),
            citation(2, document="x.txt", title="문장", section="절", block=99, cell=None),
        ),
        basis=Basis(year=2025, period=XSS, stage=XSS, unit=XSS, basis_date=XSS),
        assumptions=(XSS, TRAPS),
        checks=(Checked(kind="x", message=XSS, citations=(1,)),),
        series=tuple({"label": XSS, "value": n, "unit": XSS} for n in range(3)),
        suggestions=(f"{XSS} ~가~ **나**",),
        calculation=Calculation(
            rule=Rule.SUM,
            formula=XSS,
            operands=(Operand(label=XSS, value=Decimal(1), unit=XSS, citation=1),),
            result=Decimal(1),
            unit=XSS,
            rounding=XSS,
        ),
        generated_by=XSS,
    )


@dataclass
class FakeAssistant:
    """Answers the questions above; `asked` remembers what came in."""

    delay: float = 0.0
    is_ready: bool = True
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    searched: list[tuple[str, Conditions, int]] = field(default_factory=list)

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        self.asked.append((question, tuple(history)))
        time.sleep(self.delay)
        if question == BROKEN:
            raise RuntimeError("/비밀/경로 SELECT password")
        known = {CLARIFY: clarify, MISSING: missing, COMPUTED: computed, LIST: listing}
        if question in known:
            return known[question]()
        return attack(question) if "<" in question else figure(question)

    def proof(self, question: str, history: Sequence[str]) -> bytes:
        if question == BROKEN:
            raise RuntimeError("/비밀/경로 SELECT password")
        return json.dumps([question, *history], ensure_ascii=False).encode()

    def stream(self, question: str, history: Sequence[str]) -> AnswerStream:
        return ByRules(self.ask(question, history))

    def examples(self) -> list[str]:
        return [FIGURE, CLARIFY, COMPUTED, LIST]

    def source(self, citation: Citation) -> SourceView | None:
        if citation.block == 7:
            grid = GRID if "<" not in citation.title else ((XSS, TRAPS), (TRAPS, XSS), (XSS, XSS))
            table = SourceTable(
                grid,
                header_rows=1,
                header_columns=2 if grid is GRID else 1,
                caption="예산현황" if grid is GRID else XSS,
                unit="천원" if grid is GRID else XSS,
                basis_date="'25. 1월 말" if grid is GRID else XSS,
                marked=citation.table_cell if grid is GRID else (1, 1),
            )
            return SourceView(
                citation.title, citation.document, ("푸른과", "예산현황"), table=table
            )
        if citation.block == 20:
            lines = (
                SourceLine("□ 사업개요", 101),
                SourceLine("- 개청 기념 홍보: 3월~5월, 10월~12월", 102, cited=True),
                SourceLine("- 2024. 1. 5.자로 시작한 디지털 교육", 103, cited=True),
                SourceLine("- **소통** 강화", 104, cited=True),
                SourceLine("- 기대효과", 105),
            )
            return SourceView(citation.title, citation.document, ("푸른과", "주요사업"), lines)
        if citation.block == 99:
            return SourceView(
                citation.title, citation.document, (XSS,), (SourceLine(f"{XSS}\n{TRAPS}", 1, True),)
            )
        return None

    def search(self, question: str, conditions: Conditions, k: int) -> Findings:
        self.searched.append((question, conditions, k))
        if question == BROKEN:
            raise RuntimeError("/비밀/경로 SELECT password")
        return some(question, XSS if "<" in question else "")

    def departments(self) -> Sequence[str]:
        return ("푸른과", XSS)

    def document(self, id: str, spot: Spot) -> DocumentPage | None:
        return None

    def documents(self) -> list[DocumentView]:
        return [
            DocumentView("2025 주요업무계획.txt", "2025년 주요업무계획", "푸른구", 2025, True),
            DocumentView(f"{XSS}.txt", "업무보고", "푸른구", 2024),
        ]

    def ready(self) -> bool:
        return self.is_ready

"""What holds for every answer, checked over many kinds of question.

A check is a function from an answer to what is wrong with it; the last tests show on spoiled
answers that each check does fail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest
from assistant_library import LINES, NAMES, SPORTS_2024, amounts, library_of, text_of
from assistant_numbers import (
    aids,
    marks,
    numbers,
    without_aids,
    without_marks,
    worked_out,
    years,
)

from assistant.answer import Answer, Calculation, Reason, Status
from assistant.assistant import Assistant

# A question a line; earlier questions of its conversation stand before it, with `>` between.
QUESTIONS = """
2025년 문화체육과 예산은 얼마인가요?
2024년 문화체육과 예산은?
2023년 문화체육과 예산 얼마였어?
문화체육과예산얼마
올해 문화체육과 예산 알려줘
작년 문화체육과 예산은?
문화체육과 정원은 몇 명이야?
2025년 문화체육과 현원은?
2025년 문화체육과 정원과 현원은?
2025년 문화체육과 정책사업비와 행정운영경비는?
2024년 공원녹지과 예산은?
공원녹지과 현원은?
자원순환과 6급 정원은 몇 명?
도시환경국 예산은?
도시환경국 정원은 몇 명인가요?
자원순환과 예산은 작년보다 얼마나 늘었어?
공원녹지과 예산 증감률은?
공원녹지과와 자원순환과 예산은?
공원녹지과와 자원순환과 예산 차이는?
2024년과 2025년 문화체육과 예산 비교해줘
문화체육과 예산이 2024년에 비해 몇 퍼센트 늘었나요?
2024년 문화체육과 정원과 2025년 문화체육과 정원은 같은가?
새우젓 축제 예산은?
2025년 새우젓 축제 구비는 얼마?
2026년 새우젓 축제 시비는?
2024년 새우젓 축제 예산
2025년 새우젓 축제 참여업체는 몇 개소?
생활체육관 건립 국비는?
생활체육관 건립 2026년 국비는?
생활체육관 건립 국비 시비 구비 합계는?
생활체육관 건립은 어디에?
새우젓 축제 폐막 공연 장소는?
새우젓 축제 개막식은 언제?
김장 체험은 어디서 해?
서강도서관 2024년 대출 실적은?
플라스틱 2024년 수거량은?
경의선 숲길 정비 2025년 예산은?
경의선 숲길 벤치는 몇 개 교체해?
무장애 산책로 조성 2025년 국비는?
재활용 정거장 운영장소는 몇 개소?
2025년 문화체육과 주요사업을 모두 알려줘
2024년 문화체육과 주요사업 목록
공원녹지과 주요사업 모두 알려줘
2025년 문화체육과 정책사업비가 전체 예산에서 차지하는 비중은?
서대문구 행정지원과 현원은?
청사 관리 예산액은?
재활용 정거장 예산을 모두 더하면?
회원 수가 가장 적은 도서관은?
공원녹지과 정원이 30명이라던데?
청사 관리 집행액은?
청사 관리 집행률은?
집행률이 가장 높은 단위사업은?
직원 복지 예산에서 남은 금액은?
서대문구 공용차량은 몇 대야?
본관 승강기 교체는 몇 대?
휴양소는 어디어디야?
옥상 방수공사 기간은?
2026년 직원 마음건강 지원 예산은?
직원 마음건강 지원 상담 이용 건수는?
마포구와 서대문구 정원은?
강남구 예산은?
지역경제과 예산은?
2030년 문화체육과 예산은?
2019년 새우젓 축제 예산은?
오늘 날씨 어때?
비트코인 가격은?
문화체육과 회의록은 어디에 있어?
정원은 몇 명?
예산은?
경의선 숲길 정비 예산이 900,000천원이라던데 맞아?
문화채육과 예산은?
새우젓축제 담당팀은?
시장 연봉은 얼마야?
2025년 문화체육과 예산은 얼마인가요? > 그럼 작년은?
2025년 문화체육과 예산은 얼마인가요? > 자원순환과는?
2025년 문화체육과 정원은? > 현원은?
2025년 새우젓 축제 예산은? > 구비는?
2024년 문화체육과 예산은? > 서대문구 공용차량은 모두 몇 대입니까?
"""
TURNS = [tuple(reversed(line.split(" > "))) for line in QUESTIONS.strip().splitlines()]
NOT_FOUND = {
    Reason.NO_SUCH_DOCUMENT,
    Reason.NO_SUCH_YEAR,
    Reason.NO_SUCH_DEPARTMENT,
    Reason.NO_SUCH_ITEM,
    Reason.EMPTY_CELL,
    Reason.NOT_ADDABLE,
    Reason.NO_DOCUMENTS,
}
REFUSED = {Reason.EMPTY_QUESTION, Reason.TOO_LONG, Reason.OFF_TOPIC}
REASONS: dict[Status, set[Reason | None]] = {
    Status.ANSWERED: {None},
    Status.CLARIFY: {Reason.SEVERAL_READINGS},
    Status.NOT_FOUND: {*NOT_FOUND},
    Status.REFUSED: {*REFUSED},
}
LONGEST = 2500  # letters of an answer
MOST_LINES = 40  # of a citation
OWN_NAMES = {"citations": {"__all__": {"document_id", "revision"}}, "versions": True}


def quotes(answer: Answer) -> dict[int, str]:
    return {citation.n: citation.quote for citation in answer.citations}


def calculations(answer: Answer) -> list[Calculation]:
    found = [answer.calculation, *(value.calculation for value in answer.values)]
    return [calculation for calculation in found if calculation is not None]


# --- the checks -----------------------------------------------------------------------------------


def status_and_reason_agree(answer: Answer) -> Iterator[str]:
    if answer.reason not in REASONS[answer.status]:
        yield f"{answer.status} because of {answer.reason}"
    if bool(answer.choices) != (answer.status is Status.CLARIFY) or len(answer.choices) == 1:
        yield f"{answer.status} with {len(answer.choices)} choices"
    if answer.values and answer.status is not Status.ANSWERED:
        yield f"{answer.status} with values"
    if answer.nearest and answer.status is not Status.NOT_FOUND:
        yield f"{answer.status} with near figures"


def the_text_is_there_and_short(answer: Answer) -> Iterator[str]:
    if not answer.answer.strip() or answer.answer != answer.answer.strip():
        yield "empty or with blanks around it"
    if len(answer.answer) > LONGEST:
        yield f"{len(answer.answer)} letters"


def marks_and_citations_agree(answer: Answer) -> Iterator[str]:
    known = [citation.n for citation in answer.citations]
    if known != list(range(1, len(known) + 1)):
        yield f"citations are numbered {known}"
    if strange := set(marks(answer.answer)) - set(known):
        yield f"marks without a citation: {strange}"
    if answer.status is Status.ANSWERED and not marks(answer.answer):
        yield "answered without a mark"


def values_stand_where_they_are_cited(answer: Answer) -> Iterator[str]:
    quoted, told = quotes(answer), numbers(without_marks(answer.answer))
    for value in answer.values:
        if (value.citation is None) == (value.calculation is None):
            yield f"{value.label} has both a citation and a calculation, or neither"
        if value.citation and abs(value.value) not in numbers(quoted.get(value.citation, "")):
            yield f"{value.value} is not in citation {value.citation}"
        if value.calculation and abs(value.calculation.result) != value.value:
            yield f"{value.value} is not what was computed"
        if abs(value.value) not in told:
            yield f"{value.value} is not written out"


def operands_stand_where_they_are_cited(answer: Answer) -> Iterator[str]:
    quoted = quotes(answer)
    for calculation in calculations(answer):
        for operand in calculation.operands:
            if abs(operand.value) not in numbers(quoted.get(operand.citation, "")):
                yield f"{operand.value} is not in citation {operand.citation}"


def calculations_come_out(answer: Answer) -> Iterator[str]:
    for calculation in calculations(answer):
        off = abs(worked_out(calculation.formula) - worked_out(str(calculation.result)))
        if off > (Decimal("0.05") if calculation.rounding else 0):
            yield f"{calculation.formula} is not {calculation.result}"


def choices_have_place_and_value(answer: Answer) -> Iterator[str]:
    offered, quoted = (*answer.choices, *answer.nearest), quotes(answer)
    if len({choice.id for choice in offered}) < len(offered):
        yield "two choices have one id"
    for choice in offered:
        if choice.citation not in quoted:
            yield f"{choice.label} is cited nowhere"
        elif choice.value is not None and abs(choice.value) not in numbers(
            quoted[choice.citation]
        ) & numbers(choice.label):
            yield f"{choice.value} is not in its label and its citation"


def quotes_stand_in_the_cited_lines(answer: Answer) -> Iterator[str]:
    for citation in answer.citations:
        lines = LINES[citation.document]
        first, last = citation.lines or (0, 0)
        if not (1 <= first <= last <= len(lines) and last - first < MOST_LINES):
            yield f"no such lines: {first} to {last}"
            continue
        own = citation.quote if citation.cell is None else citation.quote.split(" | ")[-1]
        if strange := numbers(own) - numbers("\n".join(lines[first - 1 : last])):
            yield f"not in lines {first} to {last}: {strange}"
        if strange := numbers(citation.quote) - numbers("\n".join(lines)):
            yield f"not in the document: {strange}"


def numbers_come_from_somewhere(answer: Answer) -> Iterator[str]:
    told = numbers(without_aids(without_marks(answer.answer)))
    told -= {Decimal(len(re.findall(r"(?m)^- ", answer.answer)))}  # how many are listed
    if strange := told - supported(answer):
        yield f"from nowhere: {strange}"


def supported(answer: Answer) -> set[Decimal]:
    """Every number that an answer's text may hold."""
    places = [answer.question, *answer.history]
    for citation in answer.citations:
        places += [citation.quote, citation.section, citation.title]
    for choice in (*answer.choices, *answer.nearest):
        places += [choice.label, choice.question]
    found = {n for place in places for n in numbers(place)}
    for printed in ({citation.document for citation in answer.citations}, answer.assumptions):
        found |= {n for text in printed for n in years(text_of(text) if text in LINES else text)}
    for calculation in calculations(answer):
        found |= numbers(calculation.formula) | {abs(calculation.result)}
        found |= rates(calculation)
    return found


def rates(calculation: Calculation) -> set[Decimal]:
    """The change in percent of each operand, as an answer may add it."""
    changes = [
        abs(calculation.result) / operand.value * 100
        for operand in calculation.operands
        if operand.value
    ]
    return {change.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) for change in changes}


def reading_aids_are_right(answer: Answer) -> Iterator[str]:
    for amount, aid, about in aids(answer.answer):
        if about != (amount != aid) or abs(amount - aid) > 5000:
            yield f"{amount}원 is read as {aid}원"


CHECKS = [
    status_and_reason_agree,
    the_text_is_there_and_short,
    marks_and_citations_agree,
    values_stand_where_they_are_cited,
    operands_stand_where_they_are_cited,
    calculations_come_out,
    choices_have_place_and_value,
    quotes_stand_in_the_cited_lines,
    numbers_come_from_somewhere,
    reading_aids_are_right,
]


# --- all questions --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answers(ask):
    """The answer to each of the questions, asked once."""
    return {turns: ask(*turns) for turns in TURNS}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_for_every_answer(answers, check):
    wrong = {turns: problems for turns in TURNS if (problems := list(check(answers[turns])))}
    assert not wrong


def test_many_kinds_of_question_are_checked(answers):
    assert len(answers) >= 60
    found = [answer.status for answer in answers.values()]
    assert all(found.count(status) >= 2 for status in Status)
    assert len({answer.reason for answer in answers.values()}) >= 7
    assert sum(bool(calculations(answer)) for answer in answers.values()) >= 6
    assert sum(bool(list(aids(answer.answer))) for answer in answers.values()) >= 20


def test_the_same_question_has_the_same_answer(ask, answers):
    def everything(answer):
        return answer.model_dump(exclude={"timings"})

    changed = [turns for turns in TURNS if everything(ask(*turns)) != everything(answers[turns])]
    assert not changed


@pytest.mark.parametrize("origin", ["/a/", "/b/", "C:\\보고서\\"])
def test_answers_do_not_depend_on_where_the_files_lay(answers, tmp_path, origin):
    library = library_of(tmp_path, origin=origin)
    elsewhere = Assistant(library.catalogue, library.search)
    try:
        changed = [
            turns
            for turns, answer in answers.items()
            if told(elsewhere.ask(turns[0], turns[1:])) != told(answer)
        ]
        assert not changed
    finally:
        library.close()


def told(answer):
    """Status, values and choices: what an answer says, in whatever words and order."""
    choices = sorted((choice.value, choice.label) for choice in answer.choices)
    return answer.status, answer.reason, sorted(amounts(answer)), choices


def test_every_choice_leads_to_its_value(ask, answers):
    followed = 0
    for answer in answers.values():
        for choice in answer.choices:
            chosen = ask(choice.question)
            assert chosen.status is Status.ANSWERED, (choice.question, chosen.answer)
            assert amounts(chosen) == [(choice.value, choice.unit)], choice.question
            followed += 1
    assert followed >= 10


# --- what may be seen -----------------------------------------------------------------------------


def secrets(name):
    """What stands in one report alone: numbers of four digits and more, but no years."""
    elsewhere = {n for other in NAMES if other != name for n in numbers(text_of(other))}
    return {n for n in numbers(text_of(name)) - elsewhere if n >= 3000}


def shown(answer):
    """Everything that an answer shows, as text; ids, hashes and reading aids aside."""
    told = answer.model_dump(
        mode="json",
        exclude={"question": True, "history": True, "context": True, "timings": True, **OWN_NAMES},
    )
    return without_aids(json.dumps(told, ensure_ascii=False))


@pytest.mark.parametrize("name", NAMES)
def test_no_report_is_revealed_to_those_who_may_not_see_it(ask, scope_of, name):
    hidden = secrets(name)
    assert len(hidden) >= 10
    scope = scope_of(*(other for other in NAMES if other != name))
    for turns in TURNS:
        text = shown(ask(*turns, scope=scope))
        asked = {n for question in turns for n in numbers(question)}
        assert name not in text, turns
        assert not numbers(text) & (hidden - asked), turns


def test_a_report_that_may_be_seen_is_shown(ask, scope_of):
    text = shown(ask("2024년 새우젓 축제 예산", scope=scope_of(SPORTS_2024)))
    assert SPORTS_2024 in text
    assert Decimal(790000) in numbers(text)


# --- every check can fail -------------------------------------------------------------------------


def spoiled(answer, part, **changes):
    """The answer with its first value, citation, choice … changed."""
    first, *rest = getattr(answer, part)
    return answer.model_copy(update={part: (first.model_copy(update=changes), *rest)})


def cases(ask):
    figure, several = ask("2025년 문화체육과 예산은?"), ask("새우젓 축제 예산은?")
    computed = ask("직원 복지 예산에서 남은 금액은?")
    calculation = computed.calculation
    wrong_operand = calculation.operands[0].model_copy(update={"value": Decimal(5014001)})

    def told(text):
        return figure.model_copy(update={"answer": text})

    def calculated(**changes):
        update = {"calculation": calculation.model_copy(update=changes)}
        return computed.model_copy(update=update)

    yield status_and_reason_agree, figure.model_copy(update={"status": Status.NOT_FOUND})
    yield status_and_reason_agree, figure.model_copy(update={"reason": Reason.EMPTY_CELL})
    yield status_and_reason_agree, several.model_copy(update={"choices": several.choices[:1]})
    yield the_text_is_there_and_short, told(" ")
    yield the_text_is_there_and_short, told("가" * (LONGEST + 1))
    yield marks_and_citations_agree, told("예산은 4,210,600천원입니다. [9]")
    yield marks_and_citations_agree, told("예산은 4,210,600천원입니다.")
    yield marks_and_citations_agree, figure.model_copy(update={"citations": ()})
    yield values_stand_where_they_are_cited, spoiled(figure, "values", value=Decimal(3950200))
    yield values_stand_where_they_are_cited, spoiled(figure, "values", citation=None)
    yield values_stand_where_they_are_cited, told("예산은 많습니다. [1]")
    yield operands_stand_where_they_are_cited, calculated(operands=(wrong_operand,))
    yield calculations_come_out, calculated(result=Decimal(1002801))
    yield choices_have_place_and_value, spoiled(several, "choices", value=Decimal(850001))
    yield choices_have_place_and_value, spoiled(several, "choices", citation=9)
    yield choices_have_place_and_value, spoiled(several, "choices", id=several.choices[1].id)
    yield quotes_stand_in_the_cited_lines, spoiled(figure, "citations", lines=(1, 2))
    yield quotes_stand_in_the_cited_lines, spoiled(figure, "citations", lines=(31, 900))
    yield quotes_stand_in_the_cited_lines, spoiled(figure, "citations", quote="9,999,999")
    yield numbers_come_from_somewhere, told("예산은 4,210,601천원입니다. [1]")
    yield reading_aids_are_right, told("예산은 4,210,600천원(42억 1,070만 원)입니다. [1]")
    yield reading_aids_are_right, told("예산은 4,210,600천원(약 42억 1,060만 원)입니다. [1]")


def test_every_check_finds_what_is_wrong(ask):
    found = list(cases(ask))
    assert {check for check, _ in found} == set(CHECKS)
    missed = [(check.__name__, answer) for check, answer in found if not list(check(answer))]
    assert not missed

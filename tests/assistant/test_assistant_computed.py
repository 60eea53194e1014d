"""What is computed: changes, shares, sums, totals and rankings, over the small reports."""

from __future__ import annotations

from decimal import Decimal

import pytest
from assistant_library import (
    SPORTS_2025,
    amounts,
    cited,
    counted,
    money,
    people,
)

from assistant.answer import Status

# --- changes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "change", "rate", "word"),
    [
        ("자원순환과 예산은 작년보다 얼마나 늘었어?", 2856900, "12.2", "증가했습니다"),
        ("공원녹지과 예산은 작년보다 얼마나 줄었어?", 749700, "4.6", "감소했습니다"),
        ("공원녹지과 예산 증감률은?", 749700, "4.6", "감소했습니다"),
        ("2024년 문화체육과 예산은 전년보다 얼마나 줄었어?", 170700, "4.1", "감소했습니다"),
        ("2025년 문화체육과 예산은 작년보다 얼마나 늘었어?", 260400, "6.6", "증가했습니다"),
        ("2025년 문화체육과 행정운영경비 증감률", 3200, "5.0", "감소했습니다"),
    ],
)
def test_a_change_that_the_report_prints_is_quoted(ask, question, change, rate, word):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert amounts(answer) == [(Decimal(change), "천원"), (Decimal(rate), "%")]
    assert answer.calculation is None
    assert word in answer.answer
    assert ("증가했습니다" in answer.answer) != ("감소했습니다" in answer.answer)
    assert f"{change:,}천원({rate}%)" in answer.answer


@pytest.mark.parametrize(
    ("question", "before", "after", "word"),
    [
        ("올해 새우젓 축제 예산은 작년보다 얼마나 늘었어?", money(790000), money(850000), "증가했습니다"),
        ("2025년 새우젓 축제 자원봉사자는 전년보다 몇 명 늘었나?", people(105), people(120), "증가했습니다"),
        ("2025년 문화체육과 현원은 작년보다 얼마나 늘었나?", people(19), people(20), "증가했습니다"),
        ("공원녹지과와 자원순환과 예산 차이는?", money(15480700), money(26244600), "많습니다"),
        ("공원녹지과 정원과 현원 차이는?", people(34), people(31), "많습니다"),
    ],
)  # fmt: skip
def test_a_change_that_no_report_prints_is_computed_over_cited_figures(
    ask, question, before, after, word
):
    answer = ask(question)
    (first, unit), (second, _) = before[0], after[0]
    assert amounts(answer) == [*before, *after, (abs(second - first), unit)]
    assert word in answer.answer
    operands = {operand.value for operand in answer.calculation.operands}
    assert operands == {first, second}
    assert answer.calculation.result == second - first
    assert answer.values[2].calculation == answer.calculation
    assert answer.values[2].citation is None


def test_what_did_not_change_is_said(ask):
    answer = ask("2025년 문화체육과 정원은 작년보다 늘었나?")
    assert amounts(answer) == people(18, 18)
    assert "같습니다" in answer.answer
    assert answer.calculation is None


def test_what_is_left_is_budget_less_spending_of_one_row(ask):
    answer = ask("직원 복지 예산에서 남은 금액은?")
    assert amounts(answer) == money(1002800)
    assert [o.value for o in answer.calculation.operands] == [5014000, 4011200]
    assert {line.split("\t")[0] for _, line in cited(answer)} == {"직원 복지"}


def test_a_part_is_taken_off_the_stated_whole(ask):
    answer = ask("148대 중 특수차를 빼면 몇 대야?")
    assert amounts(answer) == counted(117, "대")
    assert [o.value for o in answer.calculation.operands] == [148, 31]


@pytest.mark.parametrize(
    ("question", "change", "rate"),
    [
        ("문화체육과 예산 2024년 대비 얼마나 늘었나?", 260400, "6.6"),
        ("문화체육과 예산은 24년 예산보다 몇 % 늘었어?", 260400, "6.6"),
        ("24년 대비 25년 공원녹지과 예산은 얼마나 줄었나요?", 749700, "4.6"),
    ],
)
def test_a_named_year_is_what_is_compared_with(ask, question, change, rate):
    answer = ask(question)
    assert amounts(answer) == [(Decimal(change), "천원"), (Decimal(rate), "%")]
    assert "2025년" in answer.answer
    assert "전년(2024년)보다" in answer.answer


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("문화체육과 예산은 2023년 대비 얼마나 늘었어?", 4120900, 4210600),
        ("새우젓 축제 예산은 2024년 대비 얼마나 늘었나?", 790000, 850000),
        ("새우젓 축제 예산은 2024년 대비 2027년에 얼마나 늘어?", 790000, 815000),
    ],
)
def test_a_change_from_a_named_year_is_computed_to_the_report_s_own_or_the_named_one(
    ask, question, before, after
):
    answer = ask(question)
    assert amounts(answer) == money(before, after, after - before)


def test_a_computed_rate_is_worked_out_in_the_calculation(ask):
    answer = ask("2024년과 2025년 문화체육과 예산 차이는?")
    assert "260,400천원(6.6%)" in answer.answer
    assert answer.calculation.formula == (
        "4,210,600천원 − 3,950,200천원 = 260,400천원, 260,400 ÷ 3,950,200 × 100 ≒ 6.6%"
    )
    assert [operand.value for operand in answer.calculation.operands] == [4210600, 3950200]


def test_a_change_without_a_year_is_the_newest_report_s(ask):
    answer = ask("문화체육과 예산 증가율은?")
    assert amounts(answer) == [(Decimal(260400), "천원"), (Decimal("6.6"), "%")]
    assert any("2025년" in said for said in answer.assumptions)


# --- shares, sums, rankings -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "part", "whole", "share"),
    [
        ("2025년 문화체육과 정책사업비가 전체 예산에서 차지하는 비중은?", 4150100, 4210600, "98.6"),
        ("2025년 새우젓 축제 예산 중 구비는 몇 퍼센트야?", 680000, 850000, "80.0"),
        ("2025년 시비가 새우젓 축제 예산에서 차지하는 비중은?", 170000, 850000, "20.0"),
        ("2025년 작은도서관 예산 중 구비는 몇 퍼센트야?", 96300, 96300, "100.0"),
        ("새우젓 축제 구비 비중은?", 680000, 850000, "80.0"),
        ("직원 복지 집행액이 예산에서 차지하는 비중", 4011200, 5014000, "80.0"),
        ("직원 복지 집행액이 전체 예산에서 차지하는 비중", 4011200, 88214000, "4.5"),
        (
            "2025년 문화체육과 예산 4,210,600천원 중 정책사업비는 몇 퍼센트야?",
            4150100,
            4210600,
            "98.6",
        ),
    ],
)
def test_a_share_is_computed_over_part_and_whole(ask, question, part, whole, share):
    answer = ask(question)
    assert amounts(answer) == counted(share, "%")
    assert [operand.value for operand in answer.calculation.operands] == [part, whole]
    assert answer.calculation.rounding
    assert f"{share}%" in answer.answer


def test_the_whole_is_not_called_by_the_name_of_the_part(ask):
    answer = ask("2025년 새우젓 축제 예산 중 구비는 몇 퍼센트야?")
    part, whole = answer.calculation.operands
    assert part.label.endswith("구비")
    assert "구비" not in whole.label
    assert "850,000천원" in answer.answer.split(whole.label)[1]


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("생활체육관 총사업비는?", 18500000),
        ("무장애 산책로 국비 총액", 320000),
        ("새우젓 축제 총사업비는 얼마야?", 3270000),
        ("공원녹지과 현원 합계는?", None),
    ],
)
def test_a_total_is_the_one_over_all_years_or_all_columns(ask, question, total):
    answer = ask(question)
    assert amounts(answer) == (money(total) if total else people(31))
    assert answer.calculation is None


def test_a_total_of_one_year_is_that_year_s(ask):
    assert amounts(ask("2025년 생활체육관 총사업비는?")) == money(1240000)
    assert amounts(ask("도시환경국 총예산은 얼마?")) == money(41725300)


@pytest.mark.parametrize(
    "question",
    [
        "정책사업비 합계는?",
        "2025년 정책사업비 합계는?",
        "공원녹지과 정책사업비 합계는?",
        "도시환경국과 공원녹지과 예산을 합치면?",
        "2024년 2025년 2031년 문화체육과 예산 합계",
        "직원 복지 집행액 합계는?",
        "서대문구 집행액 합계는?",
    ],
)
def test_nothing_is_added_up_that_is_no_sum(ask, question):
    """Different years or measures, a total and its part, some of the years that are asked."""
    answer = ask(question)
    assert answer.calculation is None
    assert all(value.calculation is None for value in answer.values)


def test_a_printed_total_is_quoted(ask):
    answer = ask("생활체육관 건립 국비 합계는?")
    assert amounts(answer) == money(5000000)
    assert answer.calculation is None
    assert cited(answer)[0] == (SPORTS_2025, "국비\t5,000,000\t300,000\t2,700,000\t2,000,000")


@pytest.mark.parametrize(
    ("question", "parts", "total"),
    [
        ("생활체육관 건립 국비 시비 구비 합계는?", [5000000, 6000000, 7500000], 18500000),
        ("경의선 숲길 정비 2024년과 2025년 시비를 더하면?", [450000, 580000], 1030000),
        ("2024년 2025년 문화체육과 예산 합계", [4210600, 3950200], 8160800),
        ("2025년 생활체육관 국비와 시비 합은?", [300000, 420000], 720000),
        ("공원녹지과와 자원순환과 예산을 합치면?", [15480700, 26244600], 41725300),
        ("공원녹지과 정책사업비와 자원순환과 정책사업비를 더하면?", [15312200, 26030100], 41342300),
    ],
)
def test_a_sum_is_added_up_over_cited_parts(ask, question, parts, total):
    answer = ask(question)
    assert amounts(answer) == money(total)
    assert [operand.value for operand in answer.calculation.operands] == parts
    assert f"{total:,}천원" in answer.answer


def test_a_sum_is_compared_with_the_printed_total_that_agrees(ask):
    answer = ask("경의선 숲길 정비 구비를 모두 더하면?")
    assert amounts(answer) == money(2700000)
    assert "보고서의 합계와 같습니다" in answer.answer
    assert answer.checks == ()


def test_a_sum_is_compared_with_the_printed_total_that_does_not_agree(ask):
    answer = ask("재활용 정거장 예산을 모두 더하면?")
    assert amounts(answer) == money(2140000, 2150000)
    (check,) = answer.checks
    assert "2,150,000천원" in check.message
    assert check.message in answer.answer
    assert answer.citations[check.citations[0] - 1].quote.startswith("계 | 합계 | 2,150,000")


def test_a_ranking_names_the_one_and_the_others_without_totals(ask):
    answer = ask("2024년 회원 수가 가장 적은 도서관은?")
    assert amounts(answer) == people(2780)
    assert answer.answer.startswith("염리도서관이 2,780명으로 가장 적습니다. [1]")
    ranked = [(row["label"], row["value"]) for row in answer.series]
    assert ranked == [("서강도서관", 4250), ("아현도서관", 3310), ("염리도서관", 2780)]
    assert [row["citation"] for row in answer.series] == [2, 3, 1]


RANKINGS = [
    # question, its one value, the beginning of the answer, the names that are compared
    ("정원이 가장 많은 과는?", people(34), "공원녹지과가 34명", {"공원녹지과", "자원순환과"}),
    ("현원이 가장 적은 과는?", people(29), "자원순환과가 29명", {"공원녹지과", "자원순환과"}),
    ("어느 과가 정원이 가장 많아?", people(34), "공원녹지과가 34명", {"공원녹지과", "자원순환과"}),
    ("예산이 가장 많은 과는?", money(26244600), "자원순환과가 26,244,600천원", {"공원녹지과", "자원순환과"}),
    ("예산이 가장 많이 늘어난 과는?", money(2856900), "자원순환과가 2,856,900천원", {"자원순환과"}),
    ("예산이 가장 많이 줄어든 과는?", money(-749700), "공원녹지과가 749,700천원", {"공원녹지과"}),
    ("증감률이 가장 높은 과는?", [(Decimal("12.2"), "%")], "자원순환과가 12.2%", {"공원녹지과", "자원순환과"}),
    ("예산액이 가장 큰 단위사업은?", money(79000000), "인력운영비가 79,000,000천원",
     {"청사 관리", "인사 운영", "직원 복지", "인력운영비"}),
    ("집행률이 가장 낮은 단위사업은?", [(Decimal("65.0"), "%")], "인사 운영이 65.0%",
     {"청사 관리", "인사 운영", "직원 복지", "인력운영비"}),
    ("회원이 가장 많은 도서관은?", people(4250), "서강도서관이 4,250명",
     {"서강도서관", "아현도서관", "염리도서관"}),
    ("회원이 가장 많이 늘어난 도서관은?", people(330), "아현도서관이 330명",
     {"서강도서관", "아현도서관", "염리도서관"}),
    ("2023년 대출이 가장 적은 도서관은?", counted(26500, "권"), "염리도서관이 26,500권",
     {"서강도서관", "아현도서관", "염리도서관"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "values", "begins", "names"), RANKINGS, ids=[row[0] for row in RANKINGS]
)
def test_only_what_is_of_the_asked_kind_is_ranked(ask, question, values, begins, names):
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.answer
    assert amounts(answer) == values
    assert answer.answer.startswith(begins)
    assert {row["label"] for row in answer.series} == names
    assert "한 표에 있는" in answer.answer  # within what was compared is said


@pytest.mark.parametrize("question", ["정원이 가장 많은 팀은?", "예산이 가장 많은 국은?"])
def test_where_no_rows_are_of_the_asked_kind_nothing_is_ranked(ask, question):
    answer = ask(question)
    assert answer.status is Status.NOT_FOUND
    assert answer.values == ()


def test_the_largest_and_the_smallest_are_told_where_both_are_asked(ask):
    answer = ask("정원이 가장 많은 과와 가장 적은 과는?")
    assert amounts(answer) == people(34, 28)


@pytest.mark.parametrize(
    "question",
    [
        "2024년 예산이 가장 많이 늘어난 과는?",
        "예산이 다섯 번째로 많은 해는?",
        "가장 오래된 도서관은?",
        "가장 최근에 회원이 가입한 도서관은?",
    ],
)
def test_another_change_or_place_than_asked_is_not_told(ask, question):
    assert ask(question).values == ()


def test_the_share_of_the_largest_is_told_where_it_is_asked(ask):
    answer = ask("2개 과 가운데 25년 예산이 제일 큰 데가 어디고 국 전체에서 몇%나 차지해?")
    assert amounts(answer) == [*money(26244600), (Decimal("62.9"), "%")]
    assert [operand.value for operand in answer.calculation.operands] == [26244600, 41725300]


@pytest.mark.parametrize(
    ("question", "name", "pair"),
    [
        ("정원보다 현원이 많은 과는?", "자원순환과", (29, 28)),
        ("정원보다 현원이 더 많은 과는 어디고 몇 명 초과야?", "자원순환과", (29, 28)),
        ("현원이 정원보다 많은 과는 어디야?", "자원순환과", (29, 28)),
        ("정원을 초과한 과는?", "자원순환과", (29, 28)),
        ("현원이 정원보다 적은 과는?", "공원녹지과", (34, 31)),
    ],
)
def test_rows_where_one_measure_exceeds_the_other_are_named(ask, question, name, pair):
    answer = ask(question)
    assert amounts(answer) == people(1 if name == "자원순환과" else 3)
    assert f"- {name}: " in answer.answer
    assert tuple(operand.value for operand in answer.calculation.operands) == pair

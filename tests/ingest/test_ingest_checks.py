"""What the arithmetic of a report says: found where it is wrong, silent where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_reading import FRONT, planned, read

from ingest.model import Check, FindingKind

YEARS = "연도별|계|2029년|2030년|2031년"
WRONG = {FindingKind.SUM, FindingKind.CHANGE, FindingKind.RATE, FindingKind.EXECUTION_RATE}


def rows(*lines, unit="(단위 : 천원)"):
    return "\n".join([unit, "", *(line.replace("|", "\t") for line in lines)])


def findings(body):
    return [(f.kind.value, f.printed, f"{f.expected}") for f in planned(body).findings]


def checks(body):
    report = planned(body)
    return {f.printed: f.check for s in report.statements for f in s.figures}


SUMS = ["구분|계|국비|시비|구비", "꽃길|60|10|20|30", "물길|90|20|30|40"]


def test_a_row_that_adds_up_is_confirmed_with_its_parts():
    assert set(checks(rows(*SUMS)).values()) == {Check.CONFIRMED}
    assert findings(rows(*SUMS)) == []


def test_a_wrong_total_among_right_ones_is_told_with_what_it_should_be():
    wrong = rows(*SUMS, "숲길|99|20|30|40")
    assert findings(wrong) == [("sum", "99", "90")]
    assert checks(wrong)["99"] is Check.CONTRADICTED


def test_a_column_sum_is_checked_too():
    lines = ["구분|예산액|집행액", "꽃길|1,200|300", "물길|900|150", "합계|2,100|450"]
    assert findings(rows(*lines)) == []
    lines[-1] = "합계|2,500|450"
    assert findings(rows(*lines)) == [("sum", "2,500", "2100")]


def test_a_difference_of_one_thousand_won_is_rounding():
    assert findings(rows(*SUMS, "숲길|91|20|30|40")) == []


def test_totals_that_add_up_nowhere_were_not_meant_as_sums():
    assert findings(rows("구분|계|꽃길|물길", "면적|70|10|20", "길이|95|30|40")) == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("예산|1,200|1,000|200|20.0", []),
        ("예산|1,000|1,200|△200|△16.7", []),
        ("예산|1,000|1,200|△200|△16.6", []),  # cut off instead of rounded
        ("예산|1,200|1,000|190|20.0", [("change", "190", "200")]),
        ("예산|1,200|1,000|200|21.0", [("rate", "21.0", "20.0")]),
    ],
)
def test_changes_and_their_rates(row, found):
    header = "구분|2031년 예산|2030년 예산|증감|증감률(%)"
    assert findings(rows(header, row)) == found


@pytest.mark.parametrize(
    ("rate", "found"),
    [("62.5", []), ("62.4", [("execution_rate", "62.4", "62.5")]), ("63", []), ("62", [])],
)
def test_execution_rates(rate, found):
    assert findings(rows("예산액|집행액|집행률(%)", f"800|500|{rate}")) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("○ 소요예산 : 60백만원(국비 10, 시비 20, 구비 30)", []),
        ("○ 소요예산 : 70백만원(국비 10, 시비 20, 구비 30)", [("sum", "70", "60")]),
        ("○ 점검 결과 : 총 120개소 중 양호 7개소, 주의 113개소", []),
        ("○ 점검 결과 : 총 120개소 중 양호 7개소, 주의 114개소", [("sum", "120", "121")]),
        ("○ 점검 결과 : 총 120개소 중 양호 7개소, 주의 9개소", []),  # some of them
        ("○ 참여 인원 : 2.121명", [("typing", "2.121", "2121")]),
        ("○ 참여 인원 : 2,121명", []),
    ],
)
def test_amounts_in_text(line, found):
    assert findings(f"□ 추진실적\n\n{line}") == found


def project(budget):
    listed = "연번|주요사업|구분|쪽\n1|꽃길 조성|신규|3\n2|물길 정비|신규|5".replace("|", "\t")
    return f"""주요사업 목록

{listed}

1 | 꽃길 조성

□ 사업필요성

○ 꽃길을 잇고자 함

□ 사업개요

○ 소요예산 : {budget}

□ 연차별 소요재원

{rows("구분|합계|연차별 소요재원||", "||2031년|2032년|2033년", "계|900|200|300|400")}
"""


def test_the_budget_of_the_text_and_of_the_yearly_table():
    right, wrong = (
        [f.kind.value for f in planned(project(budget)).findings]
        for budget in ("200천원", "250천원")
    )
    assert right == []
    assert wrong == ["text_table"]


def test_staff_above_a_table():
    lines = ("부서명|5급|6급|합계", "꽃과|1 (1)|4 (5)|5 (6)")
    body = "○ 직원 : 정원 {}명(현원 6명)\n\n정원(현원)\n\n" + "\n".join(lines).replace("|", "\t")
    assert [f.kind.value for f in planned(body.format(5)).findings] == []


def test_consequences_of_one_wrong_figure_are_told_once():
    lines = ["구분|합계|2030년|2031년", "계|300|100|200", "시비|110|40|60", "구비|190|60|140"]
    right = [line.replace("110|40|60", "100|40|60").replace("190|60", "200|60") for line in lines]
    wrong = [line.replace("시비|110|", "시비|150|").replace("190|60", "200|60") for line in lines]
    assert findings(rows(*right)) == []
    assert findings(rows(*wrong)) == [("sum", "150", "100")]


bodies = st.integers(3, 5).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(10, 90_000)] * width), min_size=3, max_size=6)
)


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_a_table_that_adds_up_is_never_accused(body):
    header = "구분|계|" + "|".join("가나다라마"[: len(body[0])])
    lines = [
        f"{'동서남북중상'[i]}마을|{sum(x)}|{'|'.join(map(str, x))}" for i, x in enumerate(body)
    ]
    found = read(f"{FRONT}\n{rows(header, *lines)}\n").findings
    assert [f for f in found if f.kind in WRONG] == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(10, 90_000)] * 3), min_size=4, max_size=6),
    st.integers(0, 3),
    st.integers(5, 9_000),
)
def test_one_wrong_total_is_always_found_and_nothing_else(body, which, off):
    header = "구분|계|국비|시비|구비"
    lines = []
    for i, parts in enumerate(body):
        total = sum(parts) + (off if i == which else 0)
        lines.append(f"{'동서남북중상'[i]}마을|{total}|{'|'.join(map(str, parts))}")
    found = [f for f in read(f"{FRONT}\n{rows(header, *lines)}\n").findings if f.kind in WRONG]
    assert [(f.printed, f.expected) for f in found] == [
        (str(sum(body[which]) + off), sum(body[which]))
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["구분|계|1월|2월", "접수|12|4|8", "처리|10|3|7", "처리율(%)|83.3|75.0|87.5"],
        ["예산액|대상액|집행액|집행률(%)", "100|80|50|62.5"],
        ["구분|2031년 당초|1회 추경|최종|2030년|증감", "꽃길|100|20|120|90|30"],
    ],
    ids=["a rate row", "a rate of another base", "stages of one year"],
)
def test_what_is_not_meant_as_a_sum_or_a_change_is_not_accused(lines):
    assert findings(rows(*lines)) == []


def test_an_empty_remarks_column_hides_no_wrong_total():
    lines = ["구분|계|국비|시비|비고", "꽃길|60|20|40|", "물길|90|30|60|", "숲길|99|30|60|"]
    assert findings(rows(*lines)) == [("sum", "99", "90")]


def test_a_wrong_sign_is_told():
    header = "구분|2031년 예산|2030년 예산|증감"
    assert findings(rows(header, "꽃길|300|200|△100")) == [("change", "△100", "100")]

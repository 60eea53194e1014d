from decimal import Decimal

import pytest

from ingest.numbers import cell_number, mentions


def shown(number):
    return None if number is None else f"{number.value:f} {number.unit}".rstrip()


def told(text):
    return [shown(number) for number in mentions(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3,615,983", "3615983"),
        ("0", "0"),
        ("12.1", "12.1"),
        ("△455,729", "-455729"),
        ("▲12.1", "-12.1"),
        ("△ 1", "-1"),
        ("-3", "-3"),
        ("−3.5", "-3.5"),
        ("+7", "7"),
        ("1,200천원", "1200 천원"),
        ("1,200 천 원", "1200 천원"),
        ("15%", "15 %"),
        ("0.0059％", "0.0059 %"),
        ("357.52km²", "357.52 km²"),
        ("총 46대", "46 대"),
        ("약 30명", "30 명"),
        ("3개 팀", "3 개 팀"),
        ("47,400(구비)", "47400"),
        ("3,000천원(전액 구비)", "3000 천원"),
        ("100,000;", "100000"),
        ("1234567", "1234567"),
    ],
)
def test_a_cell_that_is_a_number(text, read):
    assert shown(cell_number(text)) == read


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "_", "순감", "비예산", "2031. 1. 5.", "3월~5월", "09:00~17:00", "21 (22)", "3층",
        "구비", "12 / 30", "12,3456", "5~10만원", "'31. 7월", "제8회", "1:1",
    ],
)  # fmt: skip
def test_a_cell_that_is_none(text):
    assert cell_number(text) is None


@pytest.mark.parametrize(
    ("text", "read", "meant"),
    [
        ("796.190천원", "796190 천원", "796,190"),
        ("총 2.000명", "2000 명", "2,000"),
        ("3.228시간", "3228 시간", "3,228"),
    ],
)
def test_a_full_stop_where_the_comma_belongs_is_said(text, read, meant):
    number = cell_number(text)
    assert shown(number) == read
    assert meant in number.reading
    assert number.reading.endswith("읽었습니다")


def test_a_comma_in_the_wrong_place_is_said():
    number = cell_number("36,50")
    assert number.value == 3650
    assert "36,50" in number.reading


@pytest.mark.parametrize("text", ["1.234%", "357.521km²", "52.3점", "3.5억원", "0.125"])
def test_a_true_decimal_stays_one(text):
    number = cell_number(text)
    assert number.value == Decimal(text.rstrip("%km²점억원"))
    assert number.reading == ""


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,200천원", 1_200_000),
        ("15백만원", 15_000_000),
        ("3.5억원", 350_000_000),
        ("2조원", 2_000_000_000_000),
        ("70만원", 700_000),
        ("35명", 35),
    ],
)
def test_money_is_also_given_in_won(text, amount):
    assert cell_number(text).amount == amount


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("꽃길 정비 : 총 1,200천원", ["1200 천원"]),
        ("36억 1,598만 3천원", ["3615983000 원"]),
        ("9억 5천만원", ["950000000 원"]),
        ("1조 5억 2천만원", ["1000520000000 원"]),
        ("3천만원과 200만원", ["3 천만원", "200 만원"]),
        ("사업비 9억+6억", ["9 억원", "6 억원"]),
        ("5~10만원", ["5 만원", "10 만원"]),
        ("1,920 ~ 2,520포인트", ["1920 포인트", "2520 포인트"]),
        ("97회 / 2.121명", ["97 회", "2121 명"]),
        ("25명, 300만원(50만원)", ["25 명", "300 만원", "50 만원"]),
        ("증감 △3,000천원", ["-3000 천원"]),
        ("40명→16명", ["40 명", "16 명"]),
        ("이수율 95.6%", ["95.6 %"]),
        ("높이 2.1m × 너비 13m", ["2.1 m", "13 m"]),
        ("연면적 3,000㎡", ["3000 m²"]),
        ("3개소, 5개 기관, 2개 동", ["3 개소", "5 개 기관", "2 개 동"]),
        ("기간 : 3개월, 5년, 7일간, 2박", ["3 개월", "5 년", "7 일간", "2 박"]),
        ("4,000여명 참여", ["4000 여명"]),
        ("1인당 20만원", ["20 만원"]),
    ],
)
def test_numbers_in_running_text(text, read):
    assert told(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "2031년 주요업무계획",
        "'31년 하반기",
        "2031. 7. 15. ~ 10. 31.",
        "10월 31일",
        "7. 15일",
        "18시 30분 개회",
        "18:00~20:00",
        "제8회 물빛축제",
        "제 3 회 대회",
        "3차 회의",
        "2호점",
        "5급 승진",
        "7급 담당",
        "지하2층 ~ 지상5층",
        "3학년 2학기",
        "2단계 사업",
        "물빛2동 주민센터",
        "꽃길3과",
        "3번째 개최",
        "1등급 지정",
        "UN2030 목표",
        "하늘로 69-15",
        "3040 세대",
    ],
)
def test_dates_ordinals_and_places_are_no_amounts(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("상금 총 300만원 지급", "300만원"),
        ("정원 21명 (현원 23명)", "21명"),
        ("감액 △3,000천원", "△3,000천원"),
        ("36억 1,598만원 편성", "36억 1,598만원"),
    ],
)
def test_the_span_is_where_the_number_stands(text, printed):
    number = next(iter(mentions(text)))
    assert text[slice(*number.span)] == printed
    assert number.printed in printed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2031회계연도 결산", []),
        ("3회의 교육", ["3 회"]),
        ("지원: ▲15개 시군 ▲예산 20백만원", ["15 개", "20 백만원"]),
        ("전년 대비 ▲3.2% 증가, ▼1.1% 감소", ["3.2 %", "1.1 %"]),
        ("△3.2% 상승", ["3.2 %"]),
        ("증감 ▲12억원", ["-12 억원"]),
        ("증 △감 △12억원", ["-12 억원"]),
    ],
)
def test_words_and_list_marks_are_no_units_and_no_signs(text, wanted):
    assert [f"{n.value:f} {n.unit}" for n in mentions(text)] == wanted


def test_what_falls_is_negative_in_a_cell():
    number = cell_number("▼ 15,433")
    assert number is not None
    assert (f"{number.value}", number.printed) == ("-15433", "▼ 15,433")


@pytest.mark.parametrize("text", ["1,234주1)", "1,234 주)", "1,234*", "1,234 **"])
def test_the_mark_of_a_footnote_is_no_unit(text):
    number = cell_number(text)
    assert number is not None
    assert (f"{number.value}", number.unit) == ("1234", "")

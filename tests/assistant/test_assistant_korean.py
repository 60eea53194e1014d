"""Particles that fit what is spoken, amounts as printed with a reading aid, dates written out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.korean import amount, date_reading, final_consonant, josa, number, reading_aid

PARTICLES = [
    ("예산", "은/는", "예산은"),
    ("정책사업비", "은/는", "정책사업비는"),
    ("정원", "이/가", "정원이"),
    ("소식지", "이/가", "소식지가"),
    ("금액", "을/를", "금액을"),
    ("사업비", "을/를", "사업비를"),
    ("정원", "과/와", "정원과"),
    ("사업비", "과/와", "사업비와"),
    ("천원", "으로/로", "천원으로"),
    ("148대", "으로/로", "148대로"),
    ("서울", "으로/로", "서울로"),  # ㄹ takes 로
    ("서울", "은/는", "서울은"),
]
UNITS = [
    ("12.1%", "은/는", "12.1%는"),
    ("5,320㎡", "이/가", "5,320㎡가"),
    ("12.5m²", "을/를", "12.5m²를"),
    ("1.2km", "은/는", "1.2km는"),
    ("120kg", "은/는", "120kg은"),
    ("3ha", "으로/로", "3ha로"),
    ("35건", "은/는", "35건은"),
    ("48개소", "은/는", "48개소는"),
]
DIGITS = [
    ("영 0", "은"), ("일 1", "은"), ("이 2", "는"), ("삼 3", "은"), ("사 4", "는"),
    ("오 5", "는"), ("육 6", "은"), ("칠 7", "은"), ("팔 8", "은"), ("구 9", "는"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "pair", "expected"), PARTICLES)
def test_the_particle_fits_the_last_syllable(word, pair, expected):
    assert josa(word, pair) == expected


@pytest.mark.parametrize(("word", "pair", "expected"), UNITS)
def test_units_are_heard_as_they_are_spoken(word, pair, expected):
    assert josa(word, pair) == expected


@pytest.mark.parametrize(("word", "particle"), DIGITS)
def test_digits_are_heard_as_they_are_spoken(word, particle):
    assert josa(word, "은/는") == word + particle


@pytest.mark.parametrize(
    ("word", "expected"), [("제1", "제1로"), ("제3", "제3으로"), ("제8", "제8로")]
)
def test_digits_that_end_in_rieul_take_ro(word, expected):
    assert josa(word, "으로/로") == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("예산액(구비)", "예산액(구비)은"),
        ("구비(예산액)", "구비(예산액)는"),
        ("정책사업비 [1]", "정책사업비 [1]는"),
        ("2024년 (당초예산)", "2024년 (당초예산)은"),
        ("‘예산’", "‘예산’은"),
        ("‘구비’", "‘구비’는"),
        ("예산.", "예산.은"),
    ],
)
def test_brackets_and_quotes_are_not_heard(word, expected):
    assert josa(word, "은/는") == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("SNS", "SNS는"),
        ("AI", "AI는"),
        ("PC", "PC는"),
        ("QR", "QR은"),
        ("URL", "URL은"),
        ("HTML", "HTML은"),
    ],
)
def test_latin_letters_are_heard_by_their_korean_names(word, expected):
    assert josa(word, "은/는") == expected


def test_a_word_without_letters_has_no_final_consonant():
    assert final_consonant("") == ""
    assert final_consonant("…") == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3615983", "3,615,983"), ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-455729", "△455,729"),
     ("9.50", "9.50"), ("-12.1", "△12.1"), ("1234.5", "1,234.5")],
)  # fmt: skip
def test_numbers_are_written_as_the_reports_do(value, expected):
    assert number(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("3615983", "천원", "약 36억 1,598만 원"),
        ("850000", "천원", "8억 5,000만 원"),
        ("300000", "천원", "3억 원"),
        ("72000", "천원", "7,200만 원"),
        ("1234", "천원", "약 123만 원"),
        ("1235", "천원", "약 124만 원"),  # half a 만 is rounded up
        ("99999", "천원", "약 1억 원"),
        ("1234567890", "천원", "1조 2,345억 6,789만 원"),
        ("12768", "백만원", "127억 6,800만 원"),
        ("10000", "원", "1만 원"),
        ("-455729", "천원", "약 4억 5,573만 원"),
    ],
)
def test_money_is_read_in_eok_and_man(value, unit, expected):
    assert reading_aid(Decimal(value), unit) == expected


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("9", "천원"),
        ("9999", "원"),
        ("300", "만원"),
        ("36", "억원"),
        ("21926", "건"),
        ("150000", "명"),
    ],
)
def test_there_is_no_aid_where_it_would_say_nothing_new(value, unit):
    assert reading_aid(Decimal(value), unit) == ""
    assert amount(Decimal(value), unit) == f"{int(value):,}{unit}"


def test_the_printed_amount_comes_first_and_the_aid_after_it():
    assert amount(Decimal(3615983), "천원") == "3,615,983천원(약 36억 1,598만 원)"
    assert amount(Decimal(-455729), "천원") == "△455,729천원(약 4억 5,573만 원)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("사업기간 : '25. 2. ~ 8.", "2025년 2월~8월"),
        ("2025. 1. ~ 2027. 6.", "2025년 1월 ~ 2027년 6월"),
        ("2024. 7. 15. ~ 10. 31.", "2024년 7월 15일~10월 31일"),
        ("2025. 10. 17.(금) 18:00", "2025년 10월 17일"),
        ("착공 : 2025. 11.", "2025년 11월"),
        ("1호점 2020. 12. 1. / 2호점 2021. 9. 14.", "2020년 12월 1일, 2021년 9월 14일"),
    ],
)
def test_short_dates_are_written_out(text, expected):
    assert date_reading(text) == expected


@pytest.mark.parametrize(
    "text", ["2026. 1월, 7월", "2025. 1. 10. / 2. 15.", "2025. 3. ~ 4월 (4. 10. 개최)"]
)
def test_dates_are_written_out_all_or_none(text):
    assert date_reading(text) == ""


@pytest.mark.parametrize(
    "text", ["", "3월~5월", "연면적 5,320㎡, 1.2km", "매주 목요일 18:00~20:00", "2025년 하반기"]
)
def test_what_is_no_short_date_is_left_alone(text):
    assert date_reading(text) == ""

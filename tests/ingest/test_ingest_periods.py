import pytest

from ingest.periods import basis_date, label_year, months, near_year, years


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2031년 주요업무계획", [2031]),
        ("'31. 1월 말", [2031]),
        ("'31년", [2031]),
        ("24.10.18. 제정", [2024]),
        ("23. 9월 착수", [2023]),
        ("2031년도", [2031]),
        ("25년도 확대", [2025]),
        ("2024년 (당초예산)", [2024]),
        ("2030 회계연도", [2030]),
        ("2024", [2024]),
        ("1998년 개관", [1998]),
        ("2024.10.", [2024]),
        ("2023년, 2024년", [2023, 2024]),
        ("'24. 7. ~ '25. 6.", [2024, 2025]),
        ("2031. 2. ~ 8.", [2031]),
        ("사업비 2,031천원", []),
        ("2031명", []),
        ("1.2031", []),
        ("5년간 운영", []),
        ("10년차 대원", []),
        ("3학년", []),
        ("12.5%", []),
        ("9999년", []),
        ("", []),
    ],
)
def test_years_that_a_text_names(text, found):
    assert years(text) == found


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("2031년", 2031),
        ("2031. 1. ~ 2031. 12.", 2031),
        ("2030년 ~ 2032년", None),
        ("합계", None),
        ("2024년 (당초예산)", 2024),
    ],
)
def test_a_label_stands_for_one_year_or_for_none(label, year):
    assert label_year(label) == year


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3월~5월", [3, 5]),
        ("'31. 7월", [7]),
        ("13월", []),
        ("112월", []),
        ("7~9월", [9]),
        ("연중", []),
    ],
)
def test_months(text, found):
    assert months(text) == found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("(기준일 : '31. 1월 말)", "'31. 1월 말"),
        ("정원(현원), (기준일: 31. 10월 말)", "31. 10월 말"),
        ("(2031. 10. 31. 기준)", "2031. 10. 31."),
        ("(2031. 10월 말 기준)", "2031. 10월 말"),
        ("집행률(%) (9. 30.기준)", "9. 30."),
        ("('31. 10. 31. 기준, 단위 : 건)", "'31. 10. 31."),
        ("(2031. 10. 31.)", "2031. 10. 31."),
        ("운영 현황 ('31.12.기준)", "'31.12."),
        ("소요예산 : 1,200천원", ""),
        ("선발 기준 마련", ""),
        ("2031. 10. 31. 접수 마감", ""),
    ],
)
def test_basis_dates(text, date):
    assert basis_date(text) == date


def test_a_far_plan_gives_no_year():
    assert near_year("2040 도시기본계획", 2031) is None
    assert near_year("2034년", 2031) == 2034
    assert near_year("2040 도시기본계획", None) == 2040


def test_what_is_remembered_of_a_text_cannot_be_changed():
    years("2031년").append(1)
    assert years("2031년") == [2031]

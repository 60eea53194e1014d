import pytest
from ingest_reading import planned

LINES = "□ 사업개요\n\n- 사업기간 : {period}\n- 소요예산 : {budget}\n"


def years_of(period: str, budget: str = "1,536백만원") -> set[int | None]:
    report = planned(LINES.format(period=period, budget=budget))
    (line,) = [s for s in report.statements if s.row_path == ("소요예산",)]
    return {figure.year for figure in line.figures} | {line.year}


@pytest.mark.parametrize("period", ["2023. 1. ~ 2027. 8.", "2022년 ~ 2026년(5개년)"])
def test_a_budget_beside_a_period_of_several_years_is_of_no_single_year(period):
    assert years_of(period) == {None}


@pytest.mark.parametrize("period", ["2031. 1. ~ 12.", "2031. 3. ~ 2032. 2.", "연중"])
def test_a_budget_of_one_year_keeps_the_reports_year(period):
    assert years_of(period) == {2031}


def test_a_budget_that_the_report_gives_for_its_year_below_is_that_years():
    text = LINES + "\n□ 2031년 소요예산 : 1,536,000천원\n"
    report = planned(text.format(period="2030. 1. ~ 2033. 6.", budget="1,536백만원"))
    (line,) = [s for s in report.statements if s.row_path == ("소요예산",)]
    assert line.year == 2031

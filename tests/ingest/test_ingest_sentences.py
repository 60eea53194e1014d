import pytest
from ingest_reading import named, planned, values

from ingest.sentences import dated, figures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("정원 21명 (현원 23명)", {"정원": "21 명", "현원": "23 명"}),
        ("정원 21명 [현원 22명]", {"정원": "21 명", "현원": "22 명"}),
        (
            "예산 50만원(구비 20만원, 시비 30만원)",
            {"예산": "50 만원", "구비": "20 만원", "시비": "30 만원"},
        ),
        ("미디어보드 705대, 전광판 46대", {"미디어보드": "705 대", "전광판": "46 대"}),
        (
            "4년이상(40만원), 5점 이하(25만원)",
            {"4년이상": "40 만원", "": "5 점", "5점 이하": "25 만원"},
        ),
        ("꽃길 조성 : 3개소 / 물길 정비 : 4개소", {"꽃길 조성": "3 개소", "물길 정비": "4 개소"}),
        ("총 30명", {"": "30 명"}),
        ("꽃길 총 30명", {"꽃길": "30 명"}),
    ],
)
def test_amounts_are_labelled_by_the_words_before_them(text, wanted):
    found = named(figures(text))
    assert {label.removeprefix("총"): value for label, value in found.items()} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "169백만원(국118, 시15, 구36)",
            {"국비": "118 백만원", "시비": "15 백만원", "구비": "36 백만원"},
        ),
        (
            "4,009백만원 (국 1,081, 시 1,262, 구 1,666)",
            {"국비": "1081 백만원", "시비": "1262 백만원", "구비": "1666 백만원"},
        ),
        ("50백만원 (시 30 구 20)", {"시비": "30 백만원", "구비": "20 백만원"}),
        ("331천원 (국비 37, 구비 294)", {"국비": "37 천원", "구비": "294 천원"}),
        ("13,416백만원 (구13,216, 특교200)", {"구비": "13216 백만원", "특교": "200 백만원"}),
        ("306개 기관(중앙 46, 광역 17)", {"중앙": "46 개 기관", "광역": "17 개 기관"}),
    ],
)
def test_the_parts_in_brackets_have_the_unit_of_the_amount_before(text, wanted):
    whole, *parts = figures(text)
    assert named(parts) == wanted
    assert sum(part.value for part in parts) <= whole.value


@pytest.mark.parametrize(
    "text",
    ["169백만원(전액 구비)", "3개소(물빛1동, 물빛2동)", "20명(2031. 7. 5.)", "30명(꽃길 7)"],
)
def test_brackets_that_are_no_parts(text):
    assert len(figures(text)) == 1


def test_three_or_more_named_counts_are_figures_where_the_unit_is_known():
    text = "건축물(23), 교량(1), 터널(2)"
    assert named(figures(text, unit="개소")) == {
        "건축물": "23 개소",
        "교량": "1 개소",
        "터널": "2 개소",
    }
    assert figures(text) == ()
    assert figures("꽃길(2), 물길(3)", unit="개소") == ()


@pytest.mark.parametrize(
    "text",
    [
        "정원 21명 [현원 23명]",
        "169백만원(국118, 시15, 구36)",
        "5~10만원 지급, 796.190천원 편성",
        "36억 1,598만 3천원 투입, 증감 △3,000천원",
    ],
)
def test_figures_are_in_order_and_stand_where_their_spans_say(text):
    found = figures(text)
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert all(figure.printed in text[slice(*figure.span)] for figure in found)


def test_measure_and_stage_come_from_the_label_then_from_the_headings():
    budget, spent = figures("예산 20만원, 집행액 10만원", labels="추진실적")
    assert (budget.measure, spent.measure, spent.stage) == ("예산", "집행액", "집행액")
    (plain,) = figures("20만원", labels="소요예산")
    assert (plain.measure, plain.stage) == ("예산", "계획")


def test_text_without_amounts_has_no_figures():
    assert values(figures("2031. 7. 5. 제8회 물빛축제를 물빛2동에서 개최")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("직무교육 9회/63시간", ["직무교육", "직무교육"]),
        ("정원 조정(40명→16명,10명)", ["정원 조정"] * 3),
        ("(하계) 32개 50명 (주말) 21개 40명", ["하계", "하계", "주말", "주말"]),
        ("정원의 20%(4명) 별도", ["정원의", "정원의 20%"]),
        ("1인 70만원 상당 장례서비스 지원", ["", "장례서비스"]),
    ],
)
def test_amounts_beside_each_other_share_a_name(text, names):
    assert [figure.label for figure in figures(text)] == names


def test_the_former_value_of_a_change_is_of_no_year():
    told = [
        [figure.year for figure in dated(figures(text), text, 2030, "")]
        for text in ("운영 횟수 2회→3회", "기본 32면 → 특별호 40면")
    ]
    assert told == [[None, 2030], [2030, 2030]]


def test_amounts_named_in_the_brackets_behind_them():
    found = figures("12대(하늘구) 141대(하늘시)")
    assert [figure.label for figure in found] == ["하늘구", "하늘시"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("52.3점(2022년) → 60.9점(2023년)", [2022, 2023]),
        ("('22) 1,557명 → ('23) 1,414명", [2022, 2023]),
        ("'22년 8건(2명), '23년 7건", [2022, 2022, 2023]),
    ],
)
def test_each_amount_is_of_the_year_beside_it(text, years):
    assert [figure.year for figure in dated(figures(text), text, 2031, "")] == years


def test_the_time_in_a_bracket_behind_a_figure_is_its_own():
    report = planned("□ 현황\n ○ 인구 : 170,000명 (2029년 6월 말)\n ○ 면적 : 20㎡ (2028년 준공)")
    years = {s.row_path: s.figures[0].year for s in report.statements if s.figures}
    assert years == {("인구",): 2029, ("면적",): 2031}

import unicodedata

import pytest

from ingest.clean import clean, compared, joined, squeezed


@pytest.mark.parametrize(
    "text",
    [
        "3월~5월 꽃길 정비, 10월~12월 낙엽 수거",
        "2024. 1. 5.",
        "'24. 7월 ~ '25. 6월",
        "△455,729",
        "12 * 30 = 360",
        "※ 2개소*3회",
        "5 < 7, 8 > 2",
        "<별빛축제> 개최",
        "A_B_C 사업",
        "50%~70%",
        "1:1 상담",
        "가 & 나",
        "[참고] 현황",
        "#별빛 #물빛",
        "100m 달리기, 10km 걷기",
    ],
)
def test_content_comes_out_as_it_went_in(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("**신규** 꽃길 조성", "신규 꽃길 조성"),
        ("<mark>진행 중</mark> 공모전", "진행 중 공모전"),
        ('<ul style="list-style-type: none"> ◦ 물길 관리', "◦ 물길 관리"),
        ("△ <b>1</b>", "△ 1"),
        ("<p>별빛</p> <p>물빛</p>", "별빛 물빛"),
        ("첫째<br>둘째", "첫째 둘째"),
        ("나눔&amp;돌봄", "나눔&돌봄"),
        ("교육^(분기별)", "교육(분기별)"),
        ("안내^{신규}", "안내(신규)"),
        ("연면적 1,395 m^2", "연면적 1,395 m²"),
        ("규모(m ²)", "규모(m²)"),
        ("357.52km2", "357.52km²"),
        ("$km ^2$", "km²"),
        (r"2그룹\*5회", "2그룹*5회"),
        ("건축물²⁾(23)", "건축물(23)"),
        ("물빛\u00a0\u3000과   팀", "물빛 과 팀"),
        ("\ufeff물\u200b빛", "물 빛"),
        ("\uf0a7 물빛", "물빛"),
        ("  물빛  ", "물빛"),
        (unicodedata.normalize("NFD", "물빛과"), "물빛과"),
    ],
)
def test_markup_and_layout_noise_go(printed, read):
    assert clean(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("구 분", "구분"),
        ("인 사 팀", "인사팀"),
        ("일 반 현 황", "일반현황"),
        ("합  계", "합계"),
        ("총 무 과 (5팀)", "총무과 (5팀)"),
        ("물길 관리", "물길 관리"),
        ("전 직원", "전 직원"),
        ("꽃길 및 물길", "꽃길 및 물길"),
        ("10개 동 주민", "10개 동 주민"),
    ],
)
def test_only_letters_that_were_spaced_out_are_joined(printed, read):
    assert joined(printed) == read


def test_labels_are_compared_without_space_case_and_width():
    assert squeezed(" Ａi 물 빛\n과 ") == "ai물빛과"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("시:물빛나라 축제", "시물빛나라축제"),
        ("통·반장", "통반장"),
        ("ＡI 「교육」", "ai교육"),
        ("집행률(%)", "집행률%"),
        ("※ ~ △", ""),
    ],
)
def test_texts_are_compared_by_letters_and_digits(text, same):
    assert compared(text) == same

import pytest

from ingest import vocabulary


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("추진계획", True), ("추 진 계 획", True), ("2031년 추진실적", True), ("'31년 추진실적", True),
        ("사업개요", True), ("기대효과", True), ("꽃길 조성", False), ("추진계획 수립", False), ("", False),
    ],
)  # fmt: skip
def test_section_words(text, known):
    assert vocabulary.is_section_word(text) is known


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("사업개요", True),
        ("사 업 필 요 성", True),
        ("추진배경", True),
        ("추진계획", False),
        ("기대효과", False),
    ],
)
def test_openings_of_projects(text, opens):
    assert vocabulary.is_opening(text) is opens


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("물빛과", True), ("총 무 과", True), ("소통담당관", True), ("하늘안전국", True), ("물빛보건소", True),
        ("과", False), ("기대효과", False), ("추진성과", False), ("물빛팀", False), ("물빛과 꽃길팀", False),
        ("1과", False),
    ],
)  # fmt: skip
def test_offices(text, office):
    assert vocabulary.is_office(text) is office


@pytest.mark.parametrize(
    ("text", "team"),
    [("물빛팀", True), ("인 사 팀", True), ("AI물빛팀", True), ("팀", False), ("물빛과", False)],
)
def test_teams(text, team):
    assert vocabulary.is_team(text) is team


@pytest.mark.parametrize(
    ("labels", "measure"),
    [
        ("집행률 집행액", "집행률"), ("증감률(%)", "증감률"), ("집 행 액", "집행액"), ("정원", "정원"),
        ("현 원", "현원"), ("연차별 소요재원", "예산"), ("참여 인원", "인원"), ("운영 횟수", "횟수"),
        ("건수", "건수"), ("물빛", ""), ("", ""),
    ],
)  # fmt: skip
def test_measures(labels, measure):
    assert vocabulary.measure(labels) == measure


@pytest.mark.parametrize(
    ("labels", "stage"),
    [
        ("2030년 (당초예산)", "본예산"), ("본 예산", "본예산"), ("제2회 추경", "추경"), ("최종예산", "최종예산"),
        ("예산현액", "예산현액"), ("결산", "결산액"), ("집행 액", "집행액"), ("연차별 소요재원", "계획"),
        ("추진실적", "실적"), ("합계", ""),
    ],
)  # fmt: skip
def test_stages(labels, stage):
    assert vocabulary.stage(labels) == stage


@pytest.mark.parametrize(
    ("title", "past"),
    [("추진실적", True), ("2030년 추진성과", True), ("추진경과", True), ("추진계획", False)],
)
def test_what_was_done(title, past):
    assert vocabulary.is_past(title) is past

from decimal import Decimal

import pytest

from ingest.units import canonical, factor, family, unit_by_name, unit_in_label


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("천 원", "천원"), ("천원", "천원"), ("％", "%"), ("퍼센트", "%"), ("㎡", "m²"), ("㎢", "km²"),
        ("㎞", "km"), ("제곱미터", "m²"), ("명", "명"), ("개  소", "개 소"),
    ],
)  # fmt: skip
def test_units_in_their_usual_writing(printed, unit):
    assert canonical(printed) == unit


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("원", "money"), ("천 원", "money"), ("억원", "money"), ("명", "person"), ("여명", "person"),
        ("회", "event"), ("건", "case"), ("대", "machine"), ("개소", "place"), ("개 기관", "place"),
        ("종", "piece"), ("%", "percent"), ("㎡", "area"), ("km", "length"), ("시간", "time"),
        ("점", "grade"), ("톤", "weight"), ("kWh", "energy"), ("", ""), ("물빛", ""),
    ],
)  # fmt: skip
def test_families(unit, kind):
    assert family(unit) == kind


@pytest.mark.parametrize(
    ("unit", "won"),
    [
        ("원", 1),
        ("천원", 10**3),
        ("만원", 10**4),
        ("백만원", 10**6),
        ("억원", 10**8),
        ("조원", 10**12),
    ],
)
def test_money_in_won(unit, won):
    assert factor(unit) == Decimal(won)


@pytest.mark.parametrize("unit", ["명", "%", "km²", ""])
def test_other_units_are_not_converted(unit):
    assert factor(unit) == 1


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("인원(명)", "명"),
        ("소요예산(천원)", "천원"),
        ("소요예산 (단위 : 백만 원)", "백만원"),
        ("대지[㎡]", "m²"),
        ("집행률(%)", "%"),
        ("소 계(대)", "대"),
        ("비육우(천원/100㎏)", "천원"),
        ("계란 (원/10개)", "원"),
        ("밀도(명/㎢)", ""),
        ("물빛1동(2호점)", ""),
        ("2031년 (당초예산)", ""),
        ("인원", ""),
        ("명", ""),
    ],
)
def test_units_that_a_label_prints(label, unit):
    assert unit_in_label(label) == unit


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("집행률", "%"), ("증 감 률", "%"), ("이수율(%)", "%"), ("참여 인원", "명"), ("정원", "명"),
        ("현 원", "명"), ("운영횟수", "회"), ("보도자료 생산건수", "건"), ("운영대수", "대"), ("개소", "개소"),
        ("예산액", ""), ("구분", ""), ("세율 안내문", ""), ("정원 관리", ""),
    ],
)  # fmt: skip
def test_units_that_a_name_implies(label, unit):
    assert unit_by_name(label) == unit

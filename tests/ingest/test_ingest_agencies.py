import pytest

from ingest.agencies import NAMES, author, mentioned, stem


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("양천구 물빛과 보고", ["양천구"]),
        ("양천 물빛축제 예산은?", ["양천구"]),
        ("춘천시와 양천구의 예산", ["춘천시", "양천구"]),
        ("양천구청에서 양천 주민에게", ["양천구"]),
        ("시흥시 예산", ["시흥시"]),
        ("시흥 물길 정비", []),
        ("예산 현황을 알려줘", []),
        ("예산군의 현황", ["예산군"]),
        ("장수 어르신 잔치", []),
        ("광주 시민", []),
        ("서울특별시 지원", ["서울특별시"]),
        ("하늘구 물빛과", []),
        ("", []),
    ],
)
def test_local_governments_that_a_text_names(text, names):
    assert mentioned(text) == names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("양천구", "양천"),
        ("춘천시", "춘천"),
        ("중구", "중구"),
        ("예산군", "예산군"),
        ("경기도", "경기"),
    ],
)
def test_names_as_people_say_them(name, said):
    assert stem(name) == said


def test_all_local_governments_are_known():
    """17 metropolitan; 226 municipal, of which several share a name (중구, 동구, 고성군 …)."""
    assert (
        len([name for name in NAMES if name.endswith(("특별시", "광역시", "도", "자치시"))]) == 17
    )
    assert len(NAMES) == len(set(NAMES)) > 200


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (["양천구의회 임시회", "2031년 업무보고", "물빛과"], "양천구"),
        (["양천구 물빛과", *[""] * 80, *["자매도시 춘천시 방문"] * 3, "양천구민 300명"], "양천구"),
        (["2031년 업무보고", *[""] * 80, "친선도시 춘천시, 홍천군, 청양군 교류"], ""),
        (["2031년 업무보고", *[""] * 80, *["양천구청 광장에서 개최"] * 2], "양천구"),
        (["2031년 업무보고", "하늘구 물빛과"], ""),
        ([], ""),
    ],
    ids=["council", "partners are named more often", "partners only", "late", "unknown", "empty"],
)
def test_whose_report_it_is(lines, agency):
    assert author(lines) == agency


def test_partners_in_a_table_do_not_become_the_author():
    lines = ["2031년 업무보고", "양천구 물빛과", *[""] * 80]
    lines += ["양천구 어린이 문화교류"] * 3
    lines += ["구분\t춘천시\t홍천군\t청양군", "결연일\t2001. 1. 5.\t2002. 2. 6.\t2003. 3. 7."]
    lines += ["- 춘천시 직거래 장터", "- 춘천시 방문"]
    assert author(lines) == "양천구"


def test_a_name_that_is_not_listed_is_known_by_how_the_report_speaks_of_itself():
    lines = [
        "2031년 업무계획",
        "물빛군의회 제3회 임시회",
        "물빛군청 본관",
        "물빛군민 대상",
        "물빛군 일원",
    ]
    assert author(lines) == "물빛군"
    assert author(["우리구 전체", "우리구 주민", "우리구 일원", "해당시 담당"]) == ""

"""Files as offices keep them: project sheets, statistics, notices and lists side by side."""

from __future__ import annotations

import pytest
from assistant_library import amounts, counted

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.lexicon import document_named, families
from assistant.words import is_short_for
from index.library import Library
from ingest.limits import Limits
from ingest.reading import read_report

SHOPS = """1. 사업명
동네가게지원(2301-305)

2. 예산 총괄표
(단위: 백만원, %)

목명\t2030년 결산\t2031년 본예산(A)\t2032년 정부안\t2032년 확정(B)\t증감 (B-A)\t증감 (B-A)/A
민간보조\t700\t800\t990\t1,000\t200\t25.0
"""
FERRIES = """1. 사업명
나루배지원(2301-306)

2. 예산 총괄표
(단위: 백만원, %)

목명\t2030년 결산\t2031년 본예산(A)\t2032년 정부안\t2032년 확정(B)\t증감 (B-A)\t증감 (B-A)/A
민간보조\t310\t300\t280\t270\t-30\t-10.0
"""
PEOPLE = """기간,동,세대,합계,남자,여자
2030.3/4,남솔동,1480,3060,1480,1580
2030.3/4,강남솔동,2450,5100,2450,2650
2030.4/4,남솔동,1490,3080,1490,1590
2030.4/4,강남솔동,2470,5150,2480,2670
2031.1/4,남솔동,1500,3100,1500,1600
2031.1/4,강남솔동,2500,5200,2500,2700
2031.2/4,남솔동,1600,3300,1580,1720
2031.2/4,강남솔동,2600,5300,2540,2760
"""
NOTICE = """가온 시민참여단 모집 공고

□ 모집 안내
가온시는 시민참여단을 다음과 같이 모집하오니 뜻있는 분의 많은 참여를 바랍니다. 참여단은 시의 여러 일에 의견을 내고, 고칠 것을 찾아 알리며,
한 해에 두 번 모여 이야기를 나눕니다. 뽑힌 분에게는 따로 알려 드리며, 자세한 것은 시 누리집을 보시기 바랍니다. 신청서 접수 마감은 2031. 5. 20.까지이며
늦게 들어온 신청서는 받지 않습니다. 낸 서류는 돌려 드리지 않고, 사실과 다르면 뽑힌 뒤에도 거두어들일 수 있습니다. 문의는 참여팀으로 하십시오.

□ 참여단이 하는 일
참여단은 다음과 같은 일을 한다.
시정 의견 내기
골목 안전 살피기
축제 평가하기
위의 일은 스스로 정한 때에 한다.
"""
STATIONS = """관서명,폭력 발생,폭력 검거
물빛서,31,30
꽃길서,72,60
솔숲서,55,50
들머리서,64,61
샘터서,12,11
"""
PUBLISHED = """시민에게 먼저 알리는 정보 목록

부서	항목	주기	공개방법
세무과	세금 알림	매달	누리집
수도과	수질검사 결과	매분기	우편발송
정보통신과	개인정보 파일	매년	누리집
환경과	대기 측정값	매일	전광판
"""
PLACES = """시설명	위치	면적(㎡)
실내수영장	서울시 강남구	3,800
실내체육관	서울시 강동구	5,100
어울림마당	서울시 강북구	900
"""
RULES = """가온진흥원 정관

제3조(소재지) ① 진흥원의 주 사무소는 전라남도 가온시에 둔다.
② 진흥원은 지원을 둘 수 있고, 그 자료를 주 사무소에 둔다.
제4조(임원) ① 다음 각 호의 사람은 당연히 이사(이하 “당연직 이사”라 한다)가 된다.
1. 원장
2. 기획국장
3. 재무국장
② 당연직 이사를 제외한 임원의 임기는 다음 각 호와 같다.
1. 이사는 2년
2. 감사는 3년
"""
SETTLED = """가온재단 예산결산 (2031)

(단위: 원)
과목	예산액	결산액
인건비	900	850
공공요금	500	470
"""
COSTS = """가온시 축종별 경영비 및 생산비 (2031년 기준)

구분\t송아지 (천원/두)\t비육우 (천원/100㎏)
경영비\t2,352\t988
생산비\t3,524\t1,132
"""
BY_OFFICE = """부서,본예산,추경,집행률(%)
총무과,5200000,100000,78.5
정보통신과,9800000,1200000,65.2
재정과,3300000,0,92.1
"""
FILES = {
    "20310404.txt": COSTS,
    "부서별 예산.csv": BY_OFFICE,
    "경찰.csv": STATIONS,
    "20310401.txt": PUBLISHED,
    "시설.txt": PLACES,
    "20310402.txt": RULES,
    "20310403.txt": SETTLED,
    "20310101_01.txt": SHOPS,
    "20310101_02.txt": FERRIES,
    "통계.csv": PEOPLE,
    "20310301.txt": NOTICE,
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("files") / "home")
    for name, text in FILES.items():
        report = read_report(text.encode(), name, Limits())
        library.catalogue.keep_original(report.source.sha256, text.encode())
        library.catalogue.put(report, origin=f"/{name}")
    library.rebuild()
    yield Assistant(library.catalogue, library.search).ask
    library.close()


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("동네가게지원 2032년 확정 예산은?", 1000, "백만원"),
        ("나루배지원 2031년 본예산은?", 300, "백만원"),
        ("나루배지원 2030년 결산은 얼마?", 310, "백만원"),
    ],
)
def test_a_file_that_names_itself_is_asked_by_that_name(asked, question, value, unit):
    answer = asked(question)
    assert (answer.status, amounts(answer)) == (Status.ANSWERED, counted(value, unit))


def test_what_was_settled_is_no_budget(asked):
    answer = asked("동네가게지원 2030년 예산은?")
    assert (700, "백만원") not in amounts(answer)
    assert answer.status is not Status.ANSWERED


def test_a_printed_change_is_of_the_columns_that_its_letters_name(asked):
    answer = asked("동네가게지원 2032년 확정액은 2031년 본예산보다 얼마나 늘었어?")
    assert (200, "백만원") in amounts(answer)
    answer = asked("동네가게지원 2032년 정부안은 2031년 본예산보다 얼마나 늘었어?")
    assert (200, "백만원") not in amounts(answer)
    assert answer.calculation is not None
    assert int(answer.calculation.result) == 190


def test_one_thing_is_compared_with_the_like_of_it(asked):
    answer = asked("동네가게지원이 나루배지원보다 2032년 확정 예산이 얼마나 많아?")
    assert answer.calculation is not None
    assert int(answer.calculation.result) == 730
    answer = asked("2031년 2분기 남솔동에서 여자가 남자보다 얼마나 많아?")
    assert answer.calculation is not None
    assert int(answer.calculation.result) == 140


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2031년 1/4분기 남솔동 여자는?", 1600),
        ("2031년 2분기 남솔동 여자는?", 1720),
        ("2031년 2분기 강남솔동 남자는?", 2540),
        ("2031년 1분기 강남솔동 세대수는?", 2500),
    ],
)
def test_quarters_as_tables_print_them(asked, question, value):
    answer = asked(question)
    assert (answer.status, [int(v.value) for v in answer.values]) == (Status.ANSWERED, [value])


def test_a_quarter_that_is_not_there_is_not_answered(asked):
    assert asked("2031년 3분기 남솔동 여자는?").status is not Status.ANSWERED


def test_a_long_notice_with_one_day_says_when(asked):
    answer = asked("시민참여단 신청서 접수 마감은 언제야?")
    assert answer.status is Status.ANSWERED
    assert "2031. 5. 20." in answer.answer


def test_a_sentence_that_announces_lines_is_answered_with_them(asked):
    answer = asked("참여단이 하는 일은 뭐야?")
    for line in ("시정 의견 내기", "골목 안전 살피기", "축제 평가하기"):
        assert line in answer.answer
    assert "스스로 정한 때" not in answer.answer


def test_the_places_of_one_quarter_are_ranked(asked):
    answer = asked("2031년 1분기에 세대가 가장 많은 동은?")
    assert answer.status is Status.ANSWERED
    assert answer.answer.startswith("강남솔동이 2,500")
    assert int(answer.values[0].value) == 2500


def test_rows_are_of_a_kind_by_how_nearly_all_of_them_end(asked):
    answer = asked("폭력 발생이 가장 많은 경찰서는?")
    assert answer.answer.startswith("꽃길서가 72")


def test_a_name_with_its_middle_left_out_is_the_name(asked):
    assert is_short_for("광진서", "광진경찰서")
    assert not is_short_for("강동서", "강남경찰서")
    assert not is_short_for("광진구", "광진경찰서")
    assert asked("달빛경찰서 폭력 발생 건수는?").status is not Status.ANSWERED


def test_a_list_is_narrowed_by_what_a_cell_says(asked):
    answer = asked("우편발송으로 공개하는 항목은 뭐야?")
    assert "수질검사 결과" in answer.answer
    assert "세금" not in answer.answer
    assert "측정값" not in answer.answer


def test_a_place_that_another_cell_names_belongs_to_the_row(asked):
    assert amounts(asked("강남구에 있는 실내수영장 면적은 몇 제곱미터야?")) == counted(3800, "m²")
    assert asked("강동구에 있는 실내수영장 면적은 몇 제곱미터야?").status is not Status.ANSWERED


def test_an_article_says_where(asked):
    assert "전라남도 가온시에 둔다" in asked("가온진흥원 주 사무소는 어디에 두나요?").answer


def test_clauses_are_listed_for_what_they_define(asked):
    answer = asked("가온진흥원 당연직 이사는 누구누구예요?")
    for name in ("원장", "기획국장", "재무국장"):
        assert name in answer.answer
    assert "감사는 3년" not in answer.answer


def test_an_account_is_named_by_its_title(asked):
    assert amounts(asked("가온재단 예산결산에서 공공요금 결산액은?")) == counted(470, "원")
    assert asked("누리재단 예산결산에서 공공요금 결산액은?").status is not Status.ANSWERED


def test_what_only_a_number_answers_is_not_answered_in_words(asked):
    assert asked("참여단 이야기는 몇 년 동안 나눠?").status is not Status.ANSWERED


def test_money_for_one_of_something_is_money(asked):
    assert amounts(asked("2031년 비육우 생산비는 얼마야?")) == counted(1132, "천원")


def test_a_name_that_ends_in_a_particle_joins_nothing(asked):
    answer = asked("부서별 예산 편성표에서 정보통신과 본예산은 얼마야?")
    assert [int(value.value) for value in answer.values] == [9_800_000]
    assert "찾지 못했습니다" not in answer.answer


def test_a_rate_is_ranked_though_the_question_says_budget(asked):
    answer = asked("부서별 예산 편성에서 집행률이 제일 낮은 부서는?")
    assert answer.answer.startswith("정보통신과가 65.2%")


def test_one_row_at_two_years_is_told_as_a_change(asked):
    answer = asked("동네가게지원은 2030년 결산에 비해 2032년 확정액이 얼마나 늘었나요?")
    assert "300백만원" in answer.answer
    assert "증가했습니다" in answer.answer


def test_the_unit_of_capacity_asks_for_no_costs():
    assert families("설비용량은몇mw") == ()
    assert families("설비비용은얼마") == ("money",)


def test_the_document_that_is_named_is_not_what_is_asked():
    text = "예산 편성표에서 본예산은"
    assert text[document_named(text) :] == " 본예산은"
    assert document_named("올해 본예산은") == 0

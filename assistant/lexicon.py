"""What the words of a question ask for: measures, units, operations, and words that say nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Operation(StrEnum):
    """What is to be done with what is found."""

    FIGURE = "figure"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    SHARE = "share"
    SUM = "sum"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    COMPARE = "compare"
    CONVERT = "convert"
    LIST = "list"
    TEXT = "text"


class Wanted(StrEnum):
    """What kind of answer a question word asks for, where it is no amount."""

    DATE = "date"
    PLACE = "place"
    WHO = "who"
    ANYTHING = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A word for what is measured: how it is asked, and what the figure's own labels say.

    `asked` is matched against the question without spaces; `labels` against the figure's labels;
    `family` is the unit family that the figure must have ("" for any).
    """

    name: str
    asked: re.Pattern[str]
    labels: re.Pattern[str]
    family: str


def _measure(name: str, asked: str, labels: str, family: str = "") -> Measure:
    return Measure(name, re.compile(asked), re.compile(labels), family)


# Specific measures first: `집행률` is not `집행액`, `증감률` not `증감`.
MEASURES: tuple[Measure, ...] = (
    _measure("증감률", r"증감률|증감율|증가율|감소율|증가률|감소률", r"증감률|증감율|증가율|감소율", "percent"),
    _measure("집행률", r"집행률|집행율", r"집행률|집행율", "percent"),
    _measure("증감", r"증감액?(?!률|율)", r"증감(?!률|율)|전년대비증가", ""),
    _measure("집행액", r"집행액|집행금액|쓴돈|집행한금액|지출액|얼마나집행|집행했", r"집행액|집행금액|지출액", "money"),
    _measure("정원", r"정원(?!도시|박람회|조성)", r"정원", "person"),
    _measure("현원", r"현원|현재인원|근무인원", r"현원", "person"),
    _measure("과부족", r"과부족|결원", r"과.?부족", "person"),
    _measure("국비", r"국비", r"국비|국고", "money"),
    _measure("시비", r"시비", r"시비", "money"),
    _measure("구비", r"구비", r"구비", "money"),
    _measure("도비", r"도비", r"도비", "money"),
    _measure("군비", r"군비", r"군비", "money"),
    _measure("예산", r"예산(?!서|과|팀|현황|표)|사업비|소요재원|소요자원|소요액|예산액|금액|비용|경비", r"예산|사업비|소요|재원|자원|경비|금액|계|합계", "money"),
)  # fmt: skip
MEASURE_BY_NAME = {measure.name: measure for measure in MEASURES}

# What is counted, by question word: unit families a fitting figure may have.
_COUNTED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"몇명|몇사람|인원|몇분이|사람수|명수|[자원생]수(?!록|로|를통|집)|팔로워|구독자|인구|몇이(?:에요|야|나|지|죠|예요|냐)|현원|정원"
        ),
        ("person",),
    ),
    (re.compile(r"몇건|건수"), ("case",)),
    (re.compile(r"몇회|몇번|횟수|몇차례"), ("event",)),
    (re.compile(r"몇대|대수"), ("machine",)),
    (re.compile(r"몇곳|몇군데|몇개소|개소수|몇학교|몇개교|몇개동"), ("place", "piece")),
    (
        re.compile(r"몇개|갯수|개수|몇종|몇팀|몇과|팀수|과수|몇가지"),
        ("piece", "place", "machine", "case"),
    ),
    (re.compile(r"몇퍼센트|몇프로|몇%|퍼센트|비율|률은|율은|몇퍼|비중"), ("percent",)),
    (re.compile(r"면적|넓이|크기"), ("area", "length")),
    (re.compile(r"몇시간|시간수|며칠|몇일|일수|몇년(?:간|동안)|몇개월"), ("time",)),
    (re.compile(r"얼마|금액|비용|예산|사업비|얼만|수당|단가"), ("money",)),
    (re.compile(r"몇점"), ("grade",)),
)

_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    (Operation.CONVERT, re.compile(r"원단위로|몇억이|억으로|환산|바꾸면|만원으로|원으로(?:바꾸|하면)")),
    (Operation.MAXIMUM, re.compile(r"(?:가장|제일|젤|최다|최고|최대|1위)(?!.{0,8}(?:적|낮|작))")),
    (Operation.MINIMUM, re.compile(r"(?:가장|제일|젤)(?=.{0,8}(?:적|낮|작))|최소|최저|꼴찌")),
    (Operation.SHARE, re.compile(r"차지|비중|중.{0,20}(?:몇퍼센트|몇프로|몇%|몇퍼)(?!.{0,6}(?:늘|줄|증가|감소))|에서.{0,15}비율")),
    (Operation.GROWTH, re.compile(r"(?:몇퍼센트|몇프로|몇%|몇퍼).{0,8}(?:늘|줄|증가|감소|올랐|상승|하락|깎)|증가율|감소율|증감률|증감율")),
    (Operation.DIFFERENCE, re.compile(r"얼마나.{0,6}(?:늘|줄|증가|감소|많|적|더많|더적|차이)|차이|증감액|(?:몇|얼마).{0,8}(?:늘|줄어|줄었|증가|감소|많|초과|모자라|부족)|늘어난|줄어든|늘었|줄었|남았|남은|빼면|뺀|안쓴|못쓴|초과|빼고")),
    (Operation.SUM, re.compile(r"합계|합치|더하|합산|다합|총합|합하|다해서|합쳐|모두더|전부더")),
    (Operation.COMPARE, re.compile(r"비교|나란히|달라졌|어떻게달라|다른가|같은가|같나|vs")),
    (Operation.LIST, re.compile(r"다알려|모두|전부|목록|나열|어디어디|뭐뭐|누구누구|종류|명단|뭐가나와|뭐가있|무엇이있|구성이|구성은|나눠져|어떤것들|리스트|어떤사업들|하나씩|전체알려|다말해|별로언제|별로어디|별언제|사업들|도시를|곳들|참여하는|참여한|기관이|등급별")),
)  # fmt: skip

_WANTED: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    (Wanted.DATE, re.compile(r"언제|날짜|며칠(?!동안|간)|몇월|기간|일정|시기|무슨요일|몇시(?!간)|준공일|결연일|개소일|개관일|언제쯤")),
    (Wanted.PLACE, re.compile(r"어디(?!어디)|위치|장소|주소|어딨")),
    (Wanted.WHO, re.compile(r"누구|누가|담당|어느팀|무슨팀|어느부서|어느과|기관장이|책임자")),
)  # fmt: skip

NEXT_TO_NOTHING = frozenset(
    (
        "알려 말 말씀 얼마 얼마나 몇 무엇 뭐 뭘 어디 언제 누구 누가 어떻게 어떤 어느 무슨 "
        "왜 하다 나오 나와 있 좀 그럼 그러 총 모두 다 전부 각각 각 정도 이번 현재 관련 "
        "대하 기준 경우 것 거 게 수 때 등 중 가운데 얼마 원래 궁금 질문 "
        "답 답변 정리 나열 비교 제시 확인 안내 부탁 드리 해주 보여 보이 찾 찾아보 적히 "
        "잡히 잡 되 쓰 쓰이 들 들어가 들 하나 이제 혹시 정확 건가 예요 에요 이나 제일 "
        "가장 젤 몇몇 다음 사이 대비 전년 올해 작년 내년 금년 지난해 재작년 년도 연도 년 "
        "월 일 명 건 회 개 대 곳 군데 번 원 천원 만원 억원 백만원 퍼센트 프로 배 인원수 "
        "나란히 얼만 금액 비용 값 합 합치 합산 더하 차이 늘 늘어나 줄 줄어들 증가 감소 많 "
        "적 크 작 높 낮 빼 남 차지 비중 비율 달라지 다르 같 바꾸 단위 환산 맞 보 나누 "
        "있나 없 않 말하 말해 대답 이야기 얘기 설명 내용 뜻 의미 사람 누구누구 어디어디 "
        "뭐뭐 목록 명단 종류 리스트 순서 총액 총합 총계 합계 전체 구성 표 나 저 우리 너 "
        "거기 여기 그것 그거 이거 얼마짜리 걸 따르 위하 통하 경우 상 부분 편 쪽 책정 편성 "
        "배정 잡아놓 들이 받 주 가 오 갖추 맡 하 열리 열 시키 되어 알 모르 싶 계획 예정 "
        "올리 내 나가 걸리 호점 언제언제 시작 끝 끝나 이후 동안 부터 까지 시기 날짜 "
        "날 기간 일정 장소 위치 주소 크기 방향 "
        "담당팀 담당 구청 시청 군청 도청 구에서 나머지 이렇 인지 인가 명당 일수 횟수 대수 명수 개수 팀수 과수 동안 보고 나온 얼마씩 "
        "알리 어떻 바뀌 째 씩 당 쯤 별 과별 사업들 원래 나오던데 요즘 들어가 나가 잡아 채널 갑자기 그냥 하루 도대체 대충 쓰여 "
    ).split()
)

SYNONYMS: dict[str, tuple[str, ...]] = {
    "insta": ("인스타그램",), "인스타": ("인스타그램",), "페북": ("페이스북",), "유튭": ("유튜브",),
    "홈피": ("홈페이지",), "카톡": ("카카오톡",), "팔로워": ("구독자",), "청사": ("청사",),
    "여권야간": ("연장",), "야간": ("연장", "야간"), "다회용": ("다회용",), "문닫": ("폐관",),
    "인력": ("인력", "정원", "현원"), "봉급": ("보수",), "월급": ("보수",),
    "사고": ("재해", "사고"), "cctv": ("cctv",), "에어컨": ("냉난방기",),
    "복지관": ("복지관", "복지센터"), "개관": ("개관", "개소"), "오픈": ("개소", "개관"), "문": ("개소", "개관"),
    "차량": ("차량", "차"), "자매도시": ("친선도시",),
    "급여": ("보수", "수당"), "선물": ("선물", "경품"), "상품": ("경품", "시상"), "상금": ("상금", "시상"),
    "전년": ("전년",), "증원": ("증원",), "대원": ("대원", "교육대상자"), "산재": ("산업재해",),
    "매뉴얼": ("매뉴얼",), "주차장": ("주차장",), "프레스투어": ("프레스 투어",), "press": ("프레스",), "tour": ("투어",),
}  # fmt: skip


def measures(squeezed: str) -> tuple[Measure, ...]:
    """The measures that a question (without spaces) names; 예산 only where no other money is."""
    found = [measure for measure in MEASURES if measure.asked.search(squeezed)]
    names = {measure.name for measure in found}
    if {"국비", "시비", "구비", "증감률", "증감", "집행률"} & names and not re.search(
        r"예산액|예산이얼마고", squeezed
    ):
        found = [measure for measure in found if measure.name != "예산"]
    if "집행액" in names and not re.search(r"예산액", squeezed):
        found = [measure for measure in found if measure.name != "예산"]
    return tuple(found)


def families(squeezed: str) -> tuple[str, ...]:
    """The unit families that the question words allow, () where they allow any."""
    found: dict[str, None] = {}
    for pattern, allowed in _COUNTED:
        if pattern.search(squeezed):
            found.update(dict.fromkeys(allowed))
    return tuple(found)


def operation(squeezed: str) -> Operation:
    """What the question asks to be done; FIGURE where it only asks for amounts, else TEXT."""
    for name, pattern in _OPERATIONS:
        if pattern.search(squeezed):
            return name
    return Operation.FIGURE if families(squeezed) or measures(squeezed) else Operation.TEXT


def wanted(squeezed: str) -> tuple[Wanted, ...]:
    """The kinds of answer that the question words ask for, in the order of this list."""
    return tuple(kind for kind, pattern in _WANTED if pattern.search(squeezed))


def asks_amount(squeezed: str) -> bool:
    """Whether a question for a date, a place or somebody asks for an amount as well."""
    return (
        re.search(
            r"얼마|몇(?!월|시(?!간)|일|요일|층)|금액|인원|수는|예산은|예산이|사업비", squeezed
        )
        is not None
    )


def is_loose(squeezed: str) -> bool:
    """Whether money is only guessed from a bare 얼마."""
    return "얼마" in squeezed and not re.search(
        r"금액|비용|예산|사업비|단가|수당|얼마짜리|돈", squeezed
    )


def measure_words(squeezed: str) -> tuple[str, ...]:
    """The words of the question that name its measures, and words that only come with them."""
    found = [match[0] for m in MEASURES for match in m.asked.finditer(squeezed)]
    return (*found, *(_WITH_MEASURES if found else ()))


_WITH_MEASURES = (
    "소요",
    "재원",
    "자원",
    "소요예산",
    "경비",
    "금액",
    "예산",
    "예산액",
    "사업비",
    "집행",
    "증감",
    "액",
    "률",
    "율",
)

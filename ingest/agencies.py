"""The names of Korea's local governments: whose report is this, and is an asked one here at all?"""

from __future__ import annotations

import re
from collections import Counter

_METROPOLITAN = (
    "서울특별시 부산광역시 대구광역시 인천광역시 광주광역시 대전광역시 울산광역시 세종특별자치시 "
    "경기도 강원특별자치도 충청북도 충청남도 전북특별자치도 전라남도 경상북도 경상남도 제주특별자치도"
)
_MUNICIPAL = (
    # 서울
    "종로구 중구 용산구 성동구 광진구 동대문구 중랑구 성북구 강북구 도봉구 노원구 은평구 서대문구 마포구 "
    "양천구 강서구 구로구 금천구 영등포구 동작구 관악구 서초구 강남구 송파구 강동구 "
    # 부산, 대구, 인천, 광주, 대전, 울산
    "서구 동구 남구 북구 영도구 부산진구 동래구 해운대구 사하구 금정구 연제구 수영구 사상구 기장군 "
    "수성구 달서구 달성군 군위군 미추홀구 연수구 남동구 부평구 계양구 강화군 옹진군 광산구 유성구 대덕구 울주군 "
    # 경기
    "수원시 용인시 고양시 화성시 성남시 부천시 남양주시 안산시 평택시 안양시 시흥시 파주시 김포시 의정부시 "
    "광주시 하남시 광명시 군포시 양주시 오산시 이천시 안성시 구리시 의왕시 포천시 양평군 여주시 동두천시 "
    "과천시 가평군 연천군 "
    # 강원
    "춘천시 원주시 강릉시 동해시 태백시 속초시 삼척시 홍천군 횡성군 영월군 평창군 정선군 철원군 화천군 양구군 "
    "인제군 고성군 양양군 "
    # 충북, 충남
    "청주시 충주시 제천시 보은군 옥천군 영동군 증평군 진천군 괴산군 음성군 단양군 "
    "천안시 공주시 보령시 아산시 서산시 논산시 계룡시 당진시 금산군 부여군 서천군 청양군 홍성군 예산군 태안군 "
    # 전북, 전남
    "전주시 군산시 익산시 정읍시 남원시 김제시 완주군 진안군 무주군 장수군 임실군 순창군 고창군 부안군 "
    "목포시 여수시 순천시 나주시 광양시 담양군 곡성군 구례군 고흥군 보성군 화순군 장흥군 강진군 해남군 영암군 "
    "무안군 함평군 영광군 장성군 완도군 진도군 신안군 "
    # 경북, 경남, 제주
    "포항시 경주시 김천시 안동시 구미시 영주시 영천시 상주시 문경시 경산시 의성군 청송군 영양군 영덕군 청도군 "
    "고령군 성주군 칠곡군 예천군 봉화군 울진군 울릉군 "
    "창원시 진주시 통영시 사천시 김해시 밀양시 거제시 양산시 의령군 함안군 창녕군 남해군 하동군 산청군 함양군 "
    "거창군 합천군 제주시 서귀포시"
)
NAMES: tuple[str, ...] = tuple(dict.fromkeys((_METROPOLITAN + " " + _MUNICIPAL).split()))
_SUFFIX = re.compile(r"(?:특별시|광역시|특별자치시|특별자치도|시|군|구|도)$")
# Stems that are everyday words or parts of them count only with their suffix.
_EVERYDAY = frozenset(
    (
        "예산 장수 화성 고성 양산 함양 구리 고령 부여 보성 영양 무안 강화 연수 시흥 기장 사상 수성 남동 음성 "
        "인제 이천 정선 의성 강진 하동 공주 상주 영주 진도 완도 보은 진안 서천 태안 동작 동해 광주 계양 연제 "
        "해남 신안 단양 광명 안성 사천 순창 임실 화순 영광 봉화 하남 남원 광양 군산 양주 제천 산청 금산 영천 "
        "영월 금정 "
    ).split()
)
_SELF = re.compile(
    r"(?<![가-힣])(?!우리|해당|전체|다른|인근|각\s?|타\s?)([가-힣]{2,3}[시군구])(?=청|의회|민(?![가-힣])|\s|$|의\s)"
)
_OFTEN = 3
_ADDRESS = re.compile(r"\s[가-힣]{1,6}(?:[시군구읍면동로길])(?![가-힣])")  # `충청북도 청주시 …`
_OWN = re.compile(r"(?:청|의회|민|정)")


def stem(name: str) -> str:
    """The name as people say it: `금천구` → `금천`; the whole name where the stem is no name."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 and short not in _EVERYDAY else name


_BY_LENGTH = sorted(NAMES, key=len, reverse=True)
_FULL = re.compile(rf"(?<![가-힣])({'|'.join(_BY_LENGTH)})")
_STEMMED = re.compile(
    rf"(?<![가-힣])({'|'.join(sorted((stem(n) for n in NAMES), key=len, reverse=True))})(?![가-힣]?[면읍])"
)
_NAME_OF = {stem(name): name for name in reversed(NAMES)}


_LISTED = 4  # other governments that a text names half as often


def mentioned(text: str) -> list[str]:
    """The local governments that a text names, by full name or by its stem, in order."""
    found: dict[str, None] = {}
    for match in _FULL.finditer(text):
        found[match[1]] = None
    for match in _STEMMED.finditer(text):
        name = _NAME_OF[match[1]]
        if not any(name == other or stem(other) == match[1] for other in found):
            found[name] = None
    return list(found)


def _full(line: str) -> list[re.Match[str]]:
    return list(_FULL.finditer(line))


def author(lines: list[str]) -> str:
    """The local government whose report this is, "" where the text does not say.

    The one named most often; names on the first pages and `…구청`, `…구의회`, `…구민` weigh more,
    since partners (`자매도시 청양군`) are named in passing.
    """
    weights: Counter[str] = Counter()
    full = {number: found for number, line in enumerate(lines) if (found := _full(line))}
    named = {match[1] for found in full.values() for match in found}
    for number, line in enumerate(lines):
        for match in full.get(number, ()):
            if _ADDRESS.match(line, match.end()):
                continue
            own = 3 if _OWN.match(line, match.end()) else 1
            weights[match[1]] += own + (3 if number < 60 else 0)
        for match in _STEMMED.finditer(line) if named else ():
            weights[_NAME_OF[match[1]]] += _NAME_OF[match[1]] in named
    if not weights:
        return _unlisted(lines)
    (name, weight), *others = weights.most_common()
    spoken_of = any(name in line for line in lines if "\t" not in line)
    if (others and not spoken_of) or (
        len(others) >= _LISTED and others[_LISTED - 1][1] >= weight / 2
    ):
        # a list of places is of none of them, but of the one that it is said to be of
        spoken = {match[1] for line in lines if "\t" not in line for match in _FULL.finditer(line)}
        return spoken.pop() if len(spoken) == 1 else _unlisted(lines)
    return name if weight >= 3 else _unlisted(lines)


def _unlisted(lines: list[str]) -> str:
    """A name that is not listed (one that was changed since), by how a report speaks of itself."""
    said = [match for line in lines if "\t" not in line for match in _SELF.finditer(line)]
    own = {match[1] for match in said if _OWN.match(match.string, match.end())}
    found = Counter(match[1] for match in said if match[1] in own)  # `반드시`, `연구` have no 청
    name, times = found.most_common(1)[0] if found else ("", 0)
    return name if times >= _OFTEN else ""

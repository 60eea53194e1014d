"""What a question for the largest or smallest wants ranked: which things, by what, which place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant import lexicon
from assistant.desk import Desk
from assistant.lexicon import Operation
from assistant.query import Query

_LEVELS = {  # how the names of one level of an office end
    "과": re.compile(r"(?:과|담당관)$"),
    "부서": re.compile(r"(?:과|담당관|보건소|사업소|센터)$"),
    "팀": re.compile(r"팀$"),
    "국": re.compile(r"국$"),
    "동": re.compile(r"\d?동$"),
}
_TIMES = {  # how labels of one kind of time look
    "달": re.compile(r"(?:^|\D)(?:1[0-2]|0?[1-9])\s?월(?!\s?\d)"),
    "해": re.compile(r"(?:19|20)\d{2}|['’‘]\d{2}|\d{2}년"),
    "분기": re.compile(r"분기"),
    "요일": re.compile(r"^[월화수목금토일](?:요일)?$"),
}
_TIME_NOUNS = {"달": "달", "월": "달", "해": "해", "년": "해", "연도": "해", "년도": "해",
               "분기": "분기", "요일": "요일"}  # fmt: skip
_GENERIC = {"유형", "종류", "항목", "분야", "부문", "구분", "방식", "대상", "도시", "지역", "시설"}
_ADJECTIVE = (
    r"[가-힣]*?(?:많았?던|적었?던|많은|적은|큰|작은|높은|낮은|넓은|좁은"
    r"|늘어난|늘은|는|줄어든|줄은|[한된난든진긴])"
)
_FIRST = r"(?:가장|제일|젤|(?:두|세|네|다섯|\d)\s?번째로)"
_NOUN = re.compile(rf"{_FIRST}\s*(?:[가-힣]+(?:이|게|히)\s*)?{_ADJECTIVE}\s*([가-힣]+)")
_AMONG = re.compile(r"([가-힣]+?)\s*(?:가운데|중에서|중에|중|들\s*중)(?=[\s,])|어느\s*([가-힣]+)")
_CUT = re.compile(r"(?:어디|무엇|뭐|뭔|몇|얼마|누구|어느|인가|인지|입니|이야|이에|은요).*$")
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|도|에서|에|야|고|와|랑)$")
_NO_KIND = set("곳 데 것 건 거 게 순 순서 때 값 쪽 편 경우 부분 이유 까닭 이름".split())
_MORE = re.compile(r"늘|증가|상승|올랐|오른")
_FEWER = re.compile(r"줄|감소|하락|내린")
_ORDINALS = {"두": 2, "세": 3, "네": 4, "다섯": 5}
_ORDINAL = re.compile(r"(두|세|네|다섯|[2-9])(?:번째|째로|위(?![가-힣]*원))")
_NEXT = re.compile(r"다음으로|그다음")
_IN_ORDER = re.compile(r"상위|하위|순위|순서대로|순으로")
_LARGE = r"많|큰|크|높|비싼|비싸|긴|길|넓|늘|줄|증가|감소|상승|하락"
_SMALL = r"적|작|낮|싼|짧|좁"
_BY_SIZE = re.compile(  # not `가장 최근에`, `가장 오래된`
    r"(?:가장|제일|젤)(?!최근|오래|먼저|빨리|늦|가까|나중).{0,12}?"
    rf"(?:{_LARGE}|{_SMALL})|최다|최고|최대|최소|최저|1위|꼴찌"
)
_SUPERLATIVE = re.compile(r"가장|제일|젤|꼴찌|1위")
_NTH_BY_SIZE = re.compile(rf"(?:번째로?|째로|다음으로).{{0,12}}?(?:(?P<large>{_LARGE})|{_SMALL})")
_BOTH = re.compile(  # `가장 많은 과와 가장 적은 과`
    r"(?:가장|제일|젤)[^?]{0,6}(?:(?:많|큰|높)[^?]*(?:적은|작은|낮은)|(?:적|작|낮)[^?]*(?:많은|큰|높은))"
)
_SIZES = (  # what an adjective alone measures
    (re.compile(r"넓|좁"), ("area",)),
    (re.compile(r"비싼|비싸|(?<![가-힣])싼"), ("money",)),
    (re.compile(r"긴|길(?:었|고|어)|짧"), ("length", "time")),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be ranked: the kind of things ("" for any), whether by change, which place."""

    noun: str = ""
    more: bool = False
    fewer: bool = False
    place: int = 1
    superlative: bool = False  # `가장`, `두 번째로`: an amount alone is no answer

    @property
    def by_change(self) -> bool:
        return self.more or self.fewer

    @property
    def level(self) -> re.Pattern[str] | None:
        return _LEVELS.get(self.noun)

    @property
    def time(self) -> re.Pattern[str] | None:
        """How the labels of the asked kind of time look, None where no time is asked."""
        return _TIMES.get(_TIME_NOUNS.get(self.noun, ""))

    @property
    def generic(self) -> bool:
        """Whether the noun says no more than that things of a kind are told apart."""
        return self.noun in _GENERIC


def wish(query: Query) -> Wish | None:
    """What is to be ranked, None where the question wants nothing ranked by size."""
    flat = query.squeezed
    nth = _NTH_BY_SIZE.search(flat) if _ORDINAL.search(flat) or _NEXT.search(flat) else None
    ranks = query.operation in {Operation.MAXIMUM, Operation.MINIMUM} and _BY_SIZE.search(flat)
    if _IN_ORDER.search(flat) or not (ranks or nth):
        return None
    by_itself = any(m.name in {"증감", "증감률"} for m in query.measures)
    more = _MORE.search(flat) is not None and not by_itself
    fewer = _FEWER.search(flat) is not None and not by_itself and not more
    superlative = nth is not None or _SUPERLATIVE.search(flat) is not None
    return Wish(_noun(query.text), more, fewer, _place(flat) if nth else 1, superlative)


def _place(flat: str) -> int:
    ordinal = _ORDINAL.search(flat)
    if ordinal is None:
        return 2  # `다음으로 많은`
    return _ORDINALS.get(ordinal[1]) or int(ordinal[1])


def _noun(text: str) -> str:
    """The kind of thing that is asked for: `과` of `가장 많은 과는`, "" where none is named."""
    for pattern in (_NOUN, _AMONG):
        for found in pattern.finditer(text):
            word = _CUT.sub("", next(part for part in found.groups() if part))
            known = word in _LEVELS or word in _TIME_NOUNS
            bare = word if known else _PARTICLE.sub("", word)
            if bare and bare not in _NO_KIND:
                return bare
    return ""


def is_time(label: str) -> bool:
    """Whether a label says when: `2024년`, `3월`."""
    return any(pattern.search(label) for pattern in _TIMES.values())


def ranked_question(desk: Desk, asked: Wish) -> Desk:
    """The question with the amount by which it ranks, and the operation of its ordinal."""
    query = desk.query
    nth = _NTH_BY_SIZE.search(query.squeezed)
    if asked.place > 1 and nth is not None:
        operation = Operation.MAXIMUM if nth["large"] else Operation.MINIMUM
        query = replace(query, operation=operation)
    size = next((families for shape, families in _SIZES if shape.search(query.squeezed)), ())
    if size and (query.loose or not query.families) and not query.measures:
        query = replace(query, families=size, loose=False)
    return _with_measure(replace(desk, query=query))


def _with_measure(desk: Desk) -> Desk:
    """`어느 과가 정원이`: asks for a name, but the names are ranked by an amount."""
    query = desk.query
    measures = lexicon.measures(query.squeezed)
    if query.wants_amount or not measures:
        return desk
    tables = (label for measure in measures for label in (measure.name, *measure.tables))
    found = (term for label in tables for term in desk.search.terms(label))
    asked = replace(
        query,
        measures=measures,
        families=lexicon.families(query.squeezed),
        search_terms=tuple(dict.fromkeys((*query.search_terms, *found))),
    )
    return replace(desk, query=asked)


def sides(desk: Desk) -> list[Desk]:
    """The question, or one for the largest and one for the smallest where both are asked."""
    if not _BOTH.search(desk.query.squeezed):
        return [desk]
    operations = (Operation.MAXIMUM, Operation.MINIMUM)
    return [replace(desk, query=replace(desk.query, operation=o)) for o in operations]

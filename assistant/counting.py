"""How many things a question wants named, and texts that name so many."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import Operation, Wanted
from assistant.query import Query
from ingest.clean import squeezed

_NUMERALS = {
    word: number
    for number, word in enumerate("두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(), start=2)
}
_THINGS = (
    r"곳|군데|개소|개교|개사|개국|개\s?동|개\s?팀|개\s?과|개\s?기관|개\s?학교|개\s?도시|개\s?부서|개\s?사업"
    r"|개|종류|종|가지|팀|부서|기관|학교|도시|대(?=\s)"
)
_COUNT = re.compile(
    rf"(?<![\d.,제~∼～\-])(?:(?P<digits>\d{{1,2}})|(?<!\S)(?P<word>{'|'.join(_NUMERALS)}))"
    rf"\s?(?:{_THINGS})(?!월|년|층|당|씩)"
)
_OUT_OF = re.compile(r"\s?(?:중에|중(?=\s)|가운데|말고)")
_MOST = 20
_NAMED_BY = re.compile(
    r"(?P<noun>[가-힣]{1,8}?)(?:이|가|은|는|을|를|의|들|들이|들은)?\s*"
    r"(?:이름|명칭|명단|목록|리스트|뭐뭐|무엇무엇|어디어디|누구누구|종류|모두|전부|다\s?알려|다\s?말)"
)
_RANGE = re.compile(
    r"(?P<first>\d{1,2})\s*(?P<unit>층|호점|호기|호선|단계|권역|기|차|학년|동|반)?\s*(?:부터|에서|[~∼～\-])"
    r"\s*(?:[가-힣]{2}\s*)?(?P<last>\d{1,2})\s*(?P<same>층|호점|호기|호선|단계|권역|기|차|학년|동|반)"
)
_EACH = re.compile(r"(?P<noun>[가-힣]{1,4})(?:별(?:로|\s|$)|마다)")
_LONGEST, _WORDS = 30, 3  # letters and words of one name
_AMOUNT = re.compile(r"\D*\s\d[\d,.]*\S{0,2}|[\d,.~]+\S{0,3}")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SEPARATORS = (r",", r"[·ㆍ・]", r"/")


@dataclass(frozen=True, slots=True)
class Range:
    """`1층부터 5층까지`: things numbered alike, the first and the last of them."""

    first: int
    last: int
    unit: str

    def numbers(self) -> range:
        return range(self.first, self.last + 1)

    def number_of(self, label: str) -> int | None:
        """The number of a label, where it is one of the range: 3 of `지상 3층`."""
        found = re.search(rf"(?<!\d)(\d{{1,2}}){self.unit}", squeezed(label))
        return int(found[1]) if found and int(found[1]) in self.numbers() else None


def asked_count(query: Query) -> int | None:
    """How many things are to be named (`4개교는 어디`, `팀 다섯 개를 모두`); None if not said."""
    if query.wants_amount and query.operation is not Operation.LIST:
        return None
    if Wanted.DATE in query.wanted or query.operation not in {Operation.LIST, Operation.TEXT}:
        return None
    for found in _COUNT.finditer(query.text):
        if _OUT_OF.match(query.text, found.end()):
            continue
        count = int(found["digits"]) if found["digits"] else _NUMERALS[found["word"]]
        if 2 <= count <= _MOST:
            return count
    return None


_THING_COUNTED = re.compile(r"(?P<noun>[가-힣]{1,6})\s(?P<digits>\d{1,2})개(?=\s|를|의|는|$)")


def asked_noun(query: Query) -> str:
    """What is to be named: 팀 of `5개 팀 이름`, 항목 of `지원 항목이 뭐뭐`; "" if not said."""
    found = _THING_COUNTED.search(query.text) or _NAMED_BY.search(query.text)
    return found["noun"] if found else ""


def asked_range(query: Query) -> Range | None:
    found = _RANGE.search(query.text)
    if found is None or found["unit"] not in {None, found["same"]}:
        return None
    first, last = int(found["first"]), int(found["last"])
    return Range(first, last, found["same"]) if 0 < first < last <= first + _MOST else None


def asked_each(query: Query) -> str:
    """What is told one by one: 호점 of `호점별로 언제`, 팀 of `팀마다`; "" if nothing is."""
    found = _EACH.search(query.text)
    return found["noun"] if found else ""


def listed_in(text: str, count: int) -> tuple[str, ...]:
    """The names that a text lists in brackets, or as a whole, if they are so many.

    `(장관 홍길동, 이하 가온부)` lists nothing: it says what is called how.
    """
    inside = [a or b for a, b in _BRACKETS.findall(text) if "이하" not in (a or b)]
    for part in (*inside, _BRACKETS.sub("", text)):
        for separator in _SEPARATORS:
            names = tuple(name.strip() for name in re.split(separator, part))
            if len(names) == count and _are_names(names):
                return names
    return ()


def named_after(noun: str, text: str, count: int) -> tuple[str, ...]:
    """So many names ending in a noun, after their number: `(5)개팀 교육후생팀 총 무 팀 …`."""
    flat = squeezed(text)
    start = re.search(rf"\(?{count}\)?개?{re.escape(noun)}", flat)
    if start is None or not noun:
        return ()
    found = re.findall(rf"[가-힣]{{2,8}}?{re.escape(noun)}", flat[start.end() :])
    names = tuple(dict.fromkeys(found))
    return names if len(names) == count else ()


def _are_names(names: tuple[str, ...]) -> bool:
    short = all(1 <= len(name) <= _LONGEST and len(name.split()) <= _WORDS for name in names)
    return short and not all(_AMOUNT.fullmatch(name) for name in names)

"""What the words of a question ask for: measures, units, operations, and words that say nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from ingest.units import FAMILY_OF


class Operation(StrEnum):
    """What is to be done with what is found."""

    FIGURE = "figure"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    SHARE = "share"
    SUM = "sum"
    MEAN = "mean"
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
    `family` is the unit family that the figure must have ("" for any), `tables` how tables of
    the measure are titled.
    """

    name: str
    asked: re.Pattern[str]
    labels: re.Pattern[str]
    family: str
    tables: tuple[str, ...] = ()


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_DATA = tomllib.loads(files("assistant").joinpath("lexicon.toml").read_text(encoding="utf-8"))

# Specific measures come first: `집행률` is not `집행액`, `증감률` not `증감`.
MEASURES: tuple[Measure, ...] = tuple(
    Measure(
        row["name"],
        _any_of(row["asked"]),
        _any_of(row["labels"]),
        row["family"],
        tuple(row.get("tables", ())),
    )
    for row in _DATA["measures"]
)
MEASURE_BY_NAME = {measure.name: measure for measure in MEASURES}
NEXT_TO_NOTHING = frozenset(_DATA["words"]["empty"].split())
SYNONYMS: dict[str, tuple[str, ...]] = {
    word: tuple(others) for word, others in _DATA["synonyms"].items()
}
_COUNTING = frozenset(_DATA["words"]["counting"].split())
_ASKED = [
    word
    for table in ("measures", "counted", "operations", "wanted")
    for row in _DATA[table]
    for word in row["asked"]
]
# Every word that asks or is asked for: what a mistyped word may have been meant as.
QUESTION_WORDS = frozenset(
    word
    for word in (*SYNONYMS, *_ASKED, *_DATA["words"]["asking"].split())
    if re.fullmatch(r"[가-힣]{2,}", word)
)
_IN_REPORT_WORDS = tuple((re.compile(row["said"]), row["report"]) for row in _DATA["everyday"])
_WITH_MEASURES = tuple(_DATA["words"]["with_measures"])
_COUNTED = tuple((_any_of(row["asked"]), tuple(row["families"])) for row in _DATA["counted"])
_OPERATIONS = tuple((Operation(row["name"]), _any_of(row["asked"])) for row in _DATA["operations"])
_WANTED = tuple((Wanted(row["name"]), _any_of(row["asked"])) for row in _DATA["wanted"])


_COUNTS_ONLY = re.compile(r"몇(?:건|명|곳|회|대|개|군데|번|차례|팀|종|가지)|건수|명수|인원")
_ASKS_MONEY = re.compile(r"얼마|금액|사업비|비용(?!량)|예산(?:[은이을도과와및]|액|$|[?.,])|돈")
_COUNTABLE = {"animal", "piece", "place", "weight", "area", "length", "energy"}
_COUNTED_UNITS = sorted(
    (u for u, kind in FAMILY_OF.items() if kind in _COUNTABLE and re.fullmatch("[가-힣]+", u)),
    key=len,
    reverse=True,
)
_SURELY_MONEY = re.compile(
    r"금액|비용(?!량)|예산|사업비|단가|수당|얼마짜리|돈|얼마(?:가|나|쯤|정도)?(?:들|드[나는니]|듭)"
)
_HOW_MANY = re.compile(rf"몇({'|'.join(_COUNTED_UNITS)})(?![월층호])")  # `몇 마리`, `몇 면`


_OF_DOCUMENT = re.compile(
    r".*(?:예산안|예산서|결산서?|[가-힣)]\s?표|보고서?|계획서?|현황|공고문?|자료|통계|총괄|내역|목록)"
    r"(?:\s?\([^()]{1,12}\))?\s?(?:표)?에서"
)


def document_named(text: str) -> int:
    """Where what a question asks begins, behind the document that it names (`…표에서`), else 0."""
    found = _OF_DOCUMENT.match(text)
    return found.end() if found else 0


def in_report_words(text: str) -> str:
    """A question with everyday words for a measure or an operation replaced by the usual ones."""
    for said, report in _IN_REPORT_WORDS:
        text = said.sub(report, text)
    return text


def measures(squeezed: str) -> tuple[Measure, ...]:
    """The measures that a question (without spaces) names; 예산 only where no other money is."""
    found = [measure for measure in MEASURES if measure.asked.search(squeezed)]
    names = {measure.name for measure in found}
    if {"국비", "시비", "구비", "증감률", "증감", "집행률"} & names and not re.search(
        r"예산액|예산금액|예산[이은]?얼마", squeezed
    ):
        found = [measure for measure in found if measure.name != "예산"]
    if names & {"국비", "시비", "구비", "도비", "군비"}:
        found = [measure for measure in found if measure.name != "소요재원"]
    if "집행률" in names and not re.search(r"집행액|집행금액|쓴돈|얼마.?집행", squeezed):
        found = [measure for measure in found if measure.name != "집행액"]
    if "소요재원" in names:
        found = [measure for measure in found if measure.name != "예산"]
    if "집행액" in names and not re.search(r"예산액", squeezed):
        found = [measure for measure in found if measure.name != "예산"]
    if names & {"불용액", "이월액", "결산액"} and not re.search(r"예산액", squeezed):
        found = [measure for measure in found if measure.name != "예산"]
    if "잔액" in names:
        found = [measure for measure in found if measure.name not in {"예산", "집행액"}]
    if _COUNTS_ONLY.search(squeezed) and not _ASKS_MONEY.search(squeezed):
        found = [measure for measure in found if measure.name != "예산"]
    return tuple(found)


def families(squeezed: str) -> tuple[str, ...]:
    """The unit families that the question words allow, () where they allow any."""
    found: dict[str, None] = {}
    for pattern, allowed in _COUNTED:
        if pattern.search(squeezed):
            found.update(dict.fromkeys(allowed))
    if len(found) > 1 and _COUNTS_ONLY.search(squeezed) and not _ASKS_MONEY.search(squeezed):
        found.pop("money", None)
    if not found:
        for match in _HOW_MANY.finditer(squeezed):
            found[FAMILY_OF[match[1]]] = None
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
            r"얼마|몇(?!월|시(?!간)|일|요일|층)|(?:며칠|몇일)(?:이내|간|동안|걸|정도|까지|만에|씩|이나|전까지)|금액|인원|수는|예산은|예산이|사업비",
            squeezed,
        )
        is not None
    )


def is_measure(word: str) -> bool:
    """Whether a word says no more than what is measured: `집행액`, `인원`."""
    counted = (pattern for pattern, _ in _COUNTED)
    asked = (measure.asked for measure in MEASURES)
    return any(pattern.fullmatch(word) for pattern in (*asked, *counted))


_ASKED_UNITS = (
    (re.compile(r"몇(건|명|대|회|개소|곳|개|팀|종|마리|면|가구|세대|톤)"), ""),
    (re.compile("건수"), "건"),
    (re.compile("인원|사람수|명수"), "명"),
    (re.compile("(?<!세)대수"), "대"),
    (re.compile("세대수"), "세대"),
    (re.compile("가구수"), "가구"),
    (re.compile("횟수"), "회"),
    (re.compile("개소수"), "개소"),
)


def asked_units(squeezed: str) -> tuple[str, ...]:
    """The units in which a question counts, in order: `몇 개소 몇 대`, `건수`."""
    found = {
        match.start(): unit or match[1]
        for pattern, unit in _ASKED_UNITS
        for match in pattern.finditer(squeezed)
    }
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def asked_unit(squeezed: str) -> str:
    """The one unit in which a question counts, "" where it names none or several."""
    units = asked_units(squeezed)
    return units[0] if len(units) == 1 else ""


def is_counting(word: str) -> bool:
    """Whether a word says no more than what is counted: `면적`, `건수`, `인원`."""
    return word in _COUNTING


def is_loose(squeezed: str) -> bool:
    """Whether money is only guessed from a bare 얼마; `얼마 들어` can only mean money."""
    return "얼마" in squeezed and not _SURELY_MONEY.search(squeezed)


def measure_words(squeezed: str) -> tuple[str, ...]:
    """The words of the question that name its measures, and words that only come with them."""
    found = [match[0] for m in MEASURES for match in m.asked.finditer(squeezed)]
    return (*found, *(_WITH_MEASURES if found else ()))

"""Numbers as reports print them, read exactly (Decimal) and with their typing errors named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.units import COUNT_PATTERN, MONEY_PATTERN, canonical, factor, family

MINUS = "△▲Δ∆−-"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = {
    "조": 10**12,
    "천억": 10**11,
    "백억": 10**10,
    "십억": 10**9,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "십만": 10**5,
    "만": 10**4,
    "천": 10**3,
}
_MISPLACED = re.compile(r"(?!\d{1,3}(?:,\d{3})+(?:\.|$))\d{1,3}(?:,\d+)+")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_CELL = re.compile(
    rf"(?P<sign>[+{MINUS}]\s?)?(?P<digits>{_DIGITS}|\d{{1,3}}(?:,\d{{2}})+)\s*(?P<unit>{MONEY_PATTERN}|{COUNT_PATTERN})?"
)
_WHOLE_CELL = re.compile(rf"(?:총|약|연|계)?\s*{_CELL.pattern}\s*(?:\([^()\d]{{1,12}}\))?")
_SCALE = "조|천억|백억|십억|억|천만|백만|십만|만|천"
_SIMPLE = (
    rf"(?P<sign>[△▲Δ∆]\s?)?(?:(?P<from>{_DIGITS})\s?[~∼～]\s?)?(?P<digits>{_DIGITS})\s?"
    rf"(?P<unit>{MONEY_PATTERN}|{COUNT_PATTERN}|(?:천|백|십)?(?:조|억|만)(?=$|[\s+~),(/]|인데|이라|이나|이|은|을|정도|짜리|씩))"
)
_CHAIN = (
    rf"(?P<chain>(?:(?:{_DIGITS})\s?(?:조|억|만)\s?)+(?:{_DIGITS})\s?(?:천만|백만|만|천)?)"
    rf"\s?(?P<chain_unit>원|{COUNT_PATTERN})?"
)
_MENTION = re.compile(rf"(?<![\dA-Za-z.,:'’])(?:{_CHAIN}|{_SIMPLE})")
_LINK = re.compile(rf"({_DIGITS})\s?({_SCALE})?")
_NAMED_PLACES = {"동", "과", "팀", "실", "부", "급", "면", "주", "식"}
_AFTER_ORDINAL = re.compile(r"^(?:차(?!례)|호|기(?!관|수)|단계|학년|학기|층|번째|등급|급|세(?!트))")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit ("" where none is written); `reading` names a mended typing error."""

    value: Decimal
    unit: str
    printed: str
    span: tuple[int, int]
    reading: str = ""

    @property
    def amount(self) -> Decimal:
        return self.value * factor(self.unit)


def decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _read(digits: str, unit: str) -> tuple[Decimal, str]:
    """Value and remark; `796.190천원` has a full stop where the thousands separator belongs."""
    if _MISPLACED.fullmatch(digits):
        plain = f"{decimal(digits):,}"
        return decimal(digits), f"‘{digits}’은 쉼표 자리가 맞지 않아 {_into(plain)} 읽었습니다"
    pointed = _POINTED.fullmatch(digits)
    if pointed and family(unit) in {"money", "person", "event", "case", "machine", "piece", "time"}:
        meant = digits.replace(".", ",")
        return decimal(
            meant
        ), f"‘{digits}’은 쉼표를 마침표로 적은 것으로 보고 {_into(meant)} 읽었습니다"
    return decimal(digits), ""


def _into(digits: str) -> str:
    """`2,000으로`, `3,128로`: the particle by the last digit as it is spoken (천, 팔)."""
    return digits + ("으로" if digits[-1] in "036" else "로")


def cell_number(text: str) -> Number | None:
    """The number that a whole cell is: `3,615,983`, `△12.1`, `총 46대`, `47,400(구비)`.

    None for anything else.
    """
    match = _WHOLE_CELL.fullmatch(text.strip().lstrip("~").rstrip(";").strip())
    if match is None:
        return None
    unit = canonical(match["unit"] or "")
    value, reading = _read(match["digits"], unit)
    sign = (match["sign"] or "").strip()
    value = -value if sign and sign in MINUS else value
    start = text.find(match["digits"]) - len(match["sign"] or "")
    printed = text[start : text.find(match["digits"]) + len(match["digits"])]
    return Number(
        value, unit, printed.strip(), (max(start, 0), max(start, 0) + len(printed)), reading
    )


def mentions(text: str) -> Iterator[Number]:
    """Every number with a unit in running text, left to right.

    `36억 1,598만 3천원` is one number (in 원); ordinals (`제8회`, `7급`, `3층`) and dates are none.
    """
    for match in _MENTION.finditer(text):
        number = _chained(match) if match["chain"] else _simple(match, text)
        if number is None or text[: match.start()].rstrip().endswith("제"):
            continue
        if match["from"]:  # `5~10만원`: both ends, in the same unit
            lower = decimal(match["from"])
            yield Number(lower, number.unit, match["from"], match.span("from"))
        yield number


def _simple(match: re.Match[str], text: str) -> Number | None:
    unit = canonical(match["unit"])
    attached = re.search(r"[가-힣]$", text[: match.start()]) is not None
    if attached and unit in _NAMED_PLACES:  # `독산2동`, `행정지원1과`
        return None
    if _AFTER_ORDINAL.match(text[match.end("digits") :].lstrip()) or _is_date(match, unit, text):
        return None
    if unit.endswith(("조", "억", "만")):  # `9억+6억`: money is meant
        unit += "원"
    value, reading = _read(match["digits"], unit)
    printed = (match["sign"] or "") + match["digits"]
    span = (match.start() if match["sign"] else match.start("digits"), match.end())
    return Number(-value if match["sign"] else value, unit, printed, span, reading)


def _chained(match: re.Match[str]) -> Number:
    total = sum(
        (
            decimal(digits) * _SCALES.get(scale, 1)
            for digits, scale in _LINK.findall(match["chain"])
        ),
        Decimal(0),
    )
    unit = canonical(match["chain_unit"] or "원")
    return Number(total, unit, match["chain"].strip(), match.span())


def _is_date(match: re.Match[str], unit: str, text: str) -> bool:
    """`2025년`, `10월 31일`, `'24년`, `18시 30분`: points in time, not amounts."""
    before = text[max(0, match.start("digits") - 6) : match.start("digits")]
    if unit in {"년", "년간"}:
        return decimal(match["digits"]) > 15 or text.startswith("도", match.end())
    if unit == "일":
        return bool(re.search(r"[월.]\s?$", before)) and not text.startswith("간", match.end())
    if unit == "분":
        return bool(re.search(r"시\s?$", before)) or text.startswith(
            ("과", "기", "야"), match.end()
        )
    return False

"""Numbers as reports print them, read exactly (Decimal) and with their typing errors named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingest.units import COUNT_PATTERN, MONEY_PATTERN, canonical, factor, family

MINUS = "△▲Δ∆▽▼−-"
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
    "백": 10**2,
    "십": 10,
}
_WHOLE = {"money", "person", "event", "case", "machine", "piece", "time"}  # no thousandths
_DIGIT = re.compile(r"\d")
_MISPLACED = re.compile(r"(?!\d{1,3}(?:,\d{3})+(?:\.|$))\d{1,3}(?:,\d+)+")
_POINTED = re.compile(r"(?=[\d,]*\.)\d{1,3}(?:[.,]\d{3})+")
_CELL = re.compile(
    rf"(?P<sign>[+{MINUS}]\s?)?(?P<digits>{_DIGITS}|\d{{1,3}}(?:,\d{{2}})+)\s*(?P<unit>{MONEY_PATTERN}|{COUNT_PATTERN})?"
)
_WHOLE_CELL = re.compile(
    rf"(?:총|약|연|계)?\s*{_CELL.pattern}\s*(?:\([^()\d]{{1,12}}\))?"
    r"(?:\s*(?:주\s?\d{0,2}\)|[*＊]{1,3}))?"  # the mark of a footnote
)
_SCALE = "조|천억|백억|십억|억|천만|백만|십만|만|천|백|십"
_COUNTED = rf"(?P<scale>백만|십만|만|천)?\s?(?P<unit>{MONEY_PATTERN}|{COUNT_PATTERN})"
# `9억+6억`: a large scale alone is money, unless something is counted (`3만 명`, `10만 그루`).
_BARE = (
    r"(?P<bare>(?:천|백|십)?억)(?=$|[\s+~),(/]|인데|이라|이나|이|은|을|정도|짜리|씩)"
    r"(?!\s?(?:명|건|회|개|그루))"
)
_SIGN = r"(?P<sign>[△▲Δ∆]\s?|(?<![^\s(])-(?=\d))"
_SIMPLE = (
    rf"{_SIGN}?(?P<from>(?:(?:{_DIGITS})\s?[~∼～/]\s?)*)(?P<digits>{_DIGITS})\s?"
    rf"(?:{_COUNTED}|{_BARE})"
)
_LARGE = r"(?:조|천억|백억|십억|억|천만|백만|십만|만)"
_MIXED = (
    r"(?:\d천\s?\d백(?:\s?\d십)?|\d천\s?\d십|\d백\s?\d십|\d천\s?\d{1,3}(?=\s?만\s?원))\s?[억만]?"
)
_CHAIN = (
    rf"(?P<chain>(?:(?:{_DIGITS})\s?{_LARGE}\s?)*{_MIXED}(?=\s?원)"
    rf"|(?:(?:{_DIGITS})\s?{_LARGE}\s?)+(?:{_DIGITS})\s?(?:{_SCALE})?)"
    rf"\s?(?P<chain_unit>원|{COUNT_PATTERN})?"
)
_MENTION = re.compile(rf"(?<!\d[.,])(?<![\dA-Za-z:'’‘`.])(?:{_CHAIN}|{_SIMPLE})")
_COUNTED_IN = re.compile(r"[천백십]\s([만억])\s*$")
_ROSE = re.compile(r"\s?(?:의\s?)?(?:증가|상승|늘|확대|증액|올라|높)")
_FALLS = {"▲": "▼", "△": "▽"}  # what stands for less beside it
_LISTED = re.compile(r"(?:^|[\s,·:;])▲\s?(?!감)[가-힣A-Za-z‘“']")
_BLANKS_TO_FILL = re.compile(r"0{2,}(?:[.,]0+)*")  # `00백만원` in a form
# Beginnings of words that are no units: `11 일반회계`, `1세부`, `3개년`, `100분의 30`, `29인승`.
_NO_UNITS = {
    "회": re.compile(r"계|의(?:실|록|장)|원|비(?![가-힣])"),
    "개": re.compile(r"년"),
    "분": re.compile(r"의"),
    "세": re.compile(r"부|기|대별"),
    "인": re.compile(r"승"),
    "대": re.compile(r"\s?(?:핵심|전략|과제|중점|분야|목표|정책|원칙|국정|비전|범죄|악\b)"),
}
_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|와|과|도|만|로|씩|당|간)?(?![가-힣])")
_LINK = re.compile(rf"({_DIGITS})\s?({_SCALE})?")
_NAMED_PLACES = {"동", "과", "팀", "실", "부", "급", "면", "주", "식"}
_LASTING = re.compile(
    r"\s?(?:역사|간|동안|이상|이하|미만|이내|경과|째|전통|의\s?(?:역사|세월|발자취))"
)
_SINCE = re.compile(r"(?:지난|최근|향후|약|총|만)\s?$")
_AFTER_ORDINAL = re.compile(r"^(?:년?차(?!례)|호|기(?!관|수)|단계|학년|학기|층|번째|등급|급)")


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


def in_unit(number: Number, unit: str) -> Number:
    """A bare number of a cell in the unit of its table: `8,412.500` of 천원 is 8,412,500."""
    if number.unit or not unit or "." not in number.printed:
        return number
    value, reading = _read(number.printed.lstrip(f"+{MINUS} "), unit)
    return replace(number, value=-value if number.value < 0 else value, reading=reading)


def decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _read(digits: str, unit: str) -> tuple[Decimal, str]:
    """Value and remark; `796.190천원` has a full stop where the thousands separator belongs."""
    if _MISPLACED.fullmatch(digits):
        plain = f"{decimal(digits):,}"
        return decimal(digits), f"‘{digits}’은 쉼표 자리가 맞지 않아 {_into(plain)} 읽었습니다"
    pointed = _POINTED.fullmatch(digits)
    coarse = family(unit) == "money" and factor(unit) > 1000  # `149.146백만원` has decimals
    if pointed and not coarse and family(unit) in _WHOLE:
        meant = digits.replace(".", ",")
        return decimal(
            meant
        ), f"‘{digits}’은 쉼표를 마침표로 적은 것으로 보고 {_into(meant)} 읽었습니다"
    return decimal(digits), ""


def _into(digits: str) -> str:
    """`2,000으로`, `3,128로`: the particle by the last digit as it is spoken (천, 팔)."""
    return digits + ("으로" if digits[-1] in "036" else "로")


@lru_cache(maxsize=8192)
def cell_number(text: str) -> Number | None:
    """The number that a whole cell is: `3,615,983`, `△12.1`, `총 46대`, `47,400(구비)`.

    None for anything else.
    """
    match = _WHOLE_CELL.fullmatch(text.strip().lstrip("~").rstrip(";").strip())
    if match is None or _BLANKS_TO_FILL.fullmatch(match["digits"]):
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
    if not _DIGIT.search(text):
        return
    for match in _MENTION.finditer(text):
        number = _chained(match) if match["chain"] else _simple(match, text)
        if _BLANKS_TO_FILL.fullmatch(match["digits"] or ""):
            continue
        if number is None or text[: match.start()].rstrip().endswith("제"):
            continue
        yield from _sharing_unit(match, number.unit)
        yield number


def _sharing_unit(match: re.Match[str], unit: str) -> Iterator[Number]:
    """`5~10만원`, `40/45/50만원`: the amounts before the last one have its unit."""
    if not match["from"]:
        return
    for found in re.finditer(_DIGITS, match["from"]):
        start = match.start("from")
        span = (found.start() + start, found.end() + start)
        yield Number(decimal(found[0]), unit, found[0], span)


def _simple(match: re.Match[str], text: str) -> Number | None:
    unit = canonical(match["unit"] or match["bare"] + "원")
    attached = re.search(r"[가-힣]$", text[: match.start()]) is not None
    if attached and unit in _NAMED_PLACES:  # `독산2동`, `행정지원1과`
        return None
    if _AFTER_ORDINAL.match(text[match.end("digits") :].lstrip()) or _is_date(match, unit, text):
        return None
    if _is_word(match, unit, text):
        return None
    if unit == "%" and re.search(r"\d\s?[-–]\s?$", text[: match.start()]):
        return None  # the end of `70-100%`, which is no amount by itself
    if unit == "실" and text.startswith(("적", "시", "행"), match.end()):  # `2023 실적`
        return None
    if unit == "인" and text.startswith(("가구", "당", "실"), match.end()):  # `1인가구`
        return None
    value, reading = _read(match["digits"], unit)
    sign = "" if match["sign"] and _no_minus(match, text) else match["sign"] or ""
    if match["scale"]:  # `3만 명`, `5.4천회`, `3천만원`
        unit = canonical(match["scale"] + unit)
    printed = sign + match["digits"]
    span = (match.start() if sign else match.start("digits"), match.end())
    return Number(-value if sign else value, unit, printed, span, reading)


def _no_minus(match: re.Match[str], text: str) -> bool:
    """Whether a triangle before a number is a list mark, or says that it rose.

    `▲15개 시군 ▲예산 지원` lists; `▲3.2% 증가, ▼1.1% 감소` points up and down.
    """
    mark = match["sign"].strip()
    if mark not in _FALLS:
        return False
    listed = mark == "▲" and _LISTED.search(text) is not None
    return listed or _FALLS[mark] in text or _ROSE.match(text, match.end()) is not None


def _is_word(match: re.Match[str], unit: str, text: str) -> bool:
    """Whether what looks like a unit is the beginning of a word."""
    behind = text[match.end() :]
    if unit in _NO_UNITS and _NO_UNITS[unit].match(behind):
        return True
    if unit == "세" and match["scale"]:  # `만세로`: nobody is so old
        return True
    apart = match["unit"] and text[match.end("digits") : match.start("unit")].endswith(" ")
    return bool(apart) and len(unit) == 1 and "가" <= unit <= "힣" and not _PARTICLE.match(behind)


def _chained(match: re.Match[str]) -> Number:
    links = _LINK.findall(match["chain"])
    if links[-1][1] == "천" and links[-2][1] in {"조", "억"}:  # `1억 5천`: 천만
        links[-1] = (links[-1][0], "천만")
    counted_in = _COUNTED_IN.search(match["chain"])
    total = _added(links, counted_in[1] if counted_in else "")
    unit = canonical(match["chain_unit"] or "원")
    return Number(total, unit, match["chain"].strip(), match.span())


def _added(links: list[tuple[str, str]], counted_in: str = "") -> Decimal:
    """`36억 1,598만 3천`, `1천3백만`: smaller scales are counted in the next larger one.

    `counted_in` is the scale that stands apart at the end: `5천 8백 만`.
    """
    total = group = Decimal(0)
    for digits, scale in links:
        factor_ = Decimal(_SCALES.get(scale, 1))
        if scale in {"천", "백", "십"}:
            group += decimal(digits) * factor_
        elif group:  # `1천3백만`: (1천 3백) 만
            large = Decimal(10**8 if scale.endswith("억") else 10**4 if scale.endswith("만") else 1)
            total, group = total + (group + decimal(digits) * factor_ / large) * large, Decimal(0)
        else:
            total += decimal(digits) * factor_
    return total + group * _SCALES.get(counted_in, 1)


def _is_date(match: re.Match[str], unit: str, text: str) -> bool:
    """`2025년`, `10월 31일`, `'24년`, `18시 30분`: points in time, not amounts."""
    before = text[max(0, match.start("digits") - 6) : match.start("digits")]
    if unit in {"년", "년간"}:
        lasting = _LASTING.match(text[match.end() :]) or _SINCE.search(before)
        long = decimal(match["digits"]) > 15 and not lasting
        return long or text.startswith("도", match.end())
    if unit == "세대" and re.fullmatch(r"20?30|30?40|40?50|50?60", match["digits"]):
        return True  # the ages of people: `3040 세대`
    if unit == "일" and re.search(r"\d/\s?$", text[: match.start("digits")]):
        return True  # `12/31일`
    if unit == "일":
        return bool(re.search(r"[월.]\s?$", before)) and not text.startswith("간", match.end())
    if unit == "분":
        return bool(re.search(r"시\s?$", before)) or text.startswith(
            ("과", "기", "야"), match.end()
        )
    return False

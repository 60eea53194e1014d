"""The numbers of a text, read without the code under test: what an answer may and may not say."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SHORT_YEAR = re.compile(r"['’‘](\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_MARK = re.compile(r"\[(\d+)\]")
_AIDED = re.compile(r"([\d,.]+)(천원|백만원|원)\(((?:약 )?(?:[\d,]+[조억만] ?)+원)\)")
_AID_PART = re.compile(r"([\d,]+)([조억만])")
_WON = {"원": 1, "천원": 10**3, "백만원": 10**6, "만": 10**4, "억": 10**8, "조": 10**12}
_SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").rstrip("."))


def numbers(text: str) -> set[Decimal]:
    """Every number that stands in a text; `'25` is 2025, too."""
    found = {number(match) for match in _NUMBER.findall(text)}
    return found | {Decimal(2000 + int(short)) for short in _SHORT_YEAR.findall(text)}


def years(text: str) -> set[Decimal]:
    short = {Decimal(2000 + int(digits)) for digits in _SHORT_YEAR.findall(text)}
    return short | {Decimal(year) for year in _YEAR.findall(text)}


def marks(text: str) -> list[int]:
    """The citation marks of a text, in order."""
    return [int(digits) for digits in _MARK.findall(text)]


def without_marks(text: str) -> str:
    return _MARK.sub(" ", text)


def aids(text: str) -> Iterator[tuple[Decimal, Decimal, bool]]:
    """(amount in 원, its reading aid in 원, whether the aid says 약) of every aided amount."""
    for printed, unit, aid in _AIDED.findall(text):
        said = sum(number(n) * _WON[name] for n, name in _AID_PART.findall(aid))
        yield number(printed) * _WON[unit], Decimal(said), aid.startswith("약")


def without_aids(text: str) -> str:
    return _AIDED.sub(r"\1\2", text)


def worked_out(formula: str) -> Fraction:
    """What a formula such as `(1,200천원 − 800천원) ÷ 800 × 100` comes to."""
    left = formula.split("=")[0]
    plain = re.sub(r"[가-힣%㎡²a-zA-Z,\s]", "", left)
    plain = plain.replace("÷", "/").replace("×", "*").replace("−", "-")
    return _value(ast.parse(plain, mode="eval").body)


def _value(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=value):
            return Fraction(str(value))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return _value(left) / _value(right)
        case ast.BinOp(left=left, op=op, right=right):
            return _SIGNS[type(op)](_value(left), _value(right))
    raise AssertionError(ast.dump(node))

"""Equations as Hancom has them typed (`{1} over {2}`, `10^{3}`) as one line: `1/2`, `10 ³`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.raised import lowered, raised

_TOKEN = re.compile(r'"[^"]*"|[0-9][0-9.,]*|[A-Za-z]+|[가-힣]+|\S', re.ASCII)
_SIGNS = {
    "times": "×", "div": "÷", "cdot": "·", "pm": "±", "plusminus": "±", "leq": "≤", "le": "≤",
    "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "sum": "Σ",
    "prod": "Π", "int": "∫", "inf": "∞", "deg": "°", "rarrow": "→", "larrow": "←", "to": "→",
    "~": " ", "`": "", "#": "; ", "&": " ",
}  # fmt: skip
_LOOKS = frozenset({"rm", "it", "bold", "rmbold", "left", "right", "matrix", "pmatrix", "cases"})
_JOINS = {"over": "/", "atop": "/", "^": "^", "sup": "^", "_": "_", "sub": "_"}
_ROOTS = frozenset({"sqrt", "root"})
_DEEPEST = 40


def printed(script: str) -> str:
    """What an equation says, as far as one line can say it."""
    tokens = iter(_TOKEN.findall(script))
    return re.sub(r" {2,}", " ", _joined(list(_parts(tokens, 0)))).strip()


def _parts(tokens: Iterator[str], depth: int) -> Iterator[str]:
    """The parts up to the brace that closes; a fraction or a power is one part."""
    before: str | None = None
    for token in tokens:
        if token == "}":  # noqa: S105
            break
        sign = _JOINS.get(token.lower())
        if sign is not None:
            before = _pair(before or "", sign, _part(next(tokens, ""), tokens, depth))
            continue
        if before is not None:
            yield before
        before = _part(token, tokens, depth)
    if before is not None:
        yield before


def _part(token: str, tokens: Iterator[str], depth: int) -> str:
    """What a token begins: a group in braces, a root, or itself."""
    word = token.lower()
    if token == "{":  # noqa: S105
        inner = _parts(tokens, depth + 1) if depth < _DEEPEST else iter(tokens)
        return _joined(list(inner))
    if word in _ROOTS and depth < _DEEPEST:
        return f"√{_single(_part(next(tokens, ''), tokens, depth + 1))}"
    if word in _LOOKS:
        return ""
    return _SIGNS.get(word, token.strip('"'))


def _pair(first: str, sign: str, second: str) -> str:
    if sign in "^_" and second.isdecimal():
        return first + (raised if sign == "^" else lowered)(first, second)
    return f"{_single(first)}{sign}{_single(second)}"


def _joined(parts: list[str]) -> str:
    """One behind the other, with a blank where words or numbers would run into one another."""
    line = ""
    for part in parts:
        touching = line[-1:].isalnum() and part[:1].isalnum()
        line += f" {part}" if touching else part
    return line


def _single(part: str) -> str:
    """In brackets where it is more than one number or word."""
    plain = len(part) < 2 or part.replace(".", "").replace(",", "").isalnum()
    return part if plain or (part[0] == "(" and part.find(")") == len(part) - 1) else f"({part})"

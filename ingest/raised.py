"""Raised and lowered text, kept from running into the number before it."""

from __future__ import annotations

import re

_FOOTNOTE = re.compile(r"\s*(?:(?:주|註)\s?\d{0,2}\s?\)?|[*＊†‡※]{1,3}\)?)\s*")
_UP = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_DOWN = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_PLAIN = {after: chr(before) for form in (_UP, _DOWN) for before, after in form.items()}


def level(text: str) -> str:
    """The text with its raised and lowered characters as plain ones."""
    return text.translate(_PLAIN)


def raised(before: str, text: str) -> str:
    """A superscript to add after `before`: `1,234` and `1)` must not become `1,2341)`.

    The mark of a footnote that is a word or a star (`주1)`, `*`) is no part of the text.
    """
    if _FOOTNOTE.fullmatch(text):
        return ""
    return _apart(before, text.translate(_UP))


def lowered(before: str, text: str) -> str:
    """A subscript to add after `before`: the 2 of `CO2` is plain, that of `12₂` is not."""
    if before[-1:].isdigit():
        return _apart(before, text.translate(_DOWN))
    return text


def _apart(before: str, text: str) -> str:
    """With a blank where digit would meet digit in any form."""
    touching = before[-1:].isdigit() and text[:1].isdigit()
    return f" {text}" if touching else text

"""Text as a person would have typed it: markup and layout noise removed, content untouched."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_KEPT = 8192  # texts that come again and again in a large table
_TAG = re.compile(
    r"</?(?:ul|ol|li|p|b|i|u|br|mark|span|div|sup|sub|del|font|strong|em)\b[^<>]*>", re.I
)
_STYLE_REST = re.compile(r"<(?:ul|ol|p|div|span)\s+style=[^<>]*$", re.I)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SUPERSCRIPT = re.compile(r"\^[({](.*?)[)}]")
_MATH = re.compile(r"\$\s*((?:k|c|m)?m)\s*\^\s*([23])\s*\$")
_UNIT_POWER = re.compile(r"(?<![A-Za-z])((?:k|c|m)?m)\s?(?:\^\s*)?([2²3³])(?![A-Za-z0-9])")
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+⁾")
_ESCAPED = re.compile(r"\\([*_~#|])")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufeff\u200b-\u200f\u2028\u2029\u00ad]")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u3000]+")
# Full-width digits and the marks between them; letters and brackets of titles stay.
_NARROW = str.maketrans("０１２３４５６７８９，．％：＋－", "0123456789,.%:+-")
_POWERS = {"2": "²", "²": "²", "3": "³", "³": "³"}
_LETTERS = re.compile(r"(?:^|(?<=[\s(]))[가-힣](?: {1,2}[가-힣]){1,9}(?=$|[\s():,·])")


@lru_cache(maxsize=_KEPT)
def clean(text: str) -> str:
    """One line or cell without markup: tags, emphasis, private-use glyphs, doubled blanks.

    Content is never changed: `3월~5월`, `2024. 1. 5.` and `△455,729` come out as they went in.
    """
    text = unicodedata.normalize("NFC", text).translate(_NARROW)
    text = _PRIVATE.sub(" ", text)
    if "<" in text or "&" in text:
        text = html.unescape(_STYLE_REST.sub(" ", _TAG.sub(" ", text)))
    text = _EMPHASIS.sub(r"\2", text)
    text = _SUPERSCRIPT.sub(r"(\1)", text)
    text = _FOOTNOTE.sub("", text)
    text = _MATH.sub(lambda m: m[1] + _POWERS[m[2]], text)
    text = _UNIT_POWER.sub(lambda m: m[1] + _POWERS[m[2]], text)
    text = _ESCAPED.sub(r"\1", text)
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=_KEPT)
def joined(label: str) -> str:
    """A label with letters that were spaced out for layout joined again: `구 분` → `구분`.

    Only runs of single syllables are joined (`인 사 팀`, `일 반 현 황`); words stay apart.
    """
    return _LETTERS.sub(lambda m: m[0].replace(" ", ""), label).strip()


@lru_cache(maxsize=_KEPT)
def squeezed(text: str) -> str:
    """Text without white space, case and width folded: the form in which labels are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def compared(text: str) -> str:
    """The letters and digits of a text alone: `시:흥하라 축제` → `시흥하라축제`."""
    return re.sub(r"[^0-9a-z가-힣%]", "", unicodedata.normalize("NFKC", text).casefold())

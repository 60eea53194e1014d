"""Numbers in the forms that Hancom counts in: 1, ①, Ⅰ, 가, ㄱ, 일, 一."""

from __future__ import annotations

_SYLLABLES = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_PHONETIC = ("일이삼사오육칠팔구", "십백천")
_IDEOGRAPH = ("一二三四五六七八九", "十百千")

# How many of a row of characters there are, and the first of them.
_ROWS = {
    "CIRCLED_LATIN_CAPITAL": (26, "Ⓐ"),
    "CIRCLED_LATIN_SMALL": (26, "ⓐ"),
    "CIRCLED_HANGUL_SYLLABLE": (14, "㉮"),
    "CIRCLED_HANGUL_JAMO": (14, "㉠"),
    "CIRCLED_IDEOGRAPH": (10, "㊀"),
    "DECAGON_CIRCLE": (10, "❶"),
    "LATIN_CAPITAL": (26, "A"),
    "LATIN_SMALL": (26, "a"),
}


def numeral(value: int, form: str) -> str:
    """A number in a form, in digits where the form has none for it."""
    if value < 1:
        return str(value)
    if form in _ROWS:
        count, first = _ROWS[form]
        return chr(ord(first) + value - 1) if value <= count else str(value)
    if form in ("CIRCLED_DIGIT", "CIRCLE_DIGIT"):  # both are found in files
        return _circled(value)
    if form in ("ROMAN_CAPITAL", "ROMAN_SMALL"):
        return _roman(value) if form == "ROMAN_CAPITAL" else _roman(value).lower()
    if form in ("HANGUL_SYLLABLE", "HANGUL_JAMO"):
        row = _SYLLABLES if form == "HANGUL_SYLLABLE" else _JAMO
        return row[value - 1] if value <= len(row) else str(value)
    if form in ("HANGUL_PHONETIC", "IDEOGRAPH"):
        return _spelt(value, _PHONETIC if form == "HANGUL_PHONETIC" else _IDEOGRAPH)
    return str(value)


def _circled(value: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= value <= last:
            return chr(start + value - first)
    return str(value)


def _roman(value: int) -> str:
    if value >= 4000:
        return str(value)
    letters = []
    for amount, letter in _ROMAN:
        count, value = divmod(value, amount)
        letters.append(letter * count)
    return "".join(letters)


def _spelt(value: int, names: tuple[str, str]) -> str:
    """`이십삼`, `二十三`: a one is not said before ten, hundred and thousand."""
    if value >= 10_000:
        return str(value)
    ones, places = names
    said = ""
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit and power:
            said += (ones[digit - 1] if digit > 1 else "") + places[power - 1]
        elif digit:
            said += ones[digit - 1]
    return said

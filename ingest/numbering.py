"""Numbers of lists as word processors and browsers write them: `가`, `ㄱ`, `Ⅳ` (as `IV`), `①`."""

from __future__ import annotations

from collections.abc import Callable

_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_NATIVE = ("하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_HANGUL_DIGITS = "영일이삼사오육칠팔구"
_HANJA_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 4000  # beyond it every system falls back to digits


def formatted(number: int, style: str) -> str:
    """A number in a style by the names of Office Open XML; unknown ones in digits."""
    make = _STYLES.get(style)
    if make is None or not 0 < number < _MOST:
        return str(number)
    return make(number)


def _cycled(letters: str) -> Callable[[int], str]:
    """After the last letter, each is doubled, tripled and so on."""

    def make(number: int) -> str:
        times, place = divmod(number - 1, len(letters))
        return letters[place] * (times + 1)

    return make


def _around(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)]


def _enclosed(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if number <= count else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _counted(digits: str, powers: str) -> Callable[[int], str]:
    """`十二`, `이십삼`: digits with names of tens, hundreds and thousands."""

    def make(number: int) -> str:
        text = ""
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit:
                one = "" if digit == 1 and power else digits[digit]
                text += one + (powers[power - 1] if power else "")
        return text

    return make


def _spelled(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _native(number: int) -> str:
    return _NATIVE[number - 1] if number <= len(_NATIVE) else str(number)


_STYLES: dict[str, Callable[[int], str]] = {
    "ganada": _cycled(_GANADA),
    "chosung": _cycled(_CHOSUNG),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _cycled("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _cycled("abcdefghijklmnopqrstuvwxyz"),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(
        {48 + n: 0xFF10 + n for n in range(10)}
    ),
    "decimalEnclosedCircle": _enclosed(0x2460, 20),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 20),
    "decimalEnclosedParen": _enclosed(0x2474, 20),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20),
    "numberInDash": lambda number: f"- {number} -",
    "koreanCounting": _counted(_HANGUL_DIGITS, "십백천"),
    "koreanDigital": _spelled(_HANGUL_DIGITS),
    "koreanDigital2": _spelled(_HANJA_DIGITS),
    "koreanLegal": _native,
    "ideographDigital": _spelled(_HANJA_DIGITS),
    "chineseCounting": _counted(_HANJA_DIGITS, "十百千"),
    "chineseCountingThousand": _counted(_HANJA_DIGITS, "十百千"),
    "japaneseCounting": _counted(_HANJA_DIGITS, "十百千"),
    "taiwaneseCounting": _counted(_HANJA_DIGITS, "十百千"),
    "ideographTraditional": _around(_STEMS),
    "ideographZodiac": _around(_BRANCHES),
}

"""Dates and times of spreadsheets: days since 1900 or 1904, shown by a section of a format."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

from ingest.sheets.codes import LONG_DATE, LONG_TIME, Part, Section, Token, parse

OUT_OF_RANGE = "#####"  # what a spreadsheet shows for a date before its first or after its last
_LAST = 2_958_465  # 9999-12-31
_LEAP = 60  # 1900-02-29, a day that never was and that spreadsheets count
_DAY = 86_400
_KOREAN = 0x12  # the language in a locale such as 0x412
_DAYS = "월화수목금토일"
_MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()
_DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SYSTEM = {
    LONG_DATE: 'yyyy"년" m"월" d"일" aaaa',
    LONG_TIME: "[$-412]AM/PM h:mm:ss",
}


class _Moment(NamedTuple):
    """Parts of a date; `days` and `seconds` are the serial number itself."""

    year: int
    month: int
    day: int
    weekday: int  # 0 is Monday
    days: int
    seconds: int  # of the day
    fraction: Decimal

    @property
    def hour(self) -> int:
        return self.seconds // 3600


def serial(value: date | datetime | time, since_1904: bool) -> Decimal:
    """The number that a workbook would store for a date written out."""
    if isinstance(value, time):
        return _share(value.hour, value.minute, value.second, value.microsecond)
    first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    day = value.date() if isinstance(value, datetime) else value
    days = (day - first).days
    if not since_1904 and days <= _LEAP:
        days -= 1
    if not isinstance(value, datetime):
        return Decimal(days)
    return days + _share(value.hour, value.minute, value.second, value.microsecond)


def _share(hour: int, minute: int, second: int, microsecond: int) -> Decimal:
    return (hour * 3600 + minute * 60 + second + Decimal(microsecond) / 10**6) / _DAY


def render(section: Section, value: Decimal, since_1904: bool) -> str:
    """A date or a time; a negative or too large number has none."""
    if section.locale in _SYSTEM:
        section = parse(_SYSTEM[section.locale]).numbers[0]
    if not 0 <= value <= _LAST:
        return OUT_OF_RANGE
    moment = _moment(value, since_1904, _second_places(section.tokens))
    korean = section.locale & 0xFF == _KOREAN
    half = section.has(Part.HALF_DAY)
    out: list[str] = []
    after_point = False
    for token in section.tokens:
        if token.part is Part.POINT:
            after_point = True
            out.append(".")
        elif token.part is Part.DIGIT:
            out.append(_fraction_digit(moment, out) if after_point else token.text)
        else:
            after_point = False
            out.append(_piece(token, moment, korean, half))
    return "".join(out)


def _second_places(tokens: tuple[Token, ...]) -> int:
    """How many decimals of a second are shown."""
    places = 0
    for before, token in pairwise(tokens):
        if token.part is Part.DIGIT and (before.part is Part.POINT or places):
            places += 1
    return min(places, 6)


def _moment(value: Decimal, since_1904: bool, places: int) -> _Moment:
    unit = Decimal(1).scaleb(-places)
    total = (value * _DAY).quantize(unit, ROUND_HALF_UP)  # else 12:00 may show as 11:59:59
    seconds = int(total)
    days, rest = divmod(seconds, _DAY)
    year, month, day, weekday = _calendar(min(days, _LAST), since_1904)
    return _Moment(year, month, day, weekday, days, rest, total - seconds)


def _calendar(days: int, since_1904: bool) -> tuple[int, int, int, int]:
    """Year, month, day, weekday."""
    if since_1904:
        found = date(1904, 1, 1) + timedelta(days=min(days, _LAST - 1462))
    elif days == 0:
        return 1900, 1, 0, 5
    elif days == _LEAP:
        return 1900, 2, 29, 2
    else:
        found = date(1899, 12, 30) + timedelta(days=days + (days < _LEAP))
    weekday = found.weekday()
    if not since_1904 and days < _LEAP:
        weekday = (weekday - 1) % 7  # the day that never was shifts the names before it
    return found.year, found.month, found.day, weekday


def _fraction_digit(moment: _Moment, out: list[str]) -> str:
    written = 0
    while out[-1 - written].isdecimal() and len(out[-1 - written]) == 1:
        written += 1
    return str(int(moment.fraction.scaleb(written + 1)) % 10)


def _piece(token: Token, moment: _Moment, korean: bool, half: bool) -> str:
    letters = token.text.casefold()
    if token.part is Part.MINUTE:
        return _padded(moment.seconds // 60 % 60, letters)
    if token.part is Part.ELAPSED:
        return _elapsed(letters, moment)
    if token.part is Part.HALF_DAY:
        return _half_day(token.text, moment, korean)
    if token.part is Part.DATE:
        return _date(letters, moment, korean, half)
    return token.text


def _elapsed(letters: str, moment: _Moment) -> str:
    total = moment.days * _DAY + moment.seconds
    size = {"h": 3600, "m": 60}.get(letters[0], 1)
    return str(total // size).zfill(len(letters))


def _half_day(text: str, moment: _Moment, korean: bool) -> str:
    afternoon = moment.hour >= 12
    if korean or text == "오전/오후":
        return "오후" if afternoon else "오전"
    before, _, after = text.partition("/")
    return after if afternoon else before


def _date(letters: str, moment: _Moment, korean: bool, half: bool) -> str:
    kind = letters[0]
    if kind == "y":
        return f"{moment.year % 100:02}" if len(letters) <= 2 else f"{moment.year:04}"
    if kind == "e":
        return f"{moment.year:04}"
    if kind == "m":
        return _month(letters, moment.month, korean)
    if kind in "da":
        return _day(letters, moment, korean or kind == "a")
    if kind == "h":
        hour = (moment.hour % 12 or 12) if half else moment.hour
        return _padded(hour, letters)
    if kind == "s":
        return _padded(moment.seconds % 60, letters)
    return ""  # g, the name of an era


def _padded(value: int, letters: str) -> str:
    return f"{value:02}" if len(letters) > 1 else str(value)


def _month(letters: str, month: int, korean: bool) -> str:
    if len(letters) <= 2:
        return _padded(month, letters)
    if korean:
        return f"{month}월"
    name = _MONTHS_EN[month - 1]
    return {3: name[:3], 5: name[0]}.get(len(letters), name)


def _day(letters: str, moment: _Moment, korean: bool) -> str:
    if len(letters) <= 2:
        return _padded(moment.day, letters)
    if korean:
        return _DAYS[moment.weekday] + ("요일" if len(letters) > 3 else "")
    name = _DAYS_EN[moment.weekday]
    return name[:3] if len(letters) == 3 else name

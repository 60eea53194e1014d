import pytest

from ingest.numbering import formatted
from ingest.raised import lowered, raised


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (1, "ganada", "가"),
        (14, "ganada", "하"),
        (15, "ganada", "가가"),
        (3, "chosung", "ㄷ"),
        (4, "upperRoman", "IV"),
        (1999, "upperRoman", "MCMXCIX"),
        (9, "lowerRoman", "ix"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "21"),
        (3, "decimalEnclosedParen", "⑶"),
        (23, "koreanCounting", "이십삼"),
        (11, "koreanCounting", "십일"),
        (2, "koreanLegal", "둘"),
        (105, "chineseCounting", "百五"),
        (1, "ideographTraditional", "甲"),
        (13, "ideographZodiac", "子"),
        (5, "no such style", "5"),
        (0, "ganada", "0"),
        (-3, "upperRoman", "-3"),
        (10**9, "upperRoman", "1000000000"),
    ],
)
def test_numbers_are_written_as_word_processors_do(number, style, text):
    assert formatted(number, style) == text


def test_a_raised_mark_never_becomes_a_digit_of_the_number_before():
    assert raised("1,234", "1)") == " ¹⁾"
    assert raised("㎡당 m", "2") == "²"
    assert raised("10", "6") == " ⁶"
    assert lowered("CO", "2") == "2"
    assert lowered("12", "3") == " ₃"

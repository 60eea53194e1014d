"""What the recogniser takes printed marks for, and what they are."""

from __future__ import annotations

import pytest

from ingest.ocr.words import Printed, Word


def line(*pieces: str) -> Printed:
    words = (Word(text, (n, 0, n + 1, 1), 90.0, 0) for n, text in enumerate(pieces))
    return Printed(tuple(words))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("법제\u119e송무지원",), "법제·송무지원"),
        (("ᄆ", "조직현황"), "□ 조직현황"),
        (("ㅁ조직현황",), "□ 조직현황"),
        (("○", "ㅁ자형"), "○ ㅁ자형"),
        (("△4,500",), "△4,500"),
    ],
)
def test_old_letters_are_the_marks_that_they_look_like(pieces, text):
    assert line(*pieces).text == text

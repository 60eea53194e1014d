"""Korean text as the keys that type it, and back."""

import pytest

from index.keyboard import MISTAKABLE, keys_of, typed


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("예산", "ㅇㅖㅅㅏㄴ"),
        ("과업", "ㄱㅗㅏㅇㅓㅂ"),
        ("없앴", "ㅇㅓㅂㅅㅇㅐㅆ"),
        ("2025년도", "2025ㄴㅕㄴㄷㅗ"),
        ("값이", "ㄱㅏㅂㅅㅇㅣ"),
    ],
)
def test_a_text_is_typed_again_from_its_keys(text, keys):
    assert keys_of(text) == keys
    assert typed(keys) == text


def test_what_fits_nowhere_stands_by_itself():
    assert typed("ㅊㅓㅇㅅㅏ") == "청사"
    assert typed("ㅊㅇㅓㅅㅏ") == "ㅊ어사"
    assert typed("ㅇㅖㅏㅅㄴ") == "예ㅏㅅㄴ"


def test_the_tail_begins_the_next_syllable_where_a_vowel_follows():
    assert typed("ㄱㅏㅂㅅㅣ") == "갑시"


def test_keys_that_are_taken_for_each_other():
    assert {"ㅂㅈ", "ㅈㅂ", "ㅂㅁ", "ㅅㅆ", "ㅐㅔ"} <= MISTAKABLE
    assert "ㅂㅣ" not in MISTAKABLE

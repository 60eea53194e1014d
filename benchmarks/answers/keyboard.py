"""One slip of a finger on the two-set Korean keyboard (두벌식).

A word becomes the keys that type it, one key is wrong, and the keys become syllables again as an
input method puts them together: a missing vowel leaves a letter on its own, as it does on a screen.
"""

from __future__ import annotations

import random
from itertools import pairwise

from index.keyboard import keys_of, typed

ROWS = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
SHIFTED = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ", "ㅒ": "ㅐ", "ㅖ": "ㅔ"}
# What people type who know the sound but not the spelling.
MISSPELT = (("ㅐ", "ㅔ"), ("ㅔ", "ㅐ"), ("ㅖ", "ㅔ"), ("ㅙ", "ㅚ"), ("ㅚ", "ㅙ"), ("ㅆ", "ㅅ"))


def _neighbours() -> dict[str, str]:
    beside: dict[str, str] = {}
    for row, keys in enumerate(ROWS):
        for at, key in enumerate(keys):
            near = keys[max(at - 1, 0) : at] + keys[at + 1 : at + 2]
            for other in (row - 1, row + 1):
                if 0 <= other < len(ROWS):
                    near += ROWS[other][at : at + 1]
            beside[key] = near
    return beside


BESIDE = _neighbours()


def slip(word: str, chance: random.Random) -> str:
    """The word with one key wrong: beside the right one, swapped, missing, twice or misspelt."""
    keys = keys_of(word)
    at = chance.randrange(len(keys))
    kind = chance.choice(("beside", "beside", "swapped", "missing", "added", "misspelt"))
    if kind == "misspelt":
        spelt = [
            (i, wrong) for i, key in enumerate(keys) for right, wrong in MISSPELT if key == right
        ]
        if not spelt:
            return _misspelt_vowel(word, chance) or slip(word, chance)
        at, wrong = chance.choice(spelt)
        return typed(keys[:at] + wrong + keys[at + 1 :])
    if kind == "missing":
        return typed(keys[:at] + keys[at + 1 :])
    if kind == "swapped":
        pairs = [i for i, (first, second) in enumerate(pairwise(keys)) if first != second]
        at = chance.choice(pairs)
        return typed(keys[:at] + keys[at + 1] + keys[at] + keys[at + 2 :])
    key = keys[at]
    wrong = chance.choice(BESIDE[SHIFTED.get(key, key)])
    return typed(keys[:at] + (wrong if kind == "beside" else key + wrong) + keys[at + 1 :])


def _misspelt_vowel(word: str, chance: random.Random) -> str:
    """`되` and `돼` for each other, "" where the word has neither."""
    places = [i for i, letter in enumerate(word) if letter in "되돼"]
    if not places:
        return ""
    at = chance.choice(places)
    return word[:at] + ("돼" if word[at] == "되" else "되") + word[at + 1 :]

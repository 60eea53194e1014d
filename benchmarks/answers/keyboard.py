"""One slip of a finger on the two-set Korean keyboard (두벌식).

A word becomes the keys that type it, one key is wrong, and the keys become syllables again as an
input method puts them together: a missing vowel leaves a letter on its own, as it does on a screen.
"""

from __future__ import annotations

import random
from itertools import pairwise

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
TWO_KEYS = dict(
    pair.split(":")
    for pair in (
        "ㅘ:ㅗㅏ ㅙ:ㅗㅐ ㅚ:ㅗㅣ ㅝ:ㅜㅓ ㅞ:ㅜㅔ ㅟ:ㅜㅣ ㅢ:ㅡㅣ ㄳ:ㄱㅅ ㄵ:ㄴㅈ ㄶ:ㄴㅎ "
        "ㄺ:ㄹㄱ ㄻ:ㄹㅁ ㄼ:ㄹㅂ ㄽ:ㄹㅅ ㄾ:ㄹㅌ ㄿ:ㄹㅍ ㅀ:ㄹㅎ ㅄ:ㅂㅅ"
    ).split()
)
JOINED = {keys: letter for letter, keys in TWO_KEYS.items()}
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


def keys_of(word: str) -> str:
    """`예산` as ㅇㅖㅅㅏㄴ; what is no syllable stays as it is."""
    keys = ""
    for letter in word:
        code = ord(letter) - ord("가")
        if not 0 <= code < 11172:
            keys += letter
            continue
        parts = (LEADS[code // 588], VOWELS[code % 588 // 28], TAILS[code % 28])
        keys += "".join(TWO_KEYS.get(part, part) for part in parts)
    return keys


def typed(keys: str) -> str:
    """What an input method makes of the keys."""
    text, lead, vowel, tail = "", "", "", ""

    def syllable() -> str:
        if lead and vowel:
            code = LEADS.index(lead) * 588 + VOWELS.index(vowel) * 28 + TAILS.index(tail)
            return chr(ord("가") + code)
        return lead + vowel

    for key in keys:
        if key in VOWELS:
            if tail:  # the tail, or its second half, begins the next syllable
                moved = TWO_KEYS.get(tail, tail)[-1]
                tail = TWO_KEYS[tail][0] if tail in TWO_KEYS else ""
                text, lead, vowel, tail = text + syllable(), moved, key, ""
            elif vowel and vowel + key in JOINED:
                vowel = JOINED[vowel + key]
            elif vowel:
                text, lead, vowel = text + syllable(), "", key
            else:
                vowel = key
        elif key in LEADS and lead and vowel and not tail and key in TAILS:
            tail = key
        elif key in LEADS and tail and tail + key in JOINED:
            tail = JOINED[tail + key]
        else:
            text, lead, vowel, tail = text + syllable(), key if key in LEADS else "", "", ""
            text += "" if key in LEADS else key
    return text + syllable()


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

"""Korean text as the keys that type it on the two-set keyboard (두벌식), and back."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
# Letters that take two keys.
TWO_KEYS = dict(
    pair.split(":")
    for pair in (
        "ㅘ:ㅗㅏ ㅙ:ㅗㅐ ㅚ:ㅗㅣ ㅝ:ㅜㅓ ㅞ:ㅜㅔ ㅟ:ㅜㅣ ㅢ:ㅡㅣ ㄳ:ㄱㅅ ㄵ:ㄴㅈ ㄶ:ㄴㅎ "
        "ㄺ:ㄹㄱ ㄻ:ㄹㅁ ㄼ:ㄹㅂ ㄽ:ㄹㅅ ㄾ:ㄹㅌ ㄿ:ㄹㅍ ㅀ:ㄹㅎ ㅄ:ㅂㅅ"
    ).split()
)
_ROWS = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
_SHIFTED = ("ㅂㅃ", "ㅈㅉ", "ㄷㄸ", "ㄱㄲ", "ㅅㅆ", "ㅐㅒ", "ㅔㅖ")
_MISSPELT = ("ㅐㅔ", "ㅒㅖ", "ㅏㅑ", "ㅓㅕ", "ㅗㅛ", "ㅜㅠ")  # they sound alike
_JOINED = {keys: letter for letter, keys in TWO_KEYS.items()}
_FIRST, _SYLLABLES = ord("가"), 11172


def _mistakable() -> frozenset[str]:
    beside = {row[at : at + 2] for row in _ROWS for at in range(len(row) - 1)} | {
        upper + lower for rows in pairwise(_ROWS) for upper, lower in zip(*rows, strict=False)
    }
    pairs = beside | {*_SHIFTED, *_MISSPELT}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


# Pairs of keys that are easily taken for each other: side by side, with shift, or alike in sound.
MISTAKABLE = _mistakable()


@lru_cache(maxsize=50_000)
def keys_of(text: str) -> str:
    """`예산` as ㅇㅖㅅㅏㄴ; what is no syllable stays as it is."""
    keys = []
    for letter in text:
        code = ord(letter) - _FIRST
        if 0 <= code < _SYLLABLES:
            parts = (LEADS[code // 588], VOWELS[code % 588 // 28], TAILS[code % 28])
            keys += [TWO_KEYS.get(part, part) for part in parts]
        else:
            keys.append(TWO_KEYS.get(letter, letter))
    return "".join(keys)


class _Typing:
    """The syllable under the cursor of an input method, and what is already typed."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.lead = self.vowel = self.tail = ""

    def finish(self) -> None:
        if self.lead and self.vowel:
            code = LEADS.index(self.lead) * 588 + VOWELS.index(self.vowel) * 28
            self.done.append(chr(_FIRST + code + TAILS.index(self.tail)))
        else:
            self.done.append(self.lead + self.vowel)
        self.lead = self.vowel = self.tail = ""

    def vowel_key(self, key: str) -> None:
        if self.tail:  # the tail, or its second half, begins the next syllable
            moved = TWO_KEYS.get(self.tail, self.tail)[-1]
            self.tail = TWO_KEYS[self.tail][0] if self.tail in TWO_KEYS else ""
            self.finish()
            self.lead, self.vowel = moved, key
        elif self.vowel and self.vowel + key in _JOINED:
            self.vowel = _JOINED[self.vowel + key]
        elif self.vowel:
            self.finish()
            self.vowel = key
        else:
            self.vowel = key

    def consonant_key(self, key: str) -> None:
        if self.lead and self.vowel and not self.tail and key in TAILS:
            self.tail = key
        elif self.tail and self.tail + key in _JOINED:
            self.tail = _JOINED[self.tail + key]
        else:
            self.finish()
            self.lead = key


def typed(keys: str) -> str:
    """What an input method makes of the keys; a letter that fits nowhere stands by itself."""
    at = _Typing()
    for key in keys:
        if key in VOWELS:
            at.vowel_key(key)
        elif key in LEADS:
            at.consonant_key(key)
        else:
            at.finish()
            at.done.append(key)
    at.finish()
    return "".join(at.done)

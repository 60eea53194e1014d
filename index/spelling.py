"""A word with one wrong key, and the word that was meant.

Every word one key away is tried; it counts where it holds, at the changed place, a known word,
where the mistyped one holds none, and where it is far likelier as Korean.  Two that are as likely
decide nothing: a wrong guess would answer another question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from index.keyboard import LEADS, TWO_KEYS, VOWELS, keys_of, typed
from index.types import Slip

LIKELIER = 2.5  # natural log: what a reading must gain over the word as typed
CLEARLY = 2.0  # and over the next best reading
KNOWN = 4.0  # what a reading is ahead that the reports or the questions know
LONGEST = 14  # letters; a longer run is no word
_LONE = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]")
_MOOD = re.compile(r"[ㅋㅎㅠㅜㅡㅇㄱㄴ]+")  # ㅋㅋ and ㅠㅠ are typed on purpose
_LONGEST_TERM = 12

Likelihood = Callable[[Sequence[str]], Sequence[float]]


def is_broken(word: str) -> bool:
    """Whether a word has letters outside of syllables: it is certainly mistyped."""
    return _LONE.search(word) is not None and _MOOD.fullmatch(word) is None


def mended(
    word: str, doubtful: Set[int], known: Callable[[str], bool], likelihood: Likelihood
) -> Slip | None:
    """What a mistyped word means, None where no word, or more than one, is near.

    `doubtful` are the offsets of its letters that may be wrong; `likelihood` gives the natural log
    of the probability of each text.
    """
    broken = is_broken(word)
    if len(word) > LONGEST or not (broken or doubtful):
        return None
    found: dict[str, Slip] = {}
    for text in dict.fromkeys(_one_key_away(word)):
        start, end = _difference(text, word)
        if not broken and doubtful.isdisjoint(range(start, end)):
            continue
        slip = _at_known_word(word, text, known)
        if slip is not None or broken:
            found[text] = slip or Slip(text, word, text)
    best = _likeliest(word, found, known, likelihood)
    return found[best] if best else None


def doubtful(word: str, doubted: Set[int], known: Callable[[str], bool]) -> frozenset[int]:
    """Those of the doubted offsets of a word at which no known word stands."""
    sure = {
        offset
        for start in range(len(word) - 1)
        for end in range(start + 2, min(len(word), start + _LONGEST_TERM) + 1)
        if known(word[start:end])
        for offset in range(start, end)
    }
    return frozenset(doubted - sure)


def _likeliest(
    word: str, found: Mapping[str, Slip], known: Callable[[str], bool], likelihood: Likelihood
) -> str:
    """The clearly likeliest text, "" where there is none."""
    if not found:
        return ""
    as_typed, *scores = likelihood([word, *found])
    scores = [s + KNOWN * known(found[t].meant) for s, t in zip(scores, found, strict=True)]
    ranked = sorted(zip(scores, found, strict=True), reverse=True)
    if ranked[0][0] < as_typed + KNOWN + LIKELIER and not is_broken(word):
        return ""
    if len(ranked) > 1 and ranked[0][0] < ranked[1][0] + CLEARLY:
        return ""
    return ranked[0][1]


def _at_known_word(word: str, text: str, known: Callable[[str], bool]) -> Slip | None:
    """The longest known word of a text at the place where it differs from the word as typed."""
    start, end = _difference(word, text)
    for length in range(min(_LONGEST_TERM, len(text)), 1, -1):
        for at in range(max(0, end - length), min(start, len(text) - length) + 1):
            part = text[at : at + length]
            if known(part):
                return Slip(text, word[at : len(word) - (len(text) - at - length)], part)
    return None


def _difference(word: str, text: str) -> tuple[int, int]:
    """Where a text differs from a word, as offsets of the text; at least one letter."""
    start = 0
    while start < min(len(word), len(text)) and word[start] == text[start]:
        start += 1
    same = 0
    while same < min(len(word), len(text)) - start and word[-1 - same] == text[-1 - same]:
        same += 1
    start = min(start, len(text) - 1)
    return start, max(len(text) - same, start + 1)


def _one_key_away(word: str) -> Iterator[str]:
    """Whole syllables only: every text that one wrong key would have made of the word."""
    for keys in _edited(keys_of(word)):
        text = typed(keys)
        if text != word and text and not _LONE.search(text):
            yield text


def _edited(keys: str) -> Iterator[str]:
    for at, key in enumerate(keys):
        before, after = keys[:at], keys[at + 1 :]
        yield before + after
        if after and after[0] != key:
            yield before + after[0] + key + after[1:]
        for other in LEADS + VOWELS:
            yield before + TWO_KEYS.get(other, other) + after
            if after and key + after[0] in _TWO_VOWELS:
                yield before + TWO_KEYS.get(other, other) + after[1:]
    for at in range(len(keys) + 1):
        for other in LEADS + VOWELS:
            yield keys[:at] + TWO_KEYS.get(other, other) + keys[at:]


_TWO_VOWELS = {keys for letter, keys in TWO_KEYS.items() if letter in VOWELS}

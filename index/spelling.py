"""A word with one wrong key, and the word that was meant.

Every word one key away is tried; it counts where it holds, at the changed place, a known word,
where the mistyped one holds none, and where it is far likelier as Korean.  Two that are as likely
decide nothing: a wrong guess would answer another question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from index.keyboard import LEADS, MISTAKABLE, TWO_KEYS, VOWELS, keys_of, typed
from index.types import Slip

# Natural logarithms.  In 500 questions of an encyclopedia, names that no report has gained up to 7 by
# becoming a known word; mistyped words gained 9 and more by becoming what they were.
LIKELIER = 8.0  # what a reading must gain over the word as typed
CLEARLY = 2.0  # and over the next best reading
KNOWN = 1.5  # what each letter of a word adds that the reports or the questions know
STRAY = -3.0  # what a key far from the right one takes off
LONGEST, LONGEST_BROKEN = 9, 14  # letters; a longer run is no word
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
    if len(word) > (LONGEST_BROKEN if broken else LONGEST) or not (broken or doubtful):
        return None
    found: dict[str, tuple[Slip, float]] = {}
    for text, gain in _one_key_away(word).items():
        start, end = _difference(text, word)
        if not broken and doubtful.isdisjoint(range(start, end)):
            continue
        slip = _at_known_word(word, text, known)
        if slip is not None:
            found[text] = slip, gain + KNOWN * len(slip.meant)
        elif broken:
            found[text] = Slip(text, word, text), gain
    best = _likeliest(word, {text: gain for text, (_, gain) in found.items()}, likelihood)
    return found[best][0] if best else None


def doubtful(
    doubted: Set[int], word: str, cuts: Sequence[int], known: Callable[[str], bool]
) -> frozenset[int]:
    """Those of the doubted offsets of a word at which no known word stands between two cuts."""
    sure = {
        offset
        for start, end in combinations(cuts, 2)
        if 2 <= end - start <= _LONGEST_TERM and known(word[start:end])
        for offset in range(start, end)
    }
    return frozenset(doubted - sure)


def _likeliest(word: str, gains: Mapping[str, float], likelihood: Likelihood) -> str:
    """The text that is clearly likeliest with what speaks for it, "" where there is none."""
    if not gains:
        return ""
    as_typed, *scores = likelihood([word, *gains])
    texts = zip(scores, gains, strict=True)
    ranked = sorted(((score + gains[text], score, text) for score, text in texts), reverse=True)
    total, score, best = ranked[0]
    if score < as_typed + LIKELIER and not is_broken(word):
        return ""
    if len(ranked) > 1 and total < ranked[1][0] + CLEARLY:
        return ""
    return best


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


def _one_key_away(word: str) -> dict[str, float]:
    """Texts of whole syllables that one wrong key would have made the word of, with their gains."""
    found: dict[str, float] = {}
    for keys, gain in _edited(keys_of(word)):
        text = typed(keys)
        if text and text != word and not _LONE.search(text):
            found[text] = max(gain, found.get(text, gain))
    return found


def _edited(keys: str) -> Iterator[tuple[str, float]]:
    """Keys with one put right, and how much less likely than others such a slip is."""
    for at, key in enumerate(keys):
        before, after = keys[:at], keys[at + 1 :]
        strayed = {keys[at - 1 : at] + key, key + after[:1]} & MISTAKABLE or key in (
            keys[at - 1 : at],
            after[:1],
        )
        yield before + after, 0.0 if strayed else STRAY
        if after and after[0] != key:
            yield before + after[0] + key + after[1:], 0.0
        two_vowels = key + after[:1] in _TWO_VOWELS
        for other in LEADS + VOWELS:
            gain = 0.0 if key + other in MISTAKABLE else STRAY
            yield before + TWO_KEYS.get(other, other) + after, gain
            if two_vowels:
                yield before + TWO_KEYS.get(other, other) + after[1:], STRAY
    for at in range(len(keys) + 1):
        for other in LEADS + VOWELS:
            yield keys[:at] + TWO_KEYS.get(other, other) + keys[at:], 0.0


_TWO_VOWELS = {keys for letter, keys in TWO_KEYS.items() if letter in VOWELS}

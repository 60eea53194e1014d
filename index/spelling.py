"""A word with one wrong key, and the word that was meant.

Every word one key away is tried; it counts where it holds, at the changed place, a known word,
where the mistyped one holds none, and where it is far likelier as Korean.  Two that are as likely
decide nothing: a wrong guess would answer another question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations

from index.keyboard import LEADS, MISTAKABLE, TWO_KEYS, VOWELS, keys_of, typed
from index.morphemes import LIGHT, Piece
from index.types import Slip

# Natural logarithms.  In 500 questions of an encyclopedia, names that no report has gained up to 7
# by becoming a known word; mistyped words gained 9 and more by becoming what they were.
LIKELIER = 8.0  # what a reading must gain over the word as typed
CLEARLY = 2.0  # and over the next best reading
KNOWN = 2.5  # what each letter of a word adds that the reports or the questions know
EXPECTED = 2.0  # what a word adds that any question may hold
STRAY = -3.0  # what a key far from the right one takes off
LONGEST, LONGEST_BROKEN = 9, 30  # letters; a longer run is no word
_LONE = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]")
_MOOD = re.compile(r"[ㅋㅎㅠㅜㅡㅇㄱㄴ]+")  # ㅋㅋ and ㅠㅠ are typed on purpose
_LONGEST_TERM = 12
_RIVALS = 5  # readings of one word that are looked at
_NEAR = 3  # keys: how far from the letters that look wrong the wrong key may be

_DOUBTED = frozenset(("NNG", "NNP", "NP", "NR", "XR", "XPN", "MM", "IC", "NNB", "UN"))
_VERBS = ("VV", "VA")

Likelihood = Callable[[Sequence[str]], Sequence[float]]


def is_broken(word: str) -> bool:
    """Whether a word has letters outside of syllables: it is certainly mistyped."""
    return _LONE.search(word) is not None and _MOOD.fullmatch(word) is None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word that may be meant; `gain` is what speaks for it before it is read."""

    slip: Slip
    gain: float
    letters: int = 0  # of the known word in it


def mended(
    word: str,
    doubtful: Set[int],
    known: Callable[[str], bool],
    expected: Container[str],
    likelihood: Likelihood,
) -> list[Slip]:
    """What a mistyped word may mean, likeliest first, [] where no known word is near.

    `doubtful` are the offsets of its letters that may be wrong; `expected` those known words that
    any question may hold; `likelihood` gives the natural log of the probability of each text.
    """
    broken = is_broken(word)
    if len(word) > (LONGEST_BROKEN if broken else LONGEST) or not (broken or doubtful):
        return []
    found: list[_Reading] = []
    suspects = [at for at, letter in enumerate(word) if _LONE.match(letter)] if broken else doubtful
    for text, gain in _one_key_away(word, suspects).items():
        start, end = _difference(text, word)
        if not broken and doubtful.isdisjoint(range(start, end)):
            continue
        slip = _at_known_word(word, text, known)
        if slip is not None:
            gain += EXPECTED if slip.meant in expected else 0.0
            found.append(_Reading(slip, gain, len(slip.meant)))
        elif broken:
            found.append(_Reading(Slip(text, word, text, known=False), gain))
    return _ranked(word, found, likelihood)


def doubtful(
    word: str,
    pieces: Sequence[Piece],
    known: Callable[[str], bool],
    holds: Callable[[str], bool],
) -> frozenset[int]:
    """The offsets of a word at which a wrong letter may be: no known word stands there.

    `holds` says whether the reports hold a stem.
    """
    doubted = [piece for piece in pieces if _is_doubtful(piece, known, holds)]
    rest = [piece for piece in pieces if piece not in doubted]
    letters = sum(len(p.form) for p in doubted)
    if letters == 1 and doubted[0].tag not in _VERBS and all(p.tag[0] in "JEV" for p in rest):
        return frozenset()  # one letter and its particle: it may be anything
    cuts = sorted({at for piece in pieces for at in (piece.start, piece.end)})
    sure = {
        offset
        for start, end in combinations(cuts, 2)
        if 2 <= end - start <= _LONGEST_TERM and known(word[start:end])
        for offset in range(start, end)
    }
    if sure.issuperset(at for p in doubted for at in range(p.start, p.end)):
        return frozenset()
    # where one letter is wrong, an analyser cuts the letters beside it wrongly too
    beside = (p for p in pieces if p.tag[0] != "J")
    return frozenset(at for p in beside for at in range(p.start, p.end)) - sure


def _is_doubtful(piece: Piece, known: Callable[[str], bool], holds: Callable[[str], bool]) -> bool:
    """Whether a morpheme may be part of a mistyped word.

    A noun of the language is right, whether the reports have it or not; a single letter is what an
    analyser makes of a wrong one, unless it is a determiner (`총`), and so is a rare verb.
    """
    if piece.tag in _VERBS:
        return not (piece.form in LIGHT or known(piece.form) or holds(piece.form))
    if piece.tag == "MAG":
        return len(piece.form) == 1 and piece.start > 0
    if piece.tag not in _DOUBTED:
        return False
    if len(piece.form) == 1:
        return piece.tag != "MM" or not known(piece.form)
    return (piece.tag in ("NR", "NNP") or not piece.familiar) and not known(piece.form)


def _ranked(word: str, found: Sequence[_Reading], likelihood: Likelihood) -> list[Slip]:
    """The readings that are likely enough, likeliest first."""
    if not found:
        return []
    as_typed, *scores = likelihood([word, *(reading.slip.word for reading in found)])
    gains = [score - as_typed + r.gain for score, r in zip(scores, found, strict=True)]
    slips = [
        replace(r.slip, gain=gain + KNOWN * r.letters)
        for gain, r in zip(gains, found, strict=True)
        if gain >= LIKELIER or is_broken(word)
    ]
    return sorted(slips, key=lambda slip: slip.gain, reverse=True)[:_RIVALS]


def clearest(slips: Sequence[Slip]) -> Slip | None:
    """The first of the readings if it is clearly the likeliest, None otherwise."""
    if not slips:
        return None
    best = slips[0]
    others = (s for s in slips[1:] if not _same_but_for_particle(best.word, s.word))
    second = next(others, None)
    return best if second is None or best.gain >= second.gain + CLEARLY else None


def _same_but_for_particle(one: str, other: str) -> bool:
    """`본관` and `본관의`."""
    return abs(len(one) - len(other)) == 1 and (one.startswith(other) or other.startswith(one))


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


def _one_key_away(word: str, suspects: Collection[int]) -> dict[str, float]:
    """Texts of whole syllables that one wrong key, near the suspects, would have made of the word.

    With what each gains: nothing for a likely slip, less for another.
    """
    found: dict[str, float] = {}
    first = len(keys_of(word[: min(suspects)])) - _NEAR
    last = len(keys_of(word[: max(suspects) + 1])) + _NEAR
    for keys, gain in _edited(keys_of(word), max(first, 0), last):
        text = typed(keys)
        if text and text != word and not _LONE.search(text):
            found[text] = max(gain, found.get(text, gain))
    return found


def _edited(keys: str, first: int, last: int) -> Iterator[tuple[str, float]]:
    """Keys with one put right, from the first to the last place."""
    for at, key in enumerate(keys[:last]):
        if at < first:
            continue
        before, after = keys[:at], keys[at + 1 :]
        beside = (keys[at - 1 : at], after[:1])
        strayed = key in beside or {beside[0] + key, key + beside[1]} & MISTAKABLE
        yield before + after, 0.0 if strayed else STRAY
        if after and after[0] != key:
            yield before + after[0] + key + after[1:], 0.0
        two_vowels = key + after[:1] in _TWO_VOWELS
        for other in LEADS + VOWELS:
            put = TWO_KEYS.get(other, other)
            yield before + put + after, 0.0 if key + other in MISTAKABLE else STRAY
            yield before + put + key + after, 0.0
            if two_vowels:
                yield before + put + after[1:], STRAY
    if last >= len(keys):
        yield from ((keys + TWO_KEYS.get(other, other), 0.0) for other in LEADS + VOWELS)


_TWO_VOWELS = {keys for letter, keys in TWO_KEYS.items() if letter in VOWELS}

"""Pairs of neighbouring letters: what finds a word that was cut, written or typed otherwise.

A pair is hashed to 16 bits.  A passage has a few hundred pairs among 65,536 places, so that one in
some two hundred of a question's pairs is found by mistake, which changes no ranking.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.tokens.ragged import Ragged

PLACES = 1 << 16
_FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_END = "\n"


def letter_pairs(texts: Sequence[str]) -> Ragged:
    """The hashed pairs of each text within its words, uint16; a word of one letter counts alone."""
    ready = [unicodedata.normalize("NFKC", text).lower().replace("\x00", " ") for text in texts]
    codes = np.frombuffer(_END.join([*ready, ""]).encode("utf-32-le", "replace"), np.uint32)
    in_word = _letters()[np.minimum(codes, PLACES - 1)]
    following = np.append(codes[1:], np.uint32(0))
    in_pair = in_word & np.append(in_word[1:], False)
    after_pair = np.append(False, in_pair[:-1])
    alone = in_word & ~in_pair & ~after_pair
    hashed = (codes * _FIRST) ^ (np.where(in_pair, following, 0).astype(np.uint32) * _SECOND)
    kept = in_pair | alone
    before = np.concatenate(([0], np.cumsum(kept)))
    ends = np.cumsum([len(text) + 1 for text in ready]) if ready else np.zeros(0, np.int64)
    offsets = np.concatenate(([0], before[ends])).astype(np.int64)
    return Ragged((hashed[kept] >> np.uint32(16)).astype(np.uint16), offsets)


@cache
def _letters() -> NDArray[np.bool_]:
    """Which characters belong to words; what lies beyond the basic plane does not."""
    return np.fromiter((chr(code).isalnum() for code in range(PLACES)), np.bool_, PLACES)

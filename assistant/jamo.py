"""Syllables as letters, for comparing words with typing errors."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=50_000)
def letters(text: str) -> str:
    """`게획` → `ㄱㅔㅎㅚㄱ` (as conjoining jamo): one wrong key is one wrong letter."""
    return unicodedata.normalize("NFD", text)

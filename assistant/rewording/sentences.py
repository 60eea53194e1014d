"""A growing text in sentences: each is given out as soon as nothing more can belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = r"(?:[ \t]*\[\d+\])"
# A sentence ends with its line, with a polite ending, or with marks after a full stop.
_END = re.compile(rf"\n|(?:다|오|요|까){_MARK}*[.!]{_MARK}*(?=\s)|\.{_MARK}+(?=\s)")
# … which is only certain when the next character is there and is no mark.
_CERTAIN = re.compile(r"\s*[^\s\[]|\s*\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`first` says whether it begins a line."""

    text: str
    first: bool


class Splitter:
    """Feed it pieces of a text; it gives out whole sentences, at last what is left."""

    def __init__(self) -> None:
        self._rest = ""
        self._first = True

    def feed(self, piece: str) -> Iterator[Sentence]:
        self._rest += piece
        while (end := self._next_end()) is not None:
            yield from self._cut(end)

    def finish(self) -> Iterator[Sentence]:
        yield from self.feed("\n")

    def _next_end(self) -> int | None:
        for found in _END.finditer(self._rest):
            if found[0] == "\n" or _CERTAIN.match(self._rest, found.end()):
                return found.end()
        return None

    def _cut(self, end: int) -> Iterator[Sentence]:
        text, self._rest = self._rest[:end], self._rest[end:].lstrip(" \t")
        if text.strip():
            yield Sentence(text.strip(), self._first)
        self._first = text.endswith("\n") or (self._first and not text.strip())


def split(text: str) -> list[Sentence]:
    splitter = Splitter()
    return [*splitter.feed(text), *splitter.finish()]

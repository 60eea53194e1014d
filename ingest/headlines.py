"""What a document is called that is no report: by its first lines, its 사업명 or its 제목.

Files of offices are often named by a number; what stands at their head says what they are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.clean import clean, joined, squeezed
from ingest.lines import Piece

_HEAD = 12  # pieces that can be the head of a document
_FRONT = 30  # pieces among which a project or a letter names itself
_SHORTEST, _LONGEST = 6, 60  # letters
_HANGUL = re.compile(r"[가-힣]")
_SENTENCE = re.compile(r"[다요오까]\s*[.?!]$|(?:시오|니다|세요|필수|가능|불가|바람|요망)$")
_NO_TITLE = re.compile(
    r"[:：=]|@|https?:|제\s?[\d\s-]+호|^제\s?\d+\s?[조장절관]|주식회사|\(?단위|기준\)?$"
    r"|^\D{0,2}\d{4}\s?[.년]|목차|차례|장관$|[시군구청]장$|^(?:작성|발행|제정|개정|주소|전화|담당)"
)
_GOES_ON = re.compile(r"(?:및|[,·])$")  # the title goes on in the next line
_NAMES = {"사업명", "제목", "과제명", "공고명", "용역명"}
_NUMBER = re.compile(r"^\(?\d{1,3}[.)]\s*|\s*\(\d{3,4}-\d{3}\)$")


def headline(pieces: Sequence[Piece]) -> str:
    """The title that a document gives itself, "" where its head says none."""
    return next(_named(pieces), "") or next(_first_lines(pieces), "")


def _named(pieces: Sequence[Piece]) -> Iterator[str]:
    """What stands behind 사업명 or 제목: in the next line, behind a colon, in the next cell."""
    front = pieces[:_FRONT]
    for i, piece in enumerate(front):
        text = joined(clean(piece.text))
        key, colon, value = text.partition(":")
        if colon and squeezed(key) in _NAMES:
            yield from _fitting(value)
        elif squeezed(text) in _NAMES and i + 1 < len(front):
            yield from _fitting(joined(clean(front[i + 1].text)))
        for row, below in itertools.pairwise((*piece.rows, ())):
            match _distinct(row):
                case [label, value] if squeezed(label) in _NAMES and not _is_list(below):
                    yield from _fitting(value)


def _distinct(row: Sequence[str]) -> list[str]:
    """The texts of a row, those of merged cells once."""
    cells = (joined(clean(cell)) for cell in row)
    return [cell for cell in dict.fromkeys(cells) if cell]


def _is_list(below: Sequence[str]) -> bool:
    """Whether the row below counts something: then the one above it is a head, no name."""
    return any(cell[0].isdigit() for cell in _distinct(below)[1:])


def _fitting(value: str) -> Iterator[str]:
    name = _NUMBER.sub("", _NUMBER.sub("", value.strip())).strip()
    if len(_HANGUL.findall(name)) >= 2 and len(name) <= _LONGEST and not _SENTENCE.search(name):
        yield name


def _first_lines(pieces: Sequence[Piece]) -> Iterator[str]:
    """The first line that can be a title, before any heading: those name parts."""
    for i, piece in enumerate(pieces[:_HEAD]):
        if piece.kind == "heading" and i > 0:
            return
        text = joined(clean(piece.text)).strip()
        if piece.kind != "text" or not _is_title(text):
            continue
        if _GOES_ON.search(text) and i + 1 < len(pieces):
            text = f"{text} {joined(clean(pieces[i + 1].text)).strip()}"
        yield text.rstrip(",")


def _is_title(text: str) -> bool:
    letters = squeezed(text)
    if not _SHORTEST <= len(letters) <= _LONGEST or len(_HANGUL.findall(letters)) < _SHORTEST - 2:
        return False
    return not _SENTENCE.search(text) and not _NO_TITLE.search(text)

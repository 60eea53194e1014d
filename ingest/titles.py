"""What a report says of itself on its first pages: title, kind, year, date, department."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean import clean, joined
from ingest.headlines import headline
from ingest.lines import Piece
from ingest.periods import years
from ingest.vocabulary import is_office

_FRONT = 60  # pieces that can belong to the title page and the contents
_TITLE = re.compile(
    r"업무\s*(?:추진)?\s*(?:계획|보고|현황)|진행사항\s*보고|예산\s*(?:현황|개요|서)|보고서|추진\s*계획|업무계획"
)
_KINDS = (
    ("주요업무계획", re.compile(r"업무\s*(?:추진\s*)?계획")),
    ("업무보고", re.compile(r"업무\s*보고|진행사항|추진사항|보고서")),
    ("예산현황", re.compile(r"예산")),
)
_KOREAN = re.compile(r"[가-힣]{2}")  # a name that somebody gave the file
_DATE = re.compile(
    r"(?:20\d\d|['’]\d\d)\s?[.년]\s?\d{1,2}\s?[.월]?(?:\s?\d{1,2}\s?[.일]?)?(?:\s*[~-].*)?"
)


@dataclass(frozen=True, slots=True)
class Titles:
    title: str
    kind: str
    year: int | None
    report_date: str
    department: str


def read(pieces: Sequence[Piece], name: str, stated: str = "") -> Titles:
    """The titles of a report.

    Where no line is a title, the one that the file's properties state is taken if it is of a
    report's kind, else the file's name without its ending if it is Korean, else what the document
    calls itself.
    """
    front = [piece for piece in pieces[:_FRONT] if piece.kind in {"text", "heading"}]
    texts = [joined(clean(piece.text)) for piece in front]
    title = next((t for t in texts if _TITLE.search(t) and years(t) and len(t) <= 60), "")
    title = title or next((t for t in texts if _TITLE.search(t) and len(t) <= 60), "")
    title = title or (stated if _TITLE.search(stated) and len(stated) <= 60 else "")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    named = years(title) or years(stem.replace("_", " "))
    dated = next((t for t in texts[:12] if _DATE.fullmatch(t)), "")
    year = named[0] if named else next(iter(years(dated)), None)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(title or stem)), "보고서")
    office = next((name for t in texts if (name := _office(t))), "")
    shown = title or (stem if _KOREAN.search(stem) else headline(pieces) or stem)
    return Titles(shown, kind, year, dated, office)


def _office(text: str) -> str:
    """`금천구 소통담당관`, `총 무 과` → the office without its agency and spacing, else ""."""
    agency, _, rest = text.partition(" ")
    if re.fullmatch(r"[가-힣]{2,6}[시군구]", agency) and is_office(rest):
        return rest.replace(" ", "")
    return text.replace(" ", "") if is_office(text) else ""

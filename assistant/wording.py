"""The sentences of an answer, and the names by which people know a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from assistant.korean import amount, josa
from assistant.matching import Match
from assistant.query import Query
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.clean import squeezed
from ingest.model import Figure, StatementKind
from ingest.periods import years
from prompts import Sentences

_TAGS = re.compile(r"^(?:신규|계속|확대|개선|강화|진행 중)\s+")
_BULLET = re.compile(r"^[ㆍ·•∙○◦●◯□■▪▸▶*※\s-]+(?=[가-힣(])")
_UNIT_NOTE = re.compile(r"\s*\((?:단위\s*[::]\s*)?(?:천원|백만원|원|명|%|건|회|개소|대|m²|km²)\)")
_YEAR_ONLY = re.compile(r"^['’‘]?(?:20)?\d{2}년?(?:도)?$")
_SPACED_NAME = re.compile(r"(?:[가-힣]{1,2} )+(?:과|국|팀|실|담당관|담당|센터|보건소)")
_STRUCTURAL = {"연차별 소요재원", "연차별 소요자원", "구분", "비고"}


@cache
def sentences() -> Sentences:
    return Sentences(
        {
            "은는": lambda word: josa(str(word), "은/는"),
            "이가": lambda word: josa(str(word), "이/가"),
            "을를": lambda word: josa(str(word), "을/를"),
            "과와": lambda word: josa(str(word), "과/와"),
            "으로로": lambda word: josa(str(word), "으로/로"),
        }
    )


def say(name: str, /, **variables: object) -> str:
    return sentences().render(name, **variables)


def marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))


def figure_amount(figure: Figure) -> str:
    return amount(figure.value, figure.unit)


def subject(match: Match, query: Query, *, year: bool = True) -> str:
    """What a figure is called: `2025년 소통담당관 예산`, from the labels it stands under."""
    record = match.record
    parts = _named_parts(record, query)
    figure = match.figure
    if figure is not None and len(figure.label) in range(2, 21) and not is_total(figure.label):
        parts.append(figure.label)
    if figure is not None and query.measures:
        name = query.measures[0].name
        flat = squeezed(" ".join(part for part in parts if part != record.project))
        if not query.measures[0].labels.search(flat):
            parts.append(name)
    when = _when(match) if year else ""
    return " ".join(part for part in (when, *_unrepeated(parts)) if part) or "해당 값"


def _when(match: Match) -> str:
    figure, statement = match.figure, match.record.statement
    named = figure.year if figure else statement.year
    for label in (*statement.column_path, *statement.row_path):
        if years(label) and not _YEAR_ONLY.match(label):
            return ""  # the label itself says when, more exactly
    return f"{named}년" if named else ""


def _named_parts(record: StatementRecord, query: Query) -> list[str]:
    """The labels that tell this figure from others, outermost first."""
    statement = record.statement
    rows = [_tidy(label) for label in statement.row_path if not is_total(label)]
    columns = [_tidy(label) for label in statement.column_path if not is_total(label)]
    columns = [c for c in columns if not _YEAR_ONLY.match(c)]
    rows = [r for r in rows if not _YEAR_ONLY.match(r)]
    parts: list[str] = []
    if len(query.agencies) > 1 or (query.agencies and not record.department):
        parts.append(record.agency)
    place = record.project or record.department
    if place:
        parts.append(place)
    if statement.kind is not StatementKind.CELL and statement.heads:
        parts.append(_tidy(_key(statement.heads[-1])))
    elif statement.kind is StatementKind.CELL and not record.project and not rows:
        parts.append(_tidy(record.caption))
    return [part for part in (*parts, *rows, *columns) if part and part not in _STRUCTURAL]


def _key(text: str) -> str:
    head = re.split(r"\s*[::]\s", text)[0]
    return head if len(head) <= 40 else head[:39] + "…"


def _tidy(label: str) -> str:
    """A label less its unit and tags; names spaced out in print are closed up (`인 사 팀`)."""
    bare = _BULLET.sub("", _UNIT_NOTE.sub("", _TAGS.sub("", label)).strip())
    return squeezed(bare) if _SPACED_NAME.fullmatch(bare) else bare


def _unrepeated(parts: Sequence[str]) -> list[str]:
    """Parts without those that another part already says."""
    flat = [squeezed(part) for part in parts]
    kept: list[str] = []
    for i, part in enumerate(parts):
        others = [flat[j] for j in range(len(parts)) if j != i]
        repeated = any(
            flat[i] in other and (flat[i] != other or flat.index(other) < i) for other in others
        )
        if not repeated:
            kept.append(part)
    return kept


def asked_subject(query: Query) -> str:
    """What was looked for, in the question's own words."""
    words = [term.text for term in query.terms]
    names = [*query.agencies, *query.departments, *words, *(m.name for m in query.measures)]
    return " ".join(dict.fromkeys(names)) or query.text

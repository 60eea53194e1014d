"""The full name of a figure: every label it stands under, so that asking by it is never unclear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.korean import josa
from assistant.matching import Match
from index.types import StatementRecord
from ingest.clean import squeezed
from ingest.model import Figure, StatementKind

_ASKED = re.compile(
    r"‘(?P<title>[^’]*)’에서 (?P<name>.+?)(?:은|는|을|를)(?P<end>\?| 알려 주십시오\.?)$"
)
_WORDS = 60  # letters of a line of prose that name it


def question(match: Match) -> str:
    """The question that asks for exactly this figure, or this statement."""
    title = unquoted(match.record.document.title)
    name = full_name(match.record, match.figure)
    if match.figure is None:
        return f"‘{title}’에서 {josa(name, '을/를')} 알려 주십시오."
    return f"‘{title}’에서 {josa(name, '은/는')}?"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made by `question`: the report's title, the full name, what the name is of."""

    title: str
    name: str
    of_figure: bool


def asked(text: str) -> Asked | None:
    """A question taken apart as `question` made it, None for any other."""
    found = _ASKED.fullmatch(text.strip())
    if found is None:
        return None
    return Asked(found["title"], found["name"], of_figure=found["end"] == "?")


def full_name(record: StatementRecord, figure: Figure | None) -> str:
    """Agency, department, year and labels, outermost first, none of them twice."""
    statement = record.statement
    year = figure.year if figure else statement.year
    parts = [
        record.agency,
        record.document.department,
        record.department,
        f"{year}년" if year else "",
        record.project,
        *record.section_path[-1:],
        record.caption,
        *statement.heads,
        *statement.row_path,
        *statement.column_path,
    ]
    if statement.kind is StatementKind.LINE or not (statement.row_path or statement.column_path):
        parts.append(statement.text[:_WORDS])
    parts.append(_figure_name(record, figure) if figure else "")
    kept: list[str] = []
    for part in parts:
        plain = unquoted(" ".join(part.split()))
        if plain and squeezed(plain) not in {squeezed(other) for other in kept}:
            kept.append(plain)
    return " ".join(kept)


def _figure_name(record: StatementRecord, figure: Figure) -> str:
    """A figure's own label; its position where others of the statement have the same."""
    alike = [f for f in record.statement.figures if f.label == figure.label]
    position = f"{alike.index(figure) + 1}번째 값" if len(alike) > 1 else ""
    return " ".join(part for part in (figure.label, position) if part)


def unquoted(text: str) -> str:
    """A text without the marks that quote a title in a question."""
    return text.replace("‘", "'").replace("’", "'")

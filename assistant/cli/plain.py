"""An answer as plain text: what it says, what may be meant, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from assistant.answer import Answer, Choice, Citation, Row, Status
from assistant.korean import number
from ingest.model import Trust

_DOUBT = {Trust.SCANNED: "스캔, 원본 확인 필요", Trust.UNCERTAIN: "원본 쪽 확인 필요"}
_QUOTE = 160  # characters of a quote
_WIDE = 100  # cells of a line in a table


def shown(answer: Answer) -> str:
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    yield answer.answer
    if answer.series:
        yield ""
        yield from _series(answer.series)
    for note in (*answer.assumptions, *(c.message for c in answer.checks), *_wording(answer)):
        if note not in answer.answer:
            yield f"※ {note}"
    choices = answer.choices if answer.status is Status.CLARIFY else answer.nearest
    lines = [line for choice in choices if (line := _choice(choice, answer.answer))]
    if lines:
        yield ""
        yield "이렇게 물어 주십시오:" if answer.status is Status.CLARIFY else "대신 찾은 것:"
        yield from (f"  - {line}" for line in lines)
    if answer.citations:
        yield ""
        yield "출처"
        for citation in answer.citations:
            yield from _citation(citation)


def _series(rows: tuple[Row, ...]) -> Iterator[str]:
    """The rows as columns that line up; the unit stands in the heading where all have the same."""
    from assistant.export.layout import lines

    units = {row["unit"] for row in rows}
    unit = units.pop() if len(units) == 1 else ""
    of_years = any("year" in row for row in rows)
    cited = any("citation" in row for row in rows)
    cells = [
        [
            row["label"],
            *([f"{row['year']}년" if "year" in row else ""] if of_years else []),
            number(row["value"]) + ("" if unit else row["unit"]),
            *([f"[{row['citation']}]" if "citation" in row else ""] if cited else []),
        ]
        for row in rows
    ]
    years = ["연도"] if of_years else []
    headings = ["구분", *years, f"값 ({unit})" if unit else "값", *(["근거"] if cited else [])]
    number_column = frozenset({1 + len(years)})
    yield from lines(headings, cells, width=_WIDE, numbers=number_column, folding=frozenset({0}))


def _wording(answer: Answer) -> Iterator[str]:
    """Whether a language model put the answer into words, or why it did not."""
    if answer.generated_by != "rules":
        yield f"인공지능({answer.generated_by})이 문장을 다듬었습니다."
    note = answer.context.get("rewording", {}).get("note")
    if note:
        yield note


def _choice(choice: Choice, said: str) -> str:
    """What the answer has not said of a choice: its label with its amount, and how to ask it."""
    parts = []
    if choice.label not in said:
        amount = "" if choice.value is None else f"{choice.value:,}{choice.unit or ''}"
        mark = "" if choice.citation is None else f" [{choice.citation}]"
        told = "" if amount in choice.label else f": {amount}"
        parts.append(f"{choice.label}{told}{mark}")
    if choice.question not in (choice.label, *said.splitlines()):
        parts.append(choice.question)
    return " → ".join(parts)


def _citation(citation: Citation) -> Iterator[str]:
    sample = "(예시) " if citation.sample else ""
    section = f" > {citation.section}" if citation.section else ""
    yield f"[{citation.n}] {sample}{citation.title}{section}"
    yield f"    {citation.document}{_place(citation)}"
    if citation.cell:
        row, column = " > ".join(citation.cell.row), " > ".join(citation.cell.column)
        yield f"    {' × '.join(label for label in (row, column) if label)}"
    yield f"    “{shorten(citation.quote, _QUOTE, placeholder=' …')}”"


def _place(citation: Citation) -> str:
    parts = []
    if citation.page is not None:
        guess = " (추정)" if citation.page_source == "layout" else ""
        parts.append(f"{citation.page}쪽{guess}")
    if citation.lines:
        first, last = citation.lines
        parts.append(f"{first}행" if first == last else f"{first}~{last}행")
    if citation.spot:
        parts.append(f"{citation.spot} 칸")
    if citation.trust is not Trust.READ:
        parts.append(_DOUBT[citation.trust])
    return "".join(f", {part}" for part in parts)

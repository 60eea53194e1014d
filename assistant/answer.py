"""The one shape that every surface speaks: chat, widget, API, command line and evaluation."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(_plain_number, when_used="json")]


class Status(StrEnum):
    ANSWERED = "answered"
    CLARIFY = "clarify"  # asks which one is meant
    NOT_FOUND = "not_found"  # says what is missing
    REFUSED = "refused"  # not a question for these reports


class Reason(StrEnum):
    """Why there is no plain answer."""

    EMPTY_QUESTION = "empty_question"
    TOO_LONG = "too_long"
    OFF_TOPIC = "off_topic"
    NO_DOCUMENTS = "no_documents"
    NO_SUCH_DOCUMENT = "no_such_document"
    NO_SUCH_YEAR = "no_such_year"
    NO_SUCH_DEPARTMENT = "no_such_department"
    NO_SUCH_ITEM = "no_such_item"
    EMPTY_CELL = "empty_cell"
    NOT_GIVEN = "not_given"  # mentioned, but without what is asked of it
    NOT_ADDABLE = "not_addable"
    OPINION = "opinion"
    SEVERAL_READINGS = "several_readings"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class CellPath(Frozen):
    """Header paths of a cited table cell, outermost first."""

    row: tuple[str, ...]
    column: tuple[str, ...]


class Citation(Frozen):
    """A place in a document; `n` is the mark `[n]` in the answer.

    `block` and `table_cell` (block id; row and column in that block's table) let a page show the
    original with the cell marked; they are addresses, not claims.
    """

    n: int
    document: str  # the file's name as ingested
    document_id: str
    revision: str
    title: str
    section: str
    page: int | None = None
    page_source: str = "none"
    lines: tuple[int, int] | None = None
    bbox: tuple[float, float, float, float] | None = None
    cell: CellPath | None = None
    quote: str
    sample: bool = False  # from the bundled samples, not from the office's own documents
    block: int | None = None
    table_cell: tuple[int, int] | None = None


class Operand(Frozen):
    label: str
    value: Number
    unit: str
    citation: int


class Calculation(Frozen):
    """A computed figure: formula in words and signs, operands with their citation numbers."""

    formula: str
    operands: tuple[Operand, ...]
    result: Number
    unit: str
    rounding: str = ""


class Value(Frozen):
    """An amount that answers the question, in the report's own unit."""

    value: Number
    unit: str
    label: str
    citation: int | None = None
    calculation: Calculation | None = None


class Basis(Frozen):
    year: int | None = None
    period: str = ""
    basis_date: str = ""
    stage: str = ""
    unit: str = ""


class Choice(Frozen):
    """A reading of the question, or a near figure; choosing it is asking its `question`."""

    id: str
    label: str
    question: str
    value: Number | None = None
    unit: str | None = None
    citation: int | None = None


class Checked(Frozen):
    """What the arithmetic or another report says against a figure that was used."""

    kind: str
    message: str
    citations: tuple[int, ...] = ()


class Versions(Frozen):
    software: str
    index: str
    prompt: str


class Answer(Frozen):
    question: str
    history: tuple[str, ...] = ()
    status: Status
    reason: Reason | None = None
    answer: str
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    calculation: Calculation | None = None
    basis: Basis = Field(default_factory=Basis)
    assumptions: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Choice, ...] = ()
    checks: tuple[Checked, ...] = ()
    series: tuple[dict[str, Any], ...] = ()
    suggestions: tuple[str, ...] = ()
    generated_by: str = "rules"
    versions: Versions
    context: dict[str, Any] = Field(default_factory=dict)
    timings: dict[str, float] = Field(default_factory=dict)

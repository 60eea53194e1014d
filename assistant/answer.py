"""The one shape that every surface speaks: chat, widget, API, command line and evaluation."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, NotRequired

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer
from typing_extensions import TypedDict  # pydantic takes no other before Python 3.12

from ingest.model import Trust


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


class Rule(StrEnum):
    """How a calculation makes its result of its operands, in their order."""

    DIFFERENCE = "difference"  # the first less the others
    SUM = "sum"
    GROWTH = "growth"  # the first less the second, in % of the second
    SHARE = "share"  # the first in % of the second
    MEAN = "mean"
    RATIO = "ratio"  # the first over the second
    COUNT = "count"  # how many operands there are
    CONVERSION = "conversion"  # the one operand in another unit


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
    spot: str = ""  # the name of the cell in its sheet: B7
    trust: Trust = Trust.READ  # how certainly it was read
    sample: bool = False  # from the bundled samples, not from the office's own documents
    block: int | None = None
    table_cell: tuple[int, int] | None = None


class Operand(Frozen):
    """What a calculation was made of; an amount that the question states has no citation."""

    label: str
    value: Number
    unit: str
    citation: int | None = None


class Calculation(Frozen):
    """A computed figure: formula in words and signs, operands with their citation numbers."""

    rule: Rule
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


class Row(TypedDict):
    """A row of a table or chart; `year` where rows are years, `citation` where it is cited."""

    label: str
    value: Number
    unit: str
    year: NotRequired[int]
    citation: NotRequired[int]


class Versions(Frozen):
    """`index` is the same for the same documents and rules, in every home and on every machine."""

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
    series: tuple[Row, ...] = ()
    suggestions: tuple[str, ...] = ()
    kind: str = ""  # of question, by its name in `assistant.kinds`; "" where none had an answer
    generated_by: str = "rules"
    versions: Versions
    context: dict[str, Any] = Field(default_factory=dict)
    timings: dict[str, float] = Field(default_factory=dict)

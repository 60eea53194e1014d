"""The proof as a document: its parts, its bytes, and reading one without trusting it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, ValidationError

from assistant.answer import Answer, Calculation, Rule

FORMAT: Literal["bogo-proof"] = "bogo-proof"
VERSION: Literal[1] = 1
LARGEST = 8 * 1024 * 1024  # bytes
_LEFT_OUT: dict[str, Any] = {  # of the moment, and of one home
    "timings": True,
    "citations": {"__all__": {"document_id"}},
}


class ProofError(Exception):
    """The file is no proof; the message is one plain Korean sentence."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# As text, since most readers of JSON make floats of numbers; bounded, as a file may say anything.
Exact = Annotated[
    Decimal,
    Field(max_digits=40, decimal_places=12),
    PlainSerializer(lambda value: f"{value:f}", return_type=str),
]


class DocumentProof(Part):
    """A cited document: what it is, and the hash and size of its original bytes."""

    name: str
    title: str
    agency: str
    department: str
    kind: str
    year: int | None
    report_date: str
    sha256: str
    size: int
    encoding: str | None
    revision: str
    sections: int
    tables: int
    figures: int


class LinesProof(Part):
    """Lines of the original, as they stand there; `sha256` is of them, joined by line feeds."""

    first: int
    last: int
    text: tuple[str, ...]
    sha256: str


class CellProof(Part):
    """A table's header rows and the row of the cited cell, as read.

    `column` counts from 0; `sha256` is of `header` and `row` as compact JSON.
    """

    caption: str
    unit: str
    basis_date: str
    header: tuple[tuple[str, ...], ...]
    row: tuple[str, ...]
    column: int
    text: str
    sha256: str


class PlaceProof(Part):
    """What stands at a citation; without lines and cell, `text` is the cited block."""

    n: int
    document: str  # the sha256 of the document
    lines: LinesProof | None = None
    cell: CellProof | None = None
    text: str | None = None


class Understood(Part):
    """The question as it was understood, its conversation included."""

    agencies: tuple[str, ...]
    departments: tuple[str, ...]
    years: tuple[int, ...]
    months: tuple[tuple[int, int], ...]  # (year, month), 0 for no year
    document_years: tuple[int, ...]
    words: tuple[str, ...]
    measures: tuple[str, ...]
    unit_families: tuple[str, ...]
    operation: str
    wanted: tuple[str, ...]
    stated: tuple[tuple[str, str], ...]  # (value, unit) that the question itself states
    since_last_year: bool
    assumptions: tuple[str, ...]


class OperandProof(Part):
    label: str
    value: Exact
    unit: str
    citation: int | None = None  # the question itself states the amount


class CalculationProof(Part):
    rule: Rule
    formula: str
    operands: tuple[OperandProof, ...]
    result: Exact
    unit: str
    rounding: str

    @classmethod
    def of(cls, calculation: Calculation) -> CalculationProof:
        return cls.model_validate(calculation.model_dump())


class Reasoning(Part):
    """The rules that led to the answer: which kind of question it was, and what was worked out."""

    kind: str
    understood: Understood | None
    calculations: tuple[CalculationProof, ...]


class VersionsProof(Part):
    software: str
    index: str
    prompt: str
    reading: int


class Proof(Part):
    format: Literal["bogo-proof"] = FORMAT
    version: Literal[1] = VERSION
    question: str
    history: tuple[str, ...]
    answer: dict[str, Any]
    documents: tuple[DocumentProof, ...]
    citations: tuple[PlaceProof, ...]
    reasoning: Reasoning
    versions: VersionsProof

    def to_bytes(self) -> bytes:
        """The file: UTF-8, indented, keys in the order of this module, a line end at the end."""
        data = self.model_dump(mode="json")
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

    def read_answer(self) -> Answer:
        """The answer in it.

        Raises:
            ProofError: it is none.
        """
        cited = self.answer.get("citations")
        known = [
            {**one, "document_id": ""} if isinstance(one, dict) else one
            for one in (cited if isinstance(cited, list) else [])
        ]
        try:
            return Answer.model_validate({**self.answer, "citations": known})
        except ValidationError as error:
            raise ProofError("근거 파일에 든 답이 온전하지 않습니다.") from error


def answer_data(answer: Answer) -> dict[str, Any]:
    """The answer as data, without what is of the moment or of this home."""
    data: dict[str, Any] = answer.model_dump(mode="json", exclude=_LEFT_OUT)
    return data


def read_proof(path: Path) -> Proof:
    """The proof in a file.

    Raises:
        ProofError: it cannot be read, or is no proof of a known format.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ProofError(f"근거 파일을 열 수 없습니다: {path}") from error
    if len(data) > LARGEST:
        raise ProofError(f"너무 커서 근거 파일로 볼 수 없습니다: {path}")
    return parse_proof(data, str(path))


def parse_proof(data: bytes, name: str) -> Proof:
    """The proof that these bytes are; `name` is what messages call them.

    Raises:
        ProofError: they are no proof of a known format.
    """
    try:
        # numbers stay exact; NaN and its kind are no JSON
        parsed = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise ProofError(f"JSON이 아니어서 근거 파일로 읽을 수 없습니다: {name}") from error
    return _proof(parsed, name)


def _proof(parsed: object, name: str) -> Proof:
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise ProofError(f"bogo가 만든 근거 파일이 아닙니다: {name}")
    if parsed.get("version") != VERSION:
        raise ProofError(f"이 판의 bogo가 모르는 형식의 근거 파일입니다: {name}")
    try:
        proof = Proof.model_validate(parsed)
    except (ValidationError, RecursionError) as error:
        raise ProofError(f"빠지거나 잘못된 내용이 있는 근거 파일입니다: {name}") from error
    proof.read_answer()
    return proof


def _refuse(constant: str) -> float:
    raise ValueError(constant)

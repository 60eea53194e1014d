"""A proof checked against the documents of now: one outcome, in one sentence, for each question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.answer import Answer, Citation, Rule
from assistant.arithmetic import outcome
from assistant.proof.archive import Archive
from assistant.proof.document import (
    CalculationProof,
    DocumentProof,
    PlaceProof,
    Proof,
    parse_proof,
)
from assistant.proof.making import Prover
from assistant.proof.places import Places
from index.types import EVERYTHING, Document, Scope
from ingest.model import OF_LINES, Report, Statement, Trust

_QUOTED = 40  # characters of a label in a message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found; `holds` is None for a remark, which decides nothing."""

    holds: bool | None
    said: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount that the answer takes from a citation."""

    label: str
    value: Decimal
    unit: str
    citation: int


def check(
    proof: Proof, prover: Prover, archive: Archive, scope: Scope = EVERYTHING
) -> Iterator[Outcome]:
    """Every check of a proof that was read: documents, places, amounts, calculations, the answer.

    `prover` and `archive` are those of the documents that it is checked against.
    """
    answer = proof.read_answer()
    now = _Now(archive, scope)
    yield from (_document(one, now) for one in proof.documents)
    yield from (_place(one, proof, now) for one in answer.citations)
    yield from (_claim(one, proof, answer, now) for one in _claims(proof, answer))
    yield from (_calculation(one) for one in proof.reasoning.calculations)
    yield from _again(proof, prover, scope)


class _Now:
    """The documents as they are now, by the hash of their original bytes."""

    def __init__(self, archive: Archive, scope: Scope) -> None:
        self._archive = archive
        self._scope = scope
        self.places = Places(archive, scope)
        self.report = cache(self._report)
        self._by_hash = {
            source.sha256: document
            for document in archive.documents(scope)
            if (source := self.places.source(document.id))
        }

    def document(self, sha256: str) -> Document | None:
        return self._by_hash.get(sha256)

    def is_whole(self, document: Document, sha256: str) -> bool:
        """Whether the kept original still has the hash that it was read with."""
        data = self._archive.original(document.id, self._scope)
        return data is not None and hashlib.sha256(data).hexdigest() == sha256

    def _report(self, document: str) -> Report | None:
        return self._archive.report(document, self._scope)


def _document(proven: DocumentProof, now: _Now) -> Outcome:
    found = now.document(proven.sha256)
    name = f"문서 ‘{proven.name}’"
    if found is None:
        return Outcome(False, f"{name}: 같은 내용(sha256)의 문서가 지금은 없습니다.")
    if not now.is_whole(found, proven.sha256):
        return Outcome(False, f"{name}: 보관한 원본이 없거나 손상되었습니다.")
    if found.name != proven.name:
        return Outcome(True, f"{name}: 내용이 같습니다. 지금 이름은 ‘{found.name}’입니다.")
    return Outcome(True, f"{name}: 내용(sha256)이 같습니다.")


def _place(citation: Citation, proof: Proof, now: _Now) -> Outcome:
    proven = _proven(citation.n, proof)
    name = f"근거 [{citation.n}] {citation.document}{_lines(citation)}"
    document = now.document(proven.document) if proven else None
    if proven is None or document is None:
        return Outcome(False, f"{name}: 원문을 찾을 수 없습니다.")
    found = now.places.place(citation, document.id)
    if found != proven or not (found.lines or found.cell or found.text):
        return Outcome(False, f"{name}: 적힌 내용이 원문과 다릅니다.")
    return Outcome(True, f"{name}: 원문에 그대로 있습니다.")


def _proven(n: int, proof: Proof) -> PlaceProof | None:
    return next((one for one in proof.citations if one.n == n), None)


def _lines(citation: Citation) -> str:
    if citation.lines is None:
        return ""
    first, last = citation.lines
    return f" {first}행" if first == last else f" {first}~{last}행"


def _claims(proof: Proof, answer: Answer) -> list[Claim]:
    """Every amount that is said to stand at a citation, each once."""
    said: list[Claim] = [
        Claim(one.label, one.value, one.unit, one.citation)
        for one in answer.values
        if one.citation is not None
    ]
    said += [
        Claim(one.label, one.value, one.unit or "", one.citation)
        for one in (*answer.choices, *answer.nearest)
        if one.value is not None and one.citation is not None
    ]
    said += [
        Claim(one.label, one.value, one.unit, one.citation)
        for calculation in proof.reasoning.calculations
        for one in calculation.operands
        if one.citation is not None and calculation.rule is not Rule.COUNT
    ]
    said += [
        Claim(row["label"], row["value"], row["unit"], row["citation"])
        for row in answer.series
        if "citation" in row
    ]
    return list({(one.value, one.unit, one.citation): one for one in reversed(said)}.values())[::-1]


def _claim(claim: Claim, proof: Proof, answer: Answer, now: _Now) -> Outcome:
    name = f"값 ‘{_short(claim.label)}’ {_number(claim.value)}{_short(claim.unit)}"
    proven = _proven(claim.citation, proof)
    citation = next((one for one in answer.citations if one.n == claim.citation), None)
    document = now.document(proven.document) if proven else None
    report = now.report(document.id) if document else None
    if citation is None or report is None:
        return Outcome(False, f"{name}: 근거 [{claim.citation}]의 원문을 찾을 수 없습니다.")
    printed = report.source.media_type in OF_LINES
    stated = (one for one in report.statements if _stands_at(one, citation, printed))
    if any(_states(one, claim) for one in stated):
        return Outcome(True, f"{name}: 근거 [{claim.citation}]에 적혀 있습니다.")
    return Outcome(False, f"{name}: 근거 [{claim.citation}]에 적혀 있지 않습니다.")


def _stands_at(statement: Statement, citation: Citation, printed: bool) -> bool:
    """Whether a citation is of this statement; `printed`: the document's lines are cited."""
    place = statement.place
    lines = None
    if printed and place.first_line is not None and place.last_line is not None:
        lines = (place.first_line, place.last_line)
    cell = None
    parsed = place.trust is not Trust.UNCERTAIN  # else the page is cited, and where on it
    if statement.row is not None and statement.column is not None and parsed:
        cell = (statement.row, statement.column)
    where = (statement.block, lines, cell, place.box)
    return where == (citation.block, citation.lines, citation.table_cell, citation.bbox)


def _states(statement: Statement, claim: Claim) -> bool:
    """A fall may be told as a positive amount (`△10`: 10 감소), so signs do not count."""
    return any(
        abs(figure.value) == abs(claim.value) and figure.unit == claim.unit
        for figure in statement.figures
    )


def _calculation(proven: CalculationProof) -> Outcome:
    result = f"{_number(proven.result)}{_short(proven.unit)}"
    name = f"계산 {_short(proven.formula)} → {result}"
    made = outcome(proven.rule, proven.operands, proven.unit, proven.result)
    if made == proven.result:
        return Outcome(True, f"{name}: 다시 계산해도 같습니다.")
    if made is None:
        return Outcome(False, f"{name}: 다시 계산할 수 없습니다.")
    return Outcome(False, f"{name}: 다시 계산하면 {_number(made)}{_short(proven.unit)}입니다.")


def _again(proof: Proof, prover: Prover, scope: Scope) -> Iterator[Outcome]:
    """The question asked again; other versions are a remark, another answer is none."""
    fresh = prover.prove(proof.question, proof.history, scope)
    again = parse_proof(fresh.to_bytes(), "")
    if proof.versions != again.versions:
        yield Outcome(None, f"판: 근거 파일을 만든 때와 {_changed(proof, again)} 다릅니다.")
    same_answer = _answer(proof) == _answer(again)
    rest = (proof.documents, proof.citations, proof.reasoning)
    same_rest = rest == (again.documents, again.citations, again.reasoning)
    if same_answer and same_rest:
        yield Outcome(True, "답: 다시 물어도 같은 답과 근거가 나옵니다.")
    elif same_answer:
        yield Outcome(False, "답: 다시 물으면 답은 같으나 근거나 풀이가 다릅니다.")
    else:
        yield Outcome(False, "답: 다시 물으면 다른 답이 나옵니다.")


def _changed(proof: Proof, again: Proof) -> str:
    names = {"software": "프로그램", "index": "색인", "prompt": "문장 틀", "reading": "읽는 규칙"}
    one, other = proof.versions.model_dump(), again.versions.model_dump()
    return ", ".join(name for key, name in names.items() if one[key] != other[key]) + "의 판이"


def _answer(proof: Proof) -> dict[str, object]:
    return {key: value for key, value in proof.answer.items() if key != "versions"}


def _short(text: str) -> str:
    """Of a text from the file as much as fits on a line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1] + "…"


def _number(value: Decimal) -> str:
    return f"{value:,f}" if abs(value.adjusted()) < 40 else f"{value:e}"

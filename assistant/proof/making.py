"""The proof of a question: asked by rules, with everything that its answer rests on."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Calculation
from assistant.assistant import Assistant, Worked
from assistant.proof.archive import Archive
from assistant.proof.document import (
    CalculationProof,
    DocumentProof,
    Proof,
    Reasoning,
    Understood,
    VersionsProof,
    answer_data,
)
from assistant.proof.places import Places
from assistant.query import Query
from index.types import EVERYTHING, Document, Scope
from ingest.model import READING, Source


class Prover:
    """Asks a question and writes down what its answer rests on; as safe for threads as its parts.

    The answer is always the one by rules, also where a language model words those on the screen.
    """

    def __init__(self, assistant: Assistant, archive: Archive) -> None:
        self._assistant = assistant
        self._archive = archive

    def prove(self, question: str, history: Sequence[str] = (), scope: Scope = EVERYTHING) -> Proof:
        return self._proof(self._assistant.work_out(question, history, scope), scope)

    def _proof(self, worked: Worked, scope: Scope) -> Proof:
        answer = worked.answer
        places = Places(self._archive, scope)
        versions = answer.versions
        return Proof(
            question=answer.question,
            history=answer.history,
            answer=answer_data(answer),
            documents=tuple(self._documents(answer, places, scope)),
            citations=tuple(places.place(one, one.document_id) for one in answer.citations),
            reasoning=Reasoning(
                kind=answer.kind,
                understood=_understood(worked.query) if worked.query else None,
                calculations=tuple(CalculationProof.of(one) for one in calculations(answer)),
            ),
            versions=VersionsProof(**versions.model_dump(), reading=READING),
        )

    def _documents(self, answer: Answer, places: Places, scope: Scope) -> list[DocumentProof]:
        """The cited documents in the order of their citations."""
        known = {document.id: document for document in self._archive.documents(scope)}
        cited = dict.fromkeys(citation.document_id for citation in answer.citations)
        found = ((known.get(one), places.source(one)) for one in cited)
        return [_document(document, source) for document, source in found if document and source]


def calculations(answer: Answer) -> list[Calculation]:
    """Every calculation of an answer, each once: its own, then those of its values."""
    found = [answer.calculation, *(value.calculation for value in answer.values)]
    distinct: list[Calculation] = []
    for one in found:
        if one is not None and one not in distinct:
            distinct.append(one)
    return distinct


def _document(document: Document, source: Source) -> DocumentProof:
    return DocumentProof(
        name=document.name,
        title=document.title,
        agency=document.agency,
        department=document.department,
        kind=document.kind,
        year=document.year,
        report_date=document.report_date,
        sha256=source.sha256,
        size=source.size,
        encoding=source.encoding,
        revision=document.revision,
        sections=document.sections,
        tables=document.tables,
        figures=document.figures,
    )


def _understood(query: Query) -> Understood:
    return Understood(
        agencies=query.agencies,
        departments=query.departments,
        years=query.years,
        months=query.months,
        document_years=query.document_years,
        words=tuple(term.text for term in query.terms),
        measures=tuple(measure.name for measure in query.measures),
        unit_families=query.families,
        operation=query.operation.value,
        wanted=tuple(kind.value for kind in query.wanted),
        stated=query.numbers,
        since_last_year=query.since_last_year,
        assumptions=query.assumptions,
    )

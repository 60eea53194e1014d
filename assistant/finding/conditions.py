"""Conditions as people write them (`--agency 금천`), as a filter over the documents there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.finding.found import Unsearchable, Why
from assistant.near_names import none_met
from index.types import EVERYTHING, Catalogue, Document, Scope, SearchFilter
from ingest.clean import squeezed


@dataclass(frozen=True, slots=True)
class Conditions:
    """Parts of names, in which white space and case do not count; "" and None are no condition.

    A document is named by its file's name, its title or its id.  A name that is written in full
    stands for itself only, not for longer ones that hold it.
    """

    document: str = ""
    agency: str = ""
    department: str = ""
    year: int | None = None


def narrowed(
    conditions: Conditions, catalogue: Catalogue, scope: Scope = EVERYTHING
) -> SearchFilter:
    """The filter that the conditions mean.

    Raises:
        Unsearchable: no document meets one of them; the sentence names those that there are.
    """
    documents = catalogue.documents(scope)
    if not documents:
        return SearchFilter(scope=scope)
    step = _Narrowing(catalogue, documents)
    return SearchFilter(
        scope=scope,
        documents=step.documents_named(conditions.document),
        agencies=step.agencies_named(conditions.agency),
        departments=step.departments_named(conditions.department),
        years=step.of_year(conditions.year),
    )


class _Narrowing:
    """The documents that still meet all conditions so far; `_met` are those conditions in words."""

    def __init__(self, catalogue: Catalogue, documents: Sequence[Document]) -> None:
        self._catalogue = catalogue
        self._documents = list(documents)
        self._met: list[str] = []

    def documents_named(self, asked: str) -> tuple[str, ...]:
        if not asked.strip():
            return ()
        ids = {d.id for d in self._documents}
        names = {d.name for d in self._documents}
        titles = {d.title for d in self._documents if d.title}
        met = ids & {asked.strip()} or self._named("문서", asked, names | titles, names)
        self._documents = [d for d in self._documents if met & {d.id, d.name, d.title}]
        return tuple(d.id for d in self._documents)

    def agencies_named(self, asked: str) -> tuple[str, ...]:
        if not asked.strip():
            return ()
        met = self._named("기관", asked, {d.agency for d in self._documents if d.agency})
        self._documents = [d for d in self._documents if d.agency in met]
        return tuple(sorted(met))

    def departments_named(self, asked: str) -> tuple[str, ...]:
        if not asked.strip():
            return ()
        of = {d.id: self._catalogue.departments(Scope(frozenset({d.id}))) for d in self._documents}
        met = self._named("부서", asked, {name for names in of.values() for name in names})
        self._documents = [d for d in self._documents if met & {*of[d.id]}]
        return tuple(sorted(met))

    def of_year(self, year: int | None) -> tuple[int, ...]:
        if year is None:
            return ()
        years = {str(d.year) for d in self._documents if d.year}
        if str(year) not in years:
            raise self._none("연도", str(year), years)
        return (year,)

    def _named(
        self, label: str, asked: str, names: Collection[str], told: Collection[str] | None = None
    ) -> set[str]:
        """The names that are meant; `told` are those to name where there is none."""
        wanted = squeezed(asked)
        met = {name for name in names if squeezed(name) == wanted}
        met = met or {name for name in names if wanted in squeezed(name)}
        if not met:
            raise self._none(label, asked.strip(), names if told is None else told)
        self._met.append(f"{label} ‘{asked.strip()}’")
        return met

    def _none(self, label: str, asked: str, values: Collection[str]) -> Unsearchable:
        where = ", ".join(self._met)
        all_named = label == "연도"
        sentence = none_met(label, asked, values, "문서", where=where, all_named=all_named)
        return Unsearchable(Why.NO_MATCH, sentence)

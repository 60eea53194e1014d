"""A question as it was understood."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.lexicon import Measure, Operation, Wanted


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that something found should hold.

    `spellings` are the word and its synonyms without white space; `weight` its rarity.
    """

    text: str
    spellings: tuple[str, ...]
    weight: float
    critical: bool = False  # what does not hold it cannot answer (a month)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked.

    `phrases` are its longer words as typed; `years` are absolute; `numbers` are amounts that the
    question itself states; `assumptions` say in Korean what was read into it (a relative year,
    an inherited subject).
    """

    text: str
    squeezed: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    search_terms: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    months: tuple[tuple[int, int], ...] = ()  # (year, month), 0 for no year
    document_years: tuple[int, ...] = ()  # `24년 보고서`: the year of the report that is meant
    agencies: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    families: tuple[str, ...] = ()
    loose: bool = False  # 얼마 alone: money first, but any amount may be meant
    operation: Operation = Operation.TEXT
    wanted: tuple[Wanted, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()  # (value, unit) as asked
    since_last_year: bool = False  # 전년 대비, 작년보다
    assumptions: tuple[str, ...] = ()
    unknown_agency: str = ""
    unknown_department: str = ""
    unknown_bodies: tuple[str, ...] = ()  # kinds of bodies of which an unknown one is named: 재단
    unclear: str = ""  # another name that fits several names
    readings: tuple[tuple[str, str], ...] = ()  # those names, each with the question that asks it

    @property
    def wants_amount(self) -> bool:
        return bool(self.measures or self.families)

    def with_measure(self, measure: Measure) -> Query:
        return replace(
            self, measures=(measure,), families=(measure.family,) if measure.family else ()
        )

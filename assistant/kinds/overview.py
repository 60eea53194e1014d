"""An office at a glance: budget, people, teams and projects, each as the report prints it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import draft
from assistant.answer import Basis, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.office import Office, offices
from assistant.lexicon import MEASURE_BY_NAME, Operation
from assistant.query import Query
from assistant.wording import figure_amount, marks, say
from ingest.clean import compared
from ingest.units import family

_ASKED = re.compile(
    r"한눈에|소개|개요|요약|현황(?:[은을이]|$|[?]|알려|보여|정리|어때)"
    r"|(?:어떤|무슨|뭐하는|무엇을하는|뭘하는)(?:과|부서|곳|기관|조직|국|데)(?!들?[가이]?있)"
)
_WORDS = re.compile(
    r"^(?:한눈|소개|개요|요약|현황|어떤|무슨|과|부서|곳|기관|조직|전반|전반적|일반|일반현황|국|하|뭐"
    r"|간단|간단히|대하|전체|보이|보여|알리|정리|기본|정보|업무|일)$"
)
_SEVERAL = 3  # offices of an agency that are told together
_PROJECTS = 12
_CHANGE = re.compile(r"^증감액?$")
_RATE = re.compile(r"^(?:증감|증가|감소)[률율]")


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    if not _ASKED.search(query.squeezed) or query.measures or not _names_office(query):
        return None
    found = offices(desk)[:_SEVERAL]
    told = [_told(desk, office, brief=len(found) > 1) for office in found]
    parts = [part for part in told if part is not None]
    if not parts:
        return None
    return Draft(
        text="\n".join(part.text for part in parts),
        values=tuple(value for part in parts for value in part.values),
        basis=parts[0].basis,
    )


def _names_office(query: Query) -> bool:
    """Whether the question names an office and asks about nothing else."""
    named = bool(query.departments or query.agencies)
    return named and all(_WORDS.match(term.text) for term in query.terms)


def _told(desk: Desk, office: Office, *, brief: bool) -> Draft | None:
    rows = [_budget(desk, office), _people(desk, office), _organisation(desk, office)]
    found = [row for row in rows if row is not None]
    projects = [] if brief else office.projects[:_PROJECTS]
    if not found and not projects:
        return None
    document = office.document
    lines = [say("overview", office=office.told, title=document.title)]
    lines += [line for line, _ in found]
    if projects:
        listed = ", ".join(
            f"{record.statement.row_path[-1]}{marks([desk.book.cite(record)])}"
            for record in projects
        )
        lines.append(say("overview_row", name=f"주요사업 {len(projects)}건", told=listed))
    values = tuple(value for _, given in found for value in given)
    return Draft(text="\n".join(lines), values=values, basis=Basis(year=document.year))


Row = tuple[str, tuple[Value, ...]]


def _budget(desk: Desk, office: Office) -> Row | None:
    """The office's whole budget, with the change from the year before where it is printed."""
    years = (office.document.year,) if office.document.year else ()
    query = Query(
        text=desk.query.text,
        squeezed="",
        departments=(office.name,),
        agencies=(office.document.agency,) if office.document.agency else (),
        years=years,
        document_years=years,
        operation=Operation.FIGURE,
        search_terms=tuple(desk.search.terms(f"{office.name} 예산현황 합계 계")),
    ).with_measure(MEASURE_BY_NAME["예산"])
    asked = replace(desk, query=query)
    asked.book = desk.book
    pick = asked.pick(query)
    if pick is None or pick.rivals:
        return None
    best = pick.best
    n = desk.book.cite(best.record)
    told = f"{figure_amount(best.known_figure)} {marks([n])}"
    values = [draft.value(best, query, n)]
    for cell in desk.row(best.record):
        label = compared(" ".join(cell.statement.column_path[-1:]))
        change = next(iter(cell.statement.figures), None)
        if change is None or not (_CHANGE.search(label) or _RATE.search(label)):
            continue
        kind = "증감률" if family(change.unit) == "percent" else "증감"
        cited = desk.book.cite(cell)
        told += f", 전년 대비 {kind} {figure_amount(change)} {marks([cited])}"
        values.append(
            Value(value=change.value, unit=change.unit, label=f"예산 {kind}", citation=cited)
        )
    year = f"{years[0]}년 " if years else ""
    return say("overview_row", name=f"{year}예산", told=told), tuple(values)


def _people(desk: Desk, office: Office) -> Row | None:
    told, values = [], []
    for record in office.staff:
        n = desk.book.cite(record)
        for figure in record.statement.figures:
            label = figure.label or record.statement.row_path[-1]
            told.append(f"{label} {figure_amount(figure)} {marks([n])}")
            values.append(Value(value=figure.value, unit=figure.unit, label=label, citation=n))
    if not told:
        return None
    return say("overview_row", name="인력", told=", ".join(told)), tuple(values)


def _organisation(desk: Desk, office: Office) -> Row | None:
    parts = []
    if office.counts and office.organisation is not None:
        counts = " ".join(f"{office.counts[k]}{k}" for k in ("과", "팀") if k in office.counts)
        parts.append(f"{counts} {marks([desk.book.cite(office.organisation)])}")
    divisions = [(f"{name}({count}팀)", record) for name, count, record in office.divisions]
    names = divisions or office.teams
    if names:
        cited = marks(desk.book.cite(record) for _, record in names)
        parts.append(f"{', '.join(name for name, _ in names)} {cited}")
    if not parts:
        return None
    return say("overview_row", name="조직", told=" / ".join(parts)), ()

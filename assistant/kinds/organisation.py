"""How many divisions, teams or projects an office has, and which: printed counts first."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Basis, Calculation, Choice, Operand, Reason, Rule, Status, Value
from assistant.desk import Desk
from assistant.draft import Draft
from assistant.kinds.office import Office, offices
from assistant.query import Query
from assistant.wording import marks, say
from index.types import StatementRecord
from ingest.clean import squeezed

_KIND = r"(과|팀|부서)"
_COUNT = re.compile(
    rf"{_KIND}(?:[은는이가의]|별)?(?:모두|총|전부)?(?:몇[개과팀]|수(?![가-힣]{{2}})|개수|갯수)"
    rf"|몇개?의?{_KIND}|{_KIND}별팀수"
)
_LIST = re.compile(
    rf"{_KIND}(?:들?의?)?(?:이름|명칭|명단|목록|구성|종류)?(?:들)?[은는이가을를도]?"
    r"(?:다|모두|전부|뭐|무엇|어떤|무슨|나열|알려|말해|정리|있|어떻게)"
    rf"|(?:어떤|무슨){_KIND}(?:들)?[이가]?있|{_KIND}(?:이름|명단|목록)"
)
_BY_DIVISION = re.compile(r"과별|부서별|각과|각부서|과마다")
_PROJECTS = re.compile(
    r"주요(?:사업|업무)[은는이가의]?(?:모두|총|전부)?(?:몇|개수|갯수|건수|수[는가])"
)
_WORDS = re.compile(
    r"^(?:과|팀|부서|국|이름|명칭|명단|목록|조직|구성|개|수|과별|팀별|말하|알리|정리|\d*개?팀|\d*개?과"
    r"|주요|사업|업무|주요사업|주요업무|있|전부|모두|총|몇|팀수|과수)$"
)


def answer(desk: Desk) -> Draft | None:
    query = desk.query
    words = _without_names(query)
    projects = _PROJECTS.search(words) is not None
    count, listed = _COUNT.search(words), _LIST.search(words)
    if not (projects or count or listed) or not _is_about_office(query):
        return None
    found = offices(desk)
    if not found:
        return None
    if len(found) > 1 and not (query.departments or len(query.agencies) == 1):
        return _which(found, query)
    told = [
        _projects(desk, office) if projects else _organisation(desk, office, listing=not count)
        for office in found
    ]
    drafts = [one for one in told if one is not None]
    if not drafts:
        return None
    first = drafts[0]
    return Draft(
        text="\n".join(one.text for one in drafts),
        values=tuple(value for one in drafts for value in one.values),
        calculation=first.calculation,
        basis=first.basis,
        assumptions=tuple(dict.fromkeys(said for one in drafts for said in one.assumptions)),
    )


def _without_names(query: Query) -> str:
    words = query.squeezed
    for name in (*query.departments, *query.agencies):
        words = words.replace(squeezed(name), " ")
    return words


def _is_about_office(query: Query) -> bool:
    """Whether nothing but the office is asked about: no project, no one's post."""
    return all(_WORDS.match(term.text) for term in query.terms)


def _which(found: list[Office], query: Query) -> Draft:
    """Each office's own question, to choose from."""
    choices = tuple(
        Choice(id=f"c{n}", label=office.told, question=f"{office.told} {query.text}")
        for n, office in enumerate(found, 1)
    )
    lines = [say("which_office"), *(f"- {choice.label}" for choice in choices)]
    return Draft(
        text="\n".join(lines),
        status=Status.CLARIFY,
        reason=Reason.SEVERAL_READINGS,
        choices=choices,
    )


def _organisation(desk: Desk, office: Office, *, listing: bool) -> Draft | None:
    asks_divisions = re.search(r"과|부서", _without_names(desk.query))
    if office.divisions and (_BY_DIVISION.search(desk.query.squeezed) or asks_divisions):
        return _of_divisions(desk, office, listing=listing)
    if listing:
        return _teams(desk, office)
    return _printed(desk, office) or _teams(desk, office)


def _printed(desk: Desk, office: Office) -> Draft | None:
    """`조직현황 : 5과 23팀`"""
    record = office.organisation
    if record is None:
        return None
    n = desk.book.cite(record)
    counts = office.counts
    kinds = [kind for kind in ("과", "팀") if kind in counts]
    told = " ".join(f"{counts[kind]}{kind}" for kind in kinds)
    values = tuple(
        Value(value=Decimal(counts[k]), unit=k, label=f"{office.told} {k} 수", citation=n)
        for k in kinds
    )
    text = say("organisation", office=office.told, organisation=told, marks=marks([n]))
    return Draft(text=text, values=values, basis=_basis(office), assumptions=_assumed(desk, office))


def _of_divisions(desk: Desk, office: Office, *, listing: bool) -> Draft:
    printed = None if listing else _printed(desk, office)
    lines = [printed.text] if printed else []
    values = list(printed.values) if printed else []
    if listing:
        count = len(office.divisions)
        lines.append(say("listed", subject=f"{office.told}의 부서", count=count))
    for name, count, record in office.divisions:
        n = desk.book.cite(record)
        lines.append(say("figure_row", subject=name, amount=f"{count}팀", marks=marks([n])))
        values.append(Value(value=Decimal(count), unit="팀", label=f"{name} 팀 수", citation=n))
    return Draft(
        text="\n".join(lines),
        values=tuple(values),
        basis=_basis(office),
        assumptions=_assumed(desk, office),
    )


def _teams(desk: Desk, office: Office) -> Draft | None:
    if not office.teams:
        return None
    subject = f"{office.told}의 팀"
    return _listed(desk, office, subject, "팀", office.teams)


def _projects(desk: Desk, office: Office) -> Draft | None:
    rows = [(record.statement.row_path[-1], record) for record in office.projects]
    if not rows:
        return None
    year = f"{office.document.year}년 " if office.document.year else ""
    return _listed(desk, office, f"{year}{office.told}의 주요사업", "개", rows)


def _listed(
    desk: Desk, office: Office, subject: str, unit: str, rows: list[tuple[str, StatementRecord]]
) -> Draft:
    """The things one by one, and their number, counted here over the cited rows."""
    numbered = [(name, desk.book.cite(record)) for name, record in rows]
    lines = [say("counted", subject=subject, count=f"{len(rows)}{unit}")]
    lines += [f"- {name} {marks([n])}" for name, n in numbered]
    operands = tuple(
        Operand(label=name, value=Decimal(1), unit=unit, citation=n) for name, n in numbered
    )
    calculation = Calculation(
        rule=Rule.COUNT,
        formula=f"{' + '.join('1' for _ in rows)} = {len(rows)}{unit}",
        operands=operands,
        result=Decimal(len(rows)),
        unit=unit,
    )
    value = Value(
        value=Decimal(len(rows)), unit=unit, label=f"{subject} 수", calculation=calculation
    )
    return Draft(
        text="\n".join(lines),
        values=(value,),
        calculation=calculation,
        basis=_basis(office),
        assumptions=_assumed(desk, office),
    )


def _basis(office: Office) -> Basis:
    return Basis(year=office.document.year)


def _assumed(desk: Desk, office: Office) -> tuple[str, ...]:
    query = desk.query
    if query.years or query.document_years or not office.document.year:
        return ()
    return (say("default_year", year=office.document.year),)

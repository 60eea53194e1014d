"""One question for several amounts becomes one question for each."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.lexicon import Measure, Operation, asked_units, document_named
from assistant.query import Query, Term
from ingest.agencies import stem
from ingest.clean import compared, squeezed
from ingest.periods import years
from ingest.units import family

_LINK = re.compile(
    r"랑(?=[\s가-힣])|(?<=[과국동구팀관장초년월대])하고(?=\s)|(?<=[가-힣])(?:와|과)(?=\s)|\s?[+&→]\s?|\s?,\s?|\s및\s|\svs\.?\s"
)
# Where two things are added or compared, `A하고 B` and `A보다 B` link them.
_LINK_ANY = re.compile(_LINK.pattern + r"|하고(?=\s)|(?<=[가-힣])보다(?=\s)")
# `A가 B보다`: the words before either particle stand for one of the two.
_THAN = re.compile(r"(?P<one>.*[가-힣)])(?:이|가|은|는)\s+(?P<other>.+?)보다(?=\s)")
_THINGS = frozenset(("place", "piece", "machine", "case"))
_AFTER_MEASURE = re.compile(
    r"(?P<measure>예산|사업비|정원|현원|집행액|집행률|인원|건수|면적|금액|구독자)(?:액)?\s?"
    r"(?:이?랑|하고|과|와|,)\s"
)
_NUMBERED = re.compile(r"제?\d+(관|호점|호기|호선|단계|권역|기|차|동|구역|공구|분관)")
_YEAR = re.compile(r"(?<!\d)(?:20)?\d{2}년")
_SEVERAL = 3  # linked subjects that make a list
_AROUND = 2  # words on either side of a link


def split(query: Query) -> list[Query]:
    """The single questions of a question: one measure, one department, one year, one subject each.

    Sorted as asked.  A question for one amount comes back as it is.
    """
    questions = _by_phrase(query)
    for part in (
        by_year_phrase,
        _by_agency,
        _by_department,
        _by_report,
        _by_subject,
        _by_number,
        _by_year,
        _by_measure,
        _by_kind,
    ):
        questions = [single for question in questions for single in part(question)]
    return questions


def _by_phrase(query: Query) -> list[Query]:
    """`A과 7급 정원이랑 B구 일반직 7급 정원`: two phrases, each with the measure of its own."""
    cut = _AFTER_MEASURE.search(query.text)
    if cut is None or len(query.measures) > 1 or cut["measure"] not in query.text[cut.end() :]:
        return [query]
    phrases = query.text[: cut.end("measure")], query.text[cut.end() :]
    singles = [_of_phrase(query, phrase) for phrase in phrases]
    own = [{t.text for t in single.terms} | {*single.departments} for single in singles]
    return singles if all(own) and own[0] != own[1] else [query]


def by_year_phrase(query: Query) -> list[Query]:
    """`A 2024년 확정액, 2023년 당초보다`: each year with the words behind it, and A for both."""
    starts = [found.start() for found in _YEAR.finditer(query.text)]
    if len(starts) != 2 or len(query.years) != 2 or query.operation is not Operation.DIFFERENCE:
        return [query]
    pieces = [query.text[starts[0] : starts[1]], query.text[starts[1] :]]
    common = _terms_in(query.terms, query.text[: starts[0]])
    own = [[t for t in _terms_in(query.terms, piece) if t not in common] for piece in pieces]
    named = [[year for year in query.years if year in years(piece)] for piece in pieces]
    shared = set(own[0]) & set(own[1])
    if shared or not (common and all(own)) or any(len(one) != 1 for one in named):
        return [query]
    singles = [
        replace(_without(query, other), years=(year,), months=())
        for (year,), other in zip(named, reversed(own), strict=True)
    ]
    return sorted(singles, key=lambda single: single.years)


def _of_phrase(query: Query, phrase: str) -> Query:
    """The question with only those of its words, names and years that stand in a phrase."""
    flat = compared(phrase)
    departments = tuple(name for name in query.departments if compared(name) in flat)
    agencies = tuple(name for name in query.agencies if stem(name) in flat)
    named = tuple(year for year in query.years if year in years(phrase))
    return replace(
        query,
        terms=tuple(_terms_in(query.terms, phrase)),
        departments=departments or (query.departments if len(query.departments) < 2 else ()),
        agencies=agencies or (query.agencies if len(query.agencies) < 2 else ()),
        years=named or query.years,
        text=phrase,
        squeezed=squeezed(phrase),
        phrases=tuple(p for p in query.phrases if p in flat),
    )


def _by_agency(query: Query) -> list[Query]:
    """One question an agency; where as many departments are named, they tell the agencies apart."""
    if len(query.agencies) < 2 or len(query.departments) >= len(query.agencies):
        return [query]
    return [replace(query, agencies=(agency,)) for agency in query.agencies]


def _by_report(query: Query) -> list[Query]:
    if len(query.document_years) < 2:
        return [query]
    return [replace(query, document_years=(year,)) for year in query.document_years]


def _by_department(query: Query) -> list[Query]:
    if len(query.departments) < 2:
        return [query]
    return [replace(query, departments=(department,)) for department in query.departments]


def _by_year(query: Query) -> list[Query]:
    if len(query.years) < 2 or query.operation is Operation.SUM:
        return [query]
    return [
        replace(query, years=(year,), months=tuple(m for m in query.months if m[0] in {0, year}))
        for year in query.years
    ]


def _by_measure(query: Query) -> list[Query]:
    measures: tuple[Measure, ...] = query.measures
    if len(measures) < 2:
        return [query.with_measure(measures[0])] if measures and not query.families else [query]
    return [query.with_measure(measure) for measure in measures]


def _by_number(query: Query) -> list[Query]:
    """`제1관 제2관 이용인원`: one question for each of several that differ by their number."""
    numbered: dict[str, list[Term]] = {}
    for term in query.terms:
        if found := _NUMBERED.fullmatch(term.text):
            numbered.setdefault(found[1], []).append(term)
    several = next((terms for terms in numbered.values() if len(terms) > 1), None)
    if several is None or query.operation in {Operation.LIST, Operation.TEXT}:
        return [query]
    return [_without(query, [t for t in several if t is not term]) for term in several]


def _by_kind(query: Query) -> list[Query]:
    """`몇 개고 몇 명`: one question for each kind of amount; things are counted in many units."""
    things = ("piece", "place", "machine", "case")
    units = asked_units(squeezed(query.text))
    if len(units) > 1 and not query.measures and query.operation is Operation.FIGURE:
        kinds = (things if unit == "개" else (family(unit),) for unit in units)
        return [replace(query, families=kind) for kind in kinds]  # `몇 개소 몇 대`
    counted = tuple(kind for kind in query.families if kind in _THINGS)
    others = [(kind,) for kind in query.families if kind not in _THINGS]
    groups = [*others, counted] if counted else others
    if query.measures or len(groups) < 2 or query.operation is not Operation.FIGURE:
        return [query]
    return [replace(query, families=group) for group in groups]


def _by_subject(query: Query) -> list[Query]:
    """`한파랑 폭염`: the words on either side of a link stand for a question each."""
    listed = _listed(query)
    if listed:
        return [_without(query, [t for other in listed if other is not own for t in other])
                for own in listed]  # fmt: skip
    together = query.operation in {Operation.SUM, Operation.COMPARE, Operation.DIFFERENCE}
    if together and (pair := _one_than_other(query)):
        return pair
    for link in (_LINK_ANY if together else _LINK).finditer(query.text):
        if _is_of_name(query, link) or link.end() < document_named(query.text):
            continue
        before = query.text[: link.start()].split()[-_AROUND:]
        after = _LINK.split(query.text[link.end() :])[0].split()[:_AROUND]
        left = _terms_in(query.terms, " ".join(before))
        right = _as_many(query.terms, after, len(left))
        both = set(left) & set(right)
        left, right = ([t for t in side if t not in both] for side in (left, right))
        if left and right:
            return [_without(query, right), _without(query, left)]
    return [query]


def _is_of_name(query: Query, link: re.Match[str]) -> bool:
    """Whether a link is the end of a word that is looked for: the 과 of 정보통신과."""
    word = compared(query.text[: link.end()])
    return bool(link[0].strip()) and any(
        term.text.endswith(link[0].strip()) and word.endswith(term.text) for term in query.terms
    )


def _one_than_other(query: Query) -> list[Query]:
    """`여자가 남자보다`: what is before 보다, then the like of it before the subject's particle."""
    found = _THAN.search(query.text)
    if found is None or len(years(query.text)) > len(query.years):
        return []  # each year's words are told apart already
    right = _terms_in(query.terms, found["other"])
    before = [t for t in _terms_in(query.terms, found["one"]) if t not in right]
    if not right or not before:
        return []
    ending = right[-1].text[-1]  # `한강공원 이용객이 난지공원보다`: 공원 and 공원, not 이용객
    left = next((t for t in reversed(before) if t.text[-1] == ending), before[-1])
    return [_without(query, [left]), _without(query, right)]


def _as_many(terms: tuple[Term, ...], words: list[str], most: int) -> list[Term]:
    """The terms of the first words, until they are as many as on the other side of the link.

    `본관하고 별관 건물면적`: the area is asked of both.
    """
    found: list[Term] = []
    for end in range(1, len(words) + 1):
        found = _terms_in(terms, " ".join(words[:end]))
        if len(found) >= most:
            break
    return found


def _listed(query: Query) -> list[list[Term]]:
    """The words of each of three or more linked subjects: `책마을, 키움센터, 지역아동센터`."""
    parts = _LINK.split(query.text)
    links = [link[0].strip() for link in _LINK.finditer(query.text)]
    alike = len(set(links)) == 1 or (set(links[:-1]) == {","} and links[-1] != ",")
    if len(parts) < _SEVERAL or not alike:
        return []
    words = [part.split() for part in parts]
    words = [words[0][-_AROUND:], *words[1:-1], words[-1][:_AROUND]]
    found = [_terms_in(query.terms, " ".join(part)) for part in words]
    texts = [term.text for terms in found for term in terms]
    return found if all(found) and len(set(texts)) == len(texts) else []


def _terms_in(terms: tuple[Term, ...], text: str) -> list[Term]:
    flat = compared(text)
    return [term for term in terms if term.text in flat]


def _without(query: Query, dropped: list[Term]) -> Query:
    """The question less some words, in `squeezed` too, so that they match no labels."""
    flat = query.squeezed
    for term in dropped:
        flat = flat.replace(term.text, " ")
    return replace(query, terms=tuple(t for t in query.terms if t not in dropped), squeezed=flat)

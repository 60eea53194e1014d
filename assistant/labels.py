"""What a statement's labels say beyond the question: it may be about something narrower."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.lexicon import Wanted
from assistant.profile import Profile
from assistant.query import Query
from assistant.words import nearly_in
from index.types import StatementRecord
from ingest.cell_kinds import is_total
from ingest.clean import compared
from ingest.model import Figure, StatementKind

# What labels that the question does not name take off.
ROW, COLUMN, LABEL, HEAD, PROJECT, PART, NARROWER = 0.14, 0.10, 0.10, 0.06, 0.06, 0.12, 0.6
NAMED = 0.04  # what a figure gains that the question names by its own label
_EMPTY_WORDS = re.compile(
    r"(?:19|20)\d{2}년?도?|^\d{2}년도?$|연차별|소요재원|소요자원|당초예산|본예산|현황|구분|소요|추진"
)
# Whom an agency has or serves as a whole: what a project says of some of them does not answer.
_EVERYBODY = {
    "인구", "직원", "공무원", "면적", "주민", "구민", "시민", "군민", "학생", "어르신", "노인",
    "아동", "청년", "가구", "세대", "다문화", "가정", "다문화가정", "장애인", "외국인",
}  # fmt: skip
_COSTS = re.compile(r"소요\s?예산|사업비")  # of one thing, where a line says so
_SOURCE = re.compile(r"[국시구도군]비")
_ANSWERING = {
    Wanted.WHO: re.compile(r"팀|과$|담당관|기관|부서|비고|업무|대상|참석|장$|주체|주관"),
    Wanted.DATE: re.compile(r"기간|일시|시기|일정|일자|날짜|일$|시간|체결"),
    Wanted.PLACE: re.compile(r"위치|장소|주소|소재"),
}


def asked_text(query: Query) -> str:
    """Everything that the question names, letters only: words, synonyms, departments, measures."""
    words = [s for term in query.terms for s in term.spellings]
    return " ".join(
        (compared(query.squeezed), *words, *map(compared, query.departments), *query.agencies)
    )


def extra(
    query: Query, record: StatementRecord, seen: Profile, figure: Figure | None, asked: str
) -> float:
    """What to take off for labels of the statement that the question does not name."""
    statement = record.statement
    rows = [label for label in statement.row_path if not is_total(label)]
    columns = [label for label in statement.column_path if not is_total(label)]
    weight = ROW if statement.kind is StatementKind.CELL else ROW / 2
    found = weight * _unless_answer(rows, asked, query) + COLUMN * _unless_answer(
        columns, asked, query
    )
    if figure is not None and figure.label and not is_total(figure.label):
        found += (
            -NAMED if is_named(figure, query) else LABEL * unasked([figure.label], asked, query)
        )
    above = statement.heads[-1:] or ((record.caption,) if record.caption else ())
    found += (HEAD if query.terms else 2 * HEAD) * unasked(above, asked, query)
    if record.project:
        found += PROJECT * unasked([record.project], asked, query)
        found += PART * _only_part(query, record, seen, asked)
    return found + _narrower(query, record, figure)


def _only_part(query: Query, record: StatementRecord, seen: Profile, asked: str) -> float:
    """The question names the project by its title, and this tells of one thing within it."""
    named = query.terms and all(any(s in seen.place for s in t.spellings) for t in query.terms)
    return unasked(record.statement.heads[-1:], asked, query) if named else 0.0


def _narrower(query: Query, record: StatementRecord, figure: Figure | None) -> float:
    """A whole department or agency is asked, and this is one project's or one department's."""
    if query.terms and not all(term.text in _EVERYBODY for term in query.terms):
        return 0.0
    key = " ".join(record.statement.row_path) if record.statement.row is None else ""
    key += f" {figure.label}" if figure and record.statement.row is None else ""
    one_project = bool(record.project) or _COSTS.search(key) is not None
    one_department = bool(query.agencies) and not query.departments and bool(record.department)
    return NARROWER if one_project or one_department else 0.0


def _unless_answer(labels: Iterable[str], asked: str, query: Query) -> float:
    """Labels that answer by themselves (a team for `누가`, 개소일 for `언제`) are not extra."""
    answers = [_ANSWERING[kind] for kind in query.wanted if kind in _ANSWERING]
    rest = [x for x in labels if not any(pattern.search(compared(x)) for pattern in answers)]
    return unasked(rest, asked, query)


def unasked(labels: Iterable[str], asked: str, query: Query) -> float:
    """The largest share of a label's letter pairs that the question does not name, 0 to 1."""
    worst = 0.0
    for label in labels:
        printed = re.sub(r"[~∼～]", "에서", re.sub(r"\([^()]*\)", "", label) or label)
        bare = _EMPTY_WORDS.sub("", compared(printed))
        for measure in query.measures:
            bare = measure.labels.sub("", bare)
        if not _SOURCE.fullmatch(bare):
            bare = re.sub(r"(?:[액률율수의및비]|명|건|회|천원)+$", "", bare)
        if len(bare) < 2:
            continue
        pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
        worst = max(worst, 1 - sum(pair in asked for pair in pairs) / len(pairs))
    return worst


def is_named(figure: Figure, query: Query) -> bool:
    """Whether the question names a figure by its own label, a wrong letter forgiven."""
    label = compared(re.sub(r"[~∼～]", "에서", figure.label))
    if len(label) < 2:
        return False
    words = [spelling for term in query.terms for spelling in term.spellings if len(spelling) >= 2]
    last = compared(figure.label.split()[-1]) if figure.label.split() else ""
    return (
        last in words
        or all_in(words, label)
        or any(label == word or (len(word) >= 3 and nearly_in(word, label)) for word in words)
    )


def all_in(words: list[str], label: str) -> bool:
    """Whether the label is made of the question's words: `4년이상` of `4년 이상`."""
    rest = label
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) <= len(label) // 3

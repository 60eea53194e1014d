"""Other names that a report itself gives to its departments and projects.

Only where the report says so: `소통담당관(이하 ‘소통관’)`, `소통담당관(구 홍보담당관)`, `A과 → B과`
under a heading about renaming, and brackets whose letters abbreviate what stands before them.  A
bracket alone says nothing (`주거급여(임차)` is a part, `은평구(소재)` a place): of 230 in four real
reports one in twenty held another name, so brackets without such a sign are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from index.types import FROM_REPORT, Alias, NameKind
from ingest.model import Block, Report, SectionKind, Table

RULES = 1  # raise it whenever the same report would give other aliases: stored ones are found anew

_OFFICE = (
    r"[가-힣·]{1,9}(?:담당관|감사관|공보관|정책관|기획관)"
    r"|[가-힣·]{2,9}(?:과|국|실|단|본부|사업소|보건소|센터)"
)
_NO_OFFICE = re.compile(
    r"(?:결과|효과|성과|경과|초과|통과|부과|학과|교과|사과|약국|방송국"
    r"|교실|내실|현실|사실|확실|화장실|회의실|강의실|사무실|교육실|체육실|수단|집단|판단|진단|중단|차단)$"
)
_OWN_OFFICE = re.compile(r"(?:[가-힣]관|과|국|본부)$")
_AGENCY = re.compile(r"(?:[시군구]청|교육청|경찰청|부|처|위원회|공단|공사|재단)$")
_BUREAU = re.compile(r"(?:국|본부|단)$")
_QUOTES = "'\"‘’“”「」『』"
_SHORT = rf"[{_QUOTES}]?\s*(?P<short>[^()\[\]{_QUOTES}]{{2,20}}?)\s*[{_QUOTES}]?"
_HEREAFTER = re.compile(
    rf"\(\s*(?:이하|약칭|줄여서|일명|별칭)\s*[::,]?\s*{_SHORT}\s*(?:(?:이?라|으?로)\s*(?:함|한다|칭함|약칭함?))?\s*\)"
)
_FORMERLY = re.compile(
    rf"(?P<new>{_OFFICE})\s?\(\s?(?:舊|前|옛|종전|구\s?명칭|구[.\s])\s?[::]?\s?(?P<old>{_OFFICE})\s?\)"
)
_NOW = re.compile(rf"(?P<old>{_OFFICE})\s?\(\s?(?:現|현재|현)\s?[::]?\s?(?P<new>{_OFFICE})\s?\)")
_ARROW = r"(?:→|⇒|➡|▶)"
_RENAMED = re.compile(
    rf"(?P<old>{_OFFICE})[{_QUOTES}]?\s?\(?\s?{_ARROW}\s?[{_QUOTES}]?(?P<new>{_OFFICE})(?![가-힣])"
)
_SAID = re.compile(
    rf"(?P<old>{_OFFICE})[{_QUOTES}]?(?:을|를|은|는|이|가|도)\s?[{_QUOTES}]?(?P<new>{_OFFICE})[{_QUOTES}]?(?:으로|로)"
)
_SAID_OF_NAMES = re.compile(r"명칭|이름|개칭|부서명")
_AND = r"\s?(?:[·,、/+&]|및|와|과)\s?"  # of several: a merger or a split
_ANOTHER_OLD = re.compile(rf"(?:^|[^가-힣→⇒➡▶])(?<![→⇒➡▶]\s)(?:{_OFFICE}){_AND}$")
_ANOTHER_NEW = re.compile(rf"{_AND}(?:{_OFFICE})(?![가-힣])(?!\s?\(?\s?{_ARROW})")
_SEVERAL = re.compile(r"통합|통폐합|분리|분할|나누|합쳐")
_ABOUT_NAMES = re.compile(r"명칭|부서명|개칭|조직개편|기구개편|조직정비|직제")
_ABOUT_WORK = re.compile(r"이관|이전|배치|이동|전보|의뢰|통보|보고|접수|제출|결재|검토|협조|업무")
_BEFORE = re.compile(r"(?:개편|변경|개정|조정)전|현행|종전|기존|구명칭")
_AFTER = re.compile(r"(?:개편|변경|개정|조정)(?:후|안)|개편$|변경$|조정$|신명칭|현명칭|개칭")
_BRACKET = re.compile(r"\(([가-힣]{3,8})\)")
_LEAST_LETTERS = 3


def found(report: Report) -> tuple[Alias, ...]:
    """The aliases that a report states, each once, in the order of the report."""
    departments = {s.title for s in report.sections if s.kind is SectionKind.DEPARTMENT}
    departments |= {report.department} - {""}
    projects = {s.title for s in report.sections if s.kind is SectionKind.PROJECT}
    stated: dict[tuple[NameKind, str, str], None] = {}
    for block in report.blocks:
        renaming = bool(_ABOUT_NAMES.search(_flat(_headings(report, block))))
        pairs = _in_table(block.table, renaming=renaming) if block.table else ()
        for kind, alias, name in (*pairs, *_in_texts(block, departments, projects, renaming)):
            if _flat(alias) != _flat(name):
                stated[kind, alias.strip(), name.strip()] = None
    return tuple(Alias(k, a, name, report.agency, FROM_REPORT) for k, a, name in stated)


def _headings(report: Report, block: Block) -> str:
    titles = [section.title for section in report.path(block.section)[1:]]
    return " ".join((*titles, block.table.caption if block.table else ""))


def _in_texts(
    block: Block, departments: set[str], projects: set[str], renaming: bool
) -> Iterator[tuple[NameKind, str, str]]:
    texts = [cell for row in block.table.grid for cell in row] if block.table else [block.text]
    for text in texts:
        for match in _HEREAFTER.finditer(text):
            yield from _hereafter(text[: match.start()], match["short"], departments, projects)
        yield from _offices(text, renaming)
        for match in _BRACKET.finditer(text):
            name = _abbreviated(match[1], text[: match.start()])
            if name and len(match[1]) >= _LEAST_LETTERS and match[1] not in name:
                yield _kind(name, departments), match[1], name


def _offices(text: str, renaming: bool) -> Iterator[tuple[NameKind, str, str]]:
    """Offices that were called otherwise: `(구 …)`, `(현 …)` and arrows about names."""
    for pattern in (_FORMERLY, _NOW):
        for match in pattern.finditer(text):
            if _alike(match["old"], match["new"]) and not text[: match.start()].endswith("시 "):
                yield NameKind.DEPARTMENT, match["old"], match["new"]
    flat = _flat(text)
    if _ABOUT_WORK.search(flat) or _SEVERAL.search(flat):
        return
    patterns = [_SAID] if _SAID_OF_NAMES.search(flat) else []
    patterns += [_RENAMED] if renaming or _ABOUT_NAMES.search(flat) else []
    for pattern in patterns:
        for match in pattern.finditer(text):
            another = _has_another(text, match)
            if not another and _alike(match["old"], match["new"]):
                yield NameKind.DEPARTMENT, match["old"], match["new"]


def _has_another(text: str, match: re.Match[str]) -> bool:
    """Whether the old or the new office is one of several: `가과, 나과 → 다과`."""
    before = _ANOTHER_OLD.search(text[: match.start()])
    return before is not None or _ANOTHER_NEW.match(text, match.end()) is not None


def _in_table(table: Table, *, renaming: bool) -> Iterator[tuple[NameKind, str, str]]:
    """Rows of a table `개편 전 | 개편 후` with one office in each of the two cells.

    An office that becomes several (its cell is blank in the next row) has no one new name.
    """
    labels, body = table.grid[: table.header_rows], table.grid[table.header_rows :]
    heads = [_flat("".join(row[c] for row in labels)) for c in range(table.width)]
    before = [c for c, head in enumerate(heads) if _BEFORE.search(head)]
    after = [c for c, head in enumerate(heads) if _AFTER.search(head)]
    about = renaming or bool(re.search(r"부서|명칭|기구|조직", "".join(heads)))
    if not about or len(before) != 1 or len(after) != 1:
        return
    rows = [(_flat(row[before[0]]), _flat(row[after[0]])) for row in body]
    for (old, new), (following, _) in pairwise([*rows, ("-", "")]):
        if following and _is_office(old) and _is_office(new) and _alike(old, new):
            yield NameKind.DEPARTMENT, old, new


def _hereafter(
    before: str, short: str, departments: set[str], projects: set[str]
) -> Iterator[tuple[NameKind, str, str]]:
    """What `(이하 …)` shortens: a known name, an office, or the words of its letters."""
    before = before.rstrip(f" {_QUOTES}")
    flat = _flat(before)
    for kind, names in ((NameKind.DEPARTMENT, departments), (NameKind.PROJECT, projects)):
        known = [name for name in names if flat.endswith(_flat(name))]
        if known:
            yield kind, short, max(known, key=len)
            return
    office = re.search(rf"(?:^|[\s,])({_OFFICE})$", before)
    if office and _is_office(office[1]) and _abbreviated(_flat(short), office[1]):
        yield NameKind.DEPARTMENT, short, office[1]
    elif len(_flat(short)) >= _LEAST_LETTERS and (name := _abbreviated(_flat(short), before)):
        yield _kind(name, departments), short, name


def _abbreviated(short: str, before: str) -> str:
    """The words at the end of a text whose letters make the abbreviation, "" where none do.

    Its letters come in order, the first from the beginning of a word (Schwartz and Hearst 2003).
    """
    at = len(before)
    for position in range(len(short) - 1, -1, -1):
        at = before.rfind(short[position], 0, at)
        while position == 0 and at > 0 and re.match(r"[0-9A-Za-z가-힣]", before[at - 1]):
            at = before.rfind(short[0], 0, at)
        if at < 0 or (position == len(short) - 1 and " " in before[at:].strip()):
            return ""
    name = before[at:].strip(f" {_QUOTES}")
    tail = re.sub(r"[^가-힣]", "", name)
    spread = 2 * len(short) + 4  # letters found far apart are there by chance
    return name if len(short) < len(tail) <= spread and not re.search(r"[,.:;()]", name) else ""


def _kind(name: str, departments: Iterable[str]) -> NameKind:
    if name in departments or (_is_office(name) and _OWN_OFFICE.search(name)):
        return NameKind.DEPARTMENT
    return NameKind.AGENCY if _AGENCY.search(name) else NameKind.PROJECT


def _is_office(text: str) -> bool:
    """One office; `문화과·체육과` are two."""
    joined = re.search(r"[과국관실]·", text)
    return re.fullmatch(_OFFICE, text) is not None and not joined and not _NO_OFFICE.search(text)


def _alike(old: str, new: str) -> bool:
    """Two different offices of one level: a bureau does not become a division."""
    if old == new or not (_is_office(old) and _is_office(new)):
        return False
    return bool(_BUREAU.search(old)) == bool(_BUREAU.search(new))


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)

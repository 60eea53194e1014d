"""The outline: parts, departments and projects, with the titles that the text has lost.

A project's title often survives only in the ordered list 주요사업 목록.  The text after the list is
cut where one project ends (its 소요예산 line or budget table) and the next opens (사업개요,
추진배경 …), and the cuts are matched with the list in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean import joined, squeezed
from ingest.lines import BARE, BOX, Piece, is_page_number
from ingest.model import SectionKind
from ingest.vocabulary import CONTENTS, SHEET, is_office, is_opening, is_section_word, is_team

_PROJECT_HEADER = re.compile(r"^(?:주요|단위|세부|정책)?사업명?$|^과제명?$|^사업명칭$")
_PAGE_HEADER = re.compile(r"^(?:쪽수?|쯕|페이지수?|면|page|비고)$")
_BUDGET_LINE = re.compile(
    r"^(?:(?:20\d\d|['’]\d\d)년도?\s*)?(?:소요\s?예산|예산\s?현황|소요\s?재원)"
)
_ONCE = {"사업개요", "사업필요성", "평가개요", "추진개요"}
_LEADERS = re.compile(r"[\s·.…•]{3,}\d*[\s\d]*$")
_OWNER = re.compile(r"\s+[가-힣]{2,8}팀$")
_CONTENTS_ENTRY = re.compile(r"[\s·.…•]\s*\d{1,3}$")
_FEWEST_PROJECTS = 2
_SHEET_NAME = 60  # letters
_CODED = re.compile(r"^\(\d+\)\s*|\s*\(\d{3,4}-\d{3}\)$")
_SENTENCE_LENGTH = 40  # letters; a longer one that ends as sentences do says something itself
_WORD = re.compile(r"[^\W\d_]{2}")  # `8. 4.>` is the rest of a date
_TOLD = re.compile(r"다\.?$|\.$")
_SENTENCE = re.compile(r"(?:다|함|음|임|됨)\.?$|[.!?]$")


@dataclass(frozen=True, slots=True)
class Cut:
    """A section starts at a piece."""

    piece: int
    kind: SectionKind
    title: str
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class ProjectList:
    piece: int
    titles: tuple[str, ...]


def cuts(pieces: Sequence[Piece]) -> list[Cut]:
    """Where parts, departments and projects start, in order."""
    major = _parts(pieces) + _departments(pieces)
    sheets = _project_sheets(pieces)
    lists = [found for i, piece in enumerate(pieces) if (found := _project_list(i, piece))]
    stops = sorted({cut.piece for cut in major} | {found.piece for found in lists} | {len(pieces)})
    projects: list[Cut] = []
    for found in lists:
        end = next(stop for stop in stops if stop > found.piece)
        projects += _projects(pieces, found, end)
    listed = {cut.piece for cut in major if any(f.piece > cut.piece for f in lists)}
    for cut in major:
        end = next(stop for stop in stops if stop > cut.piece)
        if cut.kind is SectionKind.PART and not any(cut.piece <= f.piece <= end for f in lists):
            projects += _unlisted(pieces, cut.piece + 1, end, projects, known=bool(listed))
            projects += [] if lists else _numbered(pieces, cut.piece + 1, end)
    return sorted(
        major + projects + sheets, key=lambda cut: (cut.piece, cut.kind is SectionKind.PROJECT)
    )


def _parts(pieces: Sequence[Piece]) -> list[Cut]:
    return [
        Cut(i, SectionKind.PART, piece.text)
        for i, piece in enumerate(pieces)
        if piece.roman and not _CONTENTS_ENTRY.search(piece.text) and not _in_contents(pieces, i)
    ]


def _in_contents(pieces: Sequence[Piece], index: int) -> bool:
    """Right below 목차, among lines that end with page numbers."""
    for back in range(index - 1, max(-1, index - 12), -1):
        piece = pieces[back]
        if squeezed(piece.text) in CONTENTS:
            return all(
                p.roman or p.kind == "table" or _CONTENTS_ENTRY.search(p.text) or not p.text
                for p in pieces[back + 1 : index]
            ) and any(p.roman for p in pieces[index + 1 : index + 4])
    return False


def _departments(pieces: Sequence[Piece]) -> list[Cut]:
    """A bare office name right above the list of its teams."""
    found = []
    for i, piece in enumerate(pieces):
        if piece.kind not in {"text", "heading"} or not is_office(piece.text):
            continue
        below = [p for p in pieces[i + 1 : i + 5] if p.kind in {"item", "heading"}]
        if below and sum(is_team(p.text) for p in below) >= max(1, len(below) - 1):
            found.append(Cut(i, SectionKind.DEPARTMENT, piece.text.replace(" ", "")))
    return found


def _project_sheets(pieces: Sequence[Piece]) -> list[Cut]:
    """사업설명자료: each project on a sheet of its own, named below the heading 사업명.

    `1. 사업명` over `(26) 행복주택출자 (1440-408)` names 행복주택출자.
    """
    found = []
    for i, piece in enumerate(pieces[:-1]):
        below = pieces[i + 1]
        if squeezed(piece.text) != SHEET or piece.kind not in {"heading", "text"}:
            continue
        name = _CODED.sub("", below.text).strip() if below.kind != "table" else ""
        if 2 <= len(name) <= _SHEET_NAME and not _SENTENCE.search(name):
            found.append(Cut(i, SectionKind.PROJECT, name))
    return found


def _project_list(index: int, piece: Piece) -> ProjectList | None:
    """주요사업 목록: a table with a column of project names and a column of pages."""
    if piece.kind != "table" or len(piece.rows) < 2:
        return None
    header = [squeezed(joined(cell)) for cell in piece.rows[0]]
    names = next((c for c, cell in enumerate(header) if _PROJECT_HEADER.match(cell)), None)
    pages = any(_PAGE_HEADER.match(cell) for cell in header)
    if names is None or not (pages and header[0] in {"연번", "순번", "번호"}):
        return None
    titles = tuple(_LEADERS.sub("", joined(row[names])) for row in piece.rows[1:] if row[names])
    return ProjectList(index, titles) if titles else None


def _is_budget_end(piece: Piece) -> bool:
    """The line or table that closes a project: its budget."""
    if piece.kind == "table":
        head = squeezed("".join("".join(row) for row in piece.rows[:2]))
        return "연차별" in head or "재원별" in head or ("예산액" in head and "집행액" in head)
    outer = piece.kind == "text" or (piece.kind == "heading" and piece.rank <= BARE)
    return outer and _BUDGET_LINE.match(piece.text) is not None


def _segments(pieces: Sequence[Piece], start: int, end: int, titles: Sequence[str]) -> list[int]:
    """Where projects start between two pieces; the first starts at `start`."""
    starts = [start]
    ended = False
    pending: int | None = None
    opened: set[str] = set()
    for i in range(start, end):
        piece = pieces[i]
        expected = titles[len(starts)] if len(starts) < len(titles) else ""
        printed = bool(expected) and piece.kind != "table" and _similar(piece.text, expected)
        if printed and i > start:
            starts.append(pending if ended and pending is not None else i)
            ended, pending, opened = False, None, set()
        elif _opens_next(piece, ended, opened, None if pending is None else pieces[pending]):
            starts.append(i if pending is None else pending)
            ended, pending, opened = False, None, {squeezed(piece.text)}
        elif _opens(piece):
            opened.add(squeezed(piece.text))
        elif _is_budget_end(piece):
            ended, pending = True, None
        elif ended and (piece.kind == "text" or piece.numbered):
            pending = i if pending is None else pending
        elif ended and piece.kind != "note":
            pending = None
    return starts


def _opens_next(piece: Piece, ended: bool, opened: set[str], pending: Piece | None) -> bool:
    """Whether the next project opens here.

    After a project's budget, with an opening title or, below a sentence of purpose, with any
    box heading; without a budget, where 사업개요 comes a second time.
    """
    if _opens(piece):
        return ended or squeezed(piece.text) in opened & _ONCE
    purpose = pending is not None and len(pending.text) >= 30
    return ended and purpose and piece.kind == "heading" and piece.rank == BOX


def _opens(piece: Piece) -> bool:
    return piece.kind in {"text", "heading"} and is_opening(piece.text)


def _projects(pieces: Sequence[Piece], found: ProjectList, end: int) -> list[Cut]:
    start = found.piece + 1
    if start >= end:
        return []
    starts = _segments(pieces, start, end, found.titles)
    texts = [
        squeezed(" ".join(p.text for p in pieces[a:b]))
        for a, b in zip(starts, [*starts[1:], end], strict=True)
    ]
    order = _aligned(texts, found.titles)
    return [
        Cut(starts[segment], SectionKind.PROJECT, title, recovered=True)
        for segment, title in zip(order, found.titles, strict=True)
        if segment is not None
    ]


def _aligned(texts: Sequence[str], titles: Sequence[str]) -> list[int | None]:
    """For each title the segment that it names, in order (None where none is left for it).

    Equal counts are matched one to one; otherwise the order-keeping match with the highest sum of
    shared letter pairs (Needleman and Wunsch 1970, without gap costs).
    """
    if len(texts) == len(titles):
        return list(range(len(titles)))
    gain = [[_shared(title, text) for text in texts] for title in titles]
    best = [[0.0] * (len(texts) + 1) for _ in range(len(titles) + 1)]
    for t in range(len(titles) - 1, -1, -1):
        for s in range(len(texts) - 1, -1, -1):
            best[t][s] = max(best[t + 1][s], best[t][s + 1], gain[t][s] + best[t + 1][s + 1])
    order: list[int | None] = []
    t = s = 0
    while t < len(titles):
        if s < len(texts) and best[t][s] == gain[t][s] + best[t + 1][s + 1] and gain[t][s] > 0:
            order.append(s)
            t, s = t + 1, s + 1
        elif s < len(texts) and best[t][s] == best[t][s + 1]:
            s += 1
        else:
            order.append(None)
            t += 1
    return order


def _unlisted(
    pieces: Sequence[Piece], start: int, end: int, known_cuts: Sequence[Cut], *, known: bool
) -> list[Cut]:
    """Projects of a part without a list: a numbered title above an opening, or the same purpose.

    A project that opens with the very sentence of purpose that another project opened with
    carries that project's title.
    """
    if not known:
        return []
    purposes = {
        squeezed(pieces[cut.piece].text): cut.title
        for cut in known_cuts
        if len(pieces[cut.piece].text) > 40
    }
    found: list[Cut] = []
    for i in _segments(pieces, start, end, ()):
        head = pieces[i]
        following = pieces[i : min(i + 3, end)]
        purpose = next(
            (purposes.get(squeezed(p.text)) for p in following if len(p.text) > 40), None
        )
        if head.kind == "heading" and head.numbered and len(head.text) > 8:
            found.append(Cut(i, SectionKind.PROJECT, _OWNER.sub("", head.text)))
        elif purpose:
            found.append(Cut(i, SectionKind.PROJECT, purpose, recovered=True))
    return found


def _numbered(pieces: Sequence[Piece], start: int, end: int) -> list[Cut]:
    """Projects of a report without any list: headings numbered through a part, with budgets.

    `1 | 주민참여예산 운영 … 소요예산`, `2 | 찾아가는 법률 지원 … 소요예산`; numbers that begin anew
    are those of something inside.
    """
    heads = [i for i in range(start, end) if pieces[i].numbered and pieces[i].kind == "heading"]
    numbers = [int(pieces[i].marker) for i in heads if pieces[i].marker.isdigit()]
    if numbers != list(range(1, len(heads) + 1)) or len(heads) < _FEWEST_PROJECTS:
        return []
    ends = [*heads[1:], end]
    budgeted = sum(
        any(_is_budget_end(piece) for piece in pieces[head:stop])
        for head, stop in zip(heads, ends, strict=True)
    )
    titles = [pieces[i].text for i in heads]
    if budgeted * 2 < len(heads) or any(is_section_word(t) or is_opening(t) for t in titles):
        return []
    return [
        Cut(i, SectionKind.PROJECT, _OWNER.sub("", title))
        for i, title in zip(heads, titles, strict=True)
    ]


def _pairs(text: str) -> set[str]:
    flat = re.sub(r"[^0-9a-z가-힣]", "", squeezed(text))
    return {flat[i : i + 2] for i in range(len(flat) - 1)}


def _similar(text: str, title: str) -> bool:
    if not text or abs(len(text) - len(title)) > max(6, len(title) // 2):
        return False
    ours, theirs = _pairs(text), _pairs(title)
    return bool(theirs) and len(ours & theirs) / len(ours | theirs) >= 0.75


def _shared(title: str, text: str) -> float:
    wanted = _pairs(title)
    return len(wanted & _pairs(text)) / len(wanted) if wanted else 0.0


def is_heading(piece: Piece, following: Piece | None) -> bool:
    """A piece that titles what comes after it (below parts, departments and projects)."""
    if piece.kind == "heading":
        told = len(piece.text) > _SENTENCE_LENGTH and _TOLD.search(piece.text) is not None
        return not told and not _with_value(piece)
    if piece.kind != "text" or is_page_number(piece.text):
        return False
    if is_section_word(piece.text):
        return True
    short = 2 <= len(piece.text) <= 36 and not re.search(r"[::]|단위|기준|^\(|\d{3}", piece.text)
    leads = following is not None and following.kind in {"item", "table"}
    return short and leads and bool(_WORD.search(piece.text)) and not _SENTENCE.search(piece.text)


def _with_value(piece: Piece) -> bool:
    """`□ 소요예산 : 3,000천원`; a colon inside a word of a numbered title (`3 시:흥`) is of it."""
    value = r"[::](?:\s+\S|\d)" if piece.numbered else r"[::]\s*\S"
    return re.search(value, re.sub(r"\([^()]*\)", "", piece.text)) is not None


def is_budget(piece: Piece) -> bool:
    """`2025년 소요예산 : …` on a line of its own: it speaks for the whole project."""
    outer = piece.kind == "text" or (piece.kind == "heading" and piece.rank <= BOX)
    return outer and _BUDGET_LINE.match(piece.text) is not None


def heading_rank(piece: Piece) -> int:
    if piece.kind == "heading":
        return piece.rank
    return BOX if is_section_word(piece.text) else BARE

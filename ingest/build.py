"""A report from its pieces: sections, blocks and statements, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest import captions, cells, items, outline, sentences, side_by_side, stacked, tables
from ingest.clean import squeezed
from ingest.lines import BOX, NUMBERED, PLAIN, Piece, is_page_number
from ingest.model import (
    Basis,
    Block,
    BlockKind,
    Figure,
    Place,
    Section,
    SectionKind,
    Statement,
    StatementKind,
    Table,
)
from ingest.periods import basis_date, near_year
from ingest.units import COUNT_PATTERN, MONEY_PATTERN
from ingest.vocabulary import CONTENTS, SHEET, is_past

_ONE_UNIT = rf"(?:{MONEY_PATTERN}|(?:십만|백만|천|만)?\s?{COUNT_PATTERN})"
_UNIT_LINE = re.compile(rf"단위\s*[::]?\s*(?P<units>{_ONE_UNIT}(?:\s*[/,]\s*{_ONE_UNIT})*)")
# A unit that is not known, as printed: `(단위: 천달러)`, `(단위: ㎥/일)`.
_OTHER_UNIT = re.compile(
    r"\(?\s*단\s?위\s*[::]\s*(?P<units>[^()\[\]:：,\d\s][^()\[\]:：,\s]{0,9})\s*\)?"
)
_CORNER = 3  # rows at the top of a table whose first cell may tell the unit of all
_FIRST_YEAR = re.compile(r"(?:19|20)\d\d년도?(?=에|의|은|는|\s(?:예산|집행|결산|본예산|실적|말))")
_ABOUT_MONEY = re.compile(r"예산|[가-힣]비$|액$|재원|수입|지출|금액|세입|세출")
_FORM_ROW = 120  # letters; the cells of a longer row are passages, each told by itself
_IN_PROJECT = 2  # the level of the first heading below parts, departments and projects
_NAMED = (_IN_PROJECT + 1, -1)  # `1. 사업명`, whose number the headings of the sheet go on from
_BLOCK_KINDS = {"item": BlockKind.ITEM, "note": BlockKind.NOTE, "text": BlockKind.PARAGRAPH}


def _says_only_basis(text: str) -> bool:
    """Whether a line says unit and basis date and hardly anything else (`정원(현원), …`)."""
    if _OTHER_UNIT.fullmatch(text):
        return True
    rest = _UNIT_LINE.sub("", text)
    dated = basis_date(rest)
    rest = re.sub(r"[^0-9A-Za-z가-힣]|기준일?|현재", "", rest.replace(dated, "") if dated else rest)
    return len(rest) <= 8 and not sentences.figures(rest)


def _rank(piece: Piece) -> int:
    """How deep a piece is nested; what has no mark of its own stands innermost."""
    return piece.rank if piece.kind != "text" else PLAIN


def _lists_pages(piece: Piece) -> bool:
    """Rows that end with page numbers, as a table of contents has them."""
    ends = [next((cell for cell in reversed(row) if cell), "") for row in piece.rows]
    return all(re.fullmatch(r"\d{1,3}", end) for end in ends)


def _counted_in(key: str, year: int | None) -> tuple[Figure, ...]:
    """`냉난방기 신규 설치(10대): 3월`: a key that counts what it names."""
    counted = re.fullmatch(r"(.*\S)\s?\(([^()]*)\)", key)
    if counted is None:
        return ()
    found = sentences.figures(counted[2], labels=key)
    return tuple(replace(f, label=f.label or counted[1], year=year, span=(0, 0)) for f in found)


def _begins_in(text: str, base: int | None) -> int | None:
    """The year that a text begins with: `2031년 예산안에서 8조 5,000억원`."""
    begun = _FIRST_YEAR.match(text)
    return near_year(begun[0], base) if begun else None


def _without_notes(head: str) -> str:
    """A heading less what is only remarked on it: `… 운영 ※ 24년 정책제언 반영`."""
    return re.split(r"\s*※", head)[0]


@dataclass
class _Head:
    rank: int
    text: str


@dataclass
class Builder:
    """Collects sections, blocks and statements while walking the pieces once, in order."""

    title: str
    year: int | None
    plan: bool  # a plan report tells of other years in its 추진실적
    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    _open: list[tuple[int, int]] = field(default_factory=list)  # (level, section id)
    _heads: list[_Head] = field(default_factory=list)
    _basis: Basis = field(default_factory=Basis)
    _basis_line: int = 0  # the line, as recovered, that says it
    _basis_text: str = ""  # that line: `정원(현원), (기준일 : …)` names the pairs of the table
    _numbered: dict[int, tuple[int, int]] = field(default_factory=dict)  # number: level, section
    _contents: bool = False  # inside 목차: names and pages, nothing that the report says
    _units: dict[tuple[str, ...], str] = field(default_factory=dict)  # by printed header
    _below: str | None = None  # the basis date that a note below the table gives
    _after_table: bool = False
    _stated: set[int] = field(default_factory=set)  # sections whose heading the format states
    _caption: tuple[str, int] = ("", -99)  # text and index of the block that may title a table

    def build(self, pieces: Sequence[Piece]) -> None:
        self._section(SectionKind.REPORT, self.title, pieces[0].place if pieces else Place(), -1)
        cuts: dict[int, list[outline.Cut]] = {}
        for cut in outline.cuts(pieces):
            cuts.setdefault(cut.piece, []).append(cut)
        for index, piece in enumerate(pieces):
            if squeezed(piece.text) in CONTENTS:
                self._contents = True
            for cut in cuts.get(index, []):
                self._contents = False
                level = 0 if cut.kind in {SectionKind.PART, SectionKind.DEPARTMENT} else 1
                self._section(cut.kind, cut.title, piece.place, level, cut.recovered)
            following = pieces[index + 1] if index + 1 < len(pieces) else None
            self._below = self._dated_below(pieces[index + 1 : index + 3])
            self._after_table = index > 0 and pieces[index - 1].kind == "table"
            titled = any(not cut.recovered for cut in cuts.get(index, []))
            self._piece(piece, following, titled)

    @staticmethod
    def _dated_below(following: Sequence[Piece]) -> str | None:
        """The date in a note right below a table, unless it leads to the next one."""
        if not following or following[0].kind != "note" or not _says_only_basis(following[0].text):
            return None
        if _UNIT_LINE.search(following[0].text) or following[-1].kind == "table":
            return None
        return basis_date(following[0].text) or None

    def _section(
        self, kind: SectionKind, title: str, place: Place, level: int, recovered: bool = False
    ) -> None:
        self._close(level)
        parent = self._open[-1][1] if self._open else None
        start = replace(place, last_line=place.first_line)
        section = Section(len(self.sections), parent, kind, title, start, recovered)
        self.sections.append(section)
        self._open.append((level, section.id))

    def _close(self, level: int) -> None:
        """End the sections at this level and below, with the items that are open in them."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        self._heads.clear()

    @property
    def _current(self) -> int:
        return self._open[-1][1]

    def _piece(self, piece: Piece, following: Piece | None, titled: bool) -> None:
        if piece.kind == "table":
            self._tables(piece)
            return
        place = piece.place
        if self._read_basis(piece, following):
            return
        entry = self._contents and re.search(r"\s\d{1,3}$", piece.text) is not None
        if entry and not titled:  # a name with its page: no section begins here
            block = self._block(BlockKind.PARAGRAPH, piece, place)
        elif titled or outline.is_heading(piece, following):
            self._contents = self._contents and squeezed(piece.text) in CONTENTS
            if titled and piece.numbered and squeezed(piece.text) == SHEET:
                self._numbered = {int(piece.marker): _NAMED}
            if not titled:
                self._section(SectionKind.HEADING, piece.text, place, self._level(piece))
                if 0 < piece.rank < BOX:
                    self._stated.add(self._current)
            block = self._block(BlockKind.HEADING, piece, place)
            if re.search(r"\d", piece.text):  # a heading with a count is a statement, too
                self._line(block, piece.text, place)
        else:
            if outline.is_budget(piece):
                self._close(self._project_level)
            elif piece.kind == "heading":
                self._close(_IN_PROJECT + BOX)
            kind = BlockKind.ITEM if piece.kind == "heading" else _BLOCK_KINDS[piece.kind]
            block = self._block(kind, piece, place)
            if not is_page_number(piece.text):
                self._statement(piece, block, place)
        self._caption = (piece.text, block.id)

    @property
    def _project_level(self) -> int:
        """The level below the project that is open, be it only a numbered heading."""
        opened = [level for level, _ in self._open]
        numbered = _IN_PROJECT - 1 not in opened and _IN_PROJECT + 1 in opened
        return _IN_PROJECT + 2 if numbered else _IN_PROJECT

    def _level(self, piece: Piece) -> int:
        """How deep a heading opens its section.

        Numbered headings stand outside of boxes in one report (`1 조직 및 인력` over `□ 조직현황`)
        and inside in another (`□ 추진계획` over `1 …`): the first one decides, and the next
        numbers follow it.  They stand inside of a heading that the format itself states.
        """
        if not piece.numbered or not piece.marker.isdigit():
            return _IN_PROJECT + outline.heading_rank(piece)
        number = int(piece.marker)
        before = self._numbered.get(number - 1)
        if before in self._open or before == _NAMED:
            level = before[0] if before else 0
        else:
            boxed = any(level == _IN_PROJECT + BOX for level, _ in self._open)
            stated = [level for level, section in self._open if section in self._stated]
            outside = stated[-1] + 1 if stated else _IN_PROJECT + 1
            level = _IN_PROJECT + NUMBERED if boxed else outside
        self._numbered[number] = (level, len(self.sections))
        return level

    def _block(
        self, kind: BlockKind, piece: Piece, place: Place, table: Table | None = None
    ) -> Block:
        depth = sum(head.rank < _rank(piece) for head in self._heads)
        block = Block(
            len(self.blocks), kind, self._current, piece.text, place, piece.marker, depth, table
        )
        self.blocks.append(block)
        return block

    def _read_basis(self, piece: Piece, following: Piece | None) -> bool:
        """A line that only says unit or basis date governs the next table and is no statement."""
        unit = _UNIT_LINE.search(piece.text)
        if unit is None or unit.end() < len(piece.text.rstrip(" )]")):
            unit = _OTHER_UNIT.fullmatch(piece.text) or unit
        dated = basis_date(piece.text)
        alone = piece.kind in {"text", "note"} and _says_only_basis(piece.text)
        leads = following is not None and following.kind == "table"
        if not unit and not (dated and (alone or leads)):
            return False
        if alone and not unit and not leads and self._after_table and piece.kind == "note":
            self._block(BlockKind.NOTE, piece, piece.place)  # it was told of the table above
            return True
        self._basis = Basis(
            unit=unit["units"].replace(" ", "") if unit else self._basis.unit,
            basis_date=dated or self._basis.basis_date,
            place=piece.place,
        )
        self._basis_line, self._basis_text = piece.last_line, piece.text
        if alone:
            self._block(BlockKind.NOTE, piece, piece.place)
        return alone

    def _statement(self, piece: Piece, block: Block, place: Place) -> None:
        rank = _rank(piece)
        while self._heads and self._heads[-1].rank >= rank:
            self._heads.pop()
        key, value = items.split(piece.text)
        if items.is_only_key(piece.text):
            key, value = re.sub(r"\s*[::]\s*$", "", piece.text), ""
        self._line(block, value if key else piece.text, place, key)
        if piece.kind in {"item", "heading"}:
            self._heads.append(_Head(rank, piece.text))

    def _line(self, block: Block, text: str, place: Place, key: str = "") -> None:
        heads = tuple(head.text for head in self._heads)
        labels = " ".join((key, *reversed(heads), self.sections[self._current].title))
        own = near_year(key, self.year) if key else near_year(text, self.year)
        year = own or _begins_in(text, self.year) or self._inherited_year(heads)
        found = sentences.figures(text, labels=labels, unit=self._counted(text, heads))
        dated = sentences.dated(found, text, year, basis_date(text))
        self.statements.append(
            Statement(
                id=len(self.statements),
                kind=StatementKind.ITEM if key else StatementKind.LINE,
                block=block.id,
                section=self._current,
                text=text,
                place=place,
                row_path=(key,) if key else (),
                heads=heads,
                year=year,
                figures=(*_counted_in(key, year), *dated),
            )
        )

    def _counted(self, text: str, heads: Sequence[str]) -> str:
        """The unit of named counts without one: that of the total just above which is their sum."""
        total = sentences.series_total(text)
        if total is None:
            return ""
        above = [f for head in reversed(heads) for f in sentences.figures(head)]
        above += [f for statement in reversed(self.statements[-2:]) for f in statement.figures]
        return next((figure.unit for figure in above if figure.value == total), "")

    def _inherited_year(self, heads: Sequence[str]) -> int | None:
        """The year of the headings above, innermost first; else the report's own year.

        What a plan report says under 추진실적 happened earlier: no year is assumed there.
        """
        for head in reversed(heads):
            if year := near_year(_without_notes(head), self.year):
                return year
        past = False
        current: int | None = self._current
        while current is not None:
            section = self.sections[current]
            if section.kind is not SectionKind.REPORT and (
                year := near_year(section.title, self.year)
            ):
                return year
            past = past or (section.kind is SectionKind.HEADING and is_past(section.title))
            current = section.parent
        return None if past and self.plan else self.year

    def _tables(self, piece: Piece) -> None:
        """One table, or several that are printed beside each other."""
        beside = side_by_side.parts(piece)
        for part in beside:
            unit = _UNIT_LINE.search(part.head)
            self._caption = (part.title, len(self.blocks))
            self._basis = Basis(
                unit=unit["units"].replace(" ", "") if unit else None, place=piece.row_places[0]
            )
            self._basis_line, self._basis_text = piece.first_line, ""
            self._table(part.piece)
        if beside:
            return
        caption, basis = self._caption, (self._basis, self._basis_line, self._basis_text)
        for half in side_by_side.mirrored(piece) or [piece]:
            for one in stacked.apart(half):
                self._caption, (self._basis, self._basis_line, self._basis_text) = caption, basis
                self._table(one)

    def _table(self, piece: Piece) -> None:
        text, index = self._caption
        near = 0 <= len(self.blocks) - index <= 3
        caption = text if near and captions.titles(text, piece.rows) else ""
        basis = self._basis if self._is_near(piece) else Basis()
        if basis.basis_date is None and basis_date(caption):
            basis = replace(basis, basis_date=basis_date(caption))
        if basis.basis_date is None and self._below:
            basis = replace(basis, basis_date=self._below)
        said = self._basis_text if basis.place else ""
        self._basis, self._caption = Basis(), ("", -99)
        basis = self._with_known_unit(piece, basis)
        table = tables.understand(piece, captions.bare(caption), basis)
        block = self._block(BlockKind.TABLE, piece, piece.place, table)
        if self._contents and _lists_pages(piece):
            return
        heads = tuple(head.text for head in self._heads if captions.titles(head.text, piece.rows))
        title = self.sections[self._current].title
        context = "\n".join(dict.fromkeys((caption, said, *reversed(heads), title)))
        for r in range(table.header_rows):
            self._header(block, table, r)
        if not (table.header_rows or table.header_columns):
            self._form(block, table)
        for cell in cells.cells(table, context, self._inherited_year(heads)):
            self.statements.append(
                Statement(
                    id=len(self.statements),
                    kind=StatementKind.CELL,
                    block=block.id,
                    section=self._current,
                    text=cell.text,
                    place=cell.place,
                    row_path=cell.row_path,
                    column_path=cell.column_path,
                    heads=heads,
                    row=cell.row,
                    column=cell.column,
                    year=cell.year,
                    figures=cell.figures,
                )
            )

    def _with_known_unit(self, piece: Piece, basis: Basis) -> Basis:
        """A table without a unit line has the unit of an earlier table with the same header.

        The header must say that it is about money: `구분 | 2025년` stands over anything.  Nothing
        is taken over from headers that came with several units.
        """
        header = tuple(squeezed(cell) for cell in piece.rows[0])
        for row in piece.rows[:_CORNER] if basis.unit is None else ():
            if corner := _UNIT_LINE.search(row[0]):
                basis = replace(basis, unit=corner["units"].replace(" ", ""))
                break
        if not any(_ABOUT_MONEY.search(cell) for cell in header):
            return basis
        if basis.unit is not None and "원" in basis.unit:
            same = self._units.setdefault(header, basis.unit) == basis.unit
            self._units[header] = basis.unit if same else ""
        known = self._units.get(header)
        return replace(basis, unit=known) if basis.unit is None and known else basis

    def _is_near(self, table: Piece) -> bool:
        """Whether the last unit line still governs: it stands right above the table."""
        return self._basis.place is not None and table.first_line - self._basis_line <= 4

    def _form(self, block: Block, table: Table) -> None:
        """A form says its rows: which of its cells is whose name cannot be told for certain."""
        for row, place in zip(table.grid, table.places, strict=True):
            filled = [cell for cell in row if cell]
            whole = " | ".join(filled)
            for text in [whole] if len(whole) <= _FORM_ROW else filled:
                self._line(block, text, place)

    def _header(self, block: Block, table: Table, row: int) -> None:
        """A header row that holds amounts (`가등급 (10%)`) says something by itself."""
        text = " | ".join(cell for cell in table.grid[row] if cell)
        if sentences.figures(text):
            self._line(block, text, table.places[row])

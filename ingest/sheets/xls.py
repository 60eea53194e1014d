"""XLS workbooks (Excel 5 to 2003), by xlrd: every number shown by its format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.errors import Locked, TooLarge
from ingest.limits import Limits
from ingest.sheets import builtin, show
from ingest.sheets.archive import damaged
from ingest.sheets.book import INDENT, Book, Merge, Sheet, Shown

if TYPE_CHECKING:
    import xlrd
    import xlrd.sheet

# Formats that follow the system; the library knows only how American systems show them.
_BY_SYSTEM = frozenset({14, 22, *range(27, 37), *range(50, 59)})
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(6)


def read(data: bytes, limits: Limits) -> tuple[Book, show.Display]:
    """The workbook; its sheets are read as they are asked for.

    Raises:
        Locked: it asks for a password.
        Malformed: the library cannot make sense of it.
        TooLarge: it has more cells than the limits allow.
    """
    import xlrd

    try:
        found = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),  # it writes remarks on odd files
        )
        visible = [found.sheet_names()[i] for i, shown in _visibility(found) if shown]
        hidden = [found.sheet_names()[i] for i, shown in _visibility(found) if not shown]
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).casefold() or "password" in str(error).casefold():
            raise Locked(
                "암호가 걸린 문서라 읽을 수 없습니다.", "암호를 푼 파일로 다시 저장해 주십시오."
            ) from error
        raise damaged() from error
    except Exception as error:  # a damaged file makes the library raise nearly anything
        raise damaged() from error
    display = show.Display(since_1904=bool(found.datemode))
    return Book(_sheets(found, visible, display, limits), hidden), display


def _visibility(book: xlrd.Book) -> Iterator[tuple[int, bool]]:
    """Of each sheet, whether it is shown; known before it is read."""
    for index, state in enumerate(book._sheet_visibility):
        yield index, state == 0


def _sheets(
    book: xlrd.Book, names: list[str], display: show.Display, limits: Limits
) -> Iterator[Sheet]:
    for name in names:
        try:
            found = book.sheet_by_name(name)
            sheet = _Reading(book, found, display, limits).read()
            book.unload_sheet(name)
        except TooLarge:
            raise
        except Exception as error:  # as above
            raise damaged() from error
        yield sheet


class _Reading:
    """One sheet while its cells are shown."""

    def __init__(
        self, book: xlrd.Book, found: xlrd.sheet.Sheet, display: show.Display, limits: Limits
    ) -> None:
        self.book = book
        self.found = found
        self.display = display
        self.limits = limits
        self.codes: dict[int, str] = {}
        self.ruled: dict[int, bool] = {}

    def read(self) -> Sheet:
        found = self.found
        sheet = Sheet(found.name)
        sheet.merges = [
            Merge(top, left, below - 1, right - 1)
            for top, below, left, right in found.merged_cells
            if below > top and right > left
        ]
        sheet.hidden_rows = {
            row for row, info in found.rowinfo_map.items() if info.hidden or info.height == 0
        }
        sheet.hidden_columns = {
            column for column, info in found.colinfo_map.items() if info.hidden or info.width == 0
        }
        for row in range(found.nrows):
            self._row(row, sheet)
            if len(sheet.cells) > self.limits.cells:
                raise TooLarge("칸이 너무 많습니다.")
        return sheet

    def _row(self, row: int, sheet: Sheet) -> None:
        kinds, values = self.found.row_types(row), self.found.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            style = self.found.cell_xf_index(row, column)
            if kind == _TEXT:
                value = self._without_struck(str(value), row, column, sheet)
            text = self._shown(kind, value, style)
            if text.strip() and self._is_struck(self.book.xf_list[style].font_index):
                sheet.struck += 1
                text = ""
            if text.strip():
                number = kind in (_NUMBER, _DATE)
                text = text if number else INDENT * self._indent(style) + text
                sheet.cells.append(Shown(row, column, text, number, self._ruled(style)))
            elif self._ruled(style):
                sheet.ruled_rows.add(row)

    def _shown(self, kind: int, value: str | float, style: int) -> str:
        if kind == _TEXT:
            plain = str(value).replace("\r\n", "\n").replace("\r", "\n")
            return show.text(plain, self._code(style))
        if kind in (_NUMBER, _DATE):
            return self.display.number(float(value), self._code(style))
        if kind == _BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == _ERROR:
            from xlrd import error_text_from_code

            return str(error_text_from_code.get(int(value), "#N/A"))
        return ""

    def _without_struck(self, text: str, row: int, column: int, sheet: Sheet) -> str:
        """The text without the parts of it that are crossed out."""
        runs = self.found.rich_text_runlist_map.get((row, column), ())
        if not any(self._is_struck(font) for _, font in runs):
            return text
        sheet.struck += 1
        ends = [*(start for start, _ in runs[1:]), len(text)]
        kept = [
            text[start:end]
            for (start, font), end in zip(runs, ends, strict=True)
            if not self._is_struck(font)
        ]
        return text[: runs[0][0]] + "".join(kept)

    def _indent(self, style: int) -> int:
        """How many steps a text is set in from the left."""
        alignment = self.book.xf_list[style].alignment
        left = alignment is not None and alignment.hor_align in (0, 1)
        return min(int(alignment.indent_level), 15) if left else 0

    def _is_struck(self, font: int) -> bool:
        fonts = self.book.font_list
        return font < len(fonts) and bool(fonts[font].struck_out)

    def _code(self, style: int) -> str:
        if style not in self.codes:
            number = self.book.xf_list[style].format_key
            stated = self.book.format_map.get(number)
            by_system = number in _BY_SYSTEM or stated is None
            self.codes[style] = builtin.code(number) if by_system else stated.format_str
        return self.codes[style]

    def _ruled(self, style: int) -> bool:
        if style not in self.ruled:
            border = self.book.xf_list[style].border
            self.ruled[style] = bool(border.left_line_style or border.right_line_style)
        return self.ruled[style]

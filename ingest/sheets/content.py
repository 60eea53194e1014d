"""From a workbook to `Content`: names of sheets, what they hold, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.content import Content, Grid, Item, Line, Role
from ingest.errors import Empty, TooLarge
from ingest.limits import Limits
from ingest.model import Place
from ingest.sheets.book import Book, Sheet, column_name
from ingest.sheets.regions import items
from ingest.sheets.show import Display
from ingest.sheets.visible import view

_DEFAULT_NAME = re.compile(r"(?:sheet|시트|work\s?sheet|워크시트|table|표)[\s_]*\(?\d*\)?", re.I)
_TITLE = re.compile(r"[가-힣A-Za-z0-9’‘'(<〈《「\[].{2,38}")
_NO_TITLE = re.compile(
    r"단위|기준|현재|[:：]|^\(|[다음함임됨][.]?\s*$|^(?:\d{1,2}|[가-하])\s?[.)]|^\d+$"
)
_NEAR = 3  # lines below a title, before a table begins
_NAMED = 5  # how many places a warning names


def content(book: Book, display: Display, media_type: str, limits: Limits) -> Content:
    """All that the visible sheets show.

    Raises:
        Empty: they show nothing.
        TooLarge: they hold more cells than the limits allow.
    """
    warnings: list[str] = []
    found: list[tuple[str, list[Item]]] = []
    left = limits.cells
    for sheet in book.sheets:
        left -= len(sheet.cells)
        if left < 0:
            raise TooLarge(f"칸이 너무 많습니다. {limits.cells:,}칸까지 읽을 수 있습니다.")
        shown = view(sheet, limits)
        warnings += _omissions(sheet, shown.hidden_rows, shown.hidden_columns)
        if of_sheet := _with_boxes(items(shown, limits), sheet):
            found.append((sheet.name, of_sheet))
    warnings = [*_unshown(book.hidden), *warnings, *book.notes, *_signs(display)]
    if not found:
        raise _nothing(book)
    return Content(media_type, tuple(_in_order(found)), title=book.title, warnings=tuple(warnings))


def _unshown(hidden: Sequence[str]) -> list[str]:
    if not hidden:
        return []
    names = ", ".join(f"'{name}'" for name in hidden[:_NAMED])
    more = f" 등 {len(hidden)}개" if len(hidden) > _NAMED else ""
    return [f"숨긴 시트 {names}{more}의 내용은 읽지 않았습니다."]


def _nothing(book: Book) -> Empty:
    if book.hidden:
        return Empty(
            "보이는 시트에 내용이 없습니다.", "숨긴 시트를 표시한 뒤 다시 저장해 주십시오."
        )
    return Empty("내용이 없는 빈 통합 문서입니다.")


def _in_order(found: Sequence[tuple[str, list[Item]]]) -> list[Item]:
    """Each sheet under its name; a sole sheet that nobody named has none worth saying."""
    unnamed = len(found) == 1 and _DEFAULT_NAME.fullmatch(found[0][0].strip()) is not None
    made: list[Item] = []
    for name, of_sheet in found:
        if not unnamed:
            made.append(Line(name, role=Role.HEADING, level=1))
        made += _titled(of_sheet, level=1 if unnamed else 2)
    return made


def _titled(of_sheet: list[Item], level: int) -> list[Item]:
    """A sheet whose first line is its title: a heading of all that stands below."""
    first = of_sheet[0]
    if not isinstance(first, Line) or first.role is not Role.BODY:
        return of_sheet
    if not any(isinstance(item, Grid) for item in of_sheet[1 : _NEAR + 1]):
        return of_sheet
    if len(re.findall(r"[가-힣]", first.text)) < 2 or not _TITLE.fullmatch(first.text.strip()):
        return of_sheet
    if _NO_TITLE.search(first.text):
        return of_sheet
    return [replace(first, role=Role.HEADING, level=level), *of_sheet[1:]]


def _with_boxes(of_sheet: list[Item], sheet: Sheet) -> list[Item]:
    """Text boxes before what begins below them; a hidden row hides its boxes."""
    boxes = [box for box in sheet.boxes if box[0] not in sheet.hidden_rows]
    boxes.sort(key=lambda box: box[0])
    boxes.reverse()
    made: list[Item] = []
    for item in of_sheet:
        while boxes and boxes[-1][0] + 1 <= _first_line(item):
            made.append(_box(*boxes.pop()))
        made.append(item)
    return made + [_box(*box) for box in reversed(boxes)]


def _first_line(item: Item) -> int:
    place = item.place if isinstance(item, Line) else item.places[0]
    return place.first_line or 0


def _box(row: int, text: str) -> Line:
    return Line(text, Place(first_line=row + 1, last_line=row + 1), Role.BOX)


def _omissions(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> list[str]:
    """What stands in a sheet and was not read."""
    said = []
    if rows:
        named = _listed([str(row + 1) for row in rows], "행")
        said.append(f"시트 '{sheet.name}'에서 숨긴 {named}은 읽지 않았습니다.")
    if columns:
        named = _listed([column_name(column) for column in columns], "열")
        said.append(f"시트 '{sheet.name}'에서 숨긴 {named}은 읽지 않았습니다.")
    if sheet.struck:
        said.append(f"시트 '{sheet.name}'에서 취소선이 그어진 글은 읽지 않았습니다.")
    if sheet.unknown:
        cells = [f"{column_name(column)}{row + 1}" for row, column in sheet.unknown]
        named = _listed(cells, " 칸")
        said.append(
            f"시트 '{sheet.name}'의 {named}은 수식의 계산 결과가 파일에 없어 비워 두었습니다."
        )
    return said


def _listed(names: Sequence[str], noun: str) -> str:
    more = f" 등 {len(names):,}개{noun}" if len(names) > _NAMED else noun
    return ", ".join(names[:_NAMED]) + more


def _signs(display: Display) -> list[str]:
    said = []
    if display.coloured:
        said.append(
            f"글자 색으로만 음수임을 나타낸 값 {display.coloured:,}개에는 '-'를 붙여 읽었습니다."
        )
    if display.unsigned:
        said.append(f"음수인데 부호 없이 표시되는 값이 {display.unsigned:,}개 있습니다.")
    return said

"""XLSX workbooks: the sheets as stored, every number shown by its format.

Read straight from the XML: libraries give either values without formats, or dates already turned
into something else, and none tells a formula without a stored value from an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.errors import TooLarge, Unsupported
from ingest.limits import Limits
from ingest.sheets import builtin, show
from ingest.sheets.archive import Archive, attribute, damaged, local_name, number
from ingest.sheets.book import Book, Sheet
from ingest.sheets.xlsx_sheet import (
    TRUE,
    Link,
    Reading,
    Shared,
    Style,
    Text,
    is_struck,
    links_of,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_STEPS = 15


def read(data: bytes, limits: Limits) -> tuple[Book, show.Display]:
    """The workbook; its sheets are read as they are asked for.

    Raises:
        ingest.errors.IngestError: it is damaged, too large, made to do harm, or an XLSB.
    """
    archive = Archive(data, limits)
    main = _main_part(archive)
    if main.endswith(".bin") or (main not in archive and "xl/workbook.bin" in archive):
        raise Unsupported(
            "이진 통합 문서(XLSB)라 읽을 수 없습니다.", "엑셀에서 XLSX로 다시 저장해 주십시오."
        )
    links = links_of(archive, main)
    names: list[tuple[str, str, bool]] = []
    since_1904 = recalculated = False
    for _, tag, element in archive.elements(main, "sheet", "workbookPr", "calcPr"):
        if tag == "sheet":
            hidden = element.get("state", "visible") != "visible"
            names.append((element.get("name", ""), attribute(element, "id"), hidden))
        elif tag == "workbookPr":
            since_1904 = element.get("date1904") in TRUE
        else:
            recalculated = element.get("fullCalcOnLoad") in TRUE
    parts = {link.kind: link.target for link in links.values()}
    shared = Shared(
        archive,
        show.Display(since_1904),
        _styles(archive, parts.get("styles", "")),
        _strings(archive, parts.get("sharedStrings", ""), limits),
        recalculated,
    )
    book = Book(
        iter(()), [name for name, _, hidden in names if hidden], _title(archive), shared.notes
    )
    book.sheets = _sheets(shared, [name for name in names if not name[2]], links)
    return book, shared.display


def _main_part(archive: Archive) -> str:
    for link in links_of(archive, "").values():
        if link.kind == "officeDocument":
            return link.target
    return "xl/workbook.xml"


def _title(archive: Archive) -> str:
    title = ""
    if "docProps/core.xml" in archive:
        for _, _, element in archive.elements("docProps/core.xml", "title"):
            title = "".join(element.itertext()).strip()
    return title


def _styles(archive: Archive, part: str) -> list[Style]:
    """The number format and the side lines of each style that cells refer to."""
    if part not in archive:
        return [Style()]
    codes: dict[int, str] = {}
    ruled: list[bool] = []
    struck: list[bool] = []
    styles: list[Style] = []
    for _, tag, element in archive.elements(part, "numFmts", "fonts", "borders", "cellXfs"):
        if tag == "numFmts":
            codes = {number(e.get("numFmtId"), -1): e.get("formatCode", "") for e in element}
        elif tag == "fonts":
            struck = [any(map(is_struck, font)) for font in element]
        elif tag == "borders":
            ruled = [_ruled(border) for border in element]
        else:
            for style in element:
                format_id, border = number(style.get("numFmtId")), number(style.get("borderId"))
                font = number(style.get("fontId"))
                code = codes.get(format_id) or builtin.code(format_id)
                styles.append(
                    Style(
                        code,
                        ruled[border:][:1] == [True],
                        struck[font:][:1] == [True],
                        _indent(style),
                    )
                )
    return styles or [Style()]


def _indent(style: Element) -> int:
    """How many steps a text is set in from the left."""
    alignment = next((e for e in style if local_name(e) == "alignment"), None)
    if alignment is None or alignment.get("horizontal", "general") not in ("general", "left"):
        return 0
    return min(max(number(alignment.get("indent")), 0), _MOST_STEPS)


def _ruled(border: Element) -> bool:
    """Whether a line is drawn at the left or the right."""
    sides = ("left", "right", "start", "end")
    return any(local_name(e) in sides and e.get("style", "none") != "none" for e in border)


def _strings(archive: Archive, part: str, limits: Limits) -> list[Text]:
    strings: list[Text] = []
    if part in archive:
        for _, _, element in archive.elements(part, "si"):
            strings.append(text_of(element))
            if len(strings) > limits.cells:
                raise TooLarge("칸이 너무 많습니다.")
    return strings


def _sheets(
    shared: Shared, names: list[tuple[str, str, bool]], links: dict[str, Link]
) -> Iterator[Sheet]:
    for name, reference, _ in names:
        link = links.get(reference)
        if link is None:
            raise damaged()
        if link.kind == "worksheet":
            yield Reading(shared, name).read(link.target)
        else:
            shared.notes.append(
                f"시트 '{name}'은(는) 표가 아닌 차트나 대화 상자라 읽지 않았습니다."
            )

"""PDF: text and ruled tables; pages that are pictures go to character recognition."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from ingest.content import Content, Grid, Item, Line
from ingest.errors import Empty, IngestError, TooLarge
from ingest.limits import Limits
from ingest.ocr import Recognise, recognise
from ingest.pdf.handles import Document
from ingest.sniffing import FileKind

_PATIENCE = 0.7  # of the time that a file may take, after which no more pages are recognised
_DPI = 200.0  # finer pictures are recognised no better
_INSTALL = (
    "글자 인식 프로그램(tesseract-ocr, tesseract-ocr-kor)을 설치하거나 "
    "원본 한글 파일을 넣어 주십시오."
)


class PdfReader:
    """Reads PDF files.

    `recognise` reads pages that are pictures; it returns None where it is not available.
    """

    def __init__(self, recognise: Recognise = recognise) -> None:
        self._recognise = recognise

    @property
    def kinds(self) -> frozenset[FileKind]:
        return frozenset({FileKind.PDF})

    def read(self, data: bytes, kind: FileKind, limits: Limits) -> Content:
        """All lines and tables of a PDF.

        Raises:
            Locked: it asks for a password.
            Malformed: it is damaged.
            TooLarge: it has too many pages or cells.
            Empty: there is nothing on its pages that could be read.
        """
        from ingest.pdf import continued, running
        from ingest.pdf.opening import opened

        pages: list[list[Item]] = []
        heights: list[float] = []
        told = _Told()
        until = time.monotonic() + _PATIENCE * limits.seconds
        with opened(data, limits) as document:
            title = str(document.get_metadata_value("Title") or "").strip()
            cells = 0
            for number in range(1, len(document) + 1):
                items, height = self._page(document, number, told, until)
                cells += sum(len(item.cells) for item in items if isinstance(item, Grid))
                if cells > limits.cells:
                    raise TooLarge(
                        f"표의 칸이 너무 많습니다. {limits.cells:,}칸까지 읽을 수 있습니다."
                    )
                pages.append(items)
                heights.append(height)
        items = continued.together(running.marked(pages, heights), heights)
        if not any(map(_says, items)):
            raise told.empty()
        return Content(
            "application/pdf", tuple(items), len(pages), title=title, warnings=told.warnings()
        )

    def _page(
        self, document: Document, number: int, told: _Told, until: float
    ) -> tuple[list[Item], float]:
        from ingest.pdf import pages
        from ingest.pdf.textless import TextLayer, text_layer

        seen = pages.look(document, number)
        if seen is None:
            told.damaged.append(number)
            return [], 0.0
        height = seen.frame.size[1]
        layer = text_layer(seen.glyphs, seen.drawn, seen.frame.size)
        if seen.beneath and not seen.glyphs:
            layer = TextLayer.MISSING
        if layer is not TextLayer.FULL:
            late = time.monotonic() > until
            recognised = None if late else self._recognised(document, number)
            if recognised is None and seen.beneath:
                told.scanned.append(number)
                return pages.read_beneath(seen, number), height
            if late:
                told.late.append(number)
            elif recognised is None:
                (told.textless if layer is TextLayer.MISSING else told.scant).append(number)
            elif layer is TextLayer.MISSING or _letters(recognised) > 2 * len(seen.glyphs):
                told.scanned.append(number)
                return recognised, height
        read = pages.read(seen, number)
        if seen.struck:
            told.struck.append(number)
        if not read.conserved:
            told.uncertain.append(number)
        elif not read.complete and layer is not TextLayer.MISSING:
            told.drawn.append(number)
        return read.items, height

    def _recognised(self, document: Document, number: int) -> list[Item] | None:
        from ingest.pdf.rendering import picture

        image, scale = picture(document, number, _DPI)
        try:
            found = self._recognise(image, number, (image.width / scale, image.height / scale))
        except IngestError:
            return None  # it takes too long, or fails: the page is as one that is not read
        return None if found is None else list(found)


class _Told:
    """The pages of which something must be said."""

    def __init__(self) -> None:
        self.damaged: list[int] = []
        self.textless: list[int] = []
        self.scant: list[int] = []
        self.late: list[int] = []
        self.scanned: list[int] = []
        self.drawn: list[int] = []
        self.uncertain: list[int] = []
        self.struck: list[int] = []

    def warnings(self) -> tuple[str, ...]:
        said = (
            (self.damaged, "{}쪽은 깨져 있어 읽지 못했습니다."),
            (self.textless, "{}쪽은 글자가 그림으로 되어 있어 읽지 못했습니다. " + _INSTALL),
            (self.scant, "{}쪽은 그림이 대부분이며 그림 속 글자는 읽지 못했습니다. " + _INSTALL),
            (
                self.late,
                "{}쪽은 그림이며, 시간이 모자라 글자를 알아보지 못했습니다. "
                "BOGO_MAX_SECONDS를 늘린 뒤 다시 읽혀 주십시오.",
            ),
            (self.scanned, "{}쪽은 그림에서 글자를 알아본 것이므로 원본과 대조해 주십시오."),
            (
                self.drawn,
                "{}쪽에는 그림으로 그렸거나 알 수 없는 글자가 있어 그 줄에 빠진 글자가 있을 수 "
                "있으므로 원본과 대조해 주십시오.",
            ),
            (
                self.uncertain,
                "{}쪽은 숫자가 모두 한 번씩 옮겨졌는지 확인되지 않았으므로 원본과 대조해 주십시오.",
            ),
            (self.struck, "{}쪽에서 취소선이 그어진 글은 읽지 않았습니다."),
        )
        return tuple(sentence.format(listed(pages)) for pages, sentence in said if pages)

    def empty(self) -> Empty:
        if self.textless:
            return Empty("글자가 모두 그림으로 되어 있어 읽지 못했습니다.", _INSTALL)
        if self.scanned:
            return Empty("그림에서 글자를 알아보지 못했습니다.", "원본 한글 파일을 넣어 주십시오.")
        return Empty("읽을 수 있는 내용이 없습니다.")


def listed(pages: Sequence[int]) -> str:
    """Pages for people: `1, 3~5`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}~{b}" for a, b in runs)


def _letters(items: Iterable[Item]) -> int:
    return sum(
        len("".join(item.text.split()))
        if isinstance(item, Line)
        else sum(_letters(cell.inside) for cell in item.cells)
        for item in items
    )


def _says(item: Item) -> bool:
    if isinstance(item, Line):
        return bool(item.text.replace("\ufffd", "").strip())
    return any(_says(inner) for cell in item.cells for inner in cell.inside)

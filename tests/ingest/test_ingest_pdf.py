"""PDF files as a whole: opening, turned pages, pages that are pictures, running lines, warnings."""

from __future__ import annotations

import math
import random
from contextlib import suppress
from dataclasses import replace

import pytest
from pdf_making import HEIGHT, Sheet, pdf
from PIL.Image import Image

from ingest.content import Content, Grid, Item, Line, Role
from ingest.errors import Empty, IngestError, Locked, Malformed, TooLarge
from ingest.limits import Limits
from ingest.model import PageSource, Place, Trust
from ingest.pdf.textless import textless_pages
from ingest.readers.pdf import PdfReader, listed
from ingest.sniffing import FileKind, sniff


def nothing(_image: object, _page: int, _points: tuple[float, float]) -> None:
    """Character recognition where it is not installed."""


def read(data: bytes, limits: Limits | None = None) -> Content:
    return PdfReader(nothing).read(data, FileKind.PDF, limits or Limits())


def lines(content: Content) -> list[str]:
    return [item.text for item in content.items if isinstance(item, Line)]


def figures_table() -> Sheet:
    sheet = Sheet().ruled([60, 160, 260], [100, 120, 140])
    for x, y, text in ((65, 115, "A"), (165, 115, "B"), (65, 135, "1,234"), (165, 135, "-56")):
        sheet.text(x, y, text)
    return sheet


def test_lines_know_their_page_and_box() -> None:
    content = read(pdf(Sheet().text(50, 100, "first"), Sheet().text(70, 300, "second", 20)))
    first, second = content.items
    assert content.pages == 2
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, first.place.page, first.place.page_source) == (
        "first", 1, PageSource.EXACT,
    )  # fmt: skip
    assert second.place.page == 2
    assert second.place.box is not None
    left, top, right, bottom = second.place.box
    assert left == pytest.approx(70, abs=2)
    assert top < 300 < bottom
    assert bottom - top == pytest.approx(24, abs=6)
    assert 100 < right < 150


def test_title_is_what_the_file_says() -> None:
    assert read(pdf(Sheet().text(50, 100, "x"), title="Plan")).title == "Plan"


def test_password_is_locked_with_a_remedy() -> None:
    data = pdf(Sheet().text(50, 100, "secret"), locked_with="open")
    assert sniff(data) is FileKind.PDF
    with pytest.raises(Locked) as raised:
        read(data)
    assert raised.value.remedy


def test_password_that_only_forbids_printing_does_not_matter() -> None:
    assert lines(read(pdf(Sheet().text(50, 100, "open to all"), locked_with=""))) == ["open to all"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 999])
def test_damaged_file_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        read(data)


def test_too_many_pages_and_cells() -> None:
    data = pdf(figures_table(), figures_table())
    with pytest.raises(TooLarge, match="2쪽"):
        read(data, replace(Limits(), pages=1))
    with pytest.raises(TooLarge, match="칸"):
        read(data, replace(Limits(), cells=7))
    assert len(read(data, replace(Limits(), cells=8)).items) == 2


def test_page_without_anything_is_empty() -> None:
    with pytest.raises(Empty):
        read(pdf(Sheet()))


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_page_is_read_upright_and_its_boxes_are_as_shown(rotate: int) -> None:
    content = read(pdf(figures_table(), replace(figures_table(), rotate=rotate)))
    upright, turned = content.items
    assert isinstance(upright, Grid)
    assert isinstance(turned, Grid)
    assert [cell.text for cell in turned.cells] == [cell.text for cell in upright.cells]
    assert upright.cells[0].place.box == pytest.approx((60, 100, 160, 120), abs=0.5)
    shown = {
        90: (HEIGHT - 120, 60, HEIGHT - 100, 160),
        180: (595 - 160, HEIGHT - 120, 595 - 60, HEIGHT - 100),
        270: (100, 595 - 160, 120, 595 - 60),
    }
    assert turned.cells[0].place.box == pytest.approx(shown[rotate], abs=0.5)


def test_text_turned_with_its_page_reads_upright() -> None:
    sheet = Sheet(rotate=90).turned(300, 700, "upright 1,234").turned(320, 700, "below")
    content = read(pdf(sheet))
    assert lines(content) == ["upright 1,234", "below"]
    first = content.items[0].place.box  # type: ignore[union-attr]
    assert first is not None
    assert first[2] - first[0] > 3 * (first[3] - first[1])  # lies as people see it


def test_boxes_begin_at_the_visible_part() -> None:
    content = read(pdf(Sheet(crop=(50, 0, 595, HEIGHT - 40)).text(60, 100, "x" * 20)))
    place = content.items[0].place  # type: ignore[union-attr]
    assert place.box is not None
    assert place.box[0] == pytest.approx(10, abs=1)
    assert place.box[1] == pytest.approx(100 - 40 - 9, abs=3)


def running_pages(count: int) -> list[Sheet]:
    return [
        Sheet()
        .text(60, 40, "Head of the report")
        .text(60, 200, f"body {number} in words")
        .text(290, 810, f"- {number} -")
        for number in range(1, count + 1)
    ]


def test_running_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    content = read(pdf(*running_pages(4)))
    roles = {item.text: item.role for item in content.items if isinstance(item, Line)}
    assert roles["Head of the report"] is Role.RUNNING
    assert roles["- 3 -"] is Role.RUNNING
    assert roles["body 3 in words"] is Role.BODY


def test_head_of_one_page_stays() -> None:
    content = read(pdf(*running_pages(1)))
    assert [item.role for item in content.items if isinstance(item, Line)] == [
        Role.BODY, Role.BODY, Role.RUNNING,
    ]  # fmt: skip


def test_scan_without_recognition_is_empty_and_says_what_to_install() -> None:
    with pytest.raises(Empty) as raised:
        read(pdf(Sheet().scanned()))
    assert "tesseract" in raised.value.remedy


def test_pages_that_are_pictures_are_named() -> None:
    data = pdf(
        Sheet().text(50, 100, "text"),
        Sheet().scanned(),
        Sheet().outlined(200).text(290, 810, "- 3 -"),
        Sheet().outlined(30).text(50, 60, "a page with signs"),
    )
    content = read(data)
    assert [warning[:4] for warning in content.warnings] == ["2~3쪽"]
    assert textless_pages(data, Limits()) == [2, 3]


def test_recognised_pages_take_the_place_of_their_pictures() -> None:
    asked: list[tuple[int, int, tuple[float, float]]] = []

    def recognise(image: Image, page: int, points: tuple[float, float]) -> tuple[Item, ...]:
        asked.append((page, image.width, points))
        return (Line("seen", Place(page=page, trust=Trust.SCANNED)),)

    data = pdf(Sheet().text(50, 100, "text"), Sheet().scanned())
    content = PdfReader(recognise).read(data, FileKind.PDF, Limits())
    assert lines(content) == ["text", "seen"]
    assert asked == [(2, 1653, pytest.approx((595, 842), abs=0.5))]
    assert "2쪽" in content.warnings[0]
    none = read(data)
    assert lines(none) == ["text"]
    assert "읽지 못했습니다" in none.warnings[0]


def test_title_over_a_picture_keeps_its_text() -> None:
    title = "Report of the year 2031, of the city by the river"
    data = pdf(Sheet().scanned().text(50, 300, title))
    silent = PdfReader(lambda image, page, points: (Line("Report"),))
    assert lines(silent.read(data, FileKind.PDF, Limits())) == [title]
    assert "그림이 대부분" in read(data).warnings[0]


def test_numbers_that_do_not_come_out_once_make_a_page_uncertain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ingest.pdf.cells import Locator

    data = pdf(figures_table(), Sheet().text(50, 100, "no tables, 77"))
    assert {item.cells[0].place.trust for item in read(data).items if isinstance(item, Grid)} == {
        Trust.READ
    }
    right = Locator.cell
    monkeypatch.setattr(Locator, "cell", lambda self, x, y: right(self, x + (92 < x < 99), y))
    monkeypatch.setattr(  # the last digit falls into the next cell
        Locator, "cell", lambda self, x, y: right(self, x + 100 * (84 < x < 99), y)
    )
    content = read(data)
    table, line = content.items
    assert isinstance(table, Grid)
    assert isinstance(line, Line)
    assert {cell.place.trust for cell in table.cells} == {Trust.UNCERTAIN}
    assert {place.trust for place in table.places} == {Trust.UNCERTAIN}
    assert line.place.trust is Trust.READ
    assert content.warnings[0].startswith("1쪽은 숫자가")


def test_line_with_drawn_letters_is_doubted_and_one_with_a_drawn_bullet_is_not() -> None:
    sheet = Sheet().text(80, 110, "words beside drawn letters").text(80, 200, "words alone")
    sheet.drawn += Sheet().outlined(2).drawn  # before the first line, at its height
    sheet.drawn += [Sheet().outlined(1).drawn[0].replace("50 742 m", "50 651 m")]
    content = read(pdf(sheet))
    trust = {item.text: item.place.trust for item in content.items if isinstance(item, Line)}
    assert trust == {
        "words beside drawn letters": Trust.UNCERTAIN,
        "words alone": Trust.READ,
    }
    assert "빠진 글자" in content.warnings[0]


def test_characters_without_a_name_are_seen_and_doubted() -> None:
    sheet = Sheet().text(50, 100, "sum").nameless(68, 100, 2).text(82, 100, "won")
    content = read(pdf(sheet.text(50, 200, "certain words")))
    trust = {item.text: item.place.trust for item in content.items if isinstance(item, Line)}
    assert trust == {"sum�� won": Trust.UNCERTAIN, "certain words": Trust.READ}
    with pytest.raises(Empty):
        read(pdf(Sheet().nameless(50, 100, 40)))


def test_pages_are_listed_as_people_do() -> None:
    assert listed([1, 3, 4, 5, 9]) == "1, 3~5, 9"


def test_whatever_is_damaged_ends_in_one_of_our_errors() -> None:
    whole = pdf(figures_table(), *running_pages(2))
    read_anyway = 0
    for seed in range(60):
        random_ = random.Random(seed)  # noqa: S311
        data = bytearray(whole)
        for _ in range(random_.choice((1, 10, 80))):
            data[random_.randrange(len(data))] = random_.randrange(256)
        if seed % 3 == 0:
            del data[random_.randrange(len(data)) :]
        with suppress(IngestError):
            read_anyway += bool(read(bytes(data)).items)
    assert 5 < read_anyway < 60


def test_letters_that_a_damaged_matrix_turns_nowhere_harm_nothing(monkeypatch):
    import pypdfium2.raw as raw

    monkeypatch.setattr(raw, "FPDFText_GetCharAngle", lambda *_: math.nan)
    assert any("1,234" in text for text in lines(read(pdf(Sheet().text(60, 100, "1,234")))))

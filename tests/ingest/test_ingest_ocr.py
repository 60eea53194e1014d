"""Scans: the recogniser's words, ruling lines in a bitmap, cells, and whole pages."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest
from ingest_pictures import A4, blank, korean_font, ruled
from PIL import Image, ImageDraw, ImageOps

import ingest.ocr
from ingest.content import Cell, Grid, Line
from ingest.errors import IngestError, TooLarge
from ingest.model import PageSource, Place, Trust
from ingest.ocr import bitmap, tesseract
from ingest.ocr.lattice import Region, lattices
from ingest.ocr.rules import level_rules, upright_rules, wipe
from ingest.ocr.signs import with_signs
from ingest.ocr.tesseract import Recognised
from ingest.ocr.words import printed, words

POINTS = (595.4, 842.0)

needs_tesseract = pytest.mark.skipif(
    not ingest.ocr.available(), reason="tesseract-ocr와 tesseract-ocr-kor가 없습니다"
)


def row(line, text, sure="96.5", box="10\t20\t30\t40"):
    return f"5\t1\t1\t1\t{line}\t1\t{box}\t{sure}\t{text}"


class TestWords:
    HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"

    def table(self, *rows, text=""):
        return words(Recognised("\n".join([self.HEAD, *rows]), text))

    def test_boxes_are_corners(self):
        (word,) = self.table(row(1, "예산"), text="예산\n")
        assert word.box == (10, 20, 40, 60)
        assert (word.text, word.sure) == ("예산", 96.5)

    def test_syllables_are_joined_where_the_text_joins_them(self):
        rows = [row(1, part, box=f"{n * 30}\t0\t25\t25") for n, part in enumerate("일반회계예산")]
        found = printed(self.table(*rows, text="일반회계 예산\n"))
        assert [line.text for line in found] == ["일반회계 예산"]

    def test_where_text_and_table_disagree_nothing_is_joined(self):
        rows = [row(1, "1,438", box="0\t0\t25\t25"), row(1, "1,540", box="30\t0\t25\t25")]
        assert printed(self.table(*rows, text=""))[0].text == "1,438 1,540"

    def test_text_of_the_next_line_does_not_shift_the_blanks(self):
        rows = [row(1, "가"), row(2, "나"), row(2, "다", box="50\t20\t9\t9")]
        found = printed(self.table(*rows, text="가\n\n나다\n"))
        assert [line.text for line in found] == ["가", "나다"]

    @pytest.mark.parametrize(
        "broken",
        [
            "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t",
            row(1, "  "),
            row(1, "가", sure="-1"),
            row(1, "가", box="x\t0\t9\t9"),
            "5\t1\t1",
            "",
        ],
    )
    def test_rows_that_are_no_words_are_left_out(self, broken):
        assert [word.text for word in self.table(broken, row(1, "나"))] == ["나"]


class TestSkew:
    @pytest.mark.parametrize("angle", [-2.0, -0.6, 0.0, 0.7, 3.0])
    def test_it_is_measured(self, angle):
        turned = ruled([200, 700, 1400], list(range(300, 2000, 90))).rotate(angle, fillcolor=255)
        assert bitmap.skew(bitmap.ink(turned)) == pytest.approx(-angle, abs=0.06)

    def test_an_empty_page_is_level(self):
        assert bitmap.skew(bitmap.ink(Image.new("L", A4, 255))) == 0.0

    def test_boxes_lead_back_to_the_page_as_scanned(self):
        page, pen = blank()
        for y in range(200, 2200, 60):
            pen.line([(150, y), (1500, y)], fill=0, width=3)
        pen.rectangle([1000, 1500, 1040, 1530], fill=0)
        turned = page.rotate(1.5, fillcolor=255)
        levelled = bitmap.level(turned, POINTS)
        x0, y0, x1, y1 = levelled.box((1000, 1500, 1040, 1530))
        scale = levelled.scale
        cut = turned.crop(
            (round(x0 * scale), round(y0 * scale), round(x1 * scale), round(y1 * scale))
        )
        assert np.asarray(cut).mean() < 40

    def test_yellow_paper_and_shadow_are_paper(self):
        shade = np.tile(np.linspace(120, 230, 800, dtype=np.uint8), (600, 1))
        assert not bitmap.ink(bitmap.level(Image.fromarray(shade), (288, 216)).grey).any()


class TestRules:
    def test_lines_are_found_once_each(self):
        bits = bitmap.ink(ruled([200, 700, 1400], [300, 400, 500, 600]))
        assert [round(rule.at) for rule in level_rules(bits)] == [300, 400, 500, 600]
        assert [round(rule.at) for rule in upright_rules(bits)] == [200, 700, 1400]

    def test_a_line_that_is_not_quite_level_is_one(self):
        page, pen = blank()
        pen.line([(100, 500), (1500, 506)], fill=0, width=3)
        (rule,) = level_rules(bitmap.ink(page))
        assert rule.length > 1390

    def test_a_gap_of_dust_does_not_break_a_line(self):
        bits = np.zeros((20, 400), dtype=bool)
        bits[10, 20:380] = True
        bits[10, 200:203] = False
        assert [(rule.start, rule.end) for rule in level_rules(bits)] == [(20, 380)]

    def test_the_edges_of_a_filled_heading_are_lines(self):
        page, pen = blank()
        pen.rectangle([200, 300, 900, 360], fill=0)
        assert [round(rule.at) for rule in level_rules(bitmap.ink(page))] == [300, 360]

    def test_letters_are_no_lines(self):
        page, pen = blank()
        pen.text((200, 200), "노인일자리 및 사회활동지원 1,438,070", 0, korean_font(33))
        bits = bitmap.ink(page)
        assert level_rules(bits) == upright_rules(bits) == []

    def test_a_photograph_has_none(self):
        grid = np.indices((2000, 600)).sum(axis=0) % 40 < 38
        stripes = np.repeat(grid, 3, axis=1)
        assert level_rules(stripes) == []

    def test_wiping_leaves_the_rest(self):
        page = ruled([200, 700], [300, 400])
        pixels = np.array(page)
        pixels[350:360, 400:410] = 0
        wipe(pixels, level_rules(pixels < 128))
        wipe(pixels.T, upright_rules(pixels < 128))
        assert (pixels[350:360, 400:410] == 0).all()
        assert (pixels == 0).sum() <= 100 + 4 * 16  # a few pixels where lines crossed may stay


def tables(page):
    bits = bitmap.ink(page)
    return lattices(level_rules(bits), upright_rules(bits))


def shape(region: Region):
    return (region.row, region.column, region.rows, region.columns)


class TestLattices:
    def test_a_plain_table(self):
        (table,) = tables(ruled([200, 700, 1400], [300, 400, 500]))
        assert [shape(region) for region in table.regions] == [
            (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1),
        ]  # fmt: skip

    def test_cells_without_a_wall_between_are_one(self):
        page, pen = blank()
        pen.rectangle([200, 300, 1400, 600], outline=0, width=3)
        pen.line([(200, 450), (1400, 450)], fill=0, width=3)
        pen.line([(800, 450), (800, 600)], fill=0, width=3)
        (table,) = tables(page)
        assert [shape(region) for region in table.regions] == [
            (0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1),
        ]  # fmt: skip

    def test_a_heading_cut_out_like_an_l_is_taken_row_by_row(self):
        page, pen = blank()
        pen.rectangle([200, 300, 1400, 600], outline=0, width=3)
        pen.line([(200, 600), (1400, 600)], fill=0, width=3)
        pen.line([(800, 450), (1400, 450)], fill=0, width=3)
        pen.line([(800, 450), (800, 600)], fill=0, width=3)
        (table,) = tables(page)
        assert [shape(region) for region in table.regions] == [
            (0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1),
        ]  # fmt: skip

    def test_open_sides_are_where_the_lines_end(self):
        page, pen = blank()
        for y in (300, 400, 500):
            pen.line([(200, y), (1400, y)], fill=0, width=3)
        pen.line([(600, 300), (600, 500)], fill=0, width=3)
        (table,) = tables(page)
        assert table.xs == pytest.approx((200, 600, 1400), abs=1)
        assert len(table.regions) == 4

    def test_a_double_line_is_one(self):
        page = ruled([200, 700, 1400], [300, 400, 500])
        Image.Image.paste(page, 0, (1406, 300, 1409, 501))
        assert len(tables(page)[0].xs) == 3

    def test_a_frame_an_underline_and_a_cross_are_no_tables(self):
        page, pen = blank()
        pen.rectangle([200, 300, 1400, 600], outline=0, width=3)
        pen.line([(200, 800), (900, 800)], fill=0, width=3)
        pen.line([(200, 1000), (900, 1000)], fill=0, width=3)
        pen.line([(550, 900), (550, 1100)], fill=0, width=3)
        assert tables(page) == []

    def test_a_stroke_that_looked_like_a_line_makes_no_row(self):
        page = ruled([200, 700, 1400], [300, 500, 700])
        Image.Image.paste(page, 0, (190, 400, 250, 403))
        (table,) = tables(page)
        assert [round(y) for y in table.ys] == [300, 500, 700]


class TestProgram:
    def test_without_it_nothing_is_recognised(self, monkeypatch):
        monkeypatch.setattr(ingest.ocr, "available", lambda: False)
        assert ingest.ocr.recognise(Image.new("L", (100, 100)), 1, (36, 36)) is None

    def test_it_is_missing_where_its_korean_data_are(self, monkeypatch):
        def only_english(*_, **__):
            return subprocess.CompletedProcess([], 0, b"List:\neng\nosd\n", b"")

        monkeypatch.setattr(tesseract.shutil, "which", lambda _: "tesseract")
        monkeypatch.setattr(tesseract.subprocess, "run", only_english)
        assert not tesseract.available.__wrapped__()

    def test_a_picture_over_the_bounds(self):
        with pytest.raises(TooLarge, match="너무 커서"):
            tesseract.run(Image.new("L", (40_000, 10)), layout=6, dpi=200)

    @pytest.mark.parametrize(
        ("raised", "kind"),
        [(subprocess.TimeoutExpired("t", 1), TooLarge), (OSError(), IngestError)],
    )
    def test_what_goes_wrong_has_a_name(self, monkeypatch, raised, kind):
        def fails(*_, **__):
            raise raised

        monkeypatch.setattr(tesseract.subprocess, "run", fails)
        with pytest.raises(kind):
            tesseract.run(Image.new("L", (100, 100)), layout=6, dpi=200)


def signed(*columns):
    """The cells of a table of these columns, each with a head, after their signs were told."""
    cells = tuple(
        Cell(row, column, (Line(text),) if text else ())
        for column, texts in enumerate(columns)
        for row, text in enumerate(texts)
    )
    places = tuple(Place() for _ in columns[0])
    return [cell.text for cell in with_signs(Grid(len(places), len(columns), cells, places)).cells]


def test_triangles_that_were_taken_for_letters():
    figures = ["증감", "A44,444", "스1,234", "^0.5%", "A.103.6%", "A\\120,000", "12"]
    want = ["증감", "△44,444", "△1,234", "△0.5%", "△103.6%", "△120,000", "12"]
    assert signed(figures) == want
    assert signed(["결원", "12", "A3", "40", "5"]) == ["결원", "12", "△3", "40", "5"]
    kept = ["규격", "A4", "A3", "B5", "A4 용지"]
    assert signed(kept) == kept
    rates = ["비율", "A15", "89.1", "100.0"]  # a point was lost: it may be 1.5
    assert signed(rates) == rates


def drawn_table():
    """A scan: a heading, then a table of three columns and three rows."""
    page, pen = blank()
    font = korean_font(34)
    pen.text((200, 180), "예산 현황", 0, korean_font(44))
    xs, ys = [200, 700, 1050, 1400], [300, 380, 460, 540]
    page.paste(0, (200, 300, 203, 543))
    for x in xs:
        pen.line([(x, ys[0]), (x, ys[-1])], fill=0, width=3)
    for y in ys:
        pen.line([(xs[0], y), (xs[-1], y)], fill=0, width=3)
    rows = [("구분", "2024년", "2023년"), ("일반회계", "1,438,070", "1,540,016"),
            ("특별회계", "486,354", "31,605")]  # fmt: skip
    for y, cells in zip(ys, rows, strict=False):
        for x, end, text in zip(xs, xs[1:], cells, strict=False):
            left = x + 20 if x == 200 else end - 6 - pen.textlength(text, font)
            pen.text((left, y + 18), text, 0, font)  # figures stand close to the line, as printed
    pen.text((200, 620), "※ 단위는 백만원", 0, font)
    return page, rows


@needs_tesseract
class TestPages:
    @pytest.mark.parametrize("angle", [0.0, 0.8])
    def test_a_table_between_lines(self, angle):
        page, rows = drawn_table()
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        before, grid, *after = ingest.ocr.recognise(page, 3, POINTS)
        assert isinstance(before, Line)
        assert before.text.replace(" ", "") == "예산현황"
        assert isinstance(grid, Grid)
        assert (grid.height, grid.width) == (3, 3)
        assert [cell.text for cell in grid.cells] == [text for cells in rows for text in cells]
        assert "단위" in "".join(line.text for line in after)

    def test_every_place_says_page_box_and_that_it_was_scanned(self):
        page, _ = drawn_table()
        items = ingest.ocr.recognise(page, 3, POINTS)
        grid = next(item for item in items if isinstance(item, Grid))
        lines = [item for item in items if isinstance(item, Line)]
        lines += [line for cell in grid.cells for line in cell.inside]
        places = [line.place for line in lines]
        places += [cell.place for cell in grid.cells] + list(grid.places)
        for place in places:
            assert (place.page, place.page_source) == (3, PageSource.EXACT)
            assert place.trust is Trust.SCANNED
            x0, y0, x1, y1 = place.box
            assert 0 <= x0 < x1 <= POINTS[0]
            assert 0 <= y0 < y1 <= POINTS[1]
        figure = next(cell for cell in grid.cells if cell.text == "1,438,070")
        assert figure.place.box == pytest.approx((252, 137, 378, 166), abs=2)

    def test_a_head_in_white_on_a_dark_block(self):
        page, rows = drawn_table()
        head = page.crop((203, 303, 1399, 379))
        page.paste(ImageOps.invert(head).point(lambda value: max(value, 45)), (203, 303))
        grid = ingest.ocr.recognise(page, 3, POINTS)[1]
        assert isinstance(grid, Grid)
        assert (grid.height, grid.width) == (3, 3)
        assert [cell.text for cell in grid.cells] == [text for cells in rows for text in cells]

    @pytest.mark.parametrize("strokes", [1, 2])
    def test_a_cell_that_is_struck_out_holds_nothing(self, strokes):
        page, _ = drawn_table()
        page.paste(255, (706, 306, 1045, 376))
        pen = ImageDraw.Draw(page)
        for start, end in [(306, 376), (376, 306)][:strokes]:
            pen.line([(704, start), (1046, end)], fill=0, width=3)
        grid = ingest.ocr.recognise(page, 1, POINTS)[1]
        assert [cell.text for cell in grid.cells if (cell.row, cell.column) == (0, 1)] == [""]

    def test_a_blank_page_has_nothing(self):
        assert ingest.ocr.recognise(Image.new("L", A4, 255), 1, POINTS) == ()

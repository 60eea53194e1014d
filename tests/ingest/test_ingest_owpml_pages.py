"""Pages told from the positions of lines, and not told where these cannot be relied on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hwp_making import BODY, cell, grid, package, paragraph, read, run, section, table

from benchmarks.formats.twins import lines, pages_right, printed, recall, squeezed
from ingest.content import Content, Line
from ingest.limits import Limits
from ingest.model import PageSource
from ingest.readers.hwpx import HwpReader
from ingest.sniffing import sniff

FULL = BODY - 1000  # where the last line of a page begins


def pages(content: Content) -> list[int | None]:
    return [item.place.page for item in content.items if isinstance(item, Line)]


def made(*paragraphs: str) -> Content:
    return read(package(section(*paragraphs)))


def test_a_line_that_begins_higher_up_begins_a_new_page() -> None:
    content = made(paragraph("1쪽", 1600), paragraph("끝줄", FULL), paragraph("2쪽", 0))
    assert pages(content) == [1, 1, 2]
    assert content.pages == 2
    assert content.items[0].place.page_source is PageSource.LAYOUT  # type: ignore[union-attr]


def test_every_section_begins_a_new_page() -> None:
    content = read(package(section(paragraph("앞", 1600)), section(paragraph("뒤", 1600))))
    assert pages(content) == [1, 2]


def test_a_page_break_is_one_page_whether_its_line_has_a_position_or_not() -> None:
    content = made(
        paragraph("1쪽", 1600),
        paragraph("2쪽", 0, more='pageBreak="1"'),
        paragraph("3쪽", more='pageBreak="1"'),
        paragraph("그 아래", 3200),
    )
    assert pages(content) == [1, 2, 3, 3]


def test_a_paragraph_without_a_position_has_a_page_only_where_none_is_turned() -> None:
    between = made(paragraph("앞", 1600), paragraph("없음"), paragraph("뒤", 4800))
    assert pages(between) == [1, 1, 1]
    turned = made(paragraph("앞", FULL), paragraph("없음"), paragraph("뒤", 0))
    assert pages(turned) == [1, None, 2]


def test_without_positions_there_are_no_pages() -> None:
    content = made(*(paragraph(f"문단 {number}") for number in range(9)))
    assert set(pages(content)) == {None}
    assert content.pages is None


def test_one_position_for_all_lines_is_no_layout() -> None:
    content = made(*(paragraph(f"문단 {number}", 0) for number in range(9)))
    assert content.pages is None
    assert set(pages(content)) == {None}


def test_positions_that_go_on_from_page_to_page_are_not_relied_on() -> None:
    content = made(*(paragraph(f"문단 {n}", n * 20_000) for n in range(1, 12)))
    assert content.pages is None


def test_columns_make_pages_unknown() -> None:
    columns = run('<hp:ctrl><hp:colPr colCount="2"/></hp:ctrl><hp:t>두 단</hp:t>')
    assert set(pages(made(paragraph(columns, 1600), paragraph("뒤", 0)))) == {None}


def rows(count: int, height: int) -> str:
    each = [
        cell(n, 0, f"{n}행").replace('height="1000"', f'height="{height}"') for n in range(count)
    ]
    return table(*each, size=(count, 1), inline=False)


def test_a_table_broken_over_pages_turns_as_many_as_it_is_high() -> None:
    count = 150  # of 1,000: more than two pages, from the middle of the first to the third
    end = 34_000 + count * 1000 - 2 * BODY + 3_000
    content = made(
        paragraph("앞", 32_400), paragraph(run(rows(count, 1000)), 34_000), paragraph("뒤", end)
    )
    assert pages(content) == [1, 3]
    found = [place.page for place in grid(content.items).places]
    assert found[0] == 1
    assert found[-1] == 3
    assert found[60] == 2
    known = [page for page in found if page is not None]
    assert known == sorted(known)
    assert None in found  # a row at the end of a page may have gone over to the next


def test_a_table_that_fits_stands_on_one_page() -> None:
    content = made(paragraph(run(rows(3, 1000)), 1600), paragraph("뒤", 6_300))
    assert {place.page for place in grid(content.items).places} == {1}
    assert pages(content) == [1]


def test_a_table_whose_height_contradicts_the_next_line_makes_pages_unknown() -> None:
    content = made(
        paragraph("앞", 1600), paragraph(run(rows(30, 1000)), 3200), paragraph("뒤", 4800)
    )
    assert pages(content) == [1, None]
    assert content.pages is None


@pytest.mark.samples
@pytest.mark.parametrize(
    ("document", "twin", "most_lost"),
    [
        ("hwp/pair_benchmark.hwp", "pdf/pair_benchmark.pdf", 0.11),
        ("hwp/pair_benchmark1.hwp", "pdf/pair_benchmark1.pdf", 0.03),
        ("hwpx/pair_benchmark1.hwpx", "pdf/pair_benchmark1.pdf", 0.03),
        ("hwp/pair_benchmark2.hwp", "pdf/pair_benchmark2.pdf", 0.03),
        ("hwp/hwp50_spec.hwp", "pdf/hwp50_spec.pdf", 0.08),
        ("hwp/hwp_dist_spec.hwp", "pdf/hwp_dist_spec.pdf", 0.08),
    ],
)
def test_a_document_says_what_its_print_says_and_where(
    samples: Path, document: str, twin: str, most_lost: float
) -> None:
    data = (samples / document).read_bytes()
    print_out = printed(samples / twin)
    content = HwpReader().read(data, sniff(data), Limits())
    text = squeezed("".join(line.text for line in lines(content.items)))
    assert recall("".join(print_out), text) >= 1 - most_lost
    right, stated, judged = pages_right(content, print_out)
    if document.endswith(".hwp"):
        assert stated >= 0.9 * judged
        # Three titles of a list of contents are printed on its page in a muddled order only.
        assert stated - right <= (3 if document == "hwp/pair_benchmark.hwp" else 0)
    else:
        assert stated == 0  # it has no positions

"""Figures that were not read with certainty are given with that said, and with their pages."""

from __future__ import annotations

from dataclasses import replace

from assistant.citing import Bibliography
from assistant.doubts import doubts
from index.types import Document, StatementRecord
from ingest.model import PageSource, Place, Statement, StatementKind, Trust

DOCUMENT = Document(
    "a1", "r1", "office", "결산.pdf", "2031년 결산", "", "", "", 2031, "", 1, 1, 1, 1, ""
)


def record(trust, *, block=3, text="300", page=7):
    place = Place(page=page, page_source=PageSource.EXACT, box=(1, 2, 3, 4), trust=trust)
    statement = Statement(
        0, StatementKind.CELL, block, 0, text, place, ("도로",), ("예산",), row=1, column=1
    )
    return StatementRecord("a1/r1/0", DOCUMENT, statement, "", "", "", (), "", "천원", "")


def cited(*records):
    book = Bibliography()
    for one in records:
        book.cite(one)
    return book.citations


def test_what_was_read_with_certainty_needs_no_word():
    assert doubts(cited(record(Trust.READ))) == ()


def test_a_scan_is_named_with_its_pages_once():
    found = doubts(
        cited(
            record(Trust.SCANNED, block=3),
            record(Trust.SCANNED, block=4),
            record(Trust.SCANNED, block=5, page=8),
        )
    )
    (told,) = found
    assert (told.kind, told.citations) == ("scanned", (1, 2, 3))
    assert told.message.startswith("‘2031년 결산’ 7쪽, ‘2031년 결산’ 8쪽에서")
    assert "원본 확인" in told.message


def test_a_doubtful_page_is_cited_as_a_page_and_not_as_a_cell():
    (citation,) = cited(record(Trust.UNCERTAIN))
    assert (citation.cell, citation.table_cell) == (None, None)
    assert (citation.page, citation.bbox) == (7, (1, 2, 3, 4))
    (told,) = doubts([citation])
    assert told.kind == "uncertain"


def test_places_without_lines_are_cited_one_by_one():
    line = replace(record(Trust.READ).statement, row=None, column=None)
    one, other = (
        replace(record(Trust.READ), statement=replace(line, block=block)) for block in (3, 4)
    )
    assert [citation.n for citation in cited(one, other, one)] == [1, 2]

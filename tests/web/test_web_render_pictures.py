"""Pages as they are printed: in the reading room, and beside an answer."""

from __future__ import annotations

from web_fake_assistant import citation

from assistant.web.ports import DocumentView, Picture
from assistant.web.render.pictures import page_mark, page_picture
from ingest.model import PageSource, Place, Trust

PRINTED = DocumentView("결산.pdf", "결산", id="a b", pictures=True)


def test_a_page_leads_to_its_picture_where_there_is_one():
    mark = page_mark(PRINTED, Place(page=3, page_source=PageSource.EXACT))
    assert 'id="p3"' in mark
    assert 'href="a%20b/pages/3.png?width=1000"' in mark


def test_a_page_that_is_reckoned_says_so():
    plain = DocumentView("계획.hwp", "계획", id="a")
    mark = page_mark(plain, Place(page=3, page_source=PageSource.LAYOUT))
    assert "3쪽 (추정)" in mark
    assert "href" not in mark


def test_the_cited_place_is_marked_in_the_picture():
    made = page_picture(citation(page=3), Picture("a", 3, (1.2, 2.7, 30, 40)))
    assert "documents/a/pages/3.png?width=1000&amp;mark=1,3,30,40" in made
    assert 'loading="lazy"' in made
    assert " open" not in made


def test_the_picture_is_open_where_it_is_what_counts():
    scanned = citation(page=3).model_copy(update={"trust": Trust.SCANNED})
    assert 'open="open"' in page_picture(scanned, Picture("a", 3))

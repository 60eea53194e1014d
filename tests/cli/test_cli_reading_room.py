"""The originals behind citations, as the web page gets them."""

import pytest

from assistant.answer import Citation
from assistant.settings import Settings
from assistant.wiring import Workspace
from assistant.wiring.reading_room import ReadingRoom
from index.types import EVERYTHING


@pytest.fixture
def library(stocked):
    with Workspace.open(Settings.load({"BOGO_HOME": str(stocked)})) as workspace:
        yield workspace._library


@pytest.fixture
def room(library):
    return ReadingRoom(library, assistant=None, passages=None)


@pytest.fixture
def document(library):
    (document,) = library.catalogue.documents(EVERYTHING)
    return document


def citation(document, **changes):
    return Citation(
        **{
            "n": 1,
            "document": document.name,
            "document_id": document.id,
            "revision": document.revision,
            "title": document.title,
            "section": "예산현황",
            "quote": "834,500",
            **changes,
        }
    )


def block_of(library, document, matches):
    report = library.catalogue.report(document.id, EVERYTHING)
    return next(block for block in report.blocks if matches(block))


def test_a_table_is_shown_as_printed_with_its_cell(library, room, document):
    block = block_of(library, document, lambda block: block.table)
    view = room.source(citation(document, block=block.id, table_cell=(2, 1), lines=(14, 14)))
    assert view.lines == ()
    assert view.table.rows[2][:2] == ("도서관팀", "834,500")
    assert view.table.marked == (2, 1)
    assert view.table.unit == "천원"
    assert view.table.header_rows == 1
    assert view.section_path
    assert document.title not in view.section_path


def test_lines_are_shown_as_they_stand_in_the_original(library, room, document):
    block = block_of(library, document, lambda block: "인력현황" in block.text)
    view = room.source(citation(document, block=block.id, lines=(8, 8)))
    assert view.table is None
    cited = [line for line in view.lines if line.cited]
    assert [(line.number, line.text) for line in cited] == [
        (8, " ○ 인력현황 : 정원 17명 [현원 16명]")
    ]
    assert [line.number for line in view.lines] == list(range(5, 12))


def test_lines_at_the_edges_stay_in_the_file(room, document):
    numbers = [line.number for line in room.source(citation(document, lines=(1, 1))).lines]
    assert numbers == [1, 2, 3, 4]


def test_without_lines_the_quote_is_shown(room, document):
    view = room.source(citation(document))
    assert [(line.text, line.number, line.cited) for line in view.lines] == [
        ("834,500", None, True)
    ]


def test_what_was_replaced_or_removed_is_not_shown(library, room, document):
    assert room.source(citation(document, revision="000000000000", lines=(1, 1))) is None
    library.catalogue.remove(document.id)
    assert room.source(citation(document, lines=(1, 1))) is None


def test_documents_and_readiness(library, room, document):
    (view,) = room.documents()
    assert (view.name, view.title, view.sample) == (document.name, document.title, False)
    assert room.ready()


def test_a_library_without_an_index_is_not_ready(stocked):
    (stocked / "generations" / "current").unlink()
    with Workspace.open(Settings.load({"BOGO_HOME": str(stocked)})) as workspace:
        assert not ReadingRoom(workspace._library, assistant=None, passages=None).ready()

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from index_reports import ReportMaker, large_report, small_report

from index.building import build
from index.chroma import ChromaStore
from index.embedding.kiwi import KiwiEmbedding
from index.errors import Busy, Damaged, LibraryError, NotBuilt
from index.generation import Generation, Manifest, verified
from index.library import Library
from index.morphemes import Morphemes
from index.passage_rows import PassageRows
from index.shelf import Shelf
from index.types import EVERYTHING, SearchFilter
from index.vectors import CHROMA, open_store, store_checksums, write_store
from ingest.model import SectionKind

EVERY = SearchFilter()


def _generations(library):
    return library._shelf.published()


def _flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder of a library with a current generation and the one before it."""
    folder = tmp_path_factory.mktemp("두 세대")
    made = Library(folder)
    for name, amount in (("하나.txt", 1), ("둘.txt", 2)):
        made.catalogue.put(small_report(name, amount=amount), origin=name)
        made.rebuild()
    made.close()
    return folder


@pytest.fixture
def two(home, tmp_path):
    """A copy of that library, to be damaged at will."""
    made = Library(shutil.copytree(home, tmp_path / "사본"))
    yield made
    made.close()


def test_a_build_publishes_what_the_catalogue_holds(library):
    document = library.catalogue.put(small_report(), origin="a")
    stages = []
    assert library.rebuild(lambda stage, done, total: stages.append((stage, done, total)))
    (folder,) = _generations(library)
    manifest = verified(folder)
    assert manifest.documents == {document.id: document.revision}
    assert manifest.passages == document.passages
    assert manifest.statements == len(list(library.catalogue.iter_statements(EVERYTHING)))
    assert list(dict.fromkeys(stage for stage, _done, _total in stages)) == [
        "문서 읽기",
        "형태소 분석",
        "벡터 만들기",
        "색인 쓰기",
        "점검",
        "벡터 저장소 쓰기",
    ]
    assert all(0 <= done <= total for _stage, done, total in stages)
    assert not list(folder.parent.glob("building-*"))


def test_nothing_is_built_where_nothing_changed(library):
    assert not library.rebuild()
    library.catalogue.put(small_report(), origin="a")
    assert library.rebuild()
    assert not library.rebuild()
    library.catalogue.put(small_report(), origin="a")
    assert not library.rebuild()


def test_documents_without_an_index_are_told_apart_from_no_documents(library):
    assert library.search.passages("예산", 5, EVERY) == []
    assert library.search.stats().generation == ""
    library.catalogue.put(small_report(), origin="a")
    with pytest.raises(NotBuilt, match=r"색인이 아직 없습니다\."):
        library.search.passages("예산", 5, EVERY)
    assert "색인이 아직 없습니다" in library.search.problem()


def test_a_new_generation_serves_at_the_next_call(two):
    other = Library(two._shelf.folder.parent)
    assert other.search.stats().documents == 2
    two.catalogue.put(small_report("셋.txt", amount=3), origin="c")
    assert two.rebuild()
    assert other.search.stats().documents == 3
    assert other.search.stats().generation == two.search.stats().generation
    other.close()


def test_the_one_before_is_kept_and_older_ones_go(two):
    two.catalogue.put(small_report("셋.txt", amount=3), origin="c")
    two.rebuild()
    assert [folder.name[:6] for folder in _generations(two)] == ["000003", "000002"]


def test_a_removed_document_leaves_every_generation(two):
    (document, _other) = two.catalogue.documents(EVERYTHING)
    two.catalogue.remove(document.id)
    two.rebuild()
    assert [folder.name[:6] for folder in _generations(two)] == ["000003"]
    assert two.search.stats().documents == 1


def test_no_word_of_a_removed_document_is_left(library):
    """In any file of the index, the statistics that the embedding keeps included."""
    library.catalogue.put(large_report(40), origin="a")
    maker = ReportMaker("비밀.txt", department="청사행정과")
    section = maker.section(SectionKind.PROJECT, "청사 정비")
    maker.line_of_text(section, "얼룩말 보호소를 짓습니다.")
    gone = library.catalogue.put(maker.report(), origin="b")
    library.rebuild()
    held = "얼룩말".encode()
    assert any(held in path.read_bytes() for path in _files(library))
    library.catalogue.remove(gone.id)
    library.rebuild()
    assert not any(held in path.read_bytes() for path in _files(library))
    assert library.search.passages("청사", 3, EVERY)


def _files(library):
    return [path for path in library._shelf.folder.rglob("*") if path.is_file()]


def test_vectors_of_unchanged_passages_are_taken_over(library, monkeypatch):
    library.catalogue.put(large_report(40), origin="a")
    library.rebuild()
    first = _generations(library)[0]
    embedded = []
    encode = KiwiEmbedding.encode_tokens

    def counted(self, texts):
        embedded.append(len(texts))
        return encode(self, texts)

    monkeypatch.setattr(KiwiEmbedding, "encode_tokens", counted)
    maker = ReportMaker("덧붙임.txt", department="청사행정과")
    section = maker.section(SectionKind.PROJECT, "청사 정비")
    maker.line_of_text(section, "청사 정비 계획을 세웁니다.")
    library.catalogue.put(maker.report(), origin="b")
    library.rebuild()
    second = _generations(library)[0]
    assert sum(embedded) == 1
    old, new = (Generation(folder) for folder in (first, second))
    rows = new.rows.rows([old.rows.id(row) for row in range(len(old.rows))])
    assert np.array_equal(old.dense.vectors, new.dense.vectors[rows])


def test_lines_of_unchanged_documents_are_not_analysed_again(library, monkeypatch):
    library.catalogue.put(large_report(40), origin="a")
    library.rebuild()
    analysed = []
    analyse = Morphemes.analysed_lines

    def noted(self, lines):
        analysed.extend(lines)
        return analyse(self, lines)

    monkeypatch.setattr(Morphemes, "analysed_lines", noted)
    maker = ReportMaker("덧붙임.txt", department="청사행정과")
    maker.line_of_text(maker.section(SectionKind.PROJECT, "청사 정비"), "새로 쓴 글입니다.")
    library.catalogue.put(maker.report(), origin="b")
    library.rebuild()
    assert 0 < len([line for line in analysed if line]) < 12


def test_an_index_that_grew_is_the_one_that_is_built_at_once(library, tmp_path):
    reports = [small_report(name, amount=at) for at, name in enumerate(("하나", "둘", "셋"))]
    for report in reports:
        library.catalogue.put(report, origin=report.source.name)
        library.rebuild()
    other = Library(tmp_path / "한번에")
    for report in reversed(reports):
        other.catalogue.put(report, origin=report.source.name)
    other.rebuild()
    for asked in ("소식지 발행", "어르신 스마트폰 강좌", "2024년 시비"):
        hits, again = (made.search.passages(asked, 9, EVERY) for made in (library, other))
        # The embedding keeps its statistics while they fit, so that old vectors need not move.
        told = [{h.id: (h.lexical, h.signals["words"]) for h in found} for found in (hits, again)]
        assert told[0] == told[1]
        terms = library.search.terms(asked)
        assert library.search.statements(terms, 20, EVERY) == other.search.statements(
            terms, 20, EVERY
        )
    other.close()


def test_a_generation_serves_before_its_vectors_are_in_chroma(library, monkeypatch):
    seen = []

    def broken(_place, _progress):
        seen.append(library.search.passages("소식지 발행", 3, EVERY))
        raise OSError

    library.catalogue.put(small_report(), origin="a")
    with monkeypatch.context() as patched:
        patched.setattr("index.library.fold", broken)
        with pytest.raises(LibraryError):
            library.rebuild()
    assert seen[0]
    assert library.search.problem() == ""
    current = library.search.stats().generation
    stages = []
    library.rebuild(lambda stage, _done, _total: stages.append(stage))
    assert set(stages) == {"벡터 저장소 쓰기"}
    assert library.search.stats().generation == current
    assert [hit.id for hit in library.search.passages("소식지 발행", 3, EVERY)] == [
        hit.id for hit in seen[0]
    ]
    assert library.search._generation().store is not None


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "names.json",
        "passages/ids.npy",
        "passages/owners.npy",
        "tokens/texts.npy",
        "tokens/table.txt",
        "analysis/lines.npy",
        "vectors.npy",
        "sketches.npy",
        "embedding/whitening.npz",
        "embedding/statistics.json",
        "lexical/meta.json",
    ],
)
@pytest.mark.parametrize("damage", ["flipped", "cut", "gone"])
def test_a_damaged_generation_is_never_served(two, name, damage):
    current, previous = _generations(two)
    path = current / name
    if damage == "flipped":
        _flip(path)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-7])
    else:
        path.unlink()
    two.search.close()
    assert two.search.stats().generation == previous.name
    assert "색인을 다시 만드시기 바랍니다" in two.search.problem()
    assert two.search.passages("소식지", 5, EVERY)
    if (name, damage) == ("vectors.npy", "flipped"):
        assert two.rebuild()
        assert two.search.problem() == ""
        assert two.search.stats().documents == 2


def test_a_pointer_to_nothing_falls_back_too(two):
    current, previous = _generations(two)
    shutil.rmtree(current)
    two.search.close()
    assert two.search.stats().generation == previous.name


@pytest.mark.parametrize("written", ["", "../..", "없는이름", "\x00"])
def test_a_damaged_pointer_falls_back_to_a_whole_generation(two, written):
    newest = _generations(two)[0]
    (two._shelf.folder / "current").write_text(written)
    assert two.search.stats().generation == newest.name


def test_without_any_whole_generation_it_says_what_to_do(two):
    for folder in _generations(two):
        _flip(folder / "vectors.npy")
    two.search.close()
    with pytest.raises(Damaged, match="색인을 다시 만드시기 바랍니다"):
        two.search.passages("소식지", 5, EVERY)
    assert two.rebuild()
    assert two.search.passages("소식지", 5, EVERY)


def test_a_generation_of_other_software_is_built_anew(two):
    for folder in _generations(two):
        fields = json.loads(json.loads((folder / "manifest.json").read_text("utf-8"))["body"])
        Manifest(**{**fields, "software": "older"}).write(folder)
    two.search.close()
    with pytest.raises(Damaged):
        two.search.stats()
    assert two.rebuild()
    assert two.search.stats().documents == 2


@pytest.mark.parametrize("damage", ["flipped", "gone", "empty"])
def test_a_damaged_chroma_is_replaced_by_the_array(two, damage):
    expected = two.search.passages("어르신 스마트폰 강좌", 5, EVERY)
    two.search.close()
    database = _generations(two)[0] / "chroma" / "chroma.sqlite3"
    if damage == "flipped":
        database.write_bytes(b"x" * 5000)
    elif damage == "gone":
        database.unlink()
    else:
        database.write_bytes(b"")
    found = two.search.passages("어르신 스마트폰 강좌", 5, EVERY)
    assert [hit.id for hit in found] == [hit.id for hit in expected]
    assert "벡터 저장소가 손상되어" in two.search.problem()
    assert two.rebuild()
    assert two.search.problem() == ""


def test_damaged_vector_files_are_found_before_chroma_opens_them(tmp_path):
    vectors = np.random.default_rng(0).normal(size=(1500, 16))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    vectors[7] = 0
    keys = np.array([f"p{number:04}".encode() for number in range(1500)])
    rows = PassageRows(keys, np.zeros((1500, 2), np.int32), ["d"], [""])
    write_store(tmp_path, rows, vectors)
    sums = store_checksums(tmp_path / CHROMA)
    assert sums
    store = open_store(tmp_path, rows, vectors)
    assert store is not None
    assert store.count() == 1499  # a vector of zeros has no cosine to anything
    store.close()
    assert store_checksums(tmp_path / CHROMA) == sums  # reading leaves them as they are
    _flip(next(tmp_path.glob("chroma/*/data_level0.bin")))
    assert open_store(tmp_path, rows, vectors) is None


def test_chroma_is_checked_against_what_it_should_hold(tmp_path):
    vectors = np.eye(4, dtype=np.float32)
    ids = ["a", "b", "c", "d"]
    samples = list(zip(ids, vectors, strict=True))
    store = ChromaStore(tmp_path / "chroma")
    store.add(ids[:3], vectors[:3], ["d"] * 3)
    assert "4건이어야 하는데 3건" in store.problem(4, samples)
    store.add(ids[3:], vectors[:1], ["d"])
    assert "처음과 다릅니다" in store.problem(4, samples)
    (best, _second) = store.query(vectors[1], 2)
    assert best == ("b", pytest.approx(1))
    store.close()


HOLD = """
import sys, pathlib
from index.shelf import Shelf
with Shelf(pathlib.Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_refused_and_told_who_writes(two):
    two.catalogue.put(small_report("셋.txt", amount=3), origin="c")
    command = [sys.executable, "-c", HOLD, str(two._shelf.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout.readline() == "held\n"
        with pytest.raises(Busy, match=rf"프로세스 {one.pid}번이 .*색인을 만들고 있어"):
            two.rebuild()
        assert two.search.stats().documents == 2
        one.stdin.close()
    assert two.rebuild()


def test_a_second_writer_of_the_same_process_is_refused_too(two):
    shelf = Shelf(two._shelf.folder)
    two.catalogue.put(small_report("셋.txt", amount=3), origin="c")
    with shelf.writing(), pytest.raises(Busy):
        two.rebuild()


def test_a_writer_that_died_is_no_hindrance(two):
    command = [sys.executable, "-c", HOLD, str(two._shelf.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        one.stdout.readline()
        one.kill()
    left = two._shelf.folder / "building-left"
    left.mkdir()
    two.catalogue.put(small_report("셋.txt", amount=3), origin="c")
    assert two.rebuild()
    assert not left.exists()


def test_a_build_that_fails_publishes_nothing(two, monkeypatch):
    before = two.search.stats()
    two.catalogue.put(small_report("셋.txt", amount=3), origin="c")

    def fail(*_args):
        raise OSError

    monkeypatch.setattr("index.building.LexicalWriter.write", fail)
    with pytest.raises(LibraryError, match="앞서 만든 색인과 문서는 그대로입니다"):
        two.rebuild()
    assert two.search.stats() == before
    assert not list(two._shelf.folder.glob("building-*"))


def test_a_build_that_fails_its_check_publishes_nothing(two, monkeypatch):
    before = two.search.stats()
    two.catalogue.put(small_report("셋.txt", amount=3), origin="c")
    monkeypatch.setattr("index.passage_rows.PassageRows.__len__", lambda rows: 1)
    with pytest.raises(Damaged, match="건수가 목록과 다릅니다"):
        two.rebuild()
    assert two.search.stats() == before


def test_a_catalogue_that_never_rests_is_one_korean_sentence(library):
    class Restless:
        def documents(self, scope, *, collection=None):
            number = str(len(seen))
            seen.append(number)
            return [library.catalogue.put(small_report(number, amount=len(seen)), origin=number)]

        def iter_statements(self, scope):
            return iter(())

        iter_passages = iter_statements

    seen = []
    with pytest.raises(LibraryError, match="문서가 계속 바뀌어"):
        build(library._shelf, Restless(), embedding="kiwi")


def test_an_emptied_library_has_an_empty_generation(library):
    document = library.catalogue.put(small_report(), origin="a")
    library.rebuild()
    library.catalogue.remove(document.id)
    assert library.search.passages("소식지", 5, EVERY) == []
    assert library.rebuild()
    assert library.search.passages("소식지", 5, EVERY) == []
    assert library.search.stats().passages == 0
    assert library.search.problem() == ""
    assert not library.rebuild()

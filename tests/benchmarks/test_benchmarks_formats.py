"""What the benchmark of formats counts: identity, losses, damage that a seed repeats, outcomes."""

from __future__ import annotations

import io
import random
import zipfile
from decimal import Decimal

import olefile
import pytest

from benchmarks.formats import everything, identity, mutations, throughput
from benchmarks.formats.loaders import LOADERS, Loader
from benchmarks.formats.losses import Kept, Labelled, in_report, in_text, of_report
from benchmarks.formats.mutating import changed, mutated
from benchmarks.formats.outcomes import ESCAPED, LATE, READ, UNFORESEEN, InProcess, Late, outcome
from ingest.errors import Malformed
from ingest.limits import Limits
from ingest.reading import read_report
from ingest.sniffing import FileKind

TABLE = """2026년 업무계획

(단위: 천원)

구분	2024년		2025년
	예산액	집행액	예산액
본청	1,200	1,100	1,350
동주민센터	700	△50	720
"""
SPENT = Labelled("1,100", ("본청",), ("2024년", "집행액"))
CHANGE = Labelled("△50", ("동주민센터",), ("2024년", "집행액"))


def report(text=TABLE):
    return read_report(text.encode(), "업무계획.txt", Limits())


def names(samples=identity.SAMPLES):
    return sorted(path.name for path in samples.iterdir() if path.name != "truth.json")


def drawing(seed):
    return random.Random(seed)  # noqa: S311


def expected(**changes):
    whole = identity.expectations(identity.SAMPLES)["2026년_주요업무계획.txt"]
    values = {"figures": whole.figures, "outline": whole.outline, **changes}
    return identity.Expected(**values)


def test_a_sample_that_is_read_well_is_identical():
    name = "2026년_주요업무계획.txt"
    judged = identity.read(identity.SAMPLES / name, expected())
    assert judged.identical
    assert judged.right == 182


def test_one_figure_of_another_year_is_both_missing_and_wrong(tmp_path):
    data = (identity.SAMPLES / "2026년_주요업무계획.txt").read_text("utf-8")
    path = tmp_path / "2026년_주요업무계획.txt"
    path.write_text(data.replace("48,500천원", "48,501천원"), "utf-8")
    judged = identity.read(path, expected())
    assert not judged.identical
    assert [figure[0] for figure in judged.missing] == [Decimal(48500)]
    assert [figure[0] for figure in judged.wrong] == [Decimal(48501)]


def test_an_outline_that_differs_is_not_identical():
    name = "2026년_주요업무계획.txt"
    longer = (*expected().outline, (1, "부록"))
    assert not identity.read(identity.SAMPLES / name, expected(outline=longer)).identical


def test_a_file_that_cannot_be_read_is_missing_everything(tmp_path):
    path = tmp_path / "빈.txt"
    path.write_bytes(b"\n")
    judged = identity.read(path, expected())
    assert judged.reason
    assert judged.missing == judged.expected.figures


def test_a_sheet_is_expected_to_hold_its_part_only():
    found = identity.expectations(identity.SAMPLES)
    parts = [found[f"2026년_주요업무계획_{part}.csv"].figures for part in ("Ⅰ", "Ⅱ", "Ⅲ")]
    assert sum(part.total() for part in parts) == expected().figures.total()


def test_statements_keep_all_labels_of_a_figure():
    got = report()
    wanted = [SPENT, CHANGE]
    assert in_report(wanted, got) == Kept(2, 2, 2, 2, 2)
    assert set(wanted) <= set(of_report(got))


def test_a_statement_under_another_label_keeps_less():
    moved = Labelled("1,100", ("본청",), ("2025년", "집행액"))
    assert in_report([moved], report()) == Kept(1, 1, 1, 1, 0)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (TABLE, Kept(1, 1, 1, 1, 0)),  # 2024년 stands over its first column only
        (TABLE.replace("\t", " | "), Kept(1, 1, 1, 1, 0)),
        ("본청 2024년 집행액 1,100", Kept(1, 1, 1, 1, 1)),
        ("구분\n2024년\n집행액\n본청\n1,100", Kept(1, 1, 0, 0, 0)),
        ("본청 21,100 1,100.5 1,1000", Kept(1, 0, 0, 0, 0)),
        ("", Kept(1, 0, 0, 0, 0)),
    ],
)
def test_a_text_keeps_what_can_be_told_from_its_lines(text, kept):
    assert in_text([SPENT], text) == kept


def test_a_loader_that_is_not_there_is_said_to_be_missing(monkeypatch):
    absent = Loader("PyPDFLoader", ("a_module_that_nobody_has",))
    monkeypatch.setitem(LOADERS, FileKind.PDF, absent)
    file = throughput.File(identity.SAMPLES / "2026년_주요업무계획.pdf", FileKind.PDF, ())
    assert throughput.theirs(file, throughput.Score(), 1, None).startswith("not installed")


def test_our_own_speed_and_losses_are_counted():
    (file,) = [file for file in throughput.found_in(identity.SAMPLES) if file.path.suffix == ".txt"]
    score = throughput.Score()
    assert throughput.ours(file, score, 2) is not None
    assert (score.files, score.failed, score.seconds > 0) == (1, 0, True)
    assert score.kept == Kept(170, 170, 170, 170, 170)


@pytest.mark.parametrize("name", names())
def test_the_same_seed_damages_the_same_way(name):
    data = (identity.SAMPLES / name).read_bytes()
    copies = [mutated(data, drawing(seed)) for seed in range(12)]
    assert copies == [mutated(data, drawing(seed)) for seed in range(12)]
    assert sum(copy != data for copy in copies) >= 10


def test_an_archive_is_damaged_inside_and_stays_an_archive():
    data = (identity.SAMPLES / "2026년_주요업무계획.hwpx").read_bytes()
    copies = [mutated(data, drawing(seed)) for seed in range(20)]
    sound = [copy for copy in copies if zipfile.is_zipfile(io.BytesIO(copy))]
    assert len(sound) >= 10


def test_a_compound_file_is_damaged_inside_and_stays_one():
    data = (identity.SAMPLES / "2026년_주요업무계획.hwp").read_bytes()
    copies = [mutated(data, drawing(seed)) for seed in range(20)]
    assert sum(olefile.isOleFile(copy) for copy in copies if len(copy) > 1536) >= 10


def test_nothing_can_be_damaged_as_well():
    assert isinstance(changed(b"", drawing(1)), bytes)


def test_a_number_gives_the_same_file_again():
    paths = mutations.files(identity.SAMPLES)
    whole = list(mutations.damaged(paths, 7, range(9)))
    assert list(mutations.damaged(paths, 7, [5])) == [whole[5]]


def test_what_becomes_of_a_file_is_told(monkeypatch):
    def failing(error):
        def read(data, name, limits):
            raise error

        monkeypatch.setattr("benchmarks.formats.outcomes.read_report", read)
        return outcome(b"", "a.txt", Limits())

    assert outcome(TABLE.encode(), "업무계획.txt", Limits()).what == READ
    assert failing(Malformed("파일이 깨져 있습니다.")).what == "Malformed"
    assert failing(KeyError("x")).what == ESCAPED
    assert failing(Late()).what == LATE


def test_a_failure_that_a_reader_does_not_name_is_unforeseen(monkeypatch):
    def broken(self, data, kind, limits):
        raise ZeroDivisionError

    monkeypatch.setattr("ingest.readers.text.TextReader.read", broken)
    found = outcome(TABLE.encode(), "업무계획.txt", Limits())
    assert found.what == UNFORESEEN
    assert "ZeroDivisionError" in found.reason
    assert "test_benchmarks_formats.py" in found.trace


def test_a_line_for_every_file_tells_what_became_of_it():
    way = InProcess(Limits())
    read = everything._line(way.read(TABLE.encode(), "업무계획.txt"), "업무계획.txt")
    refused = everything._line(way.read(b"\n", "빈.txt"), "빈.txt")
    assert read.split()[1] == "6"
    assert read.endswith("업무계획.txt")
    assert "Empty: " in refused or "Malformed: " in refused

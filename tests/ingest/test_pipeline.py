import os
import time
import unicodedata
from pathlib import Path

import pytest
from ingest_zips import zipped

from ingest import survey as surveying
from ingest.errors import Locked, Malformed
from ingest.files import Found, find, origin_of
from ingest.isolation import Isolation
from ingest.limits import Limits, shown_size
from ingest.names import readable
from ingest.pipeline import Pipeline, Read, Skipped, read_apart
from ingest.reading import read_report
from ingest.sniffing import FileKind
from ingest.survey import Remembered, Stamp, Survey

TEXT = "2030년 주요업무계획\n\n하늘구 도서관팀\n\n□ 예산 : 1,234,500천원\n"


@pytest.fixture(scope="module")
def isolation():
    with Isolation(Limits(), workers=3, preload=["ingest.isolation.jobs"]) as one:
        yield one


@pytest.fixture
def read(isolation):
    def run(paths, limit=1_000_000, work="ingest.isolation.jobs:report"):
        limits = Limits(limit)
        seen = surveyed(isolation, paths, limits)
        wanted = [one for one in seen if not one.file.passed_over and not one.is_archive]
        return list(Pipeline(isolation, limits, work=work).run(wanted))

    return run


def surveyed(isolation, paths, limits=None, remembered=None, **more):
    known = remembered or {}
    survey = Survey(limits or Limits(), isolation, known.get, **more)
    return [one for some in survey.run(find(paths)) for one in some]


def reason(outcome):
    assert isinstance(outcome, Skipped), outcome
    return outcome.reason


def write(path, text=TEXT, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_file_becomes_a_report(tmp_path, read):
    (outcome,) = read([write(tmp_path / "계획.txt")])
    assert isinstance(outcome, Read)
    assert outcome.report.source.name == "계획.txt"
    assert outcome.data == TEXT.encode()
    assert outcome.file.origin == str(tmp_path / "계획.txt")


def test_folders_are_read_in_order_with_their_folders(tmp_path, read):
    for name in ("나.txt", "가.txt", "다/가.txt"):
        write(tmp_path / name, TEXT + name)
    assert [outcome.file.name for outcome in read([tmp_path])] == ["가.txt", "나.txt", "가.txt"]


def test_a_file_named_twice_is_read_once(tmp_path, read):
    path = write(tmp_path / "가.txt")
    assert len(read([path, tmp_path, tmp_path / "x" / ".." / "가.txt"])) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_encodings_are_read_right(tmp_path, read, encoding):
    (outcome,) = read([write(tmp_path / "a.txt", encoding=encoding)])
    assert isinstance(outcome, Read)
    assert any("1,234,500천원" in block.text for block in outcome.report.blocks)


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("empty.txt", b"", "빈 파일"),
        ("blank.txt", b" \n\t\n", "비어"),
        ("noise.txt", b"\x00\x01\x02\x03" * 20, "텍스트"),
        ("slides.txt", zipped([("ppt/presentation.xml", b"<p/>")]), "파워포인트"),
        ("large.txt", b"a" * 2001, "너무 큽니다"),
    ],
)
def test_bad_files_are_one_sentence_and_the_others_go_on(tmp_path, read, name, data, part):
    (tmp_path / name).write_bytes(data)
    write(tmp_path / "zz.txt")
    bad, good = read([tmp_path], limit=2000)
    assert part in reason(bad)
    assert isinstance(good, Read)


def test_a_missing_path_is_said(tmp_path, read):
    (outcome,) = read([tmp_path / "없음.txt"])
    assert reason(outcome) == "파일이나 폴더를 찾을 수 없습니다."


@pytest.mark.parametrize("name", ["가" * 300, "a\0b"])
def test_impossible_names_are_said(tmp_path, read, name):
    (outcome,) = read([tmp_path / name])
    assert reason(outcome).endswith("다.")


def test_an_empty_folder_is_said(tmp_path, read):
    (outcome,) = read([tmp_path])
    assert reason(outcome) == "폴더가 비어 있습니다."


def test_files_that_nobody_means_are_passed_over_unless_named(tmp_path, read):
    hidden = write(tmp_path / ".숨김.txt")
    for name in (".git/a.txt", "~$보고.docx", "Thumbs.db", ".DS_Store", ".~lock.보고.odt#"):
        write(tmp_path / name)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to(hidden)
    headings = {found.name: found.passed_over for found in find([tmp_path])}
    assert headings == {
        ".숨김.txt": "숨김 파일",
        ".git": "숨김 파일",
        "~$보고.docx": "잠금 파일",
        ".~lock.보고.odt#": "잠금 파일",
        "Thumbs.db": "시스템 파일",
        ".DS_Store": "시스템 파일",
        "loop": "바로가기",
        "link.txt": "바로가기",
    }
    assert isinstance(read([hidden])[0], Read)
    assert isinstance(read([tmp_path / "link.txt"])[0], Read)


def test_pipes_are_not_waited_for(tmp_path, read):
    os.mkfifo(tmp_path / "pipe.txt")
    (outcome,) = read([tmp_path])
    assert reason(outcome) == "일반 파일이 아니라 읽지 않았습니다."


def test_no_permission_is_said(tmp_path, read, monkeypatch):
    path = write(tmp_path / "a.txt")

    def refuse(self, mode):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert "권한" in reason(read([path])[0])


def test_names_are_composed(tmp_path, read):
    decomposed = unicodedata.normalize("NFD", "계획.txt")
    (outcome,) = read([write(tmp_path / decomposed)])
    assert outcome.report.source.name == "계획.txt"


def test_names_of_old_archives_are_read_as_cp949():
    assert readable(os.fsdecode("업무계획.txt".encode("cp949"))) == "업무계획.txt"
    assert readable(os.fsdecode(b"\xff\xfe.txt")).endswith(".txt")


def test_a_problem_that_was_found_is_the_reason(tmp_path, isolation):
    found = Found(tmp_path, "x", Malformed("읽을 수 없습니다."))
    ((seen,),) = Survey(Limits(), isolation, lambda origin: None).run([found])
    assert [reason(o) for o in Pipeline(isolation, Limits()).run([seen])] == ["읽을 수 없습니다."]


@pytest.mark.parametrize(
    ("size", "shown"),
    [(7, "7바이트"), (2048, "2KB"), (1536 * 1024, "1.5MB"), (100 * 1024**2, "100MB")],
)
def test_sizes_are_shown_for_people(size, shown):
    assert shown_size(size) == shown


def test_one_report_is_read_apart():
    report = read_apart(TEXT.encode(), "계획.txt", Limits())
    assert report == read_report(TEXT.encode(), "계획.txt", Limits())
    with pytest.raises(Malformed):
        read_apart(b"\x00\x01\x02\x03" * 20, "계획.txt", Limits())


class BrokenReader:
    kinds = frozenset({FileKind.TEXT})

    def __init__(self, error):
        self.error = error

    def read(self, data, kind, limits):
        raise self.error


@pytest.mark.parametrize("error", [ValueError("x"), RecursionError(), KeyError("y")])
def test_whatever_a_reader_raises_is_one_sentence(error):
    with pytest.raises(Malformed, match=r"^파일의 내용을 해석하지 못했습니다\.$") as raised:
        read_report(b"text", "a.txt", Limits(), [BrokenReader(error)])
    assert raised.value.remedy


@pytest.mark.parametrize("error", [Locked("암호가 걸렸습니다."), MemoryError()])
def test_what_a_reader_says_itself_is_not_reworded(error):
    with pytest.raises(type(error)) as raised:
        read_report(b"text", "a.txt", Limits(), [BrokenReader(error)])
    assert raised.value is error


# --- several at once ------------------------------------------------------------------------------


def test_outcomes_come_in_the_order_of_the_files_however_long_each_takes(tmp_path, read):
    for number, seconds in enumerate(("0.5", "0.1", "0.3", "0.1", "0.2", "0.1")):
        write(tmp_path / f"{number}.txt", seconds)
    start = time.monotonic()
    outcomes = read([tmp_path], work="ingest_hostile:nap")
    assert time.monotonic() - start < 1.1  # one after the other it would be 1.3
    assert [outcome.file.name for outcome in outcomes] == [f"{n}.txt" for n in range(6)]
    assert {reason(outcome) for outcome in outcomes} == {
        "파일을 읽는 프로그램이 비정상으로 끝났습니다."  # a nap is no report
    }


def test_a_crash_takes_no_other_file_with_it(tmp_path, read):
    for number in range(4):
        write(tmp_path / f"{number}.txt", TEXT + str(number))
    assert all("SIGSEGV" in reason(one) for one in read([tmp_path], work="ingest_hostile:crash"))
    assert all(isinstance(one, Read) for one in read([tmp_path]))


# --- archives -------------------------------------------------------------------------------------


def test_members_are_read_as_files_of_their_archive(tmp_path, read):
    inner = zipped([("속.txt".encode("cp949"), TEXT + "3")])
    data = zipped([("안/보고서.txt".encode("cp949"), TEXT), ("빈.txt", b""), ("속.zip", inner)])
    (tmp_path / "a.zip").write_bytes(data)
    good, empty, deep = read([tmp_path])
    assert isinstance(good, Read)
    assert good.file.origin == f"{tmp_path}/a.zip!안/보고서.txt"
    assert (good.file.name, good.report.source.name) == ("보고서.txt", "보고서.txt")
    assert good.data == TEXT.encode()
    assert reason(empty) == "내용이 없는 빈 파일입니다."
    assert isinstance(deep, Read)
    assert (deep.file.shown, deep.file.name) == ("a.zip!속.zip!속.txt", "속.txt")


def test_a_bad_archive_is_one_refusal(tmp_path, read):
    (tmp_path / "a.zip").write_bytes(zipped([("a.txt", b"x" * 300)])[:-30] + bytes(30))
    (outcome,) = read([tmp_path])
    assert outcome.reason.endswith("다.")


def test_an_archive_that_changes_meanwhile_is_said(tmp_path, isolation):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("a.txt", TEXT), ("b.txt", TEXT + "2")]))
    _, *seen = surveyed(isolation, [path])
    path.write_bytes(zipped([("b.txt", TEXT + "3")]))
    gone, other = Pipeline(isolation, Limits()).run(seen)
    assert "바뀌었습니다" in reason(gone)
    assert other.data.decode() == TEXT + "3"
    path.unlink()
    assert {reason(one) for one in Pipeline(isolation, Limits()).run(seen)} == {
        "파일을 열 수 없습니다."
    }


# --- what is not looked at twice ------------------------------------------------------------------


@pytest.fixture
def settled(monkeypatch):
    """File times can be relied on at once."""
    monkeypatch.setattr(surveying, "SETTLED", -1)


def kept(seen):
    members = tuple((one.file.member, one.sha256) for one in seen[1:])
    return {seen[0].file.origin: Remembered(seen[0].sha256, seen[0].stamp, members)}


def opened(monkeypatch):
    """The names of the files whose bytes are read from now on."""
    names = []
    reading = surveying.bytes_of

    def watch(path, limits):
        names.append(path.name)
        return reading(path, limits)

    monkeypatch.setattr(surveying, "bytes_of", watch)
    return names


@pytest.mark.usefixtures("settled")
def test_an_untouched_file_is_not_opened(tmp_path, isolation, monkeypatch):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("a.txt", TEXT), ("b.txt", TEXT + "2")]))
    seen = surveyed(isolation, [path])
    names = opened(monkeypatch)
    assert surveyed(isolation, [path], remembered=kept(seen)) == seen
    assert names == []
    assert surveyed(isolation, [path], remembered=kept(seen), rehash=True) == seen
    assert names == ["a.zip"]


@pytest.mark.usefixtures("settled")
def test_a_touched_file_is_looked_at(tmp_path, isolation, monkeypatch):
    path = write(tmp_path / "a.txt")
    seen = surveyed(isolation, [path])
    names = opened(monkeypatch)
    os.utime(path, (1, 1))
    (again,) = surveyed(isolation, [path], remembered=kept(seen))
    assert names == ["a.txt"]
    assert again.sha256 == seen[0].sha256
    assert again.stamp != seen[0].stamp
    # the same size and, as a restored copy has it, the same time
    path.write_text(TEXT.replace("1,234", "4,321"), "utf-8")
    os.utime(path, (1, 1))
    (changed,) = surveyed(isolation, [path], remembered=kept([again]))
    assert changed.sha256 != again.sha256


def test_a_time_that_is_too_young_is_not_relied_on(tmp_path):
    path = write(tmp_path / "a.txt")
    assert Stamp.of(path) is None
    assert Stamp.of(tmp_path / "none") is None


def test_a_file_that_is_too_large_is_not_read(tmp_path, isolation, monkeypatch):
    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(surveying, "read_bytes", None)
    (seen,) = surveyed(isolation, [path], Limits(10))
    assert "너무 큽니다" in str(seen.problem)
    assert "BOGO_MAX_FILE_MB" in seen.problem.remedy
    assert seen.file.origin == origin_of(path)

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest

from ingest.errors import Malformed
from ingest.files import Found, find, origin_of, readable
from ingest.limits import Limits, shown_size
from ingest.pipeline import Pipeline, Read, Skipped, Unchanged
from ingest.readers import READERS

TEXT = "2030년 주요업무계획\n\n하늘구 도서관팀\n\n□ 예산 : 1,234,500천원\n"


class BrokenReader:
    name = "고장"

    def __init__(self, error):
        self.error = error

    def accepts(self, name, head):
        return name.endswith(".broken")

    def read(self, data, name):
        raise self.error


def pipeline(*, known=None, twins=None, readers=READERS, limit=1_000_000):
    known, twins = known or set(), twins or {}
    return Pipeline(
        readers,
        Limits(limit),
        lambda origin, sha256: (origin, sha256[:6]) in known,
        lambda origin, sha256: twins.get(sha256[:6]),
    )


def outcomes(paths, **changes):
    return list(pipeline(**changes).run(find(paths)))


def reason(outcome):
    assert isinstance(outcome, Skipped), outcome
    return outcome.reason


def write(path, text=TEXT, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_file_becomes_a_report(tmp_path):
    (outcome,) = outcomes([write(tmp_path / "계획.txt")])
    assert isinstance(outcome, Read)
    assert outcome.report.source.name == "계획.txt"
    assert outcome.data == TEXT.encode()
    assert outcome.file.origin == str(tmp_path / "계획.txt")


def test_folders_are_read_in_order_with_their_folders(tmp_path):
    for name in ("나.txt", "가.txt", "다/가.txt"):
        write(tmp_path / name, TEXT + name)
    found = [outcome.file.name for outcome in outcomes([tmp_path])]
    assert found == ["가.txt", "나.txt", "가.txt"]


def test_a_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "가.txt")
    assert len(outcomes([path, tmp_path, tmp_path / "x" / ".." / "가.txt"])) == 1


def test_unchanged_bytes_are_not_parsed(tmp_path):
    path = write(tmp_path / "a.broken")
    (first,) = outcomes([path], readers=[BrokenReader(Malformed("깨졌습니다."))])
    assert reason(first) == "깨졌습니다."
    (again,) = pipeline(
        readers=[BrokenReader(AssertionError())], known={(origin_of(path), _sha(TEXT))}
    ).run(find([path]))
    assert isinstance(again, Unchanged)


def _sha(text):

    return hashlib.sha256(text.encode()).hexdigest()[:6]


def test_the_same_content_under_another_name_is_skipped(tmp_path):
    (outcome,) = outcomes([write(tmp_path / "b.txt")], twins={_sha(TEXT): "a.txt"})
    assert reason(outcome) == "내용이 같은 문서가 이미 있습니다: a.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_encodings_are_read_right(tmp_path, encoding):
    (outcome,) = outcomes([write(tmp_path / "a.txt", encoding=encoding)])
    assert isinstance(outcome, Read)
    assert any("1,234,500천원" in block.text for block in outcome.report.blocks)


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("empty.txt", b"", "빈 파일"),
        ("blank.txt", b" \n\t\n", "비어"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01" * 20, "텍스트"),
        ("report.xyz", b"data", "형식"),
        ("large.txt", b"a" * 2001, "너무 큽니다"),
    ],
)
def test_bad_files_are_one_sentence_and_the_others_go_on(tmp_path, name, data, part):
    (tmp_path / name).write_bytes(data)
    write(tmp_path / "zz.txt")
    bad, good = outcomes([tmp_path], limit=2000)
    assert part in reason(bad)
    assert bad.reason.count(".") <= 1 or name == "large.txt"
    assert isinstance(good, Read)


def test_a_missing_path_is_said(tmp_path):
    (outcome,) = outcomes([tmp_path / "없음.txt"])
    assert reason(outcome) == "파일이나 폴더를 찾을 수 없습니다."


@pytest.mark.parametrize("name", ["가" * 300, "a\0b"])
def test_impossible_names_are_said(tmp_path, name):
    (outcome,) = outcomes([tmp_path / name])
    assert reason(outcome).endswith("다.")


def test_an_empty_folder_is_said(tmp_path):
    (outcome,) = outcomes([tmp_path])
    assert reason(outcome) == "폴더가 비어 있습니다."


def test_hidden_files_in_folders_are_skipped_unless_named(tmp_path):
    hidden = write(tmp_path / ".숨김.txt")
    write(tmp_path / ".git" / "a.txt")
    assert all("숨김" in reason(outcome) for outcome in outcomes([tmp_path]))
    assert isinstance(outcomes([hidden])[0], Read)


def test_pipes_and_loops_are_skipped(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    reasons = sorted(reason(outcome) for outcome in outcomes([tmp_path]))
    assert len(reasons) == 3
    assert "폴더 바로가기라 읽지 않았습니다." in reasons


def test_no_permission_is_said(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt")

    def refuse(self, mode):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert "권한" in reason(outcomes([path])[0])


@pytest.mark.parametrize("error", [ValueError("x"), RecursionError(), KeyError("y")])
def test_whatever_a_reader_raises_is_one_sentence(tmp_path, error):
    (outcome,) = outcomes([write(tmp_path / "a.broken")], readers=[BrokenReader(error)])
    assert reason(outcome) == "파일의 내용을 해석하지 못했습니다."


def test_names_are_composed(tmp_path):
    decomposed = unicodedata.normalize("NFD", "계획.txt")
    (outcome,) = outcomes([write(tmp_path / decomposed)])
    assert outcome.report.source.name == "계획.txt"


def test_names_of_old_archives_are_read_as_cp949():
    assert readable(os.fsdecode("업무계획.txt".encode("cp949"))) == "업무계획.txt"
    assert readable(os.fsdecode(b"\xff\xfe.txt")).endswith(".txt")


def test_a_problem_that_was_found_is_the_reason(tmp_path):
    found = Found(tmp_path, "x", Malformed("읽을 수 없습니다."))
    assert [reason(o) for o in pipeline().run([found])] == ["읽을 수 없습니다."]


@pytest.mark.parametrize(
    ("size", "shown"),
    [(7, "7바이트"), (2048, "2KB"), (1536 * 1024, "1.5MB"), (100 * 1024**2, "100MB")],
)
def test_sizes_are_shown_for_people(size, shown):
    assert shown_size(size) == shown

"""ZIP archives as offices send them, and as nobody should."""

import hashlib
import io
import json
import struct
import zipfile
import zlib

import pytest
from ingest_zips import zipped

from ingest.archives import Budget, is_archive, listed, unpacked, walk
from ingest.errors import Empty, Hostile, IngestError, Malformed, TooLarge
from ingest.limits import MEGABYTE, Limits

LIMITS = Limits(expanded_bytes=40 * MEGABYTE, entries=20, file_bytes=30 * MEGABYTE)


def members(data, limits=LIMITS):
    return [member for member, _ in walk(data, Budget(limits))]


def names(data):
    return [member.name for member in members(data)]


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        ("안/보고서.hwp", "안/보고서.hwp"),
        ("안/보고서.hwp".encode("cp949"), "안/보고서.hwp"),
        ("안/보고서.hwp".encode(), "안/보고서.hwp"),
        ("안\\보고서.hwp".encode("cp949"), "안/보고서.hwp"),
        ("보고서.hwp".encode(), "보고서.hwp"),
        (b"plain.txt", "plain.txt"),
        ("똠방각하 펲시콜라.txt".encode("cp949"), "똠방각하 펲시콜라.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/secret.txt", "etc/secret.txt"),
        ("C:\\문서\\a.txt", "C:/문서/a.txt"),
        ("..", "이름 없음"),
    ],
)
def test_names_are_read_as_they_were_meant_and_are_only_names(stored, name):
    assert names(zipped([(stored, b"x")])) == [name]


def test_the_unicode_path_field_counts_where_it_belongs_to_the_name():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for wrong in (0, 1):
            info = zipfile.ZipInfo(f"report{wrong}.txt")
            field = b"\x01" + struct.pack("<I", zlib.crc32(info.filename.encode()) ^ wrong)
            field += f"보고서{wrong}.txt".encode()
            info.extra = struct.pack("<HH", 0x7075, len(field)) + field
            archive.writestr(info, b"x")
    assert names(buffer.getvalue()) == ["보고서0.txt", "report1.txt"]


def test_members_come_with_their_bytes_and_hashes():
    data = zipped([("가.txt", b"one"), ("나/", b""), ("나/다.txt", b"two")])
    found = list(walk(data, Budget(LIMITS)))
    assert [(m.name, m.sha256, m.size, content) for m, content in found] == [
        ("가.txt", hashlib.sha256(b"one").hexdigest(), 3, b"one"),
        ("나/다.txt", hashlib.sha256(b"two").hexdigest(), 3, b"two"),
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_two_files():
    assert names(zipped([("a.txt", b"1"), ("a.txt", b"2")])) == ["a.txt", "a.txt (2)"]


def test_archives_in_archives_are_opened_to_a_depth():
    data = zipped([("끝.txt", b"x")])
    for name in ("3.zip", "2.zip"):
        data = zipped([(name, data)])
    assert names(data) == ["2.zip!3.zip!끝.txt"]
    (deep,) = members(zipped([("1.zip", data)]))
    assert (deep.name, deep.kind) == ("1.zip!2.zip!3.zip", "Hostile")


def test_files_that_nobody_means_are_passed_over():
    data = zipped(
        [
            ("__MACOSX/._a.txt", b"x"),
            ("Thumbs.db", b"x"),
            ("폴더/.DS_Store", b"x"),
            ("~$보고서.docx", b"x"),
            (".git/config", b"x"),
            ("a.txt", b"x"),
        ]
    )
    assert [m.passed_over for m in members(data)] == [
        "시스템 파일",
        "시스템 파일",
        "시스템 파일",
        "잠금 파일",
        "숨김 파일",
        "",
    ]


def encrypted(data):
    """The flag of encryption set in both headers."""
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data = data[:at] + bytes([data[at] | 1]) + data[at + 1 :]
    return data


@pytest.mark.parametrize(
    ("data", "kind", "part"),
    [
        (encrypted(zipped([("a.txt", b"x")])), "Locked", "암호"),
        (zipped([("a.txt", b"x")], method=zipfile.ZIP_LZMA), "Unsupported", "방식"),
        (zipped([("a.txt", b"")]), "Empty", "빈 파일"),
        (zipped([("a.txt", bytes(31 * MEGABYTE))]), "TooLarge", "30MB"),
        (zipped([("a.txt", bytes(21 * MEGABYTE))]), "Hostile", "지나치게"),
        (zipped([("a.txt", b"abc")], method=0).replace(b"abc", b"abd"), "Malformed", "깨져"),
    ],
)
def test_a_bad_member_is_said_and_the_others_are_there(data, kind, part):
    (member,) = members(data)
    assert (member.name, member.kind, member.sha256) == ("a.txt", kind, "")
    assert part in member.reason
    assert member.remedy
    inside = members(zipped([("in.zip", data), ("good.txt", b"x")]))
    assert [one.name for one in inside] == ["in.zip!a.txt", "good.txt"]


def test_small_texts_may_shrink_as_much_as_they_like():
    (member,) = members(zipped([("a.txt", bytes(10 * MEGABYTE))]))
    assert member.size == 10 * MEGABYTE


def overlapping():
    """Many entries over the same compressed bytes."""
    data = zipped([("a.txt", bytes(1000))])
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"a.txt", f"{n}.txt".encode()) for n in range(5))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 5, 5, len(entries), start, 0)
    return data[:start] + entries + tail


@pytest.mark.parametrize(
    ("data", "kind", "part"),
    [
        (overlapping(), Hostile, "겹치게"),
        (zipped([(f"{n}.txt", b"x") for n in range(21)]), TooLarge, "20개"),
        (zipped([(f"{n}.txt", bytes(9 * MEGABYTE)) for n in range(5)]), TooLarge, "40MB"),
        (zipped([("a.txt", b"x" * 100)])[:-30], Malformed, "깨져"),
    ],
)
def test_a_bad_archive_is_refused_whole(data, kind, part):
    with pytest.raises(kind, match=part) as raised:
        members(data)
    assert raised.value.remedy


def test_the_limits_hold_over_all_that_is_nested():
    inner = zipped([(f"{n}.txt", bytes(9 * MEGABYTE)) for n in range(3)])
    found = members(zipped([("1.zip", inner), ("2.zip", inner), ("a.txt", b"x")]))
    assert [one.kind for one in found] == ["", "", "", "TooLarge", ""]


@pytest.mark.parametrize("data", [b"", b"text", zipped([("word/document.xml", b"x")])])
def test_what_is_no_archive_of_files_gives_nothing(data):
    assert not is_archive(data)
    assert list(unpacked(data, LIMITS, frozenset())) == []
    assert listed(b"") == []


def test_a_file_that_claims_to_be_an_archive_is_refused_and_not_taken_for_another():
    assert not is_archive(b"PK\x03\x04")
    with pytest.raises(Malformed):
        list(unpacked(b"PK\x03\x04", LIMITS, frozenset()))


def test_an_empty_archive_is_said():
    with pytest.raises(Empty):
        list(unpacked(zipped([("폴더/", b"")]), LIMITS, frozenset()))


def test_an_answer_lists_all_and_holds_what_is_wanted():
    data = zipped([("a.txt", b"one"), ("b.txt", b"two!"), ("c.txt", b""), ("d.txt", b"three")])
    answer = b"".join(unpacked(data, LIMITS, frozenset({"b.txt", "c.txt", "d.txt"})))
    found = {member.name: member for member in listed(answer)}
    assert list(found) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert found["a.txt"].start == found["c.txt"].start == -1
    b, d = found["b.txt"], found["d.txt"]
    assert answer[b.start : b.start + b.size] == b"two!"
    assert answer[d.start : d.start + d.size] == b"three"


@pytest.mark.parametrize(
    "answer",
    [
        b"x",
        b"\0" * 8,
        b"[]" + (99).to_bytes(8, "big"),
        b"{]" + (2).to_bytes(8, "big"),
        json.dumps([{"x": 1}]).encode() + (10).to_bytes(8, "big"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(answer):
    with pytest.raises(ValueError, match=r"."):
        listed(answer)


def test_broken_archives_end_in_a_sentence():
    whole = zipped([("가.txt", b"x" * 500), ("나.txt", b"y" * 500)])
    for position in range(0, len(whole), 3):
        broken = whole[:position] + b"\xff" + whole[position + 1 :]
        said = ""
        found = []
        try:
            found = members(broken)
        except IngestError as error:
            said = str(error)
        assert found or said.endswith("다.")
        assert all(one.sha256 or one.reason or one.passed_over for one in found)

import pytest

from ingest import decode
from ingest.errors import Empty, Malformed

TEXT = "물빛과 소요예산 : 1,200천원\n"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf-8", TEXT.encode()),
        ("utf-8-sig", b"\xef\xbb\xbf" + TEXT.encode()),
        ("cp949", TEXT.encode("cp949")),
        ("utf-16", b"\xff\xfe" + TEXT.encode("utf-16-le")),
        ("utf-16", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    ],
    ids=["utf-8", "utf-8 with mark", "cp949", "utf-16 little", "utf-16 big"],
)
def test_korean_text_is_decoded_and_its_encoding_named(encoding, data):
    assert decode.decode(data) == (TEXT, encoding)


@pytest.mark.parametrize(
    "data",
    [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u3000\n".encode(), b"\xff\xfe \x00"],
    ids=["nothing", "blanks", "only a mark", "mark and blanks", "wide blanks", "utf-16 blanks"],
)
def test_a_file_without_letters_is_empty(data):
    with pytest.raises(Empty, match=r"다\.$"):
        decode.decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\x00\x01\x02\x03 stream",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(24),
        "예산".encode() + b"\x00\x01",
        b"\xff\xfe\x00",
        b"\x81\xff\xff\x81",
    ],
    ids=["pdf", "png", "zip", "ole", "zero bytes", "half a letter", "no encoding"],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Malformed, match=r"다\.$"):
        decode.decode(data)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("가\n나", ["가", "나"]),
        ("가\r\n나\r다\n", ["가", "나", "다", ""]),
        ("가\n\n나", ["가", "", "나"]),
        ("가\u2028나\x0b다\x0c라\x85마", ["가\u2028나\x0b다\x0c라\x85마"]),
    ],
    ids=["unix", "windows and old mac", "blank line", "no line ends for editors"],
)
def test_lines_are_counted_as_editors_count_them(text, lines):
    assert decode.lines(text) == lines


LONG = "물빛과 꽃길 조성 예산 현황\n증감 △58,160 천원, 집행 1,200 천원\n" * 3


@pytest.mark.parametrize(
    ("original", "taken_for"),
    [("cp949", "latin-1"), ("cp949", "cp1252"), ("utf-8", "latin-1")],
)
def test_text_decoded_wrongly_once_is_restored_exactly_and_told(original, taken_for):
    text = LONG if taken_for == "latin-1" else "물빛과 예산 현황 증감 △58,160 천원\n" * 3
    found = decode.decoded(text.encode(original).decode(taken_for).encode())
    assert found.text == text
    assert any("되돌려" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    "damaged",
    [
        LONG.encode("cp949").decode("latin-1").replace("\xbb", "?"),
        LONG.encode().decode("cp949", "replace"),
        LONG.replace("△", "\ufffd"),
        LONG[:60].replace("예", "\ufffd"),
    ],
    ids=["a byte lost", "UTF-8 taken for CP949", "a sign lost", "many letters lost"],
)
def test_text_that_cannot_be_restored_is_refused_with_a_remedy(damaged):
    with pytest.raises(Malformed, match=r"다\.$") as caught:
        decode.decode(damaged.encode())
    assert "저장" in caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "It’s “here” and it’s there; don’t say we’re late.",
        "déjà vu, élève, où ça, naïve",
        "大韓民國 憲法 第一條 民主共和國 예산",
        "£1,200 – ½ × 3°",
    ],
)
def test_text_that_is_right_is_left_alone(text):
    assert decode.decoded(text.encode()) == decode.Decoded(text, "utf-8")


def test_a_few_lost_letters_far_from_numbers_are_told():
    found = decode.decoded((LONG * 20 + "총무\ufffd과").encode())
    assert "1개" in found.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_zeros(encoding):
    assert decode.decode(LONG.encode(encoding)) == (LONG, encoding)


def test_a_declared_encoding_is_used_where_the_bytes_do_not_tell():
    data = "물빛과 예산 현황".encode("johab")
    assert decode.decoded(data, "johab").text == "물빛과 예산 현황"
    with pytest.raises(Malformed):
        decode.decoded(data, "punycode")


def test_one_broken_letter_in_utf_8_is_refused():
    with pytest.raises(Malformed, match="깨져"):
        decode.decode(LONG.encode().replace("△".encode(), b"\xe2\x96", 1))


@pytest.mark.samples
def test_real_files_decoded_wrongly(samples):
    found = decode.decoded((samples / "derived/mojibake_cp949_as_latin1.txt").read_bytes())
    assert "△58,160" in found.text
    with pytest.raises(Malformed, match="변환하는 중에 깨진"):
        decode.decode((samples / "awkward/bad_source.hwp").read_bytes())

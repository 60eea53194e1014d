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

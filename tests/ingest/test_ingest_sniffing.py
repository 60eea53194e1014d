"""What a file is, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.errors import IngestError, Locked, Malformed, Unsupported
from ingest.sniffing import FileKind, sniff


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\n\n junk %PDF-1.4\n", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n....", FileKind.IMAGE),
        (b"\xff\xd8\xff\xe0....", FileKind.IMAGE),
        (b"<!DOCTYPE html><html></html>", FileKind.HTML),
        (b"\xef\xbb\xbf\n<div><table></table></div>", FileKind.HTML),
        ("<추진배경>\n○ 도로".encode(), FileKind.TEXT),
        ("구분,2030,2031\n도로,1,2\n공원,3,4\n".encode(), FileKind.CSV),
        ("구분,2030,2031\n도로,1,2\n".encode("cp949"), FileKind.CSV),
        ('구,이름\n"1,000",도로\n"2,000",공원\n'.encode(), FileKind.CSV),
        ("구,가,나\n도로,100,200\n공원,300,400\n".encode(), FileKind.CSV),
        ("○ 예산 : 1,234천원\n○ 집행 : 5,678천원\n".encode(), FileKind.TEXT),
        ("도로, 공원 정비\n주차장, 하천 정비\n".encode(), FileKind.TEXT),
        (zipped(Contents__section0_xml=b"<a/>"), FileKind.HWPX),
        (zipped(mimetype=b"application/hwp+zip"), FileKind.HWPX),
        (zipped(mimetype=b" application/vnd.hancom.hwpx\n"), FileKind.HWPX),
        (zipped(**{"Contents\\Section1.xml": b"<a/>"}), FileKind.HWPX),
        (zipped(word__document_xml=b"<a/>"), FileKind.DOCX),
        (zipped(xl__workbook_xml=b"<a/>"), FileKind.XLSX),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            FileKind.ODS,
        ),
        (zipped(a=b"1"), FileKind.ZIP),
    ],
)
def test_the_content_tells(data, kind):
    assert sniff(data) is kind


@pytest.mark.parametrize(
    ("data", "error", "part"),
    [
        (b"HWP Document File V3.00 \x1a\x01", Unsupported, "HWP 3.x"),
        (b"<MARKANY_DOCUMENTSAFER>....", Locked, "DRM"),
        (b"\x9b DRMONE  This Document is encrypted", Locked, "DRM"),
        (b"PK\x03\x04 no archive", Malformed, "깨져"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no file system", Malformed, "깨져"),
        (zipped(ppt__presentation_xml=b"<a/>"), Unsupported, "파워포인트"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), Unsupported, "오픈도큐먼트"),
    ],
)
def test_what_is_never_read_is_refused_with_a_remedy(data, error, part):
    with pytest.raises(error, match=part) as refused:
        sniff(data)
    assert isinstance(refused.value, IngestError)
    assert refused.value.remedy.endswith("십시오.")

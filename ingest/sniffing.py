"""What a file is, told from its content alone: names lie (a PDF named .hwp, a ZIP named .hwp)."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from ingest.delimited import is_delimited
from ingest.errors import Locked, Malformed, Unsupported

HEAD = 4096  # bytes in which a text says what it is


class FileKind(StrEnum):
    HWP = "hwp"  # HWP 5, an OLE file
    HWPX = "hwpx"
    HWPML = "hwpml"  # 한글 documents in one XML file
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    SML = "sml"  # a workbook of Excel 2003 as one XML file
    CSV = "csv"
    HTML = "html"
    TEXT = "text"
    IMAGE = "image"
    ZIP = "zip"  # an archive of files, none of the above


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HWPX = (b"application/hwp+zip", b"application/vnd.hancom.hwpx", b"application/haansofthwpx")
_HWPML = re.compile(
    rb"\s*(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*(?:<!doctype\s+hwpml\b|<HWPML\b)", re.I
)
_SECTION = re.compile(r"Contents[/\\]section\d+\.xml", re.I)
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_RESAVE = "한글에서 열어 HWPX나 PDF로 다시 저장해 주십시오."
_UNLOCK = "암호를 푼 파일로 다시 저장해 주십시오."
_OPENS = re.compile(rb"\s*<[a-z!%?]", re.I)  # `<총괄>` is text
_COMMENTS = re.compile(rb"\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)+")
# The name of the root of an XML file.
_ROOT = re.compile(
    rb"\s*<\?xml\b[^>]*\?>(?:\s|<!--(?:[^-]|-(?!->))*-->|<\?[^>]*\?>|<!doctype[^>]*>)*<(?:[\w.-]+:)?([\w.-]+)",
    re.I,
)
_ARCHIVED = re.compile(rb"content-type:\s*multipart/(?:related|alternative)", re.I)
_PAGES = {b"html", b"head", b"body", b"table", b"div", b"meta", b"style", b"frameset", b"p"}
_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|frameset|table|div|p|h[1-6]|[uod]l|title|section|article|form|center)\b|<%@",
    re.I,
)


def sniff(data: bytes) -> FileKind:
    """The kind of a file.

    Raises:
        Locked: it is wrapped by DRM or is an encrypted Office file.
        Unsupported: it is of a kind that is never read; the remedy says what to save it as.
        Malformed: it claims to be a ZIP or an OLE file and is none.
    """
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"HWP Document File V"):
        raise Unsupported("한글 3.0 이하의 옛 문서(HWP 3.x)라 읽을 수 없습니다.", _RESAVE)
    if _is_hwpml(data[:HEAD]):
        return FileKind.HWPML
    if b"MARKANY" in data[:256] or data.startswith((b"\x9b DRMONE", b"SCDSA0", b"<## NASCA DRM")):
        raise Locked(
            "DRM으로 보호된 문서라 읽을 수 없습니다.",
            "문서보안 프로그램에서 보호를 해제한 뒤 다시 저장해 주십시오.",
        )
    if data.startswith(_IMAGES):
        return FileKind.IMAGE
    return _text(data)


def _is_hwpml(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return _HWPML.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _ole(data: bytes) -> FileKind:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {"/".join(entry).casefold() for entry in ole.listdir()}
    except Exception as error:  # whatever a damaged directory makes the library raise
        raise Malformed("파일이 깨져 있어 열 수 없습니다.", "원본을 다시 받아 주십시오.") from error
    if "fileheader" in names:
        return FileKind.HWP
    if {"workbook", "book"} & names:
        return FileKind.XLS
    if "encryptedpackage" in names:
        raise Locked("암호가 걸린 문서라 읽을 수 없습니다.", _UNLOCK)
    if "worddocument" in names:
        raise Unsupported(
            "옛 워드 문서(DOC)라 읽을 수 없습니다.", "DOCX나 PDF로 다시 저장해 주십시오."
        )
    if "powerpoint document" in names:
        raise Unsupported("파워포인트 문서라 읽을 수 없습니다.", "PDF로 저장해 주십시오.")
    raise Unsupported("알 수 없는 형식의 파일입니다.", "HWPX나 PDF로 저장해 주십시오.")


def _zip(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            said = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except Exception as error:  # zipfile raises a dozen kinds for damaged archives
        raise Malformed("파일이 깨져 있어 열 수 없습니다.", "원본을 다시 받아 주십시오.") from error
    if said.strip().startswith(_HWPX) or any(_SECTION.fullmatch(name) for name in names):
        return FileKind.HWPX
    if said.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return FileKind.ODS
    if said.startswith(b"application/vnd.oasis.opendocument"):
        raise Unsupported(
            "오픈도큐먼트 문서라 읽을 수 없습니다.", "HWPX나 DOCX, PDF로 저장해 주십시오."
        )
    if any(name.startswith("word/") for name in names):
        return FileKind.DOCX
    if any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    if any(name.startswith("ppt/") for name in names):
        raise Unsupported("파워포인트 문서라 읽을 수 없습니다.", "PDF로 저장해 주십시오.")
    return FileKind.ZIP


def _text(data: bytes) -> FileKind:
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    if root := _ROOT.match(head):
        return _xml(root[1])
    if head.lstrip()[:30].lower().startswith((b"mime-version:", b"from: ")) and _ARCHIVED.search(
        head
    ):
        raise Unsupported(
            "웹 보관 파일(MHTML)이라 읽을 수 없습니다.", "XLSX나 HTML로 다시 저장해 주십시오."
        )
    if _OPENS.match(head) and _MARKUP.search(head):
        return FileKind.HTML
    if len(data) < HEAD and _COMMENTS.fullmatch(head):
        return FileKind.HTML
    return FileKind.CSV if is_delimited(_decoded(data)) else FileKind.TEXT


def _xml(root: bytes) -> FileKind:
    name = root.lower()
    if name == b"workbook":
        return FileKind.SML
    if name in _PAGES:
        return FileKind.HTML
    raise Unsupported(
        "XML 자료라 읽을 수 없습니다.", "엑셀이나 한글에서 XLSX나 HWPX로 저장해 주십시오."
    )


def _decoded(data: bytes) -> str:
    """The beginning as text, however it is encoded; what is cut at its end does not matter."""
    sample = data[: 4 * HEAD]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sample.decode("utf-16", errors="replace")
    text = sample.decode("utf-8-sig", errors="replace")
    return sample.decode("cp949", errors="replace") if "�" in text[:-4] else text

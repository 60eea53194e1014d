"""HWP 5 opened: its records, turned into OWPML by python-hwpx, the only place that knows of it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ingest.errors import Hostile, IngestError, Malformed, TooLarge
from ingest.hwp import flags
from ingest.hwp.distribution import decrypted
from ingest.hwp.mending import complete, strike_through
from ingest.limits import Limits
from ingest.owpml.package import TREE_COST, Package
from ingest.owpml.xml import DAMAGED, FETCH_AGAIN, NESTED, parse

if TYPE_CHECKING:
    from hwpx.hwp5.cfb import CompoundFile
    from hwpx.hwp5.docinfo import DocInfo
    from hwpx.hwp5.records import RecordStream

_NOT_WRITTEN = bytes(256)
_TRAILER = struct.Struct("<II")
_SUMMARY = "\x05HwpSummaryInformation"
_WITHOUT_TEXT = ("inline-", "range-tag", "master-page", "presentation", "memo-body", "table-data")


def opened(data: bytes, limits: Limits) -> Package:
    """The document in the bytes of an HWP 5 file, 배포용 documents decrypted.

    Raises:
        IngestError: `Locked`, `Hostile`, `TooLarge`, `Unsupported` or `Malformed`.
    """
    try:
        return _Opening(data, limits).package()
    except IngestError:
        raise
    except MemoryError as error:
        raise TooLarge(
            "문서가 너무 커서 읽을 수 없습니다.", "문서를 나누어 저장해 주십시오."
        ) from error
    except RecursionError as error:
        raise Hostile(NESTED, FETCH_AGAIN) from error
    except Exception as error:  # a damaged record makes any of its fields impossible
        raise Malformed(DAMAGED, FETCH_AGAIN) from error


class _Opening:
    def __init__(self, data: bytes, limits: Limits) -> None:
        from hwpx.hwp5.cfb import CompoundFile

        self.file: CompoundFile = CompoundFile(data)
        if not self.file.has_stream("FileHeader"):
            raise Malformed(DAMAGED, FETCH_AGAIN)
        self.flags = flags.read(self.file.read("FileHeader"))
        self.left = limits.expanded_bytes // TREE_COST

    def package(self) -> Package:
        from hwpx.hwp5.header_xml import build_header
        from hwpx.hwp5.records import parse_records
        from hwpx.hwp5.section_common import ConversionReport
        from hwpx.hwp5.section_xml import build_section

        about = _about(parse_records(self._inflated(self.file.read("DocInfo")), "DocInfo"))
        report = ConversionReport()
        changes = [0]
        # Memos and charts hold no text of the document: none is handed over.
        sections = [
            parse(build_section(section, report, [], [], {}, changes))
            for section in self._sections()
        ]
        header = parse(build_header(about, len(sections)))
        strike_through(header, [shape.props for shape in about.char_shapes])
        return Package(tuple(sections), header, self._title(), _missing(report.unconverted))

    def _sections(self) -> Iterator[RecordStream]:
        from hwpx.hwp5.records import parse_records

        for path in self._paths():
            stream = self.file.read(path)
            if self.flags.distributed:
                stream = decrypted(stream)
            section = parse_records(self._inflated(stream), path)
            complete(section.roots)
            yield section

    def _paths(self) -> list[str]:
        """The streams of the body.  With tracked changes `BodyText` holds a stand-in only."""
        bodies = self._numbered("BodyText")
        if self.flags.distributed:
            bodies = self._numbered("ViewText")
        elif self.flags.tracked:
            bodies = self._numbered("ViewText") or bodies
        if not bodies or sorted(bodies) != list(range(len(bodies))):
            raise Malformed(DAMAGED, FETCH_AGAIN)
        return [bodies[number] for number in sorted(bodies)]

    def _numbered(self, storage: str) -> dict[int, str]:
        pattern = re.compile(rf"{storage}/Section(\d+)")
        matches = ((pattern.fullmatch(path), path) for path in self.file.stream_paths())
        return {int(match[1]): path for match, path in matches if match}

    def _inflated(self, stream: bytes) -> bytes:
        """What a stream holds, never more of it than is left; half of a stream is damage."""
        try:
            inflated = self._unpacked(stream) if self.flags.compressed else stream
        except (zlib.error, Malformed):
            # A program that saved it again has not packed it and left the flag.
            if not _is_records(stream):
                raise
            inflated = stream
        self.left -= len(inflated)
        if self.left < 0:
            raise Hostile(
                "압축을 풀면 지나치게 커지는 파일이라 읽지 않았습니다.",
                "문서를 나누어 저장해 주십시오.",
            )
        return inflated

    def _unpacked(self, stream: bytes) -> bytes:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        inflated = unpacking.decompress(stream, self.left + 1)
        whole = unpacking.eof and _as_written(inflated, unpacking.unused_data)
        if len(inflated) <= self.left and not whole:
            raise Malformed(DAMAGED, FETCH_AGAIN)
        return inflated

    def _title(self) -> str:
        from hwpx.hwp5.summary import TITLE, read_summary

        try:
            return str(read_summary(self.file.read(_SUMMARY)).get(TITLE) or "").strip()
        except Exception:  # a document whose properties are damaged has no title
            return ""


def _about(stream: RecordStream) -> DocInfo:
    """What DocInfo holds; fields that the records of old versions do not have are nothing."""
    from hwpx.hwp5.docinfo import decode_docinfo
    from hwpx.hwp5.errors import Hwp5Error
    from hwpx.hwp5.records import RecordStream

    try:
        return decode_docinfo(stream)
    except Hwp5Error:
        for record in stream.records:
            try:
                decode_docinfo(RecordStream([record], [record]))
            except Hwp5Error:
                record.payload += _NOT_WRITTEN
        return decode_docinfo(stream)


def _is_records(stream: bytes) -> bool:
    """Whether these bytes are records from the first to the last of them."""
    from hwpx.hwp5.errors import Hwp5Error
    from hwpx.hwp5.records import BEGIN, parse_records

    try:
        found = parse_records(stream, "").records
    except Hwp5Error:
        return False
    return bool(found) and all(record.tag >= BEGIN for record in found)


def _as_written(inflated: bytes, trailer: bytes) -> bool:
    """Whether it has the checksum that Hancom writes behind it, before its length."""
    if len(trailer) < _TRAILER.size:
        return True
    checksum, length = _TRAILER.unpack_from(trailer)
    return bool(length != len(inflated) or checksum == zlib.crc32(inflated))


def _missing(unconverted: Mapping[str, int]) -> tuple[str, ...]:
    count = sum(n for kind, n in unconverted.items() if not kind.startswith(_WITHOUT_TEXT))
    return (f"문서에 든 개체 {count}개는 읽지 못했습니다.",) if count else ()

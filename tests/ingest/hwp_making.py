"""Small 한글 documents made for tests: HWPX from XML written out, HWP 5 from the same library."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest.content import Content, Grid, Item, Line, Role
from ingest.limits import Limits
from ingest.readers.hwpx import HwpReader
from ingest.sniffing import FileKind

if TYPE_CHECKING:
    from hwpx.hwp5.records import Record

NAMESPACE = "http://www.hancom.co.kr/hwpml/2011/paragraph"
PAGE = (
    '<hp:secPr outlineShapeIDRef="1"><hp:pagePr landscape="WIDELY" width="59528" height="84188">'
    '<hp:margin header="4000" footer="4000" left="8504" right="8504" top="4000" bottom="4000"/>'
    "</hp:pagePr></hp:secPr>"
)
BODY = 84188 - 16000  # how high the text of such a page is
_LANGUAGES = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
_SETTINGS = {"fontRef": 0, "ratio": 100, "spacing": 0, "relSz": 100, "offset": 0}


def paragraph(inside: str = "", at: int | None = None, *, shape: int = 0, more: str = "") -> str:
    """A paragraph: text, or runs of its own; `at` is where its only line begins."""
    runs = inside if inside.startswith("<") else f"<hp:run><hp:t>{inside}</hp:t></hp:run>"
    line = (
        f'<hp:linesegarray><hp:lineseg textpos="0" vertpos="{at}" vertsize="1000" spacing="600" '
        'horzpos="0"/></hp:linesegarray>'
        if at is not None
        else ""
    )
    return f'<hp:p paraPrIDRef="{shape}" {more}>{runs}{line}</hp:p>'


def run(inside: str, letters: int = 0) -> str:
    return f'<hp:run charPrIDRef="{letters}">{inside}</hp:run>'


def said(text: str, letters: int = 0) -> str:
    """A run of plain text."""
    return run(f"<hp:t>{text}</hp:t>", letters)


def letters(number: int, inside: str) -> str:
    """How characters are set, for the header: `inside` is what makes them other than plain."""
    plain = "".join(
        setting(name, value) for name, value in _SETTINGS.items() if f"<hh:{name}" not in inside
    )
    return (
        f'<hh:charPr id="{number}" height="1000" textColor="#000000" shadeColor="none"'
        f' useFontSpace="0" useKerning="0" symMark="NONE" borderFillIDRef="2">{plain}{inside}'
        "</hh:charPr>"
    )


def setting(name: str, value: int) -> str:
    """The same value for the characters of all languages."""
    values = "".join(f' {language}="{value}"' for language in _LANGUAGES)
    return f"<hh:{name}{values}/>"


def header(*shapes: str) -> str:
    return f'<hh:head xmlns:hh="h">{letters(0, "")}{"".join(shapes)}</hh:head>'


def cell(
    row: int, column: int, inside: str, rows: int = 1, columns: int = 1, more: str = ""
) -> str:
    inner = inside if inside.startswith("<hp:p") else paragraph(inside)
    return (
        f"<hp:tc {more}><hp:subList>{inner}</hp:subList>"
        f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/><hp:cellSz width="1" height="1000"/>'
        "</hp:tc>"
    )


def table(*rows: str, size: tuple[int, int] = (2, 2), inline: bool = True, inner: str = "") -> str:
    return (
        f'<hp:tbl rowCnt="{size[0]}" colCnt="{size[1]}" textWrap="TOP_AND_BOTTOM">'
        f'<hp:pos treatAsChar="{int(inline)}" vertRelTo="PARA" vertOffset="0"/>{inner}'
        + "".join(f"<hp:tr>{row}</hp:tr>" for row in rows)
        + "</hp:tbl>"
    )


def section(*paragraphs: str, namespace: str = NAMESPACE) -> str:
    first = paragraph(run(PAGE), 0)
    return f'<hs:sec xmlns:hs="s" xmlns:hp="{namespace}">{first}{"".join(paragraphs)}</hs:sec>'


def package(*sections: str, header: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """An HWPX file with these sections."""
    parts = {"mimetype": b"application/hwp+zip", **(more or {})}
    for number, each in enumerate(sections):
        parts[f"Contents/section{number}.xml"] = each.encode()
    if header:
        parts["Contents/header.xml"] = header.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(data: bytes, kind: FileKind = FileKind.HWPX, limits: Limits | None = None) -> Content:
    return HwpReader().read(data, kind, limits or Limits())


def body(*paragraphs: str, header: str = "") -> tuple[Item, ...]:
    """What is read of a document of one section."""
    return read(package(section(*paragraphs), header=header)).items


def texts(items: tuple[Item, ...], role: Role | None = None) -> list[str]:
    return [i.text for i in items if isinstance(i, Line) and (role is None or i.role is role)]


def grid(items: tuple[Item, ...]) -> Grid:
    return next(item for item in items if isinstance(item, Grid))


def hwp5() -> bytes:
    """An HWP 5 file with a line, a table of 2 by 2 with a merged first row, and a line."""
    from hwpx import HwpxDocument
    from hwpx.hwp5.writer import write_hwp5

    document = HwpxDocument.new()
    document.add_paragraph("2025년 예산은 3,615,983천원입니다.")
    made = document.add_table(2, 2)
    for row in range(2):
        for column in range(2):
            made.set_cell_text(row, column, f"{row}-{column}")
    made.merge_cells(0, 0, 0, 1)
    document.add_paragraph("끝.")
    with zipfile.ZipFile(io.BytesIO(document.to_bytes())) as archive:
        return bytes(write_hwp5({name: archive.read(name) for name in archive.namelist()}))


def as_hwp5(*paragraphs: str, shapes: tuple[str, ...] = ()) -> bytes:
    """These paragraphs in an HWP 5 file; `shapes` follow the seven looks that it has anyway."""
    from hwpx import HwpxDocument
    from hwpx.hwp5.writer import write_hwp5

    blank = HwpxDocument.new()
    with zipfile.ZipFile(io.BytesIO(blank.to_bytes())) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    body, head = "Contents/section0.xml", "Contents/header.xml"
    parts[body] = parts[body].replace("</hs:sec>", "".join(paragraphs) + "</hs:sec>")
    count = parts[head].count("<hh:charPr ")
    parts[head] = (
        parts[head]
        .replace("</hh:charProperties>", "".join(shapes) + "</hh:charProperties>")
        .replace(
            f'charProperties itemCnt="{count}"', f'charProperties itemCnt="{count + len(shapes)}"'
        )
    )
    return bytes(write_hwp5({name: text.encode() for name, text in parts.items()}))


def edited(
    data: bytes, edit: Callable[[list[Record]], None], stream: str = "BodyText/Section0"
) -> bytes:
    """The same HWP 5 file with other records in a stream."""
    from hwpx.hwp5.records import parse_records, serialize_records

    parts = streams(data)
    records = parse_records(zlib.decompress(parts[stream], wbits=-15), stream).records
    edit(records)
    return compound(parts | {stream: deflated(bytes(serialize_records(records)))})


def streams(data: bytes) -> dict[str, bytes]:
    from hwpx.hwp5.cfb import CompoundFile, read_all_streams

    return dict(read_all_streams(CompoundFile(data)))


def compound(parts: dict[str, bytes]) -> bytes:
    from hwpx.hwp5.cfb import build_compound_file

    return bytes(build_compound_file(parts.items()))


def flagged(data: bytes, bit: int) -> bytes:
    """The same HWP 5 file with one more flag in its FileHeader."""
    parts = streams(data)
    header = bytearray(parts["FileHeader"])
    struct.pack_into("<I", header, 36, struct.unpack_from("<I", header, 36)[0] | 1 << bit)
    return compound(parts | {"FileHeader": bytes(header)})


def distributed(data: bytes, seed: int = 20141009) -> bytes:
    """The same HWP 5 file as 배포용: its body encrypted in `ViewText`, a stand-in in `BodyText`."""
    parts = streams(flagged(data, 2))
    stream = parts["BodyText/Section0"]
    parts["ViewText/Section0"] = encrypted(stream, seed)
    parts["BodyText/Section0"] = parts["ViewText/Section0"][:64]
    return compound(parts)


def encrypted(
    stream: bytes, seed: int, key: bytes = b"A\x00B\x00C\x00D\x00E\x00F\x001\x002\x00"
) -> bytes:
    """A stream as 배포용 documents hold it: the record that hides the key, then what it encrypts."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import ECB

    state = seed

    def rand() -> int:  # of Microsoft's C library
        nonlocal state
        state = (state * 0x343FD + 0x269EC3) % (1 << 32)
        return state // (1 << 16) % (1 << 15)

    mask: list[int] = []
    while len(mask) < 256:
        value = rand() % 256
        mask += [value] * (rand() % 16 + 1)
    record = bytearray(random.Random(seed).randbytes(256))  # noqa: S311
    record[:4] = seed.to_bytes(4, "little")
    start = 4 + seed % 16
    for place, byte in enumerate(key, start):
        record[place] = byte ^ mask[place]
    head = (0x1C | 256 << 20).to_bytes(4, "little")
    cipher = Cipher(AES(key), ECB()).encryptor()  # noqa: S305
    return head + bytes(record) + cipher.update(stream + bytes(-len(stream) % 16))


def deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-15)
    return packing.compress(data) + packing.flush()

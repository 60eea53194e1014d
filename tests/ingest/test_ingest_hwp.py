"""HWP 5, 배포용 HWP and HWPX as files: what is opened, what is refused, and with which reason."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hwp_making import (
    NAMESPACE,
    as_hwp5,
    compound,
    deflated,
    distributed,
    encrypted,
    flagged,
    grid,
    hwp5,
    package,
    paragraph,
    read,
    section,
    streams,
    texts,
)

from ingest.errors import (
    Empty,
    Hostile,
    IngestError,
    Locked,
    Malformed,
    TooLarge,
    Unsupported,
)
from ingest.hwp import distribution
from ingest.limits import MEGABYTE, Limits
from ingest.readers.hwpx import HwpReader
from ingest.sniffing import FileKind, sniff

LINE = "2025년 예산은 3,615,983천원입니다."
PLAIN = section(paragraph("본문"))


@pytest.fixture(scope="module")
def document() -> bytes:
    return hwp5()


def check(data: bytes) -> None:
    """That the made document is read with all that is in it."""
    content = read(data, FileKind.HWP)
    assert texts(content.items) == [LINE, "끝."]
    made = grid(content.items)
    assert [(c.row, c.column, c.rows, c.columns, c.text) for c in made.cells] == [
        (0, 0, 1, 2, "0-0\n0-1"),
        (1, 0, 1, 1, "1-0"),
        (1, 1, 1, 1, "1-1"),
    ]


def test_importing_the_reader_costs_nothing() -> None:
    check_script = (
        "import sys, ingest.readers.hwpx\n"
        "print(sorted({'lxml', 'hwpx', 'cryptography'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", check_script], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_hwp5_is_read(document: bytes) -> None:
    check(document)


@pytest.mark.parametrize("seed", [0, 0x1F, 20141009, 0xFFFFFFFF])
def test_distributed_documents_are_decrypted(document: bytes, seed: int) -> None:
    check(distributed(document, seed))


def test_the_body_of_a_document_with_tracked_changes_is_its_view(document: bytes) -> None:
    parts = streams(flagged(document, 14))
    parts["ViewText/Section0"] = parts["BodyText/Section0"]
    parts["BodyText/Section0"] = b"stand-in"
    check(compound(parts))


def test_a_distributed_stream_without_its_record_is_damaged() -> None:
    stream = encrypted(b"x" * 64, 7)
    assert distribution.decrypted(stream) == b"x" * 64
    for broken in (b"", stream[:200], b"\0\0\0\0" + stream[4:]):
        with pytest.raises(Malformed):
            distribution.decrypted(broken)


@pytest.mark.parametrize("bit", [1, 4, 8, 10])
def test_passwords_drm_and_certificates_keep_a_document_closed(document: bytes, bit: int) -> None:
    with pytest.raises(Locked) as caught:
        read(flagged(document, bit), FileKind.HWP)
    assert str(caught.value).endswith("습니다.")
    assert caught.value.remedy.endswith("십시오.")


def test_another_version_is_not_supported(document: bytes) -> None:
    parts = streams(document)
    header = bytearray(parts["FileHeader"])
    struct.pack_into("<I", header, 32, 6 << 24)
    with pytest.raises(Unsupported):
        read(compound(parts | {"FileHeader": bytes(header)}), FileKind.HWP)


@pytest.mark.parametrize("missing", ["FileHeader", "DocInfo", "BodyText/Section0"])
def test_a_document_without_one_of_its_streams_is_damaged(document: bytes, missing: str) -> None:
    parts = streams(document)
    del parts[missing]
    with pytest.raises(Malformed):
        read(compound(parts), FileKind.HWP)


def test_half_of_a_stream_is_damage_and_no_short_document(document: bytes) -> None:
    parts = streams(document)
    body = parts["BodyText/Section0"]
    with pytest.raises(Malformed):
        read(compound(parts | {"BodyText/Section0": body[: len(body) // 2]}), FileKind.HWP)


def test_streams_that_are_not_packed_are_read_whatever_the_flag_says(document: bytes) -> None:
    parts = streams(document)
    for name in ("DocInfo", "BodyText/Section0"):
        parts[name] = zlib.decompress(parts[name], wbits=-15)
    check(compound(parts))
    body = parts["BodyText/Section0"]
    with pytest.raises(Malformed):
        read(compound(parts | {"BodyText/Section0": body[:-7]}), FileKind.HWP)


@pytest.mark.parametrize("hidden", [False, True])
def test_all_sections_are_read_in_the_order_of_their_numbers(document: bytes, hidden: bool) -> None:
    whole = as_hwp5(paragraph("구역 0"))
    parts = streams(distributed(whole) if hidden else whole)
    storage = "ViewText" if hidden else "BodyText"
    for number in range(1, 12):
        body = streams(as_hwp5(paragraph(f"구역 {number}")))["BodyText/Section0"]
        parts[f"{storage}/Section{number}"] = encrypted(body, number) if hidden else body
    found = texts(read(compound(parts), FileKind.HWP).items)
    assert found == [f"구역 {number}" for number in range(12)]
    del parts[f"{storage}/Section5"]
    with pytest.raises(Malformed):
        read(compound(parts), FileKind.HWP)


def test_a_figure_that_does_not_fit_its_checksum_is_damage(document: bytes) -> None:
    parts = streams(document)
    body = zlib.decompress(parts["BodyText/Section0"], wbits=-15)
    trailer = struct.pack("<II", zlib.crc32(body), len(body))
    check(compound(parts | {"BodyText/Section0": deflated(body) + trailer}))
    changed = body.replace("3,615".encode("utf-16-le"), "9,615".encode("utf-16-le"))
    assert changed != body
    with pytest.raises(Malformed):
        read(compound(parts | {"BodyText/Section0": deflated(changed) + trailer}), FileKind.HWP)


def test_a_stream_that_unfolds_without_end_is_hostile(document: bytes) -> None:
    bomb = deflated(bytes(80 * MEGABYTE))
    begun = time.monotonic()
    with pytest.raises(Hostile):
        read(compound(streams(document) | {"BodyText/Section0": bomb}), FileKind.HWP)
    assert time.monotonic() - begun < 2


def test_an_archive_that_unfolds_without_end_is_hostile_before_it_is_unfolded() -> None:
    data = package(PLAIN, more={"BinData/image1.bmp": bytes(200 * MEGABYTE)})
    begun = time.monotonic()
    with pytest.raises(Hostile):
        read(data)
    assert time.monotonic() - begun < 1


def test_what_an_archive_hides_of_its_size_is_counted() -> None:
    data = bytearray(package(PLAIN.replace("본문", "가" * 30 * MEGABYTE)))
    true_size = struct.pack("<I", len(PLAIN.replace("본문", "").encode()) + 90 * MEGABYTE)
    assert data.count(true_size) == 2  # in front of the member and in the directory
    lied = bytes(data).replace(true_size, struct.pack("<I", 1000))
    with pytest.raises((TooLarge, Malformed, Hostile)):
        read(lied)


def test_more_text_than_can_be_held_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read(
            package(section(*(paragraph(str(n)) for n in range(9_000)))),
            limits=Limits(expanded_bytes=2 * MEGABYTE),
        )


def test_too_many_members_are_hostile() -> None:
    with pytest.raises(Hostile):
        read(package(PLAIN, more={f"{n}": b"" for n in range(50)}), limits=Limits(entries=40))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_hostile_in_any_encoding(encoding: str) -> None:
    declared = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE sec [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + PLAIN.replace("본문", "&x;")
    )
    data = package(PLAIN, more={"Contents/section1.xml": declared.encode(encoding)})
    with pytest.raises(Hostile):
        read(data)


def test_an_encrypted_package_is_locked() -> None:
    manifest = (
        '<odf:manifest xmlns:odf="m"><odf:file-entry full-path="Contents/section0.xml">'
        "<odf:encryption-data/></odf:file-entry></odf:manifest>"
    )
    with pytest.raises(Locked):
        read(package("\x00\x01", more={"META-INF/manifest.xml": manifest.encode()}))


def test_sections_come_as_the_spine_has_them_and_by_number_without_one() -> None:
    sections = [section(paragraph(str(number))) for number in range(11)]
    assert texts(read(package(*sections)).items) == [str(number) for number in range(11)]
    content = (
        '<opf:package xmlns:opf="o"><opf:metadata><opf:title>보고</opf:title></opf:metadata>'
        '<opf:manifest><opf:item id="a" href="Contents/section1.xml"/>'
        '<opf:item id="b" href="section0.xml"/></opf:manifest>'
        '<opf:spine><opf:itemref idref="a"/><opf:itemref idref="b"/></opf:spine></opf:package>'
    )
    found = read(package(*sections, more={"Contents/content.hpf": content.encode()}))
    assert texts(found.items) == ["1", "0"]
    assert found.title == "보고"


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"%PDF-1.7"]
)
@pytest.mark.parametrize("kind", [FileKind.HWP, FileKind.HWPX])
def test_what_is_no_document_is_malformed(data: bytes, kind: FileKind) -> None:
    with pytest.raises(Malformed):
        read(data, kind)


def test_sections_that_are_no_xml_are_malformed() -> None:
    with pytest.raises(Malformed):
        read(package(f'<hs:sec xmlns:hs="s" xmlns:hp="{NAMESPACE}"><hp:p>'))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as empty:
        empty.writestr("mimetype", "application/hwp+zip")
    with pytest.raises(Malformed):
        read(archive.getvalue())


def mutations(data: bytes, count: int) -> list[bytes]:
    """The same ones in every run: bytes changed, cut off, or copied elsewhere."""
    chance = random.Random(len(data))  # noqa: S311
    found = []
    for number in range(count):
        changed = bytearray(data)
        place = chance.randrange(len(data))
        if number % 3 == 0:
            del changed[place:]
        elif number % 3 == 1:
            for _ in range(chance.choice((1, 5, 40))):
                changed[chance.randrange(len(data))] = chance.randrange(256)
        else:
            other = chance.randrange(len(data))
            changed[place : place + 64] = changed[other : other + 64]
        found.append(bytes(changed))
    return found


def test_damaged_files_are_read_or_refused_with_a_reason(document: bytes) -> None:
    reasons = []
    for original, kind in (
        (document, FileKind.HWP),
        (distributed(document), FileKind.HWP),
        (package(PLAIN), FileKind.HWPX),
    ):
        for data in mutations(original, 60):
            try:
                read(data, kind)
            except IngestError as error:
                reasons.append(str(error))
    assert len(reasons) > 30
    assert all(reason.endswith("습니다.") for reason in reasons)


REASONS = {
    "awkward/blank.hwp": Empty,
    "awkward/blank.hwpx": Empty,
    "awkward/hwpx_password_123456.hwpx": Locked,
    "awkward/drm_markany_130k.hwp": Locked,
    "awkward/hwp3_plain.hwp": Unsupported,
    "awkward/hwp3_password_123456.hwp": Unsupported,
    "derived/truncated.hwp": Malformed,
    "derived/truncated.hwpx": Malformed,
    "derived/xxe.hwpx": Hostile,
    "derived/zip_bomb_200mb.hwpx": Hostile,
    "hwp/tax_tribunal_decision_2mb.hwp": Malformed,
}
OTHER_KINDS = {
    "awkward/bad_source.hwp",
    "awkward/garbage_42bytes.hwp",
    "derived/wrong_ext_pdf_named.hwp",
    "derived/zero_byte.hwp",
}


@pytest.mark.samples
def test_every_real_file_is_read_or_refused_with_the_right_reason(samples: Path) -> None:
    named = [path for path in sorted(samples.rglob("*.hwp*")) if path.is_file()]
    assert len(named) > 40
    for path in named:
        name = str(path.relative_to(samples))
        if name in OTHER_KINDS:
            continue
        data = path.read_bytes()
        begun = time.process_time()
        if name in REASONS:
            with pytest.raises(IngestError) as caught:
                HwpReader().read(data, sniff(data), Limits())
            assert type(caught.value) is REASONS[name], name
            assert caught.value.remedy, name
        else:
            assert HwpReader().read(data, sniff(data), Limits()).items, name
        assert time.process_time() - begun < 3, name

"""HWPX packages as other programs write them: names, manifests, prefixes, characters."""

from __future__ import annotations

import io
import zipfile

import pytest
from hwp_making import header, letters, package, paragraph, read, said, section, texts

from ingest.errors import Malformed

LOST = "문서의 일부가 파일에 들어 있지 않아 읽지 못했습니다."


def packed(parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def manifest(*paths: str, spine: tuple[int, ...] | None = None) -> str:
    items = "".join(f'<opf:item id="i{n}" href="{path}"/>' for n, path in enumerate(paths))
    order = spine if spine is not None else tuple(range(len(paths)))
    references = "".join(f'<opf:itemref idref="i{n}"/>' for n in order)
    return (
        f'<opf:package xmlns:opf="o"><opf:manifest>{items}</opf:manifest>'
        f"<opf:spine>{references}</opf:spine></opf:package>"
    )


ONE, TWO = section(paragraph("하나")), section(paragraph("둘"))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Contents/section0.xml", "./section0.xml"),
        ("Contents/section0.xml", "/Contents/section0.xml"),
        ("Contents/Section0.xml", "Contents/section0.xml"),
        ("Contents\\section0.xml", "Contents/section0.xml"),
        ("contents/section0.xml", "Contents\\section0.xml"),
        ("Contents/본문 section0.xml", "Contents/%EB%B3%B8%EB%AC%B8%20section0.xml"),
    ],
)
def test_a_section_is_found_however_its_path_is_written(name: str, path: str) -> None:
    other = "Contents/section1.xml"
    order = manifest(other, path)
    parts = {other: TWO, name: ONE, "Contents/content.hpf": order}
    assert texts(read(packed(parts)).items) == ["둘", "하나"]


def test_sections_that_the_spine_forgets_are_read_where_the_header_counts_them() -> None:
    parts = {
        "Contents/section0.xml": ONE,
        "Contents/section1.xml": TWO,
        "Contents/content.hpf": manifest("Contents/section0.xml"),
    }
    assert texts(read(packed(parts)).items) == ["하나"]
    counted = parts | {"Contents/header.xml": '<hh:head xmlns:hh="h" secCnt="2"/>'}
    assert texts(read(packed(counted)).items) == ["하나", "둘"]


def test_a_section_that_is_missing_is_told() -> None:
    parts = {
        "Contents/section0.xml": ONE,
        "Contents/content.hpf": manifest("Contents/section0.xml", "Contents/section1.xml"),
    }
    content = read(packed(parts))
    assert texts(content.items) == ["하나"]
    assert content.warnings == (LOST,)


@pytest.mark.parametrize("name", ["Contents/Header.xml", "header.xml", "Styles/header.xml"])
def test_the_header_is_found_where_the_manifest_has_it(name: str) -> None:
    runs = said("1,234") + said("1)", 7)
    parts = {
        "Contents/section0.xml": section(paragraph(runs)),
        "Contents/content.hpf": manifest(name, "Contents/section0.xml"),
        name: header(letters(7, "<hh:supscript/>")),
    }
    assert texts(read(packed(parts)).items) == ["1,234 ¹⁾"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_may_be_stored_and_the_kind_may_come_last(method: int) -> None:
    parts = {"Contents/section0.xml": ONE, "mimetype": "application/hwp+zip"}
    assert texts(read(packed(parts, method)).items) == ["하나"]


def test_members_written_to_a_pipe_are_read() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.writestr("Contents/section0.xml", ONE)
    assert texts(read(bytes(pipe.data)).items) == ["하나"]


@pytest.mark.parametrize("prefix", ["hp", "p", "ns0", ""])
def test_prefixes_may_be_any(prefix: str) -> None:
    named, declared = (f"{prefix}:", f"xmlns:{prefix}=") if prefix else ("", "xmlns=")
    text = ONE.replace("hp:", named).replace("xmlns:hp=", declared)
    assert texts(read(package(text)).items) == ["하나"]


@pytest.mark.parametrize("character", ["\x0b", "\x02", "&#11;", "&#x2;", "&#xFFFF;"])
def test_characters_that_xml_cannot_hold_part_figures_and_do_not_spoil_the_file(
    character: str,
) -> None:
    spoilt = section(paragraph(f"1,234{character}5,678"))
    assert texts(read(package(spoilt)).items) == ["1,234 5,678"]


def test_text_in_utf8_that_is_declared_as_utf16_is_read() -> None:
    declared = f'<?xml version="1.0" encoding="utf-16" standalone="yes"?>{ONE}'
    assert texts(read(package(declared)).items) == ["하나"]
    assert texts(read(package(f"\ufeff{declared}")).items) == ["하나"]


def test_a_section_that_is_cut_off_is_still_damaged() -> None:
    with pytest.raises(Malformed):
        read(package(ONE[: len(ONE) // 2] + "\x02"))

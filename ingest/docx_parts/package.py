"""Opens a DOCX: what it unfolds to is counted before anything of it is parsed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.errors import Hostile, IngestError, Locked, Malformed, TooLarge
from ingest.limits import MEGABYTE, Limits

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element

_DAMAGED = "워드 문서가 깨져 있어 읽을 수 없습니다."
_AGAIN = "원본을 다시 받거나 워드에서 다시 저장해 주십시오."
_BOMB = "압축을 풀면 지나치게 커지는 파일이라 읽지 않았습니다."
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_MOST_XML = 128 * MEGABYTE  # of one part; its tree takes several times as much
_SMALL = MEGABYTE  # what unfolds to less is harmless, however well it was packed
# The namespaces of files saved as "Strict Open XML", and those that all others use.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", "wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", "officeDocument/2006/math"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        "officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", "drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        "drawingml/2006/wordprocessingDrawing",
    ),
)
_USUAL = "http://schemas.openxmlformats.org/"


@dataclass(frozen=True, slots=True)
class Package:
    """An opened file: its main part and those that belong to it."""

    main: Part

    @property
    def document(self) -> _Element:
        """The root of the main part."""
        return _root(self.main)

    def part(self, kind: str) -> _Element | None:
        """The part of a kind (`styles`, `footnotes`), by the end of its relationship's type."""
        return next(self.parts(kind), None)

    def parts(self, kind: str) -> Iterator[_Element]:
        """All parts of a kind (`header`), in the order of their names."""
        found = [
            relation.target_part
            for relation in self.main.rels.values()
            if not relation.is_external and relation.reltype.endswith(f"/{kind}")
        ]
        for part in sorted(found, key=lambda part: str(part.partname)):
            yield _root(part)

    @property
    def title(self) -> str:
        """The title among the file's properties, "" where there is none."""
        try:
            return str(self.main.package.core_properties.title or "").strip()
        except Exception:  # properties are an extra: what is wrong with them harms nothing
            return ""


def opened(data: bytes, limits: Limits) -> Package:
    """The package of a DOCX.

    Raises:
        Hostile: it unfolds without end, or declares entities.
        TooLarge: it is over a limit.
        Locked: its members are encrypted.
        Malformed: it is damaged.
    """
    _check(data, limits)
    from docx.opc.exceptions import OpcError
    from docx.package import Package as WordPackage

    try:
        return Package(WordPackage.open(io.BytesIO(_complete(data))).main_document_part)
    except (OpcError, KeyError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        raise _refusal(error) from error
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise Malformed(_DAMAGED, _AGAIN) from error


def _root(part: Part) -> _Element:
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    strict = _STRICT[0][0]
    if isinstance(part, XmlPart) and strict.decode() not in part.element.nsmap.values():
        return part.element
    xml = part.blob
    for strict, usual in _STRICT:
        xml = xml.replace(strict, (_USUAL + usual).encode())
    try:
        return parse_xml(xml)
    except (SyntaxError, ValueError) as error:
        raise _refusal(error) from error


def _refusal(error: Exception) -> IngestError:
    if "xcessive depth" in str(error):
        return Hostile("문서의 요소가 지나치게 깊이 겹쳐 있어 읽지 않았습니다.")
    return Malformed(_DAMAGED, _AGAIN)


def _check(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members, len(data), limits)
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels")):
                    _check_xml(archive.read(member))
    except IngestError:
        raise
    except Exception as error:  # unpacking what is damaged raises a dozen kinds
        raise Malformed(_DAMAGED, _AGAIN) from error


def _check_sizes(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """What the members say of their sizes; unpacking never gives more than that."""
    if len(members) > limits.entries:
        raise Hostile("압축된 항목이 너무 많은 파일이라 읽지 않았습니다.")
    if any(member.flag_bits & 1 for member in members):
        raise Locked(
            "암호가 걸린 문서라 읽을 수 없습니다.", "암호를 푼 파일로 다시 저장해 주십시오."
        )
    total = sum(member.file_size for member in members)
    if total > _SMALL and total > packed * limits.ratio:
        raise Hostile(_BOMB)
    largest = max((m.file_size for m in members if m.filename.endswith(".xml")), default=0)
    if total > limits.expanded_bytes or largest > _MOST_XML:
        raise TooLarge("압축을 풀면 너무 큰 문서입니다.", "문서를 나누어 저장해 주십시오.")


def _check_xml(xml: bytes) -> None:
    """Office files declare no entities; those that do reach for other files or grow without end."""
    if _DTD.search(xml) or (b"\0" in xml[:200] and _DTD.search(xml.replace(b"\0", b""))):
        raise Hostile("외부 자료를 끌어오거나 끝없이 커지도록 만든 문서라 읽지 않았습니다.")


def _complete(data: bytes) -> bytes:
    """The same file without relations to members it does not have, as some programs leave them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        changed = {
            name: fixed
            for name in names
            if name.endswith(".rels")
            and (fixed := _related(archive.read(name), name, names)) is not None
        }
        if not changed:
            return data
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as target:
            for name in sorted(names):
                target.writestr(name, changed.get(name) or archive.read(name))
    return copy.getvalue()


_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_TARGET = re.compile(rb"\sTarget\s*=\s*[\"']([^\"']*)[\"']")
_EXTERNAL = re.compile(rb"\sTargetMode\s*=\s*[\"']External[\"']")


def _related(rels: bytes, name: str, names: set[str]) -> bytes | None:
    """Relations without those that lead nowhere; None where all are sound."""
    from posixpath import dirname, join, normpath

    folder = dirname(dirname(name))

    def kept(found: re.Match[bytes]) -> bytes:
        target = _TARGET.search(found[0])
        if target is None or _EXTERNAL.search(found[0]):
            return found[0]
        path = target[1].decode("utf-8", "replace")
        full = path if path.startswith("/") else join("/", folder, path)
        return found[0] if normpath(full).lstrip("/") in names else b""

    fixed = _RELATION.sub(kept, rels)
    return None if fixed == rels else fixed

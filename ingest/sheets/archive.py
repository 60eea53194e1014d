"""The parts of XLSX and ODS files: a ZIP of XML, read within limits and without surprises."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.errors import Hostile, IngestError, Locked, Malformed, TooLarge
from ingest.limits import MEGABYTE, Limits, shown_size

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SMALL = 16 * MEGABYTE  # what unfolds to no more than this harms nobody, however well it was packed
_AGAIN = "원본을 다시 받아 주십시오."
# ValueError: a part that is said to begin before the file does
_UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


def damaged() -> Malformed:
    return Malformed("파일이 깨져 있어 읽을 수 없습니다.", _AGAIN)


class Archive:
    """The members of a ZIP file by name.

    The sizes that the file states are checked once: `zipfile` never unpacks more of a member than
    was stated for it.

    Raises:
        TooLarge: it has too many members, or they are too large together.
        Hostile: it unfolds to many times its size.
        Malformed: it is no ZIP file.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (*_UNPACKING, IndexError) as error:
            raise damaged() from error
        if len(members) > limits.entries:
            raise TooLarge("파일 안에 든 조각이 너무 많습니다.")
        total = sum(member.file_size for member in members)
        if total > _SMALL and total > limits.ratio * len(data):
            raise Hostile("압축을 풀면 비정상적으로 커지는 파일이라 읽지 않았습니다.")
        if total > limits.expanded_bytes:
            limit = shown_size(limits.expanded_bytes)
            raise TooLarge(f"압축을 푼 크기가 너무 큽니다. {limit}까지 읽을 수 있습니다.")
        self._names = {member.filename.replace("\\", "/").casefold(): member for member in members}

    def __contains__(self, name: str) -> bool:
        return self._key(name) in self._names

    def elements(
        self, name: str, *tags: str, starts: Sequence[str] = ()
    ) -> Iterator[tuple[bool, str, Element]]:
        """The elements with these names in a part, in order, whatever their namespace.

        Each comes as (whether it begins here, its name, itself): those in `starts` when they begin
        and when they end, all others only when they end.  An element that has ended is emptied
        once the caller goes on.

        Raises:
            Malformed: the part is missing or is no XML.
            Hostile: it has a document type, which these files never have, or unfolds without end.
        """
        from lxml import etree

        member = self._names.get(self._key(name))
        if member is None:
            raise damaged()
        if member.flag_bits & 1:
            raise Locked(
                "암호가 걸린 문서라 읽을 수 없습니다.", "암호를 푼 파일로 다시 저장해 주십시오."
            )
        wanted = (*tags, *starts)
        with _translated(), self._zip.open(member) as stream:
            events = etree.iterparse(
                stream,
                events=("start", "end"),
                tag=tuple(f"{{*}}{tag}" for tag in wanted),
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            first = True
            for event, element in events:
                if first and element.getroottree().docinfo.doctype:
                    raise Hostile("외부를 참조하거나 끝없이 불어나는 내용이 있어 읽지 않았습니다.")
                first = False
                local = local_name(element)
                if event == "start":
                    if local in starts:
                        yield True, local, element
                    continue
                yield False, local, element
                _forget(element)

    @staticmethod
    def _key(name: str) -> str:
        return posixpath.normpath(name).lstrip("/").casefold()


def local_name(element: Element) -> str:
    return _local(str(element.tag))


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without the namespace, "" where there is none."""
    found = element.get(name)
    if found is not None:
        return str(found)
    ending = "}" + name
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(ending)), "")


def _forget(element: Element) -> None:
    """Free what was read; else a large sheet is held whole."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        while len(parent) > 1 and parent[0] is not element:
            del parent[0]


@contextmanager
def _translated() -> Iterator[None]:
    """What the libraries raise for damaged parts, as errors of ours."""
    from lxml import etree

    try:
        yield
    except IngestError:
        raise
    except etree.XMLSyntaxError as error:
        if any(word in str(error).casefold() for word in ("entit", "amplification", "depth")):
            raise Hostile(
                "외부를 참조하거나 끝없이 불어나는 내용이 있어 읽지 않았습니다."
            ) from error
        raise damaged() from error
    except _UNPACKING as error:
        raise damaged() from error


def number(text: str | None, default: int = 0) -> int:
    """An attribute that is a whole number; what is none counts as `default`."""
    try:
        return int(text or "")
    except ValueError:
        return default

"""An HWPX file opened: its sections in order, unpacked no further than the limits go."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from ingest.errors import Hostile, IngestError, Locked, Malformed, TooLarge
from ingest.limits import MEGABYTE, Limits
from ingest.owpml.members import Members, encrypted, stated_sections, title
from ingest.owpml.xml import DAMAGED, FETCH_AGAIN, Node, children, local, parse

TREE_COST = 8  # how many times more room the elements of a text take than the text itself

_CONTENT = "Contents/content.hpf"
_LOST = "문서의 일부가 파일에 들어 있지 않아 읽지 못했습니다."
_CHUNK = 256 * 1024
_HARMLESS = 16 * MEGABYTE  # so little may shrink as well as it likes
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others cannot be unpacked piecemeal


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document that hold its text: `header` says what its styles are."""

    sections: tuple[Node, ...]
    header: Node | None = None
    title: str = ""
    warnings: tuple[str, ...] = ()


def opened(data: bytes, limits: Limits) -> Package:
    """The package in the bytes of an HWPX file.

    Raises:
        IngestError: `Locked`, `Hostile`, `TooLarge` or `Malformed`, as its own docstring tells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Opening(archive, limits).package()
    except IngestError:
        raise
    except Exception as error:  # zipfile and zlib raise a dozen kinds for damaged archives
        raise Malformed(DAMAGED, FETCH_AGAIN) from error


class _Opening:
    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.archive = archive
        self.limits = limits
        self.left = limits.expanded_bytes // TREE_COST
        self.members = {info.filename: info for info in archive.infolist()}
        self.named = Members.of(self.members)
        self._guard(archive.infolist())

    def _guard(self, members: list[zipfile.ZipInfo]) -> None:
        """What the directory of the archive admits to; what it hides is counted in `read`."""
        swollen = any(
            info.file_size > _HARMLESS
            and info.file_size > self.limits.ratio * max(info.compress_size, 1)
            for info in members
        )
        total = sum(info.file_size for info in members)
        if len(members) > self.limits.entries or swollen or total > self.limits.expanded_bytes:
            raise _bomb()

    def package(self) -> Package:
        self._refuse_locked()
        content = self._optional(self._content_name())
        header = self._optional(self.named.header(content))
        names = self.named.sections(content)
        every = self.named.numbered()
        if len(names) < len(every) == stated_sections(header):
            names = every  # the spine was not kept up to date
        sections = [parse(self.read(name)) for name in names]
        if not sections:
            raise Malformed(DAMAGED, FETCH_AGAIN)
        warnings = (_LOST,) if self.named.lost(content) else ()
        return Package(tuple(sections), header, title(content), warnings)

    def read(self, name: str) -> bytes:
        """A member, never more of it than is left."""
        info = self.members[name]
        if info.flag_bits & 1:
            raise _locked()
        if info.compress_type not in _BOUNDED:
            raise Malformed(DAMAGED, FETCH_AGAIN)
        pieces: list[bytes] = []
        with self.archive.open(info) as member:
            while piece := member.read(_CHUNK):
                self.left -= len(piece)
                if self.left < 0:
                    raise TooLarge(
                        "문서의 본문이 너무 커서 읽을 수 없습니다.",
                        "문서를 나누어 저장해 주십시오.",
                    )
                pieces.append(piece)
        return b"".join(pieces)

    def _optional(self, path: str | None) -> Node | None:
        """A part that says more about the document; without it the text can still be read."""
        name = self.named.find(path) if path is not None else None
        if name is None:
            return None
        try:
            return parse(self.read(name))
        except Malformed:
            return None

    def _refuse_locked(self) -> None:
        manifest = self._optional("META-INF/manifest.xml")
        if manifest is None:
            return
        if any(encrypted(entry) for entry in children(manifest, "file-entry")):
            raise _locked()

    def _content_name(self) -> str:
        container = self._optional("META-INF/container.xml")
        if container is not None:
            for node in container.iter():
                path = node.get("full-path", "") if local(node) == "rootfile" else ""
                if path.endswith(".hpf"):
                    return str(path)
        return _CONTENT


def _locked() -> Locked:
    return Locked(
        "암호가 걸린 한글 문서라 읽을 수 없습니다.",
        "한글에서 문서 암호를 해제한 뒤 다시 저장해 주십시오.",
    )


def _bomb() -> Hostile:
    return Hostile(
        "압축을 풀면 지나치게 커지는 파일이라 읽지 않았습니다.",
        "한글에서 열어 다시 저장한 파일을 올려 주십시오.",
    )

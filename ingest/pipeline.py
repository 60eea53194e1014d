"""From paths to reports: every file ends as read, unchanged, or skipped with a reason.

A file that cannot be read never stops the others.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.errors import IngestError, Unsupported
from ingest.files import Found
from ingest.limits import Limits, read_bytes
from ingest.model import Report
from ingest.reader import Reader

HEAD_BYTES = 8192  # what a reader sees before it takes a file

Known = Callable[[str, str], bool]
Twin = Callable[[str, str], str | None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read; `data` are its bytes, of which the report is made."""

    file: Found
    data: bytes
    report: Report


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The same bytes are already current; nothing was parsed."""

    file: Found


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that gave nothing; `reason` is one Korean sentence."""

    file: Found
    reason: str


Outcome = Read | Unchanged | Skipped


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Reads files one after the other.

    `known(origin, sha256)` says that these bytes are current for this origin already.
    `twin(origin, sha256)` names another document that holds the same bytes, None where none does:
    the same report twice would answer everything twice.
    """

    readers: Sequence[Reader]
    limits: Limits
    known: Known
    twin: Twin

    def run(self, files: Sequence[Found]) -> Iterator[Outcome]:
        """One outcome for each file, in order."""
        for file in files:
            try:
                yield self._outcome(file)
            except IngestError as error:
                yield Skipped(file, str(error))

    def _outcome(self, file: Found) -> Outcome:
        if file.problem:
            raise file.problem
        data = read_bytes(file.path, self.limits)
        sha256 = hashlib.sha256(data).hexdigest()
        if self.known(file.origin, sha256):
            return Unchanged(file)
        if twin := self.twin(file.origin, sha256):
            return Skipped(file, f"내용이 같은 문서가 이미 있습니다: {twin}")
        return Read(file, data, self._read(data, file.name))

    def _read(self, data: bytes, name: str) -> Report:
        head = data[:HEAD_BYTES]
        reader = next((r for r in self.readers if r.accepts(name, head)), None)
        if reader is None:
            raise Unsupported("읽을 수 없는 형식입니다.")
        try:
            return reader.read(data, name)
        except IngestError:
            raise
        except Exception as error:
            # one damaged file must not take the others with it, whatever the reader met in it
            _log.debug("%s: the reader failed", name, exc_info=True)
            raise IngestError("파일의 내용을 해석하지 못했습니다.") from error

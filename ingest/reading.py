"""The bytes of one file to a report: what it is, its reader, and what it says."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import PurePath

from ingest.errors import IngestError, Unforeseen, Unsupported
from ingest.limits import Limits
from ingest.model import Report
from ingest.reader import Reader
from ingest.readers import READERS
from ingest.sniffing import FileKind, sniff
from ingest.understanding import understood

# Texts that nobody means as reports; whatever else is in files of these names is read.
_NO_REPORTS = frozenset(
    ".json .jsonl .xml .log .ini .cfg .conf .toml .yaml .yml .py .js .ts .css .sql .sh .bat .cmd"
    " .ps1 .exe .dll .lnk .url .tmp .bak".split()
)
_log = logging.getLogger(__name__)


def read_report(
    data: bytes, name: str, limits: Limits, readers: Sequence[Reader] = READERS
) -> Report:
    """The report that a file holds; `name` is how people know it.

    Raises:
        IngestError: it cannot be read; reason and remedy are Korean sentences.
    """
    kind = sniff(data)
    reader = next((reader for reader in readers if kind in reader.kinds), None)
    if kind is FileKind.ZIP:
        raise Unsupported("여러 파일을 묶은 압축 파일입니다.", "압축을 푼 파일을 적어 주십시오.")
    if reader is None:
        raise Unsupported("읽을 수 없는 형식입니다.", "HWPX나 PDF로 저장해 주십시오.")
    if kind is FileKind.TEXT and PurePath(name).suffix.casefold() in _NO_REPORTS:
        raise Unsupported("설정이나 프로그램의 파일이라 보고서로 읽지 않았습니다.")
    try:
        return understood(reader.read(data, kind, limits), data, name)
    except (IngestError, MemoryError):  # memory is limited, and who limits it says so
        raise
    except Exception as error:
        # one damaged file must not take the others with it, whatever the reader met in it
        _log.debug("%s: the reader failed", name, exc_info=True)
        raise Unforeseen(
            "파일의 내용을 해석하지 못했습니다.",
            "원래 프로그램에서 열어 다시 저장하거나 PDF로 저장해 주십시오.",
        ) from error

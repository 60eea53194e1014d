"""How much a file may cost, and reading one without ever holding more than that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Empty, IngestError, TooLarge

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    `file_bytes` counts the file itself, `expanded_bytes` all that it unfolds to, `ratio` how many
    times larger that may be, `entries` the members of an archive, `depth` how deep archives, tables
    or elements may be nested, `pages` and `cells` what is read of one document, `seconds` and
    `memory_bytes` the process that reads it.
    """

    file_bytes: int = 100 * MEGABYTE
    expanded_bytes: int = 512 * MEGABYTE
    ratio: int = 200
    entries: int = 10_000
    depth: int = 40
    pages: int = 3_000
    cells: int = 1_000_000
    seconds: float = 300.0
    memory_bytes: int = 1024 * MEGABYTE


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The content of a file.

    Raises:
        TooLarge: it is over the limit; a file that grows while it is read counts too.
        Empty: it has no bytes.
        IngestError: it cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except PermissionError as error:
        raise IngestError("파일을 읽을 권한이 없습니다.") from error
    except OSError as error:
        raise IngestError("파일을 열 수 없습니다.") from error
    if not data:
        raise Empty("내용이 없는 빈 파일입니다.", "원본을 다시 받아 주십시오.")
    if len(data) > limits.file_bytes:
        raise TooLarge(f"파일이 너무 큽니다. {shown_size(limits.file_bytes)}까지 읽을 수 있습니다.")
    return data


def shown_size(size: int) -> str:
    """A number of bytes for people: `100MB`, `1.5MB`, `12KB`, `7바이트`."""
    for unit, factor in (("MB", MEGABYTE), ("KB", 1024)):
        if size >= factor:
            return f"{size / factor:.1f}".removesuffix(".0") + unit
    return f"{size}바이트"

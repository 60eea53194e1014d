"""Doing the work in whatever process it is done in, and naming what it ended in."""

from __future__ import annotations

import errno
import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.errors import IngestError, TooLarge, TooLong
from ingest.isolation.answers import DONE, crashed
from ingest.limits import Limits, shown_size

# The bytes, the file's name, the limits, options → the pieces of the answer.
Work = Callable[[bytes, str, Limits, Sequence[str]], Iterable[bytes]]


def pieces(
    work: str, data: bytes, name: str, limits: Limits, options: Sequence[str]
) -> Iterator[bytes]:
    """The whole answer of a function, named as `module:function`, between its marks."""
    module, _, function = work.partition(":")
    found: Work = getattr(importlib.import_module(module), function)
    yield DONE
    yield from found(data, name, limits, options)
    yield DONE


def failure_of(error: BaseException, limits: Limits) -> IngestError:
    """What is told of an error that the work ended in."""
    if isinstance(error, IngestError):
        return error
    if isinstance(error, MemoryError):
        return out_of_memory(limits)
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return TooLarge(
            f"풀어 낸 내용이 {shown_size(limits.expanded_bytes)}보다 큽니다.",
            "파일을 나누거나, BOGO_MAX_EXPANDED_MB를 늘리고 --retry로 다시 읽어 주십시오.",
        )
    return crashed(type(error).__name__)


def out_of_memory(limits: Limits) -> TooLarge:
    return TooLarge(
        f"읽는 데 메모리가 {shown_size(limits.memory_bytes)}보다 많이 필요합니다.",
        "파일을 나누거나, BOGO_MAX_MEMORY_MB를 늘리고 --retry로 다시 읽어 주십시오.",
    )


def too_long(limits: Limits) -> TooLong:
    return TooLong(
        f"읽는 데 {limits.seconds:g}초보다 오래 걸려 그만두었습니다.",
        "파일을 나누거나, BOGO_MAX_SECONDS를 늘리고 --retry로 다시 읽어 주십시오.",
    )

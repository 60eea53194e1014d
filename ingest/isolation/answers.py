"""What a child says: a mark that tells whether it went well, and the answer or the reason.

The mark stands before and after an answer, so that half of one is none.

An answer is checked like anything from outside: whoever wrote it has parsed a hostile file.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ingest import errors
from ingest.errors import Crashed, IngestError
from ingest.model import Report

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Ticket = int  # what an answer is asked for by
DONE, FAILED = b"+", b"-"

KINDS: dict[str, type[IngestError]] = {
    kind.__name__: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, IngestError)
}
_BROKEN = "파일을 읽는 프로그램이 비정상으로 끝났습니다."
_ELSEWHERE = "원래 프로그램에서 열어 HWPX나 PDF로 다시 저장해 주십시오."
_LONGEST = 500  # letters of a sentence that is shown


def told(error: IngestError) -> dict[str, str]:
    """An error as plain data."""
    return {"kind": type(error).__name__, "reason": str(error), "remedy": error.remedy}


def error_of(said: object) -> IngestError:
    """The error that plain data tells of; anything else is `Crashed`."""
    if isinstance(said, dict):
        kind, reason, remedy = (said.get(key) for key in ("kind", "reason", "remedy"))
        if isinstance(kind, str) and isinstance(reason, str) and isinstance(remedy, str) and reason:
            return KINDS.get(kind, IngestError)(reason[:_LONGEST], remedy[:_LONGEST])
    return crashed()


def crashed(detail: str = "") -> Crashed:
    reason = f"{_BROKEN[:-1]}({detail})." if detail else _BROKEN
    return Crashed(reason, _ELSEWHERE)


def dump_error(error: IngestError) -> bytes:
    return FAILED + json.dumps(told(error), ensure_ascii=False).encode()


def checked_answer(answer: bytes) -> bytes:
    """What stands between the marks of an answer.

    Raises:
        IngestError: what the child says went wrong, or `Crashed` where it says nothing sensible.
    """
    if len(answer) >= 2 and answer[:1] == answer[-1:] == DONE:
        return answer[1:-1]
    if answer[:1] == FAILED:
        raise error_of(_parsed(json.loads, answer[1:]))
    raise crashed()


def dump_report(report: Report) -> bytes:
    return _reports().dump_json(report, exclude_defaults=True)


def load_report(data: bytes) -> Report:
    """A report from its JSON; `Crashed` where it is none."""
    report = _parsed(_reports().validate_json, data)
    if not isinstance(report, Report):
        raise crashed()
    return report


def _parsed(parse: Callable[[bytes], object], data: bytes) -> object:
    try:
        return parse(data)
    except (ValueError, RecursionError):  # of json and of pydantic alike
        return None


@cache
def _reports() -> TypeAdapter[Report]:
    from pydantic import TypeAdapter

    return TypeAdapter(Report)

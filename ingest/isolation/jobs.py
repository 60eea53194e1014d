"""What is done in a child: a report is read, or an archive is looked through."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence

import ingest
from ingest.isolation.answers import dump_report
from ingest.limits import Limits

REPORT = "ingest.isolation.jobs:report"
ARCHIVE = "ingest.isolation.jobs:archive"

# Imported once, in the server; what is not installed is left out.
PRELOADED = (
    "ingest.reading",
    "ingest.archives",
    "ingest.isolation.jobs",
    "pydantic",
    "lxml.etree",
    "lxml.html",
    "olefile",
    "hwpx",
    "pypdfium2",
    "docx",
    "xlrd",
    "PIL.Image",
    "cryptography.hazmat.primitives.ciphers",
)


_EXAMPLE = """2030년 주요업무계획

하늘구 도서관팀

□ 예산현황
 ○ 총사업비 : 1,234백만원(2029년 1,034백만원, 증 200)
(단위: 천원, %)
구분\t2030년\t2029년\t증감
합계\t1,234,500\t1,034,500\t200,000
"""


def rehearse() -> None:
    """Do once, before any child is made, what each would do again: patterns, the shape of JSON."""
    from ingest.reading import read_report

    for module in pkgutil.walk_packages(ingest.__path__, "ingest."):
        importlib.import_module(module.name)
    dump_report(read_report(_EXAMPLE.encode(), "보기.txt", Limits()))


def report(data: bytes, name: str, limits: Limits, options: Sequence[str]) -> Iterator[bytes]:
    """A file's report as JSON."""
    from ingest.reading import read_report

    yield dump_report(read_report(data, name, limits))


def archive(data: bytes, name: str, limits: Limits, options: Sequence[str]) -> Iterator[bytes]:
    """The members of an archive and, of those that `options` name, their bytes."""
    from ingest.archives import unpacked

    return unpacked(data, limits, frozenset(options))

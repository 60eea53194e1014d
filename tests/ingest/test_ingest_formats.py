"""Every format says the same: one report, read from all of them, against its truth."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.formats.identity import SAMPLES, expectations, judge, unmarked
from ingest.limits import Limits
from ingest.model import PageSource
from ingest.reading import read_report

EXPECTED = expectations(SAMPLES)
EXACT = sorted(name for name, expected in EXPECTED.items() if not expected.scanned)
SCANNED = sorted(set(EXPECTED) - set(EXACT))
PAGED = sorted(name for name, expected in EXPECTED.items() if expected.pages)


def report_of(name):
    return read_report((SAMPLES / name).read_bytes(), name, Limits())


@pytest.mark.parametrize("name", EXACT)
def test_every_figure_is_read_and_none_besides(name):
    judged = judge(report_of(name), EXPECTED[name])
    assert not judged.missing
    assert not judged.wrong
    assert judged.right == judged.expected.figures.total() > 20


@pytest.mark.parametrize("name", EXACT)
def test_the_outline_is_read(name):
    assert judge(report_of(name), EXPECTED[name]).outline == EXPECTED[name].outline


@pytest.mark.parametrize("name", PAGED)
def test_pages_are_known_and_every_figure_has_one(name):
    report = report_of(name)
    assert report.pages == EXPECTED[name].pages
    pages = [said.place.page for said in report.statements if said.figures]
    assert set(pages) == set(range(1, 1 + (report.pages or 0)))
    assert pages == sorted(pages)
    sources = {said.place.page_source for said in report.statements if said.figures}
    assert sources == {PageSource.EXACT if name.endswith(".pdf") else PageSource.LAYOUT}


@pytest.mark.skipif(not shutil.which("tesseract"), reason="no character recognition installed")
@pytest.mark.parametrize("name", SCANNED)
def test_what_a_picture_gives_says_so(name):
    report = report_of(name)
    judged = judge(report, EXPECTED[name])
    assert judged.right * 2 > judged.expected.figures.total()
    assert unmarked(report) == 0

"""Pages drawn in a process of their own: sizes, turned pages, refusals, and what a stuck one costs."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
from ingest_pictures import pdf
from PIL import Image

import ingest.rendering
from ingest.errors import IngestError, Malformed, TooLarge
from ingest.rendering import NoPage, drawn, rendered


def seen(png):
    return Image.open(io.BytesIO(png)).convert("L")


def tiff(*shades):
    stream = io.BytesIO()
    first, *others = (Image.new("L", (300, 400), shade) for shade in shades)
    first.save(stream, "TIFF", save_all=True, append_images=others)
    return stream.getvalue()


def test_a_page_of_the_width_that_was_asked_for():
    assert seen(rendered(pdf((200, 300, 0)), 1, 400)).size == (400, 600)


def test_each_page_is_its_own():
    data = pdf((200, 300, 0), (300, 200, 0))
    assert seen(rendered(data, 2, 600)).size == (600, 400)


def test_a_turned_page_is_turned():
    page = np.asarray(seen(rendered(pdf((200, 300, 90)), 1, 600)))
    assert page.shape == (400, 600)
    assert page[:, -30:].mean() < 20  # its upper edge is on the right now
    assert page[:, :500].mean() > 250


def test_a_page_as_large_as_a_house_is_drawn_coarser():
    page = seen(drawn(pdf((100, 14_000, 0)), 1, 2000))
    assert page.width * page.height <= 25_000_000


def test_pages_of_a_scan():
    page = seen(rendered(tiff(255, 7), 2, 150))
    assert page.size == (150, 200)
    assert page.getextrema() == (7, 7)


def test_a_small_scan_is_not_blown_up():
    assert seen(drawn(tiff(255), 1, 2000)).width == 300


@pytest.mark.parametrize("page", [0, 2, 99_999])
@pytest.mark.parametrize("data", [pdf((200, 300, 0)), tiff(255)])
def test_pages_that_are_not_there(data, page):
    with pytest.raises(NoPage, match="1쪽까지"):
        rendered(data, page, 400)


@pytest.mark.parametrize("data", [b"%PDF-1.4\ngarbage", b"\x89PNG\r\n\x1a\n", b"text", b""])
def test_what_is_damaged_is_refused_in_a_sentence(data):
    with pytest.raises(IngestError, match="깨져"):
        rendered(data, 1, 400)


def test_a_page_that_is_stuck_is_given_up():
    started = time.monotonic()
    with pytest.raises(TooLarge, match="오래"):
        rendered(pdf((200, 300, 0)), 1, 400, seconds=0.01)
    assert time.monotonic() - started < 5


def test_a_crash_takes_only_its_own_process(monkeypatch):
    monkeypatch.setattr(ingest.rendering, "_START", "import os; os.abort()")
    with pytest.raises(Malformed):
        rendered(pdf((200, 300, 0)), 1, 400)


def test_modules_that_lie_about_are_not_run(tmp_path, monkeypatch):
    (tmp_path / "ingest").mkdir()
    (tmp_path / "ingest" / "__init__.py").write_text("raise SystemExit(9)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert rendered(pdf((200, 300, 0)), 1, 400).startswith(b"\x89PNG")

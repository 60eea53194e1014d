"""Small PDFs and pictures of pages, made here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

A4 = (1654, 2339)  # pixels at 200 dpi


def pdf(*pages: tuple[int, int, int]) -> bytes:
    """A PDF with a page for each (width, height, turned): a black bar along its upper edge."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    for n, (width, height, turned) in enumerate(pages):
        bar = f"0 0 0 rg 0 {height * 0.9:.0f} {width} {height * 0.1:.0f} re f"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] "
            f"/Rotate {turned} /Contents {4 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(bar)} >>\nstream\n{bar}\nendstream")
    written = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    size = len(objects) + 1
    return written + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def korean_font(size: int) -> ImageFont.FreeTypeFont:
    """A font with Korean letters, or the test is skipped."""
    if shutil.which("fc-match"):
        asked = ["fc-match", "-f", "%{file}\n%{index}", ":lang=ko"]
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split("\n")
        if len(said) == 2 and Path(said[0]).is_file():
            return ImageFont.truetype(said[0], size, index=int(said[1]) & 0xFFFF)
    pytest.skip("이 컴퓨터에는 한글 글꼴이 없습니다")


def blank() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("L", A4, 255)
    return page, ImageDraw.Draw(page)


def ruled(xs: list[int], ys: list[int], *, thick: int = 3) -> Image.Image:
    """A page with the lines of a table, and nothing in it."""
    page, pen = blank()
    for x in xs:
        pen.line([(x, ys[0]), (x, ys[-1])], fill=0, width=thick)
    for y in ys:
        pen.line([(xs[0], y), (xs[-1], y)], fill=0, width=thick)
    return page

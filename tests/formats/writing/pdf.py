"""PDF as a browser prints the web page: a text layer, ruled tables, one that runs over two pages.

The bytes depend on the browser and on the fonts; the file that is kept was printed once.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL.Image import Image

from tests.formats.model import Item
from tests.formats.writing import html

CHROMIUM = "/usr/bin/chromium"
_FOOT = (
    '<div style="font-size: 8pt; width: 100%; text-align: center">'
    '- <span class="pageNumber"></span> -</div>'
)


def write(items: Sequence[Item], chromium: str = CHROMIUM) -> bytes:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(html.write(items).decode())
        data = page.pdf(
            prefer_css_page_size=True,
            print_background=True,
            display_header_footer=True,
            header_template="<div></div>",
            footer_template=_FOOT,
        )
        browser.close()
    return data


def scanned(data: bytes, page: int, dots: int = 200) -> bytes:
    """A page of a PDF as a picture in a few greys, as a scanner makes it."""
    image = io.BytesIO()
    _picture(data, page, dots).quantize(8).save(image, "PNG", optimize=True, dpi=(dots, dots))
    return image.getvalue()


def scanned_pdf(data: bytes, page: int, dots: int = 200) -> bytes:
    """The page in black and white inside a PDF, without a text layer."""
    image = io.BytesIO()
    picture = _picture(data, page, dots).point(lambda grey: 255 * (grey > 150), "1")
    picture.save(image, "PDF", resolution=dots)
    return image.getvalue()


def _picture(data: bytes, page: int, dots: int) -> Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    picture: Image = document[page].render(scale=dots / 72, grayscale=True).to_pil()
    document.close()
    return picture

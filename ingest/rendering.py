"""Pages of original files as pictures, drawn in a process of its own.

pdfium is native code that may hang or crash on a damaged file, and serves one thread at a time.  So
each page is drawn by a Python of its own, which gets the file on its standard input, may take so
much time and memory and no more, and ends with the page.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import IngestError, Locked, Malformed, TooLarge
from ingest.limits import MEGABYTE
from ingest.model import Box
from ingest.pictures import at_page, decoded, opened, page_count, points

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN = ("application/pdf", "image/png", "image/jpeg", "image/tiff", "image/bmp")
SECONDS = 20.0
MEMORY = 1536 * MEGABYTE  # pictures of an A3 page at 600 dpi need 600

# It finds the same modules as this process, and none that lies where it happens to start.
_ROOT = str(Path(__file__).resolve().parents[1])
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from ingest.rendering import main; sys.exit(main(sys.argv[1:]))"
)
_MOST_PIXELS = 24_000_000
_POINTS = 72.0  # to an inch
_AROUND = 3  # pixels
_FILL, _OUTLINE = (255, 214, 90, 70), (183, 121, 31, 255)
_REFUSED = 3  # exit status: what is on standard output is a sentence


class NoPage(IngestError):
    """The file has no page of this number."""


def rendered(data: bytes, page: int, width: int, *, seconds: float = SECONDS) -> bytes:
    """A page (from 1) as PNG, `width` pixels wide, as it is shown: turned where it says so.

    Its resolution tells how many pixels a point of the page has.

    Raises:
        NoPage: there is no such page.
        IngestError: it cannot be drawn, or not in time.
    """
    try:
        done = subprocess.run(  # noqa: S603 (ourselves)
            [sys.executable, "-P", "-c", _START, _ROOT, str(page), str(width), str(seconds)],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooLarge("쪽 그림을 만드는 데 너무 오래 걸립니다.") from error
    except OSError as error:
        raise IngestError("쪽 그림을 만드는 프로그램을 시작하지 못했습니다.") from error
    if done.returncode == 0 and done.stdout.startswith(b"\x89PNG"):
        return done.stdout
    if done.returncode == _REFUSED:
        kind, _, sentence = done.stdout.decode("utf-8", "replace").partition("\n")
        raise NoPage(sentence) if kind == NoPage.__name__ else IngestError(sentence)
    raise Malformed("쪽 그림을 만들 수 없습니다. 파일이 깨져 있을 수 있습니다.")


def drawn(data: bytes, page: int, width: int) -> bytes:
    """The same in this process.

    Raises:
        IngestError: it cannot be drawn.
    """
    from PIL import Image

    of_pdf = b"%PDF-" in data[:1024]
    picture, across = _of_pdf(data, page, width) if of_pdf else _of_image(data, page)
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    resolution = _POINTS * picture.width / across
    picture.save(stream, "PNG", dpi=(resolution, resolution))
    return stream.getvalue()


def marked(png: bytes, box: Box) -> bytes:
    """A picture of a page with a frame around a place, given in points from the top left."""
    from PIL import Image, ImageDraw

    with Image.open(io.BytesIO(png)) as picture:
        scale = picture.info.get("dpi", (_POINTS, _POINTS))[0] / _POINTS
        shown = picture.convert("RGBA")
    left, top, right, bottom = (round(point * scale) for point in box)
    veil = Image.new("RGBA", shown.size)
    frame = (left - _AROUND, top - _AROUND, max(left, right) + _AROUND, max(top, bottom) + _AROUND)
    ImageDraw.Draw(veil).rectangle(frame, fill=_FILL, outline=_OUTLINE, width=_AROUND)
    stream = io.BytesIO()
    Image.alpha_composite(shown, veil).convert("RGB").save(stream, "PNG")
    return stream.getvalue()


def _of_pdf(data: bytes, page: int, width: int) -> tuple[Image, float]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Locked("암호가 걸린 문서라 쪽 그림을 만들 수 없습니다.") from error
        raise Malformed("파일이 깨져 있어 쪽 그림을 만들 수 없습니다.") from error
    _check_page(page, len(document))
    try:
        sheet = document[page - 1]
        across, down = (max(1.0, side) for side in sheet.get_size())
        scale = min(width / across, (_MOST_PIXELS / (across * down)) ** 0.5)
        picture: Image = sheet.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise Malformed(f"{page}쪽이 깨져 있어 그림을 만들 수 없습니다.") from error
    return picture, across


def _of_image(data: bytes, page: int) -> tuple[Image, float]:
    image = opened(data)
    _check_page(page, page_count(image))
    picture = decoded(at_page(image, page))
    picture.info.setdefault("dpi", image.info.get("dpi", (0, 0)))
    return picture, points(picture)[0]


def _check_page(page: int, pages: int) -> None:
    if not 1 <= page <= pages:
        raise NoPage(f"{pages:,}쪽까지 있는 문서입니다.")


def _hold_to(seconds: float, memory: int) -> None:
    """Bound this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def main(arguments: list[str]) -> int:
    """Draw a page of the file on standard input; the arguments are page, width and seconds."""
    page, width, seconds = int(arguments[0]), int(arguments[1]), float(arguments[2])
    _hold_to(seconds, MEMORY)
    try:
        answer, status = drawn(sys.stdin.buffer.read(), page, width), 0
    except IngestError as error:
        answer, status = f"{type(error).__name__}\n{error}".encode(), _REFUSED
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return status

"""Pictures as documents: their pages, their sizes, and what is refused."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pytest
from PIL import Image

from ingest.content import Line
from ingest.errors import Empty, IngestError, Malformed, TooLarge, Unsupported
from ingest.limits import Limits
from ingest.ocr import CAUTION
from ingest.pictures import points
from ingest.readers.image import ImageReader
from ingest.sniffing import FileKind, sniff


class Seeing:
    """Recognises one line on every page, and remembers what it was shown."""

    def __init__(self):
        self.shown = []

    def __call__(self, image, page, size):
        self.shown.append((image.copy(), page, size))
        return (Line(f"{page}쪽"),)


def saved(*images, kind="PNG", **options):
    stream = io.BytesIO()
    first, *others = images
    if others:
        options |= {"save_all": True, "append_images": others}
    first.save(stream, kind, **options)
    return stream.getvalue()


def read(data, recognise=None, limits=None):
    return ImageReader(recognise or Seeing()).read(data, FileKind.IMAGE, limits or Limits())


def declared(width, height):
    """A PNG that says how large it is, and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


SHEET = Image.new("L", (827, 1170), 255)


class TestReading:
    @pytest.mark.parametrize(
        ("kind", "media_type"),
        [
            ("PNG", "image/png"),
            ("JPEG", "image/jpeg"),
            ("TIFF", "image/tiff"),
            ("BMP", "image/bmp"),
        ],
    )
    def test_each_kind(self, kind, media_type):
        data = saved(SHEET, kind=kind)
        assert sniff(data) is FileKind.IMAGE
        content = read(data)
        assert (content.media_type, content.pages) == (media_type, 1)
        assert [item.text for item in content.items] == ["1쪽"]
        assert content.warnings == (CAUTION,)

    def test_every_page_of_a_tiff(self):
        seeing = Seeing()
        pages = [Image.new("L", (100 * n, 300), 255) for n in (1, 2, 3)]
        content = read(saved(*pages, kind="TIFF"), seeing)
        assert content.pages == 3
        assert [item.text for item in content.items] == ["1쪽", "2쪽", "3쪽"]
        assert [image.width for image, _, _ in seeing.shown] == [100, 200, 300]

    def test_an_animation_is_its_first_picture(self):
        assert read(saved(SHEET, SHEET.point(lambda _: 0), kind="PNG")).pages == 1

    def test_a_photograph_is_turned_upright(self):
        seeing = Seeing()
        exif = Image.Exif()
        exif[0x0112] = 6  # the camera was held upright
        read(saved(Image.new("RGB", (400, 300)), kind="JPEG", exif=exif), seeing)
        assert seeing.shown[0][0].size == (300, 400)

    def test_more_than_eight_bits_stay_grey(self):
        seeing = Seeing()
        deep = Image.new("I;16", (60, 60), 40_000)
        deep.paste(1_000, (0, 0, 30, 60))
        read(saved(deep, kind="TIFF"), seeing)
        assert seeing.shown[0][0].getextrema() == (0, 255)

    def test_the_size_of_a_page(self):
        scan = Image.new("L", (1654, 2339))
        scan.info["dpi"] = (200, 200)
        assert points(scan) == pytest.approx((595.4, 842.0), abs=0.1)
        del scan.info["dpi"]
        assert points(scan) == pytest.approx((595.4, 842.0), rel=0.01)
        scan.info["dpi"] = (72, 72)  # what programs write that know nothing
        assert points(scan) == pytest.approx((595.4, 842.0), rel=0.01)

    def test_a_page_that_fails_leaves_the_others(self):
        def recognise(image, page, size):
            if page == 2:
                raise TooLarge("너무 오래 걸립니다.")
            return (Line("글"),)

        content = read(saved(SHEET, SHEET, SHEET, kind="TIFF"), recognise)
        assert len(content.items) == 2
        assert content.warnings[1:] == ("2쪽은 읽지 못했습니다. 너무 오래 걸립니다.",)


class TestRefusals:
    def test_without_the_program_the_remedy_names_it(self):
        with pytest.raises(Unsupported) as raised:
            read(saved(SHEET), lambda *_: None)
        assert "tesseract-ocr-kor" in raised.value.remedy

    def test_no_text(self):
        with pytest.raises(Empty, match="글자를 찾지 못했습니다"):
            read(saved(SHEET), lambda *_: ())

    @pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
    def test_a_bomb_is_refused_by_what_it_declares(self, size):
        seeing = Seeing()
        with pytest.raises(TooLarge, match="화소"):
            read(declared(*size), seeing)
        assert seeing.shown == []

    def test_too_many_pages(self):
        with pytest.raises(TooLarge, match="2쪽까지"):
            read(saved(SHEET, SHEET, SHEET, kind="TIFF"), limits=Limits(pages=2))

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
    def test_damaged_files_end_in_one_of_our_errors(self, kind):
        whole = saved(Image.effect_noise((200, 200), 60), kind=kind)
        for keep in (8, 20, 60, len(whole) // 2):
            with pytest.raises(Malformed):
                read(whole[:keep])
        for at in range(8, 200, 7):  # one byte changed: read, or refused by name
            broken = bytearray(whole)
            broken[at] ^= 0xFF
            with contextlib.suppress(IngestError):
                assert read(bytes(broken)).items

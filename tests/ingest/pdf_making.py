"""Tiny PDF files made by hand: text in Helvetica at given places, rules, shades and pictures.

Places are in points from the top left of an A4 page, as people see them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Sheet:
    """A page that is being drawn."""

    rotate: int = 0
    crop: tuple[int, int, int, int] | None = None
    drawn: list[str] = field(default_factory=list)
    picture: bool = False
    fields: list[tuple[float, float, str]] = field(default_factory=list)

    def field(self, x: float, y: float, value: str) -> Sheet:
        """A field of a form with a value."""
        self.fields.append((x, y, value))
        return self

    def text(self, x: float, y: float, text: str, size: float = 10, font: str = "F1") -> Sheet:
        """Text whose letters stand on the height `y`."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.drawn.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({escaped}) Tj ET")
        return self

    def each(self, x: float, y: float, text: str, step: float, size: float = 10) -> Sheet:
        """Letter after letter, each an object of its own, as wide as `step` should be."""
        for number, letter in enumerate(text):
            self.text(x + number * step, y, letter, size, "F2")
        return self

    def inked(self, x: float, y: float, text: str, how: str, size: float = 10) -> Sheet:
        """Text drawn in some way: `1 g` in white, `3 Tr` without ink."""
        self.drawn.append(f"q {how}")
        self.text(x, y, text, size)
        self.drawn.append("Q")
        return self

    def aslant(self, x: float, y: float, text: str, size: float = 60) -> Sheet:
        """Large text that runs up across the page."""
        self.drawn.append(f"BT /F1 {size} Tf 0.8 0.6 -0.6 0.8 {x} {HEIGHT - y} Tm ({text}) Tj ET")
        return self

    def stepped(self, x: float, y: float, text: str, step: float, size: float = 10) -> Sheet:
        """Letter after letter, each with a box declared twice as wide as the step."""
        back = round(1112 - 1000 * step / size)
        parts = " ".join(f"({letter}) {back}" for letter in text)
        self.drawn.append(f"BT /F2 {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm [{parts}] TJ ET")
        return self

    def nameless(self, x: float, y: float, count: int, size: float = 10) -> Sheet:
        """Characters of which the file does not say what they are; their codes are those of digits."""
        codes = "".join(f"{0x31 + number:04x}" for number in range(count))
        self.drawn.append(f"BT /F3 {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj ET")
        return self

    def turned(self, x: float, y: float, text: str, size: float = 10) -> Sheet:
        """Text that runs upwards."""
        self.drawn.append(f"BT /F1 {size} Tf 0 1 -1 0 {x} {HEIGHT - y} Tm ({text}) Tj ET")
        return self

    def slanted(self, x: float, y: float, text: str, size: float = 10) -> Sheet:
        self.drawn.append(f"BT /F1 {size} Tf 1 0 0.3 1 {x} {HEIGHT - y} Tm ({text}) Tj ET")
        return self

    def across(self, y: float, x0: float, x1: float) -> Sheet:
        self.drawn.append(f"0.5 w {x0} {HEIGHT - y} m {x1} {HEIGHT - y} l S")
        return self

    def down(self, x: float, y0: float, y1: float) -> Sheet:
        self.drawn.append(f"0.5 w {x} {HEIGHT - y0} m {x} {HEIGHT - y1} l S")
        return self

    def dotted(self, y: float, x0: float, x1: float) -> Sheet:
        """A line of strokes of one point, each drawn by itself."""
        x = x0
        while x < x1:
            self.across(y, x, min(x + 1, x1))
            x += 2.5
        return self

    def shade(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.8) -> Sheet:
        self.drawn.append(f"{grey} g {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f 0 g")
        return self

    def ruled(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        """All rules of a table."""
        for y in ys:
            self.across(y, xs[0], xs[-1])
        for x in xs:
            self.down(x, ys[0], ys[-1])
        return self

    def scanned(self) -> Sheet:
        """A picture over all of the page."""
        self.picture = True
        self.drawn.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I1 Do Q")
        return self

    def outlined(self, count: int) -> Sheet:
        """Small drawings with as many corners as letters have."""
        for number in range(count):
            x, y = 50 + number % 40 * 12, 100 + number // 40 * 14
            corners = " ".join(f"{x + i % 4 * 2} {HEIGHT - y - i} l" for i in range(1, 12))
            self.drawn.append(f"{x} {HEIGHT - y} m {corners} f")
        return self


def pdf(*sheets: Sheet, title: str = "", locked_with: str | None = None) -> bytes:
    """A file of these pages; with a password, "" for one that only forbids printing."""
    wide = " ".join(["1112"] * 95)  # twice what a digit of Helvetica takes
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        (
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
            f"/FirstChar 32 /LastChar 126 /Widths [{wide}] >>"
        ).encode(),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream",
        f"<< /Title ({title}) >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H "
        b"/DescendantFonts [8 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /DW 600 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor 9 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Nameless /Flags 4 /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 /FontBBox [0 -200 600 800] >>",
    ]
    key = _key(locked_with) if locked_with is not None else None
    kids: list[str] = []
    for sheet in sheets:
        content = "\n".join(sheet.drawn).encode("latin-1")
        number = len(objects) + 1
        if key is not None:
            content = _rc4(_object_key(key, number), content)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        annotations = ""
        for x, y, value in sheet.fields:
            objects += _field(x, y, value, len(objects) + 1)
            annotations += f" {len(objects)} 0 R"
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}] " if sheet.crop else ""
        images = "/XObject << /I1 5 0 R >> " if sheet.picture else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {crop}"
            f"/Rotate {sheet.rotate} /Contents {number} 0 R /Annots [{annotations}] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 7 0 R >> {images}>> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    extra = _encryption(locked_with) if locked_with is not None else ""
    return _file(objects, extra if locked_with is not None else "/Info 6 0 R")


def _field(x: float, y: float, value: str, number: int) -> list[bytes]:
    """How a field looks, and the field."""
    drawn = f"BT /F1 10 Tf 1 0 0 1 2 5 Tm ({value}) Tj ET".encode()
    look = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 100 16] /Resources << /Font << /F1 3 0 R >> >>"
        b" /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    )
    box = f"[{x} {HEIGHT - y - 5} {x + 100} {HEIGHT - y + 11}]"
    return [
        look,
        (
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (f) /V ({value}) /Rect {box} "
            f"/AP << /N {number} 0 R >> >>"
        ).encode(),
    ]


def _file(objects: Sequence[bytes], extra: str) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n"
    return data + trailer.encode() + b"%%EOF\n"


def _padded(password: str) -> bytes:
    return (password.encode() + _PAD)[:32]


def _owner(password: str) -> bytes:
    return _rc4(
        hashlib.md5(_padded("owner"), usedforsecurity=False).digest()[:5], _padded(password)
    )


def _key(password: str) -> bytes:
    said = _padded(password) + _owner(password) + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + b"id"
    return hashlib.md5(said, usedforsecurity=False).digest()[:5]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(
        key + number.to_bytes(3, "little") + b"\0\0", usedforsecurity=False
    ).digest()[:10]


def _encryption(password: str) -> str:
    user = _rc4(_key(password), _PAD)
    return (
        f"/ID [<{b'id'.hex()}> <{b'id'.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        f"/O <{_owner(password).hex()}> /U <{user.hex()}> >>"
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)

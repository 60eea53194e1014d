"""Ways to damage a file: its bytes, and what is packed inside of it, so that damage gets deep.

Everything is drawn from the generator that is given: the same seed damages the same way.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

import olefile

from tests.formats.writing.archive import packed
from tests.formats.writing.cfb import compound

Change = Callable[[bytes, random.Random], bytes]

_NUMBERS = (b"0", b"-1", b"255", b"65535", b"99999999", b"2147483648", b"99999999999999999999")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MOST = 64 * 1024 * 1024  # what a member may unfold to; bombs are not what this looks for


def mutated(data: bytes, draw: random.Random) -> bytes:
    """A damaged copy: half of the time inside of what is packed in it, where something is."""
    inside = _inside(data)
    if inside is not None and draw.random() < 0.7:
        try:
            return inside(data, draw)
        except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error):
            pass  # damaged or locked already: its bytes are damaged instead
    return changed(data, draw)


def changed(data: bytes, draw: random.Random) -> bytes:
    """The bytes themselves with one or two kinds of damage."""
    for change in draw.choices(_CHANGES, k=draw.choice((1, 1, 2))):
        data = change(data, draw)
    return data


def _flipped(data: bytes, draw: random.Random) -> bytes:
    copy = bytearray(data)
    for _ in range(draw.choice((1, 1, 4, 32)) if copy else 0):
        copy[draw.randrange(len(copy))] ^= 1 << draw.randrange(8)
    return bytes(copy)


def _overwritten(data: bytes, draw: random.Random) -> bytes:
    start, size = _at(data, draw), draw.choice((1, 4, 16, 512))
    filler = draw.choice((b"\0", b"\xff", draw.randbytes(1)))
    return data[:start] + (filler * size)[: len(data) - start] + data[start + size :]


def _truncated(data: bytes, draw: random.Random) -> bytes:
    return data[: _at(data, draw)]


def _inserted(data: bytes, draw: random.Random) -> bytes:
    start = _at(data, draw)
    return data[:start] + draw.randbytes(draw.choice((1, 7, 64))) + data[start:]


def _removed(data: bytes, draw: random.Random) -> bytes:
    start = _at(data, draw)
    return data[:start] + data[start + draw.choice((1, 16, 512)) :]


def _repeated(data: bytes, draw: random.Random) -> bytes:
    start = _at(data, draw)
    piece = data[start : start + draw.choice((16, 256, 2048))]
    return data[:start] + piece * draw.choice((2, 3, 20)) + data[start:]


def _counted(data: bytes, draw: random.Random) -> bytes:
    """A number written in digits becomes another: a span, a width, a reference."""
    found = [match.span() for match in re.finditer(rb"\d+", data[:1_000_000])]
    for start, end in sorted(draw.sample(found, min(len(found), 3)), reverse=True):
        data = data[:start] + draw.choice(_NUMBERS) + data[end:]
    return data


def _at(data: bytes, draw: random.Random) -> int:
    return draw.randrange(len(data) + 1)


_CHANGES: tuple[Change, ...] = (
    _flipped, _flipped, _overwritten, _truncated, _inserted, _removed, _repeated, _counted,
)  # fmt: skip


def _inside(data: bytes) -> Change | None:
    if data.startswith(b"PK\x03\x04"):
        return _in_zip
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _in_ole
    return _in_pdf if b"%PDF-" in data[:1024] else None


def _in_zip(data: bytes, draw: random.Random) -> bytes:
    """One member damaged, dropped or swapped with another; the archive itself is sound."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > _MOST:
            return changed(data, draw)
        members = {entry.filename: archive.read(entry) for entry in entries}
    name = draw.choice(list(members))
    match draw.randrange(8):
        case 0:
            del members[name]
        case 1:
            other = draw.choice(list(members))
            members[name], members[other] = members[other], members[name]
        case _:
            members[name] = changed(members[name], draw)
    return packed(members)


def _in_ole(data: bytes, draw: random.Random) -> bytes:
    """One stream damaged, unpacked before where it is packed; the file around it is sound."""
    with olefile.OleFileIO(data) as ole:
        paths = ["/".join(path) for path in ole.listdir(storages=False)]
        streams = {path: ole.openstream(path).read() for path in paths if path.count("/") < 2}
    name = draw.choice([n for n in streams if "Section" in n or "DocInfo" in n] or list(streams))
    if draw.random() < 0.3:
        name = draw.choice(list(streams))
    try:
        unpacker = zlib.decompressobj(-15)
        plain = unpacker.decompress(streams[name], _MOST)
        packer = zlib.compressobj(1, zlib.DEFLATED, -15)
        streams[name] = packer.compress(changed(plain, draw)) + packer.flush()
    except zlib.error:
        streams[name] = changed(streams[name], draw)
    return compound(streams)


def _in_pdf(data: bytes, draw: random.Random) -> bytes:
    """One stream damaged, unpacked before where it is packed."""
    found = [match.span(1) for match in _STREAM.finditer(data)]
    if not found:
        return changed(data, draw)
    start, end = draw.choice(found)
    try:
        plain = zlib.decompressobj().decompress(data[start:end], _MOST)
        packed = zlib.compress(changed(plain, draw), 1)
    except zlib.error:
        packed = changed(data[start:end], draw)
    return data[:start] + packed + data[end:]

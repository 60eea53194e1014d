"""배포용 HWP: the body stands encrypted in ViewText, and BodyText says only that it does.

The key is the first 16 bytes of the password's SHA-1, written as 40 wide letters; these hide in
256 bytes that a generator of random numbers covers.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence

from tests.formats.model import Item, Line, Title
from tests.formats.writing import hwp_records as hwp
from tests.formats.writing.cfb import compound
from tests.formats.writing.hwp import section, streams
from tests.formats.writing.hwp_records import deflated, record

_PHRASE = "가람"
_SEED = 20251120
_NO_COPY, _BLOCK = 1, 16


def write(items: Sequence[Item]) -> bytes:
    made = streams(items, hwp.COMPRESSED | hwp.DISTRIBUTION)
    stub = (Title("배포용 문서"), Line("배포용 문서입니다."))
    made["BodyText/Section0"] = deflated(section(stub))
    made["ViewText/Section0"] = _encrypted(deflated(section(items)))
    return compound(made)


def _encrypted(data: bytes) -> bytes:
    """As the format has it; neither SHA-1 nor ECB would be chosen today."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    sha1 = hashlib.sha1(_PHRASE.encode("utf-16-le")).hexdigest()  # noqa: S324
    digest = sha1.upper().encode("utf-16-le")
    cipher = Cipher(algorithms.AES(digest[:_BLOCK]), modes.ECB()).encryptor()  # noqa: S305
    body = cipher.update(data + bytes(-len(data) % _BLOCK)) + cipher.finalize()
    return record(hwp.DISTRIBUTE_DOC_DATA, 0, _hidden(digest)) + body


def _hidden(digest: bytes) -> bytes:
    """The digest and the options among random bytes; the first four are the seed itself."""
    plain = bytearray(256)
    start = (_SEED & 0x0F) + 4
    plain[start : start + len(digest) + 2] = digest + struct.pack("<H", _NO_COPY)
    covered = bytes(a ^ b for a, b in zip(plain, _random(), strict=False))
    return struct.pack("<I", _SEED) + covered[4:]


def _random() -> Iterator[int]:
    """Bytes repeated a random number of times, drawn as C's `rand` of that system does."""
    state = _SEED
    while True:
        state = state * 214013 + 2531011 & 0xFFFFFFFF
        byte = state >> 16 & 0xFF
        state = state * 214013 + 2531011 & 0xFFFFFFFF
        for _ in range((state >> 16 & 0x0F) + 1):
            yield byte

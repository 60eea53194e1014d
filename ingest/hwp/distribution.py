"""배포용 documents: their body is encrypted with a key that lies beside it in disguise.

A stream begins with one record of 256 bytes.  Its first four seed the random numbers of Microsoft's
C library; what these give, merged with the record, uncovers the hash of the password, and the first
16 bytes of that are the key (AES-128, ECB) of all that follows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ingest.errors import Malformed
from ingest.owpml.xml import DAMAGED, FETCH_AGAIN

_RECORD = 0x10 + 12  # HWPTAG_DISTRIBUTE_DOC_DATA
_SIZE = 256
_KEY = 16


def decrypted(stream: bytes) -> bytes:
    """A stream of `ViewText` as `BodyText` would hold it.

    Raises:
        Malformed: it does not begin with the record that holds the key.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import ECB

    if len(stream) < 4 + _SIZE:
        raise Malformed(DAMAGED, FETCH_AGAIN)
    (head,) = struct.unpack_from("<I", stream)
    if head & 0x3FF != _RECORD or head >> 20 != _SIZE:
        raise Malformed(DAMAGED, FETCH_AGAIN)
    body = stream[4 + _SIZE :]
    whole = len(body) - len(body) % _KEY
    decryptor = Cipher(AES(key(stream[4 : 4 + _SIZE])), ECB()).decryptor()  # noqa: S305
    return decryptor.update(body[:whole]) + decryptor.finalize()


def key(record: bytes) -> bytes:
    """The key that the 256 bytes of the record hide."""
    (seed,) = struct.unpack_from("<I", record)
    mask = _mask(seed)
    start = 4 + (seed & 0x0F)
    return bytes(record[place] ^ mask[place] for place in range(start, start + _KEY))


def _mask(seed: int) -> bytes:
    numbers = _random(seed)
    mask = bytearray()
    while len(mask) < _SIZE:
        value = next(numbers) & 0xFF
        mask += bytes([value]) * ((next(numbers) & 0x0F) + 1)
    return bytes(mask[:_SIZE])


def _random(seed: int) -> Iterator[int]:
    """What `rand()` gives after `srand(seed)` in Microsoft's C library."""
    while True:
        seed = (seed * 214013 + 2531011) & 0xFFFFFFFF
        yield seed >> 16 & 0x7FFF

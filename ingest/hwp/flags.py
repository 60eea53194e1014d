"""The FileHeader stream of HWP 5: its version, and whether the document may be read at all."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ingest.errors import Locked, Malformed, Unsupported
from ingest.owpml.xml import DAMAGED, FETCH_AGAIN

_SIGNATURE = b"HWP Document File".ljust(32, b"\0")
_LAYOUT = struct.Struct("<32sII")

_COMPRESSED = 1 << 0
_PASSWORD = 1 << 1
_DISTRIBUTED = 1 << 2
_DRM = 1 << 4 | 1 << 8 | 1 << 10  # DRM, encryption by certificate, DRM by certificate
_TRACKED = 1 << 14


@dataclass(frozen=True, slots=True)
class Flags:
    """How the streams are stored: deflated, encrypted as 배포용, with changes tracked."""

    compressed: bool
    distributed: bool
    tracked: bool


def read(header: bytes) -> Flags:
    """What the FileHeader stream says.

    Raises:
        Locked: a password, DRM or a certificate keeps the document closed.
        Unsupported: its version is not 5.
        Malformed: it is no header of HWP.
    """
    if len(header) < _LAYOUT.size:
        raise Malformed(DAMAGED, FETCH_AGAIN)
    signature, version, flags = _LAYOUT.unpack_from(header)
    if signature != _SIGNATURE:
        raise Malformed(DAMAGED, FETCH_AGAIN)
    if version >> 24 != 5:
        raise Unsupported(
            "알 수 없는 판의 한글 문서라 읽을 수 없습니다.",
            "한글에서 열어 HWPX나 PDF로 다시 저장해 주십시오.",
        )
    if flags & _PASSWORD:
        raise Locked(
            "암호가 걸린 한글 문서라 읽을 수 없습니다.",
            "한글에서 문서 암호를 해제한 뒤 다시 저장해 주십시오.",
        )
    if flags & _DRM:
        raise Locked(
            "DRM이나 인증서로 보호된 한글 문서라 읽을 수 없습니다.",
            "문서보안 프로그램에서 보호를 해제한 뒤 다시 저장해 주십시오.",
        )
    return Flags(bool(flags & _COMPRESSED), bool(flags & _DISTRIBUTED), bool(flags & _TRACKED))

"""Names of files as people know them, and the files that nobody means."""

from __future__ import annotations

import os
import unicodedata
import zipfile
import zlib
from pathlib import PurePosixPath

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # the field in which some archivers repeat a name in UTF-8
_LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", "ehthumbs.db"}
HIDDEN, LOCK, SYSTEM, LINK = "숨김 파일", "잠금 파일", "시스템 파일", "바로가기"


def readable(text: str) -> str:
    """A file name as people know it.

    Composed to NFC, since macOS stores 한글 as single letters.  Old archives hold names in CP949,
    which Python shows as lone surrogates; these are read as what they were meant to be.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = _as_cp949(os.fsencode(text))
    return unicodedata.normalize("NFC", text)


def passed_over(name: str) -> str:
    """Why nobody means this file or folder, as a heading to list it under; "" where one may."""
    if name.casefold() in _LEFT_BY_SYSTEMS or name in {".DS_Store", "__MACOSX"}:
        return SYSTEM
    if name.startswith(("~$", ".~lock.")):
        return LOCK
    return HIDDEN if name.startswith(".") else ""


def member_name(info: zipfile.ZipInfo) -> str:
    """The path of a member within its archive; it is only a name, and leads nowhere."""
    raw = info.orig_filename
    if not info.flag_bits & _UTF8_FLAG:
        stored = raw.encode("cp437", errors="replace")
        raw = _unicode_path(info, stored) or _decoded(stored)
    parts = PurePosixPath(raw.replace("\\", "/").split("\0")[0]).parts
    named = [part for part in parts if part not in {"/", "//", ".", ".."}]
    return readable("/".join(named)) or "이름 없음"


def _decoded(name: bytes) -> str:
    """Archivers on Korean Windows write CP949 and do not say so; a few write UTF-8."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return _as_cp949(name)


def _unicode_path(info: zipfile.ZipInfo, stored: bytes) -> str:
    """The name of the Unicode path field, "" where there is none that belongs to `stored`."""
    rest = info.extra
    while len(rest) >= 4:
        kind, size = int.from_bytes(rest[:2], "little"), int.from_bytes(rest[2:4], "little")
        field, rest = rest[4 : 4 + size], rest[4 + size :]
        if kind == _UNICODE_PATH and field[:1] == b"\x01":
            crc = int.from_bytes(field[1:5], "little")
            return field[5:].decode("utf-8", errors="replace") if crc == zlib.crc32(stored) else ""
    return ""


def _as_cp949(name: bytes) -> str:
    try:
        return name.decode("cp949")
    except UnicodeDecodeError:
        return name.decode("utf-8", errors="replace")

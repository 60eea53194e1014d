"""ZIP archives whose bytes depend on their members alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

_WHEN = (2025, 11, 20, 9, 0, 0)
_UTF8 = 0x800  # the flag that says that names are UTF-8


def packed(members: Mapping[str, bytes], stored: Iterable[str] = ()) -> bytes:
    """An archive of these members in this order; `stored` names those that are not compressed."""
    target, plain = io.BytesIO(), set(stored)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            how = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, how, compresslevel=9)
    return target.getvalue()


def repacked(data: bytes) -> bytes:
    """The same archive with one fixed time."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def with_cp949_names(members: Mapping[str, bytes]) -> bytes:
    """An archive as Korean Windows makes it: names in CP949, without the flag of UTF-8."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            entry = _Cp949Name(name, _WHEN)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=9)
    return target.getvalue()


class _Cp949Name(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("cp949"), self.flag_bits & ~_UTF8

"""Bytes to text: UTF-8, UTF-16 with its mark, or CP949; anything else is no text."""

from __future__ import annotations

import re

from ingest.errors import Empty, Malformed

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding's name.

    Raises:
        Empty: there is nothing but white space.
        Malformed: the bytes are no text in any of these encodings.
    """
    if not data.strip():
        raise Empty("파일이 비어 있습니다.")
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp949"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text[:100_000]):
            break
        if not text.strip():
            raise Empty("파일이 비어 있습니다.")
        return text, encoding
    raise Malformed("글자가 아닌 내용이 들어 있어 텍스트 문서로 읽을 수 없습니다.")


def lines(text: str) -> list[str]:
    r"""The lines of a text as editors count them (`\n`, `\r\n` and `\r` end a line)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

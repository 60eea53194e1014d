"""Bytes to text: UTF-8, UTF-16 or CP949; text that was once decoded wrongly is put right.

Text decoded wrongly loses signs (`△` reads `¡â`) though its digits look right, so it is never
taken as it is: it is restored where that is exact, and refused where it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.errors import Empty, Malformed

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_EASTERN = {"johab", "iso-2022-kr", "shift-jis", "euc-jp", "gb2312", "gbk", "gb18030", "big5"}
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HANJA = re.compile(r"[\u4e00-\u9fff\uf900-\ufaff]")
# What Latin-1 and Windows-1252 can write.
_LATIN = re.compile("[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_UNSIGNED = re.compile(r"\ufffd\d")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 20_000  # characters that tell whether a text is readable
_FEW = 4  # so few foreign characters tell nothing
_REMEDY = "원본을 UTF-8이나 ANSI(CP949)로 다시 저장해 주십시오."
_AGAIN = "원본 파일을 다시 받아 주십시오."
_SAVE = "HWPX나 PDF, UTF-8 텍스트로 다시 저장해 주십시오."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding's name, and Korean sentences on what was done to it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding's name, as `decoded` gives them."""
    found = decoded(data)
    return found.text, found.encoding


def decoded(data: bytes, declared: str = "") -> Decoded:
    """The text of a file; `declared` is the encoding that it names itself, which may be wrong.

    Raises:
        Empty: there is nothing but white space.
        Malformed: the bytes are no text in any of these encodings, or a text decoded wrongly once
            and not to be restored.
    """
    if not data.strip():
        raise Empty("파일이 비어 있습니다.")
    for encoding in _candidates(data, declared):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if _CONTROL.search(text[:100_000]):
            break
        if not text.strip("\ufeff \t\r\n\u3000"):
            raise Empty("파일이 비어 있습니다.")
        return _readable(text, encoding)
    raise _no_text(data)


def lines(text: str) -> list[str]:
    r"""The lines of a text as editors count them (`\n`, `\r\n` and `\r` end a line)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _candidates(data: bytes, declared: str) -> list[str]:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked:
        return [marked]
    if wide := _without_mark(data):
        return [wide]
    named = declared.strip().casefold().replace("_", "-")
    return ["utf-8", "cp949", *([named] if named in _EASTERN else [])]


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that lost its mark: of its ASCII letters, every other byte is zero."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return None
    little = sample[1::2].count(0) > sample[0::2].count(0)
    encoding = "utf-16-le" if little else "utf-16-be"
    return encoding if _is_prose(sample.decode(encoding, "replace")) else None


def _is_prose(text: str) -> bool:
    """Whether nearly all of a text is Hangul or printed ASCII."""
    plain = sum(" " <= c <= "~" or c in "\t\r\n" for c in text)
    return plain + len(_HANGUL.findall(text)) >= 0.9 * len(text)


def _readable(text: str, encoding: str) -> Decoded:
    """The text, restored where it was decoded wrongly before.

    Raises:
        Malformed: it was, and cannot be restored.
    """
    foreign = _FOREIGN.findall(text[:_SAMPLE])
    latin = sum(_LATIN.match(c) is not None for c in foreign)
    hangul = sum(_HANGUL.match(c) is not None for c in foreign)
    if len(foreign) >= _FEW and latin > 0.5 * len(foreign) and hangul < 0.1 * len(foreign):
        return _from_latin(text, encoding)
    if _looks_misread(foreign, text[:_SAMPLE]):
        return _from_korean(text, encoding)
    lost = text.count("\ufffd")
    if lost:
        return _with_gaps(text, encoding, lost)
    return Decoded(text, encoding)


def _from_latin(text: str, encoding: str) -> Decoded:
    """Korean that was taken for Western text; Western text stays as it is."""
    raw = _western_bytes(text)
    for original in ("utf-8", "cp949") if raw is not None else ():
        try:
            restored = (raw or b"").decode(original)
        except UnicodeDecodeError:
            continue
        if _is_korean(restored):
            return Decoded(restored, encoding, (_restored(original),))
    left = raw or b"".join(_western_bytes(c) or b"" for c in text[:_SAMPLE])
    if any(_is_korean(left.decode(name, "ignore")) for name in ("utf-8", "cp949")):
        raise Malformed("글자가 잘못 변환되어 깨진 문서라 읽을 수 없습니다.", _REMEDY)
    return Decoded(text, encoding)


def _western_bytes(text: str) -> bytes | None:
    """The bytes that a program read as Latin-1 or Windows-1252 to get this text."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            continue
    try:  # Windows-1252 leaves five bytes without a letter: they come out as they are
        return b"".join(c.encode("latin-1" if c < "\xa0" else "cp1252") for c in text)
    except UnicodeEncodeError:
        return None


def _is_korean(text: str) -> bool:
    """Whether what is not ASCII is Hangul, and of syllables that are in use.

    The others are written with a Latin letter as their second byte, as are `’s` and `’t`.
    """
    foreign = _FOREIGN.findall(text[:_SAMPLE])
    codes = [c.encode("cp949") for c in foreign if _HANGUL.match(c)]
    usual = sum(b"\xb0" <= code[:1] <= b"\xc8" and code[1:] >= b"\xa1" for code in codes)
    return len(foreign) >= _FEW and usual >= 0.6 * len(foreign)


def _looks_misread(foreign: list[str], sample: str) -> bool:
    """Whether CP949 was used on UTF-8: then three letters become Hanja and rare syllables."""
    hanja = len(_HANJA.findall(sample))
    if len(foreign) < _FEW or hanja < 0.1 * len(foreign):
        return False
    raw = sample.encode("cp949", "replace")
    return len(_HANGUL.findall(raw.decode("utf-8", "replace"))) > 0.25 * len(foreign)


def _from_korean(text: str, encoding: str) -> Decoded:
    try:
        restored = text.encode("cp949").decode("utf-8")
    except UnicodeError:
        raise Malformed("글자가 잘못 변환되어 깨진 문서라 읽을 수 없습니다.", _REMEDY) from None
    return Decoded(restored, encoding, (_restored("utf-8"),))


def _with_gaps(text: str, encoding: str, lost: int) -> Decoded:
    r"""A text some letters of which were lost before it came here (they read `\ufffd`)."""
    if lost > 0.01 * len(text) or _UNSIGNED.search(text):  # the sign of a number may be lost
        raise Malformed("글자가 깨져 있어 숫자를 믿고 읽을 수 없습니다.", _REMEDY)
    return Decoded(text, encoding, (f"깨진 글자가 {lost}개 있습니다. 원본과 견주어 주십시오.",))


def _restored(original: str) -> str:
    name = "UTF-8" if original == "utf-8" else "CP949"
    return f"{name} 글자가 잘못 변환되어 있어 원래 글자로 되돌려 읽었습니다."


def _no_text(data: bytes) -> Malformed:
    """Why bytes are no text."""
    text = data.decode("utf-8", "replace")
    if _CONTROL.search(text[:100_000]):
        if (
            "\ufffd".encode() * 2 in data[:400]
        ):  # what a program wrote for bytes it took for letters
            return Malformed("전송하거나 변환하는 중에 깨진 파일이라 읽을 수 없습니다.", _AGAIN)
        return Malformed("글자가 아닌 내용이 들어 있어 텍스트 문서로 읽을 수 없습니다.", _SAVE)
    if _is_korean(text.replace("\ufffd", "")):
        return Malformed("글자 일부가 깨져 있어 숫자를 믿고 읽을 수 없습니다.", _REMEDY)
    return Malformed("어떤 방식으로 적힌 글자인지 알 수 없어 읽을 수 없습니다.", _REMEDY)

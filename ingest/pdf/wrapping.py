"""Printed lines that are one paragraph put together, where that is certain.

A line goes on in the next one if it reaches the right edge, the next one begins with no mark and
not further left, and both are of one size and near each other.  Numbers are never joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.pdf.geometry import Box, around
from ingest.pdf.lines import Printed

_MARK = re.compile(
    r"[^\w\s(「『“‘\"'<《〈\[【]"
    r"|[①-⑳㉠-㉻ⓐ-ⓩ❶-❿➀-➓Ⅰ-Ⅻⅰ-ⅻㅇㆍ]"
    r"|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)](?:\s|$|[^\d\s])"
    r"|\(?[가나다라마바사아자차카타파하][.)]\s*\S"
    r"|\d+(?:\.\d+)+\.?\s"
    r"|<그림|<표|\[|제\s?\d+\s?(?:조|장|절|항|편|관)"
)
_COLUMNS = "  "
_ENDS = re.compile(r"[.。:;!?]$|[.。]\)?$")
_PITCH = 1.1  # of its height is the most blank height between two lines of a paragraph
_SIZE = 0.25  # by how much two lines of a paragraph may differ in size
_HANGUL = re.compile(r"[가-힣]$")
_OPEN_NUMBER = re.compile(r"[\d,.\-△▲~]$")
_SIGNS = "-−–△▲"
_NUMBER_HEAD = re.compile(r"(?<![\d,.])\d[\d,.]*$")
_NUMBER_TAIL = re.compile(r"[\d,.]*\d(?![\d,.])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WHOLE = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_FULL = 3  # that many lines end at the right edge before it counts as one
_ROOM = 1.2  # of its height may be left to the right of a full line
_PROSE = 3  # lines of a wide cell that make prose
_WIDE = 18.0  # heights wide is a cell of prose
_PADDING = 2.0  # heights between its text and its edge
_NARROW = 9.0  # heights wide is a cell in which words are broken rather than stretched


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    box: Box


Joint = Callable[[Printed, Printed, str, Printed], "str | None"]


def paragraphs(lines: Sequence[Printed], right: float) -> list[Paragraph]:
    """The paragraphs of lines below each other, of which the full ones end at `right`."""
    return _grouped(
        lines, lambda first, last, text, line: _in_prose(first, last, text, line, right)
    )


def in_cell(lines: Sequence[Printed], left: float, right: float) -> list[Paragraph]:
    """The paragraphs of a cell between two edges: prose in a wide one, else what is broken."""
    width = right - left
    if len(lines) >= _PROSE and width >= _WIDE * max(line.height for line in lines):
        edge = right_edge(lines)
        if right - edge <= _PADDING * lines[0].height:
            return paragraphs(lines, edge)
    return _grouped(lines, lambda _, last, text, line: _in_cell(last, text, line, width))


def right_edge(lines: Sequence[Printed]) -> float:
    """Where full lines end: a few of them do, and hardly any reaches further."""
    ends = sorted((line.box[2] for line in lines), reverse=True)
    return ends[min(_FULL, len(ends)) - 1] if ends else 0.0


def _grouped(lines: Sequence[Printed], joint: Joint) -> list[Paragraph]:
    done: list[Paragraph] = []
    group: list[Printed] = []
    text = ""
    for line in lines:
        between = joint(group[0], group[-1], text, line) if group else None
        if between is None:
            if group:
                done.append(Paragraph(text, around(part.box for part in group)))
            group, text = [line], line.text
        else:
            group.append(line)
            text = f"{text}{between}{line.text}"
    if group:
        done.append(Paragraph(text, around(part.box for part in group)))
    return done


def starts_with_mark(text: str) -> bool:
    """Whether a line begins with a list mark or a number of a heading."""
    return _MARK.match(text) is not None


def _may_join(last: Printed, line: Printed) -> bool:
    """Whether two lines are of one size, near each other, and the second begins with no mark."""
    if not (last.upright and line.upright) or starts_with_mark(line.text):
        return False
    if abs(last.height - line.height) > _SIZE * max(last.height, line.height):
        return False
    return 0 <= line.box[1] - last.box[1] <= (1 + _PITCH) * last.height


def _in_prose(first: Printed, last: Printed, text: str, line: Printed, right: float) -> str | None:
    """What joins a line to the paragraph so far, or None: it is a new one."""
    if not _may_join(last, line) or _OPEN_NUMBER.search(text):
        return None
    if _COLUMNS in last.text and _COLUMNS in line.text:
        return None  # things set beside each other: a row of something, no prose
    height = min(last.height, line.height)
    if right - last.box[2] > _ROOM * height or _ENDS.search(text):
        return None
    indent = 0.6 if starts_with_mark(first.text) else 2.5
    if not -indent * height <= line.box[0] - first.box[0] <= 6 * height:
        return None
    return " "


def _in_cell(last: Printed, text: str, line: Printed, width: float) -> str | None:
    """The same in a cell, where lines may be centred: would the next letter still have fitted?"""
    if _is_broken_number(last, text, line, width):
        return ""
    if not _may_join(last, line) or text[-1].isdigit() or line.text[0].isdigit():
        return None
    height = min(last.height, line.height)
    room = width - (last.box[2] - last.box[0])
    letter = line.glyphs[0].box[2] - line.glyphs[0].box[0]
    if room > 2.0 * max(letter, 0.5 * height):
        return None
    if last.ends_blank or room >= letter or width > _NARROW * height:
        return " "
    one_word = " " not in last.text and _HANGUL.search(last.text) is not None
    return "" if one_word and "가" <= line.text[0] <= "힣" else " "


def _is_broken_number(last: Printed, text: str, line: Printed, width: float) -> bool:
    """Whether a number too long for its cell goes on in the next line.

    Only where the digits before the break are no number by themselves: `1,234,56` and `7,890`.
    """
    head, tail = _NUMBER_HEAD.search(text), _NUMBER_TAIL.match(line.text)
    if head is None or tail is None or not (last.upright and line.upright):
        return False
    near = 0 <= line.box[1] - last.box[1] <= (1 + _PITCH) * last.height
    full = width - (last.box[2] - last.box[0]) <= _ROOM * last.height
    return near and full and are_halves(head[0], tail[0])


def are_halves(head: str, tail: str) -> bool:
    """Whether two runs of digits make a number only together."""
    head = head.lstrip(_SIGNS)
    if not head or _GROUPED.fullmatch(head + tail) is None:
        return False
    return _WHOLE.fullmatch(head) is None or _WHOLE.fullmatch(tail) is None

"""What shapes, pictures and equations say of themselves."""

from __future__ import annotations

import re

from ingest.owpml import equations
from ingest.owpml.xml import Node, child

# What Hancom writes by itself where nobody has described a picture.
_BY_ITSELF = re.compile(
    r"""(?:
      .{1,12}(?:입니다|개체)\.?
      | 원본\s?그림의\s?(?:이름|크기)\s?:.*
      | 사진\s?찍은\s?날짜\s?:.*
      | 카메라\s?제조\s?업체.*
      | 프로그램\s?이름\s?:.*
      | (?:F-스톱|노출\s?시간|ISO\s?감도|색\s?대표|EXIF\s?버전)\s?:?.*
    )""",
    re.VERBOSE,
)


def description(node: Node) -> str:
    """What a person has written to describe a picture, "" where only Hancom has."""
    comment = child(node, "shapeComment")
    lines = "".join(comment.itertext()).splitlines() if comment is not None else []
    return "\n".join(
        line.strip() for line in lines if line.strip() and not _BY_ITSELF.fullmatch(line.strip())
    )


def artful(node: Node) -> str:
    """The text of 글맵시, whose line breaks HWP 5 keeps as visible signs."""
    return str(node.get("text", "")).replace("␍", "").replace("␊", "\n")


def script(node: Node) -> str:
    """An equation that stands beside the text."""
    typed = child(node, "script")
    return equations.printed("".join(typed.itertext())) if typed is not None else ""

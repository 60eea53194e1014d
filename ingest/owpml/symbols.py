"""Characters that nobody sees, and those of Hancom's own as far as it is known what they show."""

from __future__ import annotations

import re

_BOXED = 0xF02B1  # a 1 in a box; those up to 9 follow
_UNSEEN = "\u200b\u2060\ufeff"  # that come along when text is pasted from the web
_SHOWN = str.maketrans(
    {
        **{chr(_BOXED + n): chr(ord("①") + n) for n in range(9)},
        **dict.fromkeys(_UNSEEN),
        "\u00ad": "-",  # which Hancom draws: `K-MOOC`, `1203-1`
        "\U000f02ec": "◇",
        "\U000f02ef": "·",
        "\U000f03da": "□",
        "\U000f03ff": "□",
    }
)
_STRANGE = re.compile(f"[\u00ad{_UNSEEN}\U000f0000-\U000ffffd]")
_TITLE = re.compile(r"\s*(?=[가-힣「『‘“(])")
_NUMBERS_A_TITLE = re.compile(f"\\s*([\U000f02b1-\U000f02b9]){_TITLE.pattern}")


def shown(text: str, *, begins: bool) -> str:
    """A text as it looks.

    `begins`: it is the beginning of its paragraph.  A number in a box before a title is its number.
    """
    if not _STRANGE.search(text):
        return text
    numbered = _NUMBERS_A_TITLE.match(text) if begins else None
    if numbered is not None:
        text = f"{ord(numbered[1]) - _BOXED + 1}. {text[numbered.end() :]}"
    return text.translate(_SHOWN)


def is_box(text: str) -> bool:
    """Whether it is a number in a box and nothing else."""
    return len(text.strip()) == 1 and _BOXED <= ord(text.strip()) < _BOXED + 9


def numbered(box: str, behind: str) -> str:
    """A number in a box that is set otherwise than the title behind it: `1. `."""
    number = ord(box.strip()) - ord("①") + 1 if len(box.strip()) == 1 else 0
    return f"{number}. " if 0 < number < 10 and _TITLE.match(behind) else box

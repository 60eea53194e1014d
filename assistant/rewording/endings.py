"""What carries no content: the closed lists of endings, particles and openings that may be changed.

Each entry of `ENDINGS` says how a fact of the rules ends, how the same may be said at the end of a
sentence, and how it may be said where the sentence goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NOTHING = "(?!)"  # a pattern that matches nowhere
_SEEN = (
    r"(?:나타났습니다|나타납니다|나타나 있습니다|확인됩니다|확인되었습니다|확인됐습니다"
    r"|적혀 있습니다|쓰여 있습니다|기재되어 있습니다|기록되어 있습니다|되어 있습니다"
    r"|보고되었습니다|제시되어 있습니다|집계되었습니다|집계됐습니다)"
)
_SEEN_ON = (
    r"(?:나타났고|나타났으며|나타나고|나타나며|확인되고|확인되며|적혀 있고|적혀 있으며"
    r"|기재되어 있고|기재되어 있으며|되어 있고|되어 있으며)"
)
_IN_REPORT = r"(?:(?:보고서|자료)에(?:는|서)? ?)?"


@dataclass(frozen=True, slots=True)
class Ending:
    """Patterns: `rules` as the rules end a fact, `last` and `going_on` as it may be said."""

    rules: re.Pattern[str]
    last: str
    going_on: str


def _verb(rules: str, stems: str, nouns: str, plain: str = NOTHING) -> Ending:
    """`stems` stand before -습니다, -고 and -으며, `nouns` before `것으로 나타났습니다`."""
    return Ending(
        re.compile(rf" ?(?:{rules})$"),
        rf" ?(?:(?:{stems})습니다|{plain}|(?:{nouns}) 것으로 {_IN_REPORT}{_SEEN})",
        rf" ?(?:(?:{stems})(?:고|으며)|(?:{nouns}) 것으로 {_SEEN_ON})",
    )


def _as_it_is(rules: str, last: str) -> Ending:
    return Ending(re.compile(rf" ?(?:{rules})$"), f" ?(?:{last})", NOTHING)


IS_LAST = (
    rf" ?(?:입니다|(?:으로|로) {_IN_REPORT}{_SEEN}"
    rf"|(?:이라고|라고) {_IN_REPORT}(?:적혀|나와) 있습니다)"
)
IS_GOING_ON = rf" ?(?:이고|이며|고|며|(?:으로|로) {_SEEN_ON}|(?:으로|로)(?=,))"
IS = Ending(re.compile(r"입니다$"), IS_LAST, rf"(?:{IS_GOING_ON}|(?=,))")

ENDINGS = (
    IS,
    _verb(
        "증가했습니다|늘었습니다",
        "증가했|증가하였|늘었|늘어났",
        "증가한|늘어난",
        "증가합니다|늘어납니다",
    ),
    _verb(
        "감소했습니다|줄었습니다",
        "감소했|감소하였|줄었|줄어들었",
        "감소한|줄어든",
        "감소합니다|줄어듭니다",
    ),
    _verb("많습니다", "많|더 많", "많은|더 많은"),
    _verb("적습니다", "적|더 적", "적은|더 적은"),
    _verb("높습니다", "높|더 높", "높은|더 높은"),
    _verb("낮습니다", "낮|더 낮", "낮은|더 낮은"),
    _verb("없습니다", "없", "없는"),
    _as_it_is("같습니다", rf"같습니다|동일합니다|(?:같은|동일한) 것으로 {_SEEN}"),
    _as_it_is("다릅니다", rf"다릅니다|다른 것으로 {_SEEN}"),
    _as_it_is("적혀 있습니다", f"{_IN_REPORT}{_SEEN}"),
    _as_it_is("맞지 않습니다", "맞지 않습니다|일치하지 않습니다"),
    _as_it_is("비교했습니다", "비교했습니다|비교하였습니다|비교한 결과입니다|비교한 것입니다"),
)

# `다음과 같습니다(5건)`: the only sentence that counts the rows below it.
LISTED = re.compile(r" ?다음과 같습니다\((?P<count>\d+)건\)$")
LISTED_LAST = (
    r" ?(?:다음과 같습니다(?: ?\({count}건\))?|(?:다음 )?(?:모두 |총 )?{count}건입니다"
    r"|다음과 같이 (?:모두 |총 )?{count}건입니다|(?:모두 |총 )?{count}건으로,? 다음과 같습니다):?"
)

# `98.4%입니다(323 ÷ 533 × 100)`: the formula, which the answer holds beside its text too.
RECKONED = re.compile(r"입니다(?P<formula>\([\d,. +−÷×]+\))$")

PARTICLE = r"(?:의 경우|의|은|는|이|가|을|를)"
OPENING = (
    r"(?:네, |예, )?(?:이는 )?(?:(?:또한|그리고|아울러|한편),? )?"
    r"(?:(?:해당 |등록된 |이 )?(?:보고서|업무보고|문서|자료)"
    r"(?:에 따르면|에 의하면|에서는|에는|를 보면|상|상으로)(?:,)? )?"
    r"(?:(?:문의하신|질문하신|요청하신|물어보신) )?"
)

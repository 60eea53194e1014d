"""What the wording of a follow-up points at, before any report is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant import lexicon
from ingest.clean import squeezed

_LEADING = re.compile(
    r"^(?:그럼|그러면|그렇다면|그리고|그런데|근데|또|아니|아|혹시"
    r"|(?:그|이)\s?중에?서?는?|거기(?:서|에서|에는|에|는|의)?|그곳(?:은|의|에|에는)?"
    r"|그\s?(?:달|해|때)(?:의|에|에는|엔)?|(?:그|이)(?:건|거|것)(?:은|는|의)?|그|이)(?=[\s,])[\s,]+"
)
_POINTING = re.compile(
    r"^(?:그럼|그러면|그리고|그런데|근데|또)?[\s,]*(?:(?:그|이)\s?중|거기|그곳|그\s?(?:달|해|때)|(?:그|이)(?:건|거|것)|그\s)"
)
_NUMBERS = {
    word: n
    for n, word in enumerate(
        ("첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"), 1
    )
}
_ORDINAL = re.compile(rf"(?:맨\s?|제일\s?)?(?:({'|'.join(_NUMBERS)})|(\d{{1,2}}))\s?번째")
_ENDS = re.compile(r"(?:맨\s?|제일\s?)?(마지막|끝|처음)(?=[은는이가의\s?]|으로|$)")
_NEXT = re.compile(
    r"^(?:그\s?)?다음(?!\s?(?:달|해|연도|년))(?:에는|은|엔|에|거|건|것은|번|번째)?(?=[\s?]|$)"
)
_BEFORE = re.compile(r"^(?:그\s?(?:앞|전)|바로\s?앞)(?:은|에는|에|거|건|것은)?(?=[\s?]|$)")
_COUNTED = re.compile(
    r"^\s*(?:은|는|의|이|가|에)?\s*([가-힣]+?)(은|는|이|가|의|을|를|에는|에|에서)?(?=[\s?.]|$)"
)
_TOGETHER = re.compile(r"(?:두|세|네|\d)\s?(?:개|곳|가지|해|금액|값|사업)")
_COUNTS = {"둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4}
_YEAR_BEFORE = re.compile(
    r"(?:전년도?|그?\s?전\s?해|직전\s?(?:연도|년도))(?!\s?(?:대비|보다|에\s?비))"
)
_YEAR_AFTER = re.compile(r"이듬해|그?\s?다음\s?(?:해|연도|년도)")
_WITH = re.compile(r"(?:이랑|랑|과|와|하고|도|까지)(?:다|모두|같이|함께)?(?=합|더)")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a list: counted from its beginning (1, 2 …), its end (-1), or the last place."""

    rest: str  # the question less the position, and less the noun that it counts
    number: int = 0
    step: int = 0
    counts: bool = True  # `두 번째` counts in a list; 마지막 may also be a word of a question

    def index(self, count: int, at: int | None) -> int | None:
        """The place in a list of so many items, None where there is no such item."""
        if self.step:
            place = -1 if at is None else at + self.step
        else:
            place = self.number - 1 if self.number > 0 else count + self.number
        return place if 0 <= place < count else None


def bare(text: str) -> str:
    """A question less the words at its beginning that only point back."""
    while True:
        shorter = _LEADING.sub("", text.strip(), count=1)
        if shorter == text:
            return text
        text = shorter


def points_back(text: str) -> bool:
    """`그중`, `거기`, `그달`: a question that cannot stand by itself."""
    return _POINTING.match(text.strip()) is not None


def position(text: str) -> Position | None:
    """`두 번째 사업 예산은?`, `그 다음은?`, `마지막은?`; None where no place is named."""
    plain = re.sub(r"^(?:그럼|그러면|그리고|또)[\s,]+", "", text.strip())
    for pattern, step in ((_NEXT, 1), (_BEFORE, -1)):
        found = pattern.match(plain)
        if found:
            return Position(plain[found.end() :].strip(" ?.,"), step=step)
    ordinal = _ORDINAL.search(plain)
    if ordinal:
        number = _NUMBERS[ordinal[1]] if ordinal[1] else int(ordinal[2])
        return Position(_rest(plain, ordinal), number=number)
    end = _ENDS.search(plain)
    if end:
        return Position(_rest(plain, end), number=1 if end[1] == "처음" else -1, counts=False)
    return None


def _rest(text: str, found: re.Match[str]) -> str:
    after = text[found.end() :]
    counted = _COUNTED.match(after)
    if counted and not _asks(counted[1]):
        after = after[counted.end() :]
    return f"{text[: found.start()]} {after}".strip(" ?.,은는의이가")


def _asks(noun: str) -> bool:
    """Whether a noun is itself what is asked (`첫 번째 예산은?`), not what is counted."""
    return bool(lexicon.measures(noun) or lexicon.families(noun) or lexicon.wanted(noun))


def together(text: str) -> int:
    """How many amounts a question takes together: 2 for `둘 합치면?`, 0 where it does not say."""
    word = re.match(r"(둘|셋|넷)(?=[이을다은\s])", text.strip())
    if word:
        return _COUNTS[word[1]]
    counted = _TOGETHER.match(text.strip())
    return _COUNTS.get(counted[0][0], 0) if counted else 0


def year_shift(text: str) -> int:
    """`전년도는?` is the year before the one that was told; 0 where no such word stands."""
    if _YEAR_BEFORE.search(text):
        return -1
    return 1 if _YEAR_AFTER.search(text) else 0


def joins(text: str) -> bool:
    """Whether what the question names comes together with what was told (`23년이랑 합치면?`)."""
    return _WITH.search(squeezed(text)) is not None

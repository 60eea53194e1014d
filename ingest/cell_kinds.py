"""What a cell of a table is: blank, an amount, the label of a total."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.clean import squeezed
from ingest.numbers import cell_number

DASHES = frozenset("-–—_·―")
TOTALS = frozenset({"계", "합계", "총계", "총합계", "소계", "총", "전체", "총괄"})
_FORMULA = re.compile(r"\([a-z](?:[-+=][a-z])*\)$")
_BLANKS = DASHES | {""}
_PAIR = re.compile(r"[△▲Δ\-]?\d[\d,.]*\s*[(/\[]\s*[△▲Δ\-]?\d[\d,.]*%?\s*[)\]]?")
_LABEL_WORDS = re.compile(
    r"^(?:(?:19|20)\d\d\s?[.년]\s?[1-4]/4(?:분기)?|['’‘]?\d{2,4}\s?년.*|['’‘]\d{2}.*|(?:19|20)\d{2}(?:\s*\(.*\))?|\d{1,2}\s?월.*|\d\s?급|\d{1,2}\s?학년"
    r"|[1-9]0대|\d+(?:동|층|권역|단계|호|반|조|차)|\d(?:/4)?분기|[상하]반기|\d+호점.*|\d+~\d+(?:년차|년).*|\d+년차.*)$"
)


def is_blank(cell: str) -> bool:
    return cell in _BLANKS


@lru_cache(maxsize=8192)
def is_amount(cell: str) -> bool:
    """A cell that holds a quantity: a number, a pair `9 (10)`, a number with a unit."""
    if is_blank(cell) or _LABEL_WORDS.match(cell):
        return False
    return cell_number(cell) is not None or _PAIR.fullmatch(cell) is not None


@lru_cache(maxsize=8192)
def is_total(label: str) -> bool:
    """`합계`, `;계` with a stray mark before it, `합계(A+B)` with how it is made."""
    bare = _FORMULA.sub("", squeezed(label))
    return re.sub(r"^[^가-힣]+", "", bare) in TOTALS

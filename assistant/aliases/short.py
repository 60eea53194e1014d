"""Short names that follow from a name itself, so that no table need hold them."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant import lexicon
from assistant.aliases.table import AliasTable
from assistant.landscape import Landscape
from assistant.profile import profile
from assistant.times import without_times
from index.types import SearchFilter, SearchIndex
from ingest.clean import compared

_CLAUSE = re.compile(
    r".*(?:[을를]\s(?:위한|통한|통해|위해)|[가-힣](?:는|인|로운|안한|속한|확한|벽한|복한|전한)|,)\s+"
)
_ENDING = re.compile(
    r"(?:\s(?:추진|운영|구축|강화|지원|조성|활성화|확립|사업|제공|확산|정비|내실화|건립)|(?<=\s)강화사업)+$"
)
_LEAST_CORE = 4  # letters of what is left of a title
_OFFICE = re.compile(r"(?:과|국|관|실|단|소|센터)$")
_STEM = 3  # syllables of a department without its suffix
_STAFF = re.compile(r"의?(?:팀|직원|인력|공무원|정책사업비|행정운영경비|재무활동)")
_HELD = 60  # statements that may use a stem as an ordinary word


def core(title: str, others: str) -> str:
    """A project's title without the clause before it, the whole where that says too little.

    `구민이 만들고 풀어가는 주민참여예산제 추진` is 주민참여예산제 추진; but 홍보 of
    `구민과 소통하는 홍보` is the end of other titles, too.  `others` holds all names, one a line.
    """
    whole = " ".join(without_times(title).split())
    short = _CLAUSE.sub("", whole).strip()
    key = compared(_ENDING.sub("", short))
    return short if len(key) >= _LEAST_CORE and others.count(key) == 1 else whole


@lru_cache(maxsize=16)
def cores(table: AliasTable) -> dict[str, str]:
    """The core of each project's title; made once for each state of the catalogue."""
    others = "\n".join(table.owners)
    return {title: core(title, others) for title in table.projects}


def by_initials(word: str, table: AliasTable, search: SearchIndex) -> list[str]:
    """The projects whose words begin with the letters of a word: 주참예 for 주민참여예산제.

    The first letters agree, and all come in order.
    """
    begun = {t: kept for t, kept in cores(table).items() if kept[:1] == word[0]}
    return [
        title
        for title, kept in begun.items()
        if _in_order(word, kept) and _in_order(word, _initials(_ENDING.sub("", kept), search))
    ]


def _initials(title: str, search: SearchIndex) -> str:
    """The first letters of a title's words, each word where it stands."""
    starts: set[int] = set()
    for word in search.terms(title):
        starts |= {match.start() for match in re.finditer(re.escape(word), title.casefold())}
    return "".join(title[at] for at in sorted(starts))


def _in_order(word: str, text: str) -> bool:
    left = iter(text)
    return all(letter in left for letter in word)


def without_suffix(
    word: str, rest: str, table: AliasTable, landscape: Landscape, search: SearchIndex
) -> str:
    """The department that a word names without its suffix, asked as a unit: `행정지원 정원은?`.

    "" where the word stands in the reports by itself, too (`교육지원` in 교육지원청).
    """
    found = [d for d in table.departments if _OFFICE.sub("", d) == word != d]
    if len(word) < _STEM or len(found) != 1 or not _asks_of_unit(rest):
        return ""
    other = re.compile(rf"{re.escape(word)}(?!{re.escape(found[0][len(word) :])})")
    condition = SearchFilter(scope=landscape.scope)
    hits = search.statements(search.terms(word), _HELD, condition)
    records = landscape.catalogue.statements([hit.id for hit in hits], landscape.scope)
    ordinary = any(other.search(ring) for record in records for ring in profile(record).rings)
    return "" if ordinary else found[0]


def _asks_of_unit(rest: str) -> bool:
    flat = compared(without_times(rest))
    asked = any(measure.asked.match(flat) for measure in lexicon.MEASURES)
    return asked or _STAFF.match(flat) is not None

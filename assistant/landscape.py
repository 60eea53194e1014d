"""What there is to ask about: the agencies, departments and years of the visible documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import lexicon
from assistant.korean import final_consonant
from assistant.matching import held_by
from assistant.profile import profile
from assistant.query import Term
from assistant.words import as_typed
from index.types import Catalogue, Document, Scope, SearchFilter, SearchIndex, StatementRecord
from ingest.agencies import NAMES, mentioned, stem
from ingest.clean import compared, squeezed

_OFFICE = re.compile(
    r"(?<![가-힣])([가-힣·]{1,10}?(?:담당관|보건소|[가-힣]과|[가-힣]국|센터))(?=이랑|랑|하고|와|과|의|은|는|이|가|에|도|$|[\s?,.·0-9'’])"
)
_NOT_OFFICES = re.compile(
    r"(?:결과|효과|성과|경과|초과|통과|부과|과과|과목|외국|전국|각국|중국|미국|약국|효과|학과|사과|교과|국외국|센터|개과|여과)$"
    r"|^(?:어느|무슨|우리|다른|여러|모든|전체|몇)"
)

_BODY = re.compile(
    r"[가-힣]{2,8}(?P<kind>재단|공단|진흥원|연구원|협회|조합|은행|병원|대학교)(?=[은는이가의에도]|에서|\s|$)"
)
_AGENCY = re.compile(r"[가-힣]{2,3}[시군구]")
_LOOKED_AT = 200  # statements that may hold the words of a question


@dataclass(frozen=True, slots=True)
class Landscape:
    """The names and years of the documents that may be seen."""

    documents: tuple[Document, ...]
    agencies: tuple[str, ...]
    departments: tuple[str, ...]
    catalogue: Catalogue
    scope: Scope

    @classmethod
    def of(cls, catalogue: Catalogue, scope: Scope) -> Landscape:
        documents = tuple(catalogue.documents(scope))
        agencies = tuple(dict.fromkeys(d.agency for d in documents if d.agency))
        return cls(documents, agencies, catalogue.departments(scope), catalogue, scope)

    def tells_of(self, name: str, search: SearchIndex) -> bool:
        """Whether the documents mention a name (a partner city, an office next door)."""
        if not name or any(name in compared(document.title) for document in self.documents):
            return True
        hits = search.statements(search.terms(name), 50, SearchFilter(scope=self.scope))
        records = self.catalogue.statements([hit.id for hit in hits], self.scope)
        return any(name in ring for record in records for ring in profile(record).rings)

    def holding(
        self,
        terms: Sequence[Term],
        agencies: tuple[str, ...],
        search: SearchIndex,
        names: Sequence[str] = (),
    ) -> list[StatementRecord]:
        """The statements that hold all the words, in their labels or around them.

        Those that also hold the names are looked at first.
        """
        words = [spelling for term in terms for spelling in term.spellings]
        words += [part for name in names for part in search.terms(name)]
        condition = SearchFilter(scope=self.scope, agencies=agencies)
        hits = search.statements(words, _LOOKED_AT, condition)
        records = self.catalogue.statements([hit.id for hit in hits], self.scope)
        return [r for r in records if len(held(terms, r)) == len(terms)]

    def may_be_own_name(self, word: str) -> bool:
        """Whether a word looks like the name of an agency where a report does not name its own."""
        nameless = any(not document.agency for document in self.documents)
        return nameless and _AGENCY.fullmatch(word) is not None and word not in NAMES

    @property
    def this_year(self) -> int | None:
        """The year that `올해` means: that of the newest report."""
        return max((d.year for d in self.documents if d.year), default=None)

    def year_of(self, agencies: tuple[str, ...]) -> int | None:
        """The newest report's year among the asked agencies, else among all."""
        years = [
            d.year for d in self.documents if d.year and (not agencies or d.agency in agencies)
        ]
        return max(years, default=self.this_year)

    def asked_agencies(self, text: str) -> tuple[tuple[str, ...], str]:
        """The known agencies that a question names, and an unknown one ("" where none)."""
        flat = squeezed(text)
        known = tuple(
            a
            for a in self.agencies
            if (a in flat or (len(stem(a)) >= 2 and stem(a) in flat)) and not _ends_another(a, flat)
        )
        others = [name for name in mentioned(text) if name not in known and name in flat]
        return known, "" if known or not others else others[0]

    def asked_departments(self, text: str) -> tuple[tuple[str, ...], str]:
        """The known departments that a question names, and an unknown one ("" where none).

        By full name without spaces, by an abbreviation that keeps its ends (`행안국`), or with one
        wrong letter.
        """
        flat = squeezed(text)
        known = [d for d in self.departments if d in flat]
        known = [d for d in known if not any(d != other and d in other for other in known)]
        if known:
            return tuple(sorted(known, key=flat.index)), ""
        for word in re.findall(r"[가-힣]{2,}", text):
            near = [d for d in self.departments if as_typed(word, d)]
            if len(near) == 1:
                return (near[0],), ""
        return (), next((m[1] for m in _OFFICE.finditer(text) if _is_office(m[1])), "")


def unknown_bodies(text: str, landscape: Landscape, search: SearchIndex) -> tuple[str, ...]:
    """The kinds of bodies (재단, 공단) of which the question names one that no document does."""
    named = ((m[0], m["kind"]) for m in _BODY.finditer(text))
    return tuple(kind for name, kind in named if not landscape.tells_of(name, search))


def _ends_another(agency: str, text: str) -> bool:
    """Whether a name stands in a text only as the end of another one: 남구 in 강남구."""
    longer = [name for name in NAMES if name != agency and name.endswith(agency) and name in text]
    for name in longer:
        text = text.replace(name, " ")
    return bool(longer) and agency not in text


def held(terms: Iterable[Term], record: StatementRecord) -> tuple[Term, ...]:
    """Those of the words that a statement holds, in its labels or around it."""
    seen = profile(record)
    return tuple(term for term in terms if held_by(term, seen) > 0)


def _is_office(word: str) -> bool:
    """Whether a word names an office; the 과 of `예산액과 집행액` joins two words.

    Of three syllables only those where 과 cannot join: `세무과`, but not `교육과`.
    """
    if _NOT_OFFICES.search(word) or lexicon.is_measure(word[:-1]):
        return False
    return len(word) >= 4 or (word[-1] == "과" and not final_consonant(word[:-1]))

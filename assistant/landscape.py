"""What there is to ask about: the agencies, departments and years of the visible documents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.profile import profile
from assistant.words import abbreviates_name, mistyped
from index.types import Catalogue, Document, Scope, SearchFilter, SearchIndex
from ingest.agencies import mentioned, stem
from ingest.clean import squeezed

_OFFICE = re.compile(
    r"(?<![가-힣])([가-힣·]{2,10}?(?:담당관|보건소|[가-힣]과|[가-힣]국|센터))(?=이랑|랑|하고|와|과|의|은|는|이|가|에|도|$|[\s?,.·0-9'’])"
)
_NOT_OFFICES = re.compile(
    r"(?:결과|효과|성과|경과|초과|통과|부과|과과|과목|외국|전국|각국|중국|미국|약국|효과|학과|사과|교과|국외국|센터)$"
)


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
        if not name:
            return True
        hits = search.statements(search.terms(name), 50, SearchFilter(scope=self.scope))
        records = self.catalogue.statements([hit.id for hit in hits], self.scope)
        return any(name in ring for record in records for ring in profile(record).rings)

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
            a for a in self.agencies if a in flat or (len(stem(a)) >= 2 and stem(a) in flat)
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
            near = [d for d in self.departments if abbreviates_name(word, d) or mistyped(word, d)]
            if len(near) == 1:
                return (near[0],), ""
        unknown = next(
            (
                m[1]
                for m in _OFFICE.finditer(text)
                if not _NOT_OFFICES.search(m[1]) and len(m[1]) >= 3
            ),
            "",
        )
        return (), unknown

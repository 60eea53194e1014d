"""A question with the other names in it read as the names that the documents use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.aliases.flat import Flat
from assistant.aliases.short import by_initials, cores, without_suffix
from assistant.aliases.table import MISTYPED_FROM, AliasTable
from assistant.landscape import Landscape
from assistant.query import Query, Term
from assistant.wording import say
from assistant.words import as_typed
from index.types import Alias, NameKind, SearchIndex
from ingest.agencies import mentioned
from ingest.clean import compared

_WORD = re.compile(r"[가-힣]{3,}")
_TAIL = re.compile(
    r"(?:에서는|에서|까지|부터|이랑|하고|으로|은|는|이|가|을|를|의|에|로|와|과|랑|도|만)$"
)
_INITIALS = range(3, 7)  # letters of an abbreviation
_LEAST_SPELLING = 3  # letters of an alias that is looked for as a word of the reports


@dataclass(frozen=True, slots=True)
class Read:
    """A question as read.  `same` are aliases that reports may use, and what each was read as.

    Where an alias fits several names nothing is read: `unclear` is that alias, `readings` are the
    names that it fits, each with the question that asks for it.
    """

    text: str
    assumptions: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    unclear: str = ""
    readings: tuple[tuple[str, str], ...] = ()

    def extended(self, query: Query) -> Query:
        """The query with what was read, and the aliases as spellings where reports use either."""
        return replace(
            query,
            terms=tuple(self._spelled(term) for term in query.terms),
            search_terms=tuple(dict.fromkeys((*query.search_terms, *(a for a, _ in self.same)))),
            assumptions=(*self.assumptions, *query.assumptions),
            unclear=self.unclear,
            readings=self.readings,
        )

    def _spelled(self, term: Term) -> Term:
        also = [alias for alias, name in self.same if term.text in name]
        return replace(term, spellings=tuple(dict.fromkeys((*term.spellings, *also))))


def read(text: str, landscape: Landscape, search: SearchIndex) -> Read:
    """Read the aliases of a question; an exact name in it is never read as another."""
    table = AliasTable.of(landscape.catalogue.names(landscape.scope))
    return _Question(unicodedata.normalize("NFC", text), table, landscape, search).read()


@dataclass(frozen=True, slots=True)
class _Found:
    """A place in the question, and the names that what stands there is an alias of."""

    span: range
    names: tuple[Alias, ...]


class _Question:
    def __init__(
        self, text: str, table: AliasTable, landscape: Landscape, search: SearchIndex
    ) -> None:
        self._flat = Flat.of(text)
        self._table = table
        self._landscape = landscape
        self._search = search
        self._agencies = {*landscape.asked_agencies(text)[0], *mentioned(text)}
        self._exact = list(self._exact_names())

    def read(self) -> Read:
        found = list(self._aliases()) if self._table.aliases else []
        found = found or list(self._short_names())
        unclear = next((one for one in found if len(one.names) > 1), None)
        return self._unclear(unclear) if unclear else self._read(found)

    def _read(self, found: list[_Found]) -> Read:
        spans, said, same = [], [], []
        for one in found:
            (alias,) = one.names
            typed, name = self._flat.typed(one.span), self._name(alias)
            shown = f"‘{alias.name}’" if alias.kind is NameKind.PROJECT else alias.name
            spans.append((one.span, name))
            said.append(say("read_as", typed=f"‘{typed}’", name=shown))
            if self._is_also_used(alias):
                same.append((compared(typed), compared(name)))
        return Read(self._flat.replaced(spans), tuple(dict.fromkeys(said)), tuple(same))

    def _is_also_used(self, alias: Alias) -> bool:
        """Whether the reports may write the alias where the name is meant.

        What is of a department or project stands under its name; there a short alias would only
        be found within other words (키움 in 희망키움통장).
        """
        known = self._table.is_known(compared(alias.name), ())
        return not known and len(compared(alias.alias)) >= _LEAST_SPELLING

    def _unclear(self, found: _Found) -> Read:
        return Read(
            self._flat.text,
            unclear=self._flat.typed(found.span),
            readings=tuple(
                (alias.name, self._flat.replaced([(found.span, alias.name)]))
                for alias in found.names
            ),
        )

    def _name(self, alias: Alias) -> str:
        """The name as the question should have it: with its agency where several have the same."""
        name = cores(self._table).get(alias.name, alias.name)
        shared = len(self._table.owners.get(compared(alias.name), ())) > 1
        return f"{alias.agency} {name}" if shared and alias.agency and not self._agencies else name

    def _exact_names(self) -> Iterator[range]:
        """Where the question uses names as the documents do, the longest at each place."""
        at = 0
        while at < len(self._flat.letters):
            for span in self._spans(at):
                if self._table.is_known(self._word(span), self._agencies):
                    yield span
                    at = span.stop - 1
                    break
            at += 1

    def _aliases(self) -> Iterator[_Found]:
        """The aliases of the table, the longest at each place, as written or mistyped."""
        at = 0
        while at < len(self._flat.letters):
            one = None
            inside = any(at in span and at != span.start for span in self._exact)
            if not inside and self._flat.begins_word(at, self._exact):
                one = self._alias_at(at) or self._mistyped_at(at)
            if one:
                yield one
            at = one.span.stop if one else at + 1

    def _alias_at(self, at: int) -> _Found | None:
        for span in self._spans(at):
            names = self._table.meant(self._word(span), self._agencies)
            if names and self._is_free(span) and self._flat.ends_word(span.stop):
                return _Found(span, names)
        return None

    def _mistyped_at(self, at: int) -> _Found | None:
        """One wrong letter, in what is no word of the reports."""
        for span in self._spans(at):
            word = self._word(span)
            if len(word) < MISTYPED_FROM:
                break
            names = {
                compared(alias.name): alias
                for key in self._table.nearly(word)
                for alias in self._table.meant(key, self._agencies)
            }
            fits = names and self._is_free(span) and self._flat.ends_word(span.stop)
            if fits and not self._is_department(word) and not self._is_used(word):
                return _Found(span, tuple(names.values()))
        return None

    def _short_names(self) -> Iterator[_Found]:
        """Names shortened as everybody would; only words that are nothing else in the reports."""
        for match in _WORD.finditer(self._flat.text):
            start = self._flat.places.index(match.start())
            for word in dict.fromkeys((match[0], _TAIL.sub("", match[0]))):
                span = range(start, start + len(word))
                if len(word) >= _INITIALS.start and self._is_free(span):
                    rest = self._flat.text[match.start() + len(word) :]
                    found = self._shortened(word, rest)
                    if found:
                        yield _Found(span, (found,))
                        break

    def _shortened(self, word: str, rest: str) -> Alias | None:
        department = without_suffix(word, rest, self._table, self._landscape, self._search)
        if department:
            return Alias(NameKind.DEPARTMENT, word, department)
        if len(word) not in _INITIALS or self._search.holds(word) or self._is_department(word):
            return None
        projects = by_initials(word, self._table, self._search)
        if len(projects) != 1 or self._search.verbs(word) or self._is_used(word):
            return None
        return Alias(NameKind.PROJECT, word, projects[0])

    def _is_used(self, word: str) -> bool:
        """Whether the reports use a word themselves."""
        return self._search.holds(word) or self._landscape.tells_of(word, self._search)

    def _is_department(self, word: str) -> bool:
        """Whether a word abbreviates or mistypes what the documents call a department."""
        return any(as_typed(word, department) for department in self._table.departments)

    def _is_free(self, span: range) -> bool:
        """Whether a span leaves exact names alone, or holds one as a part of a longer name."""
        return all(
            span.stop <= other.start
            or other.stop <= span.start
            or (span.start <= other.start and other.stop <= span.stop and len(span) > len(other))
            for other in self._exact
        )

    def _spans(self, at: int) -> Iterator[range]:
        """From the longest name that may stand here to one of two letters."""
        for end in range(min(len(self._flat.letters), at + self._table.longest), at + 1, -1):
            yield range(at, end)

    def _word(self, span: range) -> str:
        return self._flat.letters[span.start : span.stop]

"""A question with the other names in it read as the names that the documents use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from assistant import lexicon
from assistant.aliases.short import by_initials, cores, without_suffix
from assistant.aliases.table import MISTYPED_FROM, AliasTable
from assistant.landscape import Landscape
from assistant.query import Query, Term
from assistant.wording import say
from index.types import Alias, NameKind, SearchIndex
from ingest.agencies import mentioned
from ingest.clean import compared

_PARTICLE = re.compile(
    r"(?:에서는|에서|에게|까지|부터|이랑|랑|하고|으로|이라는|라는|의|은|는|이|가|을|를|에|로|와|과|도|만)?(?![가-힣a-z0-9])"
)
_FOLLOWS = re.compile(r"(?:팀|직원|인력|업무|사업|예산|총|\d)")
_JOINED = re.compile(r"(?:\d년도?|\d월|올해|작년|내년|지난해|금년)$")
_WORD = re.compile(r"[가-힣]{3,}")
_TAIL = re.compile(
    r"(?:에서는|에서|까지|부터|이랑|하고|으로|은|는|이|가|을|를|의|에|로|와|과|랑|도|만)$"
)
_INITIALS = range(3, 7)  # letters of an abbreviation


@dataclass(frozen=True, slots=True)
class Read:
    """A question as read.  `same` are the aliases and what each was read as.

    Where an alias fits several names nothing is read: `unclear` is that alias, `readings` are the
    names that it fits, each with the question that asks for it.
    """

    text: str
    assumptions: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    unclear: str = ""
    readings: tuple[tuple[str, str], ...] = ()

    def extended(self, query: Query) -> Query:
        """The query with the aliases as spellings of their names: reports may use either."""
        if not (self.same or self.unclear or self.assumptions):
            return query
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


@dataclass(frozen=True, slots=True)
class _Flat:
    """A text by its letters alone, with where each stands in the text itself."""

    text: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Flat:
        pairs = [
            (letter, place)
            for place, character in enumerate(text)
            for letter in compared(character)
        ]
        return cls(text, "".join(p[0] for p in pairs), tuple(p[1] for p in pairs))

    def begins_word(self, at: int, known: Iterable[range]) -> bool:
        """Whether a name may begin here: at a word, after another name, after a year."""
        place = self.places[at]
        if place == 0 or not compared(self.text[place - 1]):
            return True
        if any(span.stop == at for span in known):
            return True
        return _JOINED.search(self.letters[:at]) is not None

    def ends_word(self, end: int) -> bool:
        """Whether a name may end here: a particle or the word for what is measured follows."""
        if end == len(self.letters):
            return True
        rest = self.text[self.places[end - 1] + 1 :]
        if _PARTICLE.match(rest.casefold()):
            return True
        flat = self.letters[end:]
        return bool(_FOLLOWS.match(flat)) or any(m.asked.match(flat) for m in lexicon.MEASURES)

    def typed(self, span: range) -> str:
        return self.text[self.places[span.start] : self.places[span.stop - 1] + 1]


@dataclass(frozen=True, slots=True)
class _Found:
    span: range
    names: tuple[Alias, ...]


def read(text: str, landscape: Landscape, search: SearchIndex) -> Read:
    """Read the aliases of a question; an exact name in it is never read as another."""
    table = AliasTable.of(landscape.catalogue.names(landscape.scope))
    text = unicodedata.normalize("NFC", text)
    flat = _Flat.of(text)
    agencies = {*landscape.asked_agencies(text)[0], *mentioned(text)}
    known = list(_known(flat, table, agencies))
    found = list(_aliases(flat, table, agencies, known, search))
    if not found:
        found = list(_short(flat, table, known, landscape, search))
    unclear = next((one for one in found if len(one.names) > 1), None)
    if unclear is not None:
        return Read(
            text,
            unclear=flat.typed(unclear.span),
            readings=tuple(
                (name.name, _replaced(flat, unclear.span, name.name)) for name in unclear.names
            ),
        )
    return _read(flat, found, table, agencies)


def _read(flat: _Flat, found: list[_Found], table: AliasTable, agencies: Collection[str]) -> Read:
    text, said, same = flat.text, [], []
    for one in sorted(found, key=lambda one: -one.span.start):
        (alias,) = one.names
        typed = flat.typed(one.span)
        name = cores(table).get(alias.name, alias.name)
        if not agencies and alias.agency and len(table.owners.get(compared(name), ())) > 1:
            name = f"{alias.agency} {name}"
        text = _replaced(replace(flat, text=text), one.span, name)
        shown = f"‘{alias.name}’" if alias.kind is NameKind.PROJECT else alias.name
        said.append(say("read_as", typed=f"‘{typed}’", name=shown))
        if alias.kind is NameKind.PROJECT or not table.is_known(compared(alias.name), ()):
            same.append((compared(typed), compared(name)))
    return Read(text, tuple(reversed(said)), tuple(same))


def _replaced(flat: _Flat, span: range, name: str) -> str:
    """The text with a name in the place of what stands there, its words kept apart."""
    first, last = flat.places[span.start], flat.places[span.stop - 1] + 1
    before, after = flat.text[:first], flat.text[last:]
    gap = " " if before and compared(before[-1]) else ""
    return f"{before}{gap}{name}{after}"


def _known(flat: _Flat, table: AliasTable, agencies: Collection[str]) -> Iterator[range]:
    """Where the question uses names as the documents do, the longest at each place."""
    at = 0
    while at < len(flat.letters):
        for end in range(min(len(flat.letters), at + table.longest), at + 1, -1):
            if table.is_known(flat.letters[at:end], agencies):
                yield range(at, end)
                at = end - 1
                break
        at += 1


def _aliases(
    flat: _Flat,
    table: AliasTable,
    agencies: Collection[str],
    known: list[range],
    search: SearchIndex,
) -> Iterator[_Found]:
    """The aliases in a question, the longest at each place, as written or with a wrong letter."""
    if not table.aliases:
        return
    at = 0
    while at < len(flat.letters):
        one = None
        if not _within(at, known) and flat.begins_word(at, known):
            one = _alias_at(flat, at, table, agencies, known)
            one = one or _mistyped_at(flat, at, table, agencies, known, search)
        if one:
            yield one
        at = one.span.stop if one else at + 1


def _alias_at(
    flat: _Flat, at: int, table: AliasTable, agencies: Collection[str], known: list[range]
) -> _Found | None:
    for span in _spans(flat, at, table):
        names = table.meant(flat.letters[span.start : span.stop], agencies)
        if names and _is_free(span, known) and flat.ends_word(span.stop):
            return _Found(span, names)
    return None


def _mistyped_at(
    flat: _Flat,
    at: int,
    table: AliasTable,
    agencies: Collection[str],
    known: list[range],
    search: SearchIndex,
) -> _Found | None:
    """One wrong letter, in what is no word of the reports."""
    for span in _spans(flat, at, table):
        word = flat.letters[span.start : span.stop]
        if len(word) < MISTYPED_FROM or not _is_free(span, known) or not flat.ends_word(span.stop):
            continue
        names = {
            compared(alias.name): alias
            for key in table.nearly(word)
            for alias in table.meant(key, agencies)
        }
        if names and not search.holds(word):
            return _Found(span, tuple(names.values()))
    return None


def _spans(flat: _Flat, at: int, table: AliasTable) -> Iterator[range]:
    for end in range(min(len(flat.letters), at + table.longest), at + 1, -1):
        yield range(at, end)


def _is_free(span: range, known: list[range]) -> bool:
    """Whether a span leaves the exact names alone, or holds one as a part of a longer name."""
    return all(
        span.stop <= other.start
        or other.stop <= span.start
        or (span.start <= other.start and other.stop <= span.stop and len(span) > len(other))
        for other in known
    )


def _within(at: int, spans: Iterable[range]) -> bool:
    return any(at in span and at != span.start for span in spans)


def _short(
    flat: _Flat, table: AliasTable, known: list[range], landscape: Landscape, search: SearchIndex
) -> Iterator[_Found]:
    """Names shortened as everybody would: only words that are nothing else in the reports."""
    for match in _WORD.finditer(flat.text):
        for word in dict.fromkeys((match[0], _TAIL.sub("", match[0]))):
            start = flat.places.index(match.start())
            span = range(start, start + len(word))
            if len(word) < _INITIALS.start or not _is_free(span, known):
                continue
            rest = flat.text[match.start() + len(word) :]
            department = without_suffix(word, rest, table, landscape, search)
            if department:
                yield _Found(span, (Alias(NameKind.DEPARTMENT, word, department),))
                return
            projects = _by_initials(word, table, landscape, search)
            if len(projects) == 1:
                yield _Found(span, (Alias(NameKind.PROJECT, word, projects[0]),))
                return


def _by_initials(
    word: str, table: AliasTable, landscape: Landscape, search: SearchIndex
) -> list[str]:
    if len(word) not in _INITIALS or search.holds(word):
        return []
    found = by_initials(word, table, search)
    used = bool(found) and (bool(search.verbs(word)) or landscape.tells_of(word, search))
    return [] if used else found

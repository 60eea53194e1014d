"""The aliases of a catalogue state, ready to look up; made once for each state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.words import letters
from index.types import FROM_OFFICE, Alias, NameKind, Names
from ingest.clean import compared

MISTYPED_FROM = 4  # syllables; one wrong letter in a shorter word makes another word
_CHAIN = 3  # A became B, B became C


@dataclass(frozen=True, slots=True, eq=False)
class AliasTable:
    """Names and aliases by their letters alone, as `compared` writes them."""

    owners: dict[str, frozenset[str]]  # the agencies that call something so
    departments: tuple[str, ...]
    projects: tuple[str, ...]
    aliases: dict[str, tuple[Alias, ...]]
    longest: int
    _alike: dict[tuple[int, str], tuple[str, ...]] = field(repr=False)

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, names: Names) -> AliasTable:
        """The table of these names; `names` stays the same object while nothing changes."""
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for known in names.known:
            owners[compared(known.name)].add(known.agency)
        by_key: defaultdict[str, list[Alias]] = defaultdict(list)
        for alias in names.aliases:
            if key := compared(alias.alias):
                by_key[key].append(alias)
        alike: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for key in by_key:
            if len(key) >= MISTYPED_FROM:
                for end in {key[0], key[-1]}:
                    alike[len(key), end].append(key)
        departments, projects = (
            tuple({n.name: None for n in names.known if n.kind is kind})
            for kind in (NameKind.DEPARTMENT, NameKind.PROJECT)
        )
        return cls(
            owners={key: frozenset(found) for key, found in owners.items()},
            departments=departments,
            projects=projects,
            aliases={key: tuple(found) for key, found in by_key.items()},
            longest=max((len(key) for key in (*owners, *by_key)), default=0),
            _alike={key: tuple(found) for key, found in alike.items()},
        )

    def is_known(self, key: str, agencies: Collection[str]) -> bool:
        """Whether the documents, of these agencies where any are named, use the name itself."""
        owners = self.owners.get(key, frozenset())
        return bool(owners & set(agencies)) if agencies else bool(owners)

    def meant(self, key: str, agencies: Collection[str]) -> tuple[Alias, ...]:
        """What an alias stands for, one for each name: several where it decides nothing.

        Another agency's alias than those that are named is none.  What the office wrote goes
        before what reports say.
        """
        found = [a for a in self.aliases.get(key, ()) if not a.agency or self._fits(a, agencies)]
        written = [alias for alias in found if alias.source == FROM_OFFICE]
        names: dict[str, Alias] = {}
        for alias in written or found:
            last = self._followed(alias, agencies)
            names.setdefault(compared(last.name), last)
        return tuple(names.values())

    def nearly(self, typed: str) -> Iterator[str]:
        """The aliases that a word of as many syllables is but for one wrong letter."""
        near = {
            key: None
            for end in {typed[0], typed[-1]}
            for key in self._alike.get((len(typed), end), ())
        }
        target = letters(typed)
        for key in near:
            if OSA.distance(letters(key), target, score_cutoff=1) <= 1:
                yield key

    def _fits(self, alias: Alias, agencies: Collection[str]) -> bool:
        return not agencies or alias.agency in agencies

    def _followed(self, alias: Alias, agencies: Collection[str]) -> Alias:
        """An old name of an old name: on to the name that the documents use."""
        for _ in range(_CHAIN):
            key = compared(alias.name)
            further = {a.name: a for a in self.aliases.get(key, ()) if a.kind is alias.kind}
            if self.is_known(key, ()) or len(further) != 1:
                break
            (alias,) = further.values()
        return alias

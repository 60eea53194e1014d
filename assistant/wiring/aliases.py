"""The aliases of a library, for the office to look at and to change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.aliases.sheet import read_sheet, write_sheet
from assistant.aliases.table import AliasTable
from assistant.aliases.writing import kind_among, written
from assistant.landscape import Landscape
from index.types import EVERYTHING, FROM_OFFICE, Alias
from ingest.clean import compared

if TYPE_CHECKING:
    from index.library import Library


@dataclass(frozen=True, slots=True)
class Listed:
    """An alias with what becomes of it.

    `names` are all names that it fits: with more than one it is asked back.  `found` says whether
    a document uses its name, `hidden` whether one uses the alias itself as a name.
    """

    alias: Alias
    names: tuple[str, ...]
    found: bool
    hidden: bool

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self.alias), "names": self.names, "found": self.found}


@dataclass(frozen=True, slots=True)
class Imported:
    new: int
    known: int
    unfound: tuple[Alias, ...]


class AliasBook:
    """What `bogo aliases` does."""

    def __init__(self, library: Library) -> None:
        self._catalogue = library.catalogue
        self._search = library.search

    def listed(self) -> list[Listed]:
        """Every alias that answers now, by its letters."""
        names = self._catalogue.names(EVERYTHING)
        return [self._seen(a) for a in sorted(names.aliases, key=lambda a: (a.alias, a.name))]

    def add(self, alias: str, name: str, kind: str, agency: str) -> tuple[Listed, bool]:
        """Keep one alias; how it stands now, and whether it is new.

        Raises:
            BadAlias: it cannot be kept.
        """
        names = self._catalogue.names(EVERYTHING)
        one = written(alias, name, kind, agency, kind_among(names))
        new = self._catalogue.add_aliases([one]) > 0
        return self._seen(one), new

    def remove(self, alias: str, name: str) -> int:
        """Delete what the office wrote; how many there were."""
        return self._catalogue.remove_alias(alias, name)

    def is_stated(self, alias: str) -> bool:
        """Whether a report states the alias: it goes only with the report."""
        aliases = self._catalogue.names(EVERYTHING).aliases
        return any(
            compared(a.alias) == compared(alias) and a.source != FROM_OFFICE for a in aliases
        )

    def write(self, out: BinaryIO) -> int:
        """The office's aliases as a file; how many."""
        return write_sheet(self._written(), out)

    def read(self, data: bytes) -> Imported:
        """Keep all aliases of a file, or none.

        Raises:
            BadSheet: a line of it cannot be taken.
        """
        found = read_sheet(data, kind_among(self._catalogue.names(EVERYTHING)))
        new = self._catalogue.add_aliases(found)
        unfound = tuple(alias for alias in found if not self._seen(alias).found)
        return Imported(new, len(found) - new, unfound)

    def _written(self) -> Iterable[Alias]:
        return (a for a in self._catalogue.names(EVERYTHING).aliases if a.source == FROM_OFFICE)

    def _seen(self, alias: Alias) -> Listed:
        table = AliasTable.of(self._catalogue.names(EVERYTHING))
        agencies = {alias.agency} - {""}
        meant = table.meant(compared(alias.alias), agencies)
        return Listed(
            alias,
            tuple(one.name for one in meant),
            found=table.is_known(compared(alias.name), agencies) or self._is_told(alias.name),
            hidden=table.is_known(compared(alias.alias), agencies),
        )

    def _is_told(self, name: str) -> bool:
        """Whether a document tells of what is neither a department nor a project of its own."""
        landscape = Landscape.of(self._catalogue, EVERYTHING)
        return bool(landscape.documents) and landscape.tells_of(compared(name), self._search)

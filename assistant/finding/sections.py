"""Where passages stand in the outlines of their reports; each section is read once."""

from __future__ import annotations

from collections.abc import Iterator

from index.types import Catalogue, Passage, Scope
from ingest.model import Section


class Outline:
    """The sections above passages, for as long as one search lasts."""

    def __init__(self, catalogue: Catalogue, scope: Scope) -> None:
        self._catalogue = catalogue
        self._scope = scope
        self._known: dict[tuple[str, int], Section | None] = {}

    def titles(self, passage: Passage) -> tuple[str, ...]:
        """Outermost first, without the report's own title."""
        above = [section.title for section in self._above(passage) if section.parent is not None]
        return tuple(reversed(above))

    def _above(self, passage: Passage) -> Iterator[Section]:
        """The passage's section, then the one around it, up to the report itself."""
        number: int | None = passage.section
        while number is not None:
            section = self._section(passage.document, number)
            if section is None:
                return
            yield section
            number = section.parent

    def _section(self, document: str, number: int) -> Section | None:
        key = (document, number)
        if key not in self._known:
            self._known[key] = self._catalogue.section(document, number, self._scope)
        return self._known[key]

"""The search for passages, with its conditions as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.finding import Conditions, Finder, Findings, narrowed

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from index.library import Library


class PassageSearch:
    """Searches one library; safe for threads, as its parts are."""

    def __init__(self, library: Library, assistant: Assistant) -> None:
        self._catalogue = library.catalogue
        self._finder = Finder(assistant, library.catalogue, library.search)

    def find(
        self, question: str, history: Sequence[str], conditions: Conditions, k: int
    ) -> Findings:
        """The best `k` passages of the documents that meet the conditions.

        Raises:
            Unsearchable: there is nothing to ask or to search, or no document meets them.
        """
        kept_to = narrowed(conditions, self._catalogue)
        return self._finder.find(question, history, kept_to, k)

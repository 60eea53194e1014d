"""The library that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from index.library import Library


def open_library(settings: Settings) -> Library:
    """Open the library, making its folder where there is none.

    Raises:
        LibraryError: the library cannot be opened.
        OSError: the folder cannot be made.
    """
    from index.library import Library

    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)  # reports may not be public yet
    return Library(
        settings.home,
        catalogue_url=settings.database_url,
        embedding=settings.embedding,
        allow_hub=settings.allow_hub,
    )

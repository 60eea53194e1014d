"""What can go wrong at the seams."""

from __future__ import annotations

from index.errors import LibraryError


class UnknownDocument(LibraryError):
    """No document, or more than one, has the name that was given."""

"""What can go wrong while documents are kept and searched.

LibraryError            base; `str(error)` is one Korean sentence for the person
  Busy                  another process is building the index
  NotBuilt              there are documents, but no index yet
  Damaged               no generation of the index can be served
  CatalogueUnavailable  the catalogue's database cannot be opened or written
  EmbeddingUnavailable  the embedding model of the setting cannot be loaded
  CannotTune            there is nothing to fit the default embedding to, or it is not in use
"""

from __future__ import annotations

NO_INDEX = (
    "색인이 아직 없습니다. 문서를 넣던 명령을 다시 실행하거나 bogo doctor --mend로 "
    "만드시기 바랍니다."
)


class LibraryError(Exception):
    """Something about the library failed; the message is one plain Korean sentence."""


class Busy(LibraryError):
    """Another process holds the index."""


class NotBuilt(LibraryError):
    """No generation was ever published."""


class Damaged(LibraryError):
    """The index failed its checks."""


class CatalogueUnavailable(LibraryError):
    """The catalogue's database cannot be opened or written."""


class EmbeddingUnavailable(LibraryError):
    """The embedding model cannot be loaded."""


class CannotTune(LibraryError):
    """The embedding cannot be made to fit the documents."""

"""What can go wrong while a report is read.

IngestError             base; `str(error)` is one Korean sentence for the person
  Missing               the path does not exist
  Empty                 the file has no content
  TooLarge              the file is over the limit
  Unsupported           no reader takes this kind of file
  Malformed             a reader took it and could not make sense of it
"""

from __future__ import annotations


class IngestError(Exception):
    """A file could not be read; the message is one plain Korean sentence."""


class Missing(IngestError):
    """The path does not exist."""


class Empty(IngestError):
    """The file has no content."""


class TooLarge(IngestError):
    """The file is over the limit of bytes."""


class Unsupported(IngestError):
    """No reader takes this kind of file."""


class Malformed(IngestError):
    """The content is damaged."""

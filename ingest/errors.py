"""What can go wrong while a report is read.

IngestError             base; `str(error)` is one Korean sentence, `remedy` what to do about it
  Missing               the path does not exist
  Empty                 the file has no content
  TooLarge              the file, or what it unfolds to, is over a limit
  Unsupported           no reader takes this kind of file
  Locked                a password, DRM or the like keeps it from being read
  Malformed             a reader took it and could not make sense of it
    Unforeseen          it failed over it in a way that it does not name
  Hostile               it is made to do harm: it unfolds without end, or reaches for other files
  TooLong               reading it takes longer than a limit
  Crashed               the process that read it broke off
"""

from __future__ import annotations


class IngestError(Exception):
    """A file could not be read.

    Args:
        reason: one plain Korean sentence.
        remedy: one plain Korean sentence on what the person can do, "" where nothing helps.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.remedy = remedy


class Missing(IngestError):
    """The path does not exist."""


class Empty(IngestError):
    """The file has no content."""


class TooLarge(IngestError):
    """The file, or what it unfolds to, is over a limit."""


class Unsupported(IngestError):
    """No reader takes this kind of file."""


class Locked(IngestError):
    """A password, DRM or the like keeps it from being read."""


class Malformed(IngestError):
    """The content is damaged."""


class Unforeseen(Malformed):
    """A reader failed in a way that it does not name; the cause is the error's `__cause__`."""


class Hostile(IngestError):
    """The file is made to do harm."""


class TooLong(IngestError):
    """Reading it takes longer than a limit."""


class Crashed(IngestError):
    """The process that read it broke off."""

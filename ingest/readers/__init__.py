"""One reader per format.  Adding a format is one file here and one entry in `READERS`."""

from __future__ import annotations

from ingest.reader import Reader
from ingest.readers.text import TextReader

READERS: tuple[Reader, ...] = (TextReader(),)

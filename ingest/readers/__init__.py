"""One reader per format.  Adding a format is one file here and one entry in `READERS`."""

from __future__ import annotations

from ingest.reader import Reader
from ingest.readers.delimited import CsvReader
from ingest.readers.docx import DocxReader
from ingest.readers.html import HtmlReader
from ingest.readers.hwpx import HwpReader
from ingest.readers.image import ImageReader
from ingest.readers.pdf import PdfReader
from ingest.readers.sheet import SheetReader
from ingest.readers.text import TextReader

READERS: tuple[Reader, ...] = (
    TextReader(),
    CsvReader(),
    SheetReader(),
    HwpReader(),
    PdfReader(),
    DocxReader(),
    HtmlReader(),
    ImageReader(),
)

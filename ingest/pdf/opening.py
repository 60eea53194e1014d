"""Opening a PDF, and saying why it cannot be opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ingest.errors import Locked, Malformed, TooLarge
from ingest.limits import Limits
from ingest.pdf.handles import Document

_AGAIN = "원본을 다시 받거나 PDF로 다시 저장해 주십시오."


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[Document]:
    """The document (`pypdfium2.PdfDocument`), closed afterwards.

    Raises:
        Locked: it asks for a password; one that only forbids copying or printing does not matter.
        Malformed: it is damaged or has no pages.
        TooLarge: it has too many pages.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold() or "security" in str(error).casefold():
            raise Locked(
                "암호가 걸린 문서라 읽을 수 없습니다.", "암호를 푼 파일로 다시 저장해 주십시오."
            ) from error
        raise Malformed("PDF 파일이 깨져 있어 열 수 없습니다.", _AGAIN) from error
    try:
        if count == 0:
            raise Malformed("PDF 파일이 깨져 있어 열 수 없습니다.", _AGAIN)
        if count > limits.pages:
            raise TooLarge(
                f"문서가 {count:,}쪽으로 너무 깁니다. {limits.pages:,}쪽까지 읽을 수 있습니다.",
                "나누어 저장하거나, BOGO_MAX_PAGES를 늘린 뒤 다시 읽혀 주십시오.",
            )
        yield document
    finally:
        document.close()

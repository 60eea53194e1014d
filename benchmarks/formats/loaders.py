"""LangChain's usual loaders, as its own guides use them: a file in, texts with metadata out."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.sniffing import FileKind

ENCODINGS = ("utf-8-sig", "cp949")  # these loaders have to be told; both are tried for them


@dataclass(frozen=True, slots=True)
class Loader:
    """One class of langchain-community, and what has to be installed for it."""

    name: str
    needs: tuple[str, ...] = ()
    encoded: str = ""  # the argument that takes an encoding
    by_row: bool = False  # gives one text for each row, a column on each line

    def made(self) -> Callable[[Path], list[str]]:
        """Reads a file to its texts; `ImportError` where something is not installed."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            community = importlib.import_module("langchain_community.document_loaders")
            loader = getattr(community, self.name)
            for module in self.needs:
                importlib.import_module(module)

        def load(path: Path) -> list[str]:
            for encoding in ENCODINGS if self.encoded else ("",):
                told: dict[str, Any] = {self.encoded: encoding} if self.encoded else {}
                try:
                    texts = [d.page_content for d in loader(str(path), **told).load()]
                    return [text.replace("\n", "\t") for text in texts] if self.by_row else texts
                except (UnicodeDecodeError, RuntimeError):
                    if encoding == ENCODINGS[-1] or not self.encoded:
                        raise
            return []

        return load


LOADERS: Mapping[FileKind, Loader] = {
    FileKind.PDF: Loader("PyPDFLoader", ("pypdf",)),
    FileKind.DOCX: Loader("Docx2txtLoader", ("docx2txt",)),
    FileKind.HTML: Loader("BSHTMLLoader", ("bs4", "lxml"), "open_encoding"),
    FileKind.CSV: Loader("CSVLoader", (), "encoding", by_row=True),
    FileKind.TEXT: Loader("TextLoader", (), "encoding"),
}  # none of its loaders reads HWP, HWPX or ODS; the one for XLSX needs `unstructured`
PAGED = {FileKind.PDF}  # whose loaders give one text for each page

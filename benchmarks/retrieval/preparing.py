"""Texts read once, as Bogo reads them: the passages that four of the five systems search."""

from __future__ import annotations

import json
import shutil
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.retrieval.cases import Piece


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage as it is searched, with its headings before its text."""

    id: str
    piece: Piece
    text: str


@dataclass(frozen=True)
class Prepared:
    """A folder with what every system starts from.

    texts.json       where the files are
    home/            Bogo's home, with its catalogue
    passages.jsonl   its passages
    names.json       the documents' own names, for the tokenizer
    embedding/       the default embedding as it was fitted to these passages
    """

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @cached_property
    def texts(self) -> Path:
        return Path(self._read("texts.json"))

    @cached_property
    def names(self) -> list[str]:
        return list(self._read("names.json"))

    @cached_property
    def passages(self) -> list[Stored]:
        with (self.folder / "passages.jsonl").open(encoding="utf-8") as lines:
            return [
                Stored(passage, Piece(document, first, last), text)
                for passage, document, first, last, text in map(json.loads, lines)
            ]

    @property
    def embedding(self) -> Path:
        return self.folder / "embedding"

    def _read(self, name: str) -> Any:  # noqa: ANN401  what JSON holds
        return json.loads((self.folder / name).read_text("utf-8"))


def prepare(texts: Path, folder: Path) -> Prepared:
    """Read all files below `texts` into a home of their own."""
    from assistant.settings import Settings
    from assistant.wiring.library import open_library
    from assistant.wiring.workspace import Workspace
    from index.shelf import Shelf
    from index.types import EVERYTHING

    prepared = Prepared(folder)
    settings = Settings.load({"BOGO_HOME": str(prepared.home)})
    with Workspace.open(settings) as workspace:
        if not workspace.ingest([texts], lambda *_: None).documents:
            raise SystemExit("문서를 하나도 읽지 못했습니다.")
    library = open_library(settings)
    try:
        catalogue = library.catalogue
        named = {
            document.id: unicodedata.normalize("NFC", document.name)
            for document in catalogue.documents(EVERYTHING)
        }
        with (folder / "passages.jsonl").open("w", encoding="utf-8") as lines:
            for passage in catalogue.iter_passages(EVERYTHING):
                place = passage.place
                text = f"{passage.heading}\n{passage.text}"
                row = (passage.id, named[passage.document], place.first_line, place.last_line, text)
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    finally:
        library.close()
    generation = Shelf(prepared.home / "generations").current()
    if generation is None:
        raise SystemExit("색인을 만들지 못했습니다.")
    shutil.copy(generation / "names.json", folder)
    shutil.copytree(generation / "embedding", prepared.embedding)
    (folder / "texts.json").write_text(json.dumps(str(texts.resolve())), "utf-8")
    return prepared

"""The bundled sample reports, read and indexed as the software does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from index.library import Library
from ingest.files import find
from ingest.limits import Limits
from ingest.pipeline import Pipeline, Read
from ingest.readers import READERS


def library_over(folder: Path, paths: list[Path]) -> Library:
    library = Library(folder)
    pipeline = Pipeline(
        READERS, Limits(10_000_000), lambda origin, sha256: False, lambda origin, sha256: None
    )
    for outcome in pipeline.run(find(paths)):
        assert isinstance(outcome, Read), outcome
        library.catalogue.keep_original(outcome.report.source.sha256, outcome.data)
        library.catalogue.put(outcome.report, origin=outcome.file.path.name)
    library.rebuild()
    return library


@contextmanager
def samples_library(folder: Path) -> Iterator[Library]:
    with as_file(files("ingest").joinpath("samples")) as samples:
        library = library_over(folder, sorted(samples.glob("*.txt")))
    yield library
    library.close()

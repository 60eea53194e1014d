"""The bundled sample reports, read and indexed as the software does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from index.library import Library
from ingest.limits import Limits
from ingest.reading import read_report


def library_over(folder: Path, paths: list[Path]) -> Library:
    """A library over these files, and over the texts in these folders."""
    library = Library(folder)
    files_of = ([*path.glob("*.txt")] if path.is_dir() else [path] for path in paths)
    for path in sorted(path for found in files_of for path in found):
        data = path.read_bytes()
        report = read_report(data, path.name, Limits())
        library.catalogue.keep_original(report.source.sha256, data)
        library.catalogue.put(report, origin=path.name)
    library.rebuild()
    return library


@contextmanager
def samples_library(folder: Path) -> Iterator[Library]:
    with as_file(files("ingest").joinpath("samples")) as samples:
        library = library_over(folder, sorted(samples.glob("*.txt")))
    yield library
    library.close()

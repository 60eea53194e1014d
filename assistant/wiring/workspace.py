"""The one object behind every surface.  Each part is made when it is first needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.wiring.errors import UnknownDocument
from assistant.wiring.library import open_library
from index.types import EVERYTHING, OFFICE, SAMPLES, Document
from ingest.files import Found, find, origin_of
from ingest.limits import MEGABYTE, Limits
from ingest.names import readable

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.audit import Audited
    from assistant.proof import Outcome, Proof, Prover
    from assistant.rewording.reworder import Reworder
    from assistant.wiring.aliases import AliasBook
    from assistant.wiring.intake import Intake, Progress, Wishes
    from assistant.wiring.page_images import StoredPages
    from assistant.wiring.passages import PassageSearch
    from assistant.wiring.reading_room import ReadingRoom
    from assistant.wiring.summary import IngestSummary, Preview
    from assistant.wiring.sync import FolderSync
    from assistant.wiring.tuning import Tuned
    from index.catalogue.quarantine import Quarantined
    from index.library import Library


class Workspace:
    """A library with its assistant, for as long as one command or one server lasts."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._settings = settings
        self._library = library

    @classmethod
    def open(cls, settings: Settings) -> Workspace:
        return cls(settings, open_library(settings))

    def close(self) -> None:
        reworder = self.__dict__.get("_reworder")  # only where it was made
        if reworder is not None:
            reworder.close()
        self._library.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Questions

    @cached_property
    def assistant(self) -> Assistant:
        from assistant.assistant import Assistant

        library = self._library
        return Assistant(
            library.catalogue,
            library.search,
            max_question=self._settings.max_question,
            reworder=self._reworder,
        )

    @cached_property
    def prover(self) -> Prover:
        from assistant.proof import Prover

        return Prover(self.assistant, self._library.catalogue)

    def check(self, proof: Proof) -> Iterator[Outcome]:
        """Each check of a proof against the documents that answer now."""
        from assistant.proof import check

        return check(proof, self.prover, self._library.catalogue)

    @cached_property
    def passages(self) -> PassageSearch:
        from assistant.wiring.passages import PassageSearch

        return PassageSearch(self._library, self.assistant)

    @cached_property
    def _reworder(self) -> Reworder | None:
        from assistant.wiring.language_model import open_reworder

        return open_reworder(self._settings)

    @cached_property
    def reading_room(self) -> ReadingRoom:
        from assistant.wiring.reading_room import ReadingRoom

        return ReadingRoom(self._library, self.assistant, self.passages)

    @cached_property
    def page_images(self) -> StoredPages:
        from assistant.wiring.page_images import StoredPages

        return StoredPages(self._library.catalogue, self._settings.home / "page-images")

    @cached_property
    def aliases(self) -> AliasBook:
        from assistant.wiring.aliases import AliasBook

        return AliasBook(self._library)

    # Documents

    def ingest(
        self, paths: Sequence[Path], progress: Progress, wishes: Wishes | None = None
    ) -> IngestSummary:
        """Read files and folders as documents of the office."""
        return self._intake(OFFICE, wishes).run(find(paths), progress)

    def preview(
        self, paths: Sequence[Path], progress: Progress, wishes: Wishes | None = None
    ) -> Preview:
        """What reading these files and folders would do; nothing is changed."""
        return self._intake(OFFICE, wishes).preview(find(paths), progress)

    def folder(self, folder: Path, wishes: Wishes | None = None) -> FolderSync:
        """What keeps the documents of the office equal to a folder."""
        from assistant.wiring.sync import FolderSync

        return FolderSync(self._intake(OFFICE, wishes, origin_of(folder)), folder)

    def quarantined(self) -> list[Quarantined]:
        """The files that could not be read, by their place."""
        return list(self._library.catalogue.quarantine.all(OFFICE).values())

    def documents(self) -> list[Document]:
        """The documents that answer questions now."""
        return self._library.catalogue.documents(EVERYTHING)

    def find(self, name: str) -> Document:
        """The document with this id or name, whether it answers now or not.

        Raises:
            UnknownDocument: there is none, or several have this name.
        """
        wanted = readable(name)
        stored = self._library.catalogue.stored(EVERYTHING)
        found = [d for d in stored if d.id == wanted] or [d for d in stored if d.name == wanted]
        if not found:
            raise UnknownDocument(f"그런 문서가 없습니다: {wanted}")
        if len(found) > 1:
            ids = ", ".join(document.id for document in found)
            raise UnknownDocument(f"이름이 같은 문서가 여럿이니 식별자로 적어 주십시오: {ids}")
        return found[0]

    def editions(self, document: Document) -> tuple[Document, ...]:
        """The editions of the same report in the order of time, this one among them."""
        from index.editions import chain

        return chain(self.documents(), document)

    def outline(self, document: Document) -> list[tuple[int, str]]:
        """(depth, title) of each section, the report itself at depth 0."""
        report = self._library.catalogue.report(document.id, EVERYTHING)
        if report is None:
            return []
        return [(len(report.path(s.id)) - 1, s.title) for s in report.sections]

    def audit(self, name: str | None) -> list[Audited]:
        """What does not add up in one document, or in all and between them."""
        from assistant.audit import audit

        document = self.find(name) if name else None
        return audit(self._library.catalogue, self._library.search, EVERYTHING, document)

    def remove(self, name: str, progress: Progress) -> Document:
        """Take a document out; the index is made anew, so that its text never answers again."""
        document = self.find(name)
        self._library.catalogue.remove(document.id)
        self.page_images.clear()
        self._library.rebuild(progress)
        return document

    def mend(self, progress: Progress) -> bool:
        """Make the index anew where it is missing, damaged or behind; whether it was made."""
        return self._library.rebuild(progress)

    # Embedding

    def tune(self, progress: Progress) -> Tuned:
        """Make the default embedding fit the documents; kept only where that helps."""
        from assistant.wiring.tuning import tune

        return tune(self._library, progress)

    def untune(self, progress: Progress) -> bool:
        """Go back to the embedding as it is by default; False where it was never changed."""
        return self._library.untune(progress)

    # Samples

    @property
    def samples_state(self) -> str:
        return self._library.catalogue.samples_state()

    def set_samples(self, state: str, progress: Progress) -> None:
        """`on`, `off`, or `auto`: on while there is no document of the office."""
        self._library.catalogue.set_samples(state)
        self.ensure_samples(progress)

    def ensure_samples(self, progress: Progress) -> None:
        """Read the bundled samples if they are to answer and are not there, or have changed."""
        catalogue = self._library.catalogue
        state = catalogue.samples_state()
        if state == "on" or (
            state == "auto" and not catalogue.stored(EVERYTHING, collection=OFFICE)
        ):
            with as_file(files("ingest").joinpath("samples")) as folder:
                found = sorted(folder.glob("*.txt"))
                origins = [Found(path, f"samples:{readable(path.name)}") for path in found]
                self._intake(SAMPLES).run(origins, progress)
        else:
            self._library.rebuild(progress)

    # The embedding

    @contextmanager
    def ready_to_serve(
        self, bar: Callable[[], AbstractContextManager[Progress]], tell: Callable[[str], None]
    ) -> Iterator[None]:
        """Bring everything up to date, and hold it so for as long as the server runs.

        Where only the embedding changed this goes on within, aside: what was made by the one
        before answers meanwhile.

        Raises:
            LibraryError: the library cannot be brought up to date, as without the model.
        """
        if not self._library.awaits_embedding():
            with bar() as progress:
                self.ensure_samples(progress)
            yield
            return
        from assistant.wiring.renewal import Renewal

        self._library.load_embedding()
        self._library.search.terms("색인")  # loads the analyser, before there are two threads
        with Renewal(self.ensure_samples, bar, tell):
            yield

    def _intake(self, collection: str, wishes: Wishes | None = None, folder: str = "") -> Intake:
        from assistant.wiring.intake import Intake

        return Intake(
            self._library,
            collection,
            limits_of(self._settings),
            workers=self._settings.workers or os.cpu_count() or 1,
            wishes=wishes,
            folder=folder,
        )


def limits_of(settings: Settings) -> Limits:
    """What one file may cost, by the settings."""
    return Limits(
        file_bytes=settings.max_file_mb * MEGABYTE,
        expanded_bytes=settings.max_expanded_mb * MEGABYTE,
        entries=settings.max_entries,
        pages=settings.max_pages,
        seconds=float(settings.max_seconds),
        memory_bytes=settings.max_memory_mb * MEGABYTE,
    )

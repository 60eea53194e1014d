"""Files into the catalogue: each read report is stored at once, so nothing waits for the last.

Whatever ends a run in the middle, what was stored is whole, and the next run goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.wiring.planning import Plan, Planner, Status, Step
from assistant.wiring.summary import IngestSummary, Moved, Preview, Skip, passed_over, skip_of
from index.catalogue.filebook import KnownFile
from index.types import EVERYTHING, Document
from ingest.archives import INSIDE
from ingest.errors import IngestError, Missing
from ingest.files import Found
from ingest.isolation import Isolation
from ingest.isolation.jobs import REPORT
from ingest.limits import Limits
from ingest.pipeline import Pipeline, Read, Skipped
from ingest.survey import Remembered, Seen, Stamp, Survey

if TYPE_CHECKING:
    from index.library import Library

Progress = Callable[[str, int, int], None]
Guard = Callable[[Plan], None]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a run goes about it.

    `retry` tries files again that could not be read, `rehash` looks at the bytes of files whose
    size and times have not changed.
    """

    retry: bool = False
    rehash: bool = False


@dataclass(slots=True)
class _Brought:
    """What a run has brought so far."""

    read: list[Document] = field(default_factory=list)
    revised: set[str] = field(default_factory=set)
    moved: list[Moved] = field(default_factory=list)
    removed: list[Document] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    failed: dict[str, IngestError] = field(default_factory=dict)  # by hash
    files: dict[Status, int] = field(default_factory=dict)
    pages: dict[Status, int] = field(default_factory=dict)

    def count(self, status: Status, pages: int | None = None) -> None:
        self.files[status] = self.files.get(status, 0) + 1
        self.pages[status] = self.pages.get(status, 0) + (pages or 0)


class Intake:
    """Reads files into one collection of a library; `folder` is one that is to be matched."""

    def __init__(
        self,
        library: Library,
        collection: str,
        limits: Limits,
        *,
        workers: int = 1,
        wishes: Wishes | None = None,
        folder: str = "",
        work: str = REPORT,
    ) -> None:
        self._library = library
        self._collection = collection
        self._limits = limits
        self._workers = workers
        self._wishes = wishes or Wishes()
        self._folder = folder
        self._work = work
        catalogue = library.catalogue
        self._known = catalogue.files.known(collection)
        self._planner = Planner(
            stored=catalogue.files.origins(collection),
            quarantined=catalogue.quarantine.all(collection),
            limits=asdict(limits),
            folder=folder,
            retry=self._wishes.retry,
        )
        self._members: dict[str, list[KnownFile]] = {}
        for one in self._known.values():
            if one.archive:
                self._members.setdefault(one.archive, []).append(one)

    def preview(
        self, files: Sequence[Found], progress: Progress, guard: Guard | None = None
    ) -> Preview:
        """What a run would do; nothing is changed.  `guard` refuses what it would refuse."""
        with Isolation(self._limits, workers=self._workers) as isolation:
            plan = self._planner.plan(self._survey(isolation, files, progress))
        if guard:
            guard(plan)
        return Preview(plan.steps, plan.gone)

    def run(
        self, files: Sequence[Found], progress: Progress, guard: Guard | None = None
    ) -> IngestSummary:
        """Store what is new, then bring the index up to date.

        Nothing is stored where the embedding is missing: what a document said before would no
        longer answer, and what it says now not yet.  `guard` may refuse the plan by an error.
        """
        self._library.check_embedding()
        with Isolation(self._limits, workers=self._workers) as isolation:
            seen = self._survey(isolation, files, progress)
            plan = self._planner.plan(seen)
            if guard:
                guard(plan)
            brought = _Brought()
            self._note(seen)
            self._move(plan, brought)
            self._read(isolation, plan, brought, progress)
        plan = replace(plan, steps=tuple(self._settled(step, brought) for step in plan.steps))
        self._remove(plan, brought)
        self._clear_away(seen, plan)
        return self._summary(plan, brought, self._library.rebuild(progress))

    # Looking

    def _survey(
        self, isolation: Isolation, files: Sequence[Found], progress: Progress
    ) -> list[Seen]:
        survey = Survey(self._limits, isolation, self._remembered, self._wishes.rehash)
        found: list[Seen] = []
        progress("파일 확인", 0, len(files))
        for done, seen in enumerate(survey.run(files), 1):
            found += seen
            progress("파일 확인", done, len(files))
        return found

    def _remembered(self, origin: str) -> Remembered | None:
        """What is known of a file, None where its archive has to be opened once more."""
        known = self._known.get(origin)
        members = self._members.get(origin, [])
        if known is None or self._planner.due(origin, known.sha256):
            return None
        if any(self._planner.due(one.origin, one.sha256) for one in members):
            return None
        times = (known.size, known.modified, known.changed)
        stamp = None if None in times else Stamp(*times)  # type: ignore[arg-type]
        start = len(origin) + 1
        return Remembered(
            known.sha256, stamp, tuple((one.origin[start:], one.sha256) for one in members)
        )

    # Changing

    def _note(self, seen: Sequence[Seen]) -> None:
        """Remember what the files are; an archive's rows all at once, with its members."""
        fresh: dict[str, KnownFile] = {}
        archive = ""
        for one in seen:
            if one.is_archive:
                archive = one.file.origin
            if one.sha256:
                stamp = one.stamp
                fresh[one.file.origin] = KnownFile(
                    one.file.origin,
                    one.sha256,
                    archive if one.file.member else "",
                    stamp.size if stamp else None,
                    stamp.modified if stamp else None,
                    stamp.changed if stamp else None,
                )
        changed = [file for origin, file in fresh.items() if self._known.get(origin) != file]
        self._library.catalogue.files.note(self._collection, changed)
        self._known.update(fresh)

    def _move(self, plan: Plan, brought: _Brought) -> None:
        for step in plan.steps:
            old = step.document
            if step.status is not Status.MOVED or old is None:
                continue
            file = step.seen.file
            self._library.catalogue.move(old.document, file.origin, file.name)
            document = self._stored().get(old.document)
            if document:
                brought.moved.append(Moved(document, old, file.origin))
            if not step.reads:
                brought.count(Status.MOVED, document.pages if document else None)

    def _read(
        self, isolation: Isolation, plan: Plan, brought: _Brought, progress: Progress
    ) -> None:
        steps = [step for step in plan.steps if step.reads]
        pipeline = Pipeline(isolation, self._limits, work=self._work)
        progress("파일 읽기", 0, len(steps))
        pages = 0
        outcomes = pipeline.run([step.seen for step in steps])
        for done, (step, outcome) in enumerate(zip(steps, outcomes, strict=True), 1):
            match outcome:
                case Read():
                    self._store(step, outcome, brought)
                    pages += outcome.report.pages or 0
                case Skipped():
                    brought.failed[outcome.sha256] = outcome.error
                    self._set_aside(step.seen, outcome.error, outcome.sha256)
                    skipped = Step(step.seen, Status.UNREAD, step.document, error=outcome.error)
                    brought.skipped.append(skip_of(skipped, kept=step.document is not None))
                    brought.count(Status.UNREAD)
            progress("파일 읽기", done, len(steps))
            if pages:
                progress("읽은 쪽", pages, pages)

    def _settled(self, step: Step, brought: _Brought) -> Step:
        """A copy of a file that could not be read could not either."""
        error = brought.failed.get(step.seen.sha256)
        if step.status is not Status.SAME or error is None:
            return step
        self._set_aside(step.seen, error, step.seen.sha256)
        return replace(step, status=Status.UNREAD, error=error)

    def _store(self, step: Step, outcome: Read, brought: _Brought) -> None:
        catalogue, source = self._library.catalogue, outcome.report.source
        catalogue.keep_original(source.sha256, outcome.data)
        origin = outcome.file.origin
        document = catalogue.put(outcome.report, origin=origin, collection=self._collection)
        if document is None:  # another process stored the same bytes meanwhile
            at = catalogue.files.origins(self._collection)[origin]
            document = self._stored()[at.document]
        if step.document:
            brought.revised.add(document.id)
        brought.read.append(document)
        brought.count(step.status, outcome.report.pages)
        if origin in self._planner.quarantined:
            catalogue.quarantine.release(self._collection, [origin])

    def _set_aside(self, seen: Seen, error: IngestError, sha256: str) -> None:
        file = seen.file
        if isinstance(error, Missing) or not file.path.is_file():
            return
        self._library.catalogue.quarantine.add(
            self._collection,
            origin=file.origin,
            path=_written(file.path) or file.origin,
            name=file.shown,
            sha256=sha256,
            error=error,
            remedy=error.remedy,
            limits=asdict(self._limits),
        )

    def _remove(self, plan: Plan, brought: _Brought) -> None:
        stored = self._stored()
        for one in plan.gone:
            document = stored.get(one.document)
            if document and self._library.catalogue.remove(one.document):
                brought.removed.append(document)
                brought.count(Status.GONE, document.pages)

    def _clear_away(self, seen: Sequence[Seen], plan: Plan) -> None:
        """Record what could not even be looked at, and forget files that are no longer there."""
        catalogue = self._library.catalogue
        quarantined = self._planner.quarantined
        for step in plan.steps:
            if step.status is Status.UNREAD and step.seen.problem and step.error:
                self._set_aside(step.seen, step.error, step.seen.sha256)
        well = [
            step.seen.file.origin
            for step in plan.steps
            if step.status in (Status.UNCHANGED, Status.SAME, Status.MOVED)
        ]
        well += [one.file.origin for one in seen if one.is_archive]
        here = {one.file.origin for one in seen}
        looked_into = tuple(one.file.origin + INSIDE for one in seen if one.is_archive)
        if self._folder:
            looked_into += (self._folder.rstrip("/") + "/",)
        away = [one for one in quarantined if one.startswith(looked_into) and one not in here]
        catalogue.quarantine.release(
            self._collection, [origin for origin in (*well, *away) if origin in quarantined]
        )
        lost = [one for one in self._known if one.startswith(looked_into) and one not in here]
        catalogue.files.note(self._collection, (), lost)

    # Telling

    def _summary(self, plan: Plan, brought: _Brought, indexed: bool) -> IngestSummary:
        stored = self._stored()
        unchanged = []
        held = {step.seen.file.origin for step in plan.held}
        for step in plan.steps:
            if step.status is Status.UNCHANGED and step.document:
                document = stored[step.document.document]
                unchanged.append(document)
                brought.count(step.status, document.pages)
            elif step.status in (Status.UNREAD, Status.SAME):
                kept = step.seen.file.origin in held
                brought.skipped.append(skip_of(step, kept=kept))
                brought.count(step.status)
            elif step.status is Status.PASSED:
                brought.count(step.status)
        return IngestSummary(
            documents=tuple(brought.read),
            revised=frozenset(brought.revised),
            unchanged=tuple(unchanged),
            moved=tuple(brought.moved),
            removed=tuple(brought.removed),
            skipped=tuple(sorted(brought.skipped, key=lambda one: one.path)),
            passed=passed_over(plan.steps),
            counts={
                status: (brought.files[status], brought.pages[status])
                for status in Status
                if status in brought.files
            },
            indexed=indexed,
        )

    def _stored(self) -> dict[str, Document]:
        found = self._library.catalogue.stored(EVERYTHING, collection=self._collection)
        return {document.id: document for document in found}


def _written(path: Path) -> str:
    """A path as it can be written down, "" where its name is in no encoding that is known."""
    try:
        return str(path.absolute()).encode("utf-8").decode()
    except UnicodeEncodeError:
        return ""

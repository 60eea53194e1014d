"""What one run of reading brought, or would bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.wiring.planning import Status, Step
from index.catalogue.origins import Origin
from index.types import Document

Row = tuple[str, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Skip:
    """A file that gave no document, why, and what helps; `kept` where an older content answers."""

    path: str
    name: str  # with the archive that it stands in
    reason: str
    remedy: str = ""
    kept: bool = False
    same: bool = False  # what it holds is there already: nothing is missing


@dataclass(frozen=True, slots=True)
class Moved:
    """A document whose file stands elsewhere now, or has another name."""

    document: Document
    old: Origin
    place: str

    @property
    def names(self) -> tuple[str, str]:
        """What it was called and is called, by its places where the name is the same."""
        if self.old.name == self.document.name:
            return self.old.origin, self.place
        return self.old.name, self.document.name


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """`documents` were read now, `revised` are the ids of those that replaced an older content.

    `moved` are documents whose file has another place now, `removed` those whose file went away.
    `passed` counts by heading the files that nobody means.
    """

    documents: tuple[Document, ...] = ()
    revised: frozenset[str] = frozenset()
    unchanged: tuple[Document, ...] = ()
    moved: tuple[Moved, ...] = ()
    removed: tuple[Document, ...] = ()
    skipped: tuple[Skip, ...] = ()
    passed: Mapping[str, int] | None = None
    counts: Mapping[Status, tuple[int, int]] | None = None  # files and known pages
    indexed: bool = False  # whether a new generation of the index was made

    def rows(self) -> Iterator[Row]:
        """(name, state, (sections, tables, figures, passages)) of each document, then the sum."""
        everything = [*self.documents, *self.unchanged]
        for document in everything:
            yield document.name, self._state(document), _counts(document)
        if len(everything) > 1:
            columns = zip(*(_counts(document) for document in everything), strict=True)
            yield "모두", "", tuple(sum(column) for column in columns)

    def as_json(self) -> dict[str, Any]:
        return {
            "documents": [
                {**asdict(document), "revised": document.id in self.revised}
                for document in self.documents
            ],
            "unchanged": [asdict(document) for document in self.unchanged],
            "moved": [
                {**asdict(one.document), "from": one.old.origin, "to": one.place}
                for one in self.moved
            ],
            "removed": [asdict(document) for document in self.removed],
            "skipped": [asdict(one) for one in self.skipped],
            "passed": dict(self.passed or {}),
            "counts": {
                status.name.lower(): {"files": files, "pages": pages}
                for status, (files, pages) in (self.counts or {}).items()
            },
            "indexed": self.indexed,
        }

    def _state(self, document: Document) -> str:
        if document in self.unchanged:
            return Status.UNCHANGED
        return Status.CHANGED if document.id in self.revised else Status.NEW


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do: each file that is not as before, and how many there are of each kind."""

    steps: tuple[Step, ...]
    gone: tuple[Origin, ...]

    @property
    def counts(self) -> dict[Status, int]:
        found = Counter(step.status for step in self.steps)
        found[Status.GONE] = len(self.gone)
        return {status: found[status] for status in Status if found[status]}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """(state, name, what is to be said of it), without the files that stay as they are."""
        for step in self.steps:
            if step.status not in (Status.UNCHANGED, Status.PASSED):
                yield step.status.value, step.seen.file.shown, said_of(step)
        for origin in self.gone:
            yield Status.GONE.value, origin.name, origin.origin

    def as_json(self) -> dict[str, Any]:
        return {
            "dry_run": True,
            "files": [
                {
                    "path": step.seen.file.origin,
                    "status": step.status.name.lower(),
                    "document": step.document.document if step.document else None,
                    "reason": said_of(step),
                    "remedy": step.error.remedy if step.error else "",
                }
                for step in self.steps
            ],
            "gone": [{"path": one.origin, "document": one.document} for one in self.gone],
            "counts": {status.name.lower(): count for status, count in self.counts.items()},
        }


def said_of(step: Step) -> str:
    """Why a file is not read, or where a document was before; "" where there is nothing to say."""
    if step.error:
        return str(step.error)
    if step.status is Status.SAME:
        return f"내용이 같은 문서가 이미 있습니다: {step.note}"
    if step.status is Status.MOVED and step.document:
        same = step.document.name == step.seen.file.name
        return f"전에는 {step.document.origin if same else step.document.name}"
    return step.note


def skip_of(step: Step, *, kept: bool) -> Skip:
    file = step.seen.file
    remedy = step.error.remedy if step.error else ""
    same = step.status is Status.SAME
    return Skip(file.origin, file.shown, said_of(step), remedy, kept, same)


def passed_over(steps: Sequence[Step]) -> dict[str, int]:
    return dict(Counter(step.note for step in steps if step.status is Status.PASSED))


def _counts(document: Document) -> tuple[int, ...]:
    return document.sections, document.tables, document.figures, document.passages

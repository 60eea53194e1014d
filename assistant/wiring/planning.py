"""What is to be done with each file, decided before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.catalogue.origins import Origin
from index.catalogue.quarantine import Limits, Quarantined
from index.catalogue.store import revision_id
from ingest.archives import INSIDE
from ingest.errors import Empty, IngestError
from ingest.isolation.answers import error_of
from ingest.survey import Seen


class Status(StrEnum):
    """What becomes of a file, as people are told."""

    NEW = "새 문서"
    CHANGED = "바뀜"
    MOVED = "옮김"
    GONE = "없어짐"
    UNCHANGED = "그대로"
    SAME = "같은 내용"
    UNREAD = "읽지 않음"
    PASSED = "지나침"


@dataclass(frozen=True, slots=True)
class Step:
    """One file and what becomes of it.

    `document` is the one that the file is of already, at its old place where it moved.  `reads`
    says whether the file is read.  `note` says why a file is not, or which document is the same.
    """

    seen: Seen
    status: Status
    document: Origin | None = None
    reads: bool = False
    error: IngestError | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in the order of the files, and the documents whose files went away."""

    steps: tuple[Step, ...]
    gone: tuple[Origin, ...] = ()
    of: int = 0  # the documents that came from the folder

    @property
    def held(self) -> tuple[Step, ...]:
        """Files whose document goes on to answer from what it held before."""
        gone = {one.document for one in self.gone}
        behind = (Status.UNREAD, Status.SAME)
        return tuple(
            step
            for step in self.steps
            if step.document and step.status in behind and step.document.document not in gone
        )


@dataclass(slots=True)
class Planner:
    """Decides from what is stored; `folder` is the origin of a folder that is to be matched."""

    stored: Mapping[str, Origin]
    quarantined: Mapping[str, Quarantined]
    limits: Limits
    folder: str = ""
    retry: bool = False
    _gone: dict[str, Origin] = field(default_factory=dict)  # by document
    _twins: dict[str, list[Origin]] = field(default_factory=dict)  # by hash
    _planned: dict[str, str] = field(default_factory=dict)  # hash → the name it is read under

    def plan(self, files: Iterable[Seen]) -> Plan:
        seen = list(files)
        below = [one for one in self.stored.values() if self._is_below(one.origin)]
        places = _Places(seen, self.stored)
        now = {one.file.origin: one.sha256 for one in seen if one.sha256}
        self._gone = {one.document: one for one in below if not places.hold(one.origin)}
        for one in self.stored.values():
            if now.get(one.origin, one.sha256) == one.sha256:  # else it will tell something else
                self._twins.setdefault(one.sha256, []).append(one)
        steps = tuple(self._step(one) for one in seen if not one.is_archive)
        return Plan(steps, tuple(self._gone.values()), len(below))

    def due(self, origin: str, sha256: str) -> bool:
        """Whether a file that could not be read is to be tried again."""
        known = self.quarantined.get(origin)
        return known is not None and (self.retry or not known.still_holds(sha256, self.limits))

    def _is_below(self, origin: str) -> bool:
        return bool(self.folder) and origin.startswith(self.folder.rstrip("/") + "/")

    def _step(self, seen: Seen) -> Step:
        file, sha256 = seen.file, seen.sha256
        document = self.stored.get(file.origin)
        if file.passed_over:
            return Step(seen, Status.PASSED, note=file.passed_over)
        same = document is not None and document.sha256 == sha256
        if document and same and document.revision == revision_id(sha256):
            return Step(seen, Status.UNCHANGED, document)
        if seen.problem:
            return Step(seen, Status.UNREAD, document, error=seen.problem)
        known = self.quarantined.get(file.origin)
        if known and not self.due(file.origin, sha256):
            return Step(seen, Status.UNREAD, document, error=error_of(_told(known)))
        if same:  # the rules of reading have changed since
            return Step(seen, Status.CHANGED, document, reads=True)
        return self._new_content(seen, document)

    def _new_content(self, seen: Seen, document: Origin | None) -> Step:
        sha256 = seen.sha256
        twins = [one for one in self._twins.get(sha256, ()) if one is not document]
        moved = next((one for one in twins if one.document in self._gone), None)
        staying = next((one for one in twins if one.document not in self._gone), None)
        if staying or sha256 in self._planned:
            if document and staying and self.folder:
                self._gone[document.document] = document  # its content is told by another already
            name = staying.name if staying else self._planned[sha256]
            return Step(seen, Status.SAME, document, note=name)
        self._planned[sha256] = seen.file.name
        if moved and not document:
            del self._gone[moved.document]
            stale = moved.revision != revision_id(sha256)
            return Step(seen, Status.MOVED, moved, reads=stale)
        status = Status.CHANGED if document else Status.NEW
        return Step(seen, status, document, reads=True)


class _Places:
    """Where there is a file, or where one may be that cannot be seen now."""

    def __init__(self, seen: Iterable[Seen], stored: Mapping[str, Origin]) -> None:
        self._files: set[str] = set()
        self._closed: list[str] = []
        for one in seen:
            origin, problem = one.file.origin, one.problem
            self._files.add(origin)
            if one.file.passed_over or (problem and not one.sha256):
                # an empty folder is no closed one
                self._closed += [] if isinstance(problem, Empty) else [f"{origin}/"]
            document = stored.get(origin)
            if not one.is_archive and not (document and document.sha256 == one.sha256):
                # an archive that is broken, or locked since; only what was read is surely none
                self._closed.append(origin + INSIDE)

    def hold(self, origin: str) -> bool:
        return origin in self._files or origin.startswith(tuple(self._closed))


def _told(known: Quarantined) -> dict[str, str]:
    return {"kind": known.kind, "reason": known.reason, "remedy": known.remedy}

"""Keeping the documents equal to a folder: what is not there any more goes, with care."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.wiring.planning import Plan
from index.errors import LibraryError
from ingest.errors import Empty
from ingest.files import Found, find

if TYPE_CHECKING:
    from assistant.wiring.intake import Intake, Progress
    from assistant.wiring.summary import IngestSummary, Preview

_MOST = 0.5  # of the documents of a folder that may go without being asked for


class TooManyGone(LibraryError):
    """So many files went away that it looks like a mistake; nothing was changed."""


class FolderSync:
    """One folder, and the documents that came from it."""

    def __init__(self, intake: Intake, folder: Path) -> None:
        self._intake = intake
        self._folder = folder

    def preview(self, progress: Progress, *, allow_delete: bool = False) -> Preview:
        """What `run` would do; nothing is changed.

        Raises:
            TooManyGone: `run` would stop.
        """
        guard = None if allow_delete else self._refuse_if_most_would_go
        return self._intake.preview(self._files(), progress, guard)

    def run(self, progress: Progress, *, allow_delete: bool = False) -> IngestSummary:
        """Read what is new or changed, follow what moved, take out what is gone.

        Raises:
            TooManyGone: the folder is missing or empty, or most documents would go, and
                `allow_delete` does not say that this is meant.
        """
        guard = None if allow_delete else self._refuse_if_most_would_go
        return self._intake.run(self._files(), progress, guard)

    def _files(self) -> list[Found]:
        found = find([self._folder]) if self._folder.is_dir() else []
        return [one for one in found if not isinstance(one.problem, Empty)]

    def _refuse_if_most_would_go(self, plan: Plan) -> None:
        if not self._folder.is_dir():
            raise TooManyGone(
                f"‘{self._folder}’ 폴더를 찾을 수 없습니다. 연결되어 있는지 확인해 주십시오. "
                "그 폴더의 문서를 모두 빼려면 --allow-delete를 붙여 주십시오."
            )
        if len(plan.gone) > _MOST * plan.of:
            raise TooManyGone(
                f"이 폴더에서 읽은 문서 {plan.of:,}건 가운데 {len(plan.gone):,}건이 없어져 "
                "멈추었습니다. 바뀐 것은 없습니다. 폴더가 제대로 연결되어 있는지 확인하고, "
                "문서를 정말 빼려면 --allow-delete를 붙여 주십시오."
            )

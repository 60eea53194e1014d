"""The whole index behind one door, for the wiring: a folder with a catalogue and its search."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from index.building import Progress, build, fold, silent
from index.catalogue.database import sqlite_url
from index.catalogue.store import SqlCatalogue
from index.content import revisions_of
from index.embedding.registry import KIWI, checked, full_name, loaded
from index.errors import CannotTune, Damaged, LibraryError
from index.generation import Manifest, verified
from index.search import HybridSearch
from index.shelf import Shelf
from index.tuning.judging import Verdict
from index.tuning.keeping import TuningFile, TuningState
from index.tuning.trying import try_over
from index.types import EVERYTHING
from index.vectors import is_written

# It keeps every vector in memory and takes a thousand a second: beyond, the array serves alone.
_MOST_IN_CHROMA = 200_000

_log = logging.getLogger(__name__)


class Library:
    """A folder of documents that can be searched.

    catalogue.db     the truth (or any other database, by `catalogue_url`)
    originals/       the files as they came, by their hash
    generations/     what is made of it, and can always be made again
    tuning.json      the map that the default embedding was given by `tune`
    """

    def __init__(
        self,
        folder: Path,
        *,
        catalogue_url: str | None = None,
        embedding: str = KIWI,
        allow_hub: bool = False,
    ) -> None:
        """Open or begin a library.

        `embedding` is "kiwi" or the name or folder of a sentence-transformers model, which is
        looked for on this machine only unless `allow_hub`.
        """
        self._shelf = Shelf(folder / "generations")
        self._tuning = TuningFile(folder / "tuning.json")
        self._embedding = full_name(embedding)
        self._allow_hub = allow_hub
        url = catalogue_url or sqlite_url(folder / "catalogue.db")
        self.catalogue = SqlCatalogue(url, folder / "originals")
        self.search = HybridSearch(self._shelf, self.catalogue.documents, allow_hub=allow_hub)

    def rebuild(self, progress: Progress = silent) -> bool:
        """Make a new generation where the catalogue, the software or the embedding changed.

        It serves as soon as it is published; then its vectors are written to Chroma, which is also
        done where that was broken off.  False where the current generation still fits.  Busy where
        another process is building; LibraryError where it cannot be made, and what was served
        before is served on.
        """
        if self._fits() and self._is_folded():
            return False
        with self._shelf.writing():
            built = not self._fits()
            if built:
                self._make(lambda: self._build(progress))
            place = self._shelf.current()
            if place is not None and not self._is_folded():
                self._make(lambda: fold(place, progress))
        return built

    def check_embedding(self) -> None:
        """Raise EmbeddingUnavailable where the setting's embedding clearly cannot be used.

        It is not loaded for that: what only shows then is found by `load_embedding`.
        """
        checked(self._embedding, allow_hub=self._allow_hub)

    def load_embedding(self) -> None:
        """Bring the setting's embedding into memory, or raise EmbeddingUnavailable."""
        loaded(self._embedding, allow_hub=self._allow_hub)

    def awaits_embedding(self) -> bool:
        """Whether all is indexed and whole, but by another embedding than that of the setting."""
        current = self._shelf.current()
        try:
            if current is None or self._is_embedded(Manifest.read(current)):
                return False
            documents = verified(current).documents  # only now: it takes time
        except Damaged:
            return False
        return documents == revisions_of(self.catalogue.documents(EVERYTHING))

    def indexed_by(self) -> tuple[str, bool] | None:
        """The current generation's embedding, and whether it is that of the setting as it is now.

        None where there is no generation; EmbeddingUnavailable where the setting's is not there.
        """
        current = self._shelf.current()
        if current is None:
            return None
        manifest = Manifest.read(current)
        return manifest.embedding_version, self._is_embedded(manifest)

    def tune(self, progress: Progress = silent) -> Verdict:
        """Make the default embedding fit the documents; what that brings.

        It is kept where it helps by more than chance on held-out sections; then the index is made
        anew, and what was served before serves until that is done.  CannotTune says in one
        sentence why there is nothing to try.
        """
        if self._embedding != KIWI:
            raise CannotTune(
                "문서에 맞출 수 있는 것은 기본 임베딩(kiwi)뿐입니다. "
                f"지금은 ‘{self._embedding}’ 모형을 씁니다."
            )
        self.rebuild(progress)
        current = self._shelf.current()
        if current is None:
            raise CannotTune("아직 읽어 들인 문서가 없어 맞출 수 없습니다.")
        tuning, verdict = try_over(current, self.catalogue, progress)
        if verdict.better:
            with self._tuning.replaced(tuning):
                self.rebuild(progress)
        return verdict

    def untune(self, progress: Progress = silent) -> bool:
        """Go back to the embedding as it is without a tuning; False where there was none."""
        if not self._tuning.is_there:
            return False
        with self._tuning.replaced(None):
            self.rebuild(progress)
        return True

    def tuning_state(self) -> TuningState:
        """What became of the tuning, with regard to what serves now."""
        if self._embedding != KIWI:
            return TuningState.NONE
        return self._tuning.state(self._shelf.current())

    def _build(self, progress: Progress) -> None:
        self.load_embedding()  # now, and not after minutes of analysing
        build(
            self._shelf,
            self.catalogue,
            embedding=self._embedding,
            tuning=self._tuning.usable(),
            allow_hub=self._allow_hub,
            progress=progress,
        )

    def _make(self, step: Callable[[], None]) -> None:
        try:
            step()
        except LibraryError:
            raise
        except Exception as error:  # disk full, no permission: each part has errors of its own
            _log.exception("색인을 만들지 못했습니다")
            raise LibraryError(
                "색인을 만들지 못했습니다. 앞서 만든 색인과 문서는 그대로입니다. "
                "디스크의 남은 공간과 접근 권한을 확인하시기 바랍니다."
            ) from error

    def close(self) -> None:
        self.search.close()
        self.catalogue.close()

    def _fits(self) -> bool:
        wanted = revisions_of(self.catalogue.documents(EVERYTHING))
        manifest = self._manifest()
        if manifest is None:
            return not wanted and self._shelf.current() is None
        same = manifest.documents == wanted and self._is_embedded(manifest)
        return same and self._is_tuned_as_kept() and not self.search.problem()

    def _is_tuned_as_kept(self) -> bool:
        current = self._shelf.current()
        return self._embedding != KIWI or current is None or self._tuning.agrees_with(current)

    def _is_embedded(self, manifest: Manifest) -> bool:
        """Whether by the setting's embedding, name and contents."""
        version = checked(self._embedding, allow_hub=self._allow_hub)
        return manifest.embedding == self._embedding and version in ("", manifest.embedding_version)

    def _is_folded(self) -> bool:
        """Whether the current generation's vectors are in Chroma, or too many for it."""
        current = self._shelf.current()
        if current is None or is_written(current):
            return True
        try:
            return Manifest.read(current).passages > _MOST_IN_CHROMA
        except Damaged:
            return True  # it is built anew before anything is written to it

    def _manifest(self) -> Manifest | None:
        """The current generation's, None where there is none that could serve."""
        current = self._shelf.current()
        if current is None:
            return None
        try:
            return verified(current)
        except Damaged:
            return None

"""A folder of reports and a catalogue without a search: what is told of files, and nothing else."""

import io
import zipfile
from types import SimpleNamespace

from assistant.wiring.intake import Intake, Wishes
from assistant.wiring.planning import Status
from assistant.wiring.sync import FolderSync
from index.catalogue.database import sqlite_url
from index.catalogue.store import SqlCatalogue
from index.types import EVERYTHING, OFFICE
from ingest.files import find, origin_of
from ingest.isolation.jobs import REPORT
from ingest.limits import Limits

TEXT = "2030년 주요업무계획\n\n하늘구 도서관팀\n\n□ 예산 : {:,}천원\n"
BROKEN = bytes(range(256)) * 4


def silent(stage, done, total):
    pass


class Office:
    """A folder `files`, and a catalogue that runs of reading fill."""

    def __init__(self, home):
        self.home = home
        self.files = home / "files"
        self.files.mkdir()
        self.catalogue = SqlCatalogue(sqlite_url(home / "catalogue.db"), home / "originals")
        self.rebuilt = 0

    def write(self, name, number=1, text=None):
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or TEXT.format(number), "utf-8")
        return path

    def zip(self, name, members):
        """An archive of (name, number) or (name, bytes)."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for member, content in members:
                data = content if isinstance(content, bytes) else TEXT.format(content).encode()
                archive.writestr(member, data)
        path = self.files / name
        path.write_bytes(buffer.getvalue())
        return path

    def intake(self, *, folder="", work=REPORT, limits=None, **wishes):
        library = SimpleNamespace(
            catalogue=self.catalogue, check_embedding=lambda: None, rebuild=self._rebuild
        )
        return Intake(
            library,
            OFFICE,
            limits or Limits(),
            workers=2,
            wishes=Wishes(**wishes),
            folder=folder,
            work=work,
        )

    def _rebuild(self, progress):
        self.rebuilt += 1
        return True

    def ingest(self, *paths, **more):
        return self.intake(**more).run(find(paths or [self.files]), silent)

    def sync(self, folder=None, *, allow_delete=False, **more):
        folder = folder or self.files
        intake = self.intake(folder=origin_of(folder), **more)
        return FolderSync(intake, folder).run(silent, allow_delete=allow_delete)

    def preview(self, folder=None, **more):
        folder = folder or self.files
        return FolderSync(self.intake(folder=origin_of(folder), **more), folder).preview(silent)

    @property
    def documents(self):
        """The stored documents by their place below the folder."""
        stored = {d.id: d for d in self.catalogue.stored(EVERYTHING)}
        origins = self.catalogue.files.origins(OFFICE)
        return {
            origin.removeprefix(f"{self.files}/"): stored[one.document]
            for origin, one in origins.items()
        }

    @property
    def quarantined(self):
        found = self.catalogue.quarantine.all(OFFICE)
        return {origin.removeprefix(f"{self.files}/"): one for origin, one in found.items()}

    def said(self, place):
        """What the document at a place says."""
        report = self.catalogue.report(self.documents[place].id, EVERYTHING)
        return "\n".join(block.text for block in report.blocks)

    def dump(self):
        """Every row of every table."""
        with self.catalogue._engine.connect() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")
            return {
                name: sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {name}")))  # noqa: S608
                for (name,) in names.all()
            }


def counts(summary):
    """Files by status, without those that are as they were."""
    return {
        status: files
        for status, (files, _) in summary.counts.items()
        if status is not Status.UNCHANGED
    }

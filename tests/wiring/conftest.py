import pytest
from wiring_office import Office

from assistant.wiring import intake
from ingest import survey
from ingest.isolation import Isolation


class Kept(Isolation):
    """Serves several runs: what starts it is tested elsewhere, and takes its time."""

    def __exit__(self, kind, error, trace):
        pass


@pytest.fixture(scope="session")
def kept():
    made = {}

    def isolation(limits, *, workers):
        if limits not in made:
            made[limits] = Kept(limits, workers=workers, preload=["ingest.isolation.jobs"])
        return made[limits]

    yield isolation
    for one in made.values():
        one.close()


@pytest.fixture
def office(tmp_path, monkeypatch, kept):
    """An office whose file times can be relied on at once."""
    monkeypatch.setattr(survey, "SETTLED", -1)
    monkeypatch.setattr(intake, "Isolation", kept)
    made = Office(tmp_path)
    yield made
    made.catalogue.close()


@pytest.fixture
def parsed(monkeypatch):
    """The names of the files that are read or looked into from now on."""
    names = []
    submit = Isolation.submit

    def watch(self, work, data, name, options=()):
        names.append(name)
        return submit(self, work, data, name, options)

    monkeypatch.setattr(Isolation, "submit", watch)
    return names

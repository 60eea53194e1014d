"""What `bogo audit` finds in the real reports, against what a person found in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.audit.report import audit
from index.library import Library
from index.types import EVERYTHING
from ingest.limits import Limits
from ingest.reading import read_report

TRUTH = Path(__file__).parents[1] / "ingest" / "truth"
pytestmark = pytest.mark.reports


def lines_of(name):
    return [json.loads(line) for line in (TRUTH / name).read_text(encoding="utf-8").splitlines()]


def digits(text):
    return re.sub(r"[^\d.]", "", text)


@pytest.fixture(scope="module")
def found(reports, tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("library"))
    for path in sorted(reports.glob("*.txt")):
        library.catalogue.put(read_report(path.read_bytes(), path.name, Limits()), origin=str(path))
    library.rebuild()
    told = audit(library.catalogue, library.search, EVERYTHING)
    library.close()
    return told


def places(one):
    """File and line of everything that a finding is about."""
    records = (one.claim, *one.parts)
    return {(r.document.name, r.statement.place.first_line) for r in records}


def tells(one, truth):
    """Whether a finding tells the inconsistency of the truth."""
    claimed = {(truth["file"], line) for line in truth["lines"]}
    if truth["kind"] == "between_reports":
        other = {(truth["other_file"], line) for line in truth["other_lines"]}
        printed = {truth["printed"], truth["other_printed"]}
        amounts = {r.statement.figures[0].printed for r in (one.claim, *one.parts)}
        both = bool(places(one) & claimed) and bool(places(one) & other)
        return one.kind == truth["kind"] and both and amounts == printed
    line = (one.claim.document.name, one.claim.statement.place.first_line)
    return (
        line in claimed
        and digits(truth["printed"]).endswith(digits(one.printed))
        and one.kind == truth["kind"]
    )


def test_every_certain_inconsistency_is_found(found):
    certain = [truth for truth in lines_of("inconsistencies.jsonl") if truth["certain"]]
    missed = [t["id"] for t in certain if not any(tells(one, t) for one in found)]
    assert len(certain) >= 20
    assert not missed


def test_nothing_is_told_that_a_person_did_not_find(found):
    known = lines_of("inconsistencies.jsonl")
    invented = [one.message for one in found if not any(tells(one, truth) for truth in known)]
    assert not invented


def test_what_only_looks_inconsistent_is_not_told(found):
    told = {
        (one.claim.document.name, one.claim.statement.place.first_line, digits(one.printed))
        for one in found
    }
    alike = {
        (truth["file"], line, digits(truth["printed"]))
        for truth in lines_of("not_inconsistent.jsonl")
        for line in truth["lines"][:1]
    }
    assert len(alike) > 50
    assert not told & alike

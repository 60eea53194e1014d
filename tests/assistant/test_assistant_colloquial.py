"""Forty questions as people say them, over the real reports: no rule may lose what it has won."""

import pytest
from assistant_library import REPORTS

from assistant.assistant import Assistant
from assistant.evaluation.golden import read_golden
from assistant.evaluation.runner import evaluate
from assistant.evaluation.totals import total
from index.library import Library
from ingest.files import find
from ingest.limits import Limits
from ingest.reading import read_report

pytestmark = pytest.mark.reports

RIGHT_AT_LEAST, WRONG_AT_MOST = 32, 4


def test_colloquial_questions(reports, tmp_path):
    library = Library(tmp_path / "home")
    for found in find([reports]):
        data = found.path.read_bytes()
        report = read_report(data, found.name, Limits())
        library.catalogue.keep_original(report.source.sha256, data)
        library.catalogue.put(report, origin=str(found.path))
    library.rebuild()
    assistant = Assistant(library.catalogue, library.search)
    counts = total(list(evaluate(read_golden(REPORTS / "colloquial.jsonl"), assistant.ask))).all
    library.close()
    assert counts.right == counts.verified >= RIGHT_AT_LEAST
    assert counts.wrong <= WRONG_AT_MOST

"""Forty questions for words over real reports: lists, texts, dates, places and persons."""

from __future__ import annotations

from pathlib import Path

import pytest
from assistant_library import library_of

from assistant.assistant import Assistant
from assistant.evaluation.golden import read_golden
from assistant.evaluation.runner import evaluate
from assistant.evaluation.totals import total

GOLDEN = Path(__file__).with_name("reports") / "in_words.jsonl"
RIGHT, WRONG = 36, 0  # of 40: at least, and at most


@pytest.mark.reports
def test_most_are_right_and_none_is_wrong(reports, tmp_path):
    names = tuple(path.name for path in sorted(reports.glob("*.txt")))
    library = library_of(tmp_path, names, folder=reports)
    answers = Assistant(library.catalogue, library.search)
    counts = total(list(evaluate(read_golden(GOLDEN), answers.ask))).all
    library.close()
    assert counts.right >= RIGHT
    assert counts.wrong <= WRONG

"""Reports of other agencies in other layouts, each asked alone: the rules fit no single report."""

from __future__ import annotations

from pathlib import Path

import pytest
from assistant_library import library_of

from assistant.assistant import Assistant
from assistant.evaluation.golden import read_golden
from assistant.evaluation.runner import evaluate
from assistant.evaluation.verdict import Verdict

REPORTS = Path(__file__).with_name("unseen")
# Of 45 questions each: right at least, wrong at most.
FLOORS = [
    ("산내군_복지농정국_2026_주요업무계획", 35, 3),
    ("가람시_미래교통국_2025_주요업무보고", 31, 3),
    ("은솔구_기획예산과_2025_세출예산개요", 30, 5),
]


@pytest.mark.parametrize(("name", "right", "wrong"), FLOORS)
def test_a_report_of_another_kind_answers(tmp_path, name, right, wrong):
    library = library_of(tmp_path, (f"{name}.txt",), folder=REPORTS)
    ask = Assistant(library.catalogue, library.search).ask
    items = read_golden(REPORTS / f"{name}.jsonl")
    verdicts = [one.judgement.verdict for one in evaluate(items, ask)]
    library.close()
    assert verdicts.count(Verdict.RIGHT) >= right
    assert verdicts.count(Verdict.WRONG) <= wrong

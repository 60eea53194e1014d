"""Whole conversations, scored as the evaluation scores them, with floors for right and wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from assistant_library import library_of

from assistant.assistant import Assistant
from assistant.evaluation.golden import read_golden
from assistant.evaluation.runner import evaluate
from assistant.evaluation.verdict import Verdict

CONVERSATIONS = Path(__file__).with_name("conversations")
SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"


def shares(folder, documents, golden):
    """The share of each verdict, and the turns that are not right."""
    names = tuple(sorted(path.name for path in documents.glob("*.txt")))
    library = library_of(folder, names, folder=documents)
    try:
        assistant = Assistant(library.catalogue, library.search)
        scored = list(evaluate(read_golden(CONVERSATIONS / golden), assistant.ask))
    finally:
        library.close()
    verdicts = Counter(one.judgement.verdict for one in scored)
    missed = [
        f"{one.item.id} {one.judgement.verdict}: {one.item.question} → {one.answer.answer[:80]}"
        for one in scored
        if one.judgement.verdict is not Verdict.RIGHT
    ]
    return {verdict: verdicts[verdict] / len(scored) for verdict in Verdict}, missed


def test_conversations_over_the_samples(tmp_path):
    share, missed = shares(tmp_path, SAMPLES, "samples.jsonl")
    assert share[Verdict.RIGHT] >= 0.95, "\n".join(missed)
    assert share[Verdict.WRONG] <= 0.02, "\n".join(missed)


@pytest.mark.reports
def test_conversations_over_real_reports(tmp_path, reports):
    share, missed = shares(tmp_path, reports, "reports.jsonl")
    assert share[Verdict.RIGHT] >= 0.88, "\n".join(missed)
    assert share[Verdict.WRONG] <= 0.03, "\n".join(missed)

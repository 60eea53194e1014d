"""Questions that others wrote over real reports: what must be refused, and what asked back."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.cli.screen import progress_bar
from assistant.evaluation.golden import read_golden
from assistant.evaluation.runner import evaluate
from assistant.evaluation.verdict import Verdict
from assistant.settings import Settings
from assistant.wiring import Workspace

pytestmark = pytest.mark.reports

SETS = Path(__file__).with_name("reports")
# Right at least, wrong at most.
FLOORS = [("unanswerable", 58, 1), ("ambiguous", 26, 3), ("questions", 328, 16)]
CHOOSING = ("unanswerable", "ambiguous")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory, reports):
    settings = Settings.load({"BOGO_HOME": str(tmp_path_factory.mktemp("home"))})
    with Workspace.open(settings) as workspace, progress_bar() as progress:
        workspace.ingest([reports], progress)
        yield workspace.assistant


@pytest.mark.parametrize(("name", "right", "wrong"), FLOORS)
def test_a_blind_set_keeps_its_floor(assistant, name, right, wrong):
    items = read_golden(SETS / f"{name}.jsonl")
    verdicts = [one.judgement.verdict for one in evaluate(items, assistant.ask)]
    assert verdicts.count(Verdict.RIGHT) >= right
    assert verdicts.count(Verdict.WRONG) <= wrong


def test_every_choice_of_the_blind_sets_gives_its_figure(assistant):
    for name in CHOOSING:
        for item in read_golden(SETS / f"{name}.jsonl"):
            answer = assistant.ask(item.question, item.history)
            for choice in (*answer.choices, *answer.nearest):
                chosen = assistant.ask(choice.question)
                assert chosen.status == "answered", choice.question
                if choice.value is not None:
                    first = chosen.values[0]
                    assert (first.value, first.unit) == (choice.value, choice.unit), choice.question

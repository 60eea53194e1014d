"""The same question over the same documents makes the same file, wherever and whenever."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest
from proof_office import NAMES, PLAN, QUESTIONS, office

ASK = """
import json, sys
from assistant.settings import Settings
from assistant.wiring import Workspace
with Workspace.open(Settings.load({"BOGO_HOME": sys.argv[1]})) as workspace:
    for question, *history in json.loads(sys.argv[2]):
        sys.stdout.buffer.write(workspace.prover.prove(question, history).to_bytes())
"""


def proven(workspace, question, *history):
    return workspace.prover.prove(question, history).to_bytes()


def data(workspace, question, *history):
    return json.loads(proven(workspace, question, *history))


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_another_process_and_another_hash_seed(seed, stocked):
    home = stocked._settings.home
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(home), json.dumps(QUESTIONS)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        timeout=100,
    )
    assert done.stdout == b"".join(proven(stocked, *turn) for turn in QUESTIONS)


def test_another_home_and_another_folder(stocked, tmp_path):
    with office(tmp_path / "다른 곳" / "깊은 곳") as elsewhere:
        for turn in QUESTIONS:
            assert proven(elsewhere, *turn) == proven(stocked, *turn)


@pytest.mark.parametrize("turn", QUESTIONS, ids=lambda turn: turn[0])
def test_nothing_of_the_moment_or_of_the_home(turn, stocked):
    text = proven(stocked, *turn).decode()
    assert str(stocked._settings.home.parent) not in text
    for name in ("document_id", "timings", "ingested_at"):
        assert f'"{name}"' not in text
    for document in stocked.documents():
        assert document.id not in text


def test_it_can_be_read_by_people(stocked):
    text = proven(stocked, *QUESTIONS[0]).decode()
    assert text.startswith('{\n  "format": "bogo-proof",\n  "version": 1,\n  "question": "2030년')
    assert text.endswith("}\n")
    assert "도서관팀\\t834,500\\t734,500\\t100,000" in text


def test_documents_and_places_are_those_of_the_file(stocked):
    proof = data(stocked, *QUESTIONS[0])
    (document,) = proof["documents"]
    content = PLAN.encode()
    assert document["name"] == NAMES[0]
    assert document["sha256"] == hashlib.sha256(content).hexdigest()
    assert document["size"] == len(content)
    place = proof["citations"][0]
    line = PLAN.split("\n")[place["lines"]["first"] - 1]
    assert place["document"] == document["sha256"]
    assert place["lines"]["text"] == [line]
    assert place["lines"]["sha256"] == hashlib.sha256(line.encode()).hexdigest()
    assert place["cell"]["header"] == [["구분", "2030년", "2029년", "증감"]]
    assert place["cell"]["row"] == line.split("\t")
    assert (place["cell"]["text"], place["cell"]["unit"]) == ("834,500", "천원")


def test_how_the_question_was_understood(stocked):
    reasoning = data(stocked, *QUESTIONS[1])["reasoning"]
    assert reasoning["kind"] == "figure"
    understood = reasoning["understood"]
    assert understood["departments"] == ["문화과"]
    assert understood["years"] == [2029]
    assert understood["measures"] == ["예산"]
    first = data(stocked, *QUESTIONS[0])["reasoning"]["understood"]
    assert "도서관팀" in first["words"]


@pytest.mark.parametrize(
    ("turn", "kind", "rule"),
    [
        (QUESTIONS[2], "change", None),
        (QUESTIONS[3], "change", "difference"),
        (QUESTIONS[4], "share", "share"),
        (QUESTIONS[5], "total", "sum"),
        (QUESTIONS[6], "ranking", None),
    ],
    ids=lambda one: str(one),
)
def test_kinds_and_calculations_are_named(turn, kind, rule, stocked):
    reasoning = data(stocked, *turn)["reasoning"]
    assert reasoning["kind"] == kind
    assert [one["rule"] for one in reasoning["calculations"]] == ([rule] if rule else [])
    for one in reasoning["calculations"]:
        assert all(isinstance(operand["value"], str) for operand in one["operands"])


def test_a_question_that_was_refused_rests_on_nothing(stocked):
    proof = data(stocked, "")
    assert proof["answer"]["reason"] == "empty_question"
    assert (proof["documents"], proof["citations"]) == ([], [])
    assert proof["reasoning"] == {"kind": "", "understood": None, "calculations": []}

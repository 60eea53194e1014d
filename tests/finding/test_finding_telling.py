"""Findings as JSON: the names of the fields are a promise."""

from __future__ import annotations

import json
from pathlib import Path

from finding_office import BUDGET

from assistant.finding.telling import as_json, score, signal_name

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "search.md"
TOP = "question history meant assumptions filter k answer versions found".split()
FOUND = (
    "rank id document department sections lines page blocks heading text cited citations score signals "
    "lexical dense matched"
).split()
DOCUMENT = "id revision name title agency department year collection".split()


def test_the_fields(finder):
    told = json.loads(json.dumps(as_json(finder.find(BUDGET, ["예산은?"], k=20))))
    assert list(told) == TOP
    assert list(told["filter"]) == ["documents", "agencies", "departments", "years"]
    assert list(told["answer"]) == ["status", "kind", "promoted"]
    assert list(told["versions"]) == ["software", "index"]
    count = len(told["found"])
    assert count > 5
    assert [list(one) for one in told["found"]] == [FOUND] * count
    assert [list(one["document"]) for one in told["found"]] == [DOCUMENT] * count
    assert [one["rank"] for one in told["found"]] == list(range(1, count + 1))
    first = told["found"][0]
    assert (first["cited"], first["page"]) == (True, None)
    assert first["lines"][0] <= 16 <= first["lines"][1]
    legs = [leg for one in told["found"] for leg in (one["lexical"], one["dense"])]
    assert all(leg is None or list(leg) == ["score", "rank"] for leg in legs)


def test_every_field_is_explained():
    text = DOCUMENTED.read_text("utf-8")
    assert [name for name in (*TOP, *FOUND, *DOCUMENT) if f"`{name}`" not in text] == []


def test_signals_have_korean_names_or_their_own():
    assert signal_name("words") == "낱말"
    assert signal_name("new_one") == "new_one"


def test_scores_are_short():
    assert [score(value) for value in (12.3456, 0.032512, -0.5, 0.0)] == [
        "12.35",
        "0.03251",
        "-0.5",
        "0",
    ]

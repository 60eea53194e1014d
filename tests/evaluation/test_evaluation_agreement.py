"""Our scoring gives the same verdicts as the reference scorer, wherever that is present."""

import importlib.util
import json
import os
import random
from pathlib import Path

import pytest

from assistant.evaluation.golden import GoldenItem, Prediction
from assistant.evaluation.runner import score

ROUNDS = 6  # mutated predictions of each golden item


def find_scorer():
    named = os.environ.get("BOGO_SCORER")
    if named:
        return Path(named)
    reports = os.environ.get("BOGO_REPORTS")
    return Path(reports).resolve().parent / "eval" / "score.py" if reports else None


SCORER = find_scorer()
pytestmark = pytest.mark.skipif(
    SCORER is None or not SCORER.exists(),
    reason="채점기가 없습니다: BOGO_SCORER 또는 BOGO_REPORTS를 정하세요.",
)


@pytest.fixture(scope="module")
def reference():
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def golden():
    lines = (SCORER.parent / "dev.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def ideal(item):
    """A prediction that repeats the ideal answer and cites the evidence."""
    silent = item["kind"] == "unanswerable" or item.get("expect") in ("abstain", "safe_refusal")
    return {
        "id": item["id"],
        "status": "not_found" if silent else "answered",
        "answer": item["answer"],
        "values": [{"value": v["value"], "unit": v["unit"]} for v in item["values"]],
        "citations": [
            {
                "document": e["file"],
                "lines": [e["start_line"], e["end_line"]],
                "quote": e["quote"],
            }
            for e in item.get("evidence") or []
        ],
        "choices": [],
        "nearest": [],
    }


def other_number(rng, text):
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    if not digits:
        return text
    at = rng.choice(digits)
    return text[:at] + rng.choice("0123456789") + text[at + 1 :]


def mutate_status(rng, p, item, others):
    p["status"] = rng.choice(["answered", "clarify", "not_found", "refused", "", None])
    p["choices"] = [{"id": str(i)} for i in range(rng.randint(0, 3))]


def mutate_number(rng, p, item, others):
    p["answer"] = other_number(rng, p["answer"])


def mutate_values(rng, p, item, others):
    action = rng.randrange(6)
    if action == 0:
        p["values"] = p["values"][:-1]
    elif action == 1:
        p["values"] = [{"value": n, "unit": "명"} for n in range(rng.randint(10, 14))] + p["values"]
    elif action == 2:
        p["values"] = [{**v, "unit": rng.choice(["원", "개", "명", "", None])} for v in p["values"]]
    elif action == 3:
        p["values"] = [{"value": v["value"] * 1000, "unit": "원"} for v in p["values"]]
    elif action == 4:
        p["values"] = [{**v, "value": f"{v['value']:,}"} for v in p["values"]]
    else:
        p["values"] = [{"value": "많음", "unit": "명"}, {"value": None, "unit": "명"}]


def mutate_citations(rng, p, item, others):
    action = rng.randrange(6)
    shift = rng.choice([-60, -3, -1, 1, 3, 60])
    changed = []
    for citation in p["citations"]:
        lines = citation["lines"]
        if action == 0:
            lines = [lines[0] + shift, lines[1] + shift]
        elif action == 1:
            lines = [lines[0] - 20, lines[1] + rng.choice([18, 19, 20, 21])]
        elif action == 2:
            lines = None
        elif action == 3:
            citation = {**citation, "document": f"folder/{citation['document']}"}
        elif action == 4:
            citation = {**citation, "quote": other_number(rng, citation["quote"])}
            lines = rng.choice([None, [1, 1]])
        changed.append({**citation, "lines": lines, "page": rng.choice([None, 1, "2"])})
    if action == 5:
        changed = [{"document": "x.txt", "lines": [1, 1], "quote": ""}] * 8 + changed
    p["citations"] = changed


def mutate_words(rng, p, item, others):
    extra = [
        *(item.get("must_not_include") or []),
        *(f"{c:,}" for c in item.get("confusable") or []),
        *(choice for group in item["must_include"] for choice in group),
        "감소했습니다.",
        "증가했습니다.",
        "세 명입니다.",
        "2025. 3. 4.",
        "2천억원",
        "3천2백만원",
        "12,345,678원",
    ]
    p["answer"] += " " + rng.choice(extra)


def mutate_spelling(rng, p, item, others):
    swaps = [
        ("천원", ",000원"),
        (",", ""),
        (" ", ""),
        ("년 ", ". "),
        ("명", " 사람"),
        ("원", " 원"),
    ]
    swaps += [("증가", "감소"), ("감소", "증가"), ("늘", "줄"), ("1", "[1]"), ("억", "억 ")]
    p["answer"] = p["answer"].replace(*rng.choice(swaps))


def mutate_length(rng, p, item, others):
    p["answer"] = rng.choice(
        [p["answer"] + " 그렇습니다." * 400, p["answer"][: rng.randint(0, 40)]]
    )


def mutate_swap(rng, p, item, others):
    other = rng.choice(others)
    p["answer"] = rng.choice([other["answer"], p["answer"] + " " + other["answer"]])


def mutate_nearest(rng, p, item, others):
    other = rng.choice(others)
    p["answer"] += " " + other["answer"]
    p["nearest"] = [{"label": other["answer"], "value": rng.choice([1, 3615983, 2.5])}]


MUTATIONS = [
    mutate_status,
    mutate_number,
    mutate_values,
    mutate_citations,
    mutate_words,
    mutate_spelling,
    mutate_length,
    mutate_swap,
    mutate_nearest,
]


def predictions(golden):
    rng = random.Random(20250131)  # noqa: S311 (the same mutations every time)
    for item in golden:
        yield item, ideal(item)
        for _ in range(ROUNDS):
            prediction = ideal(item)
            for mutation in rng.sample(MUTATIONS, k=rng.randint(1, 3)):
                mutation(rng, prediction, item, golden)
                prediction = {key: value for key, value in prediction.items() if value is not None}
                prediction.setdefault("answer", "")
            yield item, prediction
        yield item, {}


def test_same_verdict_on_every_prediction(reference, golden):
    seen = {}
    for raw_item, raw in predictions(golden):
        verdict, cited = reference.judge(raw_item, raw), reference.cited(raw_item, raw)
        if raw.get("status") != "answered" and verdict == "right":
            cited = None
        ours = score(GoldenItem.model_validate(raw_item), Prediction.model_validate(raw))
        assert (str(ours.verdict), ours.cited) == (verdict, cited), json.dumps(
            [raw_item, raw], ensure_ascii=False
        )
        seen[verdict, cited] = seen.get((verdict, cited), 0) + 1
    assert sum(seen.values()) > 500
    assert {verdict for verdict, _ in seen} == {"right", "incomplete", "wrong", "missed"}
    assert {cited for _, cited in seen} == {True, False, None}
    assert min(seen.get(("right", True), 0), seen.get(("right", False), 0)) >= 10


def test_ideal_answers_are_right(golden):
    verdicts = [
        str(score(GoldenItem.model_validate(i), Prediction.model_validate(ideal(i))).verdict)
        for i in golden
    ]
    assert verdicts.count("right") > 0.8 * len(golden)

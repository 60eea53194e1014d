"""An honest model is believed: most of what it may write for the same answer is taken over."""

from __future__ import annotations

import tomllib
from pathlib import Path

HONEST = tomllib.loads(Path(__file__).with_name("honest.toml").read_text(encoding="utf-8"))


def test_most_honest_rewordings_are_taken_over(rules, server, reword):
    taken = []
    for entry in HONEST["answers"]:
        answer = rules.find(entry["question"])
        for said in entry["said"]:
            server.says(said)
            shown, final = reword(answer)
            assert final.answer == (shown if final.generated_by != "rules" else answer.answer)
            assert final.values == answer.values
            taken.append(final.generated_by == "qwen3-8b")
    assert len(taken) >= 80
    assert sum(taken) / len(taken) >= 0.8


def test_the_answer_by_rules_itself_is_always_a_wording(rules, server, reword):
    for entry in HONEST["answers"]:
        answer = rules.find(entry["question"])
        server.says(answer.answer)
        shown, final = reword(answer)
        assert shown == final.answer == answer.answer
        assert final.generated_by == "qwen3-8b"

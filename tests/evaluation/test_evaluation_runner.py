import json

import pytest

from assistant.answer import Answer, Status, Value, Versions
from assistant.evaluation.errors import GoldenError
from assistant.evaluation.golden import GoldenItem, read_golden
from assistant.evaluation.runner import evaluate
from assistant.evaluation.totals import percentile, total

ITEM = {"id": "q1", "question": "몇 명?", "kind": "figure", "values": [{"value": 7, "unit": "명"}]}


def answers(question, history):
    return Answer(
        question=question,
        history=tuple(history),
        status=Status.ANSWERED,
        answer="7명입니다." if question == "몇 명?" else "모릅니다.",
        values=(Value(value=7, unit="명", label="인원"),),
        versions=Versions(software="0", index="0", prompt="0"),
    )


def test_totals_by_kind():
    items = [
        GoldenItem.model_validate({**ITEM, "id": str(n), "kind": kind, "question": question})
        for n, (kind, question) in enumerate(
            [("figure", "몇 명?"), ("figure", "몇 건?"), ("text", "몇 명?")]
        )
    ]
    totals = total(list(evaluate(items, answers)))
    assert list(totals.kinds) == ["figure", "text"]
    figure = totals.kinds["figure"]
    assert (figure.questions, figure.right, figure.verified, figure.wrong) == (2, 1, 1, 1)
    assert totals.all.right == 2
    assert totals.as_json()["kinds"]["text"]["right"] == 1


def test_history_is_passed_on():
    asked = []
    item = GoldenItem.model_validate({**ITEM, "history": ["도서관팀은?"]})
    ask = lambda q, h: asked.append((q, tuple(h))) or answers(q, h)  # noqa: E731
    list(evaluate([item], ask))
    assert asked == [("몇 명?", ("도서관팀은?",))]


def test_percentiles_are_nearest_rank():
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, p) for p in (50, 95, 100)] == [50, 95, 100]
    assert percentile([3.14], 95) == 3.1
    assert percentile([], 50) == 0.0


def write(path, *lines):
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_golden_files_are_read_with_null_as_missing(tmp_path):
    path = write(tmp_path / "g.jsonl", json.dumps({**ITEM, "history": None}), "", "")
    assert read_golden(path)[0].history == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "문항이 없습니다"),
        (["{"], "1번째 줄이 JSON이 아닙니다"),
        ([json.dumps(ITEM), '{"id": "2"}'], "2번째 줄의 ‘question’"),
        (["[1]"], "1번째 줄의 ‘형식’"),
        ([json.dumps(ITEM)] * 2, "같은 id"),
    ],
)
def test_bad_golden_files_are_refused_in_one_sentence(tmp_path, lines, message):
    with pytest.raises(GoldenError, match=message):
        read_golden(write(tmp_path / "g.jsonl", *lines))


def test_a_missing_or_binary_golden_file_is_refused(tmp_path):
    with pytest.raises(GoldenError, match="열 수 없습니다"):
        read_golden(tmp_path / "none.jsonl")
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldenError, match="UTF-8"):
        read_golden(tmp_path / "b.jsonl")

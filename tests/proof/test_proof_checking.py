"""A proof holds where the documents say the same, and each thing that is spoiled is named."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from proof_office import NAMES, PLAN, QUESTIONS, office

from assistant.proof import ProofError, read_proof
from assistant.proof.document import parse_proof

COMPARED = QUESTIONS[3]


def proven(workspace, turn):
    question, *history = turn
    return workspace.prover.prove(question, history).to_bytes()


def wrong(workspace, proof_bytes):
    proof = parse_proof(proof_bytes, "근거.json")
    return [one.said for one in workspace.check(proof) if one.holds is False]


@pytest.mark.parametrize("turn", QUESTIONS, ids=lambda turn: turn[0])
def test_a_fresh_proof_holds(turn, stocked):
    found = list(stocked.check(parse_proof(proven(stocked, turn), "근거.json")))
    assert [one for one in found if not one.holds] == []
    assert found[-1].said == "답: 다시 물어도 같은 답과 근거가 나옵니다."


def test_every_kind_of_check_is_made(stocked):
    said = [one.said for one in stocked.check(parse_proof(proven(stocked, COMPARED), ""))]
    for begin in ("문서 ", "근거 [1]", "값 ", "계산 ", "답: "):
        assert any(one.startswith(begin) for one in said)


def put(path, value):
    """A change of one place in a proof."""

    def spoil(proof):
        *outer, last = path
        for key in outer:
            proof = proof[key]
        proof[last] = value(proof[last]) if callable(value) else value

    return spoil


SPOILED = {
    "answer": (put(["answer", "answer"], "모릅니다."), ["답: "]),
    "status": (put(["answer", "status"], "clarify"), ["답: "]),
    "value": (put(["answer", "values", 0, "value"], 734501), ["값 ", "답: "]),
    "unit": (put(["answer", "values", 0, "unit"], "원"), ["값 ", "답: "]),
    "question": (put(["question"], "2030년 교통과 도서관팀 예산은?"), ["답: "]),
    "document": (put(["documents", 0, "sha256"], "0" * 64), ["문서 ", "답: "]),
    "line": (put(["citations", 0, "lines", "text"], ["가"]), ["근거 [1]", "답: "]),
    "hash": (put(["citations", 0, "lines", "sha256"], "0" * 64), ["근거 [1]", "답: "]),
    "cell": (put(["citations", 0, "cell", "text"], "1"), ["근거 [1]", "답: "]),
    "place": (put(["citations", 0, "document"], "?"), ["근거 [1]", "값 ", "답: "]),
    "no place": (put(["citations"], []), ["근거 [1]", "근거 [2]", "값 ", "값 ", "답: "]),
    "cited lines": (
        put(["answer", "citations", 0, "lines"], [1, 1]),
        ["근거 [1]", "값 ", "답: "],
    ),
    "lines far away": (
        put(["answer", "citations", 0, "lines"], [-5, 10**9]),
        ["근거 [1]", "값 ", "답: "],
    ),
    "result": (put(["reasoning", "calculations", 0, "result"], "5"), ["계산 ", "답: "]),
    "rule": (put(["reasoning", "calculations", 0, "rule"], "sum"), ["계산 ", "답: "]),
    "operand": (
        put(["reasoning", "calculations", 0, "operands", 0, "value"], "834501"),
        ["값 ", "계산 ", "답: "],
    ),
    "kind": (put(["reasoning", "kind"], "figure"), ["답: "]),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_was_changed_in_the_file_is_found(name, stocked):
    spoil, begins = SPOILED[name]
    proof = json.loads(proven(stocked, COMPARED))
    spoil(proof)
    found = wrong(stocked, json.dumps(proof).encode())
    assert len(found) == len(begins), found
    assert all(one.startswith(begin) for one, begin in zip(found, begins, strict=True)), found


def test_another_version_is_only_a_remark(stocked):
    proof = json.loads(proven(stocked, COMPARED))
    proof["versions"]["index"] = proof["answer"]["versions"]["index"] = "0" * 12
    proof["versions"]["software"] = "0.0.1"
    found = list(stocked.check(parse_proof(json.dumps(proof).encode(), "")))
    remarks = [one.said for one in found if one.holds is None]
    assert remarks == ["판: 근거 파일을 만든 때와 프로그램, 색인의 판이 다릅니다."]
    assert not [one for one in found if one.holds is False]


def test_documents_that_changed_since(tmp_path):
    with office(tmp_path) as workspace:
        made = proven(workspace, COMPARED)
        path = tmp_path / NAMES[0]
        path.write_text(PLAN.replace("834,500", "834,600"), "utf-8")
        workspace.ingest([path], lambda *_: None)
        found = wrong(workspace, made)
        assert found[0] == f"문서 ‘{NAMES[0]}’: 같은 내용(sha256)의 문서가 지금은 없습니다."
        assert found[-1] == "답: 다시 물으면 다른 답이 나옵니다."
        path.write_text(PLAN, "utf-8")
        workspace.ingest([path], lambda *_: None)
        assert wrong(workspace, made) == []


def test_a_damaged_original_is_found(tmp_path):
    with office(tmp_path) as workspace:
        made = proven(workspace, COMPARED)
        sha256 = json.loads(made)["documents"][0]["sha256"]
        (tmp_path / "home" / "originals" / sha256).write_bytes(PLAN.replace("4,5", "5,4").encode())
        found = wrong(workspace, made)
        assert found[0] == f"문서 ‘{NAMES[0]}’: 보관한 원본이 없거나 손상되었습니다."
        assert any(one.startswith("근거 [1]") for one in found)


# --- files that are none --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "열 수 없습니다"),
        (b"", "JSON이 아니어서"),
        (b"\xff\xfe\x00", "JSON이 아니어서"),
        (b"{", "JSON이 아니어서"),
        (b"[" * 100_000, "JSON이 아니어서"),
        (b'{"format": NaN}', "JSON이 아니어서"),
        (b'{"version": ' + b"9" * 5_000 + b"}", "JSON이 아니어서"),
        (b"[]", "bogo가 만든 근거 파일이 아닙니다"),
        (b'"bogo-proof"', "bogo가 만든 근거 파일이 아닙니다"),
        (b'{"format": "bogo-proof", "version": 2}', "모르는 형식"),
        (b'{"format": "bogo-proof", "version": 1}', "빠지거나 잘못된 내용"),
        (b" " * (8 * 1024 * 1024 + 1), "너무 커서"),
    ],
)
def test_what_is_no_proof_is_one_sentence(content, said, tmp_path):
    path = tmp_path / "근거.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProofError, match=said):
        read_proof(path)


def test_a_folder_is_no_proof(tmp_path):
    with pytest.raises(ProofError, match="열 수 없습니다"):
        read_proof(tmp_path)


def places(data, path=()):
    """Every place in a JSON document."""
    if path:
        yield path
    inner = dict(enumerate(data)) if isinstance(data, list) else data
    for key, value in inner.items() if isinstance(inner, dict) else ():
        yield from places(value, (*path, key))


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.sampled_from(["1e999", "-0", "١", "sum", "1" * 50, [], {}, [1, 1], [[]], 10**40]),
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.data())
def test_whatever_stands_in_it_there_is_no_traceback(chosen, stocked):
    proof = json.loads(proven(stocked, COMPARED))
    path = chosen.draw(st.sampled_from(list(places(proof))))
    put(path, chosen.draw(ANYTHING))(proof)
    try:
        read = parse_proof(json.dumps(proof).encode(), "근거.json")
    except ProofError:
        return
    assert all(one.said for one in stocked.check(read))


def test_numbers_are_read_exactly(stocked):
    read = parse_proof(proven(stocked, QUESTIONS[4]), "").read_answer()
    assert read.values[0].value == Decimal("24.3")

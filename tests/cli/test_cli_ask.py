import json

import pytest

from assistant.answer import Answer
from assistant.cli import main

QUESTION = "2030년 문화과 도서관팀 예산은?"


def run(capsys, *arguments):
    capsys.readouterr()
    status = main([*map(str, arguments)])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


def test_an_answer_with_its_source(stocked, capsys):
    status, out, err = run(capsys, "ask", QUESTION)
    assert (status, err) == (0, "")
    assert "834,500천원" in out
    assert "출처" in out
    assert "계획.txt" in out


def test_words_need_no_quotation_marks(stocked, capsys):
    assert run(capsys, "ask", *QUESTION.split())[1] == run(capsys, "ask", QUESTION)[1]


def test_json_is_the_whole_answer(stocked, capsys):
    _, out, _ = run(capsys, "ask", QUESTION, "--json")
    answer = Answer.model_validate_json(out)
    assert out.count("\n") == 1
    assert [(int(v.value), v.unit) for v in answer.values] == [(834500, "천원")]
    assert answer.citations[0].lines == (14, 14)


def test_history_is_passed_on(stocked, capsys):
    _, out, _ = run(capsys, "ask", "2029년은?", "--history", QUESTION, "--json")
    answer = Answer.model_validate_json(out)
    assert answer.history == (QUESTION,)
    assert "734,500" in answer.answer


@pytest.mark.parametrize(
    ("question", "reason"), [("", "empty_question"), ("가" * 5000, "too_long")]
)
def test_no_question_and_too_much_of_one_are_refused(question, reason, stocked, capsys):
    status, out, _ = run(capsys, "ask", question)
    assert status == 1
    assert out.count("\n") == 1
    assert out.endswith(".\n")
    status, out, _ = run(capsys, "ask", question, "--json")
    assert (status, json.loads(out)["reason"]) == (1, reason)


def test_an_empty_home_without_samples_says_what_is_missing(home, capsys):
    run(capsys, "samples", "off")
    status, out, _ = run(capsys, "ask", QUESTION, "--json")
    assert (status, json.loads(out)["reason"]) == (1, "no_documents")


def test_a_batch_is_answered_line_by_line(stocked, tmp_path, capsys):
    items = [
        {"id": "a", "question": QUESTION, "kind": "figure"},
        {"question": "2029년은?", "history": [QUESTION]},
        {"id": "c", "question": "", "history": None},
    ]
    lines = [json.dumps(item, ensure_ascii=False) for item in items]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    status, out, _ = run(capsys, "ask", "--batch", path)
    assert status == 0
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 3, "c"]
    assert "834,500" in answers[0]["answer"]
    assert "734,500" in answers[1]["answer"]
    assert answers[2]["reason"] == "empty_question"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "열 수 없습니다"),
        (b"", "질문이 없습니다"),
        (b"\xff\xfe\xff", "UTF-8"),
        (b"{", "1번째 줄이 JSON이 아닙니다"),
        (b'{"question": "a"}\n["b"]', "2번째 줄의 question은 문자열"),
        (b'{"question": 1}', "1번째 줄의 question은 문자열"),
        (b'{"question": "a", "history": "b"}', "history는 문자열 목록"),
    ],
)
def test_a_bad_batch_is_one_sentence(content, message, home, tmp_path, capsys):
    path = tmp_path / "q.jsonl"
    if content is not None:
        path.write_bytes(content)
    status, out, err = run(capsys, "ask", "--batch", path)
    assert (status, out) == (1, "")
    assert message in err
    assert err.count("\n") == 1


class TestEval:
    @pytest.fixture
    def golden(self, tmp_path):
        evidence = [{"file": "계획.txt", "start_line": 14, "end_line": 14, "quote": "834,500"}]
        figure = {"kind": "figure", "must_include": [], "evidence": evidence}
        items = [
            {
                **figure,
                "id": "1",
                "question": QUESTION,
                "answer": "834,500천원입니다.",
                "values": [{"value": 834500, "unit": "천원"}],
            },
            {
                **figure,
                "id": "2",
                "question": QUESTION,
                "answer": "틀린 정답입니다.",
                "values": [{"value": 9999, "unit": "천원"}],
            },
            {"id": "3", "question": "점심 메뉴 추천해 줘", "kind": "unanswerable", "values": []},
        ]
        path = tmp_path / "golden.jsonl"
        path.write_text("\n".join(json.dumps(i, ensure_ascii=False) for i in items), "utf-8")
        return path

    def test_totals_by_kind_in_a_home_of_its_own(self, golden, office, stocked, capsys):
        before = sorted(stocked.rglob("*"))
        status, out, _ = run(capsys, "eval", golden, "--documents", office / "계획.txt", "--json")
        assert status == 0
        totals = json.loads(out)
        assert totals["questions"] == 3
        figure = totals["kinds"]["figure"]
        assert (figure["right"], figure["verified"], figure["wrong"]) == (1, 1, 1)
        assert totals["kinds"]["unanswerable"]["right"] == 1
        assert 0 < totals["latency_p50"] <= totals["latency_p95"]
        assert sorted(stocked.rglob("*")) == before

    def test_the_table_and_the_failures(self, golden, office, home, capsys):
        arguments = ("eval", golden, "--documents", office, "--failures", "5")
        status, out, _ = run(capsys, *arguments)
        assert status == 0
        assert "확인됨" in out
        assert "모두" in out
        assert "[틀림] 2 (figure)" in out
        assert "정답: 틀린 정답입니다." in out
        assert not home.exists()

    def test_documents_that_cannot_be_read_are_said(self, golden, tmp_path, home, capsys):
        status, out, err = run(capsys, "eval", golden, "--documents", tmp_path / "없음")
        assert (status, out) == (1, "")
        assert "읽지 않음: 없음" in err
        assert "하나도 읽지 못했습니다" in err

    def test_a_missing_golden_file_is_said(self, tmp_path, home, capsys):
        status, _, err = run(capsys, "eval", tmp_path / "g.jsonl", "--documents", tmp_path)
        assert (status, err.startswith("평가 파일을 열 수 없습니다")) == (1, True)

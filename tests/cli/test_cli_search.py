"""`bogo search`: the passages for a question, and why each of them is one."""

import json

import pytest

from assistant.cli import main
from assistant.cli.search import _MOST, _USUAL
from assistant.finding import MOST, USUAL

QUESTION = "2030년 문화과 도서관팀 예산은?"


def told(capsys, *arguments):
    status = main(["search", *arguments])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_passages_with_their_place_and_the_words_marked(stocked, capsys):
    status, out, err = told(capsys, QUESTION)
    assert (status, err) == (0, "")
    first, place, text = out.splitlines()[:3]
    assert first.startswith("1. 2030년 주요업무계획")
    assert first.endswith("[답이 인용함]")
    assert place.startswith("   계획.txt, ")
    assert place.endswith("행")
    assert "«도서관팀»" in text
    assert "834,500" in text
    assert "점수" not in out


def test_words_without_quotes_are_one_question(stocked, capsys):
    assert told(capsys, *QUESTION.split())[1] == told(capsys, QUESTION)[1]


def test_k(stocked, capsys):
    out = told(capsys, "예산", "-k", "1")[1]
    assert "1. " in out
    assert "2. " not in out


def test_the_numbers_in_the_help_are_those_of_the_search():
    assert (_MOST, _USUAL) == (MOST, USUAL)


def test_explain_tells_why(stocked, capsys):
    out = told(capsys, QUESTION, "--explain", "-k", "1")[1]
    for reason in (
        f"찾은 말: {QUESTION}",
        "규칙의 답: 답함(figure), 인용한 구절을 앞에 둠",
        "점수 ",
        "낱말 검색: ",
        "(BM25 ",
        "뜻 검색: ",
        "(코사인 ",
        "맞은 낱말: ",
        "답의 인용: [1]",
    ):
        assert reason in out


def test_what_was_put_right_is_told(stocked, capsys):
    assert told(capsys, "도서간팀 예산")[1].startswith(
        "※ ‘도서간팀’은 ‘도서관팀’으로 읽었습니다.\n\n1. "
    )


def test_json_is_one_document_with_everything(stocked, capsys):
    status, out, err = told(capsys, QUESTION, "--json", "--history", "안녕")
    assert (status, err, out.count("\n")) == (0, "", 1)
    found = json.loads(out)
    assert found["question"] == QUESTION
    assert found["history"] == ["안녕"]
    assert found["found"][0]["cited"] is True
    assert found["found"][0]["document"]["name"] == "계획.txt"


@pytest.mark.parametrize(
    "conditions",
    [
        ("--department", "문화"),
        ("--document", "계획"),
        ("--year", "2030"),
        ("--department", "\u1106\u116e\u11ab\u1112\u116a\u1100\u116a"),  # 문화과 as macOS types it
    ],
)
def test_conditions_that_are_met(stocked, capsys, conditions):
    status, out, _ = told(capsys, "예산", "--json", *conditions)
    assert status == 0
    assert json.loads(out)["found"]


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        (
            ("--department", "교통과"),
            "부서 ‘교통과’에 맞는 문서가 없으며, 있는 부서는 다음과 같습니다: 문화과",
        ),
        (("--year", "1999"), "연도 ‘1999’에 맞는 문서가 없으며, 있는 연도는 다음과 같습니다: 2030"),
        (
            ("--document", "없음"),
            "문서 ‘없음’에 맞는 문서가 없으며, 있는 문서는 다음과 같습니다: 계획.txt",
        ),
        (("--agency", "강남"), "기관 ‘강남’에 맞는 문서가 없습니다."),
    ],
)
def test_a_condition_that_nothing_meets_names_what_there_is(stocked, capsys, conditions, sentence):
    assert told(capsys, "예산", *conditions) == (1, "", f"{sentence}\n")


def test_nothing_found_is_one_sentence(stocked, capsys):
    sentence = "찾은 구절이 없습니다. 다른 말로 묻거나 조건을 줄여 주십시오.\n"
    assert told(capsys, "!!") == (1, "", sentence)
    status, out, err = told(capsys, "!!", "--json")
    assert (status, err) == (1, sentence)
    assert json.loads(out)["found"] == []


def test_a_question_that_is_too_long(stocked, capsys):
    status, out, err = told(capsys, "가" * 5000)
    assert (status, out) == (1, "")
    assert err.startswith("질문이 너무 깁니다(5,000자).")
    assert err.count("\n") == 1


def test_without_documents_it_says_how_to_read_some(capsys):
    status, out, err = told(capsys, "예산")
    assert (status, out) == (1, "")
    assert "bogo ingest" in err
    assert err.count("\n") == 1

"""How many divisions, teams and projects an office has, which, and an office at a glance."""

from __future__ import annotations

import pytest
from assistant_library import amounts, counted

from assistant.answer import Reason, Status


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("도시환경국에 과가 몇 개야?", [*counted(2, "과"), *counted(6, "팀")]),
        ("문화체육과 팀은 몇 개야?", counted(3, "팀")),
        ("서대문구 행정지원과에 팀이 몇 개 있어?", counted(4, "팀")),
    ],
)
def test_a_printed_count_goes_first(ask, question, expected):
    answer = ask(question)
    assert amounts(answer) == expected
    assert all(value.citation for value in answer.values)
    assert answer.calculation is None


def test_projects_are_counted_over_their_list(ask):
    answer = ask("2025년 문화체육과 주요사업은 몇 개야?")
    assert amounts(answer) == counted(3, "개")
    assert "목록을 세면" in answer.answer
    names = [operand.label for operand in answer.calculation.operands]
    assert names == ["새우젓 축제 개최", "생활체육관 건립", "작은도서관 활성화"]


def test_teams_are_listed_each_with_its_place(ask):
    answer = ask("서대문구 행정지원과 팀 이름 다 알려줘")
    assert answer.status is Status.ANSWERED
    for team in ("행정팀", "인사팀", "복지후생팀", "정보통신팀"):
        assert team in answer.answer
    assert len(answer.citations) == 4


def test_a_count_without_an_office_asks_which(ask):
    answer = ask("팀이 몇 개야?")
    assert (answer.status, answer.reason) == (Status.CLARIFY, Reason.SEVERAL_READINGS)
    assert len(answer.choices) >= 2
    assert all(ask(choice.question).status is Status.ANSWERED for choice in answer.choices)


@pytest.mark.parametrize(
    "question",
    ["2025년 문화체육과 한눈에 보여줘", "문화체육과 소개해줘", "문화체육과는 어떤 과야?"],
)
def test_an_office_at_a_glance_is_cited_line_by_line(ask, question):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    first, *lines = answer.answer.split("\n")
    assert "문화체육과" in first
    assert [line.split(":")[0] for line in lines] == [
        "- 2025년 예산", "- 인력", "- 조직", "- 주요사업 3건",
    ]  # fmt: skip
    assert all("[" in line for line in lines)
    assert "4,210,600천원" in answer.answer
    assert "정원 18명" in answer.answer


def test_a_glance_at_an_office_is_none_at_its_projects(ask):
    assert "인력" not in ask("새우젓 축제 소개해줘").answer

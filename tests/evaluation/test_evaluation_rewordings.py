"""Rewordings of golden questions: each really changed, drawn by a seed, and still readable."""

import re
from random import Random

import pytest

from benchmarks.answers.rewordings import (
    CHANGES,
    KINDS,
    in_other_order,
    rewordings,
    with_slip,
    with_synonyms,
    without_particles,
    without_spaces,
)

ITEMS = [
    {"id": "a1", "question": "2025년 소통담당관의 예산은 얼마인가요?"},
    {"id": "a2", "question": "복지관에서 하는 교육 일정을 알려주세요"},
    {"id": "a3", "question": "예산은?"},
    {"id": "a4", "question": "2025 4급 정원보다 현원이 몇 명 더 많아요?"},
]


def chance(seed=7):
    return Random(seed)  # noqa: S311  drawn again, not secret


def test_every_rewording_is_of_its_kind_and_changed():
    made = list(rewordings(ITEMS, 2, 1))
    assert {item["id"].split("-")[1] for item in made} == set(KINDS)
    questions = {item["id"]: item["question"] for item in ITEMS}
    for item in made:
        assert item["question"] != questions[item["id"].split("-")[0]]
    assert len({item["question"] for item in made}) == len(made)


def test_the_same_seed_draws_the_same():
    assert list(rewordings(ITEMS, 2, 1)) == list(rewordings(ITEMS, 2, 1))
    assert list(rewordings(ITEMS, 2, 1)) != list(rewordings(ITEMS, 2, 2))


def test_numbers_are_not_run_together():
    assert without_spaces("2025 4급 정원", chance()) == "2025 4급 정원"
    assert without_spaces("총무과 정원은 몇 명", chance()) == "총무과정원은몇명"


def test_particles_with_a_meaning_and_quotes_stay():
    assert without_particles("정원보다 현원이 많은 과는?", chance()) == "정원보다 현원 많은 과?"
    assert without_particles("‘나는 금천’을 알려줘", chance()) == "‘나는 금천’ 알려줘"


@pytest.mark.parametrize("seed", range(30))
def test_a_slip_spares_numbers_and_makes_no_other_word(seed):
    question = "2025년 소통담당관 24년도 현원은?"
    slipped = with_slip(question, chance(seed))
    assert slipped != question
    assert re.findall(r"\d+", slipped) == ["2025", "24"]
    assert not re.search(r"(?<![가-힣])(?:현금|현황)", slipped)


def test_the_order_stays_where_it_would_change_what_is_asked():
    for question in ("2024년 예산이 2025년 예산보다 얼마나 많아?", "예산은?"):
        assert in_other_order(question, chance()) == question
    assert (
        in_other_order("개청 30주년 홍보 예산", chance()).split() != "개청 30주년 홍보 예산".split()
    )


def test_other_words_take_the_particle_that_fits():
    made = {with_synonyms("위탁 기관 목록을 말해요", chance(seed)) for seed in range(9)}
    assert made == {"위탁 기관 리스트를 말해요", "위탁 기관 명단을 말해요"}


def test_there_is_a_change_for_each_kind():
    assert tuple(CHANGES) == KINDS

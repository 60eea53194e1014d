"""Which sentences say a fact, and which only seem to."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Citation, Status, Versions
from assistant.rewording.checking import Checker
from assistant.rewording.sentences import Splitter, split

FIGURE = "2025년 문화과 예산은 3,615,983천원(약 36억 1,598만 원)입니다. [1][2]"
CHANGE = "2025년 문화과 예산은 전년(2024년)보다 313,062천원(9.5%) 증가했습니다. [1]"
COMPARED = "문화과 현원은 2024년 23명에서 2025년 22명으로 1명(4.3%) 감소했습니다. [1][2]"
SHARE = "2025년 문화과 정책사업비 30천원은 2025년 문화과 예산 60천원의 약 50.0%입니다(30 ÷ 60 × 100). [1]"
ROWS = "- 2025년 문화과 7급 정원: 9명 [1]\n- 2025년 문화과 7급 현원: 10명 [2]"
ABSENT = "보고서의 표에서 정원보다 현원이 많은 곳은 없습니다. [1]"
EXCEEDING = "정원보다 현원이 많은 곳은 3곳입니다. [1]"
DATES = "사업기간 : 2025. 2. ~ 10. (2025년 2월~10월) [1]"
HALF = "2025년 상반기 교육 인원은 7명입니다. [1]"
MIXED = "2025년 24년 계획의 예산은 7천원입니다. [1]"
NUMBERS = "구간 1, 2호선은 3개소입니다. [1]"


def answer(text, **more):
    cited = [
        Citation(
            n=n, document="가", document_id="가", revision="1", title="가", section="", quote=""
        )
        for n in (1, 2)
    ]
    return Answer(
        question="질문",
        status=Status.ANSWERED,
        answer=text,
        citations=tuple(cited),
        versions=Versions(software="0", index="0", prompt="0"),
        **more,
    )


def kept(rules, said):
    """What is kept of a reply, and whether all was said."""
    checker = Checker(rules if isinstance(rules, Answer) else answer(rules))
    text = "".join(checker.keep(sentence) for sentence in split(said))
    return text.strip(), checker.complete


SAME = [
    (FIGURE, FIGURE),
    (FIGURE, "문화과의 2025년 예산은 3,615,983천원(약 36억 1,598만 원)으로 나타났습니다. [1][2]"),
    (FIGURE, "보고서에 따르면 2025년도 문화과 예산은 3,615,983 천원입니다 [1] [2]."),
    (FIGURE, "문화과 예산은 2025년에 3,615,983천원(약 36억 1,598만원)입니다. [2][1]"),
    (CHANGE, "2025년 문화과의 예산은 전년(2024년) 대비 313,062천원(9.5%)이 늘어난 것으로 확인됩니다. [1]"),
    (COMPARED, "문화과 현원은 2024년의 23명에서 2025년 22명으로 1명(4.3%) 줄었습니다. [1][2]"),
    (SHARE, "2025년 문화과 정책사업비 30천원은 예산 60천원의 약 50.0%입니다. [1]"),
    (ROWS, "2025년 문화과 7급 정원은 9명이고 현원은 10명입니다. [1][2]"),
    (ROWS, "2025년 문화과 7급 정원은 9명[1], 현원은 10명[2]입니다."),
    (ROWS, "2025년 문화과의 7급 정원과 현원은 각각 9명, 10명입니다. [1][2]"),
    (ROWS, "2025년 문화과 7급 현원은 10명입니다. [2] 2025년 문화과 7급 정원은 9명입니다. [1]"),
    (ABSENT, "보고서의 표에서 정원보다 현원이 많은 곳은 없는 것으로 나타났습니다. [1]"),
    (DATES, "사업기간은 2025. 2. ~ 10. (2025년 2월~10월)입니다. [1]"),
]  # fmt: skip

OTHER = [
    # numbers
    (FIGURE, "2025년 문화과 예산은 3,615,984천원(약 36억 1,598만 원)입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원(약 36억 1,599만 원)입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 약 36억 1,598만 원입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 삼십육억 원입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 ３,６１５,９８３천원입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,[1]983천원입니다. [2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983[1][2]천원입니다."),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원 이상입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원의 두 배입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 1~3,615,983천원입니다. [1][2]"),
    (NUMBERS, "구간 12호선은 3개소입니다. [1]"),
    # units, years, names
    (FIGURE, "2025년 문화과 예산은 3,615,983원입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983백만원입니다. [1][2]"),
    (FIGURE, "2024년 문화과 예산은 3,615,983천원입니다. [1][2]"),
    (FIGURE, "문화과 예산은 3,615,983천원입니다. [1][2]"),
    (FIGURE, "2025년 예산은 3,615,983천원입니다. [1][2]"),
    (FIGURE, "2025년 체육과 예산은 3,615,983천원입니다. [1][2]"),
    (FIGURE, "2025년 서울시 문화과 예산은 3,615,983천원입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산안은 3,615,983천원입니다. [1][2]"),
    (COMPARED, "문화과 현원은 2025년 23명에서 2024년 22명으로 1명(4.3%) 감소했습니다. [1][2]"),
    (COMPARED, "문화과 현원은 2024년 22명에서 2025년 23명으로 1명(4.3%) 감소했습니다. [1][2]"),
    (ROWS, "2025년 문화과 7급 현원은 9명이고 정원은 10명입니다. [1][2]"),
    (ROWS, "2025년 문화과 7급 정원과 현원은 각각 10명, 9명입니다. [1][2]"),
    (HALF, "교육 2025년 상반기 인원은 7명입니다. [1]"),
    (MIXED, "24년 계획의 2025년 예산은 7천원입니다. [1]"),
    # direction, denial
    (CHANGE, "2025년 문화과 예산은 전년(2024년)보다 313,062천원(9.5%) 감소했습니다. [1]"),
    (COMPARED, "문화과 현원은 2024년 23명에서 2025년 22명으로 1명(4.3%) 늘었습니다. [1][2]"),
    (EXCEEDING, "현원보다 정원이 많은 곳은 3곳입니다. [1]"),
    (EXCEEDING, "정원이 현원보다 많은 곳은 3곳입니다. [1]"),
    (EXCEEDING, "정원보다 현원이 적은 곳은 3곳입니다. [1]"),
    (EXCEEDING, "정원보다 현원이 많은 곳은 3곳이 아닙니다. [1]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원인지 확인되지 않습니다. [1][2]"),
    (ABSENT, "보고서의 표에서 정원보다 현원이 많은 곳은 있습니다. [1]"),
    # marks
    (FIGURE, "2025년 문화과 예산은 3,615,983천원입니다. [1][3]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원입니다. [1]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원입니다."),
    (ROWS, "2025년 문화과 7급 정원은 9명[2]이고 현원은 10명[1]입니다."),
    # anything else
    (FIGURE, "2025년 문화과 예산은 3,615,983천원입니다. [1][2](https://evil.example)"),
    (FIGURE, "<b>2025년 문화과 예산은 3,615,983천원입니다.</b> [1][2]"),
    (FIGURE, "문화과 2025 budget is 3,615,983천원. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원이야. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원일 것입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원입니까? [1][2]"),
    (FIGURE, "만약 2025년 문화과 예산은 3,615,983천원입니다. [1][2]"),
    (FIGURE, "2025년 문화과 예산은 3,615,983천원\u200b입니다. [1][2]"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "said"), SAME)
def test_the_same_in_other_words_is_kept(rules, said):
    assert kept(rules, said) == (said, True)


@pytest.mark.parametrize(("rules", "said"), OTHER)
def test_anything_else_is_not(rules, said):
    text, complete = kept(rules, said)
    assert not complete
    assert text == ""


def test_what_is_not_verified_is_left_out_of_what_is():
    said = f"안녕하십니까. {FIGURE} 이는 전년보다 12% 늘어난 것입니다. [1]"
    assert kept(FIGURE, said) == (FIGURE, True)


def test_an_answer_that_lacks_a_fact_is_not_whole():
    text, complete = kept(f"{FIGURE}\n{CHANGE}", FIGURE)
    assert (text, complete) == (FIGURE, False)


def test_sentences_that_rest_on_each_other_keep_their_order():
    told = f"{FIGURE}\n{CHANGE}"
    assert kept(told, f"{CHANGE}\n{FIGURE}")[1] is False


def test_rows_in_an_order_that_was_asked_for_keep_it():
    turned = "\n".join(reversed(ROWS.split("\n")))
    assert kept(ROWS, turned) == (turned, True)
    asked = answer(ROWS).model_copy(update={"question": "정원이 많은 순서대로 알려줘"})
    assert kept(asked, turned)[1] is False


def test_rows_without_amounts_keep_their_order():
    rows = "- 대상 종전: 승진심사 대상자 [1]\n- 대상 개선: 전원 [2]"
    assert kept(rows, rows) == (rows, True)
    assert kept(rows, "\n".join(reversed(rows.split("\n"))))[1] is False


def test_a_fact_is_said_once():
    assert kept(FIGURE, f"{FIGURE} {FIGURE}") == (FIGURE, True)


def test_a_label_that_is_cut_short_would_be_another_one():
    """`예산` after `문화과 예산` reads as 문화과's."""
    rows = "- 2025년 문화과 예산: 9명 [1]\n- 2025년 예산: 10명 [1]"
    assert kept(rows, "2025년 문화과 예산은 9명이고 예산은 10명입니다. [1]")[1] is False


def test_an_assumption_may_be_said_too():
    told = answer(FIGURE, assumptions=("질문에 연도가 없어 2025년 값으로 답했습니다.",))
    said = f"질문에 연도가 없어 2025년 값으로 답했습니다. {FIGURE}"
    assert kept(told, said) == (said, True)
    assert kept(FIGURE, said) == (FIGURE, True)


def test_bold_is_taken_off_and_hangul_composed():
    said = (
        FIGURE.replace("예산", "\u110b\u1168\u1109\u1161\u11ab")
        .replace("983천원", "983천원**")
        .replace("3,", "**3,", 1)
    )
    assert kept(FIGURE, said) == (FIGURE, True)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_a_growing_text_is_cut_into_the_same_sentences(size):
    text = f"{FIGURE} {CHANGE}\n{ROWS}\n2024. 1. 5.에 시작했습니다. 끝"
    splitter, found = Splitter(), []
    for start in range(0, len(text), size):
        found += splitter.feed(text[start : start + size])
    found += splitter.finish()
    assert found == split(text)
    assert [one.text for one in found] == [
        FIGURE, CHANGE, *ROWS.split("\n"), "2024. 1. 5.에 시작했습니다.", "끝",
    ]  # fmt: skip
    assert [one.first for one in found] == [True, False, True, True, True, False]


def test_a_sentence_waits_for_its_marks():
    splitter = Splitter()
    assert list(splitter.feed("예산은 3천원입니다. ")) == []
    assert list(splitter.feed("[1]")) == []
    assert [one.text for one in splitter.feed(" 그")] == ["예산은 3천원입니다. [1]"]

"""Words that are nearly the same, and what the words of a question ask for."""

from __future__ import annotations

import pytest

from assistant import lexicon
from assistant.lexicon import Operation, Wanted
from assistant.words import abbreviates, abbreviation, as_typed, mistyped, nearly_in

# --- nearly the same ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("업무게획", "2025년주요업무계획"),
        ("축재장소", "새우젓축제장소"),
        ("숲길정비", "경의선숲길정비"),
        ("그늘마", "그늘막운영"),
    ],
)
def test_one_wrong_letter_is_forgiven(word, text):
    assert nearly_in(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("정원", "현원"),
        ("현원", "정원수"),
        ("국비", "구비"),
        ("시비", "구비"),
        ("집행액", "예산액"),
        ("증감률", "집행률"),
    ],
)
def test_other_words_are_not_misspellings(word, text):
    assert not nearly_in(word, text)


def test_an_abbreviated_name_keeps_its_ends_and_order():
    assert abbreviation("행안국", "행정안전국")
    assert abbreviation("도환국", "도시환경국")
    assert abbreviation("행안국은", "행정안전국") == "행안국"
    assert not abbreviation("안행국", "행정안전국")
    assert not abbreviation("행안과", "행정안전국")
    assert not abbreviation("행국", "행정안전국")
    assert not abbreviation("행정안전국", "행정안전국")


def test_what_was_typed_for_a_name_is_told():
    assert as_typed("도환국은", "도시환경국") == "도환국"
    assert as_typed("문화채육과는", "문화체육과") == "문화채육과"
    assert as_typed("문화정책과", "문화체육과") == ""


def test_a_mistyped_name_is_long_and_has_one_wrong_letter():
    assert mistyped("문화채육과", "문화체육과")
    assert mistyped("문화채육과는", "문화체육과")
    assert not mistyped("문화정책과", "문화체육과")
    assert not mistyped("총무가", "총무과")  # three syllables are too short


def test_a_word_in_two_pieces_abbreviates_a_long_name():
    assert abbreviates("청담복지관", "청담종합사회복지관")
    assert not abbreviates("청담복지관", "금천종합사회복지관")
    assert not abbreviates("청담복지관", "청담" + "가" * 40 + "복지관")


# --- what is asked for ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("정원은몇명", ["정원"]),
        ("현원은", ["현원"]),
        ("정원과현원은", ["정원", "현원"]),
        ("집행률은", ["집행률"]),
        ("예산집행률은", ["집행률"]),
        ("집행액은", ["집행액"]),
        ("예산액과집행액은", ["집행액", "예산"]),
        ("예산증감률은", ["증감률"]),
        ("예산증감은", ["증감"]),
        ("국비예산은", ["국비"]),
        ("시비와구비", ["시비", "구비"]),
        ("예산은얼마", ["예산"]),
        ("소요재원은", ["소요재원"]),
        ("소요재원중시비는", ["시비"]),
        ("예산팀은어디", []),
        ("정원도시박람회", []),
        ("장소는", []),
    ],
)
def test_measures_are_told_apart(question, names):
    assert [measure.name for measure in lexicon.measures(question)] == names


@pytest.mark.parametrize(
    ("question", "families"),
    [
        ("몇명이야", ("person",)),
        ("몇건이야", ("case",)),
        ("몇대야", ("machine",)),
        ("몇회열려", ("event",)),
        ("몇곳이야", ("place", "piece")),
        ("몇개소야", ("place", "piece")),
        ("몇개월이야", ("time",)),
        ("연면적은", ("area",)),
        ("수거량은", ("weight",)),
        ("몇퍼센트야", ("percent",)),
        ("얼마야", ("money",)),
        ("몇명이고얼마야", ("person", "money")),
        ("언제야", ()),
    ],
)
def test_counting_words_allow_their_kind_of_amount(question, families):
    assert lexicon.families(question) == families


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("예산은얼마인가", Operation.FIGURE),
        ("작년보다얼마나늘었나", Operation.DIFFERENCE),
        ("예산차이는", Operation.DIFFERENCE),
        ("남은금액은", Operation.DIFFERENCE),
        ("몇퍼센트늘었나", Operation.GROWTH),
        ("예산증감률은", Operation.GROWTH),
        ("전체예산에서차지하는비중", Operation.SHARE),
        ("예산합계는", Operation.SUM),
        ("모두더하면", Operation.SUM),
        ("가장많은과는", Operation.MAXIMUM),
        ("가장적은과는", Operation.MINIMUM),
        ("제일낮은사업", Operation.MINIMUM),
        ("예산을비교해줘", Operation.COMPARE),
        ("주요사업을모두알려줘", Operation.LIST),
        ("원단위로알려줘", Operation.CONVERT),
        ("담당팀은", Operation.TEXT),
    ],
)
def test_what_is_to_be_done_is_understood(question, operation):
    assert lexicon.operation(question) is operation


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("언제열려", (Wanted.DATE,)),
        ("기간은", (Wanted.DATE,)),
        ("어디서해", (Wanted.PLACE,)),
        ("장소는", (Wanted.PLACE,)),
        ("누가맡아", (Wanted.WHO,)),
        ("담당팀은", (Wanted.WHO,)),
        ("언제어디서해", (Wanted.DATE, Wanted.PLACE)),
        ("예산은얼마", ()),
    ],
)
def test_question_words_ask_for_a_kind_of_answer(question, kinds):
    assert lexicon.wanted(question) == kinds


@pytest.mark.parametrize(
    ("word", "measured"),
    [("예산액", True), ("집행액", True), ("인원", True), ("기획예산", False), ("세무", False)],
)
def test_a_word_is_a_measure_or_more(word, measured):
    assert lexicon.is_measure(word) is measured


def test_a_bare_how_much_may_mean_any_amount():
    assert lexicon.is_loose("축제는얼마")
    assert not lexicon.is_loose("축제예산은얼마")


def test_no_measure_word_is_searched_as_a_word():
    assert set(lexicon.measure_words("정책사업비는")) >= {"사업비"}
    assert lexicon.measure_words("담당팀은") == ()

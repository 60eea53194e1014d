"""Words with one wrong key, and words that are right although nothing knows them."""

import pytest

from index.morphemes import Piece, likelihoods
from index.spacing import spaced
from index.spelling import clearest, doubtful, is_broken, mended

KNOWN = {"예산", "별관", "청사", "총무과", "교육", "지원", "교육지원과", "친선도시", "도시", "친선"}
ASKED = {"예산", "얼마"}


def pieces(*found):
    """`(form, tag)` in a row, without spaces."""
    made, at = [], 0
    for form, tag in found:
        made.append(Piece(form, tag, at, at + len(form), familiar=True))
        at += len(form)
    return made


NEVER = frozenset().__contains__


def meant(word, doubted=None, around=("", "")):
    def likelihood(words):
        return likelihoods([f"{around[0]}{word}{around[1]}" for word in words])

    offsets = frozenset(range(len(word)) if doubted is None else doubted)
    known = (KNOWN | ASKED).__contains__
    slip = clearest(mended(word, offsets, known, ASKED, likelihood))
    return slip and (slip.word, slip.typed, slip.meant)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("예ㅏㅅㄴ은", ("예산은", "예ㅏㅅㄴ", "예산")),  # swapped
        ("ㅊ어사", ("청사", "ㅊ어사", "청사")),
        ("초ㅜㅇ무과", ("총무과", "초ㅜㅇ무과", "총무과")),  # one too many
        ("엄라", ("얼마", "엄라", "얼마")),
        ("욘역은", None),  # nothing near that is known
    ],
)
def test_one_wrong_key(word, expected):
    assert meant(word) == expected


def test_a_key_beside_the_right_one_is_likelier_than_one_far_away():
    assert meant("ㄱㅅ육지원과") == ("교육지원과", "ㄱㅅ육지원과", "교육지원과")


def test_where_nothing_is_doubted_nothing_is_changed():
    assert meant("별간", doubted=()) is None


def test_a_word_typed_for_its_mood_is_not_broken():
    assert not is_broken("ㅋㅋㅋ")
    assert is_broken("ㅊ어사")


def test_a_broken_word_may_be_any_word_of_the_language():
    assert meant("ㅂ무르나요", around=("몇 명이나 ", ""))[0] == "부르나요"


def doubted(*found):
    word = "".join(form for form, _ in found)
    return doubtful(word, pieces(*found), KNOWN.__contains__, NEVER)


def test_letters_of_a_known_word_are_not_doubted():
    assert doubted(("친선", "NNG"), ("두", "NR"), ("시", "NNB")) == {2, 3}
    assert doubted(("친선", "NNG"), ("도시", "NNG")) == set()


def test_a_noun_of_the_language_is_not_doubted():
    assert doubted(("픽업", "NNG"), ("을", "JKO")) == set()
    assert doubted(("전기", "NNG"), ("요금", "NNG")) == set()


def test_one_letter_with_its_particle_is_not_doubted():
    assert doubted(("곳", "NNB"), ("은", "JX")) == set()
    assert doubted(("별", "NNG"), ("간", "NNB"), ("은", "JX")) == {0, 1}


@pytest.mark.parametrize(
    "question",
    ["경기도 대로변 가사노동 실태", "픽업 트럭의 사양", "보초를 선 일반인", "강서구 예산"],
)
def test_real_words_stay_although_no_report_has_them(built, question):
    for word in question.split():
        assert built.search.meant(word, ASKED, ()) == [], word


def test_a_mistyped_name_of_the_reports_is_found(built):
    assert built.search.meant("소싟지")[0].meant == "소식지"


def test_words_begin_after_particles_and_around_question_words():
    found = pieces(
        ("총무과", "NNP"), ("정원", "NNG"), ("은", "JX"), ("몇", "MM"), ("명", "NNB"),
        ("이", "VCP"), ("야", "EF"),
    )  # fmt: skip
    assert spaced("총무과정원은몇명이야", found, NEVER) == "총무과정원은 몇명이야"


def test_a_short_word_is_only_parted_at_a_question_word():
    found = pieces(("예산", "NNG"), ("얼마", "NNG"), ("들", "VV"), ("어", "EF"))
    assert spaced("예산얼마들어", found, NEVER) == "예산 얼마 들어"
    particle = pieces(("예산", "NNG"), ("은", "JX"), ("안", "MAG"), ("써", "VV"))
    assert spaced("예산은안써", particle, NEVER) == "예산은안써"


def test_an_amount_stays_in_one_piece():
    found = pieces(
        ("경비", "NNG"), ("가", "JKS"), ("900", "SN"), ("천", "NR"), ("원", "NNB"),
        ("이", "VCP"), ("라던데", "EC"),
    )  # fmt: skip
    assert spaced("경비가900천원이라던데", found, NEVER) == "경비가 900천원이라던데"


def test_what_is_only_read_into_a_word_begins_none():
    found = pieces(("좋", "VA"), ("다고", "EC"))
    found += [Piece("하", "VV", 3, 3, familiar=True), Piece("던데", "EC", 3, 5, familiar=True)]
    assert spaced("좋다고던데아주아주아주", found, NEVER) == "좋다고던데아주아주아주"


def test_a_district_keeps_its_number():
    found = pieces(
        ("독산", "NNP"),
        ("1", "SN"),
        ("동", "NNG"),
        ("청사", "NNG"),
        ("운영", "NNG"),
        ("계획", "NNG"),
    )
    assert spaced("독산1동청사운영계획", found, NEVER) == "독산1동청사운영계획"
    counted = pieces(
        ("개청", "NNG"), ("30", "SN"), ("주년", "NNB"), ("홍보", "NNG"), ("예산", "NNG")
    )
    assert spaced("개청30주년홍보예산은?", counted, NEVER) == "개청 30주년 홍보예산은?"


def test_a_long_known_word_is_set_apart_from_what_follows():
    found = pieces(
        ("주민", "NNG"), ("참여", "NNG"), ("예산", "NNG"), ("행사", "NNG"), ("사업", "NNG")
    )
    known = {"주민참여예산", "주민"}.__contains__
    assert spaced("주민참여예산행사사업", found, known) == "주민참여예산 행사사업"

import pytest

from ingest.items import is_only_key, split


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("소요예산 : 132,644천원", "소요예산", "132,644천원"),
        ("추진일정: 3월", "추진일정", "3월"),
        ("추진일정:3월", "추진일정", "3월"),
        ("사업기간 : 2031. 1. ~ 12.", "사업기간", "2031. 1. ~ 12."),
        ("운영시간 : 09:00~18:00", "운영시간", "09:00~18:00"),
        ("(목적) 꽃길을 넓히고 가꿈", "목적", "꽃길을 넓히고 가꿈"),
        ("[신규] 물길 정비", "신규", "물길 정비"),
        ("2031. 8. 30. : 접수 마감", "2031. 8. 30.", "접수 마감"),
        ("독서 모임(2월~9월): 총 200명", "독서 모임(2월~9월)", "총 200명"),
        ("2031년 물빛 현황: 총 4,525명", "2031년 물빛 현황", "총 4,525명"),
        ("협력 : 기관 : 3개소", "협력", "기관 : 3개소"),
    ],
)
def test_items_with_a_key(text, key, value):
    assert split(text) == (key, value)


@pytest.mark.parametrize(
    "text",
    [
        "13:00~18:00",
        "매주 목요일 18:00~20:00",
        "1:1 상담을 늘림",
        "꽃길과 물길을 함께 정비",
        "(2개소)",
        "(3학년) 물빛 체험",
        "추진일정 :",
        "",
    ],
)
def test_texts_without_a_key(text):
    assert split(text) == ("", text)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("추진일정 :", True),
        ("추진일정:", True),
        ("추진일정 : 3월", False),
        (":", False),
        ("추진일정", False),
    ],
)
def test_a_key_whose_value_comes_below(text, alone):
    assert is_only_key(text) is alone

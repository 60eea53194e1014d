import pytest

from assistant.evaluation.amounts import mentions, states


def amounts(text):
    return {mention.amount for mention in mentions(text)}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3,615,983천원", 3_615_983_000),
        ("36억 1,598만 3천원", 3_615_983_000),
        ("2천억원", 200_000_000_000),
        ("1천5백만원", 15_000_000),
        ("3천2백만원", 32_000_000),
        ("1.5억원", 150_000_000),
        ("세 명", 3),
        ("열 곳", 10),
        ("1234", 1234),
    ],
)
def test_amounts_as_people_write_them(text, amount):
    assert amount in amounts(text)


def test_citation_marks_are_no_amounts():
    assert amounts("22명입니다[1]. [2, 3]") == {22}


def test_the_unit_follows_each_reading():
    assert [(m.amount, m.after) for m in mentions("5억원")] == [
        (5, "억원"),
        (500_000_000, "원"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "3,615,983천원입니다.",
        "3,615,983,000원입니다.",
        "36억 1,598만 3천원입니다.",
        "3615983천원(약 36억원)",
    ],
)
def test_money_counts_in_any_unit(text):
    assert states(text, 3_615_983, "천원", exact=True)


@pytest.mark.parametrize("text", ["3,615,993천원", "약 36억 1,600만원", "3,615,983명", ""])
def test_money_must_be_exact(text):
    assert not states(text, 3_615_983, "천원", exact=True)


def test_a_unit_said_once_at_the_end_holds_for_all():
    assert states("국비 118, 시비 15, 구비 36백만원", 118, "백만원", exact=True)


@pytest.mark.parametrize(
    ("text", "fits"),
    [("22명", True), ("22 사람", True), ("22건", False), ("2022년 3월 22일", False), ("22", True)],
)
def test_small_counts_need_their_unit(text, fits):
    assert states(text, 22, "명", exact=True) is fits


@pytest.mark.parametrize(
    ("told", "fits"), [("4.3%", True), ("4.34%", True), ("4.36%", False), ("4.2%", False)]
)
def test_rates_may_be_rounded(told, fits):
    assert states(told, 4.3, "%", exact=False) is fits
    assert states(told, 4.3, "%", exact=True) is (told == "4.3%")

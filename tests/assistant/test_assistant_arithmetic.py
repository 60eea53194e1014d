"""Calculations done over, each rule by itself and in every answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Operand, Rule
from assistant.arithmetic import outcome


def operands(*amounts: tuple[str, str]) -> list[Operand]:
    return [Operand(label="", value=Decimal(v), unit=u, citation=1) for v, u in amounts]


@pytest.mark.parametrize(
    ("rule", "amounts", "unit", "like", "made"),
    [
        (Rule.DIFFERENCE, [("3615983", "천원"), ("3302921", "천원")], "천원", "1", "313062"),
        (Rule.DIFFERENCE, [("3", "백만원"), ("3500", "천원")], "천원", "1", "-500"),
        (Rule.DIFFERENCE, [("10", "명"), ("3", "명"), ("2", "명")], "명", "1", "5"),
        (Rule.DIFFERENCE, [("81.9", "%"), ("81.45", "%")], "%", "0.1", "0.45"),
        (Rule.SUM, [("1", "억원"), ("1", "천원")], "천원", "1", "100001"),
        (Rule.SUM, [("5", "명")], "명", "1", "5"),
        (Rule.GROWTH, [("110", "명"), ("100", "명")], "%", "0.1", "10.0"),
        (Rule.GROWTH, [("90", "명"), ("120", "명")], "%", "0.1", "-25.0"),
        (Rule.SHARE, [("3557889", "천원"), ("3615983", "천원")], "%", "0.1", "98.4"),
        (Rule.SHARE, [("1", "건"), ("8", "건")], "%", "0.01", "12.50"),
        (Rule.SHARE, [("125", "건"), ("1000", "건")], "%", "1", "13"),
    ],
)
def test_rules(rule, amounts, unit, like, made):
    assert outcome(rule, operands(*amounts), unit, Decimal(like)) == Decimal(made)


@pytest.mark.parametrize(
    ("rule", "amounts"),
    [
        (Rule.SUM, []),
        (Rule.DIFFERENCE, [("1", "명")]),
        (Rule.SHARE, [("1", "명"), ("0", "명")]),
        (Rule.GROWTH, [("0", "명"), ("0", "명")]),
    ],
)
def test_a_rule_that_cannot_be_followed(rule, amounts):
    assert outcome(rule, operands(*amounts), "명", Decimal(1)) is None

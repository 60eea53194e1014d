"""Which reports are editions of one another, and in which order."""

from __future__ import annotations

import pytest

from index.editions import chain, when
from index.types import Document


def document(name, title, kind="주요업무계획", year=2031, date="", **changes):
    given = {"agency": "하늘구", "department": "물빛과", "collection": "office", **changes}
    return Document(
        name, "r", given["collection"], name, title, given["agency"], given["department"],
        kind, year, date, 1, 1, 1, 1, "",
    )  # fmt: skip


PLAN = document("plan.hwp", "2031년 주요업무계획", date="2031. 2.")
SECOND = document("second.hwp", "2031년 하반기 업무보고", "업무보고")
LAST = document("last.txt", "2030년 주요업무 진행사항 보고", "업무보고", 2030, "2030. 9.")
OTHER = document("other.hwp", "2031년 주요업무계획", department="꽃길과")
BUDGET = document("budget.xlsx", "2031년 예산현황", "예산현황")


def names(found):
    return [one.name for one in found]


def test_reports_of_one_department_follow_each_other():
    every = [SECOND, OTHER, PLAN, BUDGET, LAST]
    assert names(chain(every, PLAN)) == ["last.txt", "plan.hwp", "second.hwp"]
    assert names(chain(every, OTHER)) == ["other.hwp"]
    assert names(chain(every, BUDGET)) == ["budget.xlsx"]


def test_reports_of_nobody_known_follow_each_other_by_title():
    old = document("a.html", "결산총괄(2030년)", "보고서", 2030, agency="", department="")
    new = document("b.html", "결산총괄(2031년)", "보고서", 2031, agency="", department="")
    else_ = document("c.html", "수질현황", "보고서", 2031, agency="", department="")
    assert names(chain([new, else_, old], new)) == ["a.html", "b.html"]


def test_a_title_of_hardly_anything_joins_nothing():
    one = document("a.csv", "1", "보고서", 2030, agency="", department="")
    two = document("b.csv", "2", "보고서", 2031, agency="", department="")
    assert names(chain([one, two], one)) == ["a.csv"]


def test_the_same_report_in_another_format_is_no_edition():
    copy = document("plan.pdf", "2031년 주요업무계획", date="2031. 2.")
    assert names(chain([PLAN, copy, SECOND], PLAN)) == ["plan.hwp", "second.hwp"]
    assert names(chain([PLAN, copy, SECOND], copy)) == ["plan.pdf", "second.hwp"]


def test_plans_of_offices_that_are_not_named_are_no_editions():
    one = document("a.hwp", "2030년 주요업무계획", year=2030, agency="", department="")
    two = document("b.hwp", "2031년 주요업무계획", agency="", department="")
    assert names(chain([one, two], two)) == ["b.hwp"]


def test_what_has_no_year_stands_alone():
    lost = document("lost.hwp", "주요업무계획", year=None)
    assert names(chain([PLAN, lost], lost)) == ["lost.hwp"]
    assert "lost.hwp" not in names(chain([PLAN, lost], PLAN))


def test_samples_are_not_mixed_with_the_office():
    sample = document("sample.txt", "2030년 주요업무계획", year=2030, collection="samples")
    assert names(chain([PLAN, sample], PLAN)) == ["plan.hwp"]


@pytest.mark.parametrize(
    ("title", "kind", "date", "expected"),
    [
        ("2031년 주요업무계획", "주요업무계획", "'31. 2.", (2031, 2)),
        ("2031년 주요업무계획", "주요업무계획", "", (2031, 1)),
        ("2031년 하반기 업무보고", "업무보고", "", (2031, 7)),
        ("2031년 상반기 업무보고", "업무보고", "", (2031, 1)),
        ("2031년 업무보고", "업무보고", "", (2031, 13)),
        ("2031년 업무보고", "업무보고", "2032년 1월", (2032, 1)),
    ],
)
def test_when_a_report_is_of(title, kind, date, expected):
    assert when(document("a", title, kind, date=date)) == expected

"""Two hundred amounts drawn at random from the real reports, as a person reads them.

The truth was written from the reports' text alone.  An amount counts as right only where value,
unit, labels, project, department and year all are.
"""

from __future__ import annotations

import json

import pytest

from benchmarks.figures import draw, score

RIGHT_AT_LEAST = 185  # of 191; one less than the reader reaches: raise it, never lower it
FIELDS = {"value", "unit", "row_path", "column_path", "label", "project", "department", "year"}
PLACE = {"id", "file", "line", "printed", "offset", "note"}


def truths():
    return [json.loads(line) for line in score.TRUTH.read_text(encoding="utf-8").splitlines()]


def counted():
    return [truth for truth in truths() if not truth.get("skip")]


def test_every_truth_is_well_formed():
    assert len(truths()) == len({truth["id"] for truth in truths()}) == 200
    for truth in truths():
        skipped = truth.get("skip", False)
        assert set(truth) == PLACE | ({"skip"} if skipped else FIELDS), truth["id"]
        assert truth["note"] or not skipped, truth["id"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("value", int | float),
        ("unit", str),
        ("label", str),
        ("project", str),
        ("department", str),
        ("year", int | None),
    ],
)
def test_a_field_holds_what_it_should(name, kind):
    wrong = [t["id"] for t in counted() for c in score.choices(t[name]) if not isinstance(c, kind)]
    assert not wrong


@pytest.mark.parametrize("name", ["row_path", "column_path"])
def test_a_path_is_a_list_of_labels(name):
    for truth in counted():
        for path in score.choices(truth[name]):
            assert isinstance(path, list), truth["id"]
            assert all(isinstance(label, str) and label for label in path), truth["id"]


def test_a_value_is_the_printed_one():
    for truth in counted():
        size = float(truth["printed"].strip("△ ").replace(",", ""))
        assert truth["value"] == (-size if "△" in truth["printed"] else size), truth["id"]


@pytest.mark.reports
def test_the_truth_is_what_the_draw_gives(reports):
    files = [reports / name for name in {truth["file"] for truth in truths()}]
    drawn = draw.draw(files, 200, 20251120)
    places = [(d.id, d.file, d.line, d.offset, d.printed) for d in drawn]
    assert places == [tuple(t[k] for k in "id file line offset printed".split()) for t in truths()]


@pytest.mark.reports
def test_every_truth_stands_where_it_says(reports):
    for truth in truths():
        lines = (reports / truth["file"]).read_text(encoding="utf-8").split("\n")
        assert lines[truth["line"] - 1].startswith(truth["printed"], truth["offset"]), truth["id"]


@pytest.mark.reports
def test_the_reader_reads_as_a_person_does(reports):
    outcomes = score.measure(reports)
    wrong = [o.truth["id"] for o in outcomes if not o.all_right]
    assert len(outcomes) - len(wrong) >= RIGHT_AT_LEAST, wrong

"""Next questions are good questions: asked, alone or next, they find what the row says."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from assistant import suggesting
from assistant.answer import Status
from assistant.korean import josa
from assistant.settings import Settings
from assistant.wiring import Workspace
from index.types import EVERYTHING
from ingest.model import SectionKind

KINDS = {"year", "change", "measure", "share", "period"}
ENOUGH = 0.95  # of the ideas of each kind


def questions(workspace):
    """Of each department, project and row of a table outside the projects, by their own names."""
    asked = {}
    for document in workspace.documents():
        report = workspace._library.catalogue.report(document.id, EVERYTHING)
        year = document.year
        for section in report.sections:
            if section.kind is SectionKind.PROJECT:
                asked[f"{document.agency} {section.title} {year}년 소요예산은 얼마인가요?"] = None
                asked[f"{section.title} {year + 1}년 예산은?"] = None
            if section.kind is SectionKind.DEPARTMENT:
                for measure in ("예산은 얼마입니까?", "정책사업비는?", "정원은 몇 명입니까?"):
                    asked[f"{year}년 {section.title} {measure}"] = None
                    asked[f"{year - 1}년 {section.title} {measure}"] = None
        for one in report.statements:
            if one.column == 1 and one.figures and one.row_path:
                labels = (document.department, *one.row_path, *one.column_path)
                asked[josa(f"{document.agency} {year}년 {' '.join(labels)}", "은/는") + "?"] = None
    return list(asked)


def holds(answer, idea):
    if answer.status is not Status.ANSWERED:
        return False
    if idea.value is None:
        return "".join(idea.words.split()) in "".join(answer.answer.split())
    return (idea.value, idea.unit) in {(value.value, value.unit) for value in answer.values}


def measured(workspace, monkeypatch):
    """How many ideas of each kind there are, how many hold, and those that do not."""
    found = []
    real = suggesting.ideas

    def seen(desk, draft):
        found[:] = real(desk, draft)
        return iter(found)

    monkeypatch.setattr(suggesting, "ideas", seen)
    ask = workspace.assistant.ask
    tried, held, wrong, known = Counter(), Counter(), [], set()
    for question in questions(workspace):
        found.clear()
        answer = ask(question)
        ideas = [idea for idea in found if idea.question not in known]
        assert len(answer.suggestions) <= suggesting.AT_MOST
        for idea in ideas:
            known.add(idea.question)
            for history in ((), (question,)):
                tried[idea.kind] += 1
                right = holds(ask(idea.question, history), idea)
                held[idea.kind] += right
                wrong += [] if right else [(question, idea)]
    return tried, held, wrong


def each_kind_is_good(workspace, monkeypatch):
    tried, held, wrong = measured(workspace, monkeypatch)
    assert set(tried) == KINDS
    for kind, count in tried.items():
        assert held[kind] >= ENOUGH * count, (kind, wrong)


def test_over_the_samples(tmp_path, monkeypatch):
    with Workspace.open(Settings.load({"BOGO_HOME": str(tmp_path)})) as workspace:
        workspace.ensure_samples(lambda *_: None)
        each_kind_is_good(workspace, monkeypatch)


@pytest.mark.reports
def test_over_the_real_reports(reports, tmp_path, monkeypatch):
    with Workspace.open(Settings.load({"BOGO_HOME": str(tmp_path)})) as workspace:
        workspace.ingest([reports], lambda *_: None)
        each_kind_is_good(workspace, monkeypatch)


@pytest.mark.parametrize(
    ("question", "suggested"),
    [
        (
            "2025년 문화체육과 예산은 얼마인가요?",
            (
                "2024년 마포구 문화체육과 예산은 얼마입니까?",
                "2025년 마포구 문화체육과 예산은 2024년보다 얼마나 늘었습니까?",
            ),
        ),
        (
            "2025년 문화체육과 정책사업비는?",
            (
                "2024년 마포구 문화체육과 정책사업비는 얼마입니까?",
                "2025년 마포구 문화체육과 정책사업비는 2024년보다 얼마나 늘었습니까?",
                "2025년 마포구 문화체육과 정책사업비가 문화체육과 예산에서 차지하는 비중은 몇 퍼센트입니까?",
            ),
        ),
        ("청사 관리 집행액은?", ("2025년 서대문구 행정지원과 청사 관리 예산액은 얼마입니까?",)),
    ],
)
def test_they_stand_alone(question, suggested, ask):
    assert ask(question).suggestions == suggested


@pytest.mark.parametrize(
    "question",
    [
        "예산은?",
        "강남구 예산은?",
        "2030년 문화체육과 예산은?",
        "오늘 날씨 어때?",
        "새우젓 축제 폐막 공연 장소는?",
        "2025년 문화체육과 주요사업을 모두 알려줘",
        "",
    ],
)
def test_none_where_no_figure_was_answered(question, ask):
    assert ask(question).suggestions == ()


def test_the_question_itself_is_not_suggested(ask):
    first = ask("2025년 문화체육과 예산은 얼마인가요?").suggestions[0]
    assert first not in ask(first).suggestions
    assert all(re.search(r"까\?$", one) for one in ask(first).suggestions)


def test_the_agency_is_named_only_where_several_are_seen(ask, scope_of):
    seen = ask("2025년 문화체육과 예산은?", scope=scope_of("마포구"))
    assert seen.suggestions[0] == "2024년 문화체육과 예산은 얼마입니까?"

"""Questions on the bundled samples, of every kind, and the answers by rules to lie about."""

from __future__ import annotations

from assistant.answer import Answer, Status
from assistant.assistant import Assistant

OFFICES = (
    "소통담당관",
    "행정안전국",
    "총무과",
    "행정지원과",
    "자치행정과",
    "교육지원과",
    "주민안전과",
    "민원여권과",
)
MEASURES = (
    "예산",
    "정책사업비",
    "행정운영경비",
    "정원",
    "현원",
    "정원과 현원",
    "예산액과 집행액",
    "집행률",
)
QUESTIONS = (
    *(f"2025년 {office} {measure}은 얼마인가요?" for office in OFFICES for measure in MEASURES),
    *(f"{office} 예산은 전년보다 얼마나 늘거나 줄었나요?" for office in OFFICES),
    *(f"{office} 예산에서 정책사업비 비중은?" for office in OFFICES),
    *(f"소통담당관 {grade}급 정원과 현원은?" for grade in range(5, 10)),
    "2024년 소통담당관 예산은?",
    "2025년 소통담당관 주요사업을 모두 알려줘",
    "정원보다 현원이 많은 과는 어디야?",
    "행정안전국에서 예산이 가장 큰 과는?",
    "행정안전국에서 예산이 가장 적은 과는?",
    "자치행정과와 교육지원과의 2025년 예산 차이는?",
    "소통담당관 현원 2024년과 2025년 비교해줘",
    "유튜브 구독자 수는?",
    "구독자가 가장 많이 늘어난 채널은?",
    "보도자료 건수는 2024년에 몇 건?",
    "언론홍보 소요예산은 얼마인가요?",
    "2026년 언론홍보 소요예산은?",
    "공용차량은 몇 대야?",
    "홍보 사업 추진기간은?",
    "청사 위치는 어디야?",
    "교육장소는 어디인가요",
    "소통담당관은 몇 팀이야?",
    "총무과 현원이 정원보다 몇 명 많아?",
)


def answers(assistant: Assistant, questions=QUESTIONS) -> list[Answer]:
    """The answers by rules that a model may word, each text once."""
    found = {}
    for question in questions:
        answer = assistant.find(question)
        if answer.status is Status.ANSWERED:
            found.setdefault(answer.answer, answer)
    return list(found.values())

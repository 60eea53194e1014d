"""The page's own text: heading, notice, greeting, the visitor's question, a fault."""

from __future__ import annotations

from assistant.web.render.links import library_link
from assistant.web.render.markup import tag

TAGLINE = "업무계획·업무보고·예산 자료에서 정확한 수치를 찾아 원문 근거와 함께 답합니다."
NOTICE = (
    "인공지능 기술을 활용한 자동 답변입니다. 등록된 보고서에서 찾은 내용이지만, "
    "업무에 쓰기 전에 반드시 근거 원문을 확인해 주십시오."
)
GREETING = "무엇을 찾아 드릴까요?"
HOW = "예산, 인력, 사업 내용, 추진 일정처럼 보고서에 적힌 것을 물어보십시오."
NOT_READY = "아직 답할 준비가 되지 않았습니다. 잠시 뒤에 다시 열어 주십시오."


def header(title: str) -> str:
    words = tag("div", tag("h1", title), tag("p", TAGLINE))
    logo = tag("span", "보", class_="bogo-logo", aria_hidden="true")
    return tag("div", logo, words, library_link(), class_="bogo-head")


def script() -> str:
    """The page's own script, beside the page whatever folder a proxy serves it in."""
    return tag("script", src="page.js", defer="defer")


def notice() -> str:
    return tag("p", tag("b", "안내"), " ", NOTICE, class_="bogo-notice")


def welcome(*, ready: bool) -> str:
    """Shown in the empty chat, over the example questions."""
    return tag(
        "div", tag("h2", GREETING), tag("p", HOW if ready else NOT_READY), class_="bogo-welcome"
    )


def question(asked: str) -> str:
    return tag("div", asked, class_="bogo-question")


def fault(said: str) -> str:
    """One sentence in place of an answer that could not be given."""
    status = tag("p", "안내", class_="bogo-status bogo-is-fault")
    return tag("div", status, tag("div", said, class_="bogo-text"), class_="bogo-message")

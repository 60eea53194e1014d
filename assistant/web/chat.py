"""The chat page in Gradio: conversation on the left, evidence on the right.

Everything shown is a fragment of `render`, in components that sanitise it once more.  `gr.HTML` is
not used: it evaluates its content as a template, for which the page's policy would have to allow
'unsafe-eval'.  The chat window is never an input, so a request holds one question and no history.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.web import render
from assistant.web.api import logged
from assistant.web.conversation import (
    Conversation,
    Message,
    Turn,
    answered,
    asked,
    said,
    steps,
    unanswered,
)
from assistant.web.errors import MESSAGES, too_long
from assistant.web.limits import RateLimiter
from assistant.web.ports import ChatAssistant

FONTS = (
    "Pretendard",
    "Pretendard Variable",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "NanumGothic",
    "sans-serif",
)
EXAMPLES = 6
PLACEHOLDER = "질문을 입력하십시오"
CONCURRENT = 8
WAITING = 64
FORGET = 4 * 3600  # seconds after which an idle conversation is dropped
NO_MATHS: list[dict[str, str | bool]] = []  # `$$` in a report is not a formula

Outputs = tuple[list[Message], Any, str, Conversation]  # window, panel, box, state


@dataclass(frozen=True, slots=True)
class Chat:
    """The events of the page; no state of its own, so all visitors share one."""

    assistant: ChatAssistant
    limiter: RateLimiter
    max_question: int
    pace: float  # seconds between two steps of an answer that is being written out

    async def respond(
        self, question: str, conversation: Conversation, client: str
    ) -> AsyncIterator[Outputs]:
        """Show the question at once, then the answer step by step, then all that belongs to it."""
        question = question.strip()
        if not question:
            return
        before = [*conversation.history(), asked(question)]
        panel = gr.skip()  # stays as it is until the answer is whole
        yield before, panel, "", conversation
        turn = await asyncio.to_thread(self._refusal, question, client)
        if turn is None:
            async with aclosing(self._told(question, conversation)) as told:
                async for step in told:
                    if isinstance(step, Turn):
                        turn = step
                    else:
                        yield [*before, said(render.partial(step))], panel, "", conversation
        if turn is not None:
            yield await asyncio.to_thread(self._show, conversation.plus(turn))

    def _refusal(self, question: str, client: str) -> Turn | None:
        """A sentence of the page's own where the question is not to be answered now."""
        if len(question) > self.max_question:
            return unanswered(question[: self.max_question] + "…", too_long(self.max_question))
        wait = self.limiter.wait(client)
        if wait:
            sentence = f"질문이 너무 많습니다. {math.ceil(wait)}초 뒤에 다시 물어 주십시오."
            return unanswered(question, sentence)
        return None if self.assistant.ready() else unanswered(question, MESSAGES["not_ready"])

    async def _told(
        self, question: str, conversation: Conversation
    ) -> AsyncGenerator[str | Turn, None]:
        """The growing text and at last the finished turn.

        Checked sentences of a language model are shown as they come; what the rules say is there
        at once and is written out step by step.
        """
        shown = ""
        try:
            stream = await asyncio.to_thread(
                self.assistant.stream, question, conversation.questions
            )
            with closing(stream):  # also where the visitor leaves: the model is asked no further
                while (sentence := await asyncio.to_thread(next, stream, "")) != "":
                    shown += sentence
                    yield shown
            turn = await asyncio.to_thread(
                answered, self.assistant, stream.answer, question, conversation.count
            )
        except Exception as raised:
            yield unanswered(question, f"{MESSAGES['fault']} (오류 번호 {logged(raised)})")
            return
        for step in () if shown else steps(stream.answer.answer):
            yield step
            await asyncio.sleep(self.pace)
        yield turn

    def _show(self, conversation: Conversation) -> Outputs:
        panel = conversation.panel(self.assistant.documents())
        return conversation.messages(), panel, "", conversation

    def reset(self) -> Outputs:
        return self._show(Conversation())

    def greet(self) -> tuple[Any, str]:
        """What an opened page shows: examples and documents as they are indexed now."""
        ready = self.assistant.ready()
        examples = self.assistant.examples()[:EXAMPLES] if ready else []
        window = gr.Chatbot(
            placeholder=render.welcome(ready=ready),
            examples=[{"text": question} for question in examples],
        )
        return window, Conversation().panel(self.assistant.documents())


def build(chat: Chat, title: str) -> gr.Blocks:
    """The page's components and their events."""
    page: gr.Blocks = gr.Blocks(title=title, analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(Conversation(), time_to_live=FORGET)
        _fragment(render.header(title), "bogo-header")
        with gr.Row(elem_id="bogo-main", equal_height=False):
            with gr.Column(elem_id="bogo-talk", min_width=280):
                window = _window()
                box = _box(chat.max_question)
                with gr.Row(elem_id="bogo-below"):
                    _fragment(render.notice(), "bogo-notice-row")
                    again = gr.Button("새 대화", size="sm", elem_id="bogo-new", scale=0)
            with gr.Column(elem_id="bogo-side", min_width=280):
                panel = _fragment(chat.reset()[1], "bogo-panel-row")
        _wire(chat, page, conversation, window, box, panel, again)
    page.queue(default_concurrency_limit=CONCURRENT, max_size=WAITING, api_open=False)
    return page


def _window() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="bogo-chat",
        label="대화",
        show_label=False,
        container=False,
        height="100%",
        layout="bubble",
        buttons=[],
        feedback_options=None,
        latex_delimiters=NO_MATHS,
        sanitize_html=True,
        allow_tags=False,
        placeholder=render.welcome(ready=True),
    )


def _box(max_question: int) -> gr.Textbox:
    return gr.Textbox(
        elem_id="bogo-box",
        label="질문",
        show_label=False,
        container=False,
        placeholder=PLACEHOLDER,
        lines=1,
        max_lines=5,
        max_length=max_question,
        submit_btn="질문하기",
        autofocus=True,
    )


def _fragment(html: str, elem_id: str) -> gr.Markdown:
    return gr.Markdown(
        html, elem_id=elem_id, latex_delimiters=NO_MATHS, sanitize_html=True, container=False
    )


def _wire(
    chat: Chat,
    page: gr.Blocks,
    conversation: gr.State,
    window: gr.Chatbot,
    box: gr.Textbox,
    panel: gr.Markdown,
    again: gr.Button,
) -> None:
    async def typed(
        question: str, state: Conversation, request: gr.Request
    ) -> AsyncIterator[Outputs]:
        async for shown in chat.respond(question, state, _client(request)):
            yield shown

    async def chosen(
        state: Conversation, event: gr.SelectData, request: gr.Request
    ) -> AsyncIterator[Outputs]:
        async for shown in chat.respond(_question(event.value), state, _client(request)):
            yield shown

    outputs = [window, panel, box, conversation]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    box.submit(typed, [box, conversation], outputs, **quiet)
    window.example_select(chosen, [conversation], outputs, **quiet)
    window.option_select(chosen, [conversation], outputs, **quiet)
    again.click(chat.reset, None, outputs, **quiet)
    page.load(chat.greet, None, [window, panel], **quiet)


def _question(selected: object) -> str:
    """What was clicked: an option's value, or an example's text."""
    return str(selected.get("text", "")) if isinstance(selected, dict) else str(selected)


def _client(request: gr.Request) -> str:
    return request.client.host if request.client else "?"


def mount(app: FastAPI, page: gr.Blocks) -> None:
    """Mount the page at `/` with everything off that it does not need."""
    theme = gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        font=list(FONTS),
        font_mono=["D2Coding", *FONTS, "monospace"],
    )
    gr.mount_gradio_app(
        app,
        page,
        "/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        theme=theme,
        head=render.script(),
        css_paths=[Path(__file__).with_name(name) for name in ("palette.css", "style.css")],
    )

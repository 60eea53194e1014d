"""The events of the page, without a browser."""

from __future__ import annotations

import asyncio

import pytest
from web_fake_assistant import BROKEN, FIGURE, FakeAssistant, figure

from assistant.web.chat import Chat
from assistant.web.conversation import Conversation
from assistant.web.limits import RateLimiter


def chat(fake: FakeAssistant, per_minute: int = 100) -> Chat:
    return Chat(fake, RateLimiter(per_minute), max_question=50, pace=0.0)


def shown(page: Chat, question: str, conversation: Conversation | None = None) -> list:
    async def collect():
        events = page.respond(question, conversation or Conversation(), "127.0.0.1")
        return [outputs async for outputs in events]

    return asyncio.run(collect())


def test_question_first_then_growing_text_then_everything():
    steps = shown(chat(FakeAssistant()), FIGURE)
    assert [len(messages) for messages, *_ in steps[:2]] == [1, 2]
    lengths = [len(str(messages[-1]["content"])) for messages, *_ in steps[1:]]
    assert lengths == sorted(lengths)
    messages, panel, box, conversation = steps[-1]
    assert "3,615,983천원" in str(messages[-1]["content"])
    assert "bogo-cited" in panel
    assert box == ""
    assert conversation.questions == [FIGURE]


@pytest.mark.parametrize(
    ("question", "said"),
    [("가" * 51, "50자 이하로 줄여서"), (BROKEN, "오류 번호")],
    ids=["too long", "broken"],
)
def test_one_sentence_and_no_history(question, said):
    messages, _, _, conversation = shown(chat(FakeAssistant()), question)[-1]
    assert said in str(messages[-1]["content"])
    assert conversation.questions == []


def test_too_long_is_not_asked():
    fake = FakeAssistant()
    shown(chat(fake), "가" * 51)
    assert fake.asked == []


def test_blank_question_changes_nothing():
    assert shown(chat(FakeAssistant()), " \n ") == []


def test_too_many_questions_say_when_to_come_back():
    fake = FakeAssistant()
    page = chat(fake, per_minute=1)
    shown(page, FIGURE)
    messages, *_ = shown(page, FIGURE)[-1]
    assert "초 뒤에 다시 물어 주십시오." in str(messages[-1]["content"])
    assert len(fake.asked) == 1


def test_not_ready():
    fake = FakeAssistant(is_ready=False)
    messages, *_ = shown(chat(fake), FIGURE)[-1]
    assert "아직 답할 준비가 되지 않았습니다" in str(messages[-1]["content"])
    window, _ = chat(fake).greet()
    assert window.examples == []
    assert "아직 답할 준비가" in window.placeholder


# --- with a language model ------------------------------------------------------------------------


class Telling:
    """A stream of checked sentences; `closed` says whether it was given up."""

    def __init__(self, sentences, answer):
        self.sentences, self.answer, self.closed = iter(sentences), answer, False

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.sentences)

    def close(self):
        self.closed = True


class ModelAssistant(FakeAssistant):
    """Tells its answer in sentences, as with a language model."""

    def telling(self, stream):
        self.told = stream
        return self

    def stream(self, question, history):
        return self.told


def texts(steps):
    return [str(messages[-1]["content"]) for messages, *_ in steps[1:]]


def test_checked_sentences_are_shown_as_they_come():
    worded = figure().model_copy(
        update={"answer": "첫 문장입니다. 둘째입니다.", "generated_by": "큐"}
    )
    fake = ModelAssistant().telling(Telling(["첫 문장입니다.", " 둘째입니다."], worded))
    first, second, whole = texts(shown(chat(fake), FIGURE))
    assert "첫 문장입니다." in first
    assert "둘째" not in first
    assert "첫 문장입니다. 둘째입니다." in second
    assert "bogo-writing" in second
    assert "인공지능(큐)이 문장으로 다듬었습니다" in whole
    assert fake.told.closed


def test_where_the_model_fails_the_rules_answer_takes_the_place_of_its_sentences():
    note = "언어 모델이 제때 응답하지 않았습니다."
    rules = figure().model_copy(update={"context": {"rewording": {"note": note}}})
    fake = ModelAssistant().telling(Telling(["반만 말한 문장입니다."], rules))
    *_, half, whole = texts(shown(chat(fake), FIGURE))
    assert "반만 말한" in half
    assert "반만 말한" not in whole
    assert "3,615,983천원" in whole
    assert note in whole


def test_who_leaves_stops_the_model():
    fake = ModelAssistant().telling(Telling(["하나.", " 둘."], figure()))

    async def leave():
        events = chat(fake).respond(FIGURE, Conversation(), "127.0.0.1")
        await anext(events)
        await anext(events)
        await events.aclose()

    asyncio.run(leave())
    assert fake.told.closed

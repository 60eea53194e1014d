"""A model that is slow, silent, broken or gone: the answer by rules stands, in time, and says so."""

from __future__ import annotations

import socket
import threading

import pytest
from model_server import MODEL

from assistant.rewording.breaker import CircuitBreaker
from assistant.rewording.chat_model import ChatModel
from assistant.rewording.errors import UnusableModel
from assistant.rewording.reworder import Deadlines, Reworder

FAILED = "언어 모델이 제때 응답하지 않아"
UNVERIFIED = "확인되지 않은 곳이 있어"
RESTING = "잠시 쓰지 않고"
CHUNK = b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}]}\n\n'


@pytest.fixture
def answer(rules):
    return rules.find("2025년 소통담당관 예산은?")


def note(final):
    return final.context["rewording"].get("note", "")


def stands(final, answer, said):
    """The answer by rules, word for word, with a note that says why."""
    assert final.answer == answer.answer
    assert final.generated_by == "rules"
    assert said in note(final)
    return True


def silent(line, asked):
    line.wait_for_hang_up()


def silent_later(line, asked):
    line.opens()
    line.piece("2025년 소통담당관")
    line.wait_for_hang_up()


def dripping(line, asked):
    """A comment now and then keeps the line busy for ever, but says nothing."""
    line.opens()
    while True:
        line.raw(b": still thinking\n\n")
        line.server.go_on.wait(0.02)


def cut_off(line, asked):
    line.opens()
    line.piece(asked.sentences[0][:20])


def status(code, body=b'{"error": {"message": "no"}}', kind="application/json"):
    def reply(line, asked):
        line.opens(code, kind)
        line.raw(body)

    return reply


def streamed(body):
    return status(200, body, "text/event-stream")


def redirected(line, asked):
    handler = line._handler
    handler.send_response(307)
    handler.send_header("Location", "http://127.0.0.1:9/v1/chat/completions")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def packed(line, asked):
    handler = line._handler
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    line.raw(b"\x1f\x8b")


def endless(line, asked):
    line.opens()
    while True:
        line.piece("가나다라마바사 " * 500)


def endless_line(line, asked):
    line.opens()
    while True:
        line.raw(b"data: " + b"x" * 100_000)


BROKEN = {
    "500": status(500),
    "503 in HTML": status(503, "<h1>점검 중</h1>".encode(), "text/html"),
    "401": status(401),
    "404": status(404),
    "redirect": redirected,
    "packed": packed,
    "no JSON": status(200, b"hello"),
    "empty": status(200, b""),
    "JSON, not a stream": status(200, b'{"choices": []}'),
    "broken events": streamed(b"data: {\n\ndata: ]\n\n"),
    "wrong schema": streamed(b'data: {"answer": "42"}\n\ndata: [DONE]\n\n'),
    "choices of another kind": streamed(b'data: {"choices": "no"}\n\ndata: [DONE]\n\n'),
    "null": streamed(b"data: null\n\ndata: [DONE]\n\n"),
    "an error in the stream": streamed(b'data: {"error": {"message": "no", "code": 1}}\n\n'),
    "CP949": streamed(CHUNK % '"예산은 없습니다"'.encode("cp949")),
    "halves of letters": streamed(CHUNK % rb'"\ud83d"' + b"data: [DONE]\n\n"),
    "endless text": endless,
    "endless line": endless_line,
    "cut off": cut_off,
}


@pytest.mark.filterwarnings("ignore:Pydantic serializer")  # the library wonders at a reply
@pytest.mark.parametrize("reply", BROKEN.values(), ids=BROKEN)
def test_a_broken_server_costs_nothing_but_the_wording(reply, answer, server, reword):
    server.reply = reply
    shown, final = reword(answer)
    assert shown == ""
    assert stands(final, answer, FAILED if FAILED in note(final) else UNVERIFIED)
    assert final.context["history"] == answer.context["history"]


def test_a_server_that_is_not_there(answer):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    reworder = Reworder(ChatModel(MODEL, url))
    stream = reworder.reword(answer)
    assert list(stream) == []
    assert stands(stream.answer, answer, FAILED)
    reworder.close()


@pytest.mark.parametrize("reply", [silent, dripping], ids=["silent", "dripping"])
def test_the_first_word_is_not_waited_for_longer_than_allowed(reply, answer, server, reworder_of):
    server.reply = reply
    stream = reworder_of(first=0.2, total=0.5).reword(answer)
    assert list(stream) == []
    assert stands(stream.answer, answer, FAILED)
    assert len(server.asked) == 2  # once more, and then no more
    assert server.hung_up.wait(10)


def test_a_stall_in_the_middle_ends_at_the_deadline(answer, server, reworder_of):
    server.reply = silent_later
    stream = reworder_of(first=20, total=0.5).reword(answer)
    assert list(stream) == []
    assert stands(stream.answer, answer, FAILED)
    assert len(server.asked) == 1  # text had come: no second try
    assert server.hung_up.wait(10)


@pytest.mark.parametrize("code", [500, 502, 503])
def test_a_fault_of_the_server_is_tried_once_more(code, answer, server, reword):
    def once(line, asked):
        if len(server.asked) == 1:
            status(code)(line, asked)
        else:
            line.says(answer.answer)

    server.reply = once
    _, final = reword(answer)
    assert final.generated_by == "qwen3-8b"
    assert len(server.asked) == 2


@pytest.mark.parametrize("code", [400, 401, 403, 404, 422])
def test_a_refusal_is_not_tried_again(code, answer, server, reword):
    server.reply = status(code)
    _, final = reword(answer)
    assert stands(final, answer, FAILED)
    assert len(server.asked) == 1


def test_leaving_closes_the_connection_and_wakes_who_waits(answer, server, reworder_of):
    server.reply = silent_later
    stream = reworder_of(first=60, total=60).reword(answer)
    told = []
    waiting = threading.Thread(target=lambda: told.extend(stream))
    waiting.start()
    assert server.came.wait(10)
    stream.close()
    waiting.join(10)
    assert not waiting.is_alive()
    assert server.hung_up.wait(10)
    assert stream.answer.answer == answer.answer
    assert stream.answer.context["rewording"]["outcome"] == "stopped"


def test_leaving_before_the_first_word_asks_nothing(answer, server, reworder_of):
    stream = reworder_of().reword(answer)
    stream.close()
    assert list(stream) == []
    assert stream.answer.generated_by == "rules"


def test_many_failures_leave_no_thread_and_no_connection(answer, server, reworder_of):
    server.reply = status(500)
    reworder = reworder_of()
    list(reworder.reword(answer))  # what starts with the first call
    before = threading.active_count()
    for _ in range(40):
        stream = reworder.reword(answer)
        assert list(stream) == []
    assert threading.active_count() <= before + 2  # the server's own
    reworder.close()
    assert "bogo-model" not in {thread.name for thread in threading.enumerate()}


class Faulty:
    """A model whose adapter is broken: not what the port promises."""

    name = "faulty"

    def stream(self, instructions, data):
        raise RuntimeError("no loop")

    def close(self):
        pass


def test_a_fault_of_our_own_costs_nothing_but_the_wording(answer, caplog):
    stream = Reworder(Faulty()).reword(answer)
    assert list(stream) == []
    assert stands(stream.answer, answer, FAILED)
    assert "could not be worded" in caplog.text


def test_several_ask_at_once(rules, server, reworder_of):
    reworder = reworder_of(at_once=16)
    questions = (
        "2025년 소통담당관 예산은?",
        "총무과 집행률은?",
        "소통담당관 7급 정원이랑 현원",
        "공용차량은 몇 대야?",
    )
    asked = [rules.find(question) for question in questions] * 4
    final = {}

    def ask(number):
        stream = reworder.reword(asked[number])
        list(stream)
        final[number] = stream.answer

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(asked))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [final[i].answer for i in range(len(asked))] == [one.answer for one in asked]
    assert {one.generated_by for one in final.values()} == {"qwen3-8b"}


def test_more_than_may_wait_get_the_answer_by_rules_at_once(answer, server, reworder_of):
    server.reply = silent_later
    reworder = reworder_of(first=60, total=60, at_once=1)
    waiting = reworder.reword(answer)
    thread = threading.Thread(target=lambda: list(waiting))
    thread.start()
    assert server.came.wait(10)
    other = reworder.reword(answer)
    assert list(other) == []
    assert stands(other.answer, answer, "다른 답을 다듬고 있어")
    waiting.close()
    thread.join(10)
    server.says(answer.answer)
    after = reworder.reword(answer)
    assert list(after)
    assert after.answer.generated_by == "qwen3-8b"


# --- the breaker ----------------------------------------------------------------------------------


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def test_a_model_that_keeps_failing_is_left_alone_and_tried_again(answer, server, reworder_of):
    clock = Clock()
    reworder = reworder_of(breaker=CircuitBreaker(failures=2, rest=30, clock=clock))

    def ask():
        stream = reworder.reword(answer)
        list(stream)
        return stream.answer

    server.reply = status(401)
    assert stands(ask(), answer, FAILED)
    assert stands(ask(), answer, FAILED)
    assert stands(ask(), answer, RESTING)
    assert len(server.asked) == 2
    clock.now = 31
    assert stands(ask(), answer, FAILED)  # the one that tries again
    assert stands(ask(), answer, RESTING)
    assert len(server.asked) == 3
    clock.now = 62
    server.says(answer.answer)
    assert ask().generated_by == "qwen3-8b"
    assert ask().generated_by == "qwen3-8b"


def test_only_one_tries_again_while_the_others_wait():
    clock = Clock()
    breaker = CircuitBreaker(failures=1, rest=10, clock=clock)
    assert breaker.allows()
    breaker.failed()
    clock.now = 11
    assert [breaker.allows() for _ in range(5)] == [True, False, False, False, False]
    breaker.given_up()  # who tried went away: it said nothing of the model
    assert breaker.allows()
    breaker.succeeded()
    assert all(breaker.allows() for _ in range(5))


def test_one_that_went_away_does_not_keep_the_model_closed(answer, server, reworder_of):
    clock = Clock()
    reworder = reworder_of(breaker=CircuitBreaker(failures=1, rest=1, clock=clock))
    server.reply = status(401)
    list(reworder.reword(answer))
    clock.now = 2
    reworder.reword(answer).close()  # never began
    half = reworder.reword(answer)
    half.close()
    list(half)
    server.says(answer.answer)
    stream = reworder.reword(answer)
    assert list(stream)
    assert stream.answer.generated_by == "qwen3-8b"


def test_lies_do_not_close_the_breaker(answer, server, reworder_of):
    reworder = reworder_of(breaker=CircuitBreaker(failures=1))
    server.says("거짓입니다. [1]")
    for _ in range(3):
        stream = reworder.reword(answer)
        list(stream)
        assert stands(stream.answer, answer, UNVERIFIED)
    assert len(server.asked) == 3


# --- sentences as they come -----------------------------------------------------------------------


def test_a_sentence_is_told_before_the_next_one_is_written(rules, server, reworder_of):
    answer = rules.find("정원보다 현원이 많은 과는 어디야?")
    first, *rest = answer.answer.split("\n")

    def reply(line, asked):
        line.opens()
        line.piece(first + "\n")
        line.server.go_on.wait(30)
        line.piece("\n".join(rest))
        line.ends()

    server.reply = reply
    stream = reworder_of().reword(answer)
    assert next(stream) == first
    server.go_on.set()
    assert first + "".join(stream) == answer.answer
    assert stream.answer.generated_by == "qwen3-8b"


def test_nothing_is_told_twice_where_the_rest_cannot_be_verified(rules, server, reword):
    answer = rules.find("소통담당관 7급 정원이랑 현원")
    first, second = answer.answer.split("\n")
    server.says(f"{first}\n{second.replace('10', '11')}")
    shown, final = reword(answer)
    assert shown == first
    assert stands(final, answer, UNVERIFIED)


# --- which server, and with what ------------------------------------------------------------------


STRAY = {
    "OPENAI_API_KEY": "sk-stray",
    "OPENAI_BASE_URL": "http://127.0.0.1:9/stray",
    "OPENAI_API_BASE": "http://127.0.0.1:9/stray",
    "OPENAI_PROXY": "",
    "OPENAI_ORG_ID": "org-stray",
    "OPENAI_PROJECT_ID": "proj-stray",
    "OPENAI_CUSTOM_HEADERS": "X-Stray: 1",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "http_proxy": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
    "LANGSMITH_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "ls-stray",
}


@pytest.mark.parametrize("key", ["s3cret", ""])
def test_only_the_configured_server_gets_only_what_it_needs(answer, server, monkeypatch, key):
    for name, value in STRAY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.url)  # seen here, if anything were reported
    reworder = Reworder(ChatModel(MODEL, server.url, key), Deadlines(20, 30))
    stream = reworder.reword(answer)
    list(stream)
    reworder.close()
    assert stream.answer.generated_by == "qwen3-8b"
    (asked,) = server.asked
    assert server.paths == ["/v1/chat/completions"]
    assert asked.headers.get("authorization") == (f"Bearer {key}" if key else None)
    assert set(asked.headers) <= {
        "accept", "accept-encoding", "authorization", "connection", "content-length",
        "content-type", "host", "user-agent",
    }  # fmt: skip
    assert "stray" not in str(asked)
    assert asked.body["temperature"] == 0
    assert asked.body["model"] == "qwen3-8b"


def test_the_prompt_is_the_manifests(answer, server, reword):
    reword(answer)
    (asked,) = server.asked
    system, data = (message["content"] for message in asked.body["messages"])
    boundary = data.split("\n")[0]
    assert boundary in system
    assert len(boundary) > 30
    assert asked.data["question"] == answer.question
    assert "\n".join(asked.sentences) == answer.answer
    assert asked.data["evidence"][0]["quote"] == answer.citations[0].quote


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("ollama:qwen3", "`pip install langchain-ollama`"),
        ("anthropic:claude", "`pip install langchain-anthropic`"),
        ("nobody:model", "언어 모델 nobody:model을 쓸 수 없습니다"),
    ],
)
def test_a_model_that_cannot_be_used_is_one_sentence(model, said):
    with pytest.raises(UnusableModel, match=r"[.]$") as raised:
        ChatModel(model)
    assert said in str(raised.value)


def test_no_key_where_the_provider_needs_one(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(UnusableModel, match="BOGO_LLM_KEY"):
        ChatModel("openai:gpt")


def test_a_small_reply_shows_that_the_model_is_there(server):
    model = ChatModel(MODEL, server.url)
    server.says("네")
    assert model.tried(10) > 0
    model.close()


def test_closing_ends_calls_that_still_run(answer, server, reworder_of):
    server.reply = silent
    reworder = reworder_of(first=60, total=60)
    stream = reworder.reword(answer)
    waiting = threading.Thread(target=lambda: list(stream))
    waiting.start()
    assert server.came.wait(10)
    reworder.close()
    waiting.join(10)
    assert not waiting.is_alive()
    assert server.hung_up.wait(10)

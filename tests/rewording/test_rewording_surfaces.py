"""With a model configured: the command line, the page, the API, the check-up and the evaluation."""

from __future__ import annotations

import asyncio
import json
import shutil

import pytest
from fastapi.testclient import TestClient
from model_server import MODEL

from assistant.assistant import Assistant
from assistant.cli import main
from assistant.web.app import create_app
from assistant.web.chat import Chat
from assistant.web.conversation import Conversation
from assistant.web.limits import RateLimiter
from assistant.wiring.reading_room import ReadingRoom

QUESTION = "2025년 소통담당관 예산은?"
WORDED = "소통담당관의 2025년 예산은 3,615,983천원(약 36억 1,598만 원)으로 나타났습니다. [1][2]"
LIE = WORDED.replace("3,615,983", "3,615,984")


@pytest.fixture(scope="module")
def _stocked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stocked") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOGO_HOME", str(folder))
        assert main(["samples", "on"]) == 0
    return folder


@pytest.fixture
def configured(_stocked, home, server, monkeypatch):
    """A home with the samples in it, and a model in the settings."""
    shutil.copytree(_stocked, home)
    monkeypatch.setenv("BOGO_LLM", MODEL)
    monkeypatch.setenv("BOGO_LLM_URL", server.url)
    monkeypatch.setenv("BOGO_LLM_KEY", "s3cret")
    return server


def test_the_command_line_says_the_models_words_and_whose_they_are(configured, capsys):
    configured.says(WORDED)
    assert main(["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert out.startswith(WORDED)
    assert "※ 인공지능(qwen3-8b)이 문장을 다듬었습니다." in out
    assert "출처" in out


def test_the_command_line_says_why_the_rules_words_stand(configured, capsys):
    configured.says(LIE)
    assert main(["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert "3,615,984" not in out
    assert "※ 언어 모델의 문장에서 보고서와 맞는지 확인되지 않은 곳이 있어" in out


def test_the_key_is_in_no_log(configured, monkeypatch, capsys, caplog):
    monkeypatch.setenv("BOGO_DEBUG", "true")
    caplog.set_level("DEBUG")
    configured.reply = lambda line, asked: line.opens(401, "text/plain")
    assert main(["ask", QUESTION]) == 0
    shown = capsys.readouterr()
    assert configured.asked[0].headers["authorization"] == "Bearer s3cret"
    assert "s3cret" not in shown.out + shown.err + caplog.text


def test_json_holds_who_worded_it(configured, capsys):
    configured.says(WORDED)
    assert main(["ask", "--json", QUESTION]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["answer"], answer["generated_by"]) == (WORDED, "qwen3-8b")
    assert answer["values"][0]["value"] == 3615983
    assert answer["context"]["rewording"] == {"model": "qwen3-8b", "outcome": "reworded"}


def test_without_a_model_nothing_is_asked_and_nothing_is_missing(configured, monkeypatch, capsys):
    monkeypatch.delenv("BOGO_LLM")
    assert main(["ask", "--json", QUESTION]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["generated_by"] == "rules"
    assert "rewording" not in answer["context"]
    assert configured.paths == []


def test_a_missing_package_is_one_sentence(configured, monkeypatch, capsys):
    monkeypatch.setenv("BOGO_LLM", "ollama:qwen3")
    assert main(["ask", QUESTION]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "`pip install langchain-ollama`" in error


def test_the_check_up_asks_the_model(configured, capsys):
    configured.says("네")
    main(["doctor"])
    out = capsys.readouterr().out
    assert "[정상] 언어 모델: openai:qwen3-8b 모델이 " in out
    assert "[정상] 인터넷: 이 컴퓨터 밖으로 아무것도 보내지 않습니다." in out
    assert "s3cret" not in out
    assert len(configured.asked) == 1


def test_the_check_up_says_that_the_model_does_not_answer(configured, capsys):
    configured.reply = lambda line, asked: line.opens(500, "text/plain")
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "[문제] 언어 모델: openai:qwen3-8b 모델이 응답하지 않습니다(서버 오류 500)." in out
    assert "→ 모델 서버를 켜거나" in out


def test_the_check_up_asks_nobody_where_no_model_is_configured(configured, monkeypatch, capsys):
    monkeypatch.delenv("BOGO_LLM")
    main(["doctor"])
    assert "[정상] 언어 모델: 쓰지 않습니다" in capsys.readouterr().out
    assert configured.paths == []


def test_the_check_up_says_what_leaves_the_machine(configured, monkeypatch, capsys, looked_up):
    monkeypatch.setenv("BOGO_LLM_URL", "http://model.example/v1")
    main(["doctor"])
    out = capsys.readouterr().out
    assert "[참고] 인터넷: 질문과 찾은 내용을 언어 모델 서버(model.example)로 보냅니다" in out
    assert "아무것도 보내지 않습니다" not in out
    looked_up.clear()  # the check-up did look for it, as it is told to


def test_the_evaluation_never_asks_a_model(configured, tmp_path, capsys):
    (tmp_path / "업무계획.txt").write_text(
        "2030년 주요업무계획\n\n2030. 1.\n\n하늘구 문화과\n\n□ 인력현황 : 정원 17명 [현원 16명]\n",
        "utf-8",
    )
    item = {"id": "1", "question": "문화과 정원은?", "kind": "figure", "answer": "17명"}
    item |= {"values": [{"value": 17, "unit": "명"}], "must_include": [], "evidence": []}
    golden = tmp_path / "문제.jsonl"
    golden.write_text(json.dumps(item, ensure_ascii=False), "utf-8")
    arguments = ["eval", str(golden), "--documents", str(tmp_path / "업무계획.txt"), "--json"]
    assert main(arguments) == 0, capsys.readouterr().err
    assert configured.paths == []


@pytest.fixture
def room(samples, reworder_of):
    assistant = Assistant(samples.catalogue, samples.search, reworder=reworder_of())
    return ReadingRoom(samples, assistant, passages=None)


def test_the_api_answers_in_the_models_words(room, server):
    server.says(WORDED)
    app = create_app(room, per_minute=1000)
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        body = client.post("/api/v1/ask", json={"question": QUESTION}).json()
        assert (body["answer"], body["generated_by"]) == (WORDED, "qwen3-8b")
        server.says(LIE)
        body = client.post("/api/v1/ask", json={"question": QUESTION}).json()
        assert body["generated_by"] == "rules"
        assert "note" in body["context"]["rewording"]


def test_the_page_shows_sentences_before_the_model_is_done(room, server):
    """The first row is on the page while the model still writes the second."""

    def reply(line, asked):
        line.opens()
        line.piece(asked.sentences[0] + "\n")
        line.server.go_on.wait(30)
        line.piece(asked.sentences[1])
        line.ends()

    server.reply = reply
    page = Chat(room, RateLimiter(100), max_question=200, pace=0.0)

    async def steps():
        events = page.respond("소통담당관 7급 정원이랑 현원", Conversation(), "127.0.0.1")
        await anext(events)  # the question
        first = (await anext(events))[0][-1]["content"]
        server.go_on.set()
        return first, [shown[0][-1]["content"] async for shown in events][-1]

    first, last = asyncio.run(steps())
    assert "9명" in first
    assert "10명" not in first
    assert "10명" in last
    assert "인공지능(qwen3-8b)이 문장으로 다듬었습니다" in last

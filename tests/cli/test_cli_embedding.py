"""Another embedding by the setting: noticed, made anew, told, and refused where it is not there."""

import json
import logging
import os
import shutil
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from assistant.cli import main, serve
from assistant.settings import Settings
from assistant.wiring import Workspace

WORDS = ("[UNK]", "예산", "합계", "정원", "도서관팀", "현황")


@pytest.fixture
def model(tmp_path):
    """A tiny model in a folder; another test may change it."""
    return tiny_model(tmp_path / "models" / "KURE-v1")


def tiny_model(place, seed=0):
    library = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=WORDS[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.random.default_rng(seed).normal(size=(len(WORDS), 8)).astype(np.float32)
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    made = library.SentenceTransformer(modules=[module], device="cpu")
    made.save(str(place), create_model_card=False)
    return place


def run(capsys, *arguments):
    status = main(arguments)
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def findings(capsys, *arguments):
    status, out, _ = run(capsys, "doctor", "--json", *arguments)
    return status, {finding["name"]: finding for finding in json.loads(out)}


def served(home):
    current = home / "generations" / (home / "generations" / "current").read_text().strip()
    return json.loads(json.loads((current / "manifest.json").read_text("utf-8"))["body"])


def ask(capsys):
    status, out, _ = run(capsys, "search", "2030년 문화과 예산")
    assert status == 0
    return out


def test_ingest_notices_the_setting_and_doctor_tells(stocked, office, model, capsys, monkeypatch):
    _, found = findings(capsys)
    assert found["임베딩"]["message"].endswith("기본 임베딩(kiwi)을 씁니다.")
    assert found["색인의 임베딩"]["state"] == "good"
    monkeypatch.setenv("BOGO_EMBEDDING", str(model))
    status, found = findings(capsys)
    assert status == 1
    assert found["임베딩"]["state"] == found["색인"]["state"] == "good"
    assert found["색인의 임베딩"]["state"] == "bad"
    assert "kiwi-" in found["색인의 임베딩"]["message"]
    assert run(capsys, "ingest", str(office))[0] == 0
    assert (served(stocked)["embedding"], served(stocked)["dimensions"]) == (str(model), 8)
    status, found = findings(capsys)
    assert (status, found["색인의 임베딩"]["state"]) == (0, "good")
    assert "KURE-v1-" in found["색인의 임베딩"]["message"]
    assert ask(capsys)
    monkeypatch.delenv("BOGO_EMBEDDING")
    status, found = findings(capsys, "--mend")
    assert (status, served(stocked)["embedding"]) == (0, "kiwi")


def test_changed_files_of_the_model_are_noticed(stocked, model, capsys, monkeypatch):
    monkeypatch.setenv("BOGO_EMBEDDING", str(model))
    assert findings(capsys, "--mend")[0] == 0
    before = served(stocked)["embedding_version"]
    tiny_model(model, seed=1)
    status, found = findings(capsys)
    assert (status, found["색인의 임베딩"]["state"]) == (1, "bad")
    assert findings(capsys, "--mend")[0] == 0
    assert served(stocked)["embedding_version"] != before


@pytest.mark.parametrize("command", ["ingest", "serve", "mend"])
def test_a_model_that_is_not_there_is_one_sentence_and_the_old_index_serves(
    stocked, office, capsys, monkeypatch, command
):
    pytest.importorskip("sentence_transformers")
    before, told = served(stocked), ask(capsys)
    monkeypatch.setenv("BOGO_EMBEDDING", "nlpai-lab/KURE-v1")
    arguments = {"ingest": ("ingest", str(office)), "serve": ("serve",)}
    status, out, err = run(capsys, *arguments.get(command, ("doctor", "--mend")))
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "‘nlpai-lab/KURE-v1’을(를) 이 컴퓨터에서 열 수 없습니다" in err
    assert served(stocked) == before
    assert ask(capsys) == told  # nothing was stored that would have hidden an answer


def test_a_model_with_code_is_one_sentence(stocked, office, model, tmp_path, capsys, monkeypatch):
    (model / "mine.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    (model / "modules.json").write_text('[{"idx":0,"name":"0","path":"","type":"mine.Mine"}]')
    monkeypatch.setenv("BOGO_EMBEDDING", str(model))
    status, _, err = run(capsys, "ingest", str(office))
    assert (status, err.count("\n")) == (1, 1)
    assert "코드를 실행해야 하므로 쓰지 않습니다" in err
    assert not (tmp_path / "ran").exists()


def test_a_model_that_went_away_leaves_words_and_doctor_says_so(
    stocked, model, capsys, monkeypatch
):
    from index.embedding import in_memory

    monkeypatch.setenv("BOGO_EMBEDDING", str(model))
    assert findings(capsys, "--mend")[0] == 0
    shutil.rmtree(model)
    in_memory._last.clear()
    assert ask(capsys)
    status, found = findings(capsys)
    assert status == 1
    assert "낱말로만 찾고 있습니다" in found["색인"]["message"]
    assert found["임베딩"]["state"] == "bad"


class TestServing:
    """`bogo serve` with another embedding answers from the old index until the new one is there."""

    @pytest.fixture
    def server(self, monkeypatch):
        """What the page would see while it is served."""
        seen = {}

        def stand_in(workspace, _settings):
            seen["during"](workspace)

        monkeypatch.setattr(serve, "_serve", stand_in)
        return seen

    @pytest.fixture
    def slow(self, monkeypatch):
        """An event that lets the embedding of passages go on."""
        from index.embedding.sentence import SentenceEmbedding

        encode, go_on = SentenceEmbedding.encode, threading.Event()

        def waiting(self, texts, role="passage"):
            if role == "passage":
                assert go_on.wait(30)
            return encode(self, texts, role)

        monkeypatch.setattr(SentenceEmbedding, "encode", waiting)
        return go_on

    def test_questions_are_answered_meanwhile(
        self, stocked, model, server, slow, capsys, monkeypatch
    ):
        monkeypatch.setenv("BOGO_EMBEDDING", str(model))

        def during(workspace):
            answer = workspace.assistant.ask("2030년 문화과 예산은?", ())
            assert "1,234,500천원" in answer.answer
            assert served(stocked)["embedding"] == "kiwi"
            slow.set()
            wait_until(lambda: served(stocked)["embedding"] == str(model))
            assert "1,234,500천원" in workspace.assistant.ask("2030년 문화과 예산은?", ()).answer
            wait_until(lambda: told.append(capsys.readouterr().err) or "다 만들" in "".join(told))

        told = []
        server["during"] = during
        assert main(["serve"]) == 0
        assert "그동안은 앞의 색인으로 답합니다" in "".join(told)
        assert run(capsys, "doctor")[0] == 0

    def test_a_server_that_ends_before_leaves_the_old_index(
        self, stocked, model, server, slow, capsys, monkeypatch
    ):
        monkeypatch.setenv("BOGO_EMBEDDING", str(model))
        threads = threading.active_count()

        def during(workspace):
            wait_until(lambda: list((stocked / "generations").glob("building-*")))
            threading.Timer(0.2, slow.set).start()

        server["during"] = during
        assert main(["serve"]) == 0
        assert "못했" not in capsys.readouterr().err
        assert served(stocked)["embedding"] == "kiwi"
        assert not list((stocked / "generations").glob("building-*"))
        wait_until(lambda: threading.active_count() <= threads)

    def test_what_fails_meanwhile_is_told_and_the_server_goes_on(
        self, stocked, model, server, capsys, monkeypatch, caplog
    ):
        caplog.set_level(logging.CRITICAL)
        monkeypatch.setenv("BOGO_EMBEDDING", str(model))
        monkeypatch.setattr(
            "index.vectorising.DenseWriter.write", lambda *_: (_ for _ in ()).throw(OSError())
        )
        told = []

        def during(workspace):
            wait_until(lambda: told.append(capsys.readouterr().err) or "못했" in "".join(told))
            assert "1,234,500천원" in workspace.assistant.ask("2030년 문화과 예산은?", ()).answer

        server["during"] = during
        assert main(["serve"]) == 0
        assert served(stocked)["embedding"] == "kiwi"

    def test_with_nothing_changed_no_thread_is_started(self, stocked, server, monkeypatch):
        monkeypatch.setattr("threading.Thread.start", lambda _: pytest.fail("a thread"))
        with Workspace.open(Settings.load(os.environ)) as workspace:
            assert workspace._library.awaits_embedding() is False
        server["during"] = lambda workspace: None
        assert main(["serve"]) == 0


def wait_until(done, seconds=30):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


# Sockets to elsewhere are denied, and names are not looked up; loopback is for the event loop.
NO_WAY_OUT = """
import sys
def guard(event, arguments):
    if event == "socket.getaddrinfo" or (
        event == "socket.connect" and arguments[1][0] not in ("127.0.0.1", "::1")
    ):
        print("left the machine:", event, arguments[1:], flush=True)
        raise OSError("denied")
sys.addaudithook(guard)
"""
SERVE = """
from assistant.cli import main, serve
from index.types import SearchFilter

def stand_in(workspace, settings):
    from assistant.web.app import create_app
    create_app(workspace.reading_room, allow_hub=settings.allow_hub)
    from huggingface_hub import constants
    found = workspace._library.search.passages("예산", 3, SearchFilter())
    print(bool(found), constants.HF_HUB_OFFLINE)

serve._serve = stand_in
sys.exit(main(["serve"]))
"""


@pytest.mark.parametrize("allowed", [False, True])
def test_serve_follows_the_setting_of_the_hub_and_calls_nobody(stocked, model, allowed):
    theirs = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    environ = {name: text for name, text in os.environ.items() if name not in theirs}
    environ |= {"BOGO_EMBEDDING": str(model), "BOGO_ALLOW_HUB": str(allowed).lower()}
    done = subprocess.run(
        [sys.executable, "-c", NO_WAY_OUT + SERVE],
        env=environ,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    assert "left the machine" not in done.stdout
    assert done.stdout.splitlines()[-1] == f"True {not allowed}"

"""`bogo tune`: what it says, and what doctor says of it."""

import json

import numpy as np
import pytest

from assistant.cli import main
from assistant.cli.tune import DROPPED, KEPT, NEVER, NO_BETTER, SAME, STILL
from index import library
from index.embedding.kiwi import KiwiEmbedding
from index.embedding.tuning import Tuning
from index.morphemes import Morphemes
from index.tuning.judging import Verdict

BETTER = Verdict(600, 110, 0.5, 0.6, 0.05, 0.15)
NO_GAIN = Verdict(600, 110, 0.5, 0.51, -0.01, 0.03)


@pytest.fixture
def coming_out(monkeypatch):
    """Says how the next trial comes out; the index and the file are real."""

    def so(verdict):
        def tried(generation, _catalogue, _progress):
            embedding = KiwiEmbedding.load(generation / "embedding", Morphemes())
            return Tuning(embedding.base, np.eye(256, dtype=np.float32) * 2), verdict

        monkeypatch.setattr(library, "try_over", tried)

    return so


def told(capsys, *arguments):
    status = main(list(arguments))
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def line_of_doctor(capsys):
    out = told(capsys, "doctor")[1].splitlines()
    return next((n for n, line in enumerate(out) if "맞춘 임베딩" in line), None), out


@pytest.mark.usefixtures("stocked")
def test_too_few_documents_are_one_sentence(capsys):
    status, out, err = told(capsys, "tune")
    assert (status, out) == (1, "")
    assert err.startswith("문서가 적어 맞출 수 없습니다. 서로 다른 검색 단위가 적어도 100개")
    assert err.count("\n") == 1


@pytest.mark.usefixtures("stocked")
def test_another_model_is_one_sentence(capsys, monkeypatch):
    monkeypatch.setenv("BOGO_EMBEDDING", "다른/모형")
    status, out, err = told(capsys, "tune")
    assert (status, out) == (1, "")
    assert "기본 임베딩(kiwi)뿐입니다" in err


@pytest.mark.usefixtures("stocked")
def test_what_is_better_is_kept_until_it_is_dropped(capsys, coming_out):
    coming_out(BETTER)
    status, out, err = told(capsys, "tune")
    assert (status, err) == (0, "")
    assert "0.500 → 0.600 (차이 +0.100, 95% 구간 +0.050 ~ +0.150)" in out
    assert out.endswith(f"{KEPT}\n")
    assert told(capsys, "tune")[1].endswith(f"{SAME}\n")
    number, lines = line_of_doctor(capsys)
    assert lines[number] == "[정상] 맞춘 임베딩: 문서에 맞춘 임베딩을 씁니다(`bogo tune`)."
    coming_out(NO_GAIN)
    assert told(capsys, "tune")[1].endswith(f"{NO_BETTER}\n{STILL}\n")
    assert told(capsys, "tune", "--drop") == (0, f"{DROPPED}\n", "")
    assert told(capsys, "tune", "--drop") == (0, f"{NEVER}\n", "")
    assert line_of_doctor(capsys)[0] is None


@pytest.mark.usefixtures("stocked")
def test_what_is_no_better_changes_nothing(capsys, coming_out):
    coming_out(NO_GAIN)
    status, out, _ = told(capsys, "tune")
    assert status == 0
    assert out.endswith(f"{NO_BETTER}\n")


@pytest.mark.usefixtures("stocked")
def test_json(capsys, coming_out):
    coming_out(BETTER)
    found = json.loads(told(capsys, "tune", "--json")[1])
    assert found == {
        "questions": 600,
        "passages": 110,
        "before": 0.5,
        "after": 0.6,
        "least": 0.05,
        "most": 0.15,
        "kept": True,
        "changed": True,
    }
    assert json.loads(told(capsys, "tune", "--drop", "--json")[1]) == {"dropped": True}


def test_doctor_says_that_one_may_tune_again(capsys, stocked, coming_out):
    coming_out(BETTER)
    told(capsys, "tune")
    path = stocked / "tuning.json"
    Tuning("그때의 통계", np.eye(256, dtype=np.float32)).write(path)
    assert told(capsys, "ask", "2030년 예산은?")[0] in (0, 1)
    number, lines = line_of_doctor(capsys)
    assert lines[number].startswith("[참고] 맞춘 임베딩: 문서가 크게 바뀌어")
    assert "`bogo tune`으로 다시" in lines[number + 1]
    path.write_text("{", "utf-8")
    number, lines = line_of_doctor(capsys)
    assert lines[number] == "[참고] 맞춘 임베딩: 임베딩을 맞춘 파일이 손상되어 쓰지 않습니다."

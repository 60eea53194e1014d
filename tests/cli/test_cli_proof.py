import json
import shutil

import pytest

from assistant.cli import main

QUESTION = "2030년 문화과 도서관팀 예산은?"
EARLIER = "2030년 문화과 공연팀 예산은?"


def run(capsys, *arguments):
    capsys.readouterr()
    status = main([*map(str, arguments)])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


@pytest.fixture
def proof(stocked, tmp_path, capsys):
    path = tmp_path / "근거.json"
    assert run(capsys, "ask", QUESTION, "--proof", path)[0] == 0
    return path


def test_the_answer_is_shown_as_ever(stocked, tmp_path, capsys):
    path = tmp_path / "근거.json"
    plain = run(capsys, "ask", QUESTION)[1]
    assert run(capsys, "ask", QUESTION, "--proof", path) == (
        0,
        plain,
        f"근거를 적었습니다: {path}\n",
    )
    assert json.loads(run(capsys, "ask", QUESTION, "--json", "--proof", path)[1])["values"]


def test_asking_again_writes_the_same_bytes(proof, tmp_path, capsys):
    again = tmp_path / "다시.json"
    again.write_text("무엇이든", "utf-8")
    assert run(capsys, "ask", QUESTION, "--proof", again)[0] == 0
    assert again.read_bytes() == proof.read_bytes()


def test_the_conversation_belongs_to_it(stocked, tmp_path, capsys):
    path = tmp_path / "근거.json"
    run(capsys, "ask", "그럼 도서관팀은?", "--history", EARLIER, "--proof", path)
    written = json.loads(path.read_bytes())
    assert written["history"] == [EARLIER]
    assert written["answer"]["values"][0]["value"] == 834500
    assert run(capsys, "proof", path)[0] == 0


def test_what_holds_is_said_line_by_line(proof, capsys):
    status, out, err = run(capsys, "proof", proof)
    assert (status, err) == (0, "")
    *lines, total = out.splitlines()
    assert total == f"{len(lines)}가지를 모두 확인했습니다."
    assert all(line.startswith("[맞음] ") for line in lines)
    assert "[맞음] 근거 [1] 계획.txt 14행: 원문에 그대로 있습니다." in lines


def test_what_does_not_hold_is_said(proof, capsys):
    proof.write_text(proof.read_text("utf-8").replace("834,500", "834,501"), "utf-8")
    status, out, _ = run(capsys, "proof", proof)
    assert status == 1
    assert "[틀림] 답: 다시 물으면 다른 답이 나옵니다." in out
    assert out.splitlines()[-1].endswith("가지가 맞지 않습니다.")
    status, out, _ = run(capsys, "proof", proof, "--json")
    assert status == 1
    assert json.loads(out)["holds"] is False


def test_without_the_documents_nothing_holds(proof, home, capsys):
    assert run(capsys, "documents", "remove", "계획.txt")[0] == 0
    status, out, _ = run(capsys, "proof", proof)
    assert status == 1
    assert "같은 내용(sha256)의 문서가 지금은 없습니다" in out


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b'{"question": "?"}'])
def test_what_is_no_proof_is_one_sentence(content, home, tmp_path, capsys):
    path = tmp_path / "파일.json"
    if content is not None:
        path.write_bytes(content)
    status, out, err = run(capsys, "proof", path)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert str(path) in err
    assert not home.exists()


class TestWriting:
    def test_never_over_a_folder(self, stocked, tmp_path, capsys):
        status, out, err = run(capsys, "ask", QUESTION, "--proof", tmp_path)
        assert (status, out) == (1, "")
        assert err == f"폴더가 아니라 파일의 이름을 적어 주십시오: {tmp_path}\n"

    def test_not_into_a_folder_that_is_not_there(self, stocked, tmp_path, capsys):
        status, out, err = run(capsys, "ask", QUESTION, "--proof", tmp_path / "없음" / "x.json")
        assert (status, out) == (1, "")
        assert err.startswith("파일을 적을 폴더가 없습니다")

    def test_whole_or_not_at_all(self, proof, monkeypatch, capsys):
        before = proof.read_bytes()

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        status, _, err = run(capsys, "ask", EARLIER, "--proof", proof)
        assert (status, proof.read_bytes()) == (1, before)
        assert err == f"디스크가 가득 찼습니다: {proof}\n"
        assert list(proof.parent.glob(".bogo-*")) == []

    def test_nothing_where_nothing_was_asked(self, stocked, tmp_path, capsys):
        path = tmp_path / "근거.json"
        assert run(capsys, "ask", "", "--proof", path)[0] == 1
        assert not path.exists()

    def test_not_of_a_batch(self, stocked, tmp_path, capsys):
        status, _, err = run(capsys, "ask", "--batch", "f", "--proof", tmp_path / "x.json")
        assert status == 2
        assert "함께 쓸 수 없습니다" in err


def test_the_same_bytes_after_reading_elsewhere(proof, office, tmp_path, monkeypatch, capsys):
    """Another home, another folder, the same file."""
    other = tmp_path / "다른 곳"
    other.mkdir()
    shutil.copy(office / "계획.txt", other / "계획.txt")
    monkeypatch.setenv("BOGO_HOME", str(tmp_path / "home"))
    assert run(capsys, "ingest", other)[0] == 0
    path = tmp_path / "다른 근거.json"
    assert run(capsys, "ask", QUESTION, "--proof", path)[0] == 0
    assert path.read_bytes() == proof.read_bytes()
    assert run(capsys, "proof", proof)[0] == 0

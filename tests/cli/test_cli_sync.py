"""`bogo sync`, `bogo quarantine` and the options of `bogo ingest`, as people use them."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from assistant.cli import main


def run(capsys, *arguments):
    capsys.readouterr()
    status = main([*map(str, arguments)])
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


def names(capsys):
    _, out, _ = run(capsys, "documents", "list", "--json")
    return [document["name"] for document in json.loads(out)]


def test_a_folder_is_followed(office, home, capsys):
    status, out, _ = run(capsys, "sync", office)
    assert status == 0
    assert "새 문서" in out
    (office / "교통.txt").rename(office / "교통과.txt")
    status, out, _ = run(capsys, "sync", office)
    assert status == 0
    assert "옮김: 교통.txt → 교통과.txt" in out
    assert names(capsys) == ["계획.txt", "교통과.txt"]
    (office / "교통과.txt").unlink()
    status, out, _ = run(capsys, "sync", office, "--json")
    summary = json.loads(out)
    assert status == 0
    assert [document["name"] for document in summary["removed"]] == ["교통과.txt"]
    assert summary["counts"]["gone"] == {"files": 1, "pages": 0}
    assert names(capsys) == ["계획.txt"]


def test_a_missing_folder_is_refused_in_one_line(office, home, capsys):
    run(capsys, "sync", office)
    (office / "계획.txt").unlink()
    (office / "교통.txt").unlink()
    status, out, err = run(capsys, "sync", office)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "2건 가운데 2건" in err
    assert len(names(capsys)) == 2
    status, _, _ = run(capsys, "sync", office, "--allow-delete")
    assert status == 0
    assert names(capsys) == []


@pytest.mark.parametrize("command", ["ingest", "sync"])
def test_a_dry_run_shows_and_changes_nothing(command, office, home, capsys):
    status, out, err = run(capsys, command, office, "--dry-run")
    assert (status, err) == (0, "")
    assert "새 문서" in out
    assert "계획.txt" in out
    assert "바뀐 것은 없습니다" in out
    assert names(capsys) == []
    status, out, _ = run(capsys, command, office, "--dry-run", "--json")
    told = json.loads(out)
    assert told["dry_run"]
    assert told["counts"] == {"new": 2}
    assert [one["status"] for one in told["files"]] == ["new", "new"]


def test_a_dry_run_does_not_begin_a_library(office, home, capsys):
    assert run(capsys, "ingest", office, "--dry-run")[0] == 0
    assert not home.exists()


def test_what_cannot_be_read_is_listed_and_tried_again(office, home, capsys):
    status, out, _ = run(capsys, "quarantine")
    assert (status, out) == (0, "읽지 못해 적어 둔 파일이 없습니다.\n")
    assert run(capsys, "ingest", "--retry")[:2] == (0, "읽지 못해 적어 둔 파일이 없습니다.\n")
    bad = office / "빈.txt"
    bad.write_bytes(b"")
    run(capsys, "ingest", office)
    status, out, _ = run(capsys, "quarantine")
    assert status == 0
    assert "빈.txt" in out
    assert "--retry" in out
    _, out, _ = run(capsys, "quarantine", "--json")
    (one,) = json.loads(out)
    assert one["reason"] == "내용이 없는 빈 파일입니다."
    status, _, err = run(capsys, "ingest", "--retry")
    assert status == 1
    assert "빈 파일" in err
    bad.write_text((office / "계획.txt").read_text("utf-8").replace("문화과", "건축과"), "utf-8")
    status, out, _ = run(capsys, "ingest", "--retry")
    assert status == 0
    assert "새 문서" in out
    assert run(capsys, "quarantine")[1] == "읽지 못해 적어 둔 파일이 없습니다.\n"


def test_an_old_version_that_answers_is_said(office, home, capsys):
    run(capsys, "ingest", office)
    (office / "계획.txt").write_bytes(bytes(range(256)) * 4)
    status, _, err = run(capsys, "ingest", office)
    assert status == 0
    assert "읽지 않음: 계획.txt" in err
    assert "앞서 읽은 내용으로 답합니다" in err


def test_passed_over_files_are_one_line(office, home, capsys):
    for name in ("~$계획.docx", ".숨김", ".DS_Store", "Thumbs.db"):
        (office / name).write_bytes(b"x")
    _, out, err = run(capsys, "ingest", office)
    assert err == ""
    assert "지나친 파일: 시스템 파일 2개, 숨김 파일 1개, 잠금 파일 1개" in out


def test_killed_in_the_middle_the_next_run_goes_on(office, home, capsys):
    words = "하늘 바다 도로 공원 학교 시장 농업 복지 환경 교통".split()
    for number in range(100):
        about = f"{words[number // 10]} {words[number % 10]} 사업"
        text = f"2030년 {about} 계획\n\n하늘구 기획과\n\n□ {about} 예산 : {number + 1:,}천원\n"
        (office / f"{number:03}.txt").write_text(text, "utf-8")
    script = "import sys; from assistant.cli import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", script, "ingest", str(office)], env={**os.environ}
    )
    originals = home / "originals"
    until = time.monotonic() + 30
    while time.monotonic() < until and not (
        originals.is_dir() and len(list(originals.iterdir())) > 20
    ):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    status, out, err = run(capsys, "ingest", office, "--json")
    assert (status, err) == (0, "")
    summary = json.loads(out)
    assert len(summary["unchanged"]) >= 15
    assert len(summary["unchanged"]) + len(summary["documents"]) == 102
    assert len(names(capsys)) == 102

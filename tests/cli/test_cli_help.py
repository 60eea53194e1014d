"""Help and mistakes: Korean, quick, and never a traceback."""

import subprocess
import sys
import time

import click
import pytest

from assistant.cli import bogo, main
from assistant.cli import settings as settings_command

COMMANDS = (
    "ingest",
    "sync",
    "quarantine",
    "inspect",
    "ask",
    "search",
    "proof",
    "audit",
    "figures",
    "documents",
    "aliases",
    "samples",
    "serve",
    "eval",
    "tune",
    "doctor",
    "settings",
)


def commands():
    yield (), bogo
    for name, command in bogo.commands.items():
        yield (name,), command
        if isinstance(command, click.Group):
            for inner, sub in command.commands.items():
                yield (name, inner), sub


def test_every_command_is_there():
    assert tuple(bogo.commands) == COMMANDS
    assert set(bogo.commands["documents"].commands) == {"list", "show", "remove"}
    assert set(bogo.commands["aliases"].commands) == {"list", "add", "remove", "export", "import"}


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_help_is_korean(path, capsys):
    assert main([*path, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"쓰는 법: bogo{''.join(f' {part}' for part in path)}")
    for english in ("Usage", "Options:", "Commands:", "Show", "required", "default"):
        assert english not in out


def test_every_option_has_a_korean_help_line():
    for _, command in commands():
        assert command.help.splitlines()[0].endswith(".")
        for param in command.params:
            if isinstance(param, click.Option):
                assert any("가" <= letter <= "힣" for letter in param.help), param.name


def test_no_command_shows_the_help(capsys):
    assert main([]) == 0
    assert "bogo ingest" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["없는명령"], "없는 명령입니다: 없는명령"),
        (["documents", "없는명령"], "없는 명령입니다"),
        (["ask", "--없음"], "없는 선택 사항입니다: --없음"),
        (["ingest"], "빠진 것이 있습니다: PATH"),
        (["eval", "g.jsonl"], "빠진 것이 있습니다: --documents"),
        (["serve", "--port", "x"], "--port에 맞지 않는 값입니다(1부터 65535까지의 정수)."),
        (["samples", "maybe"], "쓸 수 있는 값: on, off, auto"),
        (["ask", "질문", "--json=1"], "--json"),
        (["ask", "질문", "--history"], "--history"),
        (["doctor", "많은", "말"], "명령의 쓰임이 맞지 않습니다."),
        (["ask"], "질문을 적어 주십시오."),
        (["search"], "질문을 적어 주십시오."),
        (["search", " "], "질문을 적어 주십시오."),
        (["search", "질문", "-k", "0"], "-k에 맞지 않는 값입니다(1부터 50까지의 정수)."),
        (["search", "질문", "--year", "올해"], "--year에 맞지 않는 값입니다"),
        (["ask", "질문", "--batch", "f"], "함께 쓸 수 없습니다."),
    ],
)
def test_a_mistake_is_one_korean_line(arguments, message, capsys):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert message in shown.err
    assert shown.err.count("\n") == 1


def fail_with(monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(settings_command, "say", fail)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (RuntimeError("내부 사정"), 1, "예기치 못한 오류(RuntimeError)"),
        (OSError(28, "No space left on device"), 1, "디스크가 가득 찼습니다"),
        (KeyboardInterrupt(), 130, "중단했습니다."),
    ],
)
def test_whatever_happens_there_is_no_traceback(error, status, message, monkeypatch, capsys):
    fail_with(monkeypatch, error)
    assert main(["settings"]) == status
    shown = capsys.readouterr()
    assert message in shown.err
    assert "Traceback" not in shown.err
    assert "내부 사정" not in shown.err


def test_debug_shows_the_traceback(monkeypatch, capsys):
    monkeypatch.setenv("BOGO_DEBUG", "false")  # so that what --debug sets is undone
    fail_with(monkeypatch, RuntimeError("내부 사정"))
    assert main(["--debug", "settings"]) == 1
    assert "내부 사정" in capsys.readouterr().err


def test_help_is_quick():
    start = time.perf_counter()
    script = "import sys; from assistant.cli import main; sys.exit(main(['--help']))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=30)
    assert done.returncode == 0
    assert "쓰는 법".encode() in done.stdout
    assert time.perf_counter() - start < 2  # 0.15 s alone; a busy machine gets its slack


def test_a_closed_pipe_is_no_error():
    script = "import sys; from assistant.cli import main; sys.exit(main(['settings'] ))"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -c \"{script}\" | true"],
        capture_output=True,
        timeout=30,
    )
    assert done.stderr == b""

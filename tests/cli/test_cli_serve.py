"""The first start in an empty home: a page that already answers, from the samples."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from assistant.cli import main

SCRIPT = "import sys; from assistant.cli import main; sys.exit(main())"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def server(home):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "serve", "--port", str(port)],
        env={**os.environ, "BOGO_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(process, url, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, process.stdout.read()
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:  # noqa: S310
                return json.load(answer)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail("the server did not start")


def test_an_empty_home_answers_from_the_samples(server):
    process, url = server
    wait_for(process, url)
    request = urllib.request.Request(  # noqa: S310
        f"{url}/api/v1/ask",
        json.dumps({"question": "2025년 소통담당관 예산은?"}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
        answer = json.load(response)
    assert "3,615,983천원" in answer["answer"]
    assert answer["citations"][0]["sample"]


def test_a_taken_port_is_one_sentence(stocked, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status = main(["serve", "--port", str(taken.getsockname()[1])])
    shown = capsys.readouterr()
    assert status == 1
    assert "다른 프로그램이 쓰고 있습니다" in shown.err
    assert "Traceback" not in shown.err

"""How long people wait, over the real reports, each command a process of its own."""

import os
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.reports

SCRIPT = "import sys; from assistant.cli import main; sys.exit(main())"


def timed(home, *arguments):
    environment = {**os.environ, "BOGO_HOME": str(home)}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return time.perf_counter() - start, done.stdout


def quickest(home, *arguments):
    """The best of three: what else the machine does is not what is measured."""
    return min(timed(home, *arguments) for _ in range(3))


def test_reading_and_asking_in_time(reports, home):
    cold, _ = timed(home, "ingest", reports)
    pointer = (home / "generations" / "current").stat()
    again, out = quickest(home, "ingest", reports)
    asked, answer = quickest(home, "ask", "2025년 소통담당관 예산은?")
    assert cold <= 20
    assert again <= 3
    assert (home / "generations" / "current").stat().st_mtime_ns == pointer.st_mtime_ns
    assert "0건을 새로 읽었고, 4건은 그대로이며" in out
    assert asked <= 3
    assert "3,615,983천원" in answer

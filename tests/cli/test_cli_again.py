"""What is read once stays read: each command a process of its own, over the real reports."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.reports

SCRIPT = "import sys; from assistant.cli import main; sys.exit(main())"


def run(home, *arguments):
    environment = {**os.environ, "BOGO_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_unchanged_files_are_not_read_again(reports, home):
    run(home, "ingest", reports)
    pointer = (home / "generations" / "current").stat()
    out = run(home, "ingest", reports)
    assert "0건을 새로 읽었고, 4건은 그대로이며" in out
    assert (home / "generations" / "current").stat().st_mtime_ns == pointer.st_mtime_ns
    assert "3,615,983천원" in run(home, "ask", "2025년 소통담당관 예산은?")

"""How long people wait for each command, every one a process of its own.

    python -m benchmarks.speed 보고서폴더

Prints the first and the best of three runs, in seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCRIPT = "import sys; from assistant.cli import main; sys.exit(main())"
RUNS = 3


def timed(home: Path, *arguments: str) -> float:
    """Seconds that one command takes; raises where it fails."""
    environment = {**os.environ, "BOGO_HOME": str(home)}
    command = [sys.executable, "-c", SCRIPT, *arguments]
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", help="a folder of reports")
    reports = parser.parse_args().reports
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        print(f"{'ingest, new':28}{timed(home, 'ingest', reports):8.2f}")
        for name, command in (
            ("ingest, unchanged", ("ingest", reports)),
            ("ask", ("ask", "2025년 소통담당관 예산은?")),
            ("figures, csv", ("figures", "--output", str(home / "figures.csv"))),
            ("audit", ("audit",)),
            ("--help", ("--help",)),
        ):
            runs = [timed(home, *command) for _ in range(RUNS)]
            print(f"{name:28}{runs[0]:8.2f}{min(runs):8.2f}")


if __name__ == "__main__":
    main()

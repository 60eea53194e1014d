"""A step in a process of its own: its memory is its own, and so is what it keeps warm.

    python -m benchmarks.retrieval.children prepare TEXTS FOLDER RESULT
    python -m benchmarks.retrieval.children build SYSTEM PREPARED FOLDER RESULT
    python -m benchmarks.retrieval.children ask SYSTEM PREPARED FOLDER QUESTIONS RESULT

QUESTIONS is a JSON list of texts; what came out is written to RESULT, for libraries print what they
like.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from assistant.settings import reckon_on_one_thread
from benchmarks.retrieval.judging import ASKED
from benchmarks.retrieval.measuring import on_disk, peak_memory, spread
from benchmarks.retrieval.preparing import Prepared, prepare
from benchmarks.retrieval.systems.all import SYSTEMS
from benchmarks.retrieval.systems.base import Unavailable

MODULE = "benchmarks.retrieval.children"


def run(module: str, *words: str | Path, result: Path) -> dict[str, Any]:
    """Run a step and return what it wrote; the step tells itself what went wrong, if anything."""
    command = [sys.executable, "-m", module, *map(str, words), str(result)]
    environ = dict(os.environ)
    reckon_on_one_thread(environ)  # as every `bogo` command does
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
    if done.returncode:
        told = done.stderr.strip() or done.stdout.strip()
        raise SystemExit(f"{' '.join(map(str, words))}: 실패했습니다.\n{told}")
    return json.loads(result.read_text("utf-8"))


def build(name: str, prepared: Prepared, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True)
    built = SYSTEMS[name].build(prepared, folder)
    return {
        "pieces": built.pieces,
        "seconds": built.seconds,
        "pieces_per_second": built.pieces / built.seconds,
        "bytes_per_piece": on_disk(built.folder) / built.pieces,
        "build_peak_bytes": peak_memory(),
    }


def ask(name: str, prepared: Prepared, folder: Path, questions: list[str]) -> dict[str, Any]:
    """What is found for each question, one at a time, after one that warms up."""
    find = SYSTEMS[name].open(prepared, folder)
    find("준비", ASKED)
    found, seconds = [], []
    for question in questions:
        started = time.perf_counter()
        pieces = find(question, ASKED)
        seconds.append(time.perf_counter() - started)
        found.append([(p.piece.document, p.piece.first, p.piece.last, p.score) for p in pieces])
    return {"found": found, **spread(seconds), "ask_peak_bytes": peak_memory()}


def main(words: list[str]) -> None:
    *given, result = words
    try:
        match given:
            case ["prepare", texts, folder]:
                Path(folder).mkdir(parents=True)
                outcome = {"passages": len(prepare(Path(texts), Path(folder)).passages)}
            case ["build", name, prepared, folder]:
                outcome = build(name, Prepared(Path(prepared)), Path(folder))
            case ["ask", name, prepared, folder, questions]:
                asked = json.loads(Path(questions).read_text("utf-8"))
                outcome = ask(name, Prepared(Path(prepared)), Path(folder), asked)
            case _:
                raise SystemExit(__doc__)
    except Unavailable as error:
        outcome = {"skipped": str(error)}
    Path(result).write_text(json.dumps(outcome, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

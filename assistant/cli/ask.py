"""`bogo ask`: a question, or a file of questions, answered from the indexed reports."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.korean import Command
from assistant.cli.screen import (
    MISUSED,
    REFUSED,
    Stop,
    file_to_write,
    progress_bar,
    say,
    say_json,
    warn,
)
from assistant.settings import Settings
from ingest.names import readable

if TYPE_CHECKING:
    from assistant.answer import Answer


@click.command(cls=Command)
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="답을 JSON 한 줄로 보여 줍니다.")
@click.option(
    "--history", multiple=True, metavar="QUESTION", help="앞서 한 질문. 오래된 것부터 거듭 씁니다."
)
@click.option(
    "--batch",
    type=click.Path(),
    metavar="FILE",
    help="질문 파일(JSONL: id, question, history)에 모두 답합니다. 답은 JSON 한 줄씩입니다.",
)
@click.option(
    "--proof", metavar="FILE", help="답의 근거를 파일에 적습니다. bogo proof로 다시 확인합니다."
)
def ask(
    question: tuple[str, ...],
    as_json: bool,
    history: tuple[str, ...],
    batch: str | None,
    proof: str | None,
) -> int:
    """질문에 보고서의 수치와 출처로 답합니다.

    보기:
      bogo ask "2025년 소통담당관 예산은?"
      bogo ask "그럼 2024년은?" --history "2025년 소통담당관 예산은?"
      bogo ask "2025년 소통담당관 예산은?" --proof 근거.json
      bogo ask --batch 질문.jsonl > 답.jsonl

    끝난 상태: 0 답하거나 되묻거나 없다고 알림,
               1 질문이 비었거나 너무 길거나 문서가 없음
    """
    if batch is not None and question:
        raise Stop("질문과 --batch는 함께 쓸 수 없습니다.", MISUSED)
    if batch is not None and proof is not None:
        raise Stop("--proof와 --batch는 함께 쓸 수 없습니다.", MISUSED)
    if batch is None and not question:
        raise Stop('질문을 적어 주십시오. 보기: bogo ask "2025년 소통담당관 예산은?"', MISUSED)
    if batch is not None:
        return _ask_all(batch)
    target = None if proof is None else file_to_write(proof)
    return _ask_one(" ".join(question), history, target, as_json=as_json)


def _ask_one(question: str, history: tuple[str, ...], target: Path | None, *, as_json: bool) -> int:
    from assistant.answer import Reason
    from assistant.cli.plain import shown
    from assistant.wiring import Workspace

    with Workspace.open(Settings.load(os.environ)) as workspace:
        if not workspace.documents():
            with progress_bar() as progress:
                workspace.ensure_samples(progress)
        asked = readable(question), [readable(one) for one in history]
        answer = workspace.assistant.ask(*asked)
        proven = workspace.prover.prove(*asked).to_bytes() if target else b""
    if as_json:
        say_json(answer.model_dump(mode="json"))
    else:
        say(shown(answer))
    if answer.reason in (Reason.EMPTY_QUESTION, Reason.TOO_LONG, Reason.NO_DOCUMENTS):
        return REFUSED
    if target is not None:
        _write(target, proven)
    return 0


def _write(target: Path, proven: bytes) -> None:
    from assistant.export.saving import replacing

    with replacing(target) as file:
        file.write(proven)
    warn(f"근거를 적었습니다: {target}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch file."""

    id: Any
    question: str
    history: tuple[str, ...]


def _ask_all(file: str) -> int:
    from assistant.wiring import Workspace

    items = list(_read_batch(file))
    with Workspace.open(Settings.load(os.environ)) as workspace:
        for item in items:
            answer: Answer = workspace.assistant.ask(item.question, item.history)
            say_json({"id": item.id, **answer.model_dump(mode="json")})
    return 0


def _read_batch(file: str) -> Iterator[Asked]:
    """The questions of a JSONL file, `-` for standard input.

    Raises:
        Stop: the file cannot be read, holds no question, or a line of it is none.
    """
    try:
        with click.open_file(file, encoding="utf-8-sig") as stream:
            lines = stream.read().split("\n")
    except OSError as error:
        raise Stop(f"질문 파일을 열 수 없습니다: {file}") from error
    except UnicodeDecodeError as error:
        raise Stop(f"질문 파일이 UTF-8이 아닙니다: {file}") from error
    asked = [_asked(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    if not asked:
        raise Stop(f"질문 파일에 질문이 없습니다: {file}")
    yield from asked


def _asked(line: str, number: int) -> Asked:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise Stop(f"질문 파일 {number}번째 줄이 JSON이 아닙니다.") from error
    question = item.get("question") if isinstance(item, dict) else None
    history = (item.get("history") or []) if isinstance(item, dict) else []
    if not isinstance(question, str) or not _is_texts(history):
        form = "question은 문자열, history는 문자열 목록이어야 합니다."
        raise Stop(f"질문 파일 {number}번째 줄의 {form}")
    return Asked(item.get("id", number), question, tuple(history))


def _is_texts(history: object) -> bool:
    return isinstance(history, list) and all(isinstance(one, str) for one in history)

"""The program that recognises characters, started anew for each picture and held to bounds."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import IngestError, TooLarge

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGES = ("kor", "eng")
_SECONDS = 60.0  # a dense page takes six
_LARGEST = 32_000  # pixels of a side, what the program itself takes
_MOST_PIXELS = 60_000_000
_NAME = "out"


@cache
def available() -> bool:
    """Whether the program and its Korean data are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        said = subprocess.run(  # noqa: S603 (our own arguments)
            [program, "--list-langs"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    listed = (said.stdout + said.stderr).decode("utf-8", "replace").split()
    return all(language in listed for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the program says of a picture: its table of words (TSV), and the same as plain text.

    Only the text knows where Korean words begin: the table has every syllable as a word.
    """

    table: str
    text: str


def run(picture: Image, *, layout: int, dpi: int) -> Recognised:
    """Recognise a grey picture.

    `layout` is the program's page segmentation mode: 4 for a column of text of several sizes, 6
    for one block.

    Raises:
        TooLarge: the picture is over the bounds, or takes too long.
        IngestError: the program fails.
    """
    if max(picture.size) > _LARGEST or picture.width * picture.height > _MOST_PIXELS:
        raise TooLarge("그림이 너무 커서 글자를 인식할 수 없습니다.")
    stream = io.BytesIO()
    picture.save(stream, "PPM")
    with tempfile.TemporaryDirectory() as folder:
        _start(stream.getvalue(), Path(folder), ["--psm", str(layout), "--dpi", str(dpi)])
        table, text = (
            (Path(folder) / f"{_NAME}.{suffix}").read_text("utf-8", errors="replace")
            for suffix in ("tsv", "txt")
        )
    return Recognised(table, text)


def _start(picture: bytes, folder: Path, options: list[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 (our own arguments)
            [*_program(), "stdin", _NAME, "-l", "+".join(LANGUAGES), *options, "tsv", "txt"],
            input=picture,
            capture_output=True,
            cwd=folder,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooLarge("그림의 글자를 인식하는 데 너무 오래 걸립니다.") from error
    except OSError as error:
        raise IngestError("글자 인식 프로그램(Tesseract)을 실행하지 못했습니다.") from error
    if done.returncode != 0:
        raise IngestError("글자 인식 프로그램(Tesseract)이 그림을 처리하지 못했습니다.")


def _program() -> list[str]:
    """On one thread where that can be said: several wait for each other more than they work."""
    program = shutil.which("tesseract") or "tesseract"
    env = shutil.which("env")
    return [env, "OMP_THREAD_LIMIT=1", program] if env else [program]

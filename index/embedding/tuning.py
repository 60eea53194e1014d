"""A tuning: the map of meanings that was learned from the documents, in a file of the home.

    tuning.json    {"sha256": …, "body": "{base, matrix, …}"}

It holds numbers alone, no words: the matrix as base64 of little-endian float32, and what it
brought.  A tuning fits one whitening, which `base` names; over any other it is not used.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedding.space import RANK
from index.files import write_whole
from index.types import Vectors

_FORM = np.dtype("<f4")

_log = logging.getLogger(__name__)


class DamagedTuning(ValueError):
    """The file is there, but not as it was written."""


@dataclass(frozen=True, slots=True, eq=False)
class Tuning:
    """`matrix`, of shape (256, 256), takes the place of the whitening that `base` names."""

    base: str
    matrix: Vectors

    @property
    def digest(self) -> str:
        return _digest(f"{self.base} {self.matrix.tobytes().hex()}")

    def write(self, path: Path) -> None:
        packed = base64.b64encode(self.matrix.astype(_FORM).tobytes()).decode("ascii")
        body = json.dumps({"base": self.base, "matrix": packed}, sort_keys=True)
        write_whole(path, json.dumps({"sha256": _digest(body), "body": body}))

    @classmethod
    def read(cls, path: Path) -> Tuning | None:
        """The tuning in this file, None where there is no file; DamagedTuning otherwise."""
        try:
            written = json.loads(path.read_text("utf-8"))
            body = str(written["body"])
            if _digest(body) != written["sha256"]:
                raise DamagedTuning(path.name)
            fields = json.loads(body)
            numbers = np.frombuffer(base64.b64decode(fields["matrix"], validate=True), _FORM)
            matrix = numbers.reshape(RANK, RANK).astype(np.float32)
            if not np.isfinite(matrix).all():
                raise DamagedTuning(path.name)
            return cls(str(fields["base"]), matrix)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedTuning(path.name) from error


def usable(path: Path) -> Tuning | None:
    """The tuning in this file; a damaged one is left aside with a warning."""
    try:
        return Tuning.read(path)
    except DamagedTuning:
        _log.warning("임베딩을 맞춘 파일 %s이(가) 손상되어 쓰지 않습니다.", path.name)
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

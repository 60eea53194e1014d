"""Golden questions and predictions as data; both are JSON objects, one a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.evaluation.errors import GoldenError


class _Lenient(BaseModel):
    """Unknown fields are ignored, and `null` means the same as a missing field."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data


class Amount(_Lenient):
    """An amount that a right answer writes out; whole numbers stay `int`."""

    value: int | float
    unit: str = ""


class Branch(_Lenient):
    """One way of being right: its amounts, and groups of phrases of which one each is needed."""

    values: tuple[Amount, ...] = ()
    must_include: tuple[tuple[str, ...], ...] = ()


class Evidence(_Lenient):
    """Where the answer stands; lines are 1-based and inclusive."""

    file: str
    start_line: int | None = None
    end_line: int | None = None
    page: int | str | None = None
    quote: str = ""
    role: str = ""

    @property
    def supports_only(self) -> bool:
        """A header or unit line helps to read the evidence but does not hold the answer."""
        return self.role in ("header", "unit")


class GoldenItem(Branch):
    id: str
    question: str
    kind: str
    answer: str = ""
    history: tuple[str, ...] = ()
    must_not_include: tuple[str, ...] = ()
    confusable: tuple[float, ...] = ()
    accept: tuple[Branch, ...] = ()
    also: tuple[str, ...] = ()
    expect: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The readings of which any one is right; only an ambiguous question has several."""
        return self.accept if self.kind == "ambiguous" and self.accept else (self,)


class ToldValue(_Lenient):
    value: Any = None
    unit: str = ""

    @property
    def number(self) -> float | None:
        """The value as a number, None where it is none."""
        try:
            return float(str(self.value).replace(",", ""))
        except ValueError:
            return None


class ToldCitation(_Lenient):
    document: str = ""
    lines: tuple[int, ...] = ()
    page: int | str | None = None
    quote: str = ""


class Prediction(_Lenient):
    """The part of an answer that is scored; everything missing is empty."""

    status: str = ""
    answer: str = ""
    values: tuple[ToldValue, ...] = ()
    citations: tuple[ToldCitation, ...] = ()
    choices: tuple[Any, ...] = ()
    nearest: tuple[Any, ...] = ()


def read_golden(path: Path) -> list[GoldenItem]:
    """Every item of a golden file.

    Raises:
        GoldenError: the file is missing, not UTF-8, empty, or a line is not an item.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldenError(f"평가 파일을 열 수 없습니다: {path}") from error
    except UnicodeDecodeError as error:
        raise GoldenError(f"평가 파일이 UTF-8이 아닙니다: {path}") from error
    items = [_item(line, n) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not items:
        raise GoldenError(f"평가 파일에 문항이 없습니다: {path}")
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise GoldenError(f"평가 파일에 같은 id가 두 번 있습니다: {item.id}")
        seen.add(item.id)
    return items


def _item(line: str, number: int) -> GoldenItem:
    try:
        return GoldenItem.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise GoldenError(f"평가 파일 {number}번째 줄이 JSON이 아닙니다.") from error
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise GoldenError(
            f"평가 파일 {number}번째 줄의 ‘{field or '형식'}’ 항목이 올바르지 않습니다."
        ) from error

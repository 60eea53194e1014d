"""Every setting, in one table: its environment variable, its default and what it does.

Read only by the wiring and the command line; everything else takes arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off", "")


class SettingError(Exception):
    """A setting holds something that it cannot hold; the message is one Korean sentence."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table; `parse` raises `ValueError` with what to write, as a Korean object."""

    name: str
    env: str
    default: str
    help: str
    parse: Callable[[str], Any]
    secret: bool = False

    def read(self, environ: Mapping[str, str]) -> Any:  # noqa: ANN401 (each row has its own type)
        """The value that holds; an empty variable means the default.

        Raises:
            SettingError: the variable holds something else than it may.
        """
        try:
            return self.parse(self.text(environ))
        except ValueError as error:
            raise SettingError(f"환경 변수 {self.env}에는 {error} 적어 주십시오.") from error

    def text(self, environ: Mapping[str, str]) -> str:
        return environ.get(self.env, "").strip() or self.default

    def shown(self, environ: Mapping[str, str]) -> str:
        """The value as it may be shown: no secret, and no password of an address."""
        if self.secret:
            return "***" if self.text(environ) else ""
        return re.sub(r"(://[^:/@]*):[^/]*@", r"\1:***@", self.text(environ))


def _text(text: str) -> str:
    return text


def _folder(text: str) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError as error:  # ~someone who is not there
        raise ValueError("있는 폴더를") from error


def _switch(text: str) -> bool:
    if text.lower() not in (*TRUE, *FALSE):
        raise ValueError("true 또는 false를")
    return text.lower() in TRUE


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"{least:,}부터 {most:,}까지의 정수를")
        return int(text)

    return parse


def _database(text: str) -> str | None:
    if text and "://" not in text:
        raise ValueError("sqlite:///… 또는 postgresql+psycopg://… 모양의 주소를")
    return text or None


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
            raise ValueError("https://www.example.go.kr 모양의 주소를 쉼표로 이어")
    return origins


def _model(text: str) -> str:
    provider, _, name = text.partition(":")
    if text and not (re.fullmatch(r"[a-z_]+", provider) and name.strip() == name != ""):
        raise ValueError("openai:qwen3-8b처럼 제공자:모델 모양의 이름을")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("http://127.0.0.1:8000/v1 모양의 주소를")
    return text


def _row(
    name: str,
    default: str,
    help: str,
    parse: Callable[[str], Any] = _text,
    *,
    secret: bool = False,
) -> dict[str, Setting]:
    return {"setting": Setting(name, f"BOGO_{name.upper()}", default, help, parse, secret)}


@dataclass(frozen=True, slots=True)
class Settings:
    home: Path = field(
        metadata=_row("home", "~/.bogo", "모든 자료를 두는 폴더입니다.", _folder),
    )
    database_url: str | None = field(
        metadata=_row(
            "database_url",
            "",
            "문서 목록을 두는 데이터베이스 주소입니다. 비우면 자료 폴더 안의 SQLite를 씁니다.",
            _database,
        ),
    )
    host: str = field(
        metadata=_row("host", "127.0.0.1", "웹 서버가 듣는 주소입니다."),
    )
    port: int = field(
        metadata=_row("port", "7860", "웹 서버가 듣는 포트입니다.", _whole(1, 65535)),
    )
    allowed_origins: tuple[str, ...] = field(
        metadata=_row(
            "allowed_origins",
            "",
            "위젯을 실을 수 있는 사이트 주소입니다. 쉼표로 잇습니다.",
            _origins,
        ),
    )
    max_file_mb: int = field(
        metadata=_row("max_file_mb", "100", "파일 하나의 최대 크기(MB)입니다.", _whole(1, 2048)),
    )
    max_seconds: int = field(
        metadata=_row(
            "max_seconds", "300", "파일 하나를 읽는 최대 시간(초)입니다.", _whole(1, 3600)
        ),
    )
    max_memory_mb: int = field(
        metadata=_row(
            "max_memory_mb",
            "1024",
            "파일 하나를 읽는 데 쓰는 최대 메모리(MB)입니다.",
            _whole(128, 65_536),
        ),
    )
    max_expanded_mb: int = field(
        metadata=_row(
            "max_expanded_mb",
            "512",
            "압축을 푼 내용의 최대 크기(MB)입니다.",
            _whole(1, 16_384),
        ),
    )
    max_entries: int = field(
        metadata=_row(
            "max_entries",
            "10000",
            "압축 파일 하나에 든 파일의 최대 개수입니다.",
            _whole(1, 1_000_000),
        ),
    )
    max_pages: int = field(
        metadata=_row("max_pages", "3000", "문서 하나의 최대 쪽수입니다.", _whole(1, 1_000_000)),
    )
    workers: int = field(
        metadata=_row(
            "workers",
            "0",
            "파일을 한꺼번에 몇 개까지 읽을지 정합니다. 0이면 코어의 수만큼 읽습니다.",
            _whole(0, 256),
        ),
    )
    max_question: int = field(
        metadata=_row(
            "max_question", "2000", "질문 하나의 최대 길이(글자)입니다.", _whole(10, 20_000)
        ),
    )
    embedding: str = field(
        metadata=_row(
            "embedding",
            "kiwi",
            "문장 임베딩입니다. kiwi 또는 sentence-transformers 모델의 폴더나 이름을 적습니다. "
            "바꾸면 다음 ingest나 serve에서 색인을 새로 만듭니다.",
        ),
    )
    allow_hub: bool = field(
        metadata=_row("allow_hub", "false", "모델을 인터넷에서 내려받는 것을 허용합니다.", _switch),
    )
    llm: str = field(
        metadata=_row(
            "llm",
            "",
            "답의 문장을 다듬을 언어 모델입니다. openai:qwen3-8b처럼 적고, 비우면 쓰지 않습니다.",
            _model,
        ),
    )
    llm_url: str = field(
        metadata=_row(
            "llm_url",
            "",
            "OpenAI 호환 서버의 주소(http://127.0.0.1:8000/v1 등)입니다. 비우면 제공자의 것입니다.",
            _address,
        ),
    )
    llm_key: str = field(
        repr=False,
        metadata=_row(
            "llm_key", "", "언어 모델 서버의 열쇠입니다. 화면에 보이지 않습니다.", secret=True
        ),
    )
    llm_first_seconds: int = field(
        metadata=_row(
            "llm_first_seconds",
            "8",
            "언어 모델의 첫 글자를 기다리는 시간(초)입니다.",
            _whole(1, 120),
        ),
    )
    llm_total_seconds: int = field(
        metadata=_row(
            "llm_total_seconds",
            "30",
            "언어 모델의 글 전체를 기다리는 시간(초)입니다.",
            _whole(1, 600),
        ),
    )
    debug: bool = field(
        metadata=_row("debug", "false", "오류가 나면 자세한 기록을 함께 보여 줍니다.", _switch),
    )

    @classmethod
    def load(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that hold in this environment.

        Raises:
            SettingError: naming the first variable that is not right.
        """
        return cls(**{setting.name: setting.read(environ) for setting in SETTINGS})


SETTINGS: tuple[Setting, ...] = tuple(row.metadata["setting"] for row in fields(Settings))

_NEVER_REPORT = {
    "ANONYMIZED_TELEMETRY": "False",  # Chroma
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "DO_NOT_TRACK": "1",
}
# Where a language model is asked, and as whom, is said by BOGO_LLM_… and by nothing else.
_NEVER_REDIRECT = (
    "LANGSMITH_GATEWAY",
    "LANGSMITH_GATEWAY_API_KEY",
    "OPENAI_ADMIN_KEY",
    "OPENAI_API_BASE",
    "OPENAI_BASE_URL",
    "OPENAI_CUSTOM_HEADERS",
    "OPENAI_ORGANIZATION",
    "OPENAI_ORG_ID",
    "OPENAI_PROJECT_ID",
    "OPENAI_PROXY",
)
_NEVER_DOWNLOAD = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def stay_on_this_machine(environ: MutableMapping[str, str]) -> None:
    """Forbid the libraries to report home, and to download unless BOGO_ALLOW_HUB allows it.

    Nor may a stray variable send questions to another server than the one that is configured.

    Called before any of them is imported: they read these variables when they are.  What someone
    else left in the environment does not count, since a question may hold personal data.
    """
    environ.update(_NEVER_REPORT)
    for name in _NEVER_REDIRECT:
        environ.pop(name, None)
    hub = next(setting for setting in SETTINGS if setting.name == "allow_hub")
    if hub.text(environ).lower() not in TRUE:
        environ.update(_NEVER_DOWNLOAD)


def reckon_on_one_thread(environ: MutableMapping[str, str]) -> None:
    """Keep numpy from starting threads for products of small matrices; who set it otherwise may.

    A question needs dozens of them.  Beside other work, or other questions, the threads wait for
    each other longer than they reckon: on two busy cores a search took three times as long.
    """
    environ.setdefault("OPENBLAS_NUM_THREADS", "1")

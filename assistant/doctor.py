"""What is installed, which model, which index, what is wrong, and how to mend it.

Each check is a function that yields findings; none of them changes anything.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.settings import Settings
from index.errors import LibraryError
from index.types import EVERYTHING, SAMPLES

if TYPE_CHECKING:
    from index.library import Library

OpenLibrary = Callable[[], "Library"]

_LEAST_SPACE = 500 * 1024**2  # bytes; a new index is written beside the old one
_SHOWN = ("bogo", "kiwipiepy", "tantivy", "chromadb", "gradio", "langchain")
_MODELS = ("sentence-transformers", "torch")
_DEFAULT_EMBEDDING = "kiwi"


class State(StrEnum):
    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` says what to do, "" where nothing is to be done."""

    name: str
    state: State
    message: str
    mend: str = ""


def examine(settings: Settings, open_library: OpenLibrary) -> list[Finding]:
    return [
        *_software(),
        *_models(settings),
        *_language_model(settings),
        *_folder(settings.home),
        *_library(settings, open_library),
        *_server(settings),
        *_network(settings),
    ]


def _software() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("파이썬", State.GOOD, python)
    needed = [_package(line) for line in metadata.requires("bogo") or [] if "extra ==" not in line]
    missing = [name for name in needed if not _version(name)]
    if missing:
        message = f"없는 꾸러미가 있습니다: {', '.join(missing)}"
        yield Finding("꾸러미", State.BAD, message, "`pip install bogo`로 다시 설치하십시오.")
    else:
        versions = ", ".join(f"{name} {_version(name)}" for name in _SHOWN)
        yield Finding("꾸러미", State.GOOD, f"필요한 꾸러미가 모두 있습니다({versions}).")


def _package(requirement: str) -> str:
    name = re.match(r"[\w.\-]+", requirement)
    return name[0] if name else requirement


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _models(settings: Settings) -> Iterator[Finding]:
    missing = [name for name in _MODELS if not _version(name)]
    if settings.embedding == _DEFAULT_EMBEDDING:
        message = "내려받을 것이 없는 기본 임베딩(kiwi)을 씁니다."
        yield Finding("임베딩", State.GOOD, message)
    elif missing:
        message = f"{settings.embedding} 모델에 필요한 꾸러미가 없습니다: {', '.join(missing)}"
        mend = '`pip install "bogo[models]"`로 설치하거나 BOGO_EMBEDDING을 지우십시오.'
        yield Finding("임베딩", State.BAD, message, mend)
    else:
        yield _tried(settings)


def _tried(settings: Settings) -> Finding:
    """Loads the model: what is wrong with its files shows in no other way."""
    from index.embedding.registry import checked, loaded

    name, hub = settings.embedding, settings.allow_hub
    try:
        version = checked(name, allow_hub=hub)
        if version:
            loaded(name)  # what would have to be fetched is left to those who want it
    except LibraryError as error:
        mend = "BOGO_EMBEDDING에 모델의 폴더를 적거나, 지워서 기본 임베딩을 쓰십시오."
        return Finding("임베딩", State.BAD, str(error), mend)
    if not version:
        message = f"{name} 모델이 아직 이 컴퓨터에 없습니다. 색인을 만들 때 내려받습니다."
        return Finding("임베딩", State.NOTE, message)
    return Finding("임베딩", State.GOOD, f"{name} 모델을 씁니다({version}).")


def _language_model(settings: Settings) -> Iterator[Finding]:
    """Asks the model for a word, where one is configured."""
    if not settings.llm:
        message = "쓰지 않습니다(BOGO_LLM이 비어 있음). 답은 규칙만으로 만듭니다."
        yield Finding("언어 모델", State.GOOD, message)
        return
    from assistant.rewording.chat_model import ChatModel
    from assistant.rewording.errors import ModelFailed, UnusableModel

    try:
        model = ChatModel(settings.llm, settings.llm_url, settings.llm_key)
    except UnusableModel as error:
        yield Finding("언어 모델", State.BAD, str(error))
        return
    try:
        seconds = model.tried(settings.llm_first_seconds)
    except ModelFailed as failed:
        message = f"{settings.llm} 모델이 응답하지 않습니다({failed}). 답은 규칙만으로 만듭니다."
        mend = "모델 서버를 켜거나 BOGO_LLM, BOGO_LLM_URL, BOGO_LLM_KEY를 확인하십시오."
        yield Finding("언어 모델", State.BAD, message, mend)
    else:
        yield Finding(
            "언어 모델", State.GOOD, f"{settings.llm} 모델이 {seconds:.1f}초 만에 답합니다."
        )
    finally:
        model.close()


def _folder(home: Path) -> Iterator[Finding]:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        mend = "쓰기 권한을 주거나 BOGO_HOME에 다른 폴더를 적으십시오."
        yield Finding("자료 폴더", State.BAD, f"{existing}에 쓸 수 없습니다.", mend)
        return
    free = shutil.disk_usage(existing).free
    if free < _LEAST_SPACE:
        message = f"디스크에 빈자리가 {free // 1024**2:,}MB뿐입니다."
        yield Finding("자료 폴더", State.BAD, message, "디스크를 비우십시오.")
        return
    yield Finding("자료 폴더", State.GOOD, f"{home} (빈자리 {free / 1024**3:,.1f}GB)")


def _library(settings: Settings, open_library: OpenLibrary) -> Iterator[Finding]:
    if not settings.home.exists() and settings.database_url is None:
        mend = "`bogo ingest 파일이나폴더`로 보고서를 읽어 들이십시오."
        yield Finding("문서", State.NOTE, "아직 읽어 들인 문서가 없습니다.", mend)
        return
    try:
        library = open_library()
    except LibraryError as error:
        yield Finding("문서", State.BAD, str(error))
        return
    try:
        yield from _documents(library)
        yield from _index(library)
        yield from _indexed_by(library)
        yield from _tuning(library)
    finally:
        library.close()


def _documents(library: Library) -> Iterator[Finding]:
    found = library.catalogue.documents(EVERYTHING)
    samples = sum(document.collection == SAMPLES for document in found)
    state = library.catalogue.samples_state()
    message = f"{len(found)}건이 답합니다(예시 {samples}건, 예시 설정 {state})."
    if found:
        yield Finding("문서", State.GOOD, message)
    else:
        mend = "`bogo ingest 파일이나폴더`로 보고서를 읽어 들이십시오."
        yield Finding("문서", State.NOTE, message, mend)


def _index(library: Library) -> Iterator[Finding]:
    mend = "`bogo doctor --mend`로 색인을 다시 만드십시오."
    try:
        problem, stats = library.search.problem(), None
        if not problem:
            stats = library.search.stats()
    except Exception as error:
        # what cannot be opened is a finding, whichever library refused it
        problem, stats = f"색인을 쓸 수 없습니다({type(error).__name__}).", None
    documents = len(library.catalogue.documents(EVERYTHING))
    if stats is None:
        yield Finding("색인", State.BAD, problem, mend)
    elif stats.documents != documents:
        message = f"문서는 {documents:,}건인데 색인에는 {stats.documents:,}건이 있습니다."
        yield Finding("색인", State.BAD, message, mend)
    elif stats.generation:
        message = (
            f"{stats.generation} (문서 {stats.documents:,}건, 검색 단위 {stats.passages:,}개, "
            f"문장 {stats.statements:,}개, {stats.embedding}, {stats.dimensions:,}차원)"
        )
        yield Finding("색인", State.GOOD, message)


def _indexed_by(library: Library) -> Iterator[Finding]:
    """Which embedding the index is of, where that is not the setting's as it is now."""
    try:
        found = library.indexed_by()
    except LibraryError:  # said of the index, or of the embedding
        return
    if found is None:
        return
    version, fits = found
    if fits:
        yield Finding("색인의 임베딩", State.GOOD, f"{version}. 설정과 같습니다.")
    else:
        message = f"{version}. 지금의 설정과 달라, 새 색인을 만들 때까지 이것으로 답합니다."
        mend = "`bogo doctor --mend`로 색인을 새로 만드십시오. `bogo serve`는 켤 때 새로 만듭니다."
        yield Finding("색인의 임베딩", State.BAD, message, mend)


def _tuning(library: Library) -> Iterator[Finding]:
    """Nothing where the embedding was never made to fit the documents."""
    name, again = "맞춘 임베딩", "`bogo tune`으로 다시 맞출 수 있습니다."
    from index.tuning.keeping import TuningState

    match library.tuning_state():
        case TuningState.USED:
            yield Finding(name, State.GOOD, "문서에 맞춘 임베딩을 씁니다(`bogo tune`).")
        case TuningState.WAITING:
            mend = "`bogo doctor --mend`로 색인을 다시 만드십시오."
            yield Finding(name, State.NOTE, "맞춘 임베딩이 아직 색인에 쓰이지 않았습니다.", mend)
        case TuningState.OUTGROWN:
            message = "문서가 크게 바뀌어 전에 맞춘 임베딩을 쓰지 않습니다."
            yield Finding(name, State.NOTE, message, again)
        case TuningState.DAMAGED:
            message = "임베딩을 맞춘 파일이 손상되어 쓰지 않습니다."
            yield Finding(name, State.NOTE, message, again)


def _server(settings: Settings) -> Iterator[Finding]:
    where = f"{settings.host}:{settings.port}"
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(1)
            taken = probe.connect_ex((settings.host, settings.port)) == 0
    except OSError:
        mend = "BOGO_HOST에 이 컴퓨터의 주소를 적으십시오."
        yield Finding("서버", State.BAD, f"알 수 없는 주소입니다: {settings.host}", mend)
        return
    if taken:
        message = f"{where} 주소에서 이미 서버가 돌고 있습니다."
        yield Finding("서버", State.NOTE, message)
    else:
        yield Finding("서버", State.GOOD, f"{where} 주소를 쓸 수 있습니다.")


def _network(settings: Settings) -> Iterator[Finding]:
    if settings.llm and _outside(settings.llm_url):
        where = _outside(settings.llm_url)
        message = f"질문과 찾은 내용을 언어 모델 서버({where})로 보냅니다(BOGO_LLM)."
        yield Finding("인터넷", State.NOTE, message)
    if settings.allow_hub:
        message = "모델을 인터넷에서 내려받을 수 있게 되어 있습니다(BOGO_ALLOW_HUB)."
        yield Finding("인터넷", State.NOTE, message)
    elif not (settings.llm and _outside(settings.llm_url)):
        yield Finding("인터넷", State.GOOD, "이 컴퓨터 밖으로 아무것도 보내지 않습니다.")


def _outside(url: str) -> str:
    """The host of an address that is not this machine, "" for this one."""
    host = (urlsplit(url).hostname or "") if url else "제공자의 주소"
    return "" if host in ("localhost", "::1") or host.startswith("127.") else host

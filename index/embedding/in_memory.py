"""The models in memory: each is loaded once, checked before it is, and never runs code of its own.

EmbeddingUnavailable, in one sentence, is all that goes out of here where a model cannot be had.
"""

from __future__ import annotations

import importlib.util
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from index.embedding import model_folder
from index.errors import EmbeddingUnavailable

if TYPE_CHECKING:
    from index.embedding.sentence_library import LoadedModel

_NOT_INSTALLED = (
    "sentence-transformers가 설치되어 있지 않아 이 임베딩 모델을 쓸 수 없습니다. "
    "pip install 'bogo[models]'로 설치하거나 기본 임베딩(kiwi)을 쓰시기 바랍니다."
)

_log = logging.getLogger(__name__)

# By folder and version, so that none is there twice; the last one stays, to go from the build of an
# index to its search.
_models: WeakValueDictionary[tuple[Path, str], LoadedModel] = WeakValueDictionary()
_last: list[LoadedModel] = []
_loading = threading.Lock()


def load(name: str, made_with: str, *, allow_hub: bool) -> tuple[LoadedModel, str]:
    """The model of this name and its version; `made_with` is the only version that will do.

    A model in memory is what it was, whatever became of its folder since.
    """
    with _loading:
        if allow_hub and model_folder.find(name) is None:
            _download(name)
        folder = _folder(name)
        kept = _models.get((folder, made_with))
        if kept is not None:
            return kept, made_with
        version = checked_version(name, made_with)
        kept = _models.get((folder, version)) or _read(name, folder)
        if checked_version(name, "") != version:
            raise EmbeddingUnavailable(
                f"임베딩 모델 ‘{name}’이(가) 읽는 동안 바뀌었습니다. "
                "다 옮긴 뒤에 다시 시도하시기 바랍니다."
            )
        _models[folder, version] = kept
        _last[:] = [kept]
        return kept, version


def checked_version(name: str, made_with: str) -> str:
    """The version of what the folder holds now, where that may be used; nothing is loaded."""
    if importlib.util.find_spec("sentence_transformers") is None:
        raise EmbeddingUnavailable(_NOT_INSTALLED)
    folder = _folder(name)
    try:
        asks, version = model_folder.asks_for_code(folder), model_folder.version(name, folder)
    except OSError as error:
        raise _unusable(name) from error
    if asks:
        raise EmbeddingUnavailable(
            f"임베딩 모델 ‘{name}’은(는) 모델에 딸린 코드를 실행해야 하므로 쓰지 않습니다."
        )
    if made_with not in ("", version):
        raise EmbeddingUnavailable(
            f"임베딩 모델 ‘{name}’이(가) 색인을 만들 때와 다릅니다. 색인을 다시 만드시기 바랍니다."
        )
    return version


def library() -> Any:  # noqa: ANN401  a module
    """`index.embedding.sentence_library`, imported at the first use."""
    try:
        from index.embedding import sentence_library
    except ImportError as error:
        raise EmbeddingUnavailable(_NOT_INSTALLED) from error
    return sentence_library


def _read(name: str, folder: Path) -> LoadedModel:
    used = library()
    try:
        model: LoadedModel = used.LoadedModel(folder, model_folder.e5_prompts(name, folder))
    except Exception as error:  # the library raises whatever its parts raise
        _log.info("%s", error)
        raise _unusable(name) from error
    return model


def _download(name: str) -> None:
    used = library()
    try:
        used.download(name)
    except Exception as error:  # no network, no such model, or one that asks to run its code
        _log.info("%s", error)
        raise EmbeddingUnavailable(
            f"임베딩 모델 ‘{name}’을(를) 내려받을 수 없습니다. "
            "모델의 이름과 인터넷 연결을 확인하시기 바랍니다."
        ) from error


def _folder(name: str) -> Path:
    folder = model_folder.find(name)
    if folder is None:
        raise _unusable(name)
    return folder


def _unusable(name: str) -> EmbeddingUnavailable:
    return EmbeddingUnavailable(
        f"임베딩 모델 ‘{name}’을(를) 이 컴퓨터에서 열 수 없습니다. "
        "모델 폴더나 이름을 확인하시기 바랍니다."
    )

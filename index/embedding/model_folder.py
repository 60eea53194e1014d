"""The folder of a sentence-transformers model: where it is, what is in it, what it asks for.

Nothing here loads a model or leaves this machine, so that it can be asked at every start.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

RULES = 1  # raise it whenever the same model would give other vectors
_SPOTS = 64  # of a large file that are read
_SPOT = 1 << 16  # bytes
_LARGEST_CONFIG = 1 << 20  # bytes; longer ones are word lists
_LIBRARY = "sentence_transformers."
_OWNER = "sentence-transformers/"  # whose models may be named without the owner's name
_E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])")
_E5_PROMPTS = {"query": "query: ", "passage": "passage: "}
_E5_INSTRUCTION = {
    "query": "Instruct: Given a web search query, retrieve relevant passages that answer the query"
    "\nQuery: "
}


def full_name(name: str) -> str:
    """The setting's name; a folder by its whole path, which means the same in every process."""
    folder = _folder(name)
    return name if folder is None else str(folder)


def find(name: str) -> Path | None:
    """The model's folder: the one of this name, else what was once fetched from the hub."""
    folder = _folder(name)
    if folder is not None:
        return folder
    from huggingface_hub import try_to_load_from_cache

    for owner in ("", _OWNER) if "/" not in name else ("",):
        for file in ("modules.json", "config.json"):
            try:
                kept = try_to_load_from_cache(f"{owner}{name}", file)
            except (OSError, ValueError):  # no name that the hub could have
                return None
            if isinstance(kept, str):
                return Path(kept).parent
    return None


def version(name: str, folder: Path) -> str:
    """The name without the way to it, and 12 hex digits that stand for the folder's contents.

    Names, sizes and many spots of every file are read, not all of it: weights may be gigabytes.
    """
    digest = hashlib.sha256(f"{RULES}\n".encode())
    for path in _files(folder):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            if size <= _SPOTS * _SPOT:
                digest.update(file.read())
                continue
            for spot in range(_SPOTS):
                file.seek((size - _SPOT) * spot // (_SPOTS - 1))
                digest.update(file.read(_SPOT))
    return f"{Path(name).name}-{digest.hexdigest()[:12]}"


def asks_for_code(folder: Path) -> bool:
    """Whether the model can only be used by running code that is not the library's own."""
    return any(_names_code(path.name, config) for path, config in _configs(folder))


def e5_prompts(name: str, folder: Path) -> Mapping[str, str]:
    """The prompts that E5 models were trained with, {} for others.

    Wang et al. 2022, "Text embeddings by weakly-supervised contrastive pre-training", and 2024,
    "Improving text embeddings with large language models" for those that take an instruction.
    The folder's name tells, or the name under which the model was trained further.
    """
    for told in (Path(name).name, *_origins(folder)):
        if _E5.search(told.lower()):
            return _E5_INSTRUCTION if "instruct" in told.lower() else _E5_PROMPTS
    return {}


def _folder(name: str) -> Path | None:
    try:
        folder = Path(name).expanduser()
        return folder.absolute() if folder.is_dir() else None
    except (OSError, RuntimeError):  # too long for a path, ~someone who is not there
        return None


def _origins(folder: Path) -> Iterator[str]:
    for path, config in _configs(folder):
        if path.name == "config.json" and isinstance(config, dict):
            yield Path(str(config.get("_name_or_path", ""))).name


def _names_code(file: str, config: Any) -> bool:  # noqa: ANN401  whatever the file holds
    if file == "modules.json" and isinstance(config, list):
        kinds = [part.get("type", "") for part in config if isinstance(part, dict)]
        return not all(str(kind).startswith(_LIBRARY) for kind in kinds)
    if not isinstance(config, dict):
        return False
    kinds = list(dict(config.get("types") or {}).values()) if file == "router_config.json" else []
    return bool(config.get("auto_map")) or not all(str(kind).startswith(_LIBRARY) for kind in kinds)


def _configs(folder: Path) -> Iterator[tuple[Path, Any]]:
    for path in _files(folder):
        if path.suffix == ".json" and path.stat().st_size <= _LARGEST_CONFIG:
            try:
                yield path, json.loads(path.read_text("utf-8"))
            except ValueError:  # the library says what it cannot read
                continue


def _files(folder: Path) -> list[Path]:
    """The model's files in order, without what file managers and git hide beside them."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )

"""Prompt and sentence templates as data: `manifest.toml` names them, this loader renders them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

MANIFEST = "manifest.toml"


@cache
def manifest() -> dict[str, Any]:
    """The manifest: version, and for each template its file, variables and a golden rendering."""
    return tomllib.loads(files(__name__).joinpath(MANIFEST).read_text(encoding="utf-8"))


def version() -> str:
    return str(manifest()["version"])


def prompt(name: str, /, **variables: str) -> str:
    """What a language model is told: the prompt `name` with its variables filled in.

    Raises:
        KeyError: there is no such prompt.
        jinja2.UndefinedError: a variable is missing.
    """
    file = manifest()["prompts"][name]["file"]
    source = files(__name__).joinpath(file).read_text(encoding="utf-8")
    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 (no HTML)
    return environment.from_string(source).render(**variables)


class Sentences:
    """The sentence templates of one language, with the filters that its grammar needs."""

    def __init__(self, filters: Mapping[str, Callable[..., str]]) -> None:
        # Plain Korean text, never HTML: escaping belongs to the page that shows it.
        self._environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
        self._environment.filters.update(filters)
        self._templates: dict[str, Template] = {}

    def render(self, name: str, /, **variables: object) -> str:
        """The sentence `name` with its variables filled in.

        Raises:
            KeyError: there is no such template.
            jinja2.UndefinedError: a variable is missing.
        """
        if name not in self._templates:
            source = manifest()["sentences"][name]["text"]
            self._templates[name] = self._environment.from_string(source)
        return self._templates[name].render(**variables)

"""Which members of a package hold what: its sections in reading order, and its header.

The manifest says so (`content.hpf`), but programs write its paths in many ways: from the root or
from `Contents/`, with `./`, a backslash or capital letters.  Where it says nothing the names do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.owpml.xml import Node, child, local

SECTION = re.compile(r"section(\d+)\.xml$", re.IGNORECASE)
_HEADER = re.compile(r"(?:^|/)header\.xml$", re.IGNORECASE)
_FOLDER = "contents/"


def plain(path: str) -> str:
    """A path as it is compared."""
    parts = path.replace("\\", "/").casefold().split("/")
    return "/".join(part for part in parts if part not in ("", "."))


@dataclass(frozen=True, slots=True)
class Members:
    """The members of an archive by their plain paths."""

    names: dict[str, str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Members:
        return cls({plain(name): name for name in names})

    def find(self, path: str) -> str | None:
        """A path of the manifest as the archive has it."""
        for each in (path, unquote(path)):
            for name in (plain(each), _FOLDER + plain(each)):
                if name in self.names:
                    return self.names[name]
        return None

    def numbered(self) -> list[str]:
        """The sections as their names number them."""
        matches = ((SECTION.search(name), name) for name in self.names)
        found = sorted((int(m[1]), name) for m, name in matches if m)
        return [self.names[name] for _, name in found]

    def sections(self, content: Node | None) -> list[str]:
        """The sections in reading order: as the spine has them, else by their numbers."""
        spine = _spine(content) if content is not None else []
        parts = [name for name in map(self.find, spine) if name]
        found = [name for name in parts if SECTION.search(plain(name))]
        return list(dict.fromkeys(found)) or self.numbered()

    def lost(self, content: Node | None) -> bool:
        """Whether the spine has a section that the archive does not have."""
        spine = _spine(content) if content is not None else []
        return any(SECTION.search(plain(path)) and not self.find(path) for path in spine)

    def header(self, content: Node | None) -> str | None:
        paths = _items(content).values() if content is not None else ()
        named = (self.find(path) for path in paths if _HEADER.search(plain(path)))
        return next(filter(None, named), None) or next(
            (self.names[name] for name in self.names if _HEADER.search(name)), None
        )


def stated_sections(header: Node | None) -> int:
    """How many sections the document itself says that it has, 0 where it does not say."""
    try:
        return int(header.get("secCnt", 0)) if header is not None else 0
    except ValueError:
        return 0


def title(content: Node | None) -> str:
    if content is None:
        return ""
    titles = (node.text for node in content.iter() if local(node) == "title")
    return (next(titles, "") or "").strip()


def encrypted(entry: Node) -> bool:
    """Whether an entry of META-INF/manifest.xml is a section that is encrypted."""
    path = entry.get("full-path") or next(
        (value for key, value in entry.attrib.items() if key.endswith("}full-path")), ""
    )
    return bool(SECTION.search(path)) and child(entry, "encryption-data") is not None


def _items(content: Node) -> dict[str, str]:
    items = (node for node in content.iter() if local(node) == "item")
    return {node.get("id", ""): node.get("href", "") for node in items}


def _spine(content: Node) -> list[str]:
    paths = _items(content)
    order = (node.get("idref", "") for node in content.iter() if local(node) == "itemref")
    return [paths[reference] for reference in order if reference in paths]

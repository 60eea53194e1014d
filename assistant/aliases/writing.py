"""What the office writes: which aliases are worth keeping, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant import lexicon
from assistant.korean import josa
from index.types import Alias, NameKind, Names
from ingest import agencies
from ingest.clean import compared
from ingest.vocabulary import is_office

_LONGEST = 60
_LEAST = 2  # letters: one stands in too many words
_AGENCY = re.compile(r"[가-힣]{2,10}(?:특별시|광역시|시|군|구|도|청)")
KINDS = tuple(kind.value for kind in NameKind)
KindOf = Callable[[str], NameKind]


class BadAlias(ValueError):
    """An alias that cannot be kept; the message is one Korean sentence that says why."""


def written(alias: str, name: str, kind: str, agency: str, kind_of: KindOf) -> Alias:
    """An alias as it is kept; without a kind it gets the one of its name.

    Raises:
        BadAlias: it cannot be kept.
    """
    alias, name, kind, agency = (" ".join(part.split()) for part in (alias, name, kind, agency))
    for what, text in (("별칭", alias), ("이름", name)):
        if not text:
            raise BadAlias(f"{josa(what, '이/가')} 비어 있습니다.")
        if len(text) > _LONGEST:
            raise BadAlias(f"{josa(what, '이/가')} {_LONGEST}자보다 깁니다: {text[:20]}…")
    key = compared(alias)
    if len(key) < _LEAST or not re.search(r"[a-z가-힣]", key):
        raise BadAlias(f"별칭은 두 글자 이상의 말이어야 합니다: {alias}")
    if key == compared(name):
        raise BadAlias(f"별칭과 이름이 같습니다: {alias}")
    if lexicon.is_measure(key) or key in lexicon.NEXT_TO_NOTHING:
        raise BadAlias(f"물음에 늘 쓰이는 말이라 별칭으로 쓸 수 없습니다: {alias}")
    if kind and kind not in KINDS:
        raise BadAlias(f"종류는 {', '.join(KINDS)} 가운데 하나여야 합니다: {kind}")
    return Alias(NameKind(kind) if kind else kind_of(name), alias, name, agency)


def kind_among(names: Names) -> KindOf:
    """Tells the kind of a name: that of the documents where they use it, else by its ending."""
    known = {compared(known.name): known.kind for known in names.known}

    def kind_of(name: str) -> NameKind:
        if found := known.get(compared(name)):
            return found
        if name in agencies.NAMES or _AGENCY.fullmatch(name):
            return NameKind.AGENCY
        return NameKind.DEPARTMENT if is_office(name) else NameKind.PROJECT

    return kind_of

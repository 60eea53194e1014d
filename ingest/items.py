"""Statements from marked and plain lines: `키 : 값`, `(목적) …`, and prose."""

from __future__ import annotations

import re

_COLON = re.compile(
    r"^(?P<key>[^::]{1,60}?)\s*[::]\s+(?P<value>\S.*)$|^(?P<tight>[^::\d]{1,30}?)[::](?P<rest>\S.*)$"
)
_PAREN_KEY = re.compile(r"^[(\[【](?P<key>[^()\[\]【】\d]{2,24})[)\]】]\s*(?P<value>\S.*)$")
_ONLY_KEY = re.compile(r"^[^::]{1,40}[::]$")


def split(text: str) -> tuple[str, str]:
    """Key and value of an item; ("", text) where it has no key.

    `소요예산 : 132,644천원`, `추진일정: 3월`, `(목적) 제도 개선` have one; `13:00~18:00` has not.
    """
    match = _COLON.match(text)
    if match and not re.search(r"\d$", match["key"] or match["tight"] or ""):
        key = (match["key"] or match["tight"]).strip()
        return key, (match["value"] or match["rest"]).strip()
    if match and match["key"] and re.search(r"[년월.]\s?\S*$|\d$", match["key"]):
        return match["key"].strip(), match["value"].strip()  # `2024. 8. 30. : 접수 마감`
    match = _PAREN_KEY.match(text)
    return (match["key"].strip(), match["value"].strip()) if match else ("", text)


def is_only_key(text: str) -> bool:
    return _ONLY_KEY.match(text) is not None

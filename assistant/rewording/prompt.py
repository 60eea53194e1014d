"""What a model is asked: instructions of ours, and the rules' answer with its evidence as data."""

from __future__ import annotations

import json
import secrets

import prompts
from assistant.answer import Answer
from assistant.rewording.sentences import split

_QUOTED = 300  # characters of each quote
_SOURCES = 12


def messages(answer: Answer) -> tuple[str, str]:
    """Instructions and data.  The data stand between two lines that no document can know."""
    boundary = f"자료-{secrets.token_hex(16)}"
    data = json.dumps(_data(answer), ensure_ascii=False, indent=1)
    return (
        prompts.prompt("reword", boundary=boundary),
        prompts.prompt("reword_data", boundary=boundary, data=data),
    )


def _data(answer: Answer) -> dict[str, object]:
    return {
        "question": answer.question,
        "sentences": [sentence.text for sentence in split(answer.answer)],
        "evidence": [
            {"mark": f"[{one.n}]", "title": one.title, "quote": one.quote[:_QUOTED]}
            for one in answer.citations[:_SOURCES]
        ],
    }

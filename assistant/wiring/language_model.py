"""The language model that the settings name, if they name one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.rewording.reworder import Reworder


def open_reworder(settings: Settings) -> Reworder | None:
    """None without BOGO_LLM: then no library for language models is even imported.

    Raises:
        UnusableModel: the model that is named cannot be used.
    """
    if not settings.llm:
        return None
    from assistant.rewording.chat_model import ChatModel
    from assistant.rewording.reworder import Deadlines, Reworder

    deadlines = Deadlines(settings.llm_first_seconds, settings.llm_total_seconds)
    model = ChatModel(settings.llm, settings.llm_url, settings.llm_key, deadlines.total)
    return Reworder(model, deadlines)

"""The only place that makes HTML: answers, evidence and the page's own text."""

from assistant.web.render.answer import follow, message, options, partial
from assistant.web.render.evidence import panel
from assistant.web.render.page import fault, header, notice, question, script, welcome

__all__ = [
    "fault",
    "follow",
    "header",
    "message",
    "notice",
    "options",
    "panel",
    "partial",
    "question",
    "script",
    "welcome",
]

"""The only place that makes HTML: answers, evidence, documents and the pages' own text."""

from assistant.web.render.answer import follow, message, options, partial
from assistant.web.render.document import document
from assistant.web.render.evidence import panel
from assistant.web.render.frame import problem
from assistant.web.render.inspection import inspection
from assistant.web.render.library import library
from assistant.web.render.page import fault, header, notice, question, script, welcome
from assistant.web.render.search import Form, search

__all__ = [
    "Form",
    "document",
    "fault",
    "follow",
    "header",
    "inspection",
    "library",
    "message",
    "notice",
    "options",
    "panel",
    "partial",
    "problem",
    "question",
    "script",
    "search",
    "welcome",
]

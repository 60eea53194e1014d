"""Settings, readers, library and assistant put together; only the surfaces import this."""

from __future__ import annotations

from assistant.wiring.errors import UnknownDocument
from assistant.wiring.library import open_library
from assistant.wiring.summary import IngestSummary, Preview
from assistant.wiring.workspace import Workspace

__all__ = ["IngestSummary", "Preview", "UnknownDocument", "Workspace", "open_library"]

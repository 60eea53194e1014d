"""검산: what does not add up, within a report and between reports, with the places that say so."""

from __future__ import annotations

from assistant.audit.between import between_reports
from assistant.audit.report import Audited, audit

__all__ = ["Audited", "audit", "between_reports"]

"""What can go wrong before a question is scored."""

from __future__ import annotations


class GoldenError(Exception):
    """The golden file cannot be used; the message is one plain Korean sentence."""

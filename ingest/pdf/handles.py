"""What the PDF library hands out: it declares no types, so these names stand for them."""

from __future__ import annotations

from typing import Any, TypeAlias

Document: TypeAlias = Any  # pypdfium2.PdfDocument
Page: TypeAlias = Any  # pypdfium2.PdfPage
Raw: TypeAlias = Any  # the module pypdfium2.raw
Handle: TypeAlias = Any  # a pointer of that module, or one of its functions

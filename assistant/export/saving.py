"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """What is written takes the place of `path` at the end; after an error all is as it was.

    What is no regular file (a pipe, a device) is written to directly.

    Raises:
        OSError: it cannot be written; names `path`, not the file in the making.
    """
    target = path.resolve()  # a link stays one
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                yield file
            return
        new = target.with_name(f".bogo-{uuid.uuid4().hex[:12]}")
        try:
            with new.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, new)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error

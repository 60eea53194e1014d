"""Time, memory and disk, measured in the same way for all."""

from __future__ import annotations

import resource
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_memory() -> int:
    """The most bytes that this process ever held.

    `ru_maxrss` of a started process counts what the starting one held, so the kernel's own count
    of this program is preferred where there is one.
    """
    known = _status("VmHWM")
    if known is not None:
        return known
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def memory() -> int:
    """The bytes that this process holds now, or else the most that it held."""
    known = _status("VmRSS")
    return peak_memory() if known is None else known


def on_disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile, in milliseconds."""
    times = [1000 * second for second in seconds]
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return {"p50_ms": statistics.median(times), "p95_ms": p95}


def _status(name: str) -> int | None:
    try:
        lines = _STATUS.read_text("ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next(
        (1024 * int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), None
    )

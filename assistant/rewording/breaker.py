"""A circuit breaker: a model that keeps failing is left alone for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 3  # in a row
REST = 30.0  # seconds before one call may try again


class CircuitBreaker:
    """Each call that `allows` let through ends in `succeeded`, `failed` or `given_up`.

    After `failures` in a row no call passes for `rest` seconds; then one does, and the others wait
    for how it ends.
    """

    def __init__(
        self,
        failures: int = FAILURES,
        rest: float = REST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._rest, self._clock = failures, rest, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until: float | None = None  # None while calls pass
        self._probing = False

    def allows(self) -> bool:
        with self._lock:
            if self._closed_until is None:
                return True
            if self._probing or self._clock() < self._closed_until:
                return False
            self._probing = True
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures, self._closed_until, self._probing = 0, None, False

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._probing or self._failures >= self._most:
                self._closed_until = self._clock() + self._rest
            self._probing = False

    def given_up(self) -> None:
        """The call was stopped from our side: it says nothing about the model."""
        with self._lock:
            self._probing = False

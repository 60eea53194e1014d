from __future__ import annotations

import pytest

from assistant.web import limits
from assistant.web.limits import RateLimiter


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_waits_until_the_oldest_question_is_a_minute_old():
    clock = Clock()
    limiter = RateLimiter(2, clock)
    assert limiter.wait("가") == 0.0
    clock.now = 20.0
    assert limiter.wait("가") == 0.0
    assert limiter.wait("가") == 40.0
    assert limiter.wait("나") == 0.0
    clock.now = 60.0
    assert limiter.wait("가") == 0.0
    assert limiter.wait("가") == 20.0


def test_remembers_a_bounded_number_of_clients(monkeypatch):
    monkeypatch.setattr(limits, "CLIENTS", 3)
    limiter = RateLimiter(1, Clock())
    for client in "가나다라":
        assert limiter.wait(client) == 0.0
    assert limiter.wait("라") > 0.0
    assert limiter.wait("가") == 0.0  # forgotten


def test_refuses_a_limit_below_one():
    with pytest.raises(ValueError, match="1 이상"):
        RateLimiter(0)

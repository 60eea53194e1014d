"""Hundreds of forms that differ in one number: their vectors are nearly equal, and none is damage."""

from __future__ import annotations

import numpy as np
import pytest

from index.chroma import ChromaStore


@pytest.fixture
def alike():
    """Unit vectors of which every pair has a cosine above 0.9999."""
    noise = np.random.default_rng(7).normal(0, 1e-4, (600, 64))
    made = (np.ones((600, 64)) / 8 + noise).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def store(tmp_path, alike):
    made = ChromaStore(tmp_path)
    made.add([f"p{n}" for n in range(len(alike))], alike, ["d"] * len(alike))
    yield made
    made.close()


def test_they_are_as_they_were_written(store, alike):
    samples = [(f"p{n}", alike[n]) for n in range(0, 600, 30)]
    assert store.problem(600, samples) == ""
    assert 0.0 <= store.finds(samples) <= 1.0


def test_what_was_changed_is_told(store, alike):
    other = np.zeros(64, np.float32)
    other[0] = 1.0
    assert "처음과 다릅니다" in store.problem(600, [("p1", other)])
    assert "처음과 다릅니다" in store.problem(600, [("nowhere", alike[0])])
    assert "599건이어야" in store.problem(599, [])

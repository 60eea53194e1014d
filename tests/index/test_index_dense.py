from __future__ import annotations

import numpy as np
import pytest

from index import dense
from index.dense import DenseIndex, DenseWriter
from index.passage_rows import PassageRows
from index.sketch import nearest, sketched
from index.types import Passage
from ingest.model import Place


@pytest.fixture(scope="module")
def vectors():
    drawn = np.random.default_rng(0).normal(size=(3_000, 64)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def index(vectors, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dense")
    writer = DenseWriter(folder, *vectors.shape)
    for start in range(0, len(vectors), 700):
        rows = np.arange(start, min(start + 700, len(vectors)))
        writer.write(rows, vectors[rows].astype(np.float32))
    writer.close()
    return DenseIndex.load(folder)


def test_the_nearest_are_those_of_a_full_comparison(index, vectors):
    asked = vectors[17] + 0.5 * vectors[29]
    asked /= np.linalg.norm(asked)
    found = index.nearest(asked, 5)
    best = np.argsort(-(vectors @ asked))[:5]
    assert [row for row, _cosine in found] == best.tolist()
    assert [cosine for _row, cosine in found] == pytest.approx((vectors @ asked)[best], abs=1e-3)


def test_only_the_rows_that_may_answer_are_compared(index, vectors):
    rows = np.arange(100, 200)
    found = index.nearest(vectors[17], 3, rows)
    assert [row for row, _cosine in found] == (
        100 + np.argsort(-(vectors[100:200] @ vectors[17]))[:3]
    ).tolist()
    assert index.nearest(vectors[17], 3, np.zeros(0, np.intp)) == []


def test_many_rows_are_looked_at_by_their_signs_first(index, vectors, monkeypatch):
    monkeypatch.setattr(dense, "_EXACT", 500)
    monkeypatch.setattr(dense, "_LOOKED_AT", 300)
    close = 0
    for row in range(0, 3_000, 100):
        asked = vectors[row] + 0.8 * vectors[row - 1]
        asked /= np.linalg.norm(asked)
        close += [row for row, _cosine in index.nearest(asked, 2)] == [row, (row - 1) % 3_000]
    assert close == 30
    within = np.arange(1_000, 2_000)
    assert index.nearest(vectors[1_500], 1, within)[0][0] == 1_500
    assert index.nearest(vectors[500], 1, within)[0][0] in within


def test_signs_tell_the_angle(vectors):
    signs = sketched(vectors[:2])
    opposite = sketched(-vectors[:1])
    assert signs.shape == (2, 8)
    assert np.bitwise_count(signs[0] ^ opposite[0]).sum() == 512
    assert nearest(sketched(vectors), vectors[5], None, 1).tolist() == [5]


def test_equally_far_rows_are_taken_in_their_order():
    signs = sketched(np.tile(np.eye(4, dtype=np.float32)[:1], (9, 1)))
    assert sorted(nearest(signs, np.eye(4, dtype=np.float32)[0], None, 4)) == [0, 1, 2, 3]


def _passage(key, document, department):
    return Passage(key, document, "글", "", Place(), 0, (0, 0), department)


def test_rows_are_found_by_id_and_by_owner(tmp_path):
    passages = [
        _passage("a-1", "a", "홍보과"),
        _passage("a-2", "a", "총무과"),
        _passage("b-1", "b", "총무과"),
    ]
    PassageRows.of(passages).save(tmp_path)
    rows = PassageRows.load(tmp_path)
    assert rows.rows(["b-1", "a-1"]).tolist() == [2, 0]
    assert (rows.id(1), rows.document(2)) == ("a-2", "b")
    assert rows.among({"a", "b"}) is None
    assert rows.among({"a"}).tolist() == [0, 1]
    assert rows.among({"a", "b"}, ("총무과",)).tolist() == [1, 2]
    assert rows.among({"a"}, ("총무과",)).tolist() == [1]
    assert rows.among(set()).tolist() == []
    assert len(PassageRows.of([])) == 0
